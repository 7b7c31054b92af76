"""Recipes of composite indices as TOML files: every mistake costs the recipe, all are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from pydantic import Field

from atlas.errors import RecipeError
from atlas.model.problems import Problem, Severity
from atlas.model.recipes import (
    MEAN,
    OUTPUTS,
    Classes,
    ClassMethod,
    Combine,
    CombineMethod,
    Cross,
    Exclude,
    Part,
    Recipe,
    Rescale,
    Scale,
    ScaleMethod,
    Transform,
)
from atlas.model.source_location import SourceLocation
from atlas.sources import recipe_texts as words
from atlas.sources import toml_texts
from atlas.sources.plain_text import read_text, text_of
from atlas.sources.text_files import FileModel, Section, TomlFile, names_in, toml_of, validated

_CROSS: Final = "cross"
LARGEST_RECIPE: Final = 50_000
"""Bytes of a recipe that isn't a file of this machine: a hundred times a usual one."""
MOST_YEARS: Final = 100
_DYNAMICS: Final = (-1.0, 1.0)
"""Limits of the classes of a change, in standard deviations (methods.md 4.2)."""


class PartEntry(FileModel):
    """`[[part]]`."""

    column: str = ""
    indicator: str = ""
    weight: float = 1.0
    direction: Literal[1, -1] = 1
    transform: Transform = Transform.NONE
    change_years: Annotated[int, Field(ge=0, le=MOST_YEARS)] = 0


class ScaleEntry(FileModel):
    """`[scale]`."""

    method: ScaleMethod
    ddof: Literal[0, 1] = 0
    center: Annotated[str, Field(min_length=1)] = MEAN
    base_year: int | None = None


class CombineEntry(FileModel):
    """`[combine]`."""

    method: CombineMethod
    rescale: Rescale = Rescale.NONE


class ExcludeEntry(FileModel):
    """`[exclude]`."""

    column: str = ""
    below: float | None = None
    units: tuple[str, ...] = ()


class ClassesEntry(FileModel):
    """`[classes]`."""

    method: ClassMethod
    breaks: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    k: Annotated[int, Field(ge=2)] | None = None


class RecipeSections(FileModel):
    """A recipe within another file, where it has a title already."""

    part: tuple[PartEntry, ...]
    scale: ScaleEntry
    combine: CombineEntry
    exclude: ExcludeEntry = ExcludeEntry()
    classes: ClassesEntry | None = None


class _CrossEntry(FileModel):
    recipe: str = ""
    change_years: Annotated[int, Field(ge=1, le=MOST_YEARS)] | None = None
    groups: tuple[tuple[str, ...], ...] = ()


_Entry = TypeVar("_Entry", bound=FileModel)
_Fault: TypeAlias = tuple[Section, str]
"""Where something is wrong, and what, as the end of a sentence."""


class _HeadEntry(FileModel):
    """The sections are checked one by one: a fault is told with the section it is in."""

    title: Annotated[str, Field(min_length=1)]
    key: Annotated[str, Field(min_length=1)]
    part: object = ()
    scale: object = None
    combine: object = None
    exclude: object = None
    classes: object = None
    cross: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _RecipeEntry:
    title: str
    key: str
    part: tuple[PartEntry, ...]
    scale: ScaleEntry
    combine: CombineEntry
    exclude: ExcludeEntry
    classes: ClassesEntry | None


def read_recipe(path: Path) -> Recipe:
    """Read a recipe, and the one beside it that it is crossed with.

    Raises
    ------
    RecipeError
        If a file can't be read or an entry is wrong; it names file, line and entry.
    """
    problems: list[Problem] = []
    text = read_text(path, SourceLocation(file=path.name), problems)
    return _with_cross(_one_recipe(text, path.name, problems), path.name, path.parent)


def recipe_of(content: bytes, name: str, folder: Path) -> Recipe:
    """Read a recipe that somebody opened under this name; `folder` holds those it may name.

    Raises
    ------
    RecipeError
        As `read_recipe`, and if it is too large.
    """
    if len(content) > LARGEST_RECIPE:
        raise RecipeError(name, (words.TOO_LARGE,))
    problems: list[Problem] = []
    text = text_of(content, SourceLocation(file=name), problems)
    return _with_cross(_one_recipe(text, name, problems), name, folder)


def _with_cross(read: tuple[Recipe, TomlFile], name: str, folder: Path) -> Recipe:
    """Add what a recipe is crossed with."""
    recipe, file = read
    if _CROSS not in file.tables:
        return recipe
    problems: list[Problem] = []
    cross = _cross(recipe, folder, file, problems)
    if cross is None:
        raise RecipeError(name, map(_sentence, problems))
    return replace(recipe, cross=cross)


