"""The commands `departments …`: who delivers what, what is due, what is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.german import Command, Group
from atlas.cli.output import write_output
from atlas.errors import FormatError

if TYPE_CHECKING:
    from atlas.measures.completeness import Holdings
    from atlas.model.specs import TableSpec

group = typer.Typer(help=words.DEPARTMENTS, cls=Group, no_args_is_help=True, rich_markup_mode=None)
FORMATS: Final = ("xlsx", "csv")
Out = Annotated[Path, o.target("--out", help=words.TABLE_OUT)]
Department = Annotated[str, o.text("--department", help=words.DEPARTMENT)]
TemplateOut = Annotated[Path, o.target("--out", help=words.TEMPLATE_OUT)]


@group.command("calendar", help=words.CALENDAR, cls=Command)
def calendar(area: o.Area, out: Out, data: o.Data = o.DATA_FOLDER) -> None:
    """Write what is late or still to come."""
    # pandas comes with the desk and takes half a second: --help does without
    from atlas.views.completeness import calendar_table  # noqa: PLC0415

    holdings = _holdings(data, area)
    _write(calendar_table(holdings, datetime.now().astimezone().date()), out)


@group.command("completeness", help=words.COMPLETENESS, cls=Command)
def completeness(area: o.Area, out: Out, data: o.Data = o.DATA_FOLDER) -> None:
    """Write what has become of each quantity in each year."""
    from atlas.views.completeness import (  # noqa: PLC0415  (see `calendar`)
        completeness_table,
        reporting_years,
    )

    holdings, today = _holdings(data, area), datetime.now().astimezone().date()
    _write(completeness_table(holdings, reporting_years(holdings, today), today), out)


@group.command("inventory", help=words.INVENTORY, cls=Command)
def inventory(area: o.Area, out: Out, data: o.Data = o.DATA_FOLDER) -> None:
    """Write which indicators there are figures for, who holds them and on what grounds."""
    from atlas.views.completeness import inventory_table  # noqa: PLC0415  (see `calendar`)

    holdings = _holdings(data, area)
    _write(inventory_table(holdings, datetime.now().astimezone().date()), out)


@group.command("template", help=words.DEPARTMENT_TEMPLATE, cls=Command)
def template(
    area: o.Area,
    department: Department,
    year: o.Year,
    out: TemplateOut,
    data: o.Data = o.DATA_FOLDER,
) -> None:
    """Write the workbook a department fills in for a year."""
    from atlas.render.table.delivery_template import template_bytes  # noqa: PLC0415  (see `calendar`)
    from atlas.views.delivery_template import delivery_templates  # noqa: PLC0415  (see `calendar`)

    if out.suffix != ".xlsx":
        raise FormatError(out.suffix, [".xlsx"])
    templates = delivery_templates(_holdings(data, area), department, year)
    write_output(template_bytes(templates), out)


def _holdings(data: Path, area: str) -> Holdings:
    from atlas.desk import Desk  # noqa: PLC0415  (see `calendar`)

    return Desk.open(data).holdings(area)


def _write(table: TableSpec, out: Path) -> None:
    from atlas.render.table.delimited import csv_bytes  # noqa: PLC0415  (see `calendar`)
    from atlas.render.table.workbook import xlsx_bytes  # noqa: PLC0415  (see `calendar`)

    form = out.suffix.removeprefix(".")
    if form not in FORMATS:
        raise FormatError(form, FORMATS)
    write_output(csv_bytes(table) if form == "csv" else xlsx_bytes(table), out)
