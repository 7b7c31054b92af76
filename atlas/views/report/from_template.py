"""Templates of reports: chapters that name topics and kinds of figures instead of figures.

What a chapter of a template may say besides what one of a report says: `core` takes the core
indicators of the area, `topics` those of topics ("*" for the one asked for), `most` limits how
many of them with figures there are. Of indicators "a|b" the first with figures counts. `listed`
false leaves the table of key figures out. `maps`, `series`, `bars` and `tables` say how many of
the first indicators with figures on the level are drawn so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.model.figures import FigureKind
from atlas.model.scope import Scope
from atlas.views import choices
from atlas.views.figure.address import CHART, CHART_PAGE, MAP_PAGE, TABLE_PAGE
from atlas.views.report.codec import Fields, ReadReport, report_of

NAMES: Final = ("sozialbericht", "lebenslage", "kinderarmut", "pflege", "wohnen", "bildung")
"""Of the shipped templates, in the order they are offered."""
ANY_TOPIC: Final = "*"
OR: Final = "|"
_DRAWN: Final[Mapping[str, Mapping[str, Any]]] = {
    "maps": {"page": MAP_PAGE, "words": {}},
    "series": {"page": CHART_PAGE, "words": {CHART: FigureKind.SERIES.value}},
    "bars": {"page": CHART_PAGE, "words": {}},
    "tables": {"page": TABLE_PAGE, "words": {}},
}


@cache
def template(name: str) -> Fields:
    """The fields of a shipped template; an unknown one raises `UnknownNameError`."""
    if name not in NAMES:
        raise UnknownNameError("--template", name, NAMES)
    file = files("atlas.views.report").joinpath("templates", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def needs_topic(fields: Fields) -> bool:
    """Whether a template asks for a topic field."""
    chapters = fields.get("chapters")
    listed = chapters if isinstance(chapters, list) else []
    return any(ANY_TOPIC in _texts(chapter, "topics") for chapter in listed)


def filled(atlas: Atlas, fields: Fields, scope: Scope, topic: str = "") -> ReadReport:
    """Fill a template, or a saved report, for the area, level and year of a scope.

    Parameters
    ----------
    fields
        Of a template or a saved report, whose own area, level and year don't count.
    topic
        Title of the topic field a template may ask for; the first with figures without.
    """
    area, level = scope.area, scope.level
    titles = {field.title: field.codes for field in choices.topic_fields(atlas, area, level)}
    chosen = topic if topic in titles else next(iter(titles), "")
    chapters = fields.get("chapters")
    expanded = [
        _with_topic(_expanded(atlas, scope, chapter, titles.get(chosen, ())), chosen)
        if isinstance(chapter, Mapping) and not _TEMPLATE_KEYS.isdisjoint(chapter)
        else chapter
        for chapter in (chapters if isinstance(chapters, list) else [])
    ]
    named = {"title": f"{fields.get('title')}: {chosen}"} if needs_topic(fields) and chosen else {}
    place = {"area": area, "level": level, "year": scope.year}
    return report_of({**fields, **named, **place, "chapters": expanded})


def _expanded(
    atlas: Atlas, scope: Scope, chapter: Fields, of_topic: Sequence[str]
) -> Mapping[str, Any]:
    """Put indicators and figures in place of what a chapter of a template says of them."""
    catalogue, available = atlas.catalogue(scope.area), atlas.available(scope.area, scope.level)
    topics = {*_texts(chapter, "topics")}
    listed = (*catalogue.indicators, *catalogue.quantities)
    named = (_first(code.split(OR), available) for code in _texts(chapter, "indicators"))
    wanted = [code for code in named if code in listed]
    wanted += atlas.area(scope.area).core if chapter.get("core") is True else ()
    wanted += (
        code
        for code, item in catalogue.indicators.items()
        if code in available and not topics.isdisjoint(item.topics)
    )
    wanted += of_topic if ANY_TOPIC in topics else ()
    codes = list(dict.fromkeys(wanted))
    offered, stated = [code for code in codes if code in available], chapter.get("most")
    most = stated if isinstance(stated, int) else len(offered)
    dropped = {*offered[most:]}
    codes = [code for code in codes if code not in dropped]
    own = chapter.get("figures")
    return {
        **chapter,
        "indicators": codes if chapter.get("listed", True) else [],
        "figures": [*(own if isinstance(own, list) else []), *_figures(chapter, offered[:most])],
    }


def _with_topic(chapter: Mapping[str, Any], topic: str) -> Mapping[str, Any]:
    """Assessments from practice are of the topic the chapter is filled for."""
    of_topic = ANY_TOPIC in _texts(chapter, "topics") and chapter.get("practice") is True
    return {**chapter, "practice_topic": topic} if of_topic else chapter


def _first(codes: Sequence[str], available: Sequence[str]) -> str:
    """Of several indicators for the same the first with figures, else the first."""
    return next((code for code in codes if code in available), codes[0])


def _figures(chapter: Mapping[str, Any], codes: list[str]) -> Iterator[Mapping[str, Any]]:
    """The figures of the first indicators, all of one after each other."""
    numbers = {key: chapter.get(key, 0) for key in _DRAWN}
    counts = {key: number for key, number in numbers.items() if isinstance(number, int)}
    for position, code in enumerate(codes[: max(0, *counts.values())]):
        for key, number in counts.items():
            if position < number:
                figure = _DRAWN[key]
                yield {**figure, "words": {**figure["words"], "indikator": code}}


_TEMPLATE_KEYS: Final = frozenset({"core", "topics", "most", "listed", *_DRAWN})


def _texts(fields: object, key: str) -> list[str]:
    listed = fields.get(key) if isinstance(fields, Mapping) else None
    return [item for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