def _one_recipe(text: str, name: str, problems: list[Problem]) -> tuple[Recipe, TomlFile]:
    """Read a recipe without what it is crossed with; `problems` are those of its text."""
    file = toml_of(text, SourceLocation(file=name), problems)
    entry = None if _errors(problems) else _entry(file, problems)
    if entry is not None:
        problems += [_problem(file, path, reason) for path, reason in _contradictions(entry)]
    if entry is None or _errors(problems):
        raise RecipeError(name, map(_sentence, _errors(problems)))
    return _recipe(entry), file


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _cross(recipe: Recipe, folder: Path, file: TomlFile, problems: list[Problem]) -> Cross | None:
    """Read what a recipe is crossed with; None, with a problem, if it doesn't suit."""
    entry = validated(_CrossEntry, (_CROSS,), file, problems)
    if entry is None or problems:
        return None
    other = _crossed_recipe(entry, recipe, folder, file, problems)
    if other is None:
        return None
    rows, columns = recipe.class_labels, other.class_labels
    groups = entry.groups or pair_names(rows, columns)
    if len(groups) != len(rows) or any(len(row) != len(columns) for row in groups):
        fault = words.GROUPS.format(rows=len(rows), columns=len(columns))
        problems.append(_problem(file, (_CROSS, "groups"), fault))
        return None
    return Cross(
        recipe=other, groups=groups, file=entry.recipe, change_years=entry.change_years or 0
    )


def _crossed_recipe(
    entry: _CrossEntry, recipe: Recipe, folder: Path, file: TomlFile, problems: list[Problem]
) -> Recipe | None:
    """Read or make the second recipe; None, with a problem, if it doesn't suit the first."""
    name, years = entry.recipe, entry.change_years
    fault, key = "", "recipe"
    if bool(name) == bool(years):
        fault = words.FILE_OR_YEARS
    elif years:
        fault, key = "" if recipe.classes else words.BOTH_CLASSED, "change_years"
    elif Path(name).name != name:
        fault = words.BARE_NAME
    if fault:
        problems.append(_problem(file, (_CROSS, key), fault))
        return None
    if years:
        return dynamics(recipe, years)
    text = read_text(folder / name, SourceLocation(file=name), problems)
    other, file_of_other = _one_recipe(text, name, problems)
    fault = words.CROSSED_TWICE if _CROSS in file_of_other.tables else _mismatch(recipe, other)
    if fault:
        problems.append(_problem(file, (_CROSS, "recipe"), fault.format(name=name)))
        return None
    return other


def dynamics(recipe: Recipe, years: int) -> Recipe:
    """Return the recipe of the change of the same parts over so many years, in three classes.

    It is scaled by the units themselves: the change of a base year is no standard for this one.
    """
    return replace(
        recipe,
        title=words.DYNAMICS.format(title=recipe.title, years=years),
        parts=tuple(
            replace(part, change_years=years, transform=Transform.NONE) for part in recipe.parts
        ),
        scale=replace(recipe.scale, base_year=None),
        classes=Classes(method=ClassMethod.SD, breaks=_DYNAMICS, labels=words.CLASSES_OF_DYNAMICS),
        cross=None,
    )


