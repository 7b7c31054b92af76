"""What stands on the slides of a storyboard: a title, one message and figure each, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import ceil
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import AtlasError, NoBoundariesError, shortened
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.goals import Goal
from atlas.model.identity import NOT_STATED
from atlas.model.notes import Note, Storyboard
from atlas.model.slides import MOST_NAMED_BARS, Slide, SlideDeck, SlideFigure, SlideKind
from atlas.model.specs import ChartSpec, TableSpec
from atlas.model.text import join_distinct
from atlas.views import address, choices, file_name_texts, texts
from atlas.views.figure import texts as figure_texts
from atlas.views.figure.address import choice_of, page_of, words_of
from atlas.views.figure.figures import (
    FigureSpec,
    FigureText,
    figure_spec,
    figure_text,
    printed_table,
    summary_text,
)
from atlas.views.figure.summaries import Summary, summary_of
from atlas.views.file_names import slug
from atlas.views.session import texts as words
from atlas.views.table.unit_tables import without_file_columns

MOST_ROWS: Final = 12
"""Rows of a table that can be read from the last row of seats."""
_LINE_LETTERS: Final = 118
"""Letters in a line of a closing slide."""
_CLOSING_LINES: Final = 17


def slide_deck(
    atlas: Atlas, storyboard: Storyboard, figures: Sequence[Slide], day: date
) -> SlideDeck:
    """Put a title before the slides of all notes (`figure_slide`), and their sources behind.

    All is as the atlas's audience may see it.
    """
    provenances = [slide.figure.provenance for slide in figures if slide.figure]
    publishers = join_distinct(stated.identity.office or stated.publisher for stated in provenances)
    identities = {stated.identity for stated in provenances}
    audience = texts.AUDIENCES[atlas.audience.value]
    title = storyboard.title or words.UNTITLED
    readers = file_name_texts.READERS.get(atlas.audience, "")
    stem = (readers, slug(storyboard.title), file_name_texts.SESSION)
    return SlideDeck(
        title=title,
        slides=(_title_slide(storyboard, title, publishers), *figures, *_closing(figures)),
        foot=" · ".join(part for part in (publishers, audience) if part),
        publisher=publishers,
        day=day,
        file_stem="__".join(part for part in stem if part),
        identity=identities.pop() if len(identities) == 1 else NOT_STATED,
    )


def _title_slide(storyboard: Storyboard, title: str, publishers: str) -> Slide:
    item = words.AGENDA_ITEM.format(item=storyboard.item) if storyboard.item else ""
    where = " · ".join(part for part in (storyboard.committee, storyboard.day, item) if part)
    issued = words.PUBLISHED_BY.format(publishers=publishers) if publishers else ""
    return Slide(
        kind=SlideKind.TITLE,
        message=title,
        lines=tuple(line for line in (where, issued) if line),
        notice="" if storyboard.notes else words.EMPTY,
    )


def figure_slide(atlas: Atlas, note: Note, goals: tuple[Goal, ...] = ()) -> Slide:
    """Lay out the slide of a note; one whose figure is gone says so.

    `goals` are those of the area that a development may show.
    """
    noted = _Noted(atlas=atlas, note=note, goals=goals)
    if noted.obstacle:
        message = note.message or words.MISSING
        return Slide(
            kind=SlideKind.FIGURE, message=message, notice=noted.obstacle, speech=note.speech
        )
    return Slide(
        kind=SlideKind.FIGURE,
        message=note.message or noted.text.headline,
        figure=noted.figure(),
        notice=noted.other_release,
        speech=note.speech,
    )


@dataclass(frozen=True)
class _Noted:
    """A note, and what today's atlas makes of it."""

    atlas: Atlas
    note: Note
    goals: tuple[Goal, ...]

    @cached_property
    def link(self) -> address.Link:
        """The note as an address."""
        return address.decode(self.note.address)

    @cached_property
    def shown(self) -> Atlas:
        """The atlas in the release that was noted, where that can be shown."""
        return address.atlas_of(self.atlas, self.link.scope)

    @cached_property
    def choice(self) -> FigureChoice:
        """The figure, with what is gone replaced."""
        choice = choice_of(self.shown, self.note.page, self.note.address)
        has_goals = choice.kind is FigureKind.SERIES
        return replace(choice, goals=self.goals) if has_goals else choice

    @cached_property
    def text(self) -> FigureText:
        """What stands around the figure."""
        if self.summary is None:
            return figure_text(self.shown, self.choice)
        return summary_text(self.shown, self.choice, self.summary)

    @cached_property
    def summary(self) -> Summary | None:
        """The figures of several indicators, None where the note is of one."""
        return summary_of(self.shown, self.choice) if self.choice.kind.is_summary else None

    @cached_property
    def obstacle(self) -> str:
        """Say why the figure can't be shown as it was noted; "" if it can."""
        try:
            return self._missing() or self._broken()
        except AtlasError as error:
            return words.NO_FIGURE.format(reason=error)

    def _missing(self) -> str:
        resolution = address.resolve(self.shown, self.link.scope)
        gone = {**self.link.rejected, **resolution.missing}
        gone.pop(address.RELEASE_NAME, "")
        if not gone:
            return ""
        named = join_distinct(
            (
                texts.ADDRESS_WORD.format(
                    label=label, word=shortened(gone[name], address.MOST_LETTERS)
                )
                for name, label in texts.ADDRESS_NAMES.items()
                if name in gone
            ),
            ", ",
        )
        reason = address.reason(self.shown, resolution)
        return words.GONE.format(words=named, reason=reason).strip()

    def _broken(self) -> str:
        """Say what is wrong with a figure whose scope can be shown; raises what stands around."""
        choice, asked = self.choice, self.note.address
        scope_names = {*address.PARAMETERS, address.VERSION_NAME}
        drawn = words_of(choice)
        lost = {n: w for n, w in asked.items() if n not in scope_names and drawn.get(n) != w}
        if lost or page_of(choice) != self.note.page:
            return words.GONE_PAGE
        level = self.shown.level_at(choice.scope.area, choice.scope.level, choice.scope.vintage)
        if choice.kind.is_map and level.boundaries is None:
            raise NoBoundariesError(level.name)
        return "" if self.text else words.GONE_PAGE

    @property
    def release(self) -> str:
        """The release that is shown, "" for the working state."""
        return self.shown.edition(self.choice.scope.area).release

    @property
    def other_release(self) -> str:
        """Say which release is shown where it isn't the one noted, or there is a newer one."""
        shown, noted = self.release, self.note.release
        if noted and shown != noted:
            form = words.OTHER_RELEASE if shown else words.WORKING_STATE
            return form.format(noted=noted, shown=shown)
        listed = self.shown.releases(self.choice.scope.area)
        release, newest = listed.find(shown), listed.newest
        if release is None or newest is None or release is newest:
            return ""
        return words.OLDER_RELEASE.format(
            shown=shown, day=choices.day_of(release), newest=newest.name
        )

    def _spec(self) -> FigureSpec:
        """Lay out the figure; a table calls units as the map does."""
        is_table = self.choice.kind is FigureKind.TABLE
        return (printed_table if is_table else figure_spec)(self.shown, self.choice)

    def figure(self) -> SlideFigure:
        """Lay the figure out for a slide."""
        text, several = self.text, self.summary
        spec = several.table if several else self._spec()
        table = _readable(spec) if isinstance(spec, TableSpec) else None
        cut = ""
        if table is not None and isinstance(spec, TableSpec) and len(table.rows) < len(spec.rows):
            cut = words.FIRST_ROWS.format(shown=len(table.rows), total=len(spec.rows))
        if self.choice.kind is FigureKind.BARS and _has_many(spec):
            cut = words.FEW_NAMES
        source = text.provenance.source
        parts = (
            text.kicker,
            words.RELEASE.format(release=self.release) if self.release else "",
            figure_texts.SOURCE.format(source=source) if source else "",
            *text.notices,
            cut,
        )
        return SlideFigure(
            choice=replace(self.choice, scope=replace(self.choice.scope, release=self.release)),
            subtitle=text.subtitle,
            caption=" ".join(f"{part.rstrip('.')}." for part in parts if part),
            whole_caption=text.caption,
            alt=" ".join(text.alt) or text.kicker,
            spec=spec if isinstance(spec, ChartSpec) else table,
            provenance=text.provenance,
            tiles=several.tiles if several else (),
        )


