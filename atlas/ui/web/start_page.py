"""The HTML a browser gets first: Streamlit's own, with more of what the page needs in its head.

Streamlit's head names the code of Streamlit. That of its elements and of our own parts it fetches
when they are to be shown, file by file as each names the next. Named in the head, all of it comes
while Streamlit starts: four round trips less. What only the other pages need is named as well:
`page_frame.js` loads it while somebody reads, so that the first click on a page waits for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse

from atlas.ui.web import published

STREAMLIT: Final = Path(st.__file__).parent / "static"
STREAMLIT_PAGE: Final = STREAMLIT / "index.html"
ELEMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "diagramme": ("ButtonGroup", "ArrowVegaLiteChart", "Multiselect"),
    "uebersicht": ("Button", "PageLink"),
}
"""Streamlit's elements on a page, by its stem, beyond those of all pages."""
ELEMENTS_OF_ALL: Final = ("Html", "Selectbox", "Radio", "BidiComponent")
PARTS: Final[Mapping[str, tuple[str, ...]]] = {"karte": ("live_map", "unit_details")}
"""Our own modules on a page, likewise."""
PARTS_OF_ALL: Final = ("year_box", "indicator_box")
HISTORY: Final = "history.js"
"""What has to be there before Streamlit is."""
FIRST_PAGE: Final = "uebersicht"
"""What the start address leads to."""
FRAME: Final = "page_frame.js"
"""What completes Streamlit's pages when they are there."""
_IMPORT: Final = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")


def respond(request: Request) -> HTMLResponse:
    """Answer with the first HTML of a page, or of the start address."""
    stem = request.url.path.rpartition("/")[2] or FIRST_PAGE
    html = _html(stem, published.publish_code())
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@cache
def _html(stem: str, code: str) -> str:
    html = STREAMLIT_PAGE.read_text("utf-8")
    links = (
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./{address}">'
        for address in (*_elements(stem), *_parts(stem, code))
        if address not in html
    )
    later = (
        f'<link rel="prefetch" crossorigin fetchpriority="low" href="./{address}">'
        for address in _needed_later(stem, code)
    )
    # modules run in their order
    history = f'<script type="module" src="./app/static/{code}{HISTORY}"></script>'
    html = html.replace("<script", f"{history}<script", 1)
    frame = f'<script type="module" src="./app/static/{code}{FRAME}"></script>'
    return html.replace("</head>", f"{''.join(links)}{''.join(later)}{frame}</head>", 1)


def _elements(stem: str) -> list[str]:
    """Addresses of Streamlit's code for the elements of a page; their names carry a digest."""
    files = _element_files((*ELEMENTS_OF_ALL, *ELEMENTS.get(stem, ())))
    return [_address_of_element(path) for path in _with_imports(files)]


def _parts(stem: str, code: str) -> list[str]:
    files = _part_files((*PARTS_OF_ALL, *PARTS.get(stem, ())), code)
    return [_address_of_part(path, code) for path in _with_imports(files)]


def _needed_later(stem: str, code: str) -> Iterator[str]:
    """Addresses of what only other pages show; each of these names what it imports itself."""
    elements, parts = (
        sorted({name for page, names in of_pages.items() if page != stem for name in names})
        for of_pages in (ELEMENTS, PARTS)
    )
    yield from map(_address_of_element, _element_files(elements))
    yield from (_address_of_part(path, code) for path in _part_files(parts, code))


def _element_files(names: Iterable[str]) -> list[Path]:
    folder = STREAMLIT / "static" / "js"
    return [path for name in names for path in folder.glob(f"{name}.*.js")]


def _part_files(names: Iterable[str], code: str) -> list[Path]:
    return [published.FOLDER / code / f"{name}.js" for name in names]


def _address_of_element(path: Path) -> str:
    return f"static/js/{path.name}"


def _address_of_part(path: Path, code: str) -> str:
    return f"app/static/{code}{path.name}"


def _with_imports(files: Iterable[Path]) -> Iterator[Path]:
    """Modules of one folder, and all that they import from it."""
    seen, waiting = set(), list(files)
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            yield path
            imported = _IMPORT.findall(path.read_text("utf-8"))
            waiting += [path.with_name(name) for name in imported]
