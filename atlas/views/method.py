"""What the page on methods says: definitions, formulas, dates, signs, and what doesn't add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.numbers import format_number
from atlas.model.problems import Severity
from atlas.model.quantities import Delivery
from atlas.model.scope import Scope
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import method_texts, texts
from atlas.views.provenance import computed_notes

Pairs = tuple[tuple[str, str], ...]
NO_SOURCE = Provenance(source="", publisher="", reference_dates="", boundaries="")


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


def signs() -> tuple[str, ...]:
    """Explain all signs of the tables."""
    return tuple(dict.fromkeys([*texts.SIGNS.values(), *texts.STATUS_SIGNS.values()]))


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
    return (
        method_texts.RELEASED.format(
            release=edition.release,
            hidden=format_number(hidden, 0),
            cells=format_number(cells, 0),
            share=format_number(100 * hidden / max(cells, 1), 1),
        ),
        method_texts.WHY_HIDDEN,
        method_texts.HOW_WIDE.format(narrowest=edition.protection.mode.narrowest),
        *_titled(method_texts.WITHHELD, withheld, edition.catalogue),
        *_titled(method_texts.WITHOUT_RULE, edition.protection.without_rule, edition.catalogue),
        method_texts.NOT_GUARANTEED,
    )


def _titled(sentence: str, codes: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """A sentence with the titles of some quantities; nothing if there are none."""
    titles = [f"„{catalogue.quantities[code].title}“" for code in codes]
    if titles:
        yield sentence.format(titles=", ".join(titles))


def rules_table(atlas: Atlas, area_id: str) -> TableSpec:
    """List the rules by which the quantities of an area are protected, the strictest first."""
    catalogue = atlas.catalogue(area_id)
    counts = Counter(
        rule
        for quantity in atlas.quantities(area_id)
        if (rule := catalogue.rule_of(quantity.code)) is not None
    )
    ordered = sorted(counts, key=lambda rule: (-rule.minimum, rule.title))
    rows = (
        (
            rule.title or texts.NOT_STATED,
            str(rule.minimum or method_texts.NO_MINIMUM),
            str(rule.minimum_denominator or method_texts.NO_MINIMUM),
            str(counts[rule]),
        )
        for rule in ordered
    )
    heads = (
        method_texts.RULE,
        method_texts.MINIMUM,
        method_texts.MINIMUM_DENOMINATOR,
        method_texts.QUANTITIES,
    )
    return _text_table(method_texts.RULES, heads, rows, f"{area_id}__regeln")


def hidden_table(atlas: Atlas, area_id: str) -> TableSpec:
    """Count the hidden figures of a release by level; no rows where nothing is hidden."""
    protection = atlas.edition(area_id).protection
    hidden = protection.hidden if protection else {}
    levels = {level.id: level.plural for level in atlas.area(area_id).levels}
    rows = (
        (plural, format_number(hidden[level], 0))
        for level, plural in levels.items()
        if level in hidden
    )
    heads = (method_texts.LEVEL, method_texts.HIDDEN)
    return _text_table(method_texts.HIDDEN_BY_LEVEL, heads, rows, f"{area_id}__verdeckt")


def _text_table(
    title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]], stem: str
) -> TableSpec:
    return TableSpec(
        title=title,
        subtitle="",
        columns=tuple(TableColumn(key=str(n), title=head) for n, head in enumerate(heads)),
        rows=tuple(TableRow(cells=tuple(TableCell(text=text) for text in row)) for row in rows),
        provenance=NO_SOURCE,
        file_stem=stem,
    )
