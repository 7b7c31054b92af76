"""All caches of the app: thin wrappers around undecorated functions, keyed by revision.

Specs and boundaries are immutable by contract and shared between sessions (`cache_resource`);
bytes are copied (`cache_data`). Nothing the result depends on is left out of the key.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.model.figures import ChartKind, ChartSpec, MapSpec, TableSpec
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.render import downloads
from atlas.views import charts, choices, maps, method, unit_tables

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

ROOT = Path(__file__).parents[2]
FRAMED = Path(__file__).with_name("framed_map.css")
BY_REVISION: dict[str | type[Any], Callable[[Any], Any]] = {Atlas: lambda atlas: atlas.revision}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartChoice:
    """Which chart of a scope: `other` is the second indicator of a scatter plot."""

    kind: ChartKind
    scope: Scope
    by_value: bool = False
    other: str = ""


def open_atlas() -> Atlas:
    """Open the configured data folder, anew as soon as a file in it changes.

    Raises
    ------
    DataFolderError
        If the folder holds no catalogue.
    UnknownNameError
        If ATLAS_AUDIENCE names no audience.
    """
    folder = Path(os.environ.get("ATLAS_DATA") or ROOT / "data").resolve()
    return _atlas(str(folder), _audience(), _stamp(folder))


def _audience() -> Audience:
    name = os.environ.get("ATLAS_AUDIENCE") or Audience.PUBLIC.value
    if name not in {audience.value for audience in Audience}:
        raise UnknownNameError("ATLAS_AUDIENCE", name, [audience.value for audience in Audience])
    return Audience(name)


def _stamp(folder: Path) -> str:
    """Digest of names, sizes and times: cheap enough to ask on every run."""
    digest = sha256()
    for path in sorted(folder.glob("*/**/*")):
        facts = path.stat(follow_symlinks=True) if path.exists() else None
        if facts is not None and ".versions" not in path.parts:
            digest.update(f"{path}{facts.st_size}{facts.st_mtime_ns}".encode())
    return digest.hexdigest()


@st.cache_resource(max_entries=3, show_spinner=False)
def _atlas(folder: str, audience: Audience, stamp: str) -> Atlas:  # noqa: ARG001  (the key)
    atlas = Atlas.open(Path(folder), audience)
    # computed now: later it might speak of files that changed after they were read
    _ = atlas.revision
    return atlas


@st.cache_data(max_entries=1, show_spinner=False)
def version() -> str:
    """Return the version of the atlas, as pyproject.toml states it."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return str(tomllib.loads(text)["project"]["version"])


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def topic_fields(atlas: Atlas, area: str, level: str) -> tuple[choices.TopicField, ...]:
    """See `choices.topic_fields`."""
    return choices.topic_fields(atlas, area, level)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def levels(atlas: Atlas, area: str) -> dict[str, str]:
    """See `choices.levels`."""
    return choices.levels(atlas, area)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def choropleth(atlas: Atlas, scope: Scope) -> MapSpec:
    """See `maps.choropleth`."""
    return maps.choropleth(atlas, scope)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_REVISION)
def boundaries(atlas: Atlas, area: str, level: str) -> GeoDataFrame:
    """See `Atlas.boundaries`."""
    return atlas.boundaries(area, level)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def unit_table(atlas: Atlas, scope: Scope) -> TableSpec:
    """See `unit_tables.unit_table`."""
    return unit_tables.unit_table(atlas, scope)


@st.cache_resource(max_entries=128, show_spinner=False, hash_funcs=BY_REVISION)
def chart(atlas: Atlas, choice: ChartChoice) -> ChartSpec:
    """Lay out a chart."""
    scope = choice.scope
    if choice.kind is ChartKind.BARS:
        return charts.bars(atlas, scope, by_value=choice.by_value)
    if choice.kind is ChartKind.SCATTER:
        return charts.scatter(atlas, scope, choice.other)
    plain = charts.series if choice.kind is ChartKind.SERIES else charts.distribution
    return plain(atlas, scope)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_REVISION)
def problems(atlas: Atlas, area: str) -> method.Problems:
    """See `method.problems`."""
    return method.problems(atlas, area)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def map_file(atlas: Atlas, scope: Scope, form: str) -> bytes:
    """Draw a map into a file."""
    shapes = boundaries(atlas, scope.area, scope.level)
    return downloads.map_file(choropleth(atlas, scope), shapes, form)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def map_frame(atlas: Atlas, scope: Scope) -> str:
    """Draw the map for a frame of the page, without what the page says around it."""
    html = map_file(atlas, scope, "html").decode()
    return html.replace("</head>", f"<style>{FRAMED.read_text('utf-8')}</style></head>", 1)


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs=BY_REVISION)
def chart_file(atlas: Atlas, choice: ChartChoice, form: str) -> bytes:
    """Draw a chart into a file."""
    return downloads.chart_file(chart(atlas, choice), form)


@st.cache_data(max_entries=64, show_spinner=False, hash_funcs=BY_REVISION)
def table_file(atlas: Atlas, scope: Scope, form: str) -> bytes:
    """Write a table into a file."""
    return downloads.table_file(unit_table(atlas, scope), form)
