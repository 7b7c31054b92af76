"""The commands `values` and `columns`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.console import say
from atlas.cli.opening import open_area, selected_units
from atlas.cli.output import extension, json_text, write_output
from atlas.errors import FormatError, NoDataError, UsageError
from atlas.model.quantities import Audience
from atlas.model.releases import WORKING
from atlas.model.scope import Scope, View

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.atlas import Atlas
    from atlas.model.specs import TableSpec, TidyTable

ALL: Final = "all"
"""Given for an indicator: every one."""


def values(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    indicator: o.IndicatorOrAll,
    year: o.AnyYear = None,
    years: o.Years = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    units: o.UnitsOfTable = None,
    form: o.TableForm = o.TableFormat.JSON,
    out: o.Out = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Print the figures of one indicator or of all."""
    atlas = open_area(data, home, audience, area, release)
    scope = Scope(
        area=area,
        level=level,
        indicator=indicator,
        years=o.parse_years(year, years),
        view=view,
        base_year=base,
        vintage=o.parse_vintage(atlas.level(area, level), vintage),
    )
    scope = replace(scope, selection=selected_units(atlas, scope, units))
    if form.is_workbook and out is None:
        raise UsageError(words.OUT_NEEDED.format(form=form))
    if scope.selection and (form.is_tidy or form is o.TableFormat.JSON):
        raise UsageError(words.UNITS_OF_TABLES)
    if form.is_tidy:
        _write_tidy(_tidy_table(atlas, scope), form, out)
    else:
        write_output(_table_bytes(atlas, scope, form), out)


def columns(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    indicator: o.OneIndicator = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """List the columns an area can deliver, and what they are good for."""
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.cli import listing  # noqa: PLC0415

    # what is delivered, and what is still to be
    atlas = open_area(data, home, audience, area, WORKING)
    listed = listing.columns(atlas, area, None if indicator == ALL else indicator)
    say(json_text(listed) if form is o.ListFormat.JSON else listing.columns_text(listed))


def _table_bytes(atlas: Atlas, scope: Scope, form: o.TableFormat) -> bytes:
    if form is not o.TableFormat.JSON:
        from atlas.render.downloads import table_file  # noqa: PLC0415  (see `columns`)

        return table_file(_table(atlas, scope), form.value)
    from atlas.cli import listing  # noqa: PLC0415  (see `columns`)

    every = scope.indicator == ALL
    all_tables = listing.all_values(atlas, scope, _all_codes(atlas, scope)) if every else None
    return json_text(all_tables or listing.values_of(atlas, scope)).encode() + b"\n"


def _table(atlas: Atlas, scope: Scope) -> TableSpec:
    """Lay out the table that is asked for, of the selected units only where some are."""
    from atlas.views import selected  # noqa: PLC0415  (see `columns`)
    from atlas.views.custom.areas import profile_table  # noqa: PLC0415  (see `columns`)
    from atlas.views.table import tables  # noqa: PLC0415  (see `columns`)
    from atlas.views.table.unit_tables import unit_table  # noqa: PLC0415  (see `columns`)

    if scope.indicator == ALL and not scope.selection:
        return tables.all_values(atlas, scope, _all_codes(atlas, scope))
    if scope.indicator == ALL:
        if len(scope.selection) > 1 or scope.years:
            raise UsageError(words.ONE_UNIT)
        return profile_table(atlas, scope.area, scope.level, *scope.selection)
    every = scope.unselected
    if len(scope.years) == 1:
        # the table of the page, which compares beside each other what is of one year
        spec = unit_table(atlas, replace(every, year=scope.years[0], years=()))
    else:
        spec = tables.value_table(atlas, every)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    return selected.only(spec, level, scope.selection) if scope.selection else spec


def _tidy_table(atlas: Atlas, scope: Scope) -> TidyTable:
    from atlas.views.table.tidy import tidy_table  # noqa: PLC0415  (see `columns`)

    codes = _all_codes(atlas, scope) if scope.indicator == ALL else (scope.indicator,)
    return tidy_table(atlas, scope, codes)


def _write_tidy(table: TidyTable, form: o.TableFormat, out: Path | None) -> None:
    """Write figures for programs; a CSV with its description beside it, or packed with it."""
    from atlas.render.downloads import tidy_file  # noqa: PLC0415  (see `columns`)
    from atlas.render.table.tidy import sibling_files  # noqa: PLC0415  (see `columns`)

    endings = ("xlsx",) if form.is_workbook else ("csv", "zip")
    if out is not None and extension(out) not in endings:
        raise FormatError(extension(out), endings)
    packed = out is not None and extension(out) == "zip"
    if form is o.TableFormat.TIDY_XLSX or packed or out is None:
        csv_or_zip = "zip" if packed else "csv"
        write_output(tidy_file(table, "xlsx" if form.is_workbook else csv_or_zip), out)
        return
    for name, content in sibling_files(table, out.stem).items():
        write_output(content, out.with_name(name))


def _all_codes(atlas: Atlas, scope: Scope) -> tuple[str, ...]:
    """Codes of all that a level has figures of; where there are none, say why."""
    codes = atlas.answerable(scope)
    if not codes:
        _write_why_nothing(atlas, scope)
    return codes


def _write_why_nothing(atlas: Atlas, scope: Scope) -> None:
    """Say of the first quantity why a level has no figures."""
    for quantity in atlas.quantities(scope.area)[:1]:
        try:
            atlas.values(replace(scope, indicator=quantity.code))
        except NoDataError as error:
            say(str(error), error=True)
