"""A document as HTML: a file that needs nothing but itself, and the same on a page of the app."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from atlas.model.documents import DocumentSpec
from atlas.render.document.data import document_data
from atlas.render.document.drawings import Drawings
from atlas.render.fonts import weighted_face_rules
from atlas.render.html.templates import LATIN

_WRITTEN: Final = re.compile(r">([^<>]+)</text>")


def html_bytes(spec: DocumentSpec, drawings: Drawings) -> bytes:
    """Write a document as a page with its letters and drawings."""
    data = document_data(spec, drawings)
    styles = (weighted_face_rules(LATIN + str(data["sections"])), style(), _text_of("page.css"))
    page = _template().render(
        document=data,
        whole=True,
        styles=Markup("\n".join(styles)),  # noqa: S704  (files of our own)
    )
    return page.strip().encode("utf-8")


def html_body(spec: DocumentSpec, drawings: Drawings) -> str:
    """Write a document as an element of a page that has `style`."""
    return _template().render(document=document_data(spec, drawings), whole=False)


@cache
def style() -> str:
    """Return the rules for documents; they apply to nothing else on a page."""
    return _text_of("document.css")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters["base64"] = _encoded
    return environment.from_string(_text_of("document.html"))


def _encoded(svg: str) -> str:
    """Encode a drawing with its letters: a picture can't use those of its page."""
    opening, end, rest = svg.partition(">")
    letters = "".join(_WRITTEN.findall(rest))
    fonts = f"<style>{weighted_face_rules(letters)}</style>" if letters else ""
    return b64encode(f"{opening}{end}{fonts}{rest}".encode()).decode()


def _text_of(name: str) -> str:
    return files("atlas.render.document").joinpath(name).read_text("utf-8")
