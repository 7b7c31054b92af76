from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from atlas.atlas import Atlas
from atlas.errors import AtlasError, UnknownNameError
from atlas.model.scope import ChartKind, Scope, View
from atlas.views.chart import charts
from atlas.views.chart.data import AREA, chart_subtitle

SHARE = "ein_kinder_sgb2_u15"
NAMES = (
    "Bergisch Gladbach",
    "Burscheid",
    "Kürten",
    "Leichlingen",
    "Odenthal",
    "Overath",
    "Rösrath",
    "Wermelskirchen",
)
PRINTED_2014 = ("14,7", "12,5", "8,2", "7,3", "3,0", "9,7", "9,5", "9,8")
PRINTED_2009 = ("13,7", "10,2", "6,6", "8,3", "3,9", "11,3", "9,8", "10,5")


@pytest.fixture
def scope() -> Scope:
    return Scope(area="rhein-berg", level="kommune", indicator=SHARE, year=2014)


@pytest.fixture
def town_scope() -> Scope:
    return Scope(area="ort", level="block", indicator="kinderanteil", year=2021)


@pytest.fixture
def cells(town, edit):
    """Change cells of the town, then open it."""

    def change(*edits):
        for year, old, new in edits:
            edit(town / "indicators" / "ort" / f"{year}.csv", old, new)
        return Atlas.open(town)

    return change


def texts_of(spec):
    return tuple(mark.text for mark in spec.marks)


def labels_of(spec):
    return tuple(mark.label for mark in spec.marks)


# Bars


def test_bars_show_the_table_of_the_paper_in_official_order(shipped, scope):
    spec = charts.bars(shipped, scope)
    assert spec.kind is ChartKind.BARS
    assert labels_of(spec) == NAMES
    assert texts_of(spec) == PRINTED_2014


def test_bars_have_the_values_of_the_atlas(shipped, scope):
    rows = shipped.values(
        Scope(area=scope.area, level=scope.level, indicator=SHARE, years=(2014,))
    ).rows
    assert [mark.y for mark in charts.bars(shipped, scope).marks] == [row.value for row in rows]


def test_bars_by_value_go_from_high_to_low_on_request(shipped, scope):
    spec = charts.bars(shipped, scope, by_value=True)
    assert texts_of(spec) == ("14,7", "12,5", "9,8", "9,7", "9,5", "8,2", "7,3", "3,0")


def test_a_share_says_what_it_was_computed_from(shipped, scope):
    assert charts.bars(shipped, scope).marks[1].note == "313 von 2.499"


def test_the_whole_area_is_a_line(shipped, scope):
    (line,) = charts.bars(shipped, scope).lines
    assert (line.label, line.text) == ("Kreiswert", "11,2 %")
    assert line.value == pytest.approx(100 * 4241 / 37988)


def test_changes_have_signs_and_both_years_of_sources(shipped, scope):
    spec = charts.bars(shipped, replace(scope, view=View.CHANGE))
    assert texts_of(spec) == ("+1,0", "+2,4", "+1,6", "−1,0", "−0,8", "−1,6", "−0,3", "−0,7")
    assert spec.x_title == "Veränderung seit 2009 (Prozentpunkte)"
    assert spec.lines[0].text == "+0,4 Prozentpunkte"
    assert spec.provenance.reference_dates.count("2009") == 1


def test_deviations_are_measured_from_zero(shipped, scope):
    spec = charts.bars(shipped, replace(scope, view=View.DEVIATION))
    assert texts_of(spec)[0] == "+3,5"
    assert (spec.lines[0].value, spec.lines[0].text) == (0.0, "11,2 %")


def test_a_count_is_not_compared_with_the_sum_it_is_part_of(shipped, scope):
    spec = charts.bars(shipped, replace(scope, indicator="ew_u15"))
    assert spec.lines == ()
    assert texts_of(spec)[0] == "14.851"
    assert spec.marks[0].note == ""


