"""What was wrong with a stored edition, and data that change while they are read."""

from __future__ import annotations

import pytest

from atlas.editions import build
from atlas.editions.build import area_digests
from atlas.ui import cache

CHANGING = "ändern sich gerade"


@pytest.fixture
def damaged(opened, data_copy, atlas_home, monkeypatch):
    """A data folder whose stored edition of 2014 is damaged, and an atlas nobody opened yet."""
    monkeypatch.setattr(cache, "_opened", {})
    opened("pages/tabelle.py", data_copy)
    path = atlas_home / "editions" / "rhein-berg" / "public" / "2014.arrow"
    path.write_bytes(path.read_bytes()[:-40] + bytes(40))
    monkeypatch.setattr(cache, "_opened", {})
    return data_copy


def notices(page):
    return [item.value for item in page.info if "beschädigt" in item.value]


def test_a_notice_of_an_edition_is_shown_on_the_first_page_of_a_session(opened, html, damaged):
    page = opened("pages/tabelle.py", damaged)
    (notice,) = notices(page)
    assert "für 2014" in notice
    assert not page.error
    assert not page.warning
    assert "4.241" in html(page)
    # a component that runs the page again doesn't take it away
    assert notices(page.run()) == [notice]


def test_it_is_gone_on_the_next_page_and_stays_away(opened, damaged):
    page = opened("app.py", damaged)
    assert len(notices(page)) == 1
    assert notices(page.switch_page("pages/tabelle.py").run()) == []
    assert notices(page.switch_page("pages/uebersicht.py").run()) == []


def test_the_command_line_writes_it_beside_the_answer(cli, damaged, atlas_home):
    path = atlas_home / "editions" / "rhein-berg" / "public" / "2014.arrow"
    content = path.read_bytes()
    where = ("--data", damaged, "--home", atlas_home)
    scope = ("--area", "rhein-berg", "--level", "kreis", "--indicator", "ew_u15")
    first = cli("values", *scope, *where)
    assert (first.code, first.err.count("beschädigt")) == (0, 1)
    second = cli("values", *scope, *where)
    assert (second.out, second.err) == (first.out, "")
    path.write_bytes(content)
    assert "beschädigt" in cli("areas", *where).err


@pytest.fixture
def changing(monkeypatch, data_copy):
    """A data folder one of whose files changes whenever it is looked at; returns the switch."""
    on = []

    def changed(context, area_id):
        if on:
            table = data_copy / "indicators" / "rhein-berg" / "2014.csv"
            table.write_text(table.read_text("utf-8") + "\n", "utf-8")
        return area_digests(context, area_id)

    monkeypatch.setattr(build, "area_digests", changed)
    return on


def test_data_that_go_on_changing_are_one_sentence_on_the_page(opened, html, changing, data_copy):
    page = opened("pages/tabelle.py", data_copy)
    changing.append(True)
    table = data_copy / "indicators" / "rhein-berg" / "2014.csv"
    table.write_text(table.read_text("utf-8") + "\n", "utf-8")
    page.run()
    assert not page.exception
    (error,) = page.error
    assert CHANGING in error.value
    assert "Öffentliche Fassung" in html(page)
    changing.clear()
    assert not page.run().error


def test_data_that_go_on_changing_are_one_sentence_on_the_command_line(cli, changing, data_copy):
    changing.append(True)
    scope = ("--area", "rhein-berg", "--level", "kreis", "--indicator", "ew_u15")
    run = cli("values", *scope, "--data", data_copy)
    assert (run.code, run.out) == (1, b"")
    assert CHANGING in run.err
    assert run.err.count("\n") == 1
