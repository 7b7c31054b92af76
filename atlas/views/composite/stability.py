"""How sure the classes of an index are: a map, a sentence per unit, on request the ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from atlas.atlas import Atlas
from atlas.measures.composite_drivers import Stability, stability
from atlas.model.numbers import format_number
from atlas.model.specs import LegendClass, MapSeries, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.composite import driver_texts as words
from atlas.views.composite import page_texts
from atlas.views.composite.figures import AreaIndex
from atlas.views.composite.maps import class_map, with_excluded
from atlas.views.composite.unit_table import EMPTY
from atlas.views.map.colours import PURPLES
from atlas.views.plurals import dative
from atlas.views.text_tables import NO_PROVENANCE

SURE: Final = 90.0
LIMITS: Final = (50.0, 75.0, SURE)
"""Percentages between the classes of the map."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndexStability:
    """How sure an index is."""

    index: AreaIndex
    variants: Stability

    @property
    def shares(self) -> tuple[int | None, ...]:
        """Percentages of the variants that leave a unit in its class; None without class.

        Rounded down: a single other variant keeps a unit from 100.
        """
        return tuple(
            None if np.isnan(share) else int(np.floor(100 * share + 1e-9))
            for share in self.variants.same_class
        )


def index_stability(index: AreaIndex) -> IndexStability:
    """Vary the recipe of an index; see `measures.composite` for what is refused."""
    return IndexStability(index=index, variants=stability(index.recipe, index.columns, index.base))


def headline(sure: IndexStability) -> str:
    """Say how many units stay in their class in nearly all variants."""
    index, shares = sure.index, [share for share in sure.shares if share is not None]
    return words.STABILITY_HEADLINE.format(
        title=index.recipe.title,
        year=index.choice.scope.year,
        count=sum(share >= SURE for share in shares),
        total=len(shares),
        plural=dative(index.level.plural),
    )


def subtitle(sure: IndexStability) -> str:
    """Say what is varied."""
    variants = sure.variants
    draws = format_number(variants.draws, 0)
    if len(variants.scalings) == 1:
        return words.STABILITY_SUBTITLE_OWN.format(draws=draws)
    named = [words.SCALINGS[method] for method in variants.scalings]
    scalings = ", ".join(named[:-1]) + words.OR + named[-1]
    return words.STABILITY_SUBTITLE.format(draws=draws, scalings=scalings)


def stability_map(atlas: Atlas, sure: IndexStability) -> MapSeries:
    """Lay out in how many variants units stay in their class; the recipe has classes."""
    shades = PURPLES[len(words.STABILITY_CLASSES)]
    classes = tuple(
        LegendClass(label=label, colour=shade)
        for label, shade in zip(words.STABILITY_CLASSES, reversed(shades), strict=True)
    )
    codes = [int(np.searchsorted(LIMITS, share or 0, side="right")) for share in sure.shares]
    coded = with_excluded(sure.index, classes, codes)
    return class_map(atlas, sure.index, coded, words.STABILITY_MAP)


def stability_table(sure: IndexStability, *, with_ranks: bool) -> TableSpec:
    """Class and share of the variants of each unit, on request the band of its ranks."""
    index = sure.index
    ranks = (
        TableColumn(key="low_rank", title=words.LOW_RANK, decimals=0),
        TableColumn(key="high_rank", title=words.HIGH_RANK, decimals=0),
    )
    return TableSpec(
        title=words.STABILITY,
        subtitle="",
        columns=(
            TableColumn(key="unit", title=texts.KEY),
            TableColumn(key="name", title=index.level.name),
            TableColumn(key="class", title=page_texts.CLASS),
            TableColumn(key="share", title=words.SHARE_COLUMN, unit=words.PERCENT, decimals=0),
            *(ranks if with_ranks else ()),
        ),
        rows=tuple(_row(sure, at, with_ranks=with_ranks) for at in range(len(index.figures.units))),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _row(sure: IndexStability, at: int, *, with_ranks: bool) -> TableRow:
    index, variants, share = sure.index, sure.variants, sure.shares[at]
    unit, number = index.figures.units[at], index.figures.classes[at]
    label = index.recipe.class_labels[number - 1] if number else ""
    ranks = (float(variants.low_rank[at]), float(variants.high_rank[at]))
    return TableRow(
        cells=(
            TableCell(text=unit),
            TableCell(text=index.name(unit)),
            TableCell(text=label),
            EMPTY if share is None else TableCell(text=str(share), number=share),
            *(_rank_cell(rank) for rank in ranks if with_ranks),
        )
    )


def _rank_cell(rank: float) -> TableCell:
    return EMPTY if np.isnan(rank) else TableCell(text=format_number(rank, 0), number=rank)


def unit_sentence(sure: IndexStability, unit: str) -> str:
    """Say in how many variants a unit stays in its class; "" for one without."""
    index = sure.index
    share = sure.shares[index.figures.units.index(unit)]
    if share is None:
        return ""
    return words.UNIT_STABILITY.format(name=index.name(unit), share=share)


def text_alternative(sure: IndexStability, series: MapSeries) -> tuple[str, ...]:
    """Describe the map in sentences."""
    counted = zip(series.legend, series.columns[0].counts, strict=True)
    listed = "; ".join(
        words.STABILITY_ALT.format(label=entry.label, count=count) for entry, count in counted
    )
    return f"{headline(sure)}.", f"{subtitle(sure)}.", f"{words.STABILITY_MAP}: {listed}."
