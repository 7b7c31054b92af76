"""The figures of a report's chapters: what their words choose, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import AtlasError
from atlas.model.documents import Figure
from atlas.model.figures import FigureChoice
from atlas.model.reports import Report, ReportFigure
from atlas.model.scope import Scope, View
from atlas.model.specs import TableSpec
from atlas.views import choices, headlines
from atlas.views.address import VIEWS, decode
from atlas.views.choices import NothingToChooseError
from atlas.views.figure.address import (
    COMPARED,
    OTHER,
    PARTNER,
    ComparisonKind,
    choice_of,
    words_of,
)
from atlas.views.figure.figures import FigureText, figure_table, figure_text
from atlas.views.report import texts as words
from atlas.views.report.key_figures import base_year
from atlas.views.table.unit_tables import with_everyday_names, without_file_columns

NAME_WIDTH, NUMBER_WIDTH, KEY_WIDTH = 2.8, 1.5, 1.1
"""Of columns of a table, relative to each other."""
KEYS: Final = "unit"
"""Key of the column of keys of units."""
LARGEST_TABLE = 400
"""Rows of a table that a document takes; a longer one nobody reads on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A figure of a chapter with its words; `remark` says why there is none, or another one."""

    figure: tuple[FigureChoice, FigureText] | None
    remark: str = ""


def chosen(atlas: Atlas, report: Report, figure: ReportFigure, chapter: str) -> Chosen:
    """Resolve a figure for the report's area, level and year; nothing is replaced in silence.

    Parameters
    ----------
    chapter
        Title of the chapter, which a remark names.
    """
    asked = dict(figure.words)
    code, level = asked.get("indikator", ""), asked.get("ebene") or report.level
    scope = scope_of(atlas, report, asked)
    if scope is None:
        reason = _why_not(atlas, report, asked)
        return Chosen(figure=None, remark=words.NO_FIGURE.format(chapter=chapter, reason=reason))
    place = {"gebiet": report.area, "ebene": scope.level, "jahr": str(scope.year)}
    if "basis" not in asked and scope.base_year is not None:
        place["basis"] = str(scope.base_year)
    choice = choice_of(atlas, figure.page, asked | place)
    try:
        text = _text_of(atlas, choice, asked)
    except AtlasError as error:
        return Chosen(figure=None, remark=words.NO_FIGURE.format(chapter=chapter, reason=error))
    if scope.level == level:
        return Chosen(figure=(choice, text))
    remark = words.OTHER_LEVEL.format(
        chapter=chapter,
        title=atlas.indicator(report.area, code).title,
        level=_plural(atlas, report.area, level),
        shown=_plural(atlas, report.area, scope.level),
    )
    return Chosen(figure=(choice, text), remark=remark)


def scope_of(atlas: Atlas, report: Report, asked: Mapping[str, str]) -> Scope | None:
    """The scope of a figure with these words, its base year the usual one; None without figures."""
    code, latest = asked.get("indikator", ""), _latest_year(report, asked)
    level = _shown_level(atlas, report, asked)
    years = choices.years(atlas, report.area, level, code) if level else ()
    year = max((year for year in years if year <= latest), default=None)
    if year is None:
        return None
    scope = Scope(
        area=report.area,
        level=level,
        indicator=code,
        year=year,
        view=VIEWS.get(asked.get("auswertung", ""), View.VALUE),
    )
    return replace(scope, base_year=base_year(atlas, scope, year, report.base_year or None))


def _shown_level(atlas: Atlas, report: Report, asked: Mapping[str, str]) -> str:
    """The level asked for, or another one with figures; "" where there is none."""
    levels = _levels_with(atlas, report.area, asked.get("indikator", ""))
    level = asked.get("ebene") or report.level
    return level if level in levels else _other_level(atlas, report.area, levels)


def _latest_year(report: Report, asked: Mapping[str, str]) -> int:
    return decode(asked).scope.year or report.year


def _plural(atlas: Atlas, area: str, level_id: str) -> str:
    level = atlas.area(area).level(level_id)
    return level.plural if level else level_id


def _levels_with(atlas: Atlas, area: str, code: str) -> tuple[str, ...]:
    catalogue = atlas.catalogue(area)
    exists = code in catalogue.indicators or code in catalogue.quantities
    return atlas.levels_of(area, code) if exists else ()


def _other_level(atlas: Atlas, area: str, levels: Sequence[str]) -> str:
    """The level a figure is shown on instead, "" where there is none."""
    return choices.default_level(atlas, area, levels) if levels else ""


def _why_not(atlas: Atlas, report: Report, asked: Mapping[str, str]) -> str:
    """Say why there are no figures."""
    code, level = asked.get("indikator", ""), asked.get("ebene", "")
    if _levels_with(atlas, report.area, code):
        title = atlas.indicator(report.area, code).title
        return words.NOTHING_SAID.format(year=_latest_year(report, asked), title=title)
    named = level if atlas.area(report.area).level(level) else report.level
    why = atlas.why_missing(report.area, named, code)
    return why or words.UNKNOWN_INDICATOR.format(code=code)


def _text_of(atlas: Atlas, choice: FigureChoice, asked: Mapping[str, str]) -> FigureText:
    """What stands around a figure, if it can be drawn.

    Raises
    ------
    AtlasError
        If it can't, or its view or second indicator isn't there, in whose place its page shows
        another.
    """
    code = asked.get(PARTNER) or asked.get(OTHER) or ""
    beside = choice.beside.indicator if choice.beside else ""
    if code not in {"", choice.other, beside}:
        raise NothingToChooseError(words.NO_PARTNER.format(code=code))
    if VIEWS.get(asked.get("auswertung", ""), View.VALUE) is not choice.scope.view:
        raise NothingToChooseError(words.NO_VIEW)
    compared = asked.get(COMPARED, ComparisonKind.NONE)
    if choice.kind.is_map and words_of(choice).get(COMPARED, ComparisonKind.NONE) != compared:
        raise NothingToChooseError(words.NO_COMPARISON)
    scopes = (choice.scope, choice.beside) if choice.kind.is_map else ()
    for scope in filter(None, scopes):
        atlas.boundaries(scope.area, scope.level, scope.vintage)
    return figure_text(atlas, choice)


def neutral_title(atlas: Atlas, choice: FigureChoice, text: FigureText) -> str:
    """Name a figure by what, where and when, for a list; its statement says the rest."""
    if not choice.kind.is_map:
        return text.kicker.replace(" · ", ", ")
    scope = choice.scope
    second = choice.other or (choice.beside.indicator if choice.beside else "")
    codes = dict.fromkeys(code for code in (scope.indicator, second) if code)
    titles = " / ".join(atlas.indicator(scope.area, code).title for code in codes)
    if scope.view is not View.VALUE:
        label = headlines.view_label(scope, atlas.area(scope.area))
        titles = words.VIEWED.format(title=titles, view=label)
    return ", ".join((titles, *text.kicker.split(" · ")))


def drawn_figure(choice: FigureChoice, text: FigureText, heading: str, anchor: str) -> Figure:
    """A map or chart with what stands around it."""
    return Figure(
        title=heading,
        statement=text.headline,
        caption=text.caption,
        alt=" ".join(text.alt) or text.headline,
        drawing=choice,
        anchor=anchor,
    )


def unit_table_of(atlas: Atlas, choice: FigureChoice) -> TableSpec:
    """The table of a figure as paper needs it: no columns for programs, names that people use."""
    scope = choice.scope
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    return without_file_columns(with_everyday_names(figure_table(atlas, choice), level))


def usual_widths(spec: TableSpec) -> tuple[float, ...]:
    """Widths of the columns of a table of units: room for the names, the same for all figures."""
    has_keys = len(spec.columns) > 1 and spec.columns[0].key == KEYS
    widths = [KEY_WIDTH, NAME_WIDTH] if has_keys else [NAME_WIDTH]
    return (*widths, *(NUMBER_WIDTH for _ in spec.columns[len(widths) :]))