def test_published_values_of_larger_regions_come_with_year_and_source(data_copy, edit, scope):
    catalogue = data_copy / "indicators" / "catalogue.toml"
    with catalogue.open("a", encoding="utf-8") as file:
        for region, year, value in (
            ("Nordrhein-Westfalen", 2010, 16.5),
            ("Nordrhein-Westfalen", 2012, 17.25),
            ("Nordrhein-Westfalen", 2015, 18.4),
            ("Deutschland", 2014, 15.0),
            ("Bayern", 2014, 7.0),
        ):
            file.write(
                f'\n[[reference]]\nindicator = "{SHARE}"\nregion = "{region}"\n'
                f'year = {year}\nvalue = {value}\nsource = "Amt {year}"\n'
            )
    atlas = Atlas.open(data_copy)
    spec = charts.bars(atlas, scope)
    pairs = [(line.label, line.text) for line in spec.lines[1:]]
    assert pairs == [("Nordrhein-Westfalen (2012)", "17,3 %"), ("Deutschland", "15,0 %")]
    assert "Nordrhein-Westfalen (2012): Amt 2012; Deutschland (2014): Amt 2014" in (
        spec.provenance.source
    )
    assert (
        "zum Vergleich: Nordrhein-Westfalen (2012) 17,3 %, Deutschland 15,0 %."
        in spec.text_alternative[2]
    )
    assert len(charts.bars(atlas, replace(scope, view=View.CHANGE)).lines) == 1


def test_a_unit_without_value_keeps_its_place_and_shows_its_sign(cells, town_scope):
    atlas = cells((2021, "Bach;190;19;", "Bach;190;.;"))
    spec = charts.bars(atlas, town_scope)
    assert labels_of(spec) == ("Anger", "Bach", "Christhof", "Damm")
    assert spec.marks[1].text == "."
    assert isnan(spec.marks[1].y)
    assert spec.text_alternative[-1] == "Kein Wert ausgewiesen wird für Bach (.)."
    assert any(sign.startswith(". =") for sign in spec.provenance.signs)
    assert labels_of(charts.bars(atlas, town_scope, by_value=True))[-1] == "Bach"


def test_all_hidden_says_so_and_names_nobody(cells, town_scope):
    rows = ("110;11;", "190;19;", "310;62;", "390;78;")
    atlas = cells(*((2021, row, row.split(";")[0] + ";.;") for row in rows))
    spec = charts.bars(atlas, town_scope)
    assert texts_of(spec) == (".",) * 4
    assert (
        spec.text_alternative[-1]
        == "Für keine Einheit dieser Ebene (Blöcke) wird ein Wert ausgewiesen."
    )
    assert charts.distribution(atlas, town_scope).lines == ()
    assert charts.scatter(atlas, town_scope, "leute").marks == ()


def test_one_unit_is_no_comparison(shipped, scope):
    spec = charts.bars(shipped, replace(scope, level="kreis"))
    assert texts_of(spec) == ("11,2",)
    assert spec.lines == ()
    assert not any("Für alle" in sentence for sentence in spec.text_alternative)


def test_equal_values_are_told_as_such(cells, town_scope):
    atlas = cells((2021, "310;62;", "310;31;"), (2021, "390;78;", "390;39;"))
    spec = charts.bars(atlas, town_scope)
    assert set(texts_of(spec)) == {"10,0"}
    assert "Blöcke einheitlich 10,0 %" in spec.subtitle
    assert "einheitlich 10,0 %" in " ".join(charts.series(atlas, town_scope).text_alternative)


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("draw", [charts.bars, charts.distribution, charts.series])
def test_the_text_alternative_is_two_to_four_sentences_naming_no_unit(shipped, scope, view, draw):
    spec = draw(shipped, replace(scope, view=view))
    assert 2 <= len(spec.text_alternative) <= 4
    assert all(
        sentence.endswith(".") and ".." not in sentence for sentence in spec.text_alternative
    )
    assert not any(name in " ".join(spec.text_alternative) for name in NAMES)


def test_a_chart_shows_no_boundaries_and_says_nothing_of_them(shipped, scope):
    assert "Gebietsstand der Karte" not in chart_subtitle(shipped, scope)
    assert not charts.bars(shipped, scope).schematic


def test_file_names_tell_what_is_drawn(shipped, scope):
    stem = "rhein-berg__kommunen__kinder-unter-15-jahren-im-sgb-ii-bezug"
    assert charts.bars(shipped, scope).file_stem == f"{stem}__2014__balken"
    assert charts.series(shipped, scope).file_stem == f"{stem}__2009-2014__entwicklung"
    two = charts.scatter(shipped, scope, "ew_u15")
    assert two.file_stem == f"{stem}__einwohner-unter-15-jahren__2014__streudiagramm"
    assert two.table.file_stem == two.file_stem


def test_a_fictional_area_is_marked(town, edit, town_scope):
    edit(
        town / "districts" / "ort" / "area.toml",
        'kind = "Stadt"',
        'kind = "Stadt"\nfictional = true',
    )
    atlas = Atlas.open(town)
    for draw in (charts.bars, charts.series, charts.distribution):
        assert draw(atlas, town_scope).fictional
    assert charts.scatter(atlas, town_scope, "leute").fictional


