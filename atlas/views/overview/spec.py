"""The start page: how an area is doing in a few core figures, and what changed where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.cells import State, Status
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number, rounded
from atlas.model.overview import OverviewSpec, SmallMap, Tile, Trend, TrendPoint
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope, View
from atlas.views import choices, headlines, texts
from atlas.views.map import maps
from atlas.views.map.texts import WITHIN_CHANCE
from atlas.views.overview import regions
from atlas.views.overview import texts as words
from atlas.views.overview.changes import base_of, changes
from atlas.views.overview.freshness import freshness
from atlas.views.plurals import dative
from atlas.views.subjects import short_title
from atlas.views.totals import totals_notes

MOST_TILES = 5
"""Core figures that can be taken in at a glance."""


def overview(atlas: Atlas, scope: Scope) -> OverviewSpec:
    """Sum up an area at a glance, as of a year.

    Every figure is the last one up to that year; its date is stated. It is compared with the base
    year of `scope`. Map and changes are those of the districts of its level and Gebietsstand; its
    indicator doesn't matter.

    Raises
    ------
    UnknownNameError
        If there is no such area or level.
    """
    area_id, year = scope.area, scope.year
    area, districts = atlas.area(area_id), _districts(atlas, scope)
    tiles = (_tile(atlas, table, scope) for table in _tables(atlas, area_id))
    # one after the other: the changes of tiles nobody sees would take most of the time
    top_tiles = tuple(islice((tile for tile in tiles if tile is not None), MOST_TILES))
    return OverviewSpec(
        headline=_headline(atlas, area.name, top_tiles),
        small_map=next(_small_maps(atlas, districts, top_tiles), None),
        scale=_scale([tile.trend for tile in top_tiles if tile.trend]),
        tiles=top_tiles,
        remarks=tuple(_remarks(len(area.core), len(top_tiles), year)),
        changes=changes(atlas, districts, core(atlas, area_id)),
        freshness=freshness(atlas, area_id),
        real=_real(atlas) if area.fictional else (),
    )


def _scale(trends: Sequence[Trend]) -> str:
    """Say what all small lines have in common, "" without lines."""
    ahead = any(point.forecast for trend in trends for point in trend.points)
    return words.SCALE.format(ahead=words.SCALE_AHEAD if ahead else "") if trends else ""


def _districts(atlas: Atlas, scope: Scope) -> Scope:
    """The level looked at, or the usual one where that is the whole area."""
    if scope.level != atlas.area(scope.area).top_level:
        return scope
    usual = choices.default_level(atlas, scope.area, choices.levels(atlas, scope.area))
    return replace(scope, level=usual, vintage=None)


def core(atlas: Atlas, area_id: str) -> tuple[str, ...]:
    """Core indicators with figures; where an area names none, all it has figures of."""
    offered = [item.code for item in atlas.indicators(area_id)]
    named = tuple(code for code in atlas.area(area_id).core if code in offered)
    return named or tuple(offered)


def _tables(atlas: Atlas, area_id: str) -> tuple[ValueTable, ...]:
    """All years of the whole area, for each core indicator with figures of it."""
    area = atlas.area(area_id)
    if area.top_unit is None:
        return ()
    available = atlas.available(area_id, area.top_level)
    codes = [code for code in core(atlas, area_id) if code in available]
    return atlas.profile(area_id, area.top_level, area.top_unit.id, codes)


def _headline(atlas: Atlas, area: str, tiles: Sequence[Tile]) -> str:
    """Say the first core figure as "one in n" where it is one, else how it has changed."""
    if not tiles:
        return words.HEADLINE.format(area=area)
    scope = tiles[0].scope
    item, row = atlas.indicator(scope.area, scope.indicator), headlines.area_row(atlas, scope)
    if scope.base_year is None or (item.headline and row and headlines.one_in_n(row.value)):
        return headlines.headline(atlas, scope)
    since = _change_since(scope, scope.base_year)
    change = headlines.area_row(atlas, since)
    if change is None or change.value is None:
        return headlines.headline(atlas, scope)
    moved = rounded(change.value, pipeline.view_decimals(item, View.CHANGE))
    form = words.HEADLINE_CHANGE if moved else words.HEADLINE_UNCHANGED
    text = form.format(sentence=headlines.statement(atlas, since), value=tiles[0].value)
    verdict = headlines.area_verdict(atlas, since)
    # ten seconds are too short to be told that all is as one thinks
    return texts.MARKED.format(text=text, mark=verdict) if verdict == WITHIN_CHANCE else text


def _real(atlas: Atlas) -> tuple[tuple[str, str], ...]:
    """Areas with real figures: id and name."""
    names = choices.areas(atlas)
    return tuple((code, name) for code, name in names.items() if not atlas.area(code).fictional)


def _small_maps(atlas: Atlas, districts: Scope, tiles: Sequence[Tile]) -> Iterator[SmallMap]:
    """Maps of the core figures that have one, in their order."""
    level = atlas.level_at(districts.area, districts.level, districts.vintage)
    for tile in tiles if level.boundaries else ():
        code, year = tile.scope.indicator, tile.scope.year
        if level.id not in atlas.levels_of(districts.area, code):
            continue
        scope = replace(districts, indicator=code, year=year, base_year=tile.scope.base_year)
        if year in atlas.years(scope.area, code, level.id):
            yield _small_map(atlas, scope)


def _small_map(atlas: Atlas, scope: Scope) -> SmallMap:
    series = maps.series(atlas, scope)
    column = next(column for column in series.columns if column.year == scope.year)
    plural = dative(series.level_plural)
    item = atlas.indicator(scope.area, scope.indicator)
    title = words.MAP.format(title=short_title(item), plural=plural)
    classes = (
        words.MAP_CLASS.format(label=entry.label, number=count)
        for entry, count in zip(series.legend, column.counts, strict=True)
        if count
    )
    return SmallMap(
        title=title,
        alt=words.MAP_ALT.format(title=title, year=column.label, classes="; ".join(classes)),
        unit_line=words.MAP_LINE.format(year=column.label, unit=series.unit),
        series=replace(series, columns=(column,)),
        scope=scope,
    )


def _remarks(planned: int, present: int, year: int) -> Iterator[str]:
    if not present:
        yield words.NO_WHOLE.format(year=year)
    elif present < min(planned, MOST_TILES):
        some = words.HAVE_SOME.format(number=present)
        yield words.FEW_TILES.format(planned=planned, have=words.HAVE_ONE if present == 1 else some)


def _tile(atlas: Atlas, table: ValueTable, requested: Scope) -> Tile | None:
    """The last counted figure up to a year, None where there is none."""
    item = atlas.indicator(table.area, table.indicator)
    rows = [row for row in headlines.best_rows(table.rows) if row.value is not None]
    counted = [
        row for row in rows if row.year <= requested.year and row.status is not Status.FORECAST
    ]
    if not counted:
        return None
    last = counted[-1]
    scope = Scope(
        area=table.area,
        level=table.level,
        indicator=item.code,
        year=last.year,
        base_year=_base(atlas, table, requested.base_year, [row.year for row in counted]),
    )
    return Tile(
        title=item.title,
        value=plain(last, item, View.VALUE),
        date=words.AS_OF.format(date=_date(atlas, scope, last)),
        change=_change(atlas, scope, counted[0].year),
        references=tuple(_references(atlas, scope)),
        trend=trend(atlas, scope, rows) if len(rows) > 1 else None,
        scope=scope,
        remark=" ".join(totals_notes(atlas, scope, (last.year,))),
    )


def plain(row: ValueRow, item: Indicator, view: View) -> str:
    """Print a figure without the signs of official tables, which not everybody knows."""
    bare = replace(row, status=Status.FINAL, state=min(row.state, State.MEASURED))
    text = headlines.figure_text(bare, item, view)
    return headlines.with_unit(text, pipeline.view_unit(item, view))


def _date(atlas: Atlas, scope: Scope, row: ValueRow) -> str:
    """Reference dates of a figure, of several years pooled the years, and how final it is."""
    pooled = atlas.indicator(scope.area, scope.indicator).pooled_years
    dates = headlines.reference_dates(atlas, scope, [row])
    span = f"{row.year - pooled + 1}–{row.year}"
    delivered = texts.DELIVERED if row.delivered else ""
    notes = (words.STATUS.get(row.status, ""), _limit(row), delivered)
    return ", ".join(part for part in (span if pooled > 1 else dates, *notes) if part)


def _limit(row: ValueRow) -> str:
    return words.LIMITED if row.state is State.LIMITED else ""


def _base(
    atlas: Atlas, table: ValueTable, requested: int | None, years: Sequence[int]
) -> int | None:
    """The year a figure is compared with, for figures of several years pooled years before."""
    pooled = atlas.indicator(table.area, table.indicator).pooled_years
    breaks = atlas.breaks(table.area, table.indicator, table.level)
    apart = [old for old in years if old <= years[-1] - pooled]
    return base_of(apart, years[-1], requested, breaks)


def _change(atlas: Atlas, scope: Scope, first: int) -> tuple[str, str] | None:
    """The change since the base year, in the right unit; None where there is no earlier year."""
    item, base = atlas.indicator(scope.area, scope.indicator), scope.base_year
    if base is None:
        earlier = words.SINCE.format(base=first), words.NOT_COMPARABLE
        return earlier if first < scope.year else None
    rows = headlines.best_rows(atlas.values(_change_since(scope, base)).rows)
    row = next(iter(rows), None)
    text = words.NOT_COMPARABLE
    if row is not None and row.value is not None:
        text, note = plain(row, item, View.CHANGE), _limit(row)
        text = words.NOTED.format(text=text, note=note) if note else text
    return words.SINCE.format(base=base), text


def _change_since(scope: Scope, base: int) -> Scope:
    return replace(scope, view=View.CHANGE, base_year=base, vintage=None).single_year


def _references(atlas: Atlas, scope: Scope) -> Iterator[tuple[str, str]]:
    """Published values of the larger regions, the latest up to the year, each with its year."""
    item = atlas.indicator(scope.area, scope.indicator)
    for value in regions.latest(atlas, scope.area, scope.indicator, scope.year):
        text = headlines.with_unit(format_number(value.value, item.decimals), item.unit)
        yield words.REGION.format(region=value.region, year=value.year), text


def trend(atlas: Atlas, scope: Scope, rows: Sequence[ValueRow]) -> Trend:
    """A line through all years; it breaks where figures are missing or can't be compared."""
    breaks = atlas.breaks(scope.area, scope.indicator, scope.level, scope.vintage)
    years = atlas.years(scope.area, scope.indicator, scope.level)
    return Trend(
        points=tuple(trend_points(rows, years, breaks)),
        current=scope.year,
        breaks=breaks,
        alt=_alt(atlas.indicator(scope.area, scope.indicator), rows, breaks),
        caption=_caption(atlas.indicator(scope.area, scope.indicator), rows, breaks),
    )


