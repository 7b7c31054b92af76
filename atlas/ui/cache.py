"""All caches of the app: thin wrappers around undecorated functions, keyed by revision.

Specs and boundaries are immutable by contract and shared between sessions; bytes are copied
(`cache_data`), drawn elements replayed (`cache_resource`). Nothing the result depends on is left
out of the key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import streamlit as st
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from atlas.atlas import Atlas
from atlas.editions.custom_areas import with_custom_levels
from atlas.errors import UnknownNameError
from atlas.model.overview import OverviewSpec
from atlas.model.problems import Problem
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.model.specs import ChartKind, ChartSpec, MapSeries, MapYear, TableSpec
from atlas.render import downloads
from atlas.render.paper.formats import Paper
from atlas.sources.custom_levels import FOLDER
from atlas.ui import chart_element, grid, markup, static_files
from atlas.views import choices, method, selected
from atlas.views.chart import charts
from atlas.views.custom import areas
from atlas.views.map import bivariate, captions, maps
from atlas.views.overview import freshness
from atlas.views.overview import spec as views_overview
from atlas.views.table import unit_tables

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

ROOT = Path(__file__).parents[2]
P = ParamSpec("P")
R = TypeVar("R")
BY_REVISION: dict[str | type[Any], Callable[[Any], Any]] = {Atlas: lambda atlas: atlas.revision}


def _kept(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the newest results of a function of an atlas; of many who ask at once, one computes.

    Streamlit's own caches write a digest of all arguments at each call: a fifth of a run.
    """
    results: LRUCache[Hashable, Any] = LRUCache(most)
    return cached(results, key=_key, condition=Condition())


