"""Every page names the entry of the catalogue that can't be used, and shows the rest."""

from __future__ import annotations

import pytest

from atlas.views import texts

PAGES = sorted(texts.PAGE_TITLES.keys() - texts.KEEPERS_PAGES)
BROKEN = "\n[quantity.zuzüge]\ntitle = 'Zuzüge'\n"


@pytest.mark.slow
@pytest.mark.parametrize("stem", PAGES)
def test_a_broken_entry_is_named_on_every_page(opened, html, data_copy, stem):
    own = data_copy / "indicators/rhein-berg/catalogue.toml"
    own.write_text(BROKEN, encoding="utf-8")
    page = opened(f"pages/{stem}.py", data_copy)
    assert not page.exception
    assert not page.error
    (warning,) = page.warning
    assert "indicators/rhein\\-berg/catalogue\\.toml, Zeile 2" in warning.value
    assert "zuzüge" in warning.value
    assert "<h1" in html(page)


def test_a_broken_entry_of_the_shared_catalogue_is_named_too(opened, data_copy):
    shared = data_copy / "indicators/catalogue.toml"
    shared.write_text(shared.read_text("utf-8") + BROKEN, encoding="utf-8")
    (warning,) = opened("pages/tabelle.py", data_copy).warning
    assert "indicators/catalogue" in warning.value


def test_a_link_to_an_indicator_without_figures_says_which_column_is_missing(opened, data_copy):
    page = opened("pages/tabelle.py", data_copy, gebiet="rhein-berg", indikator="dem_u18")
    (warning,) = page.warning
    assert "Einwohner unter 18 Jahren" in warning.value
    assert "ew\\_u18" in warning.value


def test_without_a_readable_catalogue_a_page_names_the_catalogue(opened, data_copy):
    shared = data_copy / "indicators/catalogue.toml"
    shared.write_bytes(shared.read_text("utf-8").encode("cp1252", "replace"))
    page = opened("pages/karte.py", data_copy)
    assert "catalogue" in page.warning[0].value
    assert "Der Katalog ist fehlerhaft" in page.error[0].value
    assert "Jahrestabelle" not in page.error[0].value