@pytest.mark.parametrize("name", ["N" * 120, "<script>alert(1)</script> & Co", "=1+1"])
def test_names_are_passed_on_as_they_are(town, edit, town_scope, name):
    edit(town / "districts" / "ort" / "units.csv", "block;02;Bach", f"block;02;{name}")
    assert charts.bars(Atlas.open(town), town_scope).marks[1].label == name


# Development


def test_series_has_a_line_for_the_area_on_top_of_few_units(shipped, scope):
    spec = charts.series(shipped, scope)
    lines = {}
    for mark in spec.marks:
        lines.setdefault(mark.group, []).append((mark.x, mark.text))
    assert list(lines)[-1] == AREA
    assert lines.pop(AREA) == [(2009, "10,8"), (2014, "11,2")]
    printed = zip(PRINTED_2009, PRINTED_2014, strict=True)
    assert list(lines.values()) == [[(2009, old), (2014, new)] for old, new in printed]


def test_series_tells_the_change_over_all_years(shipped, scope):
    spec = charts.series(shipped, scope)
    # 10,81 % of 40,900 and 11,16 % of 38,000 children: 0,35 points are 1,6 standard errors
    assert spec.headline.endswith(
        "von 2009 bis 2014 um 0,4 Prozentpunkte gestiegen (innerhalb der Zufallsschwankung)"
    )
    assert spec.text_alternative[1] == "Rheinisch-Bergischer Kreis: 10,8 % (2009), 11,2 % (2014)."
    assert spec.subtitle == "Wert (%), 2009 bis 2014"


def test_chosen_units_are_drawn_in_official_order(shipped, scope):
    spec = charts.series(shipped, scope, ("05378020", "05378004"))
    assert list(dict.fromkeys(mark.group for mark in spec.marks)) == ["05378004", "05378020", AREA]
    assert {row.cells[0].text for row in spec.table.rows} == {"05378004", "05378020", "05378"}


def test_the_headline_states_the_change_of_each_chosen_unit(shipped, scope):
    units = ("05378008", "05378024")
    spec = charts.series(shipped, scope, units, units)
    # 12,5 − 10,2 is 2,4 of unrounded shares; 9,7 − 11,3 = −1,6; the area 11,2 − 10,8 = 0,4
    assert spec.headline.endswith(
        "2009 bis 2014: Burscheid +2,4 Prozentpunkte (außerhalb der Zufallsschwankung); Overath "
        "−1,6 Prozentpunkte (außerhalb der Zufallsschwankung); Kreis +0,4 Prozentpunkte "
        "(innerhalb der Zufallsschwankung)"
    )


def test_a_change_nobody_tested_says_that_it_is_estimated(shipped):
    """Beside a tested one it would look certain; 051 was cut from a larger unit in 2020."""
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2024)
    units = ("051", "082")
    assert (
        "Unterer Hang +4,1 Prozentpunkte (geschätzt); "
        "Südlerche +5,1 Prozentpunkte (außerhalb der Zufallsschwankung)"
    ) in charts.series(shipped, scope, units, units).headline


def test_of_many_chosen_units_the_headline_counts_which_rose(shipped, scope):
    units = tuple(row.group for row in charts.bars(shipped, scope).marks)
    spec = charts.series(shipped, scope, units, units)
    # Bergisch Gladbach, Burscheid, Kürten rose; the five others fell
    assert "gestiegen in 3, gesunken in 5 von 8 ausgewählten Kommunen" in spec.headline


def test_remarks_on_some_years_are_numbered_and_explained(shipped):
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2024)
    spec = charts.series(shipped, scope, ("011",))
    assert spec.remarks == (2016, 2022)
    revision, refugees, *_ = spec.provenance.notes
    assert revision.startswith("(1) 2016: ")
    assert "Datenrevision vom April 2016" in revision
    assert refugees.startswith("(2) 2022: Seit Juni 2022")
    for once in ("Datenrevision", "Seit Juni 2022"):
        assert sum(note.count(once) for note in spec.provenance.notes) == 1


@pytest.mark.parametrize(
    ("years", "segments"), [((2010, 2011, 2015, 2016), [0, 0, 1, 1]), ((2006, 2011, 2016), [0] * 3)]
)
def test_a_year_that_is_missing_is_a_gap_unless_the_series_has_that_step(land, years, segments):
    atlas = land({year: [(10, 100), (20, 100)] for year in years})
    scope = Scope(area="land", level="teil", indicator="quote", year=2016)
    marks = charts.series(atlas, scope, ("1",)).marks
    assert [mark.segment for mark in marks if mark.group == "1"] == segments


