"""A short profile of a unit within another document: figures, developments, what is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from atlas.model.documents import (
    Block,
    DocumentTable,
    FigureGrid,
    Paragraph,
    SubHeading,
    TextKind,
)
from atlas.model.formulas import Total
from atlas.views.profile import texts as words
from atlas.views.profile.balance import kept_text
from atlas.views.profile.document import summary_table, trend_figure
from atlas.views.profile.figures import ProfileChoice, UnitProfile
from atlas.views.profile.level import LevelProfiles
from atlas.views.profile.sources import merged_sources
from atlas.views.profile.writings import written_sections
from atlas.views.writings import Writings

MOST_TRENDS: Final = 2
"""Developments that have room below a table on half a page, beside each other."""
_DEEPER: Final = 4
"""Level of headings below that of the unit."""


def compact_blocks(
    of_level: LevelProfiles, unit: str, number: str, writings: Writings
) -> Iterator[Block]:
    """Lay out what is to be said about a unit in short.

    Parameters
    ----------
    number
        Tells its tables from those of other units in a workbook.
    writings
        What is written about the unit.
    """
    profile = UnitProfile(of_level, ProfileChoice(scope=of_level.scope, unit=unit))
    for block in _blocks(profile, writings):
        if isinstance(block, DocumentTable):
            yield replace(block, name=f"{block.name} {number}")
        else:
            yield block


def _blocks(profile: UnitProfile, writings: Writings) -> Iterator[Block]:
    if profile.figures:
        yield from _figures(profile)
    else:
        text = words.NOTHING.format(name=profile.name, year=profile.year)
        yield Paragraph(text=text, kind=TextKind.REMARK)
    if writings.profile_text is not None:
        yield SubHeading(title=words.BALANCE, level=_DEEPER)
        yield from kept_text(profile, writings.profile_text)
    for section in written_sections(profile, writings):
        yield SubHeading(title=section.title, level=_DEEPER)
        yield from section.blocks


def _figures(profile: UnitProfile) -> Iterator[Block]:
    yield replace(summary_table(profile, profile.figures), lead=False)
    signs = merged_sources(profile, profile.figures).signs
    if signs:
        text = words.SIGNS_HERE.format(signs="; ".join(signs))
        yield Paragraph(text=text, kind=TextKind.REMARK)
    # a number of people says more about the size of a unit than about how it fares
    related = (one for one in profile.figures if not isinstance(one.item.formula, Total))
    every = (trend_figure(profile, figures) for figures in related)
    drawn = (figure for figure in every if figure.drawing is not None)
    grid = FigureGrid(figures=tuple(islice(drawn, MOST_TRENDS)))
    if grid.figures:
        yield grid
