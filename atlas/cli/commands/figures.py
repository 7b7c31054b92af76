"""The commands `map`, `chart` and `figure`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.console import say
from atlas.cli.opening import open_area, selected_units, with_base_and_vintage, writings_of
from atlas.cli.output import extension, write_output
from atlas.errors import FormatError, UsageError
from atlas.model.figures import FigureKind
from atlas.model.quantities import Audience
from atlas.model.scope import EVERY_YEAR, ChartKind, Scope, View
from atlas.render.paper.formats import Paper

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def draw_map(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    indicator: o.Indicator,
    out: o.MapOut,
    year: o.AnyYear = None,
    years: o.YearsOfMap = None,
    compare_year: o.CompareYear = None,
    compare_indicator: o.CompareIndicator = None,
    compare_level: o.CompareLevel = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    size: o.PaperSize = "A4",
    portrait: o.Portrait = False,
    no_values: o.NoValues = False,
    other: o.OtherOfMap = None,
    classes: o.Classes = None,
    units: o.UnitsOfMap = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Draw a map, or several on a sheet, into a file."""
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.cli.maps import Comparison, MapRequest, files  # noqa: PLC0415
    from atlas.views.map.classing_codec import parse_classing  # noqa: PLC0415  (see `draw_map`)

    scope = Scope(
        area=area,
        level=level,
        indicator=indicator,
        year=year or EVERY_YEAR,
        base_year=base,
        view=view,
        classing=parse_classing(classes),
    )
    request = MapRequest(
        scope=scope,
        paper=Paper(size=size, orientation="portrait" if portrait else "landscape"),
        values=not no_values,
        years=years,
        other=other,
        compared=Comparison(year=compare_year, indicator=compare_indicator, level=compare_level),
    )
    atlas = open_area(data, home, audience, area, release)
    dated = replace(scope, vintage=o.parse_vintage(atlas.level(area, level), vintage))
    selected = replace(dated, selection=selected_units(atlas, scope, units))
    sheets = files(atlas, replace(request, scope=selected), extension(out))
    _write_sheets(sheets, out)


def draw_chart(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    indicator: o.Indicator,
    year: o.Year,
    out: o.ChartOut,
    kind: o.Kind = ChartKind.BARS,
    other: o.OtherOfChart = None,
    by_value: o.ByValue = False,
    units: o.Units = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Draw a chart into a file."""
    from atlas.render.downloads import chart_file  # noqa: PLC0415  (see `draw_map`)
    from atlas.views.selected import ChartChoice, chart  # noqa: PLC0415  (see `draw_map`)

    atlas = open_area(data, home, audience, area, release)
    requested = Scope(
        area=area, level=level, indicator=indicator, year=year, base_year=base, view=view
    )
    scope = with_base_and_vintage(atlas, requested, vintage)
    if kind is ChartKind.SCATTER and other is None:
        raise UsageError(words.OTHER_NEEDED)
    scope = replace(scope, selection=selected_units(atlas, scope, units))
    choice = ChartChoice(
        kind=kind,
        scope=scope,
        other=other or "",
        by_value=by_value,
        goals=writings_of(home, area, audience).goals,
    )
    write_output(chart_file(chart(atlas, choice), extension(out)), out)


def write_figure(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    year: o.Year,
    out: o.BundleOut,
    indicator: o.IndicatorOfFigure = None,
    kind: o.KindOfFigure = FigureKind.MAP,
    other: o.OtherOfFigure = None,
    compare_year: o.CompareYear = None,
    compare_indicator: o.CompareIndicator = None,
    compare_level: o.CompareLevel = None,
    all_years: o.EveryYear = False,
    by_value: o.ByValue = False,
    units: o.UnitsOfFigure = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    classes: o.Classes = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Pack pictures, data and words of a figure."""
    from atlas.cli.figures import FigureRequest, check_view, choice_of  # noqa: PLC0415  (see `draw_map`)
    from atlas.cli.maps import Comparison  # noqa: PLC0415  (see `draw_map`)
    from atlas.render.bundle import figure_bundle  # noqa: PLC0415  (see `draw_map`)
    from atlas.views.map.classing_codec import parse_classing  # noqa: PLC0415  (see `draw_map`)

    if extension(out) != "zip":
        raise FormatError(extension(out), ("zip",))
    check_view(kind, view)
    atlas = open_area(data, home, audience, area, release)
    requested = Scope(
        area=area, level=level, indicator=indicator or "", year=year, base_year=base, view=view
    )
    scope = with_base_and_vintage(atlas, requested, vintage)
    request = FigureRequest(
        kind=kind,
        scope=replace(
            scope,
            selection=selected_units(atlas, scope, units),
            classing=parse_classing(classes),
        ),
        other=other or "",
        compared=Comparison(year=compare_year, indicator=compare_indicator, level=compare_level),
        every_year=all_years,
        by_value=by_value,
        goals=writings_of(home, area, audience).goals,
    )
    today = datetime.now().astimezone().date()
    write_output(figure_bundle(atlas, choice_of(atlas, request), today), out)


def _write_sheets(sheets: Sequence[bytes], out: Path) -> None:
    """Write the sheets of a map; those of an earlier one that had more are put away."""
    from atlas.render.map_files import sheet_paths, stale_sheets  # noqa: PLC0415  (see `draw_map`)
    from atlas.sources.files import put_away  # noqa: PLC0415  (see `draw_map`)

    for path, content in zip(sheet_paths(out, len(sheets)), sheets, strict=True):
        write_output(content, path)
    for path, is_ours in stale_sheets(out, len(sheets)).items():
        if is_ours:
            put_away(path)
        form = words.PUT_AWAY if is_ours else words.NOT_OF_THIS_MAP
        say(form.format(path=path), error=True)
