"""Where the figures of a view come from: source, reference dates, Gebietsstand, signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import starmap
from typing import TypeAlias

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.areas import Area, Boundaries
from atlas.model.cells import State
from atlas.model.custom_areas import CustomLevel, Decision
from atlas.model.dates import Period, ReferenceDate
from atlas.model.footnotes import Footnote
from atlas.model.formulas import sum_text
from atlas.model.indicators import Indicator
from atlas.model.quantities import Delivery
from atlas.model.results import ValueRow
from atlas.model.scope import Scope
from atlas.model.specs import Provenance
from atlas.model.text import join_distinct, split_sentences
from atlas.views import provenance_texts, texts
from atlas.views.custom import texts as custom_texts
from atlas.views.numbers import printed_states, sign_legend

_Dates: TypeAlias = dict[ReferenceDate | None, list[str]]
"""Quantities by the date they are of."""
_SHORTEST_RUN = 3
MOST_OF_UNITS = 6
"""Notes on one unit each that are named below a figure of many."""
_SEPARATOR = ", "
"""Between quantities with dates of their own."""
EDITION_LENGTH = 8
"""Hexadecimal digits that tell one state of the data from another on paper."""


def provenance(  # noqa: PLR0913  (all of it is context, the base year is rare)
    atlas: Atlas,
    area_id: str,
    item: Indicator,
    rows: Iterable[ValueRow],
    decimals: int,
    *,
    base_year: int | None = None,
    units: tuple[str, Collection[str]] = ("", ()),
) -> Provenance:
    """Collect what has to be printed below a figure, for all years its rows are based on.

    `units` are the level and the keys of those it shows, whose notes it bears.
    """
    all_rows = tuple(rows)
    report_years = {row.year for row in all_rows} | (
        {base_year} if base_year is not None else set()
    )
    catalogue = atlas.catalogue(area_id)
    years_behind = (pipeline.years_used(item, catalogue, year) for year in report_years)
    years = sorted(frozenset().union(*years_behind))
    area = atlas.area(area_id)
    needed = pipeline.quantities_needed(item, catalogue)
    released = atlas.edition(area_id).delivery
    behind = (released(code, year) for year in years for code in needed)
    deliveries = [delivery for delivery in behind if delivery is not None]
    states = [s for row in all_rows for s in printed_states(row.value, row.state, decimals)]
    valued = [row for row in all_rows if row.value is not None]
    statuses, years_shown = [row.status for row in valued], {row.year for row in valued}
    return Provenance(
        source=join_distinct(delivery.source for delivery in deliveries),
        publisher=join_distinct(delivery.publisher for delivery in deliveries) or area.publisher,
        reference_dates=dates_text(deliveries, catalogue.titles()),
        boundaries=_gebietsstand(deliveries),
        signs=honest_signs(atlas, area_id, sign_legend(states, statuses, years_shown)),
        notes=rounding_notes(atlas, area_id)
        + _notes(area, item, [*deliveries, *_inputs(atlas, area_id, deliveries)])
        + computed_notes(deliveries, catalogue.titles())
        + footnote_lines(atlas, area_id, {item.code, *needed}, years, units),
        licence=area.licence,
        edition=edition_name(atlas, area_id),
        identity=atlas.identity(area_id),
    )


def edition_name(atlas: Atlas, area_id: str) -> str:
    """Name the state of the data of an area: a short digest, who may see it, which release."""
    return texts.EDITION_OF.format(
        revision=atlas.revision(area_id)[:EDITION_LENGTH],
        audience=texts.AUDIENCES[atlas.audience.value],
        state=state_name(atlas, area_id),
    )


def state_name(atlas: Atlas, area_id: str) -> str:
    """Name the release that is shown of an area and how it protects, or the working state."""
    edition = atlas.edition(area_id)
    if edition.protection is None:
        return texts.WORKING_STATE
    mode = texts.PROTECTION_MODES[edition.protection.mode]
    return texts.RELEASED.format(release=edition.release, mode=mode)


def rounding_notes(atlas: Atlas, area_id: str) -> tuple[str, ...]:
    """Say that figures are rounded, if they are."""
    edition = atlas.edition(area_id)
    if not edition.rounding_base:
        return ()
    sentence = provenance_texts.ROUNDED
    return (sentence.format(base=edition.rounding_base, most=edition.largest_nothing),)


def honest_signs(atlas: Atlas, area_id: str, signs: Iterable[str]) -> tuple[str, ...]:
    """The legend of signs, in which the dash says what it stands for where counts are rounded."""
    most = atlas.edition(area_id).largest_nothing
    if not most:
        return tuple(signs)
    rounded = provenance_texts.ROUNDED_ZERO.format(most=most)
    return tuple(rounded if sign == texts.SIGNS[State.ZERO] else sign for sign in signs)


def merged(parts: Iterable[Provenance], *, split_sources: bool = False) -> Provenance:
    """Merge where several figures come from, each statement once.

    Parameters
    ----------
    parts
        Provenance of each figure, at least one.
    split_sources
        Whether a source or publisher that some of them share with others is named once, too.
    """
    every = tuple(parts)
    pieces = _pieces if split_sources else iter
    return Provenance(
        source=join_distinct(pieces(part.source for part in every)),
        publisher=join_distinct(pieces(part.publisher for part in every)),
        reference_dates=join_distinct(part.reference_dates for part in every),
        boundaries=join_distinct(
            (day for part in every for day in part.boundaries.split(", ")), ", "
        ),
        attribution=join_distinct(part.attribution for part in every),
        signs=tuple(dict.fromkeys(sign for part in every for sign in part.signs)),
        notes=tuple(dict.fromkeys(note for part in every for note in part.notes)),
        licence=join_distinct(part.licence for part in every),
        edition=join_distinct((part.edition for part in every), ", "),
        link=every[0].link,
        identity=every[0].identity,
    )


def dates_text(deliveries: Iterable[Delivery], titles: dict[str, str]) -> str:
    """Name the reference dates per year: "2014: Einwohner … am 31.12.2013, Kinder … am …".

    Three and more consecutive years whose dates differ in the year only are joined:
    "2013–2024: jeweils 31.12.". Where each date names its year no other is told.
    """
    by_year: dict[int, _Dates] = {}
    for delivery in deliveries:
        codes = by_year.setdefault(delivery.year, {})
        codes.setdefault(delivery.reference_date, []).append(delivery.quantity)
    yearly = ((year, _yearless_dates(year, codes, titles)) for year, codes in by_year.items())
    runs, parts = _runs(yearly), list[str]()
    days = {year: _dates_of_year(codes, titles) for year, codes in by_year.items()}
    if all(len(run) < _SHORTEST_RUN for run in runs) and all(starmap(_names_year, days.items())):
        return "; ".join(days.values())
    for run in runs:
        years = [year for year, _ in run]
        if len(run) < _SHORTEST_RUN:
            parts += (_of_year(year, days[year]) for year in years)
        else:
            span = f"{years[0]}–{years[-1]}"
            parts.append(f"{span}: {run[0][1]}" if run[0][1] else span)
    return "; ".join(parts)


def _runs(yearly: Iterable[tuple[int, str | None]]) -> list[list[tuple[int, str | None]]]:
    """Group consecutive years with equal dates; None equals nothing."""
    runs: list[list[tuple[int, str | None]]] = []
    for year, dates in yearly:
        last = runs[-1][-1] if runs else None
        if last is not None and dates is not None and last == (year - 1, dates):
            runs[-1].append((year, dates))
        else:
            runs.append([(year, dates)])
    return runs


def _names_year(year: int, dates: str) -> bool:
    """Whether one date for all figures ends in their year, which needs not be told twice."""
    return dates.endswith(str(year)) and _SEPARATOR not in dates


def _of_year(year: int, dates: str) -> str:
    return dates if dates == str(year) else f"{year}: {dates}"


def _dates_of_year(codes: _Dates, titles: dict[str, str]) -> str:
    """Name the dates of one year, with their quantities where there are several."""
    if len(codes) == 1:
        return _label(next(iter(codes)))
    return _each_of(codes, titles, {date: _label(date) for date in codes})


def _yearless_dates(year: int, codes: _Dates, titles: dict[str, str]) -> str | None:
    """Name the dates of a year without the year; None where they don't lie in it."""
    labels = {date: _yearless_date(year, date) for date in codes}
    if None in labels.values():
        return None
    if len(codes) > 1:
        return _each_of(codes, titles, labels)
    (date,) = codes
    whole_year = date is not None and date.period is Period.YEAR
    return "" if whole_year else provenance_texts.EACH_DAY.format(day=labels[date])


