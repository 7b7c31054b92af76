"""What the command `index` computes: of an area's indicators or of the columns of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.errors import FormatError, UsageError
from atlas.model.scope import Scope
from atlas.model.specs import TidyTable
from atlas.render.table.composite import FORMATS, Dialect, index_file
from atlas.sources.keyed_tables import read_keyed_table
from atlas.sources.recipe_writing import recipe_version
from atlas.sources.recipes import read_recipe
from atlas.views.composite.table import RecipeFile, index_of_area, index_of_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Of which units an index is wanted: of a level of an area in a year, or of a table."""

    area: str | None
    level: str | None
    year: int | None
    table: Path | None

    def __post_init__(self) -> None:
        """Refuse options that don't name units, or name them twice.

        Raises
        ------
        UsageError
            If neither a table nor area, level and year are named, or both.
        """
        of_area = (self.area, self.level, self.year)
        if self.table is None and None in of_area:
            raise UsageError(words.UNITS_OF_INDEX)
        if self.table is not None and any(option is not None for option in of_area):
            raise UsageError(words.AREA_OR_TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexResult:
    """An index and how its CSV is written."""

    table: TidyTable
    dialect: Dialect

    def file(self, form: str) -> bytes:
        """Write it in a format that `check_format` accepts."""
        return index_file(self.table, form, self.dialect)


def check_format(form: str) -> None:
    """Refuse a format before anything is computed."""
    if form not in FORMATS:
        raise FormatError(form, FORMATS)


def recipe_file(path: Path) -> RecipeFile:
    """Read a recipe; its version is a digest of what it says, comments apart."""
    recipe = read_recipe(path)
    return RecipeFile(
        recipe=recipe,
        name=path.name,
        version=recipe_version(recipe),
        day=datetime.now().astimezone().date(),
    )


def of_table(file: RecipeFile, path: Path) -> IndexResult:
    """Compute the index of a table; what comes out is written as what came in."""
    read = read_keyed_table(path, file.recipe.key, file.recipe.all_columns)
    table = index_of_table(file, read.columns, path.name, read.remarks)
    return IndexResult(
        table=table, dialect=Dialect(delimiter=read.delimiter, encoding=read.encoding)
    )


def of_area(file: RecipeFile, atlas: Atlas, units: Units) -> IndexResult:
    """Compute the index of the units of a level."""
    scope = Scope(
        area=units.area or "", level=units.level or "", indicator="", year=units.year or 0
    )
    table = index_of_area(atlas, file, scope)
    return IndexResult(table=table, dialect=Dialect())
