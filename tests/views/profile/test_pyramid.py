"""The pyramid of a unit: shares per year of age beside those of the area, signs for the hidden."""

from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.model.documents import BarRows, Paragraph, Pyramid, PyramidBar
from atlas.views.profile import texts as words
from tests import small_town
from tests.conftest import TOWN
from tests.owned import draft, write_own
from tests.views.profile.test_profile import profile, rows

GROUPS = {"0_9": [0, 9], "10_49": [10, 49], "50p": [50]}
SEXED = [f"{sex}_{group}" for group in GROUPS for sex in ("w", "m")]
FIGURES = {
    # residents, their ages, women and men of each group
    2020: """\
block;01;Anger;200;30;170;10;20;60;60;30;20
block;02;Bach;100;20;80;10;10;20;40;10;10
block;03;Christhof;100;10;90;5;5;20;20;25;25
block;04;Damm;100;10;90;5;5;20;20;25;25
""",
    2021: """\
block;01;Anger;200;30;170;10;20;60;60;30;20
block;02;Bach;100;20;80;10;10;20;40;10;10
block;03;Christhof;100;10;90;5;5;20;20;25;25
block;04;Damm;100;10;90;.;.;.;.;25;25
""",
    2022: "block;01;Anger;200;30;170\nblock;02;Bach;100;20;80\nblock;03;Christhof;–;–;–\n",
}


@pytest.fixture(scope="module")
def sexed_town(tmp_path_factory):
    """A town whose years 2020 and 2021 are split by sex; in 2021 something is secret."""
    folder = tmp_path_factory.mktemp("sexed") / "town"
    pyramid = [
        {"ages": ages, "female": f"w_{group}", "male": f"m_{group}"}
        for group, ages in GROUPS.items()
    ]
    catalogue = small_town.catalogue(
        small_town.count("ew", "Einwohner", parts=[["u10", "10p"]], pyramid=pyramid),
        small_town.count("u10", "Einwohner unter 10", parts=[["w_0_9", "m_0_9"]]),
        small_town.count("10p", "Einwohner ab 10", parts=[SEXED[2:]]),
        *(small_town.count(code, code) for code in SEXED),
    )
    files = {name: text for name, text in TOWN.items() if name.startswith("districts")}
    files["indicators/catalogue.toml"] = catalogue
    for year, table in FIGURES.items():
        codes = ["ew", "u10", "10p", *(SEXED if year < 2022 else ())]
        files[f"indicators/ort/{year}.csv"] = f"level;unit;name;{';'.join(codes)}\n{table}"
        head, *_ = TOWN["indicators/ort/2020.toml"].replace("2020", str(year)).partition("[leute]")
        files[f"indicators/ort/{year}.toml"] = head + "".join(f"[{code}]\n" for code in codes)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sexed(sexed_town):
    return Atlas.open(sexed_town)


def drawing(spec):
    return next(f.drawing for f in spec.figures if isinstance(f.drawing, Pyramid | BarRows))


def test_bars_are_shares_of_all_per_year_of_age_beside_those_of_the_area(sexed):
    spec = profile(sexed, "ort", "block", "01", 2020)
    pyramid = drawing(spec)
    assert [(g.label, g.years) for g in pyramid.groups] == [
        ("unter 10", 10), ("10 bis 49", 40), ("50 und älter", 15),
    ]  # fmt: skip
    # 10 of 200 are 5 %, in ten years; of the town 30 of 500
    assert pyramid.groups[0].female == PyramidBar(value=0.5, mark=0.6)
    # 60 of 200 in forty years, 20 of 200 in fifteen; of the town 140 and 80 of 500
    assert [g.male.value for g in pyramid.groups] == pytest.approx([1.0, 0.75, 10 / 15])
    assert [g.male.mark for g in pyramid.groups] == pytest.approx([0.8, 28 / 40, 16 / 15])
    assert pyramid.mark_label == "Stadtwert"
    assert rows(spec, "pyramid")[0] == ["unter 10", "20", "10,0", "8,0", "10", "5,0", "6,0"]
    figure = next(f for f in spec.figures if f.drawing is pyramid)
    assert "unter 10: Männer 10,0 %, Frauen 5,0 %" in figure.alt
    assert "„50 und älter“ ist wie 15 Altersjahre gezeichnet" in figure.caption


def test_what_is_hidden_is_a_sign_in_units_and_in_what_they_are_part_of(sexed):
    spec = profile(sexed, "ort", "block", "04", 2021)
    children, adults, old = drawing(spec).groups
    # nor is the town's share there, which would give the district's away
    assert children.male == children.female == PyramidBar(value=None, text=".")
    assert adults.female == PyramidBar(value=None, text=".")
    assert old.female == PyramidBar(value=25 / 15, mark=pytest.approx(18 / 15))
    assert rows(spec, "pyramid")[0] == ["unter 10", *"......"]
    alt = next(f.alt for f in spec.figures if isinstance(f.drawing, Pyramid))
    assert "unter 10: Männer kein Wert ausgewiesen, Frauen kein Wert ausgewiesen" in alt
    town = profile(sexed, "ort", "stadt", "S", 2021)
    assert drawing(town).groups[0].female == PyramidBar(value=None, text=".")
    assert rows(town, "pyramid")[0] == ["unter 10", *"...."]
    assert any(
        isinstance(block, Paragraph) and block.text.startswith("Zeichen: ") for block in spec.blocks
    )


def test_the_whole_area_has_no_outline_and_a_custom_area_sums_its_units(sexed_town, tmp_path):
    write_own(tmp_path, "ort", "eigen", draft("Eigen", ost=["block:01", "block:02"]))
    atlas = Atlas.open(sexed_town, home=tmp_path)
    # 10 + 10 of 200 + 100
    ost = drawing(profile(atlas, "ort", "eigen", "ost", 2020)).groups[0]
    assert ost.female == PyramidBar(value=pytest.approx(2 / 3), mark=0.6)
    whole = drawing(profile(atlas, "ort", "stadt", "S", 2020))
    assert whole.groups[0].female == PyramidBar(value=0.6)
    assert whole.mark_label == ""


def test_newer_ages_without_sexes_are_bars_as_before(sexed):
    spec = profile(sexed, "ort", "block", "01", 2022)
    assert [bar.value for bar in drawing(spec).bars] == [15, 85]
    assert [name for item in spec.tables if (name := item.name) == words.SHEETS["pyramid"]] == []


def test_where_nobody_lives_there_is_nothing_to_draw(sexed):
    spec = profile(sexed, "ort", "block", "03", 2022)
    said = [block.text for block in spec.blocks if isinstance(block, Paragraph)]
    assert words.NOBODY.format(name="Christhof", year=2022) in said
