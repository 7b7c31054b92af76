"""What wasn't released leaves no trace in anything public, and nothing released disappears.

One made town, written three times: with hidden deliveries under unmistakable marks, with other
hidden deliveries in their place, and with all of them released. The first is searched for the
marks; between the first and the second there must be no difference at all, down to the last byte;
the third shows that what is looked for would be found.
"""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache as cached
from itertools import product
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, ModuleType
from urllib.parse import urlencode

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from starlette.requests import Request
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.memo import memoized
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import ChartKind, Scope, View
from atlas.render.downloads import GEODATA_FORMATS, TABLE_FORMATS
from atlas.render.map_files import MAP_FORMATS, MapFile, map_file
from atlas.render.paper.formats import Paper
from atlas.ui import cache, composed, preview
from atlas.ui.composed import TableChoice
from atlas.ui.web import published
from atlas.views import method
from atlas.views.map.unit_cards import selection_cards, unit_card
from atlas.views.overview.freshness import newest_date
from atlas.views.profile.figures import ProfileChoice
from atlas.views.selected import ChartChoice
from atlas.views.writings import NOTHING_WRITTEN
from tests.closed_town import (
    AREA,
    CLAIM,
    DAYS,
    HIDDEN,
    MARKED,
    OTHER,
    RELEASED,
    TEXTS,
    write_home,
    write_town,
)
from tests.marks import (
    OLD,
    Figures,
    Key,
    Marks,
    Outputs,
    figures,
    numbers_of,
    scopes,
    traces,
    unpacked,
)

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, eq=False)
class Town:
    """A data folder with a home, opened once for each audience."""

    folder: Path
    home: Path

    @memoized()
    def atlas(self, audience: Audience) -> Atlas:
        return Atlas.open(self.folder, audience, self.home)

    @property
    def public(self) -> Atlas:
        return self.atlas(Audience.PUBLIC)


@pytest.fixture(scope="module")
def towns(tmp_path_factory) -> dict[str, Town]:
    """The town with marks in its hidden deliveries, with others, and with all of it released."""
    folder = tmp_path_factory.mktemp("closed")
    kinds = {"marked": MARKED, "other": OTHER, "released": RELEASED}
    return {
        name: Town(write_town(folder / name, hidden), write_home(folder / f"{name}-home"))
        for name, hidden in kinds.items()
    }


@pytest.fixture(scope="module")
def asked(towns) -> Callable[[str, Audience], Figures]:
    """Every figure of a town, asked once."""
    return cached(lambda name, audience: figures(towns[name].atlas(audience)))


@pytest.fixture(scope="module")
def marks(asked) -> Marks:
    """Numbers the statistics office sees and the public doesn't, and the texts."""
    everything, public = (asked("marked", who) for who in (Audience.STATISTICS, Audience.PUBLIC))
    hidden = numbers_of(everything) - numbers_of(public) - {0.0}
    return Marks(frozenset(hidden), (*TEXTS, *DAYS))


# What is derived


def test_what_is_hidden_is_a_point_and_all_else_is_as_if_all_were_released(towns, asked):
    public, released = asked("marked", Audience.PUBLIC), asked("released", Audience.PUBLIC)
    hidden = {key for key in released if _depends_on_hidden(towns["marked"].public, key)}
    # of deliveries that weren't released nobody is told whether a total was among them
    assert all(delivered for *_, delivered in released.keys() - public.keys())
    assert released.keys() - public.keys() <= hidden
    assert public.keys() <= released.keys()
    assert [key for key in public.keys() - hidden if public[key] != released[key]] == []
    assert {public[key][:2] for key in public.keys() & hidden} == {(None, State.SECRET)}


def _depends_on_hidden(atlas: Atlas, key: Key) -> bool:
    """Whether a figure rests on a delivery that wasn't released."""
    scope, _, year, _ = key
    item = atlas.indicator(scope.area, scope.indicator)
    needed = set(pipeline.quantities_needed(item, atlas.catalogue(scope.area)))
    # on the borders of the delivery a mean needs no weight, but that of the whole town does
    if (scope.indicator, scope.vintage) == ("alter", OLD) and scope.view is not View.DEVIATION:
        needed = {"alter"}
    bases = {year} if scope.base_year is None else {year, scope.base_year}
    years = set().union(
        *(pipeline.years_used(item, atlas.catalogue(scope.area), base) for base in bases)
    )
    return not HIDDEN.isdisjoint(product(needed, years))