def _key(atlas: Atlas, *rest: Hashable) -> Hashable:
    return hashkey(atlas.revision, *rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChoice:
    """Which chart of a scope.

    `other` is the second indicator of a scatter plot, `selected` units stand out.
    """

    kind: ChartKind
    scope: Scope
    by_value: bool = False
    other: str = ""
    selected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChoice:
    """Which table of a scope: `selected` units are marked, or the `only` ones."""

    scope: Scope
    selected: tuple[str, ...] = ()
    only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """A map to take away: `other` is the second indicator of a map of two.

    `day` is printed as the day of its making.
    """

    scope: Scope
    form: str
    paper: Paper
    day: date
    other: str = ""


def open_atlas() -> Atlas:
    """Open the configured data folder, anew as soon as a file changes.

    Raises
    ------
    DataFolderError
        If the folder holds no catalogue.
    UnknownNameError
        If ATLAS_AUDIENCE names no audience.
    """
    folder = Path(os.environ.get("ATLAS_DATA") or ROOT / "data").resolve()
    stamps = (_stamp(folder), _stamp(home() / FOLDER))
    return _atlas(str(folder), _audience(), stamps, str(home()))


def home() -> Path:
    """Return the folder for what people make at run time; it need not exist."""
    return Path(os.environ.get("ATLAS_HOME") or ROOT / ".atlas").resolve()


def _audience() -> Audience:
    name = os.environ.get("ATLAS_AUDIENCE") or Audience.PUBLIC.value
    if name not in {audience.value for audience in Audience}:
        raise UnknownNameError("ATLAS_AUDIENCE", name, [audience.value for audience in Audience])
    return Audience(name)


def _stamp(folder: Path) -> str:
    """Digest of names, sizes and times: cheap enough to ask on every run."""
    below = sorted(path for path in folder.glob("*") if path.is_dir())
    facts = [fact for path in below for fact in sorted(_facts(str(path)))]
    return sha256(repr(facts).encode()).hexdigest()


def _facts(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of everything below a folder; links to folders aren't followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == ".versions":
                continue
            with suppress(FileNotFoundError):  # deleted meanwhile, or a link to nothing
                known = entry.stat()
                yield entry.path, known.st_size, known.st_mtime_ns
            if entry.is_dir(follow_symlinks=False):
                yield from _facts(entry.path)


@st.cache_resource(max_entries=3, show_spinner=False)
def _plain_atlas(folder: str, audience: Audience, stamp: str) -> Atlas:  # noqa: ARG001  (the key)
    return Atlas.open(Path(folder), audience)


@st.cache_resource(max_entries=3, show_spinner=False)
def _atlas(folder: str, audience: Audience, stamps: tuple[str, str], home: str) -> Atlas:
    # a level of one's own that was saved changes nothing of what was read of the data
    atlas = _plain_atlas(folder, audience, stamps[0]).with_home(Path(home))
    # computed now: later it might speak of files that changed after they were read
    _ = atlas.revision
    return atlas


@cache
def version() -> str:
    """Return the version of the atlas, as pyproject.toml states it."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return str(tomllib.loads(text)["project"]["version"])


@_kept(64)
def topic_fields(atlas: Atlas, area: str, level: str) -> tuple[choices.TopicField, ...]:
    """See `choices.topic_fields`."""
    return choices.topic_fields(atlas, area, level)


@_kept(128)
def indicators(atlas: Atlas, area: str, level: str, topic: str) -> dict[str, str]:
    """Titles of the indicators of one topic field, "" for all fields; see `choices.indicators`."""
    fields = topic_fields(atlas, area, level)
    wanted = [field for field in fields if topic in {field.title, ""}]
    return choices.indicators(atlas, wanted)


@_kept(128)
def partners(atlas: Atlas, scope: Scope) -> dict[str, str]:
    """See `choices.partners`."""
    return choices.partners(atlas, scope)


@_kept(64)
def levels(atlas: Atlas, area: str) -> dict[str, str]:
    """See `choices.levels`."""
    return choices.levels(atlas, area)


@_kept(32)
def overview(atlas: Atlas, where: Scope) -> OverviewSpec:
    """See `overview.overview`."""
    return views_overview.overview(atlas, where)


@_kept(64)
def newest_date(atlas: Atlas, area: str) -> str:
    """See `freshness.newest_date`."""
    return freshness.newest_date(atlas, area)


@_kept(64)
def map_series(atlas: Atlas, scope: Scope) -> MapSeries:
    """See `maps.series`."""
    return maps.series(atlas, scope)


@_kept(64)
def year_texts(atlas: Atlas, scope: Scope) -> MapYear:
    """See `map_words.year_texts`."""
    return captions.year_texts(atlas, scope, map_series(atlas, scope))


@_kept(32)
def bivariate_series(atlas: Atlas, scope: Scope, other: str) -> MapSeries:
    """See `bivariate.bivariate_series`."""
    return bivariate.bivariate_series(atlas, scope, other)


@_kept(32)
def bivariate_texts(atlas: Atlas, scope: Scope, other: str) -> MapYear:
    """See `bivariate.bivariate_texts`."""
    shared = bivariate_series(atlas, scope, other)
    return bivariate.bivariate_texts(atlas, scope, other, shared)


@_kept(512)
def bivariate_details(
    atlas: Atlas, scope: Scope, other: str, unit: str
) -> tuple[tuple[str, str], ...]:
    """See `bivariate.bivariate_details`."""
    return bivariate.bivariate_details(atlas, scope, other, unit)


@_kept(512)
def unit_details(atlas: Atlas, scope: Scope, unit: str) -> tuple[tuple[str, str], ...]:
    """See `map_words.unit_details`."""
    return captions.unit_details(atlas, scope, unit)


@cache
def live_code() -> str:
    """See `static_files.publish_code`."""
    return static_files.publish_code()


@_kept(16)
def live_geometry(
    atlas: Atlas, area: str, level: str, vintage: date | None
) -> static_files.Geometry:
    """See `static_files.publish_geometry`."""
    return static_files.publish_geometry(atlas, area, level, vintage)


@_kept(16)
def background(atlas: Atlas, area: str) -> dict[str, object]:
    """See `static_files.publish_background`."""
    return static_files.publish_background(atlas, area)


@_kept(16)
def boundaries(atlas: Atlas, area: str, level: str, vintage: date | None) -> GeoDataFrame:
    """See `Atlas.boundaries`."""
    return atlas.boundaries(area, level, vintage)


@_kept(64)
def unit_table(atlas: Atlas, scope: Scope) -> TableSpec:
    """See `unit_tables.unit_table`."""
    return unit_tables.unit_table(atlas, scope)


@_kept(64)
def selected_table(atlas: Atlas, choice: TableChoice) -> TableSpec:
    """Mark the selected units of a table, or keep nothing but them and the totals."""
    spec = unit_table(atlas, choice.scope)
    level = atlas.level_at(choice.scope.area, choice.scope.level, choice.scope.vintage)
    show = selected.only if choice.only else selected.marked
    return show(spec, level, choice.selected)


@_kept(64)
def custom_problems(atlas: Atlas, area: str) -> tuple[Problem, ...]:
    """Say what is wrong with levels of one's own, of an area or of none there is."""
    return (*with_custom_levels(atlas.area(area), atlas.custom_files).problems, *atlas.stray_files)


@_kept(64)
def profile_table(atlas: Atlas, area: str, level: str, unit: str) -> TableSpec:
    """See `custom.areas.profile_table`."""
    return areas.profile_table(atlas, area, level, unit)


@_kept(128)
def chart(atlas: Atlas, choice: ChartChoice) -> ChartSpec:
    """Lay out a chart."""
    scope = choice.scope
    if choice.kind is ChartKind.DISTRIBUTION:
        return charts.distribution(atlas, scope)
    if choice.kind is ChartKind.SERIES:
        return selected.development(atlas, scope, choice.selected)
    if choice.kind is ChartKind.BARS:
        spec = charts.bars(atlas, scope, by_value=choice.by_value)
    else:
        spec = charts.scatter(atlas, scope, choice.other)
    return selected.emphasised(spec, choice.selected)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def draw_chart(atlas: Atlas, choice: ChartChoice) -> None:
    """Show a chart; Streamlit replays what was shown the first time."""
    chart_element.draw(chart(atlas, choice))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def draw_table(atlas: Atlas, choice: TableChoice) -> None:
    """Show an ordinary table; replayed as well."""
    st.html(markup.table_html(selected_table(atlas, choice)))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def draw_grid(atlas: Atlas, choice: TableChoice) -> None:
    """Show a table to sort and search; replayed as well."""
    grid.draw(selected_table(atlas, choice))


@_kept(16)
def problems(atlas: Atlas, area: str) -> method.Problems:
    """See `method.problems`."""
    return method.problems(atlas, area)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def map_file(atlas: Atlas, wanted: MapFile) -> bytes:
    """Draw a map into a file."""
    # matplotlib takes half a second to load: only a download needs it
    from atlas.render.paper.print_setup import print_setup  # noqa: PLC0415

    scope, form = wanted.scope, wanted.form
    # only a page of its own can switch between the years
    every = form == "html"
    if wanted.other:
        spec = bivariate.bivariate(atlas, scope, wanted.other, every_year=every)
    else:
        spec = maps.choropleth(atlas, scope, every_year=every)
    sheet = print_setup(atlas, scope, wanted.paper, wanted.day)
    return downloads.map_file(
        spec, boundaries(atlas, scope.area, scope.level, scope.vintage), form, sheet
    )


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=BY_REVISION)
def chart_file(atlas: Atlas, choice: ChartChoice, form: str) -> bytes:
    """Draw a chart into a file."""
    return downloads.chart_file(chart(atlas, choice), form)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def table_file(atlas: Atlas, choice: TableChoice, form: str) -> bytes:
    """Write a table into a file."""
    return downloads.table_file(selected_table(atlas, choice), form)
