"""A picture beneath the maps of an area, from where its operator says; there is none by default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from atlas.model.areas import Background
from atlas.model.problems import Problem
from atlas.sources.text_files import FileModel, TomlFile, validated

SECTION = "background"
Address: TypeAlias = Annotated[str, StringConstraints(pattern=r"^(https?://|/)")]
FileName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^/\\]+\.(png|jpg|jpeg)$")]


class _Wms(FileModel):
    """Pictures of a Web Map Service in the coordinate system of the map."""

    kind: Literal["wms"]
    url: Address
    layers: str
    attribution: str


class _Tiles(FileModel):
    """Tiles of a WMTS in the coordinate system of the map, each level twice as fine."""

    kind: Literal["tiles"]
    url: Address
    origin: tuple[float, float]
    resolution: float = Field(gt=0)
    levels: int = Field(ge=1, le=25)
    attribution: str


class _Image(FileModel):
    """A picture beside area.toml that covers an extent: west, south, east, north in metres."""

    kind: Literal["image"]
    file: FileName
    extent: tuple[float, float, float, float]
    attribution: str


_KINDS: dict[object, type[_Wms | _Tiles | _Image]] = {"tiles": _Tiles, "image": _Image}


def background(
    entry: Mapping[str, object], file: TomlFile, problems: list[Problem]
) -> Background | None:
    """Check the section `[background]` of area.toml; None without one, or with an unusable one."""
    if not entry:
        return None
    model = _KINDS.get(entry.get("kind"), _Wms)
    found = validated(model, (SECTION,), file, problems)
    return None if found is None else Background(**found.model_dump())
