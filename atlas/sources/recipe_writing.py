"""A recipe as the text of a TOML file that `recipes.read_recipe` reads as the same recipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Final, TypeAlias

from atlas.model.recipes import MEAN, Classes, Cross, Exclude, Part, Recipe, Scale, Transform
from atlas.sources.recipes import pair_names
from atlas.sources.text_files import toml_string

_VERSION_LETTERS: Final = 8
_Entry: TypeAlias = "str | float | tuple[_Entry, ...] | None"


def recipe_text(recipe: Recipe) -> str:
    """Write a recipe; entries that say nothing are left out."""
    tables: list[tuple[str, Mapping[str, _Entry]]] = [
        ("", {"title": recipe.title, "key": recipe.key}),
        *(("[[part]]", _part(part)) for part in recipe.parts),
        ("[scale]", _scale(recipe.scale)),
        ("[combine]", {"method": recipe.combine.method, "rescale": recipe.combine.rescale}),
    ]
    if recipe.exclude != Exclude():
        tables.append(("[exclude]", _exclude(recipe.exclude)))
    if recipe.classes is not None:
        tables.append(("[classes]", _classes(recipe.classes)))
    if recipe.cross is not None:
        tables.append(("[cross]", _cross(recipe, recipe.cross)))
    return "\n".join("".join(_lines(head, entries)) for head, entries in tables)


def recipe_version(recipe: Recipe) -> str:
    """Digest of what a recipe says, and the one it is crossed with; comments don't count."""
    texts = [recipe_text(recipe), *([recipe_text(recipe.cross.recipe)] if recipe.cross else [])]
    return sha256("\n".join(texts).encode()).hexdigest()[:_VERSION_LETTERS]


def _part(part: Part) -> dict[str, _Entry]:
    return {
        "indicator": part.name,
        "weight": part.weight,
        "direction": None if part.direction == 1 else part.direction,
        "transform": None if part.transform is Transform.NONE else part.transform,
        "change_years": part.change_years or None,
    }


def _scale(scale: Scale) -> dict[str, _Entry]:
    return {
        "method": scale.method,
        "ddof": scale.ddof or None,
        "center": None if scale.center == MEAN else scale.center,
        "base_year": scale.base_year,
    }


def _exclude(exclude: Exclude) -> dict[str, _Entry]:
    below = exclude.below if exclude.column else None
    return {"column": exclude.column, "below": below, "units": exclude.units}


def _classes(classes: Classes) -> dict[str, _Entry]:
    return {"method": classes.method, "breaks": classes.breaks, "labels": classes.labels}


def _cross(recipe: Recipe, cross: Cross) -> dict[str, _Entry]:
    usual = pair_names(recipe.class_labels, cross.recipe.class_labels)
    groups = () if cross.groups == usual else cross.groups
    return {"recipe": cross.file, "change_years": cross.change_years or None, "groups": groups}


def _lines(head: str, entries: Mapping[str, _Entry]) -> Iterator[str]:
    if head:
        yield f"{head}\n"
    for key, value in entries.items():
        if value is not None and value not in {"", ()}:
            yield f"{key} = {_written(value)}\n"


def _written(value: _Entry) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, StrEnum):
        return toml_string(value.value)
    return toml_string(value) if isinstance(value, str) else f"{value!r}"