def trend_points(
    rows: Sequence[ValueRow], years: Sequence[int], breaks: Sequence[int]
) -> Iterator[TrendPoint]:
    """Turn rows into points of a line, in pieces where years are missing or can't be compared."""
    by_year = {row.year: row for row in rows}
    segment = 0
    for year in years:
        row = by_year.get(year)
        segment += year in breaks or row is None
        if row is not None and row.value is not None:
            forecast = row.status is Status.FORECAST
            yield TrendPoint(year=year, value=row.value, segment=segment, forecast=forecast)


def _caption(item: Indicator, rows: Sequence[ValueRow], breaks: Sequence[int]) -> str:
    """The range a small line covers: without an axis it could look like anything."""
    counted, ahead = _parted(rows)
    low, high = _range(counted, item)
    form = words.TREND_EQUAL if low == high else words.TREND
    ends = {"first": counted[0].year, "last": counted[-1].year}
    range_text = form.format(**ends, low=low, high=high)
    # without the unit, which the figure beside it has
    beside = _beside(words.TREND_FORECAST, replace(item, unit=""), ahead, breaks)
    return "; ".join([range_text, *beside])


def _alt(item: Indicator, rows: Sequence[ValueRow], breaks: Sequence[int]) -> str:
    counted, ahead = _parted(rows)
    low, high = _range(counted, item)
    first, last = counted[0], counted[-1]
    course = words.TREND_ALT.format(
        first=first.year,
        first_value=plain(first, item, View.VALUE),
        last=last.year,
        last_value=plain(last, item, View.VALUE),
        low=low,
        high=high,
    )
    return "; ".join([course, *_beside(words.TREND_ALT_FORECAST, item, ahead, breaks)])


def _beside(
    form: str, item: Indicator, ahead: Sequence[ValueRow], breaks: Sequence[int]
) -> Iterator[str]:
    """What else a line shows: how far it is forecast, and where it breaks."""
    if ahead:
        value = plain(ahead[-1], item, View.VALUE)
        yield form.format(last=ahead[-1].year, value=value)
    if breaks:
        yield words.TREND_BREAKS.format(years=", ".join(map(str, breaks)))


def _parted(rows: Sequence[ValueRow]) -> tuple[list[ValueRow], list[ValueRow]]:
    """Counted years and forecasts."""
    ahead = [row for row in rows if row.status is Status.FORECAST]
    return [row for row in rows if row.status is not Status.FORECAST], ahead


def _range(rows: Sequence[ValueRow], item: Indicator) -> tuple[str, str]:
    values = [row.value for row in rows if row.value is not None]
    return format_number(min(values), item.decimals), format_number(max(values), item.decimals)