def _each_of(
    codes: _Dates, titles: dict[str, str], labels: Mapping[ReferenceDate | None, str | None]
) -> str:
    """Name quantities with their dates, a day with "am", a month with "im"."""
    named = {
        date: provenance_texts.AND.join(titles[code] for code in quantities)
        for date, quantities in codes.items()
    }
    return _SEPARATOR.join(f"{named[date]} {_at(date, labels[date] or '')}" for date in codes)


def _at(date: ReferenceDate | None, label: str) -> str:
    if date is None or not date.period.is_short:
        return label
    form = provenance_texts.ON_DAY if date.period is Period.DAY else provenance_texts.IN_MONTH
    return form.format(day=label)


def _yearless_date(year: int, date: ReferenceDate | None) -> str | None:
    """The part or the whole of the year a figure is of; None if it is of something else."""
    if date is None or date.start.year != year:
        return None
    return provenance_texts.WHOLE_YEAR if date.period is Period.YEAR else date.part_of_year or None


def _label(date: ReferenceDate | None) -> str:
    return date.label if date else texts.DATE_UNKNOWN


def boundary_text(boundaries: Boundaries | None) -> str:
    """Say which boundaries a map shows, and whether they are schematic."""
    if boundaries is None:
        return provenance_texts.BOUNDARIES_NONE
    kind = provenance_texts.SCHEMATIC if boundaries.schematic else ""
    day = f"{boundaries.valid_at:%d.%m.%Y}" if boundaries.valid_at else ""
    return ", ".join(part for part in (day, kind) if part) or texts.DATE_UNKNOWN


