"""What is said where a delivered total differs from the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model import formulas as f
from atlas.model.areas import distinct_names
from atlas.model.numbers import format_number
from atlas.model.results import TotalGap, ValueRow
from atlas.model.scope import Scope
from atlas.model.text import join_distinct
from atlas.views import totals_texts
from atlas.views.plurals import weak

if TYPE_CHECKING:
    # the command line says these sentences without drawing anything
    from atlas.model.specs import Provenance

MOST_UNITS = 3
"""Units named in a note; more are counted."""


def with_totals(
    atlas: Atlas, scope: Scope, sources: Provenance, years: Iterable[int], *, among: bool = False
) -> Provenance:
    """Add to the notes which delivered totals differ; each ends in the note of its delivery."""
    notes = totals_notes(atlas, scope, years, among=among)
    others = tuple(
        note for note in sources.notes if not any(_ends_in(text, note) for text in notes)
    )
    return replace(sources, notes=(*others, *notes))


def totals_notes(
    atlas: Atlas, scope: Scope, years: Iterable[int], *, among: bool = False
) -> tuple[str, ...]:
    """Say of the whole area, and of the units of the level, where a delivered total differs.

    One sentence for each quantity behind the figures: of the last year, naming the others. Where
    it stands `among` those of other indicators, it always names the quantity.
    """
    sorted_years = sorted(set(years))
    top = atlas.area(scope.area).top_level
    of_area = _gaps(atlas, scope, top, sorted_years) if top else {}
    of_units = {} if scope.level == top else _gaps(atlas, scope, scope.level, sorted_years)
    item, catalogue = atlas.indicator(scope.area, scope.indicator), atlas.catalogue(scope.area)
    several = among or len(pipeline.quantities_needed(item, catalogue)) > 1
    lead = totals_texts.LEAD_TITLE if several else totals_texts.LEAD_YEAR
    form = totals_texts.LEAD_NONE if not several and len(sorted_years) == 1 else lead
    return tuple(
        form.format(title=catalogue.quantities[code].title, year=last.year)
        + sentence(atlas, scope, by_year)
        for sentence, gaps in ((_of_area, of_area), (_of_units, of_units))
        for code, by_year in gaps.items()
        for last in by_year[-1][:1]
    )


def reported_gaps(atlas: Atlas, scope: Scope, rows: Iterable[ValueRow]) -> Iterator[TotalGap]:
    """Gaps of an absolute figure of the whole area that stands in a table without its sum."""
    edition, item = atlas.edition(scope.area), atlas.indicator(scope.area, scope.indicator)
    top = atlas.area(scope.area).top_level
    years = [row.year for row in rows if row.year in edition.years_reported(item, top)]
    if isinstance(item.formula, f.Total) and len(item.formula.of) == 1:
        yield from edition.total_gaps(item, top, years, scope.vintage)


def _gaps(
    atlas: Atlas, scope: Scope, level: str, years: Sequence[int]
) -> dict[str, list[list[TotalGap]]]:
    """Gaps on a level by quantity, those of each year together."""
    item = atlas.indicator(scope.area, scope.indicator)
    gaps = atlas.edition(scope.area).total_gaps(item, level, years, scope.vintage)
    by_code: dict[str, list[list[TotalGap]]] = {}
    for (code, _), of_year in groupby(gaps, key=lambda gap: (gap.quantity, gap.year)):
        by_code.setdefault(code, []).append(list(of_year))
    return by_code


def _of_area(atlas: Atlas, scope: Scope, by_year: Sequence[Sequence[TotalGap]]) -> str:
    gap = by_year[-1][0]
    area, decimals = (
        atlas.area(scope.area),
        atlas.catalogue(scope.area).quantities[gap.quantity].decimals,
    )
    delivery = atlas.edition(scope.area).delivery(gap.quantity, gap.year)
    sentence = totals_texts.AREA.format(
        kind=area.kind,
        delivered=format_number(gap.delivered, decimals),
        sum_of=_sum_of(atlas.level(scope.area, gap.parts).plural),
        summed=format_number(gap.summed, decimals),
    )
    also = _also(by_year)
    return _closed(f"{sentence}{also}", delivery.note if delivery else "")


def _of_units(atlas: Atlas, scope: Scope, by_year: Sequence[Sequence[TotalGap]]) -> str:
    gaps = by_year[-1]
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    decimals = atlas.catalogue(scope.area).quantities[gaps[0].quantity].decimals
    names = {key: label.shown for key, label in distinct_names(level.units).items()}
    each = (
        totals_texts.UNIT.format(
            name=names.get(gap.unit, gap.unit),
            delivered=format_number(gap.delivered, decimals),
            summed=format_number(gap.summed, decimals),
        )
        for gap in gaps
    )
    counted = totals_texts.COUNT.format(
        plural=level.plural, number=len(gaps), total=len(level.units)
    )
    which = join_distinct(each) if len(gaps) <= MOST_UNITS else counted
    return _closed(totals_texts.UNITS.format(which=which) + _also(by_year), "")


def _also(by_year: Sequence[Sequence[TotalGap]]) -> str:
    """Name the other years."""
    earlier = [str(gaps[0].year) for gaps in by_year[:-1]]
    return totals_texts.ALSO.format(years=", ".join(earlier)) if earlier else ""


def _sum_of(plural: str) -> str:
    """Name the sum of some units."""
    return totals_texts.SUM_OF.format(plural=weak(plural))


def _closed(sentence: str, note: str) -> str:
    """End a sentence with the note of a delivery, whether that begins one or goes on."""
    text = note.strip().removesuffix(".")
    if not text:
        return f"{sentence}."
    return f"{sentence}. {text}." if text[0].isupper() else f"{sentence}, {text}."


def _ends_in(sentence: str, note: str) -> bool:
    return sentence.endswith(f" {note.strip().removesuffix('.')}.")
