"""A figure as a bundle: pictures, data, a Word file to copy from, and all words about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, Literal

from atlas.atlas import Atlas
from atlas.model.documents import DocumentSpec
from atlas.model.figures import FigureChoice
from atlas.model.specs import ChartSpec
from atlas.render.archives import packed
from atlas.render.captions import file_lines
from atlas.render.document.files import document_file
from atlas.render.document.pdf import page_pictures
from atlas.render.downloads import chart_file, table_file
from atlas.render.figures import figure_svg
from atlas.render.map_files import MapFile, map_files, sheet_paths
from atlas.render.paper.formats import Paper
from atlas.views.figure import texts as words
from atlas.views.figure.document import figure_document, method_facts
from atlas.views.figure.figures import figure_spec, figure_table, figure_text, halves

PICTURES: Final[tuple[Literal["svg"], Literal["png"], Literal["pdf"]]] = ("svg", "png", "pdf")


def figure_bundle(
    atlas: Atlas, choice: FigureChoice, day: date, command: str = "", paper: Paper | None = None
) -> bytes:
    """Pack a figure: framed pictures, one without frame, data, Word, and a file of its words.

    Parameters
    ----------
    command
        The command that gives the same, told among the words.
    paper
        Of a map; A4 landscape by default.

    Raises
    ------
    UnknownNameError, NoDataError, NoBoundariesError
        If the figure can't be had.
    """
    document = figure_document(atlas, choice, day)
    stem, table = document.file_stem, figure_table(atlas, choice)
    files = dict(_pictures(atlas, choice, document, paper or Paper()))
    if unframed := figure_svg(atlas, choice):
        files[f"{stem}__{words.UNFRAMED}.svg"] = unframed.encode()
    files |= {f"{stem}.{form}": table_file(table, form) for form in ("xlsx", "csv")}
    files[f"{stem}.docx"] = document_file(atlas, document, "docx")
    files[f"{stem}.txt"] = "\n".join(_words(atlas, choice, command)).encode()
    return packed(files.items())


def _pictures(
    atlas: Atlas, choice: FigureChoice, document: DocumentSpec, paper: Paper
) -> Iterator[tuple[str, bytes]]:
    """Draw the figure with headline and source around it: pictures of one page each."""
    stem = document.file_stem
    for form in PICTURES:
        if choice.kind.is_map:
            sheets = map_files(atlas, _map_file(atlas, choice, form, paper, document.day))
        elif choice.kind.chart is not None:
            spec = figure_spec(atlas, choice)
            sheets = (chart_file(spec, form),) if isinstance(spec, ChartSpec) else ()
        elif form == "pdf":
            sheets = (document_file(atlas, document, form),)
        else:
            sheets = page_pictures(document, {}, form)
        names = sheet_paths(Path(f"{stem}.{form}"), len(sheets))
        yield from ((str(name), sheet) for name, sheet in zip(names, sheets, strict=True))


def _map_file(atlas: Atlas, choice: FigureChoice, form: str, paper: Paper, day: date) -> MapFile:
    scope, beside = choice.scope, choice.beside
    if beside is not None:
        scope, beside = halves(atlas, scope, beside)
    return MapFile(
        scope=scope,
        form=form,
        paper=paper,
        day=day,
        other=choice.other,
        beside=beside,
        every_year=choice.every_year,
    )


def _words(atlas: Atlas, choice: FigureChoice, command: str) -> Iterator[str]:
    """Yield the lines of a file to copy texts from."""
    text = figure_text(atlas, choice)
    method = method_facts(atlas, choice)
    said = (
        (words.HEADLINE, (text.headline,)),
        (words.SUBTITLE, (text.subtitle,)),
        (words.CAPTION, (text.caption,)),
        (words.ALT, text.alt),
        (words.SOURCES, tuple(file_lines(text.provenance))),
        (
            words.METHOD,
            tuple(f"{label}: {fact}" for facts in method for label, fact in facts.pairs),
        ),
        (words.COMMAND, (command,) if command else ()),
    )
    for heading, lines in said:
        if any(lines):
            yield from (heading.upper(), *lines, "")
