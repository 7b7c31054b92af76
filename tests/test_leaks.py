"""No figure a release hides is in anything the public gets of it, and the search isn't blind.

The same questions are asked of the release and of the working state it was built of: what the
second answers and the first does not is what must not be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.notes import Note, Storyboard
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from atlas.render.document.files import document_file
from atlas.render.slides.drawings import slide_drawing
from atlas.render.slides.html import slides_html
from atlas.render.slides.pptx import slides_pptx
from atlas.views.figure.address import page_of, words_of
from atlas.views.session.handout import handout
from atlas.views.session.slides import figure_slide, slide_deck
from tests.closed_town import AREA, write_home
from tests.marks import Marks, Outputs, traces
from tests.released_town import (
    CORRECTED,
    HIDDEN_CORRECTION,
    RELEASE,
    SHOWN_CORRECTION,
    marks_of,
    write_corrected,
    write_released,
)

ON_DISTRICTS = ("--area", AREA, "--level", "bezirk")
POOR = (*ON_DISTRICTS, "--indicator", "arme")
SHARE = (*ON_DISTRICTS, "--indicator", "armenanteil")
ALL = (*ON_DISTRICTS, "--indicator", "all")
CHANGE = ("--as", "change", "--base", "2019")
OLD_BORDERS = ("--stand", "2013-01-01")
IN_2018 = ("--year", "2018")
COMMANDS: tuple[tuple[str, ...], ...] = (
    # those at the beginning are the sample of the ordinary suite
    ("values", *ALL, *OLD_BORDERS, "--format", "json"),
    ("values", *SHARE, *IN_2018, *OLD_BORDERS, "--format", "xlsx", "--out", "share.xlsx"),
    ("map", *POOR, *IN_2018, *OLD_BORDERS, "--out", "poor.html"),
    ("chart", *POOR, *IN_2018, *OLD_BORDERS, "--out", "poor.svg"),
    ("audit", "--area", AREA, "--format", "json"),
    # and these the rest of the full search
    ("values", *ALL),
    ("values", *ALL, "--as", "deviation"),
    ("values", *ALL, *OLD_BORDERS, "--format", "csv"),
    ("values", *ALL, *OLD_BORDERS, "--format", "tidy-csv"),
    ("values", *ALL, *OLD_BORDERS, "--format", "tidy-csv", "--out", "all.zip"),
    ("values", *ALL, *OLD_BORDERS, "--format", "tidy-xlsx", "--out", "all.xlsx"),
    ("values", *POOR, *CHANGE, *OLD_BORDERS),
    ("values", *SHARE, *CHANGE, *OLD_BORDERS, "--format", "csv"),
    ("values", "--area", AREA, "--level", "eigene", "--indicator", "all"),
    *(
        ("map", *SHARE, *IN_2018, *OLD_BORDERS, "--out", f"share.{form}")
        for form in ("png", "svg", "pdf", "html", "geojson", "gpkg", "zip")
    ),
    ("map", *POOR, *IN_2018, *OLD_BORDERS, "--out", "poor map.svg"),
    ("map", *POOR, *IN_2018, *OLD_BORDERS, "--out", "poor.pdf"),
    ("map", *POOR, "--year", "2018", *CHANGE, *OLD_BORDERS, "--out", "change.geojson"),
    ("map", *SHARE, *IN_2018, *OLD_BORDERS, "--years", "all", "--out", "years.svg"),
    ("map", *SHARE, *IN_2018, *OLD_BORDERS, "--compare-year", "2019", "--out", "two.svg"),
    ("map", *SHARE, *IN_2018, *OLD_BORDERS, "--other", "kinderanteil", "--out", "pair.geojson"),
    *(
        ("chart", *POOR, *IN_2018, *OLD_BORDERS, "--kind", kind, "--out", f"{kind}.{form}")
        for kind in ("bars", "series", "distribution")
        for form in ("svg", "png", "pdf")
    ),
    ("chart", *SHARE, *IN_2018, "--kind", "scatter", "--other", "arme", "--out", "scatter.svg"),
    *(
        ("profile", *ON_DISTRICTS, *IN_2018, *OLD_BORDERS, "--unit", "01", "--out", f"01.{form}")
        for form in ("pdf", "docx", "pptx", "xlsx", "html")
    ),
    *(
        ("report", *ON_DISTRICTS, *IN_2018, "--template", "lebenslage", "--out", f"bericht.{form}")
        for form in ("pdf", "docx", "xlsx", "html")
    ),
    *(
        ("figure", *POOR, *IN_2018, *OLD_BORDERS, "--kind", kind, "--out", f"{kind}.zip")
        for kind in ("bars", "table")
    ),
    (
        *("profile", *ON_DISTRICTS, *IN_2018, *OLD_BORDERS, "--unit", "all"),
        *("--beside", "similar", "--format", "pptx", "--out", "profiles.zip"),
    ),
    ("audit", "--area", AREA),
    ("audit", "--area", AREA, "--year", "2018"),
    ("audit", "--area", AREA, "--witness", "2018 bezirk 01 arme"),
)
OTHERS = (
    ("values", "--area", AREA, "--level", "stadt", "--indicator", "all"),
    ("values", *ALL, "--units", "04", "--format", "xlsx", "--out", "profile.xlsx"),
    ("areas",),
    ("areas", "--format", "json"),
    ("columns", "--area", AREA, "--format", "json"),
    # what is refused
    ("values", *POOR, "--year", "1999"),
    ("values", *POOR, *IN_2018, "--units", "x", "--format", "csv"),
    ("map", *POOR, *IN_2018, "--classes", "eigene.1_2", "--out", "refused.svg"),
    ("audit", "--area", AREA, "--witness", "2018 bezirk 08 arme"),
)
"""Commands whose answers hold nothing that is hidden, whatever is asked."""
SCOPE = Scope(
    area=AREA, level="bezirk", indicator="armenanteil", year=2018, vintage=date(2013, 1, 1)
)
SAMPLE = COMMANDS[:5]
DIFF = ("release", "diff", "--area", AREA, RELEASE, CORRECTED)
OF_RELEASES: tuple[tuple[str, ...], ...] = (
    DIFF,
    (*DIFF, "--format", "json"),
    (*DIFF, "--format", "csv"),
    (*DIFF, "--format", "csv", "--out", "diff.csv"),
    (*DIFF, "--audience", "internal"),
    # the other way round, and what there isn't
    ("release", "diff", "--area", AREA, CORRECTED, RELEASE),
    ("release", "diff", "--area", AREA, "../2021/1", CORRECTED),
    ("release", "list", "--area", AREA, "--format", "json"),
    ("release", "check", "--area", AREA),
    ("release", "price", "--area", AREA, "--format", "json"),
    ("values", *ALL, *OLD_BORDERS, "--release", RELEASE, "--format", "tidy-csv"),
    ("values", *ALL, *OLD_BORDERS, "--release", CORRECTED, "--format", "tidy-csv"),
    ("audit", "--area", AREA, "--format", "json"),
)
"""Commands about two releases, of which the second one corrects a published and a hidden figure."""
DIFFS = 6
"""So many of the first ones say what was corrected."""


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Mapping[str, Path]:
    """Data folder with the release, and a home with custom areas."""
    folder = tmp_path_factory.mktemp("released")
    return {"--data": write_released(folder / "data"), "--home": write_home(folder / "home")}


@pytest.fixture(scope="module")
def marks(town) -> tuple[Marks, Marks]:
    """What must not be found, and what must."""
    return marks_of(*town.values())


@pytest.fixture
def outputs(cli, town, tmp_path) -> Callable[..., Outputs]:
    """All that commands write for an audience: to the console, and into files."""

    def collect(commands: Iterable[tuple[str, ...]], *more: str, folders=town) -> Outputs:
        written = {}
        where = [text for option in folders.items() for text in map(str, option)]
        for *options, last in commands:
            out = tmp_path / last
            run = cli(*options, out if "--out" in options else last, *where, *more)
            name = " ".join((*options, last))
            written[f"{name} (console)"] = run.out + run.err.encode()
            if out.is_file():
                written[f"{name} (file) {last}"] = out.read_bytes()
                out.unlink()
        return written

    return collect


@pytest.mark.slow
def test_no_command_gives_away_what_a_release_hides(outputs, marks):
    hidden, shown = marks
    written = outputs(SAMPLE)
    assert traces(written, hidden) == {}
    # all but the audit, which names what is hidden only
    assert len(traces(written, shown)) == len(SAMPLE) - 1


def test_the_same_commands_give_it_away_if_the_working_state_is_asked_for(outputs, marks):
    assert len(traces(outputs(SAMPLE, "--release", "working"), marks[0])) == len(SAMPLE)


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "internal"])
def test_none_of_all_commands_gives_it_away(outputs, marks, audience):
    written = outputs((*COMMANDS, *OTHERS), "--audience", audience)
    assert traces(written, marks[0]) == {}


@pytest.mark.slow
def test_each_of_these_commands_would_be_caught(outputs, marks):
    caught = traces(outputs(COMMANDS, "--release", "working"), marks[0])
    commands = {name.partition(" (")[0] for name in caught}
    assert [command for command in map(" ".join, COMMANDS) if command not in commands] == []


@pytest.fixture(scope="module")
def corrected(tmp_path_factory) -> tuple[Path, Marks]:
    """Folder with data of two releases and the home they were built with, and what they hide."""
    folder = tmp_path_factory.mktemp("corrected")
    return folder, write_corrected(folder / "data", folder / "home")[0]


@pytest.mark.slow
def test_two_releases_give_away_nothing_that_one_of_them_hides(outputs, corrected):
    folder, hidden = corrected
    written = outputs(OF_RELEASES, folders={"--data": folder / "data"})
    assert traces(written, hidden) == {}
    # the search isn't blind: the published correction is said, with its old and its new value
    said = traces(written, Marks(frozenset(map(float, SHOWN_CORRECTION[1:])), ()))
    with_both = [name for name, of in said.items() if of == {*SHOWN_CORRECTION[1:]}]
    assert len([name for name in with_both if name.startswith("release diff")]) == DIFFS


def test_what_is_kept_at_home_of_releases_holds_what_they_hide(corrected):
    folder, hidden = corrected
    kept = sorted((folder / "home" / "hidden").rglob("*.parquet"))
    values = {number for path in kept for number in pd.read_parquet(path)["value"]}
    assert {*map(float, HIDDEN_CORRECTION[1:])} <= values
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}
    assert hidden.numbers & values


# Presentations

CHOICES: tuple[FigureChoice, ...] = (
    FigureChoice(kind=FigureKind.MAP, scope=SCOPE),
    FigureChoice(kind=FigureKind.MAP, scope=SCOPE, every_year=True),
    FigureChoice(
        kind=FigureKind.MAP, scope=replace(SCOPE, year=2019, base_year=2018, view=View.CHANGE)
    ),
    FigureChoice(kind=FigureKind.BARS, scope=replace(SCOPE, indicator="arme"), by_value=True),
    FigureChoice(kind=FigureKind.SERIES, scope=replace(SCOPE, indicator="arme")),
    FigureChoice(kind=FigureKind.DISTRIBUTION, scope=SCOPE),
    FigureChoice(kind=FigureKind.SCATTER, scope=SCOPE, other="kinderanteil"),
    FigureChoice(kind=FigureKind.TABLE, scope=replace(SCOPE, view=View.DEVIATION)),
)


def presentations(atlas: Atlas, release: str) -> Outputs:
    """Each figure as a presentation in all formats, noted in a release that somebody asks for."""
    outputs = {}
    for number, choice in enumerate(CHOICES):
        words = tuple(sorted((words_of(choice) | {"ausgabe": release}).items()))
        note = Note(page=page_of(choice), words=words, release=release)
        slide = figure_slide(atlas, note)
        assert slide.figure is not None
        deck = slide_deck(atlas, Storyboard(notes=(note,)), [slide], date(2026, 1, 1))
        drawings = ("", slide_drawing(atlas, slide.figure.choice), *("" for _ in deck.slides[2:]))
        outputs[f"{number}.html"] = slides_html(deck, drawings).encode()
        outputs[f"{number}.pptx"] = slides_pptx(deck, drawings)
        outputs[f"{number}.pdf"] = document_file(atlas, handout(atlas, deck), "pdf")
    return outputs


@pytest.mark.slow
@pytest.mark.parametrize(
    ("audience", "asked"), [(Audience.PUBLIC, "working"), (Audience.INTERNAL, RELEASE)]
)
def test_no_presentation_gives_it_away(town, marks, audience, asked):
    atlas = Atlas.open(town["--data"], audience, town["--home"], release=RELEASE)
    assert traces(presentations(atlas, asked), marks[0]) == {}


@pytest.mark.slow
def test_each_presentation_would_be_caught(town, marks):
    atlas = Atlas.open(town["--data"], Audience.STATISTICS, town["--home"])
    outputs = presentations(atlas, "")
    assert outputs.keys() - traces(outputs, marks[0]).keys() == set()
