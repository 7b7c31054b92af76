"""The atlas a command asks: which release, what is wrong with it, what people wrote of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.console import say
from atlas.errors import AtlasError, UnknownNameError
from atlas.model.releases import AUDIENCES, LATEST_OR_WORKING, WORKING
from atlas.sources.journal_location import has_journal

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.atlas import Atlas
    from atlas.model.footnotes import Footnote
    from atlas.model.quantities import Audience
    from atlas.model.scope import Scope
    from atlas.views.writings import Writings


def open_atlas(folder: Path, home: Path | None, audience: Audience, release: str | None) -> Atlas:
    """Open the release that is named, without a name the latest one of each area that has any.

    The statistics office, and a town that has released nothing yet, see the figures as they are.
    """
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.atlas import Atlas  # noqa: PLC0415

    name = release or (LATEST_OR_WORKING if audience in AUDIENCES else WORKING)
    atlas = Atlas.open(folder, audience, home, release=None if name == WORKING else name)
    return replace(atlas, footnotes=_footnotes(home, audience))


def _footnotes(home: Path | None, audience: Audience) -> tuple[Footnote, ...]:
    """Read the notes on figures, if anybody has written into the journal."""
    # SQLAlchemy takes a third of a second: most have no journal
    if home is None or not has_journal(home):
        return ()
    from atlas.journal import existing_journal  # noqa: PLC0415  (see above)
    from atlas.views.writings import footnotes  # noqa: PLC0415  (see above)

    try:
        return footnotes(existing_journal(home), audience)
    except AtlasError as error:
        # figures don't wait for a journal that can't be read
        say(str(error), error=True)
        return ()


def open_area(
    folder: Path, home: Path | None, audience: Audience, area: str, release: str | None
) -> Atlas:
    """Open an atlas to ask it about one area; say so if a release isn't what the data are now."""
    atlas = open_atlas(folder, home, audience, release)
    write_notices(atlas, area)
    if release is None and atlas.has_newer_data(area):
        name = atlas.edition(area).release
        say(words.NEWER_DATA.format(release=name, working=WORKING), error=True)
    return atlas


def write_notices(atlas: Atlas, *area_ids: str) -> None:
    """Say what was wrong with the catalogue and the stored editions of areas."""
    from atlas.views.catalogue_errors import catalogue_errors  # noqa: PLC0415  (see `open_atlas`)

    notices = [notice for area in area_ids for notice in atlas.edition(area).notices]
    errors = atlas.catalogue_errors(area_ids)
    for notice in [catalogue_errors(errors), *notices] if errors else notices:
        say(notice, error=True)


def writings_of(home: Path, area: str, audience: Audience) -> Writings:
    """Read what people have written about an area, if anybody has."""
    from atlas.journal import existing_journal  # noqa: PLC0415  (see `open_atlas`)
    from atlas.views.writings import writings  # noqa: PLC0415  (see `open_atlas`)

    return writings(existing_journal(home), area, audience)


def selected_units(atlas: Atlas, scope: Scope, units: str | None) -> tuple[str, ...]:
    """Read the keys of the units that are to stand out."""
    from atlas.views.address import rejoined, units_of  # noqa: PLC0415  (see `open_atlas`)

    level = atlas.level(scope.area, scope.level)
    keys = {unit.id for unit in level.units}
    chosen = rejoined(units_of(units or ""), keys)
    for unit in chosen:
        if unit not in keys:
            raise UnknownNameError(level.name, unit, sorted(keys))
    return chosen


def with_base_and_vintage(atlas: Atlas, scope: Scope, vintage: str | None) -> Scope:
    """Fill in the base year, and the Gebietsstand named."""
    level = atlas.level(scope.area, scope.level)
    return replace(atlas.with_base_year(scope), vintage=o.parse_vintage(level, vintage))
