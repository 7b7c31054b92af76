"""What drives an index: contributions of a unit, checks of the parts, one part left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from atlas.errors import CompositeError
from atlas.measures.cells import Floats
from atlas.measures.composite_drivers import (
    MANY_MISSING,
    SKEWED,
    PartChecks,
    WithoutPart,
    contributions,
    leave_one_out,
    part_checks,
)
from atlas.model.documents import Bar, BarRows, Tone
from atlas.model.numbers import format_change, format_number
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.composite import driver_texts as words
from atlas.views.composite.captions import reason
from atlas.views.composite.figures import AreaIndex
from atlas.views.composite.maps import DECIMALS
from atlas.views.composite.unit_table import EMPTY, number_cell
from atlas.views.plurals import dative
from atlas.views.text_tables import NO_PROVENANCE

_FINE = 3
"""Decimals of correlations that are near to 1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndexDrivers:
    """What drives an index; `moved` are the contributions, None where there are none."""

    index: AreaIndex
    moved: Floats | None
    checks: PartChecks
    without: tuple[WithoutPart, ...]

    @property
    def mean(self) -> float:
        """Mean index of the units that have one."""
        return float(np.nanmean(self.index.figures.index))


def index_drivers(index: AreaIndex) -> IndexDrivers:
    """Compute what drives an index; see `measures.composite` for what is refused."""
    recipe = index.recipe
    try:
        moved = contributions(recipe, index.figures.scaled)
    except CompositeError:
        moved = None
    return IndexDrivers(
        index=index,
        moved=moved,
        checks=part_checks(recipe, index.columns),
        without=leave_one_out(recipe, index.columns, index.base),
    )


def unit_sentence(drivers: IndexDrivers, unit: str) -> str:
    """Say index and class of a unit."""
    index = drivers.index
    at = index.figures.units.index(unit)
    name, exclusion = index.name(unit), index.figures.exclusions[at]
    if exclusion is not None:
        return words.DRIVERS_NONE.format(name=name, reason=reason(index, exclusion))
    value = format_number(float(index.figures.index[at]), DECIMALS)
    mean = format_number(drivers.mean, DECIMALS)
    if index.recipe.classes is None:
        return words.DRIVERS_OF.format(name=name, index=value, mean=mean)
    label = index.recipe.class_labels[index.figures.classes[at] - 1]
    return words.DRIVERS_OF_CLASS.format(name=name, index=value, label=label, mean=mean)


def unit_bars(drivers: IndexDrivers, unit: str) -> BarRows | None:
    """Bars of the contributions of a unit, the largest first; None where it has none."""
    index = drivers.index
    at = index.figures.units.index(unit)
    if drivers.moved is None or index.figures.exclusions[at] is not None:
        return None
    values = drivers.moved[at].tolist()
    pairs = sorted(zip(index.recipe.parts, values, strict=True), key=lambda pair: -abs(pair[1]))
    bars = tuple(_bar(index.titles[part.name], value) for part, value in pairs)
    total = Bar(label=words.TOTAL, text=format_change(sum(values), DECIMALS), value=sum(values))
    occurring = {bar.tone for bar in bars}
    tones = ((Tone.WEAKNESS, words.RAISES), (Tone.STRENGTH, words.LOWERS))
    return BarRows(
        bars=(*bars, total),
        axis=words.CONTRIBUTION_AXIS,
        tones=tuple(pair for pair in tones if pair[0] in occurring),
        label=words.CONTRIBUTION_AXIS,
    )


def _bar(title: str, value: float) -> Bar:
    tone = Tone.WEAKNESS if value > 0 else Tone.STRENGTH
    return Bar(label=title, text=format_change(value, DECIMALS), value=value, tone=tone)


def bars_in_words(name: str, bars: BarRows) -> str:
    """Say what the bars of a unit show."""
    *parts, total = bars.bars
    listed = "; ".join(words.PART_OF_ALT.format(title=b.label, value=b.text) for b in parts)
    return words.CONTRIBUTION_ALT.format(name=name, parts=listed, total=total.text)


