"""Imprint, data protection and accessibility on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import streamlit as st

from atlas.atlas import Atlas
from atlas.ui import markup
from atlas.ui.frame import Page
from atlas.views import legal, texts
from atlas.views.legal import LegalSection

_SECTIONS: Final[Mapping[str, Callable[[Atlas, str], Iterable[LegalSection]]]] = {
    "impressum": legal.imprint,
    "datenschutz": legal.privacy,
    "barrierefreiheit": legal.accessibility,
}
"""What is on a page, by its stem."""


def draw(page: Page, area_id: str) -> None:
    """Show what the publisher of an area states, as of today."""
    sections = map(_section_html, _SECTIONS[page.stem](page.atlas, area_id))
    title = markup.element("h1", texts.LEGAL_TITLES[page.stem], "headline")
    st.html(f'<div class="atlas-legal">{title}{"".join(sections)}</div>')


def _section_html(section: LegalSection) -> str:
    return (
        markup.element("h2", section.title)
        + (markup.pairs_html(section.facts) if section.facts else "")
        + "".join(markup.element("p", text) for text in section.paragraphs)
        + (markup.sentences_html(section.sentences) if section.sentences else "")
    )
