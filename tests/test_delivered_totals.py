"""Which total counts where an office reports another one than its districts add up to.

Moves within the town are arrivals of a district, and none of the town: 120 + 200 + 80 = 400
beside 300. The residents of the districts are 4,000, those reported 4,100.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.scope import Scope, View
from atlas.render import geodata
from atlas.render.table.delimited import csv_bytes
from atlas.views.chart import charts
from atlas.views.custom import areas
from atlas.views.map.maps import choropleth
from atlas.views.overview.spec import overview
from atlas.views.table.tables import all_values, value_table
from tests.owned import draft, write_own
from tests.small_town import TOPIC, section

SQUARES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"unit": unit},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 50], [x, 50.1], [x + 0.1, 50.1], [x + 0.1, 50], [x, 50]]],
            },
        }
        for unit, x in (("N", 7.0), ("M", 7.1), ("W", 7.2))
    ],
}
FILES = {
    "districts/ort/area.toml": """\
name = "Ort"
kind = "Stadt"
within = "in Ort"
publisher = "Stadt Ort"
top_level = "stadt"
core = ["zuzugsrate"]

[system.v]
name = "Stadtteile"
levels = ["viertel", "stadtteil", "stadt"]

[level.viertel]
name = "Viertel"
plural = "Viertel"
complete = false

[level.stadtteil]
name = "Stadtteil"
plural = "Stadtteile"

[level.stadtteil.boundaries]
file = "stadtteil.geojson"
attribution = "Stadt Ort"

[level.stadt]
name = "Stadt"
plural = "Städte"
""",
    "districts/ort/stadtteil.geojson": json.dumps(SQUARES),
    "districts/ort/units.csv": """\
level;unit;name
viertel;N1;Nord-1
stadtteil;N;Nord
stadtteil;M;Mitte
stadtteil;W;West
stadt;S;Ort
""",
    "districts/ort/memberships.csv": """\
level;unit;parent_level;parent
viertel;N1;stadtteil;N
stadtteil;N;stadt;S
stadtteil;M;stadt;S
stadtteil;W;stadt;S
""",
    "indicators/catalogue.toml": "\n".join(
        (
            TOPIC,
            section("quantity.ew", title="Einwohner", unit="Personen", kind="count"),
            section("quantity.zuzuege", title="Zuzüge", unit="Fälle", kind="count"),
            section("quantity.miete", title="Miete", unit="€", kind="given", decimals=1),
            section(
                "indicator.zuzugsrate",
                title="Zuzugsrate",
                topics=["leute"],
                unit="je 1.000",
                formula={"kind": "rate", "of": ["zuzuege"], "per": ["ew"]},
                definition="Zuzüge je 1.000 Einwohner",
                date_rule="Jahr",
                source="Melderegister",
            ),
        )
    ),
    "indicators/ort/2020.csv": """\
level;unit;ew;zuzuege;miete
viertel;N1;1000;120;
stadtteil;N;1000;120;7
stadtteil;M;2000;200;9
stadtteil;W;1000;80;8
stadt;S;4100;300;8,2
""",
    "indicators/ort/2021.csv": """\
level;unit;ew;zuzuege;miete
viertel;N1;1000;120;
stadtteil;N;1000;120;7
stadtteil;M;2000;200;9
stadtteil;W;1000;100;8
stadt;S;4100;330;8,2
""",
} | {
    f"indicators/ort/{year}.toml": """\
[defaults]
base = "stadtteil"
publisher = "Stadt Ort"
source = "Melderegister"
audience = "public"
date = 2020-12-31