def test_a_headline_of_a_development_ends_where_the_forecasts_begin(land):
    atlas = land({2010: [(10, 100)] * 2, 2020: [(20, 100)] * 2, 2030: [("40 f", 100)] * 2})
    scope = Scope(area="land", level="teil", indicator="armut", year=2020)
    assert (
        "von 2010 bis 2020 um 10,0 Prozentpunkte gestiegen" in charts.series(atlas, scope).headline
    )


def test_a_remark_that_comes_and_goes_with_another_is_no_remark_on_a_year(shipped):
    scope = Scope(area="musterstadt", level="bezirk", indicator="dem_wandsaldo", year=2024)
    notes = charts.series(shipped, scope).provenance.notes
    assert sum(note.count("Umzüge von einem statistischen Bezirk") for note in notes) == 1


def test_a_scatter_plot_states_how_two_indicators_go_together_and_cites_once(land):
    atlas = land({2020: [(10 + number, 100) for number in range(8)]})
    scope = Scope(area="land", level="teil", indicator="armut", year=2020)
    spec = charts.scatter(atlas, scope, "quote")
    assert spec.headline.startswith("Je höher d")
    assert ", desto höher ist im Kreis Test 2020 meist d" in spec.headline
    assert "sehr starker Zusammenhang (Rangkorrelation 1,00)" in spec.subtitle
    pieces = spec.provenance.source.split("; ")
    assert len(pieces) == len(set(pieces))
    assert spec.provenance.reference_dates.count("31.12.2020") == 1


def test_an_unknown_unit_is_refused(shipped, scope):
    with pytest.raises(UnknownNameError, match="05378999"):
        charts.series(shipped, scope, ("05378999",))


def test_many_units_are_not_drawn_unless_chosen(shipped, scope, monkeypatch):
    monkeypatch.setattr("atlas.views.chart.series.MOST_LINES", 7)
    assert {mark.group for mark in charts.series(shipped, scope).marks} == {AREA}


def test_counts_of_units_would_lie_flat_under_the_sum(shipped, scope):
    counts = replace(scope, indicator="ew_u15")
    assert {mark.group for mark in charts.series(shipped, counts).marks} == {AREA}
    chosen = charts.series(shipped, counts, ("05378004",))
    assert {mark.group for mark in chosen.marks} == {"05378004"}


def test_the_area_alone_is_its_own_line(shipped, scope):
    spec = charts.series(shipped, replace(scope, level="kreis"))
    assert [mark.group for mark in spec.marks] == ["05378", "05378"]


def test_changes_start_at_nought_and_deviations_have_the_area_as_zero(shipped, scope):
    changes = charts.series(shipped, replace(scope, view=View.CHANGE))
    assert {mark.text for mark in changes.marks if mark.x == 2009} == {"±0,0"}
    deviations = charts.series(shipped, replace(scope, view=View.DEVIATION))
    assert AREA not in {mark.group for mark in deviations.marks}
    assert [(line.label, line.value) for line in deviations.lines] == [("Kreiswert", 0.0)]


def test_new_units_break_the_lines_of_their_level_but_not_the_area(town, new_block, town_scope):
    spec = charts.series(Atlas.open(town), replace(town_scope, level="block"))
    assert spec.breaks == (2021,)
    segments = {group: set() for group in ("01", AREA)}
    for mark in spec.marks:
        segments.setdefault(mark.group, set()).add(mark.segment)
    assert segments["01"] == {0, 1}
    assert segments[AREA] == {0}


def test_a_new_definition_breaks_the_lines(town, edit, town_scope):
    edit(town / "indicators" / "ort" / "2021.toml", '"unter 15"', '"unter 18"')
    spec = charts.series(Atlas.open(town), town_scope)
    assert spec.breaks == (2021,)
    assert {(mark.x, mark.segment) for mark in spec.marks} == {(2020, 0), (2021, 1)}
    assert "Die Reihe ist gebrochen ab 2021" in spec.text_alternative[-1]
    assert "gestiegen" not in spec.headline


def test_forecasts_are_dashed(cells, town_scope):
    atlas = cells((2021, "Bach;190;19;", "Bach;190;19 f;"))
    spec = charts.series(atlas, town_scope)
    dashed = {(mark.label, mark.x) for mark in spec.marks if mark.dashed}
    assert dashed == {("Bach", 2021), ("Ort", 2021)}
    assert "gestrichelte Abschnitte sind vorausberechnet" in spec.text_alternative[-1]


