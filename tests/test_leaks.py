"""No figure a release hides is in anything the public gets of it, and the search isn't blind.

The same questions are asked of the release and of the working state it was built of: what the
second answers and the first does not is what must not be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.closed_town import AREA, write_home
from tests.marks import Marks, Outputs, traces
from tests.released_town import marks_of, write_released

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
        for form in ("pdf", "docx", "xlsx", "html")
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
SAMPLE = COMMANDS[:5]


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

    def collect(commands: Iterable[tuple[str, ...]], *more: str) -> Outputs:
        written = {}
        where = [text for option in town.items() for text in map(str, option)]
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