def test_if_all_is_released_nothing_is_hidden(towns):
    public, everything = (
        towns["released"].atlas(audience).edition(AREA)
        for audience in (Audience.PUBLIC, Audience.STATISTICS)
    )
    pd.testing.assert_frame_equal(public.cells, everything.cells)
    assert public.deliveries == everything.deliveries
    assert not (public.cells["state"] == State.SECRET).any()
    assert not public.hides_anything


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.INTERNAL])
def test_hidden_deliveries_make_no_difference_to_an_edition(towns, audience):
    editions = [towns[name].atlas(audience).edition(AREA) for name in ("marked", "other")]
    first, second = (list(edition.protected.years_by_key.values()) for edition in editions)
    for one, two in zip(first, second, strict=True):
        pd.testing.assert_frame_equal(one.cells, two.cells)
        assert (one.deliveries, one.levels, one.system) == (two.deliveries, two.levels, two.system)
        assert one.hides_anything
        assert two.hides_anything
    assert editions[0].digest == editions[1].digest
    assert editions[0].files_digest != editions[1].files_digest


# What is in memory and on disk


def reachable(start: object) -> Iterator[object]:
    """Every object that can be reached, but for code."""
    seen, waiting = set(), [start]
    while waiting:
        item = waiting.pop()
        if id(item) in seen or isinstance(
            item, ModuleType | FunctionType | BuiltinFunctionType | type
        ):
            continue
        seen.add(id(item))
        yield item
        waiting += gc.get_referents(item)
        if isinstance(item, np.ndarray) and item.base is not None:
            waiting.append(item.base)
        if isinstance(item, pa.ChunkedArray | pa.Array):
            waiting.append(item.to_pylist())


def numbers_in(item: object) -> set[float]:
    if isinstance(item, float):
        return {item}
    if isinstance(item, np.ndarray) and item.dtype.kind in "fiu":
        return set(item.ravel().astype(float).tolist())
    return set()


def held_by(start: object) -> tuple[set[float], set[str]]:
    """All numbers and texts that can be reached."""
    numbers, texts = set(), set()
    for item in reachable(start):
        numbers |= numbers_in(item)
        if isinstance(item, str | date):
            texts.add(str(item))
    return numbers, texts


def test_no_hidden_number_or_text_can_be_reached_from_an_atlas(towns, asked, marks):
    asked("marked", Audience.PUBLIC)
    atlas = towns["marked"].public
    for scope in scopes(atlas):
        atlas.grid(scope)
    atlas.findings(AREA)
    numbers, texts = held_by(atlas)
    assert not numbers & set(marks.floats.tolist())
    assert not {text for text in texts for mark in marks.texts if mark in text}
    # the same walk from the keepers' door meets them
    desk = Desk.open(towns["marked"].folder)
    numbers, texts = held_by(desk.read(AREA))
    assert len(numbers & set(marks.floats.tolist())) > 30
    assert set(TEXTS) <= texts


def test_editions_on_disk_hold_nothing_hidden(towns, marks):
    towns["marked"].public.edition(AREA)
    files = sorted((towns["marked"].home / "editions" / AREA / "public").iterdir())
    assert len(files) == 4
    for path in files:
        content = path.read_bytes()
        assert not marks.found_in(content)
        assert not marks.in_floats(content)
        _, head, cells = content.split(b"\n", 2)
        assert not marks.found_in(head)
        table = pa.ipc.open_file(cells).read_all()
        assert not marks.found_in(table.to_pandas().to_csv().encode())


# What the public gets


CHANGE = {"auswertung": "veraenderung"}
BOTH = {"vergleich": "zusammenhang", "mit": "kinderanteil"}
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("uebersicht", {"jahr": "2019"}),
    ("karte", {"indikator": "kinderanteil", "jahr": "2019", "dazu": "balken"}),
    ("karte", {"indikator": "kinderanteil", "jahr": "2021", "basis": "2019", **CHANGE}),
    ("karte", {"indikator": "kinder", "jahr": "2019", "stand": "2013-01-01"}),
    ("karte", {"indikator": "armenanteil", "jahr": "2020", **BOTH, "dazu": "punkte"}),
    ("diagramme", {"indikator": "kinderanteil", "jahr": "2019", "reihenfolge": "wert"}),
    ("diagramme", {"indikator": "kinder", "diagramm": "series"}),
    ("tabelle", {"indikator": "kinderanteil", "jahr": "2019", "auswertung": "abweichung"}),
    ("tabelle", {"indikator": "alter", "jahr": "2018", "ebene": "eigene"}),
    ("methodik", {"indikator": "armenanteil"}),
    ("gebiete", {"indikator": "arme", "jahr": "2020"}),
    ("profil", {"jahr": "2019", "auswahl": "05", "rang": "ja"}),
    ("profil", {"jahr": "2020", "ebene": "eigene"}),
)
"""Pages with what is in their address; every kind of hidden figure is asked for."""


