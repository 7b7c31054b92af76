"""The HTML a browser gets first: Streamlit's own, with more of what the page needs in its head.

Streamlit's head names the 59 modules Streamlit starts with. Those of its elements and our own parts
it fetches when they are to be shown, module by module as each names the next. Here all of it is
joined into few files (`web.joined`), and the head names those the page needs. Those that only the
other pages need are named as well: `page_frame.js` loads them while somebody reads, so that the
first click on a page waits for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse

from atlas.ui.folders import ROOT
from atlas.ui.web import published
from atlas.ui.web.joined import Joined, join

STREAMLIT: Final = Path(st.__file__).parent / "static"
STREAMLIT_PAGE: Final = STREAMLIT / "index.html"
ELEMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "diagramme": ("ButtonGroup", "ArrowVegaLiteChart", "Multiselect"),
    "uebersicht": ("Button", "PageLink"),
}
"""Streamlit's elements on a page, by its stem, beyond those of all pages."""
ELEMENTS_OF_ALL: Final = ("Html", "Selectbox", "Radio", "BidiComponent")
EXAMINED: Final[Mapping[str, frozenset[str]]] = {
    "1.67.0": frozenset(
        {
            "StreamlitMarkdown",
            "space-separated-tokens",
            "embed",
            "linear",
            "defaultLocale",
            "time",
        }
    )
}
"""By version of Streamlit, the modules that change what they export after they ran, and those
that import it (`tools/examine-streamlit.mjs`). Any other version is served as it is, and slower."""
FIRST_PAGE: Final = "uebersicht"
"""What the start address leads to."""
LATER: Final = "atlas-later"
"""How the head is related to what only other pages need: browsers don't know it and wait."""
MODULES: Final = "static/js-"
_JS: Final = STREAMLIT / "static" / "js"
_START: Final = re.compile(r'<script type="module" [^>]*"\./static/js/([\w.-]+)"')
_PRELOADED: Final = re.compile(r'\s*<link rel="modulepreload" [^>]*"\./static/js/([\w.-]+)">')


def respond(request: Request) -> HTMLResponse:
    """Answer with the first HTML of a page, or of the start address."""
    stem = request.url.path.rpartition("/")[2] or FIRST_PAGE
    html = _html(stem, published.publish_code())
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@cache
def _html(stem: str, code: str) -> str:
    needed = list(_files(stem, code))
    others = dict.fromkeys(file for other in _stems() for file in _files(other, code))
    links = [f'<link rel="modulepreload" crossorigin href="./{file}">' for file in needed]
    links += [f'<link rel="{LATER}" href="./{file}">' for file in others if file not in needed]
    history, frame = (
        f'<script type="module" crossorigin src="./{address}"></script>'
        for address in _addresses(code, (published.HISTORY, published.FRAME))
    )
    # modules run in their order
    html = _streamlits_html().replace("<script", f"{history}<script", 1)
    return html.replace("</head>", f"{''.join(links)}{frame}</head>", 1)


def _streamlits_html() -> str:
    """Streamlit's HTML; of its modules only the file to start with is left, if they are joined."""
    html = STREAMLIT_PAGE.read_text("utf-8")
    joined = streamlit_modules()
    if joined is None:
        return html
    file = joined.file_of[_START.findall(html)[0]]
    address = f'<script type="module" crossorigin src="./{modules_folder()}{file}"'
    return _PRELOADED.sub("", _START.sub(address, html))


def _stems() -> list[str]:
    return sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def _files(stem: str, code: str) -> Iterator[str]:
    """Addresses of the files that a page needs."""
    joined = streamlit_modules()
    if joined is not None:
        elements = _element_modules((*ELEMENTS_OF_ALL, *ELEMENTS.get(stem, ())))
        for file in joined.files_for((*_modules_at_start(), *elements)):
            yield f"{modules_folder()}{file}"
    parts = (*published.PARTS_OF_ALL, *published.PARTS.get(stem, ()))
    ours = published.code().files_for((published.HISTORY, published.FRAME, *parts))
    yield from (f"app/static/{code}{file}" for file in ours)


def _addresses(code: str, modules: Iterable[str]) -> list[str]:
    return [f"app/static/{code}{published.code().file_of[module]}" for module in modules]


def _modules_at_start() -> list[str]:
    html = STREAMLIT_PAGE.read_text("utf-8")
    return [*_PRELOADED.findall(html), *_START.findall(html)]


def _element_modules(names: Iterable[str]) -> list[str]:
    """Modules of Streamlit's elements; their names carry a digest."""
    return [path.name for name in names for path in _JS.glob(f"{name}.*.js")]


@cache
def streamlit_modules() -> Joined | None:
    """Streamlit's code, joined; None if nobody examined this version."""
    changing = EXAMINED.get(st.__version__)
    if changing is None:
        return None
    start = _modules_at_start()
    groups = {
        "start": start,
        "elements": _element_modules(ELEMENTS_OF_ALL),
        **{stem: _element_modules(names) for stem, names in ELEMENTS.items()},
    }

    def is_alone(module: str) -> bool:
        return module.partition(".")[0] in changing

    return join(lambda name: (_JS / name).read_text("utf-8"), groups, is_alone, start[-1])


@cache
def modules_folder() -> str:
    """Where Streamlit's modules are, joined: beside their own folder, so that `..` leads as there.

    The name says what is in it: what a browser kept of another version isn't mixed with it.
    """
    joined = streamlit_modules()
    texts = "".join(joined.files.values()) if joined else ""
    return f"{MODULES}{sha256(texts.encode()).hexdigest()[:16]}/"


def module(name: str) -> bytes:
    """A joined file, or a module that takes from them what it imports.

    Parameters
    ----------
    name
        As it follows `MODULES`.

    Raises
    ------
    OSError
        If there is none of this name.
    """
    folder, _, file = f"{MODULES}{name}".rpartition("/")
    joined = streamlit_modules()
    if joined is None or f"{folder}/" != modules_folder():
        raise FileNotFoundError(name)
    text = joined.files.get(file) or joined.adapted((_JS / file).read_text("utf-8"))
    return text.encode()
