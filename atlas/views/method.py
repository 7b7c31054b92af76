"""What the page on methods says: definitions, formulas, dates, signs, and what doesn't add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.areas import Level, distinct_names
from atlas.model.cells import State
from atlas.model.disclosure import ProtectionMode
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.numbers import format_number
from atlas.model.problems import Severity
from atlas.model.quantities import Delivery
from atlas.model.releases import Protection
from atlas.model.scope import Scope
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import method_texts, texts
from atlas.views.numbers import format_figure
from atlas.views.plurals import dative
from atlas.views.provenance import computed_notes, honest_signs, state_name
from atlas.views.rules import rule_sentences, rules_table
from atlas.views.text_tables import NO_PROVENANCE

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One indicator or quantity: labels and texts in reading order."""

    title: str
    unit: str
    facts: Pairs


def entry(atlas: Atlas, area_id: str, code: str) -> Entry:
    """Describe an indicator or quantity of an area."""
    item = atlas.indicator(area_id, code)
    facts = (
        (method_texts.DEFINITION, item.definition.strip()),
        (method_texts.FORMULA, item.formula.describe(atlas.catalogue(area_id).titles())),
        (method_texts.DATE_RULE, item.date_rule),
        (texts.DATA_SOURCE, item.source),
        (method_texts.REMARK, item.note),
    )
    stated = tuple((label, text) for label, text in facts if text)
    return Entry(title=item.title, unit=item.unit, facts=stated)


def entries(atlas: Atlas, area_id: str) -> tuple[Entry, ...]:
    """Describe every indicator and quantity an area has figures for."""
    codes = [item.code for item in atlas.indicators(area_id)]
    codes += [quantity.code for quantity in atlas.quantities(area_id)]
    return tuple(entry(atlas, area_id, code) for code in codes)


def dates_table(atlas: Atlas, scope: Scope) -> TableSpec:
    """List the deliveries an indicator rests on: one row per year and quantity."""
    item = atlas.indicator(scope.area, scope.indicator)
    columns = (
        texts.YEAR,
        method_texts.QUANTITY,
        method_texts.KIND,
        texts.REFERENCE_DATE,
        texts.BOUNDARIES,
        texts.DATA_SOURCE,
        texts.PUBLISHER,
        method_texts.NOTE_HEAD,
    )
    catalogue = atlas.catalogue(scope.area)
    rows = [_delivery_cells(catalogue, d) for d in _deliveries(atlas, scope.area, item)]
    stem = f"{scope.area}__{scope.indicator}__stichtage"
    return _text_table(f"{method_texts.DATES}: {item.title}", columns, rows, stem)


def _deliveries(atlas: Atlas, area_id: str, item: Indicator) -> list[Delivery]:
    needed = pipeline.quantities_needed(item, atlas.catalogue(area_id))
    used = [d for d in atlas.deliveries(area_id) if d.quantity in needed]
    return sorted(used, key=lambda d: (d.year, needed.index(d.quantity)))


def _delivery_cells(catalogue: Catalogue, delivery: Delivery) -> tuple[str, ...]:
    quantity = catalogue.quantities[delivery.quantity]
    day = delivery.reference_date.label if delivery.reference_date else texts.NOT_STATED
    boundary = delivery.boundary_date
    return (
        str(delivery.year),
        f"{quantity.title}, {quantity.unit}",
        method_texts.KINDS[quantity.kind.value],
        day,
        f"{boundary:%d.%m.%Y}" if boundary else texts.NOT_STATED,
        delivery.source or texts.NOT_STATED,
        delivery.publisher,
        " ".join((delivery.note, *computed_notes((delivery,), catalogue.titles()))).strip(),
    )


def signs(atlas: Atlas, area_id: str) -> tuple[str, ...]:
    """Explain all signs of the tables, as the figures of an area that are shown use them."""
    every = dict.fromkeys([*texts.SIGNS.values(), *texts.STATUS_SIGNS.values()])
    return honest_signs(atlas, area_id, every)


def problems(atlas: Atlas, area_id: str) -> TableSpec:
    """List what doesn't add up in the published figures of an area, the worst first."""
    by_severity = sorted(atlas.findings(area_id), key=lambda p: list(Severity).index(p.severity))
    rows = ((problem.severity.value, problem.for_readers) for problem in by_severity)
    heads = (method_texts.SEVERITY, method_texts.MESSAGE)
    return _text_table(method_texts.PROBLEMS, heads, rows, f"{area_id}__befunde")


