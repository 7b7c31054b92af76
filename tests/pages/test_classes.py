"""The choice of classes, as somebody makes it in the sidebar."""

from __future__ import annotations

import pytest

SHARE = {"indikator": "ein_kinder_sgb2_u15"}


@pytest.fixture
def unfolded(opened):
    """The map with its classes unfolded."""

    def run(**chosen):
        page = opened("pages/karte.py", **SHARE, **chosen)
        page.session_state["classes"] = True
        return page.run()

    return run


def box(page, label):
    return next(one for one in page.sidebar.selectbox if one.label == label)


def test_a_method_is_kept_in_the_address(unfolded, address):
    page = unfolded()
    box(page, "Methode").set_value("quantile").run()
    assert address(page)["klassen"] == "quantile"
    box(page, "Anzahl der Klassen").set_value("3").run()
    assert address(page)["klassen"] == "quantile.3"
    box(page, "Farben").set_value("violett").run()
    assert address(page)["klassen"] == "quantile.3.violett"


def test_own_limits_begin_with_those_on_the_screen(unfolded, address):
    page = unfolded()
    box(page, "Methode").set_value("eigene").run()
    assert address(page)["klassen"] == "eigene.6_9_12"
    assert page.sidebar.text_input[0].value == "6; 9; 12"


def test_limits_nobody_can_read_change_nothing_and_are_told(unfolded, address):
    page = unfolded(klassen="eigene.5_10")
    page.sidebar.text_input[0].set_value("10; 5").run()
    assert address(page)["klassen"] == "eigene.5_10"
    assert "aufsteigend" in page.error[0].value
    page.sidebar.text_input[0].set_value("4; 8,5").run()
    assert address(page)["klassen"] == "eigene.4_8,5"
    assert not page.error


@pytest.mark.parametrize("typed", ["10; 12.5", "2; 12.petrol", "5; nan", "5; inf"])
def test_a_full_stop_and_no_number_are_told(unfolded, address, typed):
    page = unfolded(klassen="eigene.5_10")
    page.sidebar.text_input[0].set_value(typed).run()
    assert address(page)["klassen"] == "eigene.5_10"
    assert "zum Beispiel 5; 10; 12,5" in page.error[0].value


def test_all_can_be_taken_back(unfolded, address):
    page = unfolded(klassen="quantile.5")
    next(b for b in page.sidebar.button if b.label == "Zurücksetzen").click().run()
    assert "klassen" not in address(page)
