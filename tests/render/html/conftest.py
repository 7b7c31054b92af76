from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Request


@pytest.fixture(scope="session")
def offline(chromium) -> Iterator[BrowserContext]:
    """Windows without network; the first stays open, as making the browser's own costs most."""
    context = chromium.new_context(offline=True)
    context.new_page()
    yield context
    context.close()


@pytest.fixture
def opened(offline, tmp_path) -> Iterator[Callable[..., Page]]:
    """Open a page from its file; `faults` are its errors, messages and requests that leave it."""
    pages: list[Page] = []

    def open_page(content: bytes, width: int = 1366, height: int = 768) -> Page:
        path = tmp_path / "karte.html"
        path.write_bytes(content)
        page = offline.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("request", lambda request: page.faults.extend(leaving(request)))
        page.goto(path.as_uri())
        page.wait_for_selector("path[data-unit]", state="attached")
        return page

    yield open_page
    for page in pages:
        page.close()


def leaving(request: Request) -> list[str]:
    """The address of a request that isn't answered by the file itself."""
    return [] if request.url.startswith(("file:", "data:")) else [request.url]
