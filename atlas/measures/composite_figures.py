"""An index as figures of an indicator: on (unit, year), each year computed by itself."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from atlas.errors import CompositeError
from atlas.measures.cells import YEAR, Floats, align, derived_figures, has_value, raise_state
from atlas.measures.composite import composite
from atlas.model.cells import State
from atlas.model.recipes import Recipe


def composite_figures(
    recipe: Recipe, frames: Mapping[str, pd.DataFrame], rows: pd.MultiIndex
) -> pd.DataFrame:
    """Compute the index of all units of each year.

    Parameters
    ----------
    recipe
        Neither crossed nor of changes.
    frames
        Figures of `recipe.columns` on (unit, year).
    rows
        Units and years of the result: only these are compared with each other.

    Returns
    -------
    pd.DataFrame
        Figures. A unit that lacks a part has the state of that; one that is left out, and all of a
        year of which no index comes, NOT_APPLICABLE.
    """
    parts = {name: align(frames[name], rows) for name in recipe.columns}
    columns = pd.DataFrame(
        {name: part["value"].where(has_value(part)) for name, part in parts.items()}, index=rows
    )
    years = rows.get_level_values(YEAR)
    by_year = {int(year): columns[years == year].droplevel(YEAR) for year in years.unique()}
    base_year = recipe.scale.base_year
    index = pd.Series(np.nan, index=rows)
    for year, of_year in by_year.items():
        if base_year is None or base_year in by_year:
            index[years == year] = _index(recipe, of_year, by_year.get(base_year or 0))
    values = np.asarray(index.to_numpy(), dtype=np.float64)
    figures = derived_figures(values, *parts.values()).set_axis(rows)
    nothing = has_value(figures) & np.isnan(figures["value"].to_numpy())
    return raise_state(figures, nothing, State.NOT_APPLICABLE)


def _index(recipe: Recipe, columns: pd.DataFrame, base: pd.DataFrame | None) -> Floats:
    """The index of the units of a year; NaN where there is none."""
    try:
        return composite(recipe, columns, base).index
    except CompositeError:
        return np.full(len(columns), np.nan)
