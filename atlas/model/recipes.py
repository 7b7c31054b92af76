"""Recipes of composite indices: which parts, how they are scaled, combined and classed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MEAN: Final = "mean"
"""The centre of z-scores unless a column with weights is named."""
SUM, INDEX, CLASS, RANK = "sum", "index", "class", "rank"
CROSS_INDEX, CROSS_CLASS, GROUP = "cross_index", "cross_class", "group"
EXCLUDED: Final = "excluded"
OUTPUTS: Final = (SUM, INDEX, CLASS, RANK, CROSS_INDEX, CROSS_CLASS, GROUP, EXCLUDED)
"""Columns of a result behind those of the key and the parts; no part may be named so."""


class Transform(StrEnum):
    """What is done to a part before it is scaled."""

    NONE = "none"
    LOG1P = "log1p"
    WINSORISE = "winsorise"


class ScaleMethod(StrEnum):
    """How parts of different units are made comparable (methods.md 3 and 4.8)."""

    ZSCORE = "zscore"
    MINMAX = "minmax"
    RANK = "rank"
    PERCENTILE = "percentile"
    EXPONENTIAL = "exponential"

    @property
    def is_ranking(self) -> bool:
        """Whether only the order of the units counts, so that no other year can be the standard."""
        return self not in {ScaleMethod.ZSCORE, ScaleMethod.MINMAX}


class CombineMethod(StrEnum):
    """How the weighted parts become one figure."""

    SUM = "sum"
    MEAN = "mean"
    GEOMETRIC = "geometric"


class Rescale(StrEnum):
    """In which unit the combined figure becomes the index."""

    NONE = "none"
    SD = "sd"
    MINMAX = "minmax"


class ClassMethod(StrEnum):
    """Where the limits of the classes are."""

    SD = "sd"
    FIXED = "fixed"
    QUANTILE = "quantile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of an index: a column of a table, or an indicator or quantity of an area.

    `direction` is 1 where high values are a burden, −1 where low ones are. `change_years` is 0 for
    the value, else over how many years its change is taken (shares in percentage points).
    """

    name: str
    weight: float = 1.0
    direction: int = 1
    transform: Transform = Transform.NONE
    change_years: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How parts are scaled.

    `ddof` is 0 for the standard deviation of a population, 1 for that of a sample. `center` is
    `MEAN` or the column whose figures weight mean and deviation. `base_year` is the year whose
    mean and deviation, or least and highest figure, are the standard; None for the own year.
    """

    method: ScaleMethod
    ddof: int = 0
    center: str = MEAN
    base_year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Combine:
    """How scaled parts become the index."""

    method: CombineMethod
    rescale: Rescale = Rescale.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclude:
    """Which units are left out: those with less than `below` in `column`, and those named."""

    column: str = ""
    below: float = 0.0
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Classes of the index from low to high, one label each; without labels they are numbered.

    `breaks` are standard deviations from the mean, values of the index, or probabilities.
    """

    method: ClassMethod
    breaks: tuple[float, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How an index is made. `key` is the column of a table that holds the keys of the units."""

    title: str
    key: str
    parts: tuple[Part, ...]
    scale: Scale
    combine: Combine
    exclude: Exclude = Exclude()
    classes: Classes | None = None
    cross: Cross | None = None

    @property
    def all_columns(self) -> tuple[str, ...]:
        """What it and the recipe it is crossed with need."""
        crossed = self.cross.recipe.columns if self.cross else ()
        return tuple(dict.fromkeys((*self.columns, *crossed)))

    @property
    def class_labels(self) -> tuple[str, ...]:
        """Names of the classes, their numbers where they have none; empty without classes."""
        if self.classes is None:
            return ()
        return self.classes.labels or tuple(map(str, range(1, len(self.classes.breaks) + 2)))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, indicators and quantities whose figures it needs."""
        others = (self.exclude.column, "" if self.scale.center == MEAN else self.scale.center)
        names = (*(part.name for part in self.parts), *others)
        return tuple(dict.fromkeys(filter(None, names)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cross:
    """A second recipe for the same units, such as dynamics beside status.

    `groups` names each pair of classes: a row per class of the first, a column per class of the
    second recipe, both from low to high. `file` is where the second one stands, "" for the change
    of the first one's own parts over `change_years`.
    """

    recipe: Recipe
    groups: tuple[tuple[str, ...], ...]
    file: str = ""
    change_years: int = 0


class Cause(StrEnum):
    """Why a unit has no index."""

    NAMED = "named"
    SMALL = "small"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Why a unit has no index, and of which column the figure is too small or missing."""

    cause: Cause
    column: str = ""
