"""How a report is written and read: fields of a file, of an entry of the journal, of a template.

Reading never fails: what is missing or can't be used is left out and said.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from atlas.errors import ReportFileError
from atlas.model.own_texts import OwnText, TextState
from atlas.model.reports import (
    Chapter,
    Openness,
    PaperHead,
    Report,
    ReportFigure,
)
from atlas.model.scope import EVERY_YEAR
from atlas.model.text import FORBIDDEN, in_one_line, without_forbidden
from atlas.views.figure.address import PAGES
from atlas.views.report import texts as words

LARGEST_FILE: Final = 1_000_000
"""Bytes, as many as a page takes (config.toml); a hundred pages of text have a third of them."""
LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 40_000
LONGEST_WORD: Final = 4000
"""Letters of a word of the address of a figure."""
MOST_CHAPTERS: Final = 60
MOST_ITEMS: Final = 60
"""Figures, or indicators, of one chapter."""
MOST_FIGURES: Final = 120
"""Of a whole report: each takes a part of a second, and nobody can stop a server that draws."""
LAST_YEAR: Final = 9999
_ENDLESS_KEY: Final = re.compile(r"(?<![^\s.=])(?:[^\s.=]++[ \t]*+\.[ \t]*+){100}")
"""A key of a hundred parts: tomllib takes minutes for one that fills a file.

It begins where a word does and takes nothing back: else the search itself would take as long.
"""
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report, and in sentences what was missing where it was read from."""

    report: Report
    remarks: tuple[str, ...] = ()


