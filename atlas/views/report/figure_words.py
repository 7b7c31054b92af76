"""The figures of a chapter on the page: what they are called, and how a noted one becomes one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from atlas.atlas import Atlas
from atlas.model.figures import FigureKind
from atlas.model.notes import Note
from atlas.model.reports import Report, ReportFigure
from atlas.model.scope import View
from atlas.views import texts
from atlas.views.address import RELEASE_NAME, VERSION_NAME, VIEWS
from atlas.views.figure.address import (
    CHART,
    COMPARED,
    MAP_PAGE,
    OTHER,
    OTHER_LEVEL,
    PARTNER,
    TABLE_PAGE,
    ComparisonKind,
)
from atlas.views.map.texts import BESIDE
from atlas.views.report import page_texts
from atlas.views.report import texts as words
from atlas.views.report.chosen import scope_of

_OF_THE_REPORT: Final = frozenset({"gebiet", RELEASE_NAME, VERSION_NAME})
"""What a report says for all its figures, and the version of the words."""


def figure_of_note(atlas: Atlas, report: Report, note: Note) -> ReportFigure:
    """Make a figure of a report from a noted one.

    Level, year and base year are left out where they are the report's, so that they follow it when
    it is repeated; what differs stays as it was noted.
    """
    asked = {name: word for name, word in note.words if name not in _OF_THE_REPORT}
    place = scope_of(atlas, report, asked)
    usual = {"ebene": report.level, "jahr": str(report.year), "auswertung": "wert"}
    if place is not None:
        usual["basis"] = str(place.base_year or "")
    kept = {name: word for name, word in asked.items() if word != usual.get(name)}
    return ReportFigure(page=note.page, words=tuple(sorted(kept.items())))


def figure_label(
    atlas: Atlas, report: Report, figure: ReportFigure, titles: Mapping[str, str]
) -> str:
    """Name a figure by kind and indicators, and by level and year where they aren't the report's.

    Parameters
    ----------
    titles
        Titles of the indicators with figures by code.
    """
    asked = dict(figure.words)
    named = asked.get(CHART, FigureKind.BARS.value)
    kind = {MAP_PAGE: FigureKind.MAP.value, TABLE_PAGE: FigureKind.TABLE.value}.get(
        figure.page, named
    )
    kinds = {item.value: word for item, word in words.KINDS.items()}
    codes = filter(None, (asked.get("indikator"), asked.get(PARTNER) or asked.get(OTHER)))
    title = page_texts.AND_SECOND.join(titles.get(code, code) for code in codes)
    label = page_texts.FIGURE.format(kind=kinds.get(kind, kind), title=title)
    place = ", ".join(_differences(atlas, report, asked))
    return page_texts.FIGURE_AT.format(figure=label, place=place) if place else label


def _differences(atlas: Atlas, report: Report, asked: Mapping[str, str]) -> Iterator[str]:
    """How a figure differs from a plain one of the report's level and year."""
    for name in ("ebene", OTHER_LEVEL):
        level = atlas.area(report.area).level(asked.get(name, ""))
        if level is not None:
            yield level.plural
    year = asked.get("jahr", "")
    if year:
        yield year
    compared = asked.get(COMPARED, "")
    if compared != ComparisonKind.NONE and compared in BESIDE:
        yield BESIDE[compared]
    view = view_label(atlas, report.area, VIEWS.get(asked.get("auswertung", ""), View.VALUE))
    if view:
        yield view


def view_label(atlas: Atlas, area: str, view: View) -> str:
    """Name the view of a figure, "" for plain values."""
    kind = atlas.area(area).kind
    return {View.CHANGE: texts.CHANGE, View.DEVIATION: texts.DEVIATION.format(kind=kind)}.get(
        view, ""
    )