[ew]
[zuzuege]
note = "enthält Umzüge innerhalb der Stadt"
[miete]
"""
    for year in (2020, 2021)
}
RULE = 'title = "Zuzüge"'
SCOPE = Scope(area="ort", level="stadtteil", indicator="zuzugsrate", year=2020)
ARRIVALS = replace(SCOPE, indicator="zuzuege")
DIFFERENCE = "Stadt gemeldet 300; Summe der Stadtteile 400, enthält Umzüge innerhalb der Stadt."


@pytest.fixture
def ort(tmp_path):
    """The town without a rule; `ort(text, ...)` edits files by pairs of old and new text."""
    for name, text in FILES.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def by_rule(ort, edit):
    """The town whose catalogue lets the total of arrivals count that was delivered."""
    edit(ort / "indicators/catalogue.toml", RULE, f'{RULE}\ntotal = "delivered"')
    return Atlas.open(ort)


@pytest.fixture
def partial(ort, edit):
    """The town whose base are districts in one part of it: nothing is added up from there."""
    for year in (2020, 2021):
        edit(ort / f"indicators/ort/{year}.toml", 'base = "stadtteil"', 'base = "viertel"')
    return ort


def area_values(atlas, code="zuzugsrate"):
    return atlas.area_figures("ort", code)["value"].to_dict()


def texts_of(spec):
    return [[cell.text for cell in row.cells] for row in spec.rows]


def test_without_a_rule_the_sum_counts_and_the_figure_names_the_other_total(ort):
    atlas = Atlas.open(ort)
    chart = charts.bars(atlas, ARRIVALS)
    assert chart.headline == "Zuzüge in Ort 2020: 400 Fälle"
    assert DIFFERENCE in chart.provenance.notes
    assert DIFFERENCE in choropleth(atlas, ARRIVALS).current_map.provenance.notes


def test_the_note_of_the_delivery_stands_once(ort):
    notes = value_table(Atlas.open(ort), ARRIVALS.single_year).provenance.notes
    assert notes == (DIFFERENCE,)


def test_among_all_indicators_each_note_names_its_quantity_and_stands_once(ort):
    atlas = Atlas.open(ort)
    codes = ("zuzugsrate", "zuzuege")
    notes = all_values(atlas, replace(SCOPE, indicator=""), codes).provenance.notes
    assert notes == (
        (
            "Zuzüge, 2021: Stadt gemeldet 330; Summe der Stadtteile 420 (verschieden auch 2020), "
            "enthält Umzüge innerhalb der Stadt."
        ),
        (
            "Einwohner, 2021: Stadt gemeldet 4.100; Summe der Stadtteile 4.000 "
            "(verschieden auch 2020)."
        ),
    )


def test_a_note_that_is_a_sentence_follows_as_one(ort, edit):
    edit(ort / "indicators/ort/2020.toml", "enthält Umzüge", "Mit Umzügen")
    notes = value_table(Atlas.open(ort), ARRIVALS.single_year).provenance.notes
    assert notes == (
        "Stadt gemeldet 300; Summe der Stadtteile 400. Mit Umzügen innerhalb der Stadt.",
    )


def test_the_delivered_total_counts_in_headline_subtitle_and_text_alternative(by_rule):
    chart = charts.bars(by_rule, ARRIVALS)
    assert chart.headline == "Zuzüge in Ort 2020: 300 Fälle (gemeldet)"
    assert chart.subtitle.startswith("Stadt 300 Fälle (gemeldet); Stadtteile 80 bis 200 Fälle")
    assert chart.headline in " ".join(chart.text_alternative)
    assert DIFFERENCE in chart.provenance.notes


def test_numerator_and_denominator_of_a_rate_follow_their_own_rules(by_rule, ort, edit):
    # 300 of the 4,000 of the own sum; with a rule for both 300 of 4,100
    assert area_values(by_rule) == pytest.approx({2020: 75, 2021: 82.5})
    title = 'title = "Einwohner"'
    edit(ort / "indicators/catalogue.toml", title, f'{title}\ntotal = "delivered"')
    both = area_values(Atlas.open(ort))
    assert both == pytest.approx({2020: 300 / 4.1, 2021: 330 / 4.1})


def test_deviations_and_the_line_of_a_chart_refer_to_the_total_that_counts(by_rule):
    deviations = by_rule.values(replace(SCOPE, view=View.DEVIATION, years=(2020,)))
    assert [(row.unit, row.value) for row in deviations.rows] == [("M", 25), ("N", 45), ("W", 5)]
    (line,) = charts.bars(by_rule, SCOPE).lines
    assert (line.label, line.value, line.text) == ("Stadtwert (gemeldet)", 75, "75,0 je 1.000")


def test_a_delivered_row_deviates_from_the_delivered_total_also_without_a_rule(ort):
    scope = replace(SCOPE, level="stadt", view=View.DEVIATION, years=(2020,))
    rows = Atlas.open(ort).values(scope).rows
    assert [(row.delivered, row.value) for row in rows] == [(False, 0), (True, 0)]


def test_the_change_of_the_area_is_that_of_the_total_that_counts(by_rule):
    # 300 to 330, and not 400 to 420
    scope = replace(ARRIVALS, year=2021, base_year=2020, view=View.CHANGE)
    assert charts.bars(by_rule, scope).headline.endswith("um 10,0 % gestiegen")


def test_the_line_of_the_whole_area_is_called_delivered(by_rule):
    marks = [mark for mark in charts.series(by_rule, SCOPE).marks if mark.group == "*"]
    assert [(mark.label, mark.y) for mark in marks] == [
        ("Ort (gemeldet)", 75),
        ("Ort (gemeldet)", 82.5),
    ]


def test_the_overview_takes_the_total_that_counts_and_says_so(by_rule):
    (tile,) = overview(by_rule, replace(SCOPE, year=2021)).tiles
    assert tile.value == "82,5 je 1.000"
    assert tile.date.endswith(", gemeldet")
    assert "Zuzüge, 2021: Stadt gemeldet 330; Summe der Stadtteile 420" in tile.remark


def test_a_map_names_the_delivered_total(by_rule):
    year = choropleth(by_rule, SCOPE).current_map
    assert (year.area_value, year.area_text) == (75, "75,0 je 1.000 (gemeldet)")


def test_a_delivery_may_say_which_total_counts_for_its_year_only(ort, edit):
    edit(ort / "indicators/ort/2021.toml", "[zuzuege]", '[zuzuege]\ntotal = "delivered"')
    assert area_values(Atlas.open(ort), "zuzuege") == {2020: 400, 2021: 330}


def test_defaults_of_a_year_hold_for_all_its_quantities(ort, edit):
    edit(ort / "indicators/ort/2020.toml", "[defaults]", '[defaults]\ntotal = "delivered"')
    atlas = Atlas.open(ort)
    assert area_values(atlas, "ew") == {2020: 4100, 2021: 4000}
    assert area_values(atlas)[2020] == pytest.approx(300 / 4.1)


def test_a_delivery_may_take_the_sum_though_the_catalogue_does_not(by_rule, ort, edit):
    edit(ort / "indicators/ort/2020.toml", "[zuzuege]", '[zuzuege]\ntotal = "sum"')
    assert by_rule is not None
    assert area_values(Atlas.open(ort), "zuzuege") == {2020: 400, 2021: 330}


def test_another_word_for_the_rule_is_refused_with_its_line(ort, edit):
    edit(ort / "indicators/ort/2020.toml", "[zuzuege]", '[zuzuege]\ntotal = "gemeldet"')
    found = [item for item in Desk.open(ort).problems() if item.code == "toml_bad_value"]
    assert ("indicators/ort/2020.toml", 10) in [(item.file, item.line) for item in found]


def test_check_asks_for_missing_units_only_without_a_rule(ort, edit):
    def found():
        codes = ("residual_large", "total_differs")
        return [(p.code, p.value) for p in Desk.open(ort).problems() if p.code in codes]

    assert found().count(("residual_large", "300")) == 1
    edit(ort / "indicators/catalogue.toml", RULE, f'{RULE}\ntotal = "delivered"')
    assert found().count(("total_differs", "300")) == 1
    assert ("residual_large", "300") not in found()


def test_nothing_calls_a_delivered_total_a_sum_where_nothing_adds_up_to_it(partial):
    spec = value_table(Atlas.open(partial), replace(SCOPE, indicator="ew").single_year)
    assert texts_of(spec)[3:] == [
        ["S", "Ort (gemeldet)", "2020", "4.100", ""],
        ["S", "Unterschied (Summe − gemeldet)", "2020", "−100", ""],
    ]
    note = "Stadt gemeldet 4.100; Summe der Stadtteile 4.000."
    assert note in spec.provenance.notes
    assert "Summe der Einheiten" not in csv_bytes(spec).decode()
    row = Atlas.open(partial).values(Scope(area="ort", level="stadt", indicator="ew")).rows[0]
    assert (row.value, row.delivered, row.counts) == (4100, True, True)


def test_check_tells_once_of_a_total_that_nothing_adds_up_to(partial):
    found = [p for p in Desk.open(partial).problems() if p.code == "residual_large"]
    assert [(p.line, p.value) for p in found if "2020.csv" in p.file] == [(6, "4.100"), (6, "300")]


def test_a_given_figure_of_the_whole_area_is_no_sum(ort):
    spec = value_table(Atlas.open(ort), replace(SCOPE, indicator="miete").single_year)
    assert texts_of(spec)[-1] == ["S", "Ort (gemeldet)", "2020", "8,2", ""]


@pytest.fixture
def blocks(ort, edit):
    """The town whose districts were delivered beside their blocks, and count."""
    edit(ort / "districts/ort/area.toml", "complete = false\n", "")
    edit(
        ort / "districts/ort/units.csv",
        "viertel;N1;Nord-1\n",
        "viertel;N1;Nord-1\nviertel;M1;Mitte-1\nviertel;W1;West-1\n",
    )
    edit(
        ort / "districts/ort/memberships.csv",
        "viertel;N1;stadtteil;N\n",
        "viertel;N1;stadtteil;N\nviertel;M1;stadtteil;M\nviertel;W1;stadtteil;W\n",
    )
    edit(
        ort / "indicators/ort/2020.csv",
        "viertel;N1;1000;120;\n",
        "viertel;N1;1000;130;\nviertel;M1;2000;200;\nviertel;W1;1000;80;\n",
    )
    table = ort / "indicators/ort/2020.toml"
    edit(table, 'base = "stadtteil"', 'base = "viertel"\ntotal = "delivered"')
    return ort


def test_districts_that_were_delivered_beside_their_blocks_are_named(blocks):
    atlas = Atlas.open(blocks)
    chart, drawn = charts.bars(atlas, ARRIVALS), choropleth(atlas, ARRIVALS)
    assert [(mark.label, mark.y) for mark in chart.marks] == [
        ("Mitte (gemeldet)", 200),
        ("Nord (gemeldet)", 120),
        ("West (gemeldet)", 80),
    ]
    told = "Gemeldete Werte weichen von den Summen ab: Nord gemeldet 120, Summe 130."
    assert told in chart.provenance.notes
    figure = next(item for item in drawn.current_map.figures if item.unit == "N")
    assert figure.details[0] == ("Wert (gemeldet)", "120 Fälle")
    collection = json.loads(geodata.geojson_bytes(drawn, atlas.boundaries("ort", "stadtteil")))
    assert {feature["properties"]["herkunft"] for feature in collection["features"]} == {"gemeldet"}


@pytest.mark.parametrize(("rule", "expected"), [("sum", 130 + 200), ("delivered", 120 + 200)])
def test_several_as_one_are_summed_from_the_figures_that_are_shown(blocks, edit, rule, expected):
    edit(blocks / "indicators/ort/2020.toml", 'total = "delivered"', f'total = "{rule}"')
    together = Atlas.open(blocks).together(replace(ARRIVALS, selection=("N", "M")))
    assert together.value[0].tolist() == [expected]


def test_a_total_fills_in_for_a_missing_sum_also_of_several(blocks, edit):
    edit(blocks / "indicators/ort/2020.csv", "viertel;N1;1000;130;", "viertel;N1;1000;...;")
    edit(blocks / "indicators/ort/2020.toml", 'total = "delivered"', 'total = "sum"')
    atlas = Atlas.open(blocks)
    # Nord shows the 120 that were reported
    assert 120 in atlas.grid(ARRIVALS).value[0]
    assert atlas.together(replace(ARRIVALS, selection=("N", "M"))).value[0].tolist() == [320]


def test_the_command_line_lists_both_totals_and_says_which_counts(by_rule, ort, cli):
    assert by_rule is not None
    options = ("--area", "ort", "--indicator", "zuzuege", "--year", "2020", "--data", str(ort))
    listed = json.loads(cli("values", "--level", "stadt", *options).out)
    rows = [(r["value"], r.get("delivered"), r.get("counts")) for r in listed["rows"]]
    assert rows == [(400, None, False), (300, True, None)]
    assert listed["notes"] == [DIFFERENCE]


def test_custom_areas_are_made_of_the_totals_that_count(blocks, edit, tmp_path):
    edit(blocks / "indicators/ort/2021.toml", "[defaults]", '[defaults]\ntotal = "delivered"')
    # 120 and 200 as delivered for the districts; their blocks make 130 and 200
    text = draft("Eigen", zwei=["stadtteil:N", "stadtteil:M"])
    write_own(tmp_path / "home", "ort", "eigen", text)
    atlas = Atlas.open(blocks, home=tmp_path / "home")
    (row,) = atlas.values(replace(ARRIVALS, level="eigen", years=(2020,))).rows
    assert row.value == 320
    # 320 of 3,000 in 2021, beside the 330 of 4,100 reported for the town
    ((_, own, whole, *_),) = texts_of(areas.profile_table(atlas, "ort", "eigen", "zwei"))
    assert (own, whole) == ("106,7", "80,5 (gemeldet)")


@pytest.mark.parametrize(
    ("exactness", "told"), [("rounded-5", "Auf 5 gerundet"), ("cell-key", "Cell-Key-Methode")]
)
def test_what_is_added_up_of_changed_figures_says_so(cli, town, edit, exactness, told):
    """Blocks are as they were delivered; their sums, and shares of them, are in parentheses."""
    old, new = "[kinder]\n", f'[kinder]\nexactness = "{exactness}"\n'
    edit(town / "indicators/ort/2021.toml", old, new)
    values = ("values", "--data", town, "--area", "ort", "--year", 2021, "--format", "json")
    states = {
        (level, indicator): {
            row["flag"]
            for row in cli(*values, "--level", level, "--indicator", indicator).json["rows"]
        }
        for level, indicator in [
            ("block", "kinder"),
            ("bezirk", "kinder"),
            ("bezirk", "kinderanteil"),
            ("bezirk", "leute"),
        ]
    }
    assert states["bezirk", "kinder"] == states["bezirk", "kinderanteil"] == {"limited"}
    assert states["block", "kinder"] == states["bezirk", "leute"] == {""}
    table = cli(*values[:-1], "csv", "--level", "bezirk", "--indicator", "kinder").out.decode()
    assert told in table