def fields_of_file(content: bytes) -> Fields:
    """Read the fields of a file, JSON or TOML.

    Raises
    ------
    ReportFileError
        If it is too large, no text, or neither of both.
    """
    if len(content) > LARGEST_FILE:
        raise ReportFileError(words.FILE_TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
        is_json = text.lstrip().startswith("{")
        if not is_json and _ENDLESS_KEY.search(text):
            raise ReportFileError(words.FILE_UNREADABLE)
        fields = json.loads(text) if is_json else tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ReportFileError(words.FILE_NO_TEXT) from error
    except (ValueError, RecursionError) as error:
        raise ReportFileError(words.FILE_UNREADABLE) from error
    if not isinstance(fields.get("chapters"), list):
        raise ReportFileError(words.FILE_NO_REPORT)
    return dict(fields)


def file_of(report: Report) -> bytes:
    """Write a report as a file that `fields_of_file` reads."""
    return json.dumps(fields_of(report), ensure_ascii=False, indent=1).encode() + b"\n"


def fields_of(report: Report) -> dict[str, Any]:
    """Write a report as fields; `report_of` is the inverse."""
    head = report.head
    return {
        "title": report.title,
        "area": report.area,
        "level": report.level,
        "year": report.year,
        "base_year": report.base_year,
        "head": {
            "number": head.number,
            "body": head.body,
            "session": head.session,
            "item": head.item,
            "openness": head.openness.value,
        },
        "chapters": [_chapter_fields(chapter) for chapter in report.chapters],
    }


def _chapter_fields(chapter: Chapter) -> dict[str, Any]:
    return {
        "title": chapter.title,
        "question": chapter.question,
        "hint": chapter.hint,
        "text": _text_fields(chapter.text) if chapter.text else "",
        "indicators": list(chapter.indicators),
        "every_unit": chapter.every_unit,
        "goals": chapter.goals,
        "practice": chapter.practice,
        "practice_topic": chapter.practice_topic,
        "unit_profiles": chapter.unit_profiles,
        "figures": [{"page": one.page, "words": dict(one.words)} for one in chapter.figures],
    }


def _text_fields(text: OwnText) -> dict[str, Any]:
    state = text.state
    if state is None:
        return {"markdown": text.markdown}
    return {
        "markdown": text.markdown,
        "year": state.year,
        "release": state.release,
        "edition": state.edition,
        "audience": state.audience,
    }


def report_of(fields: Fields) -> ReadReport:
    """Read a report from fields, and say what is missing."""
    reader = _Reader()
    title = reader.line(fields, "title", words.THE_REPORT) or words.UNTITLED
    if title == words.UNTITLED:
        reader.remarks.append(words.NO_TITLE)
    head = fields.get("head")
    report = Report(
        title=title,
        area=reader.line(fields, "area", words.THE_REPORT),
        level=reader.line(fields, "level", words.THE_REPORT),
        year=reader.year(fields, "year", words.THE_REPORT) or EVERY_YEAR,
        base_year=reader.year(fields, "base_year", words.THE_REPORT) or EVERY_YEAR,
        head=reader.head(head if isinstance(head, Mapping) else {}),
        chapters=tuple(reader.chapters(fields.get("chapters"))),
    )
    return ReadReport(report=report, remarks=tuple(dict.fromkeys(reader.remarks)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads fields and collects what can't be used."""

    remarks: list[str] = field(default_factory=list)

    def _refuse(self, key: str, where: str) -> None:
        self.remarks.append(words.UNUSABLE.format(key=key, where=where))

    def line(self, fields: Fields, key: str, where: str) -> str:
        """A text in one line, "" without."""
        return in_one_line(self.text(fields, key, where, LONGEST_LINE)).strip()

    def text(self, fields: Fields, key: str, where: str, longest: int = LONGEST_TEXT) -> str:
        """A text; what is longer than allowed is cut, and that is said."""
        value = fields.get(key, "")
        if not isinstance(value, str):
            self._refuse(key, where)
            return ""
        if len(value) > longest:
            self.remarks.append(words.CUT.format(key=key, where=where, longest=longest))
        return without_forbidden(value[:longest])

    def year(self, fields: Fields, key: str, where: str) -> int | None:
        """A year, None without."""
        value = fields.get(key) or None
        is_year = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LAST_YEAR
        if value is not None and not is_year:
            self._refuse(key, where)
        return value if is_year else None

    def head(self, fields: Fields) -> PaperHead:
        """The head of a paper for a council."""
        where = words.THE_HEAD
        openness = self.line(fields, "openness", where)
        if openness not in set(Openness):
            self._refuse("openness", where)
            openness = ""
        return PaperHead(
            number=self.line(fields, "number", where),
            body=self.line(fields, "body", where),
            session=self.line(fields, "session", where),
            item=self.line(fields, "item", where),
            openness=Openness(openness),
        )

    def chapters(self, value: object) -> Iterator[Chapter]:
        """All chapters that can be used, with as many figures as one report may have."""
        left = MOST_FIGURES
        for number, fields in enumerate(self._items(value, "chapters", words.THE_REPORT), 1):
            where = words.THE_CHAPTER.format(number=number)
            if not isinstance(fields, Mapping):
                self._refuse(where, words.THE_REPORT)
                continue
            chapter = self._chapter(fields, number, where)
            if len(chapter.figures) > left:
                self._say_too_many("figures", words.THE_REPORT, MOST_FIGURES)
            figures = chapter.figures[:left]
            left -= len(figures)
            yield replace(chapter, figures=figures)

    def _items(self, value: object, key: str, where: str) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self._refuse(key, where)
            return []
        most = MOST_CHAPTERS if key == "chapters" else MOST_ITEMS
        if len(value) > most:
            self._say_too_many(key, where, most)
        return list(value[:most])

    def _say_too_many(self, key: str, where: str, most: int) -> None:
        self.remarks.append(words.TOO_MANY.format(key=key, where=where, most=most))

    def _chapter(self, fields: Fields, number: int, where: str) -> Chapter:
        title = self.line(fields, "title", where)
        if not title:
            title = words.UNTITLED_CHAPTER.format(number=number)
            self.remarks.append(words.NO_CHAPTER_TITLE.format(number=number))
        return Chapter(
            title=title,
            question=self.line(fields, "question", where),
            hint=self.line(fields, "hint", where),
            text=self._own_text(fields.get("text"), where),
            indicators=tuple(dict.fromkeys(self._codes(fields, where))),
            every_unit=fields.get("every_unit") is True,
            goals=fields.get("goals") is True,
            practice=fields.get("practice") is True,
            practice_topic=self.line(fields, "practice_topic", where),
            unit_profiles=fields.get("unit_profiles") is True,
            figures=tuple(self._figures(fields, where)),
        )

    def _codes(self, fields: Fields, where: str) -> Iterator[str]:
        for code in self._items(fields.get("indicators"), "indicators", where):
            if isinstance(code, str) and _is_word(code, LONGEST_LINE):
                yield code
            else:
                self._refuse("indicators", where)

    def _own_text(self, value: object, where: str) -> OwnText | None:
        fields = {"markdown": value} if isinstance(value, str) else value
        if not isinstance(fields, Mapping):
            if value is not None:
                self._refuse("text", where)
            return None
        markdown = self.text(fields, "markdown", where)
        if not markdown.strip():
            return None
        year = self.year(fields, "year", where)
        if year is None:
            return OwnText(markdown=markdown, state=None)
        state = TextState(
            year=year,
            release=self.line(fields, "release", where),
            edition=self.line(fields, "edition", where),
            audience=self.line(fields, "audience", where),
        )
        return OwnText(markdown=markdown, state=state)

    def _figures(self, fields: Fields, where: str) -> Iterator[ReportFigure]:
        for item in self._items(fields.get("figures"), "figures", where):
            page = item.get("page") if isinstance(item, Mapping) else None
            pairs = item.get("words") if isinstance(item, Mapping) else None
            if page not in PAGES or not isinstance(pairs, Mapping):
                self._refuse("figures", where)
                continue
            texts = {name: word for name, word in pairs.items() if isinstance(word, str)}
            if not all(_is_word(text, LONGEST_WORD) for pair in texts.items() for text in pair):
                self._refuse("figures", where)
                continue
            yield ReportFigure(page=page, words=tuple(sorted(texts.items())))


def _is_word(text: str, longest: int) -> bool:
    """Whether a text may be a code or a word of an address: short, without what none may hold."""
    return len(text) <= longest and not FORBIDDEN.search(text)
