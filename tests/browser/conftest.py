from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebSocket, expect

from tests.browser import squares

ROOT = Path(__file__).parents[2]
ARTEFACTS = ROOT / "artefacts"
START_SECONDS = 60
PATIENCE = 60_000
"""Milliseconds a test waits for what must come: a loaded machine may take long, and nothing else
is lost by waiting."""
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Server:
    """A running atlas."""

    address: str
    process: subprocess.Popen[bytes]


@contextmanager
def running(data: Path, home: Path, **environment: str) -> Iterator[Server]:
    """Start the app on a free port and stop it by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "atlas.ui.serve"]
    options = {"port": port, "address": "127.0.0.1", "headless": "true"}
    command += [f"--server.{name}={value}" for name, value in options.items()]
    settings = {"ATLAS_DATA": str(data), "ATLAS_HOME": str(home), **environment}
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, process)
            yield Server(address, process)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 4):
        try:
            urlopen(f"{address}/_stcore/health", timeout=2).close()  # noqa: S310  (our own server)
        except OSError:  # refused, or too busy with its start
            assert process.poll() is None, "the server ended before it answered"
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"no answer from {address} within {START_SECONDS} s")


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    with running(ROOT / "data", tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.fixture(scope="session")
def land(tmp_path_factory) -> Iterator[Server]:
    """A server that shows an invented land of squares."""
    data = squares.write(tmp_path_factory.mktemp("data") / "land")
    with running(data, tmp_path_factory.mktemp("home")) as found:
        yield found


AT_REST = """
() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning"
  && !document.querySelector('[data-testid="stSkeleton"]')
"""
"""Streamlit's sign that it works comes late, its state at once; grey bars stand for what comes."""


@dataclass
class Visit:
    """A fresh browser window that may reach the server and nothing else."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page by its address and wait until its headline and figure stand."""
        self.page.goto(f"{self.address}/{path}")
        self.page.locator("h1").first.wait_for()
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the script has run to its end and everything it made is there."""
        self.page.locator("footer.atlas-frame-foot").first.wait_for()
        self.page.wait_for_function(AT_REST)

    def assert_addressed(self, *parts: str) -> None:
        """Wait until the address names all of this."""
        for part in parts:
            expect(self.page).to_have_url(re.compile(re.escape(part)))

    def hear(self, message: ConsoleMessage) -> None:
        """Note what the browser refused to load or run."""
        if "Content Security Policy" in message.text:
            self.failed.append(message.text)

    def picture(self, name: str) -> None:
        """Keep a screenshot beside the test results, outside git."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png")

    def note(self, sent: Request | WebSocket) -> None:
        """Note what was to leave the server; Chromium finds no other (`CHROMIUM_OPTIONS`)."""
        own = (self.address, self.address.replace("http:", "ws:"), "data:", "blob:", "about:")
        if not sent.url.startswith(own):
            self.outside.append(sent.url)


STORED = "cookies,local_storage,indexeddb,service_workers,cache_storage"
"""What a window may leave behind for the next one; what was fetched and compiled stays."""


@pytest.fixture(scope="session")
def shared(chromium, server) -> Iterator[BrowserContext]:
    """What windows share: half of the work of a window is reading Streamlit's code anew."""
    context = chromium.new_context(locale="de-DE")
    context.new_page().goto(f"{server.address}/_stcore/health")  # keeps their process alive
    yield context
    context.close()


def _forget(context: BrowserContext, address: str) -> None:
    """Take away what the windows of a server have stored."""
    session = context.new_cdp_session(context.pages[0])
    session.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": STORED})
    session.detach()


@pytest.fixture
def visit(chromium, shared, server) -> Iterator[Callable[..., Visit]]:
    """Open fresh windows of a size; afterwards nothing may have left the server.

    A cold one is that of somebody who was never here: all of its code is fetched and read first.
    """
    opened: list[Visit] = []

    def fresh(
        width: int = 1366, height: int = 768, address: str = server.address, *, cold: bool = False
    ) -> Visit:
        context = chromium.new_context(locale="de-DE") if cold else shared
        window = Visit(context.new_page(), address)
        window.page.set_default_timeout(PATIENCE)
        window.page.set_viewport_size({"width": width, "height": height})
        context.on("request", window.note)
        window.page.on("websocket", window.note)
        window.page.on("pageerror", lambda error: window.failed.append(str(error)))
        window.page.on("console", window.hear)
        opened.append(window)
        return window

    yield fresh
    for window in opened:
        window.page.close()
        window.page.context.remove_listener("request", window.note)
        if window.page.context is not shared:
            window.page.context.close()
    for address in {window.address for window in opened}:
        _forget(shared, address)
    for window in opened:
        assert not window.outside
        assert not window.failed