def _has_many(spec: FigureSpec) -> bool:
    """Whether not all bars of a chart have names on a slide."""
    return isinstance(spec, ChartSpec) and len(spec.marks) > MOST_NAMED_BARS


def _readable(spec: TableSpec) -> TableSpec:
    """Cut a table to what can be read on a slide: selected units and sums before others."""
    spec = without_file_columns(spec)
    keep = [n for n, column in enumerate(spec.columns) if column.key != "unit"]
    columns = tuple(spec.columns[n] for n in keep)
    narrow = [replace(row, cells=tuple(row.cells[n] for n in keep)) for row in spec.rows]
    first = [row for row in narrow if row.emphasis or row.selected][-MOST_ROWS:]
    others = [row for row in narrow if not (row.emphasis or row.selected)]
    chosen = {id(row) for row in (*first, *others[: MOST_ROWS - len(first)])}
    return replace(spec, columns=columns, rows=tuple(row for row in narrow if id(row) in chosen))


def _closing(slides: Sequence[Slide]) -> Iterator[Slide]:
    """Yield slides with sources, signs and notes, as many as they need."""
    lists = (
        (words.SOURCES, _sources(slides)),
        (words.SIGNS, _signs(slides)),
        (words.NOTES, _notes(slides)),
    )
    lines = [(heading, line) for heading, items in lists for line in items]
    for number, page in enumerate(_pages(lines), 1):
        title = words.CLOSING_MORE.format(number=number) if number > 1 else words.CLOSING
        grouped: dict[str, tuple[str, ...]] = {}
        for heading, line in page:
            grouped[heading] = (*grouped.get(heading, ()), line)
        yield Slide(kind=SlideKind.CLOSING, message=title, lists=tuple(grouped.items()))