def vintage_notes(
    atlas: Atlas, scope: Scope, sources: Provenance, years: Iterable[int]
) -> Provenance:
    """Name the Gebietsstand of figures of some years, and which of them were converted to it."""
    custom = atlas.level(scope.area, scope.level).custom
    if custom is not None:
        return _with_custom_level(atlas, scope, custom, sources, years)
    level_vintage = atlas.edition(scope.area).level_vintage(scope.level, scope.vintage)
    sorted_years = sorted(years)
    converted = level_vintage.converted_years(sorted_years)
    if level_vintage.vintage is None or not converted:
        return sources
    day = f"{level_vintage.vintage:%d.%m.%Y}"
    delivered = level_vintage.delivered_vintage(converted[-1])
    later = delivered is not None and delivered > level_vintage.vintage
    change = delivered if later and delivered else level_vintage.vintage
    note = (provenance_texts.CONVERTED_FROM if later else provenance_texts.CONVERTED_BEFORE).format(
        day=day, year=change.year
    )
    return replace(sources, boundaries=day, notes=(*sources.notes, note))


def _with_custom_level(
    atlas: Atlas,
    scope: Scope,
    custom: CustomLevel,
    sources: Provenance,
    years: Iterable[int],
) -> Provenance:
    """Say what a custom level is based on, and which figures of its parts were converted."""
    sorted_years = sorted(years)
    for level_id in custom.levels:
        of_parts = replace(scope, level=level_id, vintage=None)
        sources = vintage_notes(atlas, of_parts, sources, sorted_years)
    plural = atlas.level(scope.area, scope.level).plural
    note = custom_texts.NOTE.format(plural=plural, resolution=resolution(custom))
    of_today = [texts.AREAS_OF_TODAY] if atlas.older_release(scope.area) else []
    notes = dict.fromkeys((*sources.notes, note, *of_today))
    return replace(sources, notes=tuple(notes))


def resolution(level: CustomLevel) -> str:
    """Say who resolved a custom level and since when it is in force."""
    parts = [custom_texts.DRAFT]
    if level.decision is Decision.RESOLVED and level.resolved:
        parts = [custom_texts.RESOLVED.format(body=level.body, day=f"{level.resolved:%d.%m.%Y}")]
    if level.valid_from:
        parts.append(custom_texts.VALID_FROM.format(day=f"{level.valid_from:%d.%m.%Y}"))
    return ", ".join(parts)