def secrecy(atlas: Atlas, area_id: str) -> tuple[str, ...]:
    """Say in plain words what is hidden in the figures of an area, why, and what that isn't."""
    edition = atlas.edition(area_id)
    if edition.protection is None:
        return (method_texts.WORKING_STATE,)
    hidden, cells = sum(edition.protection.hidden.values()), edition.protection.cells
    withheld = dict.fromkeys(code for _, code in edition.protection.withheld)
    shown = method_texts.RELEASED if hidden else method_texts.RELEASED_ALL
    return (
        shown.format(
            release=edition.release,
            hidden=format_number(hidden, 0),
            cells=format_number(cells, 0),
            share=format_number(100 * hidden / max(cells, 1), 1),
        ),
        *_protected(edition.protection),
        *_titled(method_texts.WITHHELD, withheld, edition.catalogue),
        *_titled(method_texts.WITHOUT_RULE, edition.protection.without_rule, edition.catalogue),
    )


def secrecy_of_releases(released: Sequence[Atlas], area_id: str) -> Iterator[str]:
    """Say the same of the releases of several readers; what holds for all of them once."""
    of_readers = {
        texts.AUDIENCES[other.audience.value]: secrecy(other, area_id) for other in released
    }
    # what is said first of each comes first
    beside = zip_longest(*of_readers.values())
    for text in filter(None, dict.fromkeys(chain.from_iterable(beside))):
        readers = [reader for reader, said in of_readers.items() if text in said]
        if len(readers) == len(of_readers):
            yield text
        else:
            yield method_texts.OF_READER.format(reader=", ".join(readers), text=text)


def not_guaranteed(atlas: Atlas, area_id: str) -> tuple[str, ...]:
    """Say what no protection of the figures of an area can prevent, and what nobody checks."""
    protection = atlas.edition(area_id).protection
    if protection is None:
        return ()
    rounded = protection.mode.base > 0
    checked = method_texts.NOT_OF_ROUNDED if rounded else method_texts.NOT_OF_HIDDEN
    return (*method_texts.NOT_GUARANTEED, *checked)


def _protected(protection: Protection) -> Iterator[str]:
    """Say how counts are protected, and what the naive ways would have given away."""
    mode = protection.mode
    if mode.base:
        yield method_texts.ROUNDED.format(base=mode.base, most=mode.largest_nothing)
        return
    yield method_texts.WHY_HIDDEN
    if not sum(protection.hidden.values()):
        return
    if mode is ProtectionMode.EXACT:
        yield method_texts.NOT_EXACT
    else:
        yield method_texts.HOW_WIDE.format(narrowest=mode.narrowest)
    if len(protection.naive) == len(method_texts.NAIVE):
        yield " ".join(
            sentence.format(
                hidden=format_number(naive.hidden, 0),
                narrow=format_number(naive.narrow, 0),
                exact=format_number(naive.exact, 0),
            )
            for sentence, naive in zip(method_texts.NAIVE, protection.naive, strict=True)
        )


