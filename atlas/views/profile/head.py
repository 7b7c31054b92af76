"""What a unit is: key, where it lies, of what it consists, how large it is; its position map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from atlas.model.areas import distinct_names
from atlas.model.documents import Block, Facts, Figure, Paragraph, TextKind
from atlas.model.overview import SmallMap
from atlas.model.scope import EVERY_YEAR, View
from atlas.model.specs import LegendClass, MapColumn, MapSeries
from atlas.views import headlines, texts
from atlas.views.custom.areas import part_labels
from atlas.views.map.colours import CIRCLE, NO_VALUE
from atlas.views.plurals import dative, weak
from atlas.views.profile import texts as words
from atlas.views.profile.figures import UnitProfile
from atlas.views.provenance import boundary_text, resolution

SIZE_CODES: Final = ("ew", "flaeche_km2", "dem_dichte")
"""What says how large a unit is, of the shipped catalogue."""
_BESIDE: Final = "#e39b4b"
MOST_PARTS: Final = 8
"""Building blocks of a custom area that are named."""


def head_blocks(profile: UnitProfile) -> tuple[Block, ...]:
    """Say what the unit is and show where it lies."""
    blocks = (Facts(pairs=tuple(_facts(profile))), _position(profile))
    if profile.beside is None or profile.is_of_one_level:
        return blocks
    return (*blocks, _position(profile.beside))


def _facts(profile: UnitProfile) -> Iterator[tuple[str, str]]:
    level, unit = profile.level, profile.choice.unit
    yield level.name, profile.name
    if profile.unit_name.name != profile.name:
        yield words.OFFICIAL_NAME, profile.unit_name.name
    if level.custom is None:
        yield words.UNIT_KEY, unit
        yield from _parents(profile)
    else:
        yield words.CONSISTS_OF, _parts(profile)
        yield level.plural, resolution(level.custom)
    if level.boundaries is not None:
        yield texts.BOUNDARIES, boundary_text(level.boundaries)
    yield from _sizes(profile)


def _parents(profile: UnitProfile) -> Iterator[tuple[str, str]]:
    """The coarser units the unit lies in, of each system."""
    area, level = profile.area, profile.level
    names = []
    for coarse in area.levels:
        for parent, members in area.members(level.id, coarse.id).items():
            if profile.choice.unit in members and coarse.id != area.top_level:
                name = distinct_names(coarse.units)[parent].shown
                names.append(words.OF_LEVEL.format(level=coarse.name, name=name))
    if names:
        yield words.LIES_IN, ", ".join(names)


def _parts(profile: UnitProfile) -> str:
    custom = profile.level.custom
    units = {unit.id: unit for unit in custom.units} if custom else {}
    parts = units[profile.choice.unit].parts
    labels = part_labels(profile.atlas, profile.area.id, custom.levels if custom else ())
    names = [labels.get(part.key, part.key) for part in parts]
    listed = ", ".join(names[:MOST_PARTS])
    rest = len(names) - MOST_PARTS
    return words.MORE_PARTS.format(names=listed, number=rest) if rest > 0 else listed


def _sizes(profile: UnitProfile) -> Iterator[tuple[str, str]]:
    """How many live there and on what area, each in the last counted year."""
    atlas, area, level = profile.atlas, profile.area.id, profile.level.id
    for code in SIZE_CODES:
        if code not in atlas.available(area, level):
            continue
        figures = profile.figures_of(code)
        if figures is not None:
            label = words.FACT_YEAR.format(title=figures.item.title, year=figures.scope.year)
            yield label, figures.phrase(figures.cell)


def _position(profile: UnitProfile) -> Block:
    level = profile.level
    drawn = profile.of_level.drawn_units
    if not drawn:
        return Paragraph(text=words.NO_POSITION, kind=TextKind.REMARK)
    if profile.choice.unit not in drawn:
        return Paragraph(text=words.UNIT_NOT_DRAWN, kind=TextKind.REMARK)
    other = profile.beside if profile.is_of_one_level else None
    form = words.POSITION_WHOLE_ALT if profile.is_whole else words.POSITION_ALT
    caption = words.POSITION_CAPTION
    if other is not None:
        form, caption = words.POSITION_BESIDE_ALT, words.POSITION_BESIDE_CAPTION
    names = {"name": profile.name, "other": other.name if other else ""}
    alt = form.format(**names, plural=dative(weak(level.plural)))
    title = words.POSITION.format(within=profile.area.within)
    line = headlines.boundaries_line(level.boundaries)
    scope = replace(
        profile.scope, indicator="", view=View.VALUE, selection=(), years=(), base_year=None
    )
    return Figure(
        title=title,
        caption=caption.format(**names, year=profile.year, boundaries=line),
        alt=alt,
        drawing=SmallMap(
            title=title,
            alt=alt,
            unit_line="",
            series=_series(profile, other),
            scope=scope,
            ringed=(profile.choice.unit, *([other.choice.unit] if other else [])),
        ),
    )


def _series(profile: UnitProfile, other: UnitProfile | None) -> MapSeries:
    """Classes: the unit, the one beside it, and all others."""
    area, level, year = profile.area, profile.level, profile.scope.year or EVERY_YEAR
    units = tuple(profile.of_level.names)
    singled = [profile, *([other] if other else [])]
    classes = {single.choice.unit: number for number, single in enumerate(singled)}
    codes = bytes(classes.get(unit, len(singled)) for unit in units)
    others = words.POSITION_OTHERS.format(plural=level.plural)
    legend = [
        LegendClass(label=single.name, colour=colour)
        for single, colour in zip(singled, (CIRCLE, _BESIDE), strict=False)
    ]
    return MapSeries(
        title=profile.name,
        area=area.name,
        level=level.name,
        level_plural=level.plural,
        unit="",
        decimals=0,
        legend=(*legend, LegendClass(label=others, colour=NO_VALUE)),
        area_label="",
        method="",
        schematic=level.boundaries is not None and level.boundaries.schematic,
        fictional=area.fictional,
        units=units,
        columns=(
            MapColumn(
                year=year,
                label="",
                codes=codes,
                counts=(*(1 for _ in singled), len(units) - len(singled)),
                area_value=None,
                area_text="",
            ),
        ),
    )