def test_a_year_without_value_leaves_a_gap(town, town_scope):
    folder = town / "indicators" / "ort"
    for year in (2022, 2023):
        for ending in ("csv", "toml"):
            text = (folder / f"2021.{ending}").read_text("utf-8")
            (folder / f"{year}.{ending}").write_text(text, "utf-8")
    path = folder / "2022.csv"
    path.write_text(path.read_text("utf-8").replace("190;19;", "190;.;"), "utf-8")
    marks = charts.series(Atlas.open(town), town_scope).marks
    bach = [(mark.x, mark.segment) for mark in marks if mark.label == "Bach"]
    assert bach == [(2020, 0), (2021, 0), (2023, 1)]
    assert [mark.segment for mark in marks if mark.label == "Anger"] == [0, 0, 0, 0]


def test_one_year_is_no_development(town, town_scope):
    for ending in ("csv", "toml"):
        (town / "indicators" / "ort" / f"2020.{ending}").unlink()
    spec = charts.series(Atlas.open(town), town_scope)
    assert {mark.x for mark in spec.marks} == {2021}
    assert spec.subtitle == "Wert (%), nur 2021"
    assert "Es liegt nur das Jahr 2021 vor" in spec.text_alternative[-1]


def test_no_change_without_a_year_to_compare_with(plain_atlas, town_scope):
    with pytest.raises(AtlasError, match="1999"):
        charts.bars(plain_atlas(), replace(town_scope, view=View.CHANGE, base_year=1999))


def test_an_indicator_without_area_value_has_no_line(plain_atlas, town_scope):
    rents = replace(town_scope, level="bezirk", indicator="miete")
    atlas = plain_atlas()
    assert charts.bars(atlas, rents).lines == ()
    assert charts.distribution(atlas, rents).lines == ()
    lines = charts.series(atlas, rents, ("A",)).marks
    assert [(mark.group, mark.text) for mark in lines] == [("A", "8,50"), ("A", "9,00")]


# Scatter


def test_scatter_pairs_two_indicators(shipped, scope):
    spec = charts.scatter(shipped, scope, "ew_u15")
    assert labels_of(spec) == NAMES
    assert [mark.x for mark in spec.marks][:2] == [14851, 2499]
    assert texts_of(spec) == PRINTED_2014
    assert spec.marks[0].note == "Einwohner unter 15 Jahren (Personen): 14.851"
    assert spec.x_title == "Einwohner unter 15 Jahren (Personen)"
    assert spec.table.columns[-1].title == spec.x_title
    assert "nicht die Ursache" in spec.text_alternative[-1]


def test_scatter_shows_the_area_where_both_compare(shipped, scope):
    changes = charts.scatter(shipped, replace(scope, view=View.CHANGE), "ew_u15")
    assert changes.marks[-1].group == AREA
    assert changes.x_title == "Veränderung seit 2009: Einwohner unter 15 Jahren (%)"
    same = charts.scatter(shipped, replace(scope, view=View.DEVIATION), SHARE)
    assert AREA not in {mark.group for mark in same.marks}


def test_scatter_names_who_is_left_out(cells, town_scope):
    atlas = cells((2021, "Bach;190;19;", "Bach;190;.;"))
    spec = charts.scatter(atlas, town_scope, "leute")
    assert "Bach" not in labels_of(spec)
    assert spec.text_alternative[-2] == "Nicht gezeigt, weil ein Wert fehlt: Bach."
    assert len(spec.table.rows) == 4


def test_scatter_says_whose_reference_dates_are_whose(shipped, scope):
    dates = charts.scatter(shipped, scope, "ew_u15").provenance.reference_dates
    assert dates.endswith("; Einwohner unter 15 Jahren: 2014: 31.12.2013")


def test_scatter_refuses_an_unknown_partner(shipped, scope):
    with pytest.raises(UnknownNameError):
        charts.scatter(shipped, scope, "")


# Distribution


def test_distribution_counts_units_in_the_classes_of_the_map(shipped, scope):
    spec = charts.distribution(shipped, scope)
    pairs = [(mark.label, mark.y) for mark in spec.marks]
    assert pairs == [
        ("3,0 bis unter 6,0", 1),
        ("6,0 bis unter 9,0", 2),
        ("9,0 bis unter 12,0", 3),
        ("12,0 bis 15,0", 2),
    ]
    assert [mark.x for mark in spec.marks] == [4.5, 7.5, 10.5, 13.5]
    assert spec.lines[0].label == "Kreiswert"