def _titled(sentence: str, codes: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """A sentence with the titles of some quantities; nothing if there are none."""
    titles = [f"„{catalogue.quantities[code].title}“" for code in codes]
    if titles:
        yield sentence.format(titles=", ".join(titles))


def rules(atlas: Atlas, area_id: str) -> tuple[TableSpec, tuple[str, ...]]:
    """List the rules by which the quantities of an area are protected, and what isn't clear."""
    catalogue = atlas.catalogue(area_id)
    counts = Counter(
        rule
        for quantity in atlas.quantities(area_id)
        if (rule := catalogue.rule_of(quantity.code)) is not None
    )
    return rules_table(counts, f"{area_id}__regeln"), rule_sentences(counts)


def hidden_table(atlas: Atlas, area_id: str) -> TableSpec:
    """Count the hidden figures of a release by quantity and level, the sums in the last row.

    No rows where nothing is hidden.
    """
    edition = atlas.edition(area_id)
    cells = edition.cells
    signs = cells[(cells["state"] == State.SECRET).to_numpy()] if edition.protection else cells[:0]
    counts = Counter(signs[["quantity", "level"]].itertuples(index=False, name=None))
    codes, on_levels = {code for code, _ in counts}, {level for _, level in counts}
    levels = [level for level in edition.protected.area.levels if level.id in on_levels]
    quantities = [item for code, item in edition.catalogue.quantities.items() if code in codes]
    rows = [(item.title, [counts[item.code, level.id] for level in levels]) for item in quantities]
    sums = [sum(of) for of in zip(*(of for _, of in rows), strict=True)]
    table = _with_numbers(
        _text_table(
            method_texts.HIDDEN_BY_LEVEL,
            (method_texts.QUANTITY, *(level.plural for level in levels), method_texts.HIDDEN),
            (
                (title, *(format_number(number, 0) for number in (*of, sum(of))))
                for title, of in [*rows, *([(method_texts.ALL, sums)] if rows else [])]
            ),
            f"{area_id}__verdeckt",
        )
    )
    *others, last = table.rows or (None,)
    return replace(table, rows=(*others, replace(last, emphasis=True))) if last else table


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What each audience sees of an indicator in a year: sentences, and a row for each unit.

    `differing` are those units of which not all see the same.
    """

    sentences: tuple[str, ...]
    every: TableSpec
    differing: TableSpec


def versions(atlas: Atlas, released: Sequence[Atlas], scope: Scope) -> Versions:
    """Put what others see of a year beside what those see who see everything.

    Parameters
    ----------
    atlas
        Of those who see everything.
    released
        The latest releases, as others see them.
    scope
        Area, level, indicator and the year.
    """
    own, others = _printed(atlas, scope), [_released(other, scope) for other in released]
    shown = [of for of in others if of is not None]
    units = tuple(dict.fromkeys(chain(own, *shown)))
    level = atlas.level(scope.area, scope.level)
    names = {key: name.shown for key, name in distinct_names(level.units).items()}
    rows = {
        unit: (
            names.get(unit, unit),
            own.get(unit, method_texts.NOT_CONTAINED),
            *("" if of is None else _beside(own, of, unit) for of in others),
        )
        for unit in units
    }
    differing = [unit for unit in units if any(_differs(own, of, unit) for of in shown)]
    item = atlas.indicator(scope.area, scope.indicator)
    heads = (level.name, *(texts.AUDIENCES[each.audience.value] for each in (atlas, *released)))
    table = _with_numbers(
        _text_table(
            f"{item.title} ({item.unit}), {scope.years[0]}",
            heads,
            rows.values(),
            f"{scope.area}__fassungen",
        )
    )
    by_unit = dict(zip(units, table.rows, strict=True))
    each = zip(released, others, strict=True)
    return Versions(
        sentences=(
            method_texts.VERSIONS_INTRO,
            *(_of_version(other, scope, own, printed) for other, printed in each),
            *(_on_differences(len(differing), len(units), level) if shown else ()),
        ),
        every=table,
        differing=replace(table, rows=tuple(by_unit[unit] for unit in differing)),
    )


def _of_version(
    other: Atlas, scope: Scope, own: Mapping[str, str], printed: Mapping[str, str] | None
) -> str:
    """Say of which release what others see is, and how much of it differs; or why there is none."""
    reader = texts.AUDIENCES[other.audience.value]
    if printed is None:
        return other.unusable.get(scope.area) or method_texts.NO_VERSION.format(reader=reader)
    units = {**own, **printed}
    differing = sum(_differs(own, printed, unit) for unit in units)
    return method_texts.VERSION[differing != 1].format(
        reader=reader,
        state=state_name(other, scope.area),
        differing=format_number(differing, 0),
        all=format_number(len(units), 0),
    )


def _on_differences(differing: int, units: int, level: Level) -> tuple[str, ...]:
    if not differing:
        return (method_texts.NO_DIFFERENCE,)
    return (
        method_texts.DIFFERENCES.format(
            differing=format_number(differing, 0),
            all=format_number(units, 0),
            plural=dative(level.plural),
        ),
    )


def _differs(own: Mapping[str, str], other: Mapping[str, str], unit: str) -> bool:
    return own.get(unit) != other.get(unit)


def _beside(own: Mapping[str, str], other: Mapping[str, str], unit: str) -> str:
    """What others see of a unit, with a sign before it if that isn't what all see."""
    text = other.get(unit, method_texts.NOT_CONTAINED)
    return method_texts.DIFFERENT.format(text=text) if _differs(own, other, unit) else text


def _released(atlas: Atlas, scope: Scope) -> dict[str, str] | None:
    """Figures as they are printed, by key of the unit; None where no release can be shown."""
    if scope.area not in atlas.area_ids or scope.area in atlas.unusable:
        return None
    is_there = atlas.area(scope.area).level(scope.level) is not None
    if not is_there or scope.indicator not in atlas.available(scope.area, scope.level):
        return {}
    if not {*scope.years} <= {*atlas.years(scope.area, scope.indicator, scope.level)}:
        return {}
    return _printed(atlas, scope)


def _printed(atlas: Atlas, scope: Scope) -> dict[str, str]:
    table = atlas.values(scope)
    return {
        row.unit: format_figure(row.value, row.state, row.status, table.decimals)
        for row in table.rows
        if row.counts
    }


def _with_numbers(table: TableSpec) -> TableSpec:
    """Set the columns behind the first as numbers."""
    first, *others = table.columns
    return replace(table, columns=(first, *(replace(column, decimals=0) for column in others)))


def _text_table(
    title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], stem: str
) -> TableSpec:
    return TableSpec(
        title=title,
        subtitle="",
        columns=tuple(TableColumn(key=str(n), title=head) for n, head in enumerate(heads)),
        rows=tuple(TableRow(cells=tuple(TableCell(text=text) for text in row)) for row in rows),
        provenance=NO_PROVENANCE,
        file_stem=stem,
    )