def _pages(lines: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """Part lines, each with its heading, into slides that hold them."""
    page: list[tuple[str, str]] = []
    taken = 0
    for heading, line in lines:
        is_new = not page or page[-1][0] != heading
        needed = ceil(len(line) / _LINE_LETTERS) + 2 * is_new
        if page and taken + needed > _CLOSING_LINES:
            yield page
            page, taken = [], 0
            needed += 2 * (not is_new)
        page.append((heading, line))
        taken += needed
    if page:
        yield page


def _sources(slides: Sequence[Slide]) -> Iterator[str]:
    """Yield where the figures of each slide come from; the same is said once for all its slides."""
    where: dict[str, list[str]] = {}
    for number, slide in enumerate(slides, 2):
        if slide.figure is not None:
            where.setdefault(_source(slide.figure), []).append(str(number))
    for text, numbers in where.items():
        form = words.OF_SLIDES if len(numbers) > 1 else words.OF_SLIDE
        yield form.format(numbers=", ".join(numbers), text=text)


def _source(figure: SlideFigure) -> str:
    stated = figure.provenance
    is_map = figure.choice.kind is FigureKind.MAP
    parts = (
        stated.source,
        words.DATES.format(dates=stated.reference_dates) if stated.reference_dates else "",
        words.BOUNDARIES.format(boundaries=stated.boundaries)
        if stated.boundaries and is_map
        else "",
        words.LICENCE.format(licence=stated.licence or texts.NOT_STATED),
    )
    return "; ".join(part for part in parts if part)


def _signs(slides: Sequence[Slide]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            sign for slide in slides if slide.figure for sign in slide.figure.provenance.signs
        )
    )


def _notes(slides: Sequence[Slide]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            note for slide in slides if slide.figure for note in slide.figure.provenance.notes
        )
    )
