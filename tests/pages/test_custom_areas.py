"""The page of custom areas: pick, name, save, change, delete."""

from __future__ import annotations

import errno
import re
import tomllib
from datetime import date

import pytest

from atlas.errors import FileWriteError
from tests.owned import draft, write_own

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

PAIR = "05378008,05378012"
WORDS = ["kommune:05378008", "kommune:05378012"]


@pytest.fixture
def page(opened):
    return opened("pages/gebiete.py")


@pytest.fixture
def saved(atlas_home):
    """What the files of the area hold, by name of the level's file."""

    def read():
        files = sorted((atlas_home / "levels" / "rhein-berg").glob("*.toml"))
        return {path.stem: tomllib.loads(path.read_text("utf-8")) for path in files}

    return read


def faults(page):
    """Messages at the fields, and the fields that the one below the button names."""
    messages = [error.value.replace("\\", "") for error in page.error]
    if messages and messages[-1].startswith("Noch nichts geändert. Warum, steht bei "):
        return messages[:-1], messages[-1].removeprefix("Noch nichts geändert. Warum, steht bei ")
    return messages, ""


def fill(page, name="Nord", level="Planungsräume", parts=WORDS):
    page.text_input(key="own_level_name").set_value(level)
    page.text_input(key="own_name").set_value(name)
    page.multiselect(key="own_parts").set_value(list(parts))
    return page


def save(page):
    page.button(key="own_save").click().run()
    assert not page.exception
    return page


def test_a_set_is_saved_and_becomes_a_level(page, saved, html):
    save(fill(page))
    assert not page.error
    assert page.success[0].value == "„Nord“ ist gespeichert\\."
    assert saved() == {
        "planungsraeume": {
            "name": "Planungsräume",
            "status": "Entwurf",
            "unit": {"nord": {"name": "Nord", "parts": WORDS}},
        }
    }
    assert "Planungsräume" in page.sidebar.selectbox(key="choice_ebene").options
    text = html(page)
    assert "Burscheid (Kommune 05378008), Kürten (Kommune 05378012)" in text
    assert "Alle Indikatoren: Nord" in text


def test_a_set_is_noted_as_its_profile(page):
    save(fill(page)).button(key="atlas_note").click().run()
    assert not page.exception
    (note,) = page.session_state["storyboard"].notes
    assert note.page == "profil"
    assert (note.address["ebene"], note.address["auswahl"]) == ("planungsraeume", "nord")


def test_the_indicators_of_a_set_beside_those_of_the_area(page, html):
    table = html(save(fill(page))).split("Alle Indikatoren: Nord")[-1]
    row = table.split("im SGB-II-Bezug (Abgrenzung nicht angegeben)</th>")[1].split("</tr>")[0]
    # 313 + 228 of 2,499 + 2,776
    cells = ["10,3", "11,2", "%", "2014"]
    assert re.findall(r">([^<>]+)</td>", row) == cells


def test_a_resolution_keeps_who_and_when(page, saved):
    fill(page).radio(key="own_decision").set_value("Beschluss").run()
    page.text_input(key="own_body").set_value("Kreistag")
    page.text_input(key="own_resolved").set_value("12.3.2026")
    page.text_input(key="own_valid").set_value("01.01.2027")
    save(page)
    level = saved()["planungsraeume"]
    assert (level["status"], level["body"]) == ("Beschluss", "Kreistag")
    assert (level["resolved"], level["valid_from"]) == (date(2026, 3, 12), date(2027, 1, 1))
    assert page.expander[0].label.replace("\\", "") == (
        "Planungsräume · Beschluss: Kreistag, 12.03.2026, gültig ab 01.01.2027"
    )


