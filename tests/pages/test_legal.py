"""Imprint, data protection, accessibility: each a page, and the foot of every page leads there."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

from PIL import Image

from atlas.views import texts

ROOT = Path(__file__).parents[2]


def test_every_page_is_in_the_navigation_or_in_the_foot():
    in_navigation = [*chain.from_iterable(texts.PAGE_GROUPS.values())]
    assert sorted(in_navigation) == sorted(texts.PAGE_TITLES)
    stems = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert stems == texts.PAGE_TITLES.keys() | texts.LEGAL_TITLES.keys()


IDENTITY = """
office = "Amt"
address = ["Markt 1", "00000 Ort"]
accent = "#5b3a8c"
logo = "logo.png"
"""


def test_the_imprint_is_that_of_the_area(opened, html, town):
    folder = town / "districts/ort"
    (folder / "identity.toml").write_text(IDENTITY, encoding="utf-8")
    Image.new("RGB", (30, 10)).save(folder / "logo.png")
    page = opened("pages/impressum.py", town)
    assert not page.exception
    sent = html(page)
    assert "Markt 1, 00000 Ort" in sent
    assert "--atlas-accent: #5b3a8c" in sent
    assert 'class="atlas-logo" src="data:image/png;base64,' in sent
    for stem in texts.LEGAL_TITLES:
        assert f'href="{stem}?gebiet=ort"' in sent


def test_an_area_without_an_imprint_says_so(opened, html):
    for stem in ("datenschutz", "barrierefreiheit"):
        sent = html(opened(f"pages/{stem}.py"))
        assert "Der Herausgeber hat dazu noch keine Angaben hinterlegt." in sent
        assert "--atlas-accent: " not in sent.partition("</style>")[2]


def test_streamlits_statistics_are_off_as_the_page_says():
    configured = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    assert configured["browser"]["gatherUsageStats"] is False