def _gebietsstand(deliveries: Iterable[Delivery]) -> str:
    days = {d.boundary_date for d in deliveries}
    labels = [f"{day:%d.%m.%Y}" for day in sorted(day for day in days if day is not None)]
    unknown = [texts.DATE_UNKNOWN] if None in days else []
    return ", ".join(labels + unknown)


def _notes(area: Area, item: Indicator, deliveries: Iterable[Delivery]) -> tuple[str, ...]:
    notes = [texts.FICTIONAL] if area.fictional else []
    deliveries = tuple(deliveries)
    exactness = (provenance_texts.EXACTNESS[delivery.exactness] for delivery in deliveries)
    notes += [item.note, *(delivery.note for delivery in deliveries), *exactness, _area_note(area)]
    return tuple(dict.fromkeys(note for note in notes if note))


def _area_note(area: Area) -> str:
    """The note of an area, without what the sentence for all fictional areas says."""
    if not area.fictional:
        return area.note
    return " ".join(text for text in split_sentences(area.note) if texts.FICTIONAL_WORD not in text)


def _inputs(atlas: Atlas, area_id: str, deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """What quantities nobody delivered are computed from."""
    for delivery in deliveries:
        for term in delivery.computed_from:
            behind = atlas.edition(area_id).delivery(term.quantity, delivery.year)
            if behind is not None:
                yield behind


def computed_notes(deliveries: Iterable[Delivery], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Say of quantities nobody delivered how they are computed."""
    computed = [delivery for delivery in deliveries if delivery.computed_from]
    notes = (
        provenance_texts.COMPUTED.format(
            title=titles[delivery.quantity], sum=sum_text(delivery.computed_from, titles)
        )
        for delivery in computed
    )
    return tuple(dict.fromkeys(notes))


def footnote_lines(
    atlas: Atlas,
    area_id: str,
    codes: Collection[str],
    years: Collection[int],
    units: tuple[str, Collection[str]],
) -> tuple[str, ...]:
    """Notes on figures of some units of a level, years, and an indicator with its quantities.

    Those on all units come first. Of many on one unit each only some are named.
    """
    about = [note for note in atlas.footnotes_of(area_id) if note.is_about(codes, years)]
    if not about:
        return ()
    level, shown = units
    area, titles = atlas.area(area_id), atlas.catalogue(area_id).titles()
    general = [footnote_line(area, titles, note) for note in about if not note.unit]
    of_units = [
        footnote_line(area, titles, note)
        for note in about
        if note.unit and note.level == level and note.unit in shown
    ]
    # what shows one unit is where all of its notes are to be found
    left = len(of_units) - MOST_OF_UNITS if len(shown) > 1 else 0
    if left <= 0:
        return (*general, *of_units)
    more = provenance_texts.MORE_FOOTNOTES.format(count=left)
    return (*general, *of_units[:MOST_OF_UNITS], more)


def footnote_line(area: Area, titles: Mapping[str, str], note: Footnote) -> str:
    """Write a note on figures as it stands below them: unit, subject, year, text, who and when."""
    named = (_unit_name(area, note), titles.get(note.subject, note.subject), str(note.year or ""))
    about = _SEPARATOR.join(filter(None, named))
    form = provenance_texts.FOOTNOTE
    text = form.format(text=note.text, function=note.function, day=f"{note.day:%d.%m.%Y}")
    return f"{about}: {text}" if about else text


def _unit_name(area: Area, note: Footnote) -> str:
    """Name of the unit of a note; its key where there is no such unit any more."""
    level = area.level(note.level)
    units = level.units if level else ()
    return next((unit.name for unit in units if unit.id == note.unit), note.unit)


def _pieces(parts: Iterable[str]) -> Iterator[str]:
    return (piece for part in parts for piece in part.split("; "))


def document_foot(atlas: Atlas, area_id: str, publisher: str, day: date) -> str:
    """Say in one line on each page of a document by whom, for whom and when it was made.

    The `publisher` of the figures stands for an office that isn't stated.
    """
    release = atlas.edition(area_id).release
    return texts.DOCUMENT_FOOT.format(
        publisher=atlas.identity(area_id).office or publisher,
        audience=texts.AUDIENCES[atlas.audience.value],
        release=texts.RELEASE.format(release=release) if release else texts.WORKING_STATE,
        day=f"{day:%d.%m.%Y}",
    )