def page_bytes(stem: str, address: dict[str, str]) -> bytes:
    """Everything a page sends to the browser."""
    page = AppTest.from_file(ROOT / f"pages/{stem}.py", default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    assert not page.error
    sent = [json.dumps(page.query_params, sort_keys=True).encode()]
    waiting = [page._tree]
    while waiting:
        block = waiting.pop()
        if getattr(block, "proto", None) is not None:
            sent.append(block.proto.SerializeToString(deterministic=True))
        waiting += getattr(block, "children", {}).values()
    return b"\n".join(sent)


def preview_bytes(address: dict[str, str]) -> bytes:
    """What the route beside the pages answers to the address of a map."""
    query = urlencode({"gebiet": AREA, "ebene": "bezirk", **address}).encode()
    answer = preview.respond(Request({"type": "http", "query_string": query, "headers": []}))
    assert answer.status_code == 200
    return bytes(answer.body)


def files_of(atlas: Atlas, left_out: Container[str]) -> Outputs:
    """One download of every format; hidden year, hidden base year, hidden second indicator."""
    hidden = Scope(area=AREA, level="bezirk", indicator="kinderanteil", year=2019, years=(2019,))
    change = replace(hidden, year=2021, base_year=2019, view=View.CHANGE, years=(2021,))
    file = MapFile(scope=hidden, form="", paper=Paper(), day=date(2026, 1, 1))
    two = replace(file, scope=replace(hidden, year=2020, years=()), other="armenanteil")
    maps = {f"map.{form}": replace(file, form=form) for form in MAP_FORMATS}
    maps["two.geojson"] = replace(two, form="geojson")
    outputs = {name: map_file(atlas, of) for name, of in maps.items() if of.form not in left_out}
    for form, kind in zip(("svg", "png", "pdf", "svg"), ChartKind, strict=True):
        if form not in left_out:
            choice = ChartChoice(kind=kind, scope=change, other="miete", by_value=True)
            outputs[f"{kind}.{form}"] = composed.chart_file(atlas, choice, form)
    for form in TABLE_FORMATS:
        outputs[f"table.{form}"] = composed.table_file(atlas, TableChoice(scope=hidden), form)
    for form in ("csv", "xlsx"):
        outputs[f"series.{form}"] = composed.series_file(atlas, hidden, "armenanteil", form)
    for form in GEODATA_FORMATS:
        every = replace(file, scope=replace(hidden, years=()), form=form, every_year=True)
        outputs[f"every.{form}"] = map_file(atlas, every)
    for year, form in (
        *((2019, "html"), (2020, "docx"), (2021, "xlsx"), (2020, "pdf")),
        (2021, "pptx"),
    ):
        scope = Scope(area=AREA, level="bezirk", indicator="", year=year, base_year=2019)
        profile = ProfileChoice(scope=scope, unit="05", ranks=True, beside="similar")
        if form not in left_out:
            day = date(2026, 1, 1)
            written = composed.document_file(atlas, profile, day, NOTHING_WRITTEN, form)
            outputs[f"profile.{form}"] = written
    return outputs


def texts_of(atlas: Atlas) -> Outputs:
    """What is said of a unit, of sources and dates, of all years and quantities."""
    details, dates = [], []
    for code in atlas.available(AREA, "bezirk"):
        scope = Scope(area=AREA, level="bezirk", indicator=code, base_year=2019)
        dates.append(method.dates_table(atlas, scope))
        of_years = (replace(scope, year=year) for year in atlas.years(AREA, code, "bezirk"))
        for of_year in of_years:
            details.append(unit_card(atlas, of_year, "05"))
            details.append(selection_cards(atlas, replace(of_year, selection=("04", "05"))))
    texts = {"details": details, "dates": dates, "newest": newest_date(atlas, AREA)}
    return {name: repr(content).encode() for name, content in texts.items()}


def forget() -> None:
    """Empty the caches of the whole app: what one town computed isn't to be taken for another's."""
    cache._replayed.clear()
    published.publish_code.cache_clear()


@pytest.fixture(scope="module")
def public_outputs(towns, tmp_path_factory) -> Callable[[str], Outputs]:
    """All that the public gets of a town: pages, static files, downloads, texts."""

    def collect(name: str) -> Outputs:
        town, static = towns[name], tmp_path_factory.mktemp("static")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("ATLAS_DATA", str(town.folder))
            patch.setenv("ATLAS_HOME", str(town.home))
            patch.setattr(published, "FOLDER", static)
            patch.setattr(cache, "_keepers", {})
            forget()
            patch.setattr(
                BidiComponentManager, "discover_and_register_components", lambda *_, **__: None
            )
            # to see that marks would be found, some of the pages are enough
            pages = PAGES[::4] if name == "released" else PAGES
            outputs = {f"{stem}?{at}": page_bytes(stem, at) for stem, at in pages}
            maps = (at for stem, at in pages if stem == "karte")
            outputs |= {f"karte.bin?{at}": preview_bytes(at) for at in maps}
            # the slow ones of one town are enough: they draw what the others draw as well
            left_out = () if name == "marked" else ("png", "pdf", "zip")
            outputs |= files_of(town.public, left_out) | texts_of(town.public)
        forget()
        files = (path for path in sorted(static.rglob("*")) if path.is_file())
        return outputs | {str(path.relative_to(static)): path.read_bytes() for path in files}

    return cached(collect)


@pytest.mark.slow
def test_nothing_public_bears_a_mark(public_outputs, marks):
    assert traces(public_outputs("marked"), marks) == {}


TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
NAMES_OF_GRIDS = re.compile(rb"(?<=T_)[0-9a-f]{5}(?=_)|(?<=\x05)[0-9a-f]{5}(?=\x1a)")


def lasting(name: str, content: bytes) -> list[bytes]:
    """A content without the second it was made in and the random names of grids."""
    first, *packed = unpacked(name, content)
    parts = packed if name.endswith("xlsx") else [first, *packed]
    return [NAMES_OF_GRIDS.sub(b"", TIMES.sub(b"", part)) for part in parts]


@pytest.mark.slow
def test_nothing_public_differs_if_what_is_hidden_differs(public_outputs):
    first, second = public_outputs("marked"), public_outputs("other")
    assert {name.rpartition(".")[2] for name in first.keys() - second.keys()} == {
        "png",
        "pdf",
        "zip",
    }
    names = [name for name in second if lasting(name, first[name]) != lasting(name, second[name])]
    assert names == []


@pytest.mark.slow
def test_the_marks_would_be_found(public_outputs, marks):
    found = traces(public_outputs("released"), marks)
    assert set().union(*found.values()) >= {*TEXTS[:3], "13.07.2017", "14.08.2016"}
    # in code and boundaries there are no figures, the newest day is another one, and a map that
    # comes before its page has classes and rounded limits only
    silent = public_outputs("released").keys() - found.keys()
    kinds = {re.split("[-?]", name)[0] for name in silent}
    assert kinds == {"code", "geometry", "newest", "karte.bin"}


# The command line

LEVEL = ("--area", AREA, "--level", "bezirk")
SHARE_OF_2019 = (*LEVEL, "--indicator", "kinderanteil", "--year", "2019")
CHANGE_SINCE = ("--as", "change", "--base", "2019")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("areas", "--format", "json"),
    ("values", *LEVEL, "--as", "deviation", "--indicator", "all"),
    ("values", *LEVEL, "--stand", "2013-01-01", "--format", "csv", "--indicator", "all"),
    ("values", *LEVEL, *CHANGE_SINCE, "--indicator", "kinder"),
    ("values", "--area", AREA, "--level", "stadt", "--indicator", "all"),
    ("values", "--area", AREA, "--level", "eigene", "--format", "csv", "--indicator", "all"),
    ("values", *SHARE_OF_2019, "--format", "xlsx", "--out", "values.xlsx"),
    ("map", *SHARE_OF_2019, "--other", "armenanteil", "--out", "map.html"),
    ("chart", *SHARE_OF_2019, "--kind", "series", "--out", "chart.svg"),
)


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", pytest.param("internal", marks=pytest.mark.slow)])
def test_no_command_gives_a_mark_away(cli, towns, marks, tmp_path, audience):
    where = ("--data", towns["marked"].folder, "--home", towns["marked"].home)
    outputs = {}
    for *options, last in COMMANDS:
        out = tmp_path / last
        run = cli(*options, out if "--out" in options else last, *where, "--audience", audience)
        assert run.code == 0
        outputs[f"{' '.join(options)} on the console"] = run.out + run.err.encode()
        if out.exists():
            outputs[last] = out.read_bytes()
    assert len(outputs) == len(COMMANDS) + 3
    assert traces(outputs, marks) == {}


def test_the_audit_gives_no_mark_away(cli, towns, marks):
    # it ends with 1: what it computes from what was released may be too narrow
    where = ("--data", towns["marked"].folder, "--home", towns["marked"].home)
    run = cli("audit", "--area", AREA, "--audience", "public", "--format", "json", *where)
    assert run.code in {0, 1}
    assert traces({"audit": run.out + run.err.encode()}, marks) == {}


def test_a_finding_tells_what_is_printed_and_not_what_is_hidden(towns):
    messages = [problem.message for problem in towns["marked"].public.findings(AREA)]
    printed = [message for message in messages if CLAIM in message]
    assert len(printed) == 3
    assert sum("aus den eigenen Zahlen" in message for message in printed) == 1
