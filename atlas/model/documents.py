"""Documents: sections of texts, tables and figures; a renderer sets the pages and adds no word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from atlas.model.figures import FigureChoice
from atlas.model.overview import SmallMap, Trend
from atlas.model.specs import Provenance, TableSpec


class Tone(StrEnum):
    """What a bar says besides its length; its words say it, too."""

    PLAIN = "plain"
    STRENGTH = "strength"
    WEAKNESS = "weakness"
    MUTED = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar from zero: `value` None where there is none, then `text` is the sign.

    `mark` is a value to compare with. A bar whose `heading` isn't that of the bar before begins a
    group.
    """

    label: str
    text: str
    value: float | None
    mark: float | None = None
    tone: Tone = Tone.PLAIN
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRows:
    """Bars below each other on one scale, which `axis` names.

    `tones` says what the tones mean that occur, `label` what the bars are of, `mark_label` what the
    marks are. `ends` are the words at the lower and the upper end of a scale that diverges.
    """

    bars: tuple[Bar, ...]
    axis: str
    tones: tuple[tuple[Tone, str], ...] = ()
    label: str = ""
    mark_label: str = ""
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PyramidBar:
    """One sex of an age group: `value` and `mark`, to compare with, are per year of age.

    `text` is the sign where there is nothing to draw.
    """

    value: float | None
    text: str = ""
    mark: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PyramidGroup:
    """An age group that is `years` of age high."""

    label: str
    years: int
    male: PyramidBar
    female: PyramidBar


@dataclass(frozen=True, slots=True, kw_only=True)
class Pyramid:
    """Men to the left and women to the right on one scale, which `axis` names, youngest first.

    `ages` stands above the age groups; `mark_label` says what the marks are.
    """

    groups: tuple[PyramidGroup, ...]
    axis: str
    ages: str
    male_label: str
    female_label: str
    mark_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCode:
    """A QR code of an address."""

    link: str


Drawing: TypeAlias = SmallMap | Trend | BarRows | Pyramid | FigureChoice | LinkCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing without a frame: the document sets `title` above and `caption` below it.

    `topic` stands above its title, `statement` is its figure in words. Title and caption together
    name year and area; `alt` describes the drawing for those who don't see it. Without a `drawing`
    there is nothing to draw. `anchor` is what a list of contents leads to.
    """

    title: str
    caption: str
    alt: str
    drawing: Drawing | None
    statement: str = ""
    topic: str = ""
    anchor: str = ""


class TextKind(StrEnum):
    """How a text is set."""

    BODY = "body"
    LEAD = "lead"
    NOTICE = "notice"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph."""

    text: str
    kind: TextKind = TextKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Sentences below each other; `mark` says above them that they are only proposed."""

    items: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubHeading:
    """A heading within a section: of level 3, or 4 below one of those.

    `anchor` is what a list of contents leads to.
    """

    title: str
    level: int = 3
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A part of a written text that looks alike."""

    text: str
    strong: bool = False
    emphasis: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenParagraph:
    """A paragraph somebody wrote."""

    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenListing:
    """A list somebody wrote, of points or numbers."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTable:
    """A table somebody wrote: texts of its heads, which of them stand right, and of its rows."""

    heads: tuple[str, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """What a list of contents leads to: the section, figure or table with this anchor."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A list of what is where; only who sets the pages knows their numbers."""

    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with their texts."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTable:
    """A table whose columns are so wide relative to each other; a `lead` one is set larger.

    `name` is that of its sheet in a workbook. Where its `heading` stands above it, it is one that a
    list of contents leads to by its `anchor`; `caption` stands below. A `grouped` one may be very
    long: its first column says to which group a row belongs, and pages set that above the rows of
    each group. One that `repeats` what the figure before it shows isn't on slides.
    """

    spec: TableSpec
    widths: tuple[float, ...]
    name: str
    lead: bool = False
    heading: str = ""
    caption: str = ""
    anchor: str = ""
    repeats: bool = False
    grouped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGrid:
    """Small figures beside each other."""

    figures: tuple[Figure, ...]


Written: TypeAlias = SubHeading | WrittenParagraph | WrittenListing
"""What a text of somebody consists of."""
Block: TypeAlias = (
    Paragraph | Listing | Facts | DocumentTable | Figure | FigureGrid | Written | Contents
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chapter; `anchor` is what a list of contents leads to.

    One without a title belongs to the head of the document.
    """

    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSpec:
    """A whole document: what is said in it, decided once for all its formats.

    `kicker` says of which area, level and year it is, on each of its pages; `day` when it was
    made. `foot` is the last line of each page.
    """

    title: str
    kicker: str
    sections: tuple[Section, ...]
    provenance: Provenance
    foot: str
    day: date
    file_stem: str

    @property
    def documents(self) -> tuple[DocumentSpec, ...]:
        """Itself: what a collection has several of."""
        return (self,)

    @property
    def blocks(self) -> Iterator[Block]:
        """All blocks, in reading order."""
        for section in self.sections:
            yield from section.blocks

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, in reading order."""
        for block in self.blocks:
            if isinstance(block, Figure):
                yield block
            elif isinstance(block, FigureGrid):
                yield from block.figures

    @property
    def tables(self) -> tuple[DocumentTable, ...]:
        """All tables, in reading order."""
        return tuple(block for block in self.blocks if isinstance(block, DocumentTable))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCollection:
    """Several documents in one file, each from a new page on, behind a list of them.

    There is at least one; all are of one day and have one foot. `contents` is the title of the
    list.
    """

    title: str
    kicker: str
    contents: str
    documents: tuple[DocumentSpec, ...]
    file_stem: str

    @property
    def provenance(self) -> Provenance:
        """Where the figures come from: each document names its own sources."""
        return self.documents[0].provenance

    @property
    def foot(self) -> str:
        """The last line of each page."""
        return self.documents[0].foot

    @property
    def day(self) -> date:
        """When it was made."""
        return self.documents[0].day

    @property
    def figures(self) -> Iterator[Figure]:
        """All figures, in reading order."""
        for document in self.documents:
            yield from document.figures


Document: TypeAlias = DocumentSpec | DocumentCollection
