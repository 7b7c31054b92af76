"""The commands `import` and `districts import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.commands import deliveries
from atlas.cli.console import say
from atlas.cli.german import Command, Group
from atlas.cli.opening import open_atlas
from atlas.cli.output import json_text
from atlas.errors import UsageError
from atlas.model.quantities import Audience, Exactness
from atlas.model.releases import WORKING
from atlas.model.submissions import DeliveryFacts, SubmissionRequest

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.sources.boundary_import import ImportPlan

districts = typer.Typer(
    help=words.DISTRICTS, cls=Group, no_args_is_help=True, rich_markup_mode=None
)


def import_file(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: o.IntakeFile,
    area: o.AnyArea = None,
    level: o.AnyLevel = None,
    year: o.AnyYear = None,
    mapping: o.Mapping = None,
    source: o.FactSource = "",
    publisher: o.Publisher = "",
    date: o.Date = "",
    boundary_date: o.BoundaryDate = "",
    definition: o.Definition = "",
    release_to: o.ReleasedTo = Audience.STATISTICS,
    note: o.Note = "",
    exactness: o.HowExact = Exactness.EXACT,
    department: o.FromDepartment = "",
    partial: o.Partial = False,
    comment: o.Comments = None,
    actor: o.Actor = "",
    dry_run: o.DryRun = False,
    form: o.ListForm = o.ListFormat.TEXT,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Read a department's file, say what was understood, and hand it in."""
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.cli.imports import IntakeRequest, intake_text, listed_intake, read_file  # noqa: PLC0415

    if not dry_run and not (area and level and year and source and publisher):
        raise UsageError(words.NEEDED_TO_HAND_IN)
    request = IntakeRequest(
        file=file, area=area, level=level, year=year, mapping=tuple(mapping or ()), folder=data
    )
    intake = read_file(request)
    if dry_run:
        say(json_text(listed_intake(intake)) if form is o.ListFormat.JSON else intake_text(intake))
        return
    facts = DeliveryFacts(
        source=source,
        publisher=publisher,
        date=date,
        boundary_date=boundary_date,
        definition=definition,
        audience=release_to,
        note=note,
        exactness=exactness,
    )
    place = {"area": area or "", "level": level or "", "department": department}
    submission = SubmissionRequest(**place, year=year or 0, facts=facts, partial=partial)
    places = deliveries.Places(data=data, home=home, actor=actor)
    answers, as_json = deliveries.answers_of(comment), form is o.ListFormat.JSON
    deliveries.hand_in(file, intake, submission, places, answers, as_json=as_json)


@districts.command("import", help=words.IMPORT, cls=Command)
def import_boundaries(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: o.File,
    area: o.Area,
    level: o.Level,
    code: o.Code,
    name: o.Name,
    where: o.Where = "",
    crs: o.Crs = "",
    source: o.Source = "",
    layer: o.Layer = "",
    encoding: o.Encoding = "",
    valid_at: o.ValidAt = None,
    dry_run: o.DryRun = False,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
) -> None:
    """Take boundaries over from a file."""
    # geopandas takes more than a second: only this command needs it
    from atlas.sources.boundary_import import ImportRequest, plan_import  # noqa: PLC0415

    atlas = open_atlas(data, None, audience, WORKING)
    request = ImportRequest(
        file=file,
        area=area,
        level=level,
        code=code,
        name=name,
        where=where,
        crs=crs,
        attribution=source,
        valid_at=o.parse_day(valid_at),
        layer=layer,
        encoding=encoding,
    )
    existing = atlas.area(area).level(level) if area in atlas.area_ids else None
    units = existing.units if existing else ()
    _apply(plan_import(request, data / "districts" / area, units), None if dry_run else home)


def _apply(plan: ImportPlan, home: Path | None) -> None:
    """Write what is planned; nothing without a home."""
    from atlas.sources.boundary_import import apply_import  # noqa: PLC0415  (see `import_boundaries`)

    for note in plan.notes:
        say(note)
    if home is None:
        say(words.DRY_RUN_DONE)
        return
    apply_import(plan, home)
    for path in plan.files:
        say(words.WRITTEN.format(path=path))