def test_the_classes_stay_when_the_year_changes(shipped, scope):
    labels = labels_of(charts.distribution(shipped, scope))
    assert labels_of(charts.distribution(shipped, replace(scope, year=2009))) == labels


@pytest.mark.parametrize(
    ("view", "label"),
    [(View.CHANGE, "kaum verändert (−1,0 bis unter 1,0)"), (View.DEVIATION, "bis unter 0,0")],
)
def test_changes_and_deviations_are_classed_around_zero(shipped, scope, view, label):
    spec = charts.distribution(shipped, replace(scope, view=view))
    assert any(mark.label.endswith(label) for mark in spec.marks)
    assert sum(mark.y for mark in spec.marks) == 8


def test_units_without_value_are_counted_in_the_table(cells, town_scope):
    atlas = cells((2021, "Bach;190;19;", "Bach;190;.;"))
    spec = charts.distribution(atlas, town_scope)
    last = [cell.text for cell in spec.table.rows[-1].cells]
    assert last == ["kein Wert ausgewiesen", "1"]
    assert sum(mark.y for mark in spec.marks) == 3


def without_area(town):
    """The town without a level for the whole of it."""
    file = town / "districts/ort/area.toml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("top_level")]
    file.write_text("".join(kept), encoding="utf-8")
    return Atlas.open(town)


@pytest.mark.parametrize("code", ["kinderanteil", "kinder"])
def test_without_an_area_all_of_a_few_lines_are_drawn(town, town_scope, code):
    spec = charts.series(without_area(town), replace(town_scope, indicator=code))
    assert {mark.group for mark in spec.marks} == {"01", "02", "03", "04"}
    assert not spec.advice


def test_a_given_figure_without_one_of_the_area_has_lines(plain_atlas, town_scope):
    scope = replace(town_scope, level="bezirk", indicator="miete")
    marks = charts.series(plain_atlas(), scope).marks
    assert [(mark.group, mark.y) for mark in marks] == [
        ("A", 8.5),
        ("A", 9),
        ("B", 7.25),
        ("B", 7.5),
    ]


@pytest.fixture
def nine(town):
    """The town without an area, and nine blocks."""
    more = [f"0{number}" for number in range(5, 10)]
    for name, row in (
        ("districts/ort/units.csv", "block;{};Block\n"),
        ("indicators/ort/2020.csv", "block;{};;100;10;40;\n"),
        ("indicators/ort/2021.csv", "block;{};;100;10;40;\n"),
    ):
        file = town / name
        rows = "".join(row.format(key) for key in more)
        file.write_text(file.read_text(encoding="utf-8") + rows, encoding="utf-8")
    return without_area(town)


def test_many_lines_without_an_area_ask_for_a_choice(nine, town_scope, monkeypatch):
    monkeypatch.setattr("atlas.views.chart.series.MOST_LINES", 8)
    spec = charts.series(nine, town_scope)
    assert not spec.marks
    assert spec.advice.startswith("Wählen Sie Einheiten")
    assert "bis zu 8 ausgewählte" in spec.advice
    assert spec.advice in " ".join(spec.text_alternative)
    chosen = charts.series(nine, town_scope, ("01", "09"))
    assert {mark.group for mark in chosen.marks} == {"01", "09"}
    assert not chosen.advice


def test_units_of_one_name_are_told_apart_by_their_keys(nine, town_scope):
    labels = [mark.label for mark in charts.bars(nine, town_scope).marks]
    assert labels[3:6] == ["Damm", "Block (05)", "Block (06)"]


def test_two_remarks_on_a_year_that_only_begin_alike_are_both_told(town):
    path = town / "indicators/ort/2021.toml"
    remarks = {
        "leute": "Die Zahlen der Leute sind fortgeschrieben.",
        "kinder": "Die Zahlen der Kinder fehlen in zwei Blöcken.",
    }
    text = path.read_text("utf-8")
    for code, remark in remarks.items():
        text = text.replace(f"[{code}]\n", f'[{code}]\nnote = "{remark}"\n')
    path.write_text(text, encoding="utf-8")
    scope = Scope(area="ort", level="block", indicator="kinderanteil", year=2021)
    told = " ".join(charts.series(Atlas.open(town), scope, ("01",)).provenance.notes)
    assert all(remark in told for remark in remarks.values())
