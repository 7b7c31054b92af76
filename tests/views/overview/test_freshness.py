"""How new the figures are: by source, without forecasts, as far as the audience may know."""

from __future__ import annotations

from atlas.views.overview.freshness import freshness, newest_date

CELLS = {2022: [(1, 9)], 2023: [(1, 9)], 2024: [(1, 9)]}


def rows(atlas):
    return [[cell.text for cell in row.cells] for row in freshness(atlas, "land").table.rows]


def edit_year(atlas, year, old, new):
    path = atlas.folder / "indicators" / "land" / f"{year}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_the_newest_day_and_a_row_for_each_source(land):
    atlas = land(CELLS)
    edit_year(atlas, 2024, "[arme]", '[arme]\nsource = "Sozialamt"\ndate = 2024-06-30')
    assert newest_date(atlas, "land") == "31.12.2024"
    assert freshness(atlas, "land").sentences == ("Jüngster Stichtag: 31.12.2024.",)
    assert rows(atlas) == [
        ["Melderegister 2024", "31.12.2024", "1", ""],
        ["Sozialamt", "30.06.2024", "1", ""],
    ]


def test_a_forecast_is_no_newest_date(land):
    atlas = land(CELLS | {2035: [("2 f", "9 f")]})
    summary = freshness(atlas, "land")
    assert newest_date(atlas, "land") == "31.12.2024"
    assert summary.sentences[1] == "Vorausberechnungen reichen bis 31.12.2035."
    assert [row.cells[1].text for row in summary.table.rows] == ["31.12.2024"]


def test_provisional_and_pending_figures_name_their_source(land):
    summary = freshness(land(CELLS | {2024: [("1 p", "…")]}), "land")
    assert "Noch vorläufig: Melderegister 2024 (1)." in summary.sentences
    assert "Einzelne Angaben folgen noch: Melderegister 2024 (1)." in summary.sentences
    assert summary.table.rows[0].cells[3].text == "1 vorläufig, 1 folgen noch"


def test_what_was_provisional_once_is_not_told(land):
    summary = freshness(land(CELLS | {2023: [("1 p", 9)]}), "land")
    assert summary.sentences == ("Jüngster Stichtag: 31.12.2024.",)


def test_a_yearly_quantity_that_stays_out_is_named(land):
    atlas = land(CELLS)
    edit_year(atlas, 2024, "\n[arme]\n", "")
    path = atlas.folder / "indicators" / "land" / "2024.csv"
    path.write_text("level;unit;name;leute\nteil;1;Ort 1;9\n", "utf-8")
    assert freshness(atlas, "land").sentences[-1] == (
        "Für 2024 nicht geliefert, obwohl das Vorjahr vorliegt: Arme."
    )


def test_unreleased_deliveries_are_not_spoken_of(land):
    atlas = land(CELLS)
    edit_year(atlas, 2024, 'audience = "public"', 'audience = "internal"')
    assert newest_date(atlas, "land") == "31.12.2023"
    assert rows(atlas) == [["Melderegister 2023", "31.12.2023", "2", ""]]


def test_days_come_before_years(land):
    atlas = land(CELLS)
    edit_year(atlas, 2024, "[arme]", '[arme]\ndate = "2024/25"')
    assert newest_date(atlas, "land") == "31.12.2024"