def contribution_table(drivers: IndexDrivers) -> TableSpec:
    """The contributions of all parts in all units."""
    index = drivers.index
    parts = (
        TableColumn(key=part.name, title=index.titles[part.name], decimals=DECIMALS)
        for part in index.recipe.parts
    )
    moved = np.full_like(index.figures.scaled, np.nan) if drivers.moved is None else drivers.moved
    rows = zip(index.figures.units, moved, strict=True)
    return TableSpec(
        title=words.CONTRIBUTIONS.format(plural=dative(index.level.plural)),
        subtitle=words.CONTRIBUTION_AXIS,
        columns=(
            TableColumn(key="unit", title=texts.KEY),
            TableColumn(key="name", title=index.level.name),
            *parts,
            TableColumn(key="total", title=words.TOTAL, decimals=DECIMALS),
        ),
        rows=tuple(
            TableRow(
                cells=(
                    TableCell(text=unit),
                    TableCell(text=index.name(unit)),
                    *(_change_cell(float(value)) for value in (*values, values.sum())),
                )
            )
            for unit, values in rows
        ),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _change_cell(value: float) -> TableCell:
    if np.isnan(value):
        return EMPTY
    return TableCell(text=format_change(value, DECIMALS), number=value)


def check_table(drivers: IndexDrivers) -> TableSpec:
    """The correlations of the parts, their skewness and how often they are missing."""
    index, checks = drivers.index, drivers.checks
    titles = [index.titles[part.name] for part in index.recipe.parts]
    total = len(index.figures.units)
    rows = (
        TableRow(
            cells=(
                TableCell(text=title),
                *(_correlation_cell(float(r)) for r in checks.correlations[at]),
                _correlation_cell(float(checks.with_others[at])),
                number_cell(float(checks.skewness[at])),
                TableCell(text=_missing(float(checks.missing[at]), total)),
            )
        )
        for at, title in enumerate(titles)
    )
    return TableSpec(
        title=words.CORRELATIONS,
        subtitle="",
        columns=(
            TableColumn(key="part", title=words.PART),
            *(TableColumn(key=f"r{n}", title=t, decimals=DECIMALS) for n, t in enumerate(titles)),
            TableColumn(key="others", title=words.WITH_OTHERS, decimals=DECIMALS),
            TableColumn(key="skewness", title=words.SKEWNESS, decimals=DECIMALS),
            TableColumn(key="missing", title=words.MISSING),
        ),
        rows=tuple(rows),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _correlation_cell(r: float, decimals: int = DECIMALS) -> TableCell:
    return EMPTY if np.isnan(r) else TableCell(text=format_number(r, decimals), number=r)


def _missing(share: float, total: int) -> str:
    return words.MISSING_OF.format(count=round(share * total), total=total)


def warnings(drivers: IndexDrivers) -> tuple[str, ...]:
    """Say what to look at in the parts; one sentence that there is nothing, if so."""
    return tuple(_warnings(drivers)) or (words.NO_WARNING,)


def _warnings(drivers: IndexDrivers) -> Iterator[str]:
    index, checks = drivers.index, drivers.checks
    titles = [index.titles[part.name] for part in index.recipe.parts]
    plural, total = index.level.plural, len(index.figures.units)
    pairs = [
        words.PAIR.format(
            first=titles[one],
            second=titles[other],
            r=format_number(float(checks.correlations[one, other]), DECIMALS),
        )
        for one, other in checks.double_counted
    ]
    if pairs:
        yield words.DOUBLE_COUNTED.format(pairs="; ".join(pairs))
    for at, title in enumerate(titles):
        against, skewness = float(checks.with_others[at]), float(checks.skewness[at])
        if against < 0:
            yield words.WRONG_SIGN.format(title=title, r=format_number(against, DECIMALS))
        if abs(skewness) > SKEWED:
            printed = format_number(skewness, DECIMALS)
            yield words.SKEWED.format(title=title, skewness=printed, plural=plural)
        if checks.missing[at] > MANY_MISSING:
            missing = _missing(float(checks.missing[at]), total)
            yield words.MANY_MISSING.format(title=title, missing=missing, plural=dative(plural))


def without_table(drivers: IndexDrivers) -> TableSpec:
    """How many units change class without each of the parts."""
    index = drivers.index
    rows = (
        TableRow(
            cells=(
                TableCell(text=index.titles[each.part]),
                TableCell(text=str(sum(each.changed)), number=sum(each.changed)),
                _correlation_cell(each.correlation, _FINE),
            )
        )
        for each in drivers.without
    )
    return TableSpec(
        title=words.WITHOUT,
        subtitle="",
        columns=(
            TableColumn(key="part", title=words.WITHOUT_PART),
            TableColumn(
                key="changed", title=words.CHANGED.format(plural=index.level.plural), decimals=0
            ),
            TableColumn(key="r", title=words.SAME_ORDER, decimals=_FINE),
        ),
        rows=tuple(rows),
        provenance=NO_PROVENANCE,
        file_stem="",
    )
