"""Where the figures of a view come from: source, reference dates, Gebietsstand, signs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.areas import Area, Boundaries
from atlas.model.custom_areas import CustomLevel, Decision
from atlas.model.dates import Period, ReferenceDate
from atlas.model.indicators import Indicator
from atlas.model.quantities import Delivery
from atlas.model.results import ValueRow
from atlas.model.scope import Query, Scope
from atlas.model.specs import Provenance
from atlas.views import texts
from atlas.views.custom import texts as own_texts
from atlas.views.numbers import shown_states, sign_legend

_Dates: TypeAlias = dict[ReferenceDate | None, list[str]]
"""Quantities by the date they are of."""
_SHORTEST_RUN = 3


def provenance(  # noqa: PLR0913  (all of it is context, the base year is rare)
    atlas: Atlas,
    area_id: str,
    item: Indicator,
    rows: Iterable[ValueRow],
    decimals: int,
    *,
    base_year: int | None = None,
) -> Provenance:
    """Collect what a figure has to carry on paper, for all years its rows rest on."""
    shown = tuple(rows)
    told = {row.year for row in shown} | ({base_year} if base_year is not None else set())
    used = (pipeline.years_used(item, atlas.catalogue, year) for year in told)
    years = sorted(frozenset().union(*used))
    data = atlas.data(area_id)
    needed = pipeline.quantities_needed(item, atlas.catalogue)
    found = (data.delivery(code, year) for year in years for code in needed)
    deliveries = [delivery for delivery in found if delivery is not None]
    states = [s for row in shown for s in shown_states(row.value, row.state, decimals)]
    statuses = [row.status for row in shown if row.value is not None]
    return Provenance(
        source=_joined(delivery.source for delivery in deliveries),
        publisher=_joined(delivery.publisher for delivery in deliveries) or data.area.publisher,
        reference_dates=dates_text(deliveries, atlas.catalogue.titles()),
        boundaries=_gebietsstand(deliveries),
        signs=sign_legend(states, statuses),
        notes=_notes(data.area, item, deliveries),
    )


def dates_text(deliveries: Iterable[Delivery], titles: dict[str, str]) -> str:
    """Name the reference dates per year: "2014: Einwohner … am 31.12.2013, Kinder … am …".

    Three and more years running whose dates differ in the year only are told at once:
    "2013–2024: jeweils 31.12.".
    """
    by_year: dict[int, _Dates] = {}
    for delivery in deliveries:
        codes = by_year.setdefault(delivery.year, {})
        codes.setdefault(delivery.reference_date, []).append(delivery.quantity)
    told = ((year, _told_yearly(year, codes, titles)) for year, codes in by_year.items())
    parts: list[str] = []
    for run in _runs(told):
        years = [year for year, _ in run]
        if len(run) < _SHORTEST_RUN:
            parts += (_of_year(year, _told(by_year[year], titles)) for year in years)
        else:
            span = f"{years[0]}–{years[-1]}"
            parts.append(f"{span}: {run[0][1]}" if run[0][1] else span)
    return "; ".join(parts)


def _runs(told: Iterable[tuple[int, str | None]]) -> list[list[tuple[int, str | None]]]:
    """Put years running that are told alike together; None is like nothing."""
    runs: list[list[tuple[int, str | None]]] = []
    for year, words in told:
        last = runs[-1][-1] if runs else None
        if last is not None and words is not None and last == (year - 1, words):
            runs[-1].append((year, words))
        else:
            runs.append([(year, words)])
    return runs


def _of_year(year: int, dates: str) -> str:
    return dates if dates == str(year) else f"{year}: {dates}"


def _told(codes: _Dates, titles: dict[str, str]) -> str:
    """Name the dates of one year, with what they are of where there are several."""
    if len(codes) == 1:
        return _label(next(iter(codes)))
    return _each_of(codes, titles, {date: _label(date) for date in codes})


def _told_yearly(year: int, codes: _Dates, titles: dict[str, str]) -> str | None:
    """Name the dates of a year without the year; None where they don't lie in it."""
    words = {date: _when_yearly(year, date) for date in codes}
    if None in words.values():
        return None
    if len(codes) > 1:
        return _each_of(codes, titles, words)
    (date,) = codes
    return texts.EACH_DAY.format(day=words[date]) if _is_day(date) else ""


