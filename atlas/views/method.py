"""What the page on methods says: definitions, formulas, dates, signs, and what doesn't add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.indicators import Indicator
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Delivery
from atlas.model.scope import Scope
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import method_texts, texts

Pairs = tuple[tuple[str, str], ...]
NO_SOURCE = Provenance(source="", publisher="", reference_dates="", boundaries="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One indicator or quantity: labels and texts in reading order."""

    title: str
    unit: str
    facts: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """Problems from the check; `withheld` counts those that would give away hidden figures."""

    table: TableSpec
    withheld: int = 0


def entry(atlas: Atlas, code: str) -> Entry:
    """Describe an indicator or quantity."""
    item = atlas.indicator(code)
    facts = (
        (method_texts.DEFINITION, item.definition.strip()),
        (method_texts.FORMULA, item.formula.describe(atlas.catalogue.titles())),
        (method_texts.DATE_RULE, item.date_rule),
        (texts.DATA_SOURCE, item.source),
        (method_texts.REMARK, item.note),
    )
    stated = tuple((label, text) for label, text in facts if text)
    return Entry(title=item.title, unit=item.unit, facts=stated)


def entries(atlas: Atlas, area_id: str) -> tuple[Entry, ...]:
    """Describe every indicator and quantity an area has figures for."""
    codes = [item.code for item in atlas.offered(area_id)]
    codes += [quantity.code for quantity in atlas.quantities(area_id)]
    return tuple(entry(atlas, code) for code in codes)


def dates_table(atlas: Atlas, scope: Scope) -> TableSpec:
    """List the deliveries an indicator rests on: one row per year and quantity."""
    item = atlas.indicator(scope.indicator)
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
    rows = [_delivery_cells(atlas, delivery) for delivery in _deliveries(atlas, scope.area, item)]
    stem = f"{scope.area}__{scope.indicator}__stichtage"
    return _text_table(f"{method_texts.DATES}: {item.title}", columns, rows, stem)


def _deliveries(atlas: Atlas, area_id: str, item: Indicator) -> list[Delivery]:
    needed = pipeline.quantities_needed(item, atlas.catalogue)
    used = [d for d in atlas.data(area_id).deliveries if d.quantity in needed]
    return sorted(used, key=lambda d: (d.year, needed.index(d.quantity)))


def _delivery_cells(atlas: Atlas, delivery: Delivery) -> tuple[str, ...]:
    quantity = atlas.catalogue.quantities[delivery.quantity]
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
        delivery.note,
    )


def signs() -> tuple[str, ...]:
    """Explain all signs of the tables."""
    return tuple(dict.fromkeys([*texts.SIGNS.values(), *texts.STATUS_SIGNS.values()]))


def problems(atlas: Atlas, area_id: str) -> Problems:
    """List the problems of an area, as far as the audience may see them.

    The check works on the figures before protection. Where protection hides anything, its
    findings could give it away, so only their number is stated.
    """
    by_severity = sorted(atlas.problems(area_id), key=lambda p: list(Severity).index(p.severity))
    withheld = 0 if _all_visible(atlas, area_id) else len(by_severity)
    shown = [] if withheld else by_severity
    heads = (
        method_texts.SEVERITY,
        method_texts.MESSAGE,
        method_texts.REMEDY,
        method_texts.LOCATION,
    )
    stem = f"{area_id}__befunde"
    table = _text_table(method_texts.PROBLEMS, heads, map(_problem_cells, shown), stem)
    return Problems(table=table, withheld=withheld)


def _problem_cells(problem: Problem) -> tuple[str, ...]:
    return (problem.severity.value, problem.message, problem.remedy, problem.location)


def _all_visible(atlas: Atlas, area_id: str) -> bool:
    data = atlas.data(area_id)
    # what nobody described is read too, and its cells are quoted where they are wrong
    codes = tuple(data.observations["quantity"].unique())
    before = pipeline.sums(data, atlas.catalogue, codes)
    after = pipeline.protected_quantities(data, atlas.catalogue, codes, atlas.audience)
    return bool((before["state"] == after["state"]).all())


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
