"""Slides: one message each, with one figure; a renderer sets them and adds no word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from atlas.model.figures import FigureChoice
from atlas.model.identity import NOT_STATED, Identity
from atlas.model.overview import Tile
from atlas.model.specs import ChartSpec, Provenance, TableSpec

MOST_NAMED_BARS: Final = 15
"""Bars of a slide whose names can be read from the last row; of more only the selected have one."""


class SlideKind(StrEnum):
    """What a slide is for."""

    TITLE = "title"
    FIGURE = "figure"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideFigure:
    """The figure of a slide: `subtitle` above it, `caption` below it, `alt` in its place.

    `spec` is a table as far as it can be read from the last row, or a chart with its numbers; None
    of maps. `tiles` are few figures in large letters, in place of their table. `whole_caption` also
    says how figures and classes came about, for a page one reads.
    """

    choice: FigureChoice
    subtitle: str
    caption: str
    whole_caption: str
    alt: str
    spec: ChartSpec | TableSpec | None
    provenance: Provenance
    tiles: tuple[Tile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide.

    `lines` are those of a title slide; `lists` are headings with their sentences, of a closing one.
    `notice` says why there is no figure, or what must not be overlooked. `speech` is for the
    speaker alone.
    """

    kind: SlideKind
    message: str
    lines: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    figure: SlideFigure | None = None
    notice: str = ""
    speech: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideDeck:
    """All slides of a presentation; `foot` stands on each of them and says who may see it.

    `identity` is whose design they have: nobody's where figures of several publishers are shown.
    """

    title: str
    slides: tuple[Slide, ...]
    foot: str
    publisher: str
    day: date
    file_stem: str
    identity: Identity = NOT_STATED

    @property
    def figures(self) -> Iterator[SlideFigure]:
        """The figures of all slides, in order."""
        return (slide.figure for slide in self.slides if slide.figure is not None)
