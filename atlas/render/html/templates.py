"""Templates and style sheets of the pages that need nothing but themselves."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, StrictUndefined, Template

LATIN: Final = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2013, 0x2026]))
"""Letters of the pages themselves: Latin, dash and ellipsis."""


@cache
def template(name: str) -> Template:
    """Read a template of this folder."""
    # strict: a name that the template knows by an old spelling would leave out its text silently
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(text_of(name))


def text_of(name: str) -> str:
    """Read a file of this folder."""
    return files("atlas.render.html").joinpath(name).read_text("utf-8")
