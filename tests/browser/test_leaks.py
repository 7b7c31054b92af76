"""What the real server sends to the browser holds no figure a release hides.

All pages about the hidden figures are opened, all they offer is downloaded; every answer, every
message of the websocket and every file is searched. The same walk through the working state shows
that the search finds what is there.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from http.client import HTTPConnection
from itertools import product
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Download, Response, WebSocket

from atlas.views.figure.texts import BUNDLE_FORM
from tests.browser.conftest import PATIENCE, ROOT, Server, Visit, running
from tests.closed_town import AREA, write_home
from tests.marks import Marks, Outputs, unpacked
from tests.released_town import RELEASE, SHOWN_CORRECTION, write_corrected

pytestmark = [pytest.mark.browser, pytest.mark.slow]

POOR = {"indikator": "arme", "jahr": "2018", "stand": "2013-01-01"}
SHARE = POOR | {"indikator": "armenanteil"}
CHANGE = SHARE | {"auswertung": "veraenderung", "basis": "2018", "jahr": "2019"}
CHOSEN = {"auswahl": "01,04"}
WALK: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("karte", SHARE | CHOSEN | {"dazu": "balken"}),
    ("diagramme", POOR),
    ("tabelle", SHARE | {"basis": "2018", "jahr": "2019"}),
    ("profil", SHARE | CHOSEN),
    ("ausgaben", POOR),
    # of these nothing is downloaded
    ("uebersicht", {"jahr": "2018"}),
    ("karte", CHANGE),
    ("karte", POOR | {"vergleich": "zusammenhang", "mit": "kinderanteil", "dazu": "punkte"}),
    ("karte", SHARE | {"vergleich": "alle-jahre"}),
    ("karte", POOR | {"klassen": "eigene.80000_120000"}),
    ("diagramme", SHARE | CHOSEN | {"diagramm": "series"}),
    ("diagramme", SHARE | {"diagramm": "scatter", "mit": "arme"}),
    ("diagramme", SHARE | {"diagramm": "distribution"}),
    ("tabelle", POOR | CHOSEN | {"auswertung": "abweichung"}),
    ("gebiete", POOR | {"ebene": "eigene"}),
    ("methodik", SHARE),
    # an older release, and what an address never grants
    ("karte", POOR | {"ausgabe": RELEASE}),
    ("ausgaben", POOR | {"ausgabe": RELEASE}),
    ("tabelle", POOR | {"ausgabe": "working"}),
    ("tabelle", POOR | {"ausgabe": "../../indicators", "leserkreis": "statistics"}),
    # what there isn't
    ("karte", POOR | {"jahr": "1999", "ausgabe": "1999/1", "gebiet": "anderswo"}),
)
DOWNLOADED = frozenset(range(5))
"""The first ones are downloaded in every form."""
EVERY_FORM = frozenset({0, 2, 3})
"""Map, table and profile: between them they are offered in all forms."""
BASE64 = re.compile(rb"[A-Za-z0-9+/]{64,}={0,2}")
FORMS = {"csv", "docx", "geojson", "gpkg", "html", "pdf", "png", "svg", "xlsx", "zip"}
"""Of the files pages offer."""
FRAMES = "messages"
OK = 200


Town = tuple[Path, Path, Marks, Marks]


@pytest.fixture(scope="module")
def town(tmp_path_factory) -> Town:
    """Data folder with two releases, a home with custom areas and with what the releases hide, what
    must not be found, and what must.
    """
    folder = tmp_path_factory.mktemp("released")
    home = write_home(folder / "home")
    return folder / "data", home, *write_corrected(folder / "data", home)


@pytest.fixture(scope="module")
def marks(town) -> tuple[Marks, Marks]:
    """What must not be found, and what must."""
    return town[2:]


@pytest.fixture
def walk(chromium, town) -> Callable[..., Outputs]:
    """Walk through a server that shows a release; everything it sent, by page and kind."""

    def collect(release: str, downloaded: Collection[int] = DOWNLOADED) -> Outputs:
        sent: Outputs = {}
        with running(*town[:2], ATLAS_RELEASE=release) as server:
            for number, (stem, words) in enumerate(WALK):
                context = chromium.new_context(locale="de-DE")
                window = Visit(context.new_page(), server.address)
                recorded = _visited(window, f"{stem}?{_query(words)}", number in downloaded)
                sent |= {f"{number} {stem} {name}": content for name, content in recorded.items()}
                context.close()
        return sent | {"log": (town[1] / "server.log").read_bytes()}

    return collect


def _query(words: Mapping[str, str]) -> str:
    return urlencode({"gebiet": AREA, "ebene": "bezirk"} | words)


def _visited(window: Visit, path: str, with_files: bool) -> Outputs:
    """Everything a page is sent, with all of it unfolded."""
    responses: list[Response] = []
    frames: list[bytes] = []
    window.page.set_default_timeout(PATIENCE)
    # playwright takes no method of a list
    window.page.on("response", lambda response: responses.append(response))  # noqa: PLW0108
    window.page.on("websocket", lambda socket: _listen(socket, frames))
    page = window.open(path)
    for folded in page.locator("[data-testid=stExpander] summary").all():
        folded.click()
        window.settle()
    made = _downloads(window, with_bundle=path.startswith("karte")) if with_files else ()
    files = {file.suggested_filename: Path(file.path()).read_bytes() for file in made}
    page.wait_for_load_state("networkidle")
    bodies = {
        answer.url: _body(answer, urlsplit(answer.url).path)
        for answer in responses
        # Streamlit's own code is no page's
        if answer.status == OK and not answer.url.startswith(f"{window.address}/static/")
    }
    return {**files, **bodies, FRAMES: b"\n".join(frames)}


def _body(answer: Response, path: str) -> bytes:
    # what is only fetched ahead has no body: it is one of the files that never change
    prefix = "/app/static/"
    return (
        (ROOT / "static" / path.removeprefix(prefix)).read_bytes()
        if path.startswith(prefix)
        else answer.body()
    )


def _listen(socket: WebSocket, frames: list[bytes]) -> None:
    socket.on("framereceived", lambda frame: frames.append(_bytes(frame)))


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _downloads(window: Visit, *, with_bundle: bool) -> Iterator[Download]:
    """Download all that a page offers."""
    offer = window.page.get_by_role("button", name="Herunterladen")
    if not offer.count():
        return
    offer.click()
    buttons = window.page.get_by_test_id("stDownloadButton").get_by_role("button")
    buttons.first.wait_for()
    for button in buttons.all():
        # a bundle takes ten seconds; those of all kinds are searched in tests/test_leaks.py
        if button.inner_text() == BUNDLE_FORM and not with_bundle:
            continue
        with window.page.expect_download() as coming:
            button.click()
        yield coming.value


def found(sent: Outputs, marks: Marks) -> dict[str, set[str]]:
    """Marks by what they were found in: as texts, as floats, in what is packed or in base64."""
    results = {}
    for name, content in sent.items():
        parts = [*unpacked(name, content), *_decoded(content)]
        results[name] = set().union(*(marks.found_in(of) | marks.in_floats(of) for of in parts))
    return {name: of for name, of in results.items() if of}


def _decoded(content: bytes) -> Iterator[bytes]:
    for text in BASE64.findall(content):
        with suppress(ValueError):
            yield b64decode(text)


def test_nothing_the_server_sends_gives_away_what_a_release_hides(walk, marks):
    hidden, shown = marks
    sent = walk("latest")
    assert found(sent, hidden) == {}
    # what is published is there, wherever there are figures of districts
    said = found(sent, shown)
    assert silent(said) <= SILENT
    # page and file of the second release say what it corrected
    corrected = {name.rpartition(".")[2]: of for name, of in said.items() if "ausgaben" in name}
    assert {"csv", "xlsx"} <= corrected.keys()
    assert all(SHOWN_CORRECTION[2] in of for of in corrected.values())


def test_the_same_walk_through_the_working_state_finds_it(walk, marks):
    # that a file is searched, its form shows; every file of every page takes a minute more
    caught = found(walk("working", EVERY_FORM), marks[0])
    assert silent(caught) <= SILENT
    assert {name.rpartition(".")[2] for name in caught} >= FORMS


SILENT = {"uebersicht", "methodik", "ausgaben"}
"""Pages that tell of the whole town, of what figures mean, or that the first release corrects
nothing.
"""


def silent(caught: Mapping[str, set[str]]) -> set[str]:
    """Pages that were opened and in whose messages nothing was found."""
    loud = {int(name.split()[0]) for name in caught if name.endswith(FRAMES)}
    return {stem for number, (stem, _) in enumerate(WALK) if number not in loud}


WAYS = (
    *("", "/", "app/static/", "app/static//", "app/static/../", "app/static/../../"),
    *("app/static/%2e%2e/", "app/static/..%2f", "app/static/%252e%252e/", "app/static/..%5c"),
    *("static/", "static/../../../../", "static/js-/../", "media/", "component/x/../../"),
    *("_stcore/", "_stcore/bidi-components/x/../../", "karte.bin/../"),
)
"""What stands before the name of a file in an address that tries to get it."""


def test_no_address_leads_to_a_file_of_the_data_or_of_home(town):
    data, home = town[:2]
    # as `release build` writes it
    protocol = home / "protocols" / AREA / RELEASE / "public.csv"
    protocol.parent.mkdir(parents=True)
    protocol.write_text("Jahr;Ebene;Einheit;Grund;Regel;Spielraum", encoding="utf-8")
    files = [path for folder in (data, home) for path in sorted(folder.rglob("*"))]
    begins = {path: path.read_bytes()[:40] for path in files if path.is_file()}
    kinds = {"internal", "public", "hidden", "protocols", "indicators"}
    assert kinds <= {part for path in begins for part in path.parts}
    with running(data, home, ATLAS_RELEASE="latest") as server:
        for path, begin in begins.items():
            if not begin or path.name == "server.log":
                continue
            names = (str(path), str(path.relative_to(data.parent)), f"data/{path.name}")
            for way, name in product(WAYS, names):
                assert begin not in _answer(server, f"/{way}{name}"), (way, name)
        # that is how an answer with a file looks
        code = next((ROOT / "static").glob("code-*/texts.json"))
        served = _answer(server, f"/app/static/{code.relative_to(ROOT / 'static')}")
        assert served.startswith(code.read_bytes()[:40])


def _answer(server: Server, path: str) -> bytes:
    # urllib would take `..` out of an address
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=PATIENCE / 1000)
    connection.request("GET", path)
    content = connection.getresponse().read()
    connection.close()
    return content
