"""A report as a document: head, lists of what is where, chapters, annex.

What can't be shown is said, and never keeps the document from being made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import shortened
from atlas.measures.chance import FEWEST_PEOPLE
from atlas.model.documents import (
    Block,
    Contents,
    ContentsEntry,
    DocumentSpec,
    DocumentTable,
    Facts,
    Paragraph,
    Section,
    SubHeading,
    TextKind,
    WrittenTable,
)
from atlas.model.figures import FigureKind
from atlas.model.indicators import Indicator
from atlas.model.own_texts import OwnText
from atlas.model.reports import Chapter, Report, ReportFigure
from atlas.model.results import ValueRow
from atlas.model.scope import EVERY_YEAR, Scope
from atlas.model.specs import Provenance, TableSpec
from atlas.views import choices, texts
from atlas.views import goal_texts as goal_words
from atlas.views.file_names import report_stem
from atlas.views.profile import texts as profile_words
from atlas.views.profile.compact import compact_blocks
from atlas.views.profile.level import LevelProfiles
from atlas.views.provenance import document_foot, honest_signs
from atlas.views.report import annex
from atlas.views.report import texts as words
from atlas.views.report.chosen import (
    LARGEST_TABLE,
    chosen,
    drawn_figure,
    neutral_title,
    unit_table_of,
    usual_widths,
)
from atlas.views.report.key_figures import KeyFigures, area_rows, signs_of, unit_rows
from atlas.views.report.prose import written_blocks, written_table, written_widths
from atlas.views.report.state import current_state, is_old, warning
from atlas.views.report.written import (
    GOAL_WIDTHS,
    chapter_writings,
    goal_table,
    practice_blocks,
)
from atlas.views.text_states import state_text
from atlas.views.writings import NOTHING_WRITTEN, Writings

FEW_CHAPTERS: Final = 6
"""Up to this number chapters follow each other on a page: a topic sheet has few pages."""
MOST_UNIT_PROFILES: Final = 100
"""Units of a level that have a profile each within a chapter."""
LONGEST_QUOTE: Final = 60
"""Letters of the title of a chapter, where a remark names it."""
MAP, CHART, TABLE, CHAPTER, ANNEX = "map", "chart", "table", "chapter", "annex"
"""Beginnings of anchors, and what is numbered."""
KEY_WIDTHS: Final = (3.75, 0.65, 1.2, 1.1, 1.55, 1.95, 1.7)
"""Of the columns of a table of key figures, relative to each other."""
SOURCE_WIDTHS: Final = (3.0, 2.5, 3.0)
INDICATOR: Final = "indikator"
"""Word of the address of a figure."""
_HEADINGS: Final = {MAP: words.MAP, CHART: words.CHART, TABLE: words.TABLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """Which report is to be laid out, on which day.

    `remarks` say what was missing in its file; `chapter` is the position of the only one wanted,
    without head and annex. `writings` are all of the area that its readers may see.
    """

    report: Report
    day: date
    remarks: tuple[str, ...] = ()
    chapter: int | None = None
    writings: Writings = NOTHING_WRITTEN

    @property
    def area(self) -> str:
        """Id of the area."""
        return self.report.area


def usable(atlas: Atlas, report: Report) -> tuple[Report, tuple[str, ...]]:
    """Give a report the level and the year it lacks, and say so.

    Raises
    ------
    UnknownAreaError
        If there is no such area.
    NothingToChooseError
        If it has no figures.
    """
    area, remarks = atlas.area(report.area), []
    levels = choices.levels(atlas, report.area)
    if not levels:
        raise choices.NothingToChooseError(
            texts.NO_FIGURES.format(area=area.name, area_id=report.area)
        )
    if report.level not in levels:
        level = choices.default_level(atlas, report.area, levels)
        fields = {"level": report.level, "shown": levels[level]}
        remarks += [words.LEVEL_REPLACED.format(**fields)] if report.level else []
        report = replace(report, level=level)
    if report.year == EVERY_YEAR:
        report = replace(report, year=newest_year(atlas, report.area, report.level))
    return report, tuple(remarks)


def newest_year(atlas: Atlas, area: str, level: str) -> int:
    """The newest year with a figure that is no mere forecast, of any core indicator or other."""
    offered = atlas.available(area, level)
    core = [code for code in atlas.area(area).core if code in offered]
    return max(choices.default_year(atlas, area, level, code) for code in core or offered[:1])


def report_document(atlas: Atlas, choice: ReportChoice) -> DocumentSpec:
    """Lay out a report; raises what `usable` does."""
    report, replaced = usable(atlas, choice.report)
    if choice.chapter is None:
        remarks = [*choice.remarks, *replaced]
        return _Builder(atlas, report, choice.writings, remarks).document(choice.day)
    only = replace(report, chapters=report.chapters[choice.chapter :][:1])
    whole = _Builder(atlas, only, choice.writings, []).document(choice.day)
    chapters = (
        replace(section, title=only.chapters[0].title)
        for section in whole.sections
        if section.anchor.startswith(CHAPTER)
    )
    missing = (section for section in whole.sections if section.title == words.MISSING)
    return replace(whole, sections=(*chapters, *missing))


@dataclass(frozen=True, eq=False)
class _Builder:
    """Lays out one report: numbers what lists name, and collects what is missing."""

    atlas: Atlas
    report: Report
    writings: Writings
    remarks: list[str]
    entries: dict[str, list[ContentsEntry]] = field(default_factory=dict)
    unit_entries: dict[str, list[ContentsEntry]] = field(default_factory=dict)
    """Of the units within a chapter, by its anchor."""

    def document(self, day: date) -> DocumentSpec:
        atlas, report, area = self.atlas, self.report, self.key_figures.area
        chapters = tuple(self._chapters())
        sources = annex.sources_of(self.key_figures)
        appended = [*self._appended(sources)]
        sections = (*self._front(), *chapters, *appended)
        level = self.key_figures.level
        return DocumentSpec(
            title=report.title,
            kicker=words.KICKER.format(area=area.name, plural=level.plural, year=report.year),
            sections=sections,
            provenance=sources,
            foot=document_foot(atlas, area.id, area.publisher or area.name, day),
            day=day,
            file_stem=report_stem(atlas, self._scope, report.title),
        )

    @cached_property
    def key_figures(self) -> KeyFigures:
        """Figures of all indicators the report names."""
        of_figures = (dict(one.words).get(INDICATOR, "") for one in self._figures)
        listed = (code for chapter in self.report.chapters for code in self._codes(chapter))
        catalogue = self.atlas.catalogue(self.report.area)
        every = {**catalogue.indicators, **catalogue.quantities}
        codes = dict.fromkeys(code for code in (*listed, *of_figures) if code in every)
        return KeyFigures(self.atlas, self._scope, tuple(codes))

    def _codes(self, chapter: Chapter) -> Iterator[str]:
        """Indicators of a chapter, and those its goals and the profiles of units are about."""
        yield from chapter.indicators
        yield from (goal.indicator for goal in chapter_writings(chapter, self.writings).goals)
        if chapter.unit_profiles and not chapter.indicators:
            yield from self.atlas.area(self.report.area).core

    @property
    def _figures(self) -> Iterator[ReportFigure]:
        for chapter in self.report.chapters:
            yield from chapter.figures

    @property
    def _scope(self) -> Scope:
        report = self.report
        return Scope(
            area=report.area,
            level=report.level,
            indicator="",
            year=report.year,
            base_year=report.base_year or None,
        )

    def _enter(self, kind: str, title: str) -> tuple[str, str]:
        """Number something that is listed; returns its heading and its anchor."""
        listed = self.entries.setdefault(kind, [])
        number = len(listed) + 1
        heading = _HEADINGS.get(kind, words.NUMBERED).format(number=number, title=title)
        anchor = f"{kind}-{number}"
        listed.append(ContentsEntry(title=heading, anchor=anchor))
        return heading, anchor

    @property
    def _is_long(self) -> bool:
        return len(self.report.chapters) > FEW_CHAPTERS

    def _chapters(self) -> Iterator[Section]:
        left_out = []
        for chapter in self.report.chapters:
            blocks = tuple(self._content(chapter))
            if not blocks:
                left_out.append(chapter.title)
                continue
            question = Paragraph(text=chapter.question, kind=TextKind.LEAD)
            title, anchor = self._enter(CHAPTER, chapter.title)
            yield Section(
                title=title,
                blocks=(question, *blocks) if chapter.question else blocks,
                new_page=self._is_long or anchor == f"{CHAPTER}-1",
                anchor=anchor,
            )
        if left_out:
            self.remarks.append(words.LEFT_OUT.format(titles="; ".join(left_out)))

    def _content(self, chapter: Chapter) -> Iterator[Block]:
        """What a chapter consists of: text, key figures, units, figures."""
        if chapter.text is not None:
            yield from self._own_text(chapter.text, chapter.title)
        by_code = self.key_figures.by_code
        codes = [code for code in chapter.indicators if code in by_code]
        self._say_absent(chapter, codes)
        if codes:
            yield self._area_table(chapter, codes)
        for figure in chapter.figures:
            yield from self._figure(figure, chapter)
        # long tables last: they fill the pages that figures, which can't be parted, leave
        if codes and chapter.every_unit:
            yield from self._unit_tables(chapter, codes)
        yield from self._written(chapter)
        if chapter.unit_profiles:
            yield from self._unit_profiles(chapter)

    def _written(self, chapter: Chapter) -> Iterator[Block]:
        """Goals and assessments, but for those that stand in the profile of their unit."""
        level = self.report.level if chapter.unit_profiles else ""
        written = chapter_writings(chapter, self.writings).only(
            lambda goal: goal.level != level, lambda text: text.level != level
        )
        if written.goals:
            fields = {"title": chapter.title, "area": self.key_figures.area.name}
            title = goal_words.GOALS_OF.format(**fields, year=self.report.year)
            spec, faults = goal_table(self.atlas, self.report, written.goals, title)
            quoted = shortened(chapter.title, LONGEST_QUOTE)
            self.remarks.extend(words.NO_GOAL.format(chapter=quoted, reason=f) for f in faults)
            if spec.rows:
                yield self._table(spec, goal_words.GOALS_HINT, GOAL_WIDTHS)
        yield from practice_blocks(self.atlas, self.report, written.practice)

    def _unit_profiles(self, chapter: Chapter) -> Iterator[Block]:
        """A short profile of each unit, numbered within the chapter."""
        of_level = LevelProfiles(self.atlas, self._scope, chosen=chapter.indicators)
        if len(of_level.names) > MOST_UNIT_PROFILES:
            text = words.TOO_MANY_UNITS.format(
                chapter=shortened(chapter.title, LONGEST_QUOTE),
                number=len(of_level.names),
                plural=of_level.level.plural,
                most=MOST_UNIT_PROFILES,
            )
            self.remarks.append(text)
            return
        written = chapter_writings(chapter, self.writings)
        position = len(self.entries.get(CHAPTER, ())) + 1
        entries = self.unit_entries.setdefault(f"{CHAPTER}-{position}", [])
        how = profile_words.HOW_TO_READ.format(fewest=FEWEST_PEOPLE)
        yield Paragraph(text=how, kind=TextKind.REMARK)
        for place, (unit, name) in enumerate(of_level.names.items(), 1):
            number = f"{position}.{place}"
            title = words.NUMBERED.format(number=number, title=name.shown)
            anchor = f"{CHAPTER}-{position}-{place}"
            entries.append(ContentsEntry(title=title, anchor=anchor))
            yield SubHeading(title=title, anchor=anchor)
            of_unit = written.of_unit(of_level.level.id, unit)
            yield from compact_blocks(of_level, unit, number, of_unit)

    def _own_text(self, text: OwnText, title: str) -> Iterator[Block]:
        now = current_state(self.atlas, self.report)
        if is_old(text, now):
            self.remarks.append(words.OLD_TEXT.format(title=shortened(title, LONGEST_QUOTE)))
            yield Paragraph(text=warning(text, now), kind=TextKind.NOTICE)
        for block in written_blocks(text.markdown):
            if isinstance(block, WrittenTable):
                own = words.OWN_TABLE.format(title=title)
                yield self._table(written_table(block, own), "", written_widths(block))
            else:
                yield block
        if text.state is not None and not is_old(text, now):
            said = words.TEXT_STATE.format(state=state_text(text.state, now))
            yield Paragraph(text=said, kind=TextKind.REMARK)

    def _say_absent(self, chapter: Chapter, codes: Sequence[str]) -> None:
        catalogue = self.atlas.catalogue(self.report.area)
        titles = catalogue.titles()
        absent = [titles.get(code, code) for code in chapter.indicators if code not in codes]
        if absent:
            fields = {"chapter": shortened(chapter.title, LONGEST_QUOTE), "year": self.report.year}
            self.remarks.append(words.NO_FIGURES.format(**fields, titles="; ".join(absent)))

    def _area_table(self, chapter: Chapter, codes: Sequence[str]) -> Block:
        figures, by_code = self.key_figures, self.key_figures.by_code
        title = words.KEY_FIGURES_OF.format(**self._place(chapter))
        rows = [(by_code[code].item, row) for code in codes for row in area_rows(by_code[code])]
        return self._table(figures.area_table(codes, title), self._signs_line(rows), KEY_WIDTHS)

    def _unit_tables(self, chapter: Chapter, codes: Sequence[str]) -> Iterator[Block]:
        figures = self.key_figures
        if self.report.level == figures.area.top_level:
            return
        title = words.UNITS_OF.format(**self._place(chapter), plural=figures.level.plural)
        for table, columns in figures.unit_tables(codes, title):
            printed = [(figure.item, row) for figure in columns for row in unit_rows(figure)]
            yield self._table(table, self._signs_line(printed))

    def _place(self, chapter: Chapter) -> Mapping[str, object]:
        """What the title of a table of a chapter says of it."""
        area = self.key_figures.area.name
        return {"title": chapter.title, "area": area, "year": self.report.year}

    def _signs_line(self, rows: Iterable[tuple[Indicator, ValueRow]]) -> str:
        """Explain below a table the signs it has."""
        signs = honest_signs(self.atlas, self.report.area, signs_of(rows))
        named = words.SIGNS_HERE.format(signs="; ".join(signs)) if signs else ""
        return " ".join(filter(None, (named, words.SEE_SOURCES)))

    def _table(self, spec: TableSpec, caption: str, widths: tuple[float, ...] = ()) -> Block:
        """Number a table; one too long for paper becomes a remark."""
        if len(spec.rows) > LARGEST_TABLE:
            text = words.TOO_LONG.format(title=spec.title, rows=len(spec.rows))
            return Paragraph(text=text, kind=TextKind.REMARK)
        heading, anchor = self._enter(TABLE, spec.title)
        return DocumentTable(
            spec=spec,
            widths=widths or usual_widths(spec),
            name=words.TABLE_SHEET.format(number=len(self.entries[TABLE])),
            heading=heading,
            caption=caption,
            anchor=anchor,
        )

    def _figure(self, figure: ReportFigure, chapter: Chapter) -> Iterator[Block]:
        quoted = str(shortened(chapter.title, LONGEST_QUOTE))
        result = chosen(self.atlas, self.report, figure, quoted)
        if result.remark:
            self.remarks.append(result.remark)
        if result.figure is None:
            return
        choice, text = result.figure
        title = neutral_title(self.atlas, choice, text)
        if choice.kind is FigureKind.TABLE:
            spec = replace(unit_table_of(self.atlas, choice), title=title)
            yield self._table(spec, text.caption)
        else:
            heading, anchor = self._enter(MAP if choice.kind.is_map else CHART, title)
            yield drawn_figure(choice, text, heading, anchor)

    def _appended(self, sources: Provenance) -> Iterator[Section]:
        """The annex; what is missing comes first, where it will be looked for."""
        figures = self.key_figures
        described = replace(annex.method_section(figures), new_page=self._is_long)
        sections = [*annex.remarks_section(self.remarks), described]
        if figures.by_code:
            spec = annex.sources_table(figures)
            table = self._table(spec, words.SOURCES_NOTE, SOURCE_WIDTHS)
            sections.append(Section(title=words.SOURCES, blocks=(table,)))
        sections += annex.closing_sections(self.atlas, figures, sources)
        for number, section in enumerate(sections, 1):
            anchor = f"{ANNEX}-{number}"
            entry = ContentsEntry(title=section.title, anchor=anchor)
            self.entries.setdefault(ANNEX, []).append(entry)
            yield replace(section, anchor=anchor)

    def _front(self) -> Iterator[Section]:
        """Head of the paper, notices, and the lists of what is where."""
        head, blocks = self.report.head, list[Block]()
        openness = words.OPENNESSES[head.openness] if head.openness else ""
        pairs = (
            (words.NUMBER, head.number),
            (words.BODY, head.body),
            (words.SESSION, head.session),
            (words.ITEM, head.item),
            (words.OPENNESS, openness),
        )
        stated = tuple((label, text) for label, text in pairs if text)
        if stated:
            blocks.append(Facts(pairs=stated))
        if self.key_figures.area.fictional:
            blocks.append(Paragraph(text=texts.FICTIONAL, kind=TextKind.NOTICE))
        if CHAPTER not in self.entries:
            blocks.append(Paragraph(text=words.NO_CHAPTERS, kind=TextKind.NOTICE))
        if self.remarks:
            text = words.CHECK_FIRST.format(title=words.MISSING)
            blocks.append(Paragraph(text=text, kind=TextKind.REMARK))
        if blocks:
            yield Section(title="", blocks=tuple(blocks))
        yield Section(title=words.CONTENTS, blocks=tuple(self._lists()), new_page=self._is_long)

    def _lists(self) -> Iterator[Block]:
        chapters = (
            entry
            for chapter in self.entries.get(CHAPTER, ())
            for entry in (chapter, *self.unit_entries.get(chapter.anchor, ()))
        )
        sections = (*chapters, *self.entries.get(ANNEX, ()))
        yield Contents(entries=sections)
        for kind, title in ((MAP, words.MAPS), (CHART, words.CHARTS), (TABLE, words.TABLES)):
            if kind in self.entries:
                yield SubHeading(title=title)
                yield Contents(entries=tuple(self.entries[kind]))