def pair_names(rows: Iterable[str], columns: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Name each pair of classes after both."""
    second = tuple(columns)
    return tuple(
        tuple(words.PAIR.format(first=row, second=column) for column in second) for row in rows
    )


def _mismatch(recipe: Recipe, other: Recipe) -> str:
    """Say why two recipes can't be crossed; "" if they can."""
    if other.key != recipe.key:
        return words.OTHER_KEY
    return "" if recipe.classes and other.classes else words.BOTH_CLASSED


def _sentence(problem: Problem) -> str:
    """Say what is wrong and what to do; not what is missing until then: that is the index."""
    remedy = problem.remedy.partition(";")[0].removesuffix(".")
    return f"{problem.location}: {problem.message} {remedy}."


def _entry(file: TomlFile, problems: list[Problem]) -> _RecipeEntry | None:
    """Check all sections; None if one is missing or wrong."""
    head = validated(_HeadEntry, (), file, problems)
    numbers = names_in("part", file, problems, list)
    parts = [validated(PartEntry, ("part", number), file, problems) for number in numbers]
    scale = _section(ScaleEntry, "scale", file, problems)
    combine = _section(CombineEntry, "combine", file, problems)
    exclude: ExcludeEntry | None = ExcludeEntry()
    if "exclude" in file.tables:
        exclude = validated(ExcludeEntry, ("exclude",), file, problems)
    classes = None
    if "classes" in file.tables:
        classes = validated(ClassesEntry, ("classes",), file, problems)
        if classes is None:
            return None
    usable = [part for part in parts if part is not None]
    if not (head and scale and combine and exclude) or len(usable) < len(parts):
        return None
    return _RecipeEntry(
        title=head.title,
        key=head.key,
        part=tuple(usable),
        scale=scale,
        combine=combine,
        exclude=exclude,
        classes=classes,
    )


def _section(
    model: type[_Entry], name: str, file: TomlFile, problems: list[Problem]
) -> _Entry | None:
    """Check a section that has to be there."""
    if name in file.tables:
        return validated(model, (name,), file, problems)
    problems.append(_problem(file, (name,), words.NO_SECTION))
    return None


def recipe_of_sections(title: str, key: str, sections: RecipeSections) -> Recipe:
    """Make a recipe of sections that are valid each by itself.

    Raises
    ------
    ValueError
        If one contradicts another; the message is the end of a sentence.
    """
    entry = _RecipeEntry(
        title=title,
        key=key,
        part=sections.part,
        scale=sections.scale,
        combine=sections.combine,
        exclude=sections.exclude,
        classes=sections.classes,
    )
    for _, reason in _contradictions(entry):
        raise ValueError(reason)
    return _recipe(entry)


def _recipe(entry: _RecipeEntry) -> Recipe:
    return Recipe(
        title=entry.title,
        key=entry.key,
        parts=tuple(
            Part(name=_name(part), **part.model_dump(exclude={"column", "indicator"}))
            for part in entry.part
        ),
        scale=Scale(**entry.scale.model_dump()),
        combine=Combine(**entry.combine.model_dump()),
        exclude=Exclude(
            column=entry.exclude.column, below=entry.exclude.below or 0.0, units=entry.exclude.units
        ),
        classes=_classes(entry.classes) if entry.classes else None,
    )


def _name(part: PartEntry) -> str:
    return part.column or part.indicator


def _classes(entry: ClassesEntry) -> Classes:
    """Return the classes; `k` quantiles lie at equal probabilities."""
    breaks = entry.breaks or tuple(number / (entry.k or 1) for number in range(1, entry.k or 1))
    return Classes(method=entry.method, breaks=breaks, labels=entry.labels)


def _contradictions(entry: _RecipeEntry) -> Iterator[_Fault]:
    """Yield what no entry alone is wrong about: where, and the end of a sentence."""
    yield from _of_parts(entry)
    yield from _of_scale(entry.scale)
    if bool(entry.exclude.column) != (entry.exclude.below is not None):
        key = "column" if entry.exclude.column else "below"
        yield (("exclude", key), words.TOGETHER)
    if entry.classes:
        yield from _of_classes(entry.classes)


def _of_parts(entry: _RecipeEntry) -> Iterator[_Fault]:
    if not entry.part:
        yield (("part",), words.NO_PARTS)
    elif sum(part.weight for part in entry.part) == 0:
        yield (("part", "0", "weight"), words.WEIGHTLESS)
    names: set[str] = set()
    for number, part in enumerate(entry.part):
        if part.weight < 0:
            yield (("part", str(number), "weight"), words.NEGATIVE)
        where = ("part", str(number), "indicator" if part.indicator else "column")
        if fault := _fault_of_name(part, entry.key, names):
            yield (where, fault)
        names.add(_name(part))


def _fault_of_name(part: PartEntry, key: str, names: set[str]) -> str:
    if bool(part.column) == bool(part.indicator):
        return words.ONE_NAME
    if _name(part) in {key, *OUTPUTS}:
        return words.NAME_TAKEN
    return words.NAME_TWICE if _name(part) in names else ""


def _of_scale(scale: ScaleEntry) -> Iterator[_Fault]:
    if scale.center != MEAN and scale.method is not ScaleMethod.ZSCORE:
        yield (("scale", "center"), words.ONLY_ZSCORE)
    if scale.center != MEAN and scale.ddof:
        yield (("scale", "ddof"), words.WEIGHTED_SAMPLE)
    if scale.base_year is not None and scale.method.is_ranking:
        yield (("scale", "base_year"), words.NO_BASE_OF_RANKS)


def _of_classes(classes: ClassesEntry) -> Iterator[_Fault]:
    quantiles = classes.method is ClassMethod.QUANTILE
    if classes.k is not None and (not quantiles or classes.breaks):
        yield (("classes", "k"), words.K_OR_BREAKS if quantiles else words.ONLY_QUANTILE)
    elif classes.k is None and not classes.breaks:
        fault = words.K_OR_BREAKS if quantiles else words.BREAKS_MISSING
        yield (("classes", "breaks"), fault)
    if any(lower >= upper for lower, upper in pairwise(classes.breaks)):
        yield (("classes", "breaks"), words.NOT_ASCENDING)
    if quantiles and not all(0 < limit < 1 for limit in classes.breaks):
        yield (("classes", "breaks"), words.NO_PROBABILITIES)
    count = classes.k or len(classes.breaks) + 1
    if classes.labels and len(classes.labels) != count:
        yield (("classes", "labels"), words.LABELS.format(count=count))
    elif len(set(classes.labels)) < len(classes.labels):
        yield (("classes", "labels"), words.LABEL_TWICE)


def _problem(file: TomlFile, path: Section, reason: str) -> Problem:
    fields = {"key": path[-1], "section": toml_texts.in_section(path[:-1]), "reason": reason}
    return file.location_of(*path).problem("toml_bad_value", **fields)