def _each_of(
    codes: _Dates, titles: dict[str, str], words: Mapping[ReferenceDate | None, str | None]
) -> str:
    """Name quantities with their dates, a day with "am"."""
    return ", ".join(
        f"{texts.AND.join(titles[code] for code in named)} {_at(date, words[date] or '')}"
        for date, named in codes.items()
    )


def _at(date: ReferenceDate | None, words: str) -> str:
    return texts.ON_DAY.format(day=words) if _is_day(date) else words


def _is_day(date: ReferenceDate | None) -> bool:
    return date is not None and date.period is Period.DAY


def _when_yearly(year: int, date: ReferenceDate | None) -> str | None:
    """The day or the whole of the year a figure is of; None if it is of something else."""
    if date is None or date.start.year != year:
        return None
    if date.period is Period.DAY:
        return f"{date.start:%d.%m.}"
    return texts.WHOLE_YEAR if date.period is Period.YEAR else None


def _label(date: ReferenceDate | None) -> str:
    return date.label if date else texts.DATE_UNKNOWN


def boundary_text(boundaries: Boundaries | None) -> str:
    """Say which boundaries a map shows, with the mark of schematic ones."""
    if boundaries is None:
        return texts.BOUNDARIES_NONE
    kind = texts.SCHEMATIC if boundaries.schematic else ""
    day = f"{boundaries.valid_at:%d.%m.%Y}" if boundaries.valid_at else ""
    return ", ".join(word for word in (day, kind) if word) or texts.DATE_UNKNOWN


def vintage_notes(
    atlas: Atlas, wanted: Scope | Query, carried: Provenance, years: Iterable[int]
) -> Provenance:
    """Name the Gebietsstand of figures of some years, and which of them were converted to it."""
    made = atlas.level(wanted.area, wanted.level).custom
    if made is not None:
        return _of_own_level(atlas, wanted, made, carried, years)
    level_vintage = atlas.shown(wanted.area).level_vintage(wanted.level, wanted.vintage)
    known = sorted(years)
    converted = level_vintage.converted(known)
    if level_vintage.vintage is None or not converted:
        return carried
    day = f"{level_vintage.vintage:%d.%m.%Y}"
    own = level_vintage.delivered_vintage(converted[-1])
    later = own is not None and own > level_vintage.vintage
    change = own if later and own else level_vintage.vintage
    note = (texts.CONVERTED_FROM if later else texts.CONVERTED_BEFORE).format(
        day=day, year=change.year
    )
    return replace(carried, boundaries=day, notes=(*carried.notes, note))


def _of_own_level(
    atlas: Atlas, wanted: Scope | Query, own: CustomLevel, carried: Provenance, years: Iterable[int]
) -> Provenance:
    """Say what a level of one's own rests on, and which figures of its parts were converted."""
    known = sorted(years)
    for level_id in own.levels:
        of_parts = replace(wanted, level=level_id, vintage=None)
        carried = vintage_notes(atlas, of_parts, carried, known)
    plural = atlas.level(wanted.area, wanted.level).plural
    note = own_texts.NOTE.format(plural=plural, resolution=resolution(own))
    notes = dict.fromkeys((*carried.notes, note))
    return replace(carried, notes=tuple(notes))


def resolution(own: CustomLevel) -> str:
    """Say who resolved a level of one's own and since when it is in force."""
    words = [own_texts.DRAFT]
    if own.decision is Decision.RESOLVED and own.resolved:
        words = [own_texts.RESOLVED.format(body=own.body, day=f"{own.resolved:%d.%m.%Y}")]
    if own.valid_from:
        words.append(own_texts.VALID_FROM.format(day=f"{own.valid_from:%d.%m.%Y}"))
    return ", ".join(words)


def _gebietsstand(deliveries: Iterable[Delivery]) -> str:
    days = {d.boundary_date for d in deliveries}
    named = [f"{day:%d.%m.%Y}" for day in sorted(day for day in days if day is not None)]
    unknown = [texts.DATE_UNKNOWN] if None in days else []
    return ", ".join(named + unknown)


def _notes(area: Area, item: Indicator, deliveries: Iterable[Delivery]) -> tuple[str, ...]:
    notes = [texts.FICTIONAL] if area.fictional else []
    notes += [item.note, *(delivery.note for delivery in deliveries), area.note]
    return tuple(dict.fromkeys(note for note in notes if note))


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))