@pytest.mark.parametrize(
    ("typed", "message", "field"),
    [
        ({"level": " "}, "Die Ebene hat keinen Namen. Geben Sie ihr einen.", "Name der Ebene"),
        ({"level": "Kommunen"}, "Eine Ebene mit dem Namen „Kommunen“ gibt es", "Name der Ebene"),
        ({"name": ""}, "Geben Sie dem Gebiet einen Namen.", "Name des Gebiets"),
        ({"parts": []}, "Wählen Sie mindestens einen Baustein.", "Bausteine des Gebiets"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(page, saved, typed, message, field):
    save(fill(page, **typed))
    messages, where = faults(page)
    assert [text[: len(message)] for text in messages] == [message]
    assert where == f"„{field}“."
    assert saved() == {}
    expected = {"name": "Nord", "level": "Planungsräume", "parts": WORDS} | typed
    assert page.text_input(key="own_level_name").value == expected["level"]
    assert page.text_input(key="own_name").value == expected["name"]
    assert page.multiselect(key="own_parts").value == expected["parts"]


def test_a_resolution_without_body_and_date_is_refused(page, saved):
    fill(page).radio(key="own_decision").set_value("Beschluss").run()
    save(page)
    assert faults(page)[1] == "„Gremium“, „Beschlossen am“."
    assert len(faults(page)[0]) == 2
    assert saved() == {}


def test_a_day_that_cannot_be_read_is_told_beside_its_field(page, saved):
    fill(page).radio(key="own_decision").set_value("Beschluss").run()
    page.text_input(key="own_body").set_value("Kreistag")
    page.text_input(key="own_resolved").set_value("31.02.2026")
    page.text_input(key="own_valid").set_value("bald")
    save(page)
    assert sorted(faults(page)[0]) == [
        "„31.02.2026“ ist kein Tag von 1900 bis 2100. Schreiben Sie ihn wie 12.03.2026.",
        "„bald“ ist kein Tag von 1900 bis 2100. Schreiben Sie ihn wie 12.03.2026.",
    ]
    assert saved() == {}
    assert page.text_input(key="own_resolved").value == "31.02.2026"
    # a draft has no day on which it was resolved
    page.text_input(key="own_valid").set_value("2027-01-01")
    page.radio(key="own_decision").set_value("Entwurf").run()
    save(page)
    assert saved()["planungsraeume"]["valid_from"] == date(2027, 1, 1)
    assert page.text_input(key="own_valid").value == "01.01.2027"


def test_days_are_asked_for_in_german(page):
    assert page.text_input(key="own_valid").placeholder == "TT.MM.JJJJ"


def test_a_second_set_joins_the_level(page, saved):
    save(fill(page))
    page.selectbox(key="own_set").set_value("").run()
    assert page.text_input(key="own_name").value == ""
    assert page.multiselect(key="own_parts").value == []
    save(fill(page, name="Süd", parts=["kommune:05378004"]))
    units = saved()["planungsraeume"]["unit"]
    assert {unit: entry["name"] for unit, entry in units.items()} == {"nord": "Nord", "sued": "Süd"}


def test_a_district_of_another_set_is_refused_by_name(page, saved):
    save(fill(page))
    page.selectbox(key="own_set").set_value("").run()
    save(fill(page, name="Süd", parts=WORDS[:1]))
    text = page.error[0].value.replace("\\", "")
    assert text.startswith("„Burscheid“ (kommune:05378008) gehört zu „Nord“ und zugleich zu „Süd“.")
    assert list(saved()["planungsraeume"]["unit"]) == ["nord"]


def test_a_set_is_changed_under_its_key(page, saved):
    save(fill(page))
    save(fill(page, name="Nordost", parts=WORDS[:1]))
    assert saved()["planungsraeume"]["unit"] == {"nord": {"name": "Nordost", "parts": WORDS[:1]}}


def test_a_level_is_chosen_to_be_changed(opened, atlas_home, saved):
    write_own(atlas_home, "rhein-berg", "alt", 'plural = "Alte"\n' + draft("Alt", a=WORDS))
    page = opened("pages/gebiete.py")
    page.selectbox(key="own_level").set_value("alt").run()
    page.selectbox(key="own_set").set_value("a").run()
    assert page.text_input(key="own_level_name").value == "Alt"
    assert page.text_input(key="own_name").value == "A"
    assert page.multiselect(key="own_parts").value == WORDS
    save(page)
    assert saved()["alt"]["plural"] == "Alte"


def test_a_level_alone_can_be_resolved(page, saved):
    save(fill(page))
    page.selectbox(key="own_set").set_value("").run()
    page.radio(key="own_decision").set_value("Beschluss").run()
    page.text_input(key="own_body").set_value("Kreistag")
    page.text_input(key="own_resolved").set_value("12.3.2026")
    save(page)
    assert not page.error
    level = saved()["planungsraeume"]
    assert (level["status"], level["body"], list(level["unit"])) == (
        "Beschluss",
        "Kreistag",
        ["nord"],
    )


def test_back_to_a_draft_forgets_the_resolution(opened, atlas_home, saved):
    text = draft("Alt", a=WORDS).replace(
        'status = "Entwurf"', 'status = "Beschluss"\nbody = "Rat"\nresolved = 2026-03-12'
    )
    write_own(atlas_home, "rhein-berg", "alt", text)
    page = opened("pages/gebiete.py")
    page.selectbox(key="own_level").set_value("alt").run()
    assert page.text_input(key="own_body").value == "Rat"
    page.radio(key="own_decision").set_value("Entwurf").run()
    save(page)
    assert saved()["alt"].keys() == {"name", "status", "unit"}


def test_a_set_is_deleted_and_the_last_one_takes_its_level_along(page, saved, atlas_home):
    save(fill(page))
    page.selectbox(key="own_set").set_value("").run()
    save(fill(page, name="Süd", parts=["kommune:05378004"]))
    page.button(key="own_sure").click().run()
    assert not page.exception
    assert list(saved()["planungsraeume"]["unit"]) == ["nord"]
    page.selectbox(key="own_set").set_value("nord").run()
    page.button(key="own_sure").click().run()
    assert not page.exception
    assert saved() == {}
    assert len(list((atlas_home / "levels/rhein-berg/.versions").iterdir())) == 3


def test_what_somebody_else_saved_is_not_overwritten_unasked(page, saved, atlas_home):
    save(fill(page))
    theirs = draft("Planungsräume", nord=WORDS).replace(
        'status = "Entwurf"', 'status = "Beschluss"\nbody = "Kreistag"\nresolved = 2026-01-01'
    )
    write_own(atlas_home, "rhein-berg", "planungsraeume", theirs)
    page.text_input(key="own_name").set_value("Nordost")
    save(page)
    assert "inzwischen anderswo geändert" in page.error[0].value
    assert saved()["planungsraeume"]["body"] == "Kreistag"
    assert page.text_input(key="own_name").value == "Nordost"
    save(page)
    assert not page.error
    assert saved()["planungsraeume"]["unit"]["nord"]["name"] == "Nordost"


def test_what_somebody_else_saved_can_be_loaded(page, atlas_home):
    save(fill(page))
    theirs = draft("Planungsräume", nord=WORDS[:1])
    write_own(atlas_home, "rhein-berg", "planungsraeume", theirs)
    page.text_input(key="own_name").set_value("Nordost")
    save(page)
    page.button(key="own_theirs").click().run()
    assert not page.exception
    assert not page.error
    assert page.text_input(key="own_name").value == "Nord"
    assert page.multiselect(key="own_parts").value == WORDS[:1]


def test_a_name_not_saved_yet_is_not_the_one_to_be_deleted(page):
    save(fill(page))
    page.text_input(key="own_name").set_value("Nordost").run()
    sentences = [text.value for text in page.markdown if "wirklich löschen" in text.value]
    assert any(text.startswith("„Nord“") for text in sentences)
    assert not any(text.startswith("„Nordost“") for text in sentences)


def test_a_file_that_cannot_be_written_is_told_beside_the_button(page, atlas_home, monkeypatch):
    def refuse(*_):
        raise FileWriteError("planungsraeume.toml", OSError(errno.ENOSPC, "No space left"))

    monkeypatch.setattr("atlas.ui.custom_form.save_custom_level", refuse)
    save(fill(page))
    messages, where = faults(page)
    assert "planungsraeume.toml" in messages[0]
    assert where == ""
    assert page.text_input(key="own_name").value == "Nord"


def test_the_level_just_saved_stands_open(page, atlas_home):
    write_own(atlas_home, "rhein-berg", "alt", draft("Alt", a=["kommune:05378004"]))
    save(fill(page))
    assert [one.proto.expanded for one in page.expander] == [False, True]


@pytest.mark.parametrize("key", ["own_save", "own_sure", "own_sure_planungsraeume"])
def test_a_level_somebody_else_deleted_is_told(page, saved, atlas_home, key):
    save(fill(page))
    (atlas_home / "levels/rhein-berg/planungsraeume.toml").unlink()
    page.button(key=key).click().run()
    assert not page.exception
    assert "gelöscht" in page.error[0].value
    assert saved() == {}


def test_a_level_is_deleted(page, saved, html):
    save(fill(page))
    page.button(key="own_sure_planungsraeume").click().run()
    assert not page.exception
    assert saved() == {}
    assert page.success[0].value == "„Planungsräume“ ist gelöscht\\."
    assert "keine eigenen Gebiete" in html(page)


def test_the_selection_of_the_map_is_taken_over(opened):
    page = opened("pages/gebiete.py", auswahl=PAIR)
    page.button(key="own_take").click().run()
    assert page.multiselect(key="own_parts").value == WORDS
    assert not [button for button in page.button if button.key == "own_take"]


def test_the_way_from_the_map_brings_the_selection_along(opened, address):
    page = opened("pages/gebiete.py", auswahl=PAIR, uebernehmen="ja")
    assert page.multiselect(key="own_parts").value == WORDS
    assert "uebernehmen" not in address(page)


@pytest.mark.parametrize(("selected", "offered"), [(PAIR, True), ("", False)])
def test_the_map_offers_the_way_while_something_is_selected(opened, selected, offered):
    page = opened("pages/karte.py", auswahl=selected) if selected else opened("pages/karte.py")
    links = [link.proto.label for link in page.get("page_link")]
    assert ("Als eigenes Gebiet speichern" in links) is offered


def test_what_is_typed_outlives_a_change_of_page(opened):
    page = opened("app.py").switch_page("pages/gebiete.py").run()
    fill(page).run()
    page.switch_page("pages/tabelle.py").run()
    assert not page.multiselect
    page.switch_page("pages/gebiete.py").run()
    assert page.text_input(key="own_name").value == "Nord"
    assert page.multiselect(key="own_parts").value == WORDS


def test_a_file_that_cannot_be_used_is_named(opened, atlas_home):
    write_own(atlas_home, "rhein-berg", "schlecht", draft("Schlecht", a=["kommune:1"]))
    page = opened("pages/gebiete.py")
    assert not page.exception
    message = page.warning[0].value.replace("\\", "")
    assert "levels/rhein-berg/schlecht.toml, Zeile 5: Den Baustein „1“ gibt es" in message


def test_a_folder_of_no_area_is_named(opened, atlas_home):
    write_own(atlas_home, "rhein-brg", "alt", draft("Alt", a=WORDS))
    message = opened("pages/gebiete.py").warning[0].value.replace("\\", "")
    assert "levels/rhein-brg: Das Gebiet „rhein-brg“ gibt es nicht" in message
    assert "vielleicht „rhein-berg“" in message


def test_a_file_that_cannot_be_used_is_not_written_over(opened, atlas_home, saved):
    write_own(atlas_home, "rhein-berg", "planungsraeume", draft("Schlecht", a=["kommune:1"]))
    save(fill(opened("pages/gebiete.py")))
    assert saved()["planungsraeume"]["name"] == "Schlecht"
    assert saved()["planungsraeume-2"]["name"] == "Planungsräume"


def test_where_nothing_can_be_written_the_page_says_so(opened, monkeypatch, tmp_path):
    home = tmp_path / "home"
    home.write_text("a file where a folder should be")
    monkeypatch.setenv("ATLAS_HOME", str(home))
    page = opened("pages/gebiete.py")
    assert not page.exception
    assert "schreibgeschützt" in page.info[0].value
    assert not page.multiselect


def test_hostile_names_stay_text(page, saved, html):
    hostile = "<img src=x onerror=alert(1)>\n[unit.x]"
    save(fill(page, name=hostile, level=hostile))
    (level,) = saved().values()
    assert level["name"] == "<img src=x onerror=alert(1)> [unit.x]"
    assert list(level["unit"]) == ["img-src-x-onerror-alert-1-unit-x"]
    assert "<img src=x" not in html(page)


@pytest.mark.parametrize("stem", ["uebersicht", "karte", "tabelle", "diagramme", "methodik"])
def test_every_page_shows_a_level_of_ones_own(opened, atlas_home, html, stem):
    write_own(atlas_home, "rhein-berg", "alt", draft("Alt", a=WORDS, b=["kommune:05378004"]))
    page = opened(f"pages/{stem}.py", ebene="alt")
    assert not page.exception
    assert not page.error
    assert not page.warning
    assert "· Alt ·" in html(page)


def test_a_selection_of_own_areas_leads_to_no_further_ones(opened, atlas_home):
    write_own(atlas_home, "rhein-berg", "alt", draft("Alt", a=WORDS, b=["kommune:05378004"]))
    page = opened("pages/karte.py", ebene="alt", auswahl="a")
    assert not page.exception
    labels = [link.proto.label for link in page.get("page_link")]
    assert "Als eigenes Gebiet speichern" not in labels


def test_a_level_that_is_gone_is_told_like_any_other(opened):
    page = opened("pages/karte.py", ebene="weg")
    assert not page.exception
    assert "Voreinstellung" in page.warning[0].value


def test_what_changes_nothing_here_is_not_asked(page):
    # the view acts on maps, tables and charts only
    assert "Auswertung" not in [radio.label for radio in page.radio]


def test_indicator_and_year_are_asked_for_once_a_unit_is_shown(page, html):
    def asked() -> set[str]:
        return {box.label for box in page.selectbox}

    assert asked().isdisjoint({"Themenfeld", "Vergleichsjahr"})
    assert ">Rheinisch-Bergischer Kreis · Kommunen<" in html(page)
    unit = next(box for box in page.selectbox if box.key.startswith("own_shown"))
    unit.select_index(1).run()
    assert not page.exception
    assert asked() >= {"Themenfeld", "Vergleichsjahr"}
    chosen = "Kinder unter 15 Jahren im SGB-II-Bezug (Abgrenzung nicht angegeben) · 2014 gegenüber"
    assert chosen in html(page)
    # 313 of 2 499 children
    assert "Burscheid, Kinder unter 15 Jahren im SGB-II-Bezug" in html(page)
    assert " 2014: 12,5\N{NO-BREAK SPACE}%" in html(page)


def test_all_indicators_of_any_unit_stand_on_one_page(opened, html):
    page = opened("pages/gebiete.py", gebiet="rhein-berg", ebene="kommune", auswahl="05378008")
    assert not page.exception
    text = html(page)
    assert "Burscheid" in text
    # 313 of 2 499 children, and the county's value beside it
    assert "12,5" in text
    assert "11,2" in text
