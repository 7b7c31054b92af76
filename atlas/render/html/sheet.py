"""A sheet of several maps as one HTML file: the drawing, and the same in words and tables.

The drawings are those of the SVG files, so that file and print can't differ; a unit says its figure
to whoever points at it. The words of the page are in sheet.html beside this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from atlas.model.specs import MapPair, MapYear, SmallMultiples
from atlas.render.fonts import face_rules
from atlas.render.html.templates import LATIN, template, text_of
from atlas.render.paper.head_and_foot import FootEntry, foot_entries, pair_foot_entries
from atlas.views import texts
from atlas.views.map.several import half_title, pair_sentences
from atlas.views.numbers import title_with_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What is on a page; each row of a table has the name of a unit and its cells."""

    title: str
    drawings: Sequence[bytes]
    sentences: Sequence[str]
    tables: Sequence[dict[str, Any]]
    sources: Sequence[FootEntry]

    def encoded(self) -> bytes:
        """Write the page."""
        drawings = [drawing.decode("utf-8").partition("?>")[2] for drawing in self.drawings]
        written = (str(part) for part in (self.title, self.sentences, self.tables, self.sources))
        styles = (
            face_rules(LATIN + "".join(written)),
            text_of("document.css"),
            text_of("sheet.css"),
        )
        page = template("sheet.html").render(
            title=self.title,
            drawings=[Markup(d) for d in drawings],  # noqa: S704  (SVG files of our own)
            sentences=self.sentences,
            tables=self.tables,
            sources=self.sources,
            styles=Markup("\n".join(styles)),  # noqa: S704
        )
        return page.encode("utf-8")


def multiples_page(multiples: SmallMultiples, drawings: Sequence[bytes]) -> bytes:
    """Put the sheets of all years on a page with a table of all units and years."""
    spec, around = multiples.spec, multiples.spec.of_year(multiples.summary)
    caption = title_with_unit(spec.legend_title, spec.unit)
    table = _table(caption, spec.level, [(year.label, year) for year in spec.years])
    summary = multiples.summary
    return _Page(
        title=summary.headline,
        drawings=drawings,
        sentences=summary.text_alternative,
        tables=[table],
        sources=list(foot_entries(around, (), None)),
    ).encoded()


def pair_page(pair: MapPair, drawings: Sequence[bytes]) -> bytes:
    """Put the sheets of two maps on a page with their figures."""
    left, right, common = pair_foot_entries(pair, ((), ()), None)
    return _Page(
        title=" | ".join(dict.fromkeys(spec.current_map.headline for spec in pair.maps)),
        drawings=drawings,
        sentences=pair_sentences(pair),
        tables=_pair_tables(pair),
        sources=[*left, *right, *common],
    ).encoded()


def _pair_tables(pair: MapPair) -> list[dict[str, Any]]:
    """One table of both maps if they show the same units, else one of each."""
    columns = [(half_title(spec, spec.current_map.label), spec.current_map) for spec in pair.maps]
    if pair.left.level_plural == pair.right.level_plural:
        return [_table(pair.title, pair.left.level, columns)]
    return [
        _table(title, spec.level, [(texts.VALUE, year)])
        for spec, (title, year) in zip(pair.maps, columns, strict=True)
    ]


def _table(caption: str, level: str, columns: Sequence[tuple[str, MapYear]]) -> dict[str, Any]:
    """The figures of all units, one column per map."""
    figures = [{figure.unit: figure.text for figure in year.figures} for _, year in columns]
    names = {figure.unit: figure.shown for _, year in columns for figure in year.figures}
    return {
        "caption": caption,
        "heads": [level, *(title for title, _ in columns)],
        "rows": [
            (name, [column.get(unit, "") for column in figures]) for unit, name in names.items()
        ],
    }
