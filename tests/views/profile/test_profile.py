"""The profile of a unit: its numbers are those of `values`, and what is missing is said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from atlas.atlas import Atlas
from atlas.errors import UnknownLevelError, UnknownNameError
from atlas.model.documents import (
    BarRows,
    DocumentSpec,
    DocumentTable,
    Facts,
    Listing,
    Paragraph,
    Tone,
)
from atlas.model.overview import SmallMap, Trend
from atlas.model.quantities import Audience, Kind, Quantity
from atlas.model.scope import Scope, View
from atlas.views.address import decode, resolve
from atlas.views.profile import texts as words
from atlas.views.profile.ages import finest_parts
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import ProfileChoice
from tests.owned import draft, write_own

DAY = date(2026, 12, 1)
BURSCHEID = "05378008"
LINDEN = "021"


def profile(atlas, area, level, unit, year=0, *, ranks=False) -> DocumentSpec:  # noqa: PLR0913
    scope = Scope(area=area, level=level, indicator="", year=year)
    return profile_document(atlas, ProfileChoice(scope=scope, unit=unit, ranks=ranks), DAY)


def table(spec: DocumentSpec, name: str) -> DocumentTable:
    return next(item for item in spec.tables if item.name == words.SHEETS[name])


def rows(spec: DocumentSpec, name: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table(spec, name).spec.rows]


def heads(spec: DocumentSpec, name: str) -> list[str]:
    return [column.title for column in table(spec, name).spec.columns]


def texts_of(spec: DocumentSpec) -> str:
    """All running text of a document."""
    lines = [spec.title, spec.kicker, *(section.title for section in spec.sections)]
    for block in spec.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Listing):
            lines += [block.mark, *block.items]
        elif isinstance(block, Facts):
            lines += [f"{label}: {text}" for label, text in block.pairs]
    lines += [part for f in spec.figures for part in (f.title, f.statement, f.caption, f.alt)]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def burscheid(shipped) -> DocumentSpec:
    return profile(shipped, "rhein-berg", "kommune", BURSCHEID, 2014)


@pytest.fixture(scope="module")
def linden(shipped) -> DocumentSpec:
    return profile(shipped, "musterstadt", "bezirk", LINDEN, 2024)


def test_page_one_says_value_area_change_and_chance(burscheid):
    assert burscheid.title == "Gebietsprofil Burscheid"
    assert burscheid.kicker == "Kommune im Rheinisch-Bergischen Kreis · 2014"
    assert heads(burscheid, "summary") == [
        "Kennzahl",
        "Wert 2014",
        "Kreiswert",
        "Veränderung seit 2009",
        "Beurteilung",
    ]
    first = rows(burscheid, "summary")[0]
    assert first[1:] == [
        "12,5",
        "11,2",
        "+2,4 Prozentpunkte",
        "außerhalb der Zufallsschwankung",
    ]
    assert "ist seit 2009 von 10,2 % auf 12,5 % gestiegen" in texts_of(burscheid)


def test_the_change_is_beyond_chance_in_four_communes_only(shipped):
    verdicts = {}
    for unit in shipped.level("rhein-berg", "kommune").units:
        spec = profile(shipped, "rhein-berg", "kommune", unit.id, 2014)
        verdicts[unit.name] = rows(spec, "summary")[0][-1]
    beyond = {name for name, text in verdicts.items() if text.startswith("außerhalb")}
    assert beyond == {"Bergisch Gladbach", "Burscheid", "Kürten", "Overath"}


@pytest.mark.parametrize(
    ("area", "level", "year"),
    [("rhein-berg", "kommune", 2014), ("musterstadt", "sozialraum", 2024)],
)
def test_numbers_are_those_of_values(shipped, area, level, year):
    unit = shipped.level(area, level).newest_units[-1].id
    core = table(profile(shipped, area, level, unit, year), "core").spec
    titles = [column.title for column in core.columns]
    value = next(n for n, column in enumerate(core.columns) if column.is_number)
    absolute = titles.index("absolut")
    codes = {f"{item.title} ({item.unit})": item.code for item in shipped.indicators(area)}
    known = [row.cells for row in core.rows if row.cells[0].text in codes]
    for cells in known:
        of_year = int(cells[1].text) if titles[1] == "Jahr" else int(titles[value][-4:])
        code = codes[cells[0].text]
        scope = Scope(area=area, level=level, indicator=code, years=(of_year,))
        own = next(r for r in shipped.values(scope).rows if r.unit == unit and r.counts)
        assert cells[value].number == own.value
        if own.numerator is not None:
            assert cells[absolute].number == own.numerator
    assert len(known) >= (1 if area == "rhein-berg" else 15)


def test_area_earlier_value_and_change_are_those_of_values(shipped, burscheid):
    scope = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15")

    def value(**more):
        found = shipped.values(replace(scope, **more)).rows
        return next(r.value for r in found if r.unit in {BURSCHEID, "05378"} and r.counts)

    cells = table(burscheid, "core").spec.rows[0].cells
    _, now, absolute, before, change, of_area = cells
    assert now.number == value(years=(2014,))
    assert (absolute.text, absolute.number) == ("313", 313)
    assert before.number == value(years=(2009,))
    moved = value(years=(2014,), base_year=2009, view=View.CHANGE)
    assert change.text == "+2,4 Prozentpunkte"
    assert round(moved, 1) == 2.4
    assert of_area.number == value(level="kreis", years=(2014,))


def test_a_rank_is_named_on_request_only(shipped, burscheid):
    assert "Rang" not in heads(burscheid, "core")
    ranked = profile(shipped, "rhein-berg", "kommune", BURSCHEID, 2014, ranks=True)
    assert rows(ranked, "core")[0][-1].replace("\u00a0", " ") == "2 von 8"
    whole = profile(shipped, "rhein-berg", "kreis", "05378", 2014, ranks=True)
    assert "Rang" not in heads(whole, "core")


def test_the_link_opens_the_same_profile(shipped):
    spec = profile(shipped, "musterstadt", "bezirk", LINDEN, ranks=True)
    parts = urlsplit(spec.provenance.link)
    words_of_link = dict(parse_qsl(parts.query))
    assert parts.path == "/profil"
    assert words_of_link["rang"] == "ja"
    scope = resolve(shipped, decode(words_of_link).scope)
    assert not scope.missing
    assert (scope.scope.area, scope.scope.level) == ("musterstadt", "bezirk")
    assert (scope.scope.year, scope.scope.base_year) == (2024, 2019)
    assert scope.scope.selection == (LINDEN,)


def test_every_figure_bears_area_and_year(burscheid, linden):
    for spec, name in ((burscheid, "Burscheid"), (linden, "Die Linden")):
        figures = list(spec.figures)
        assert figures
        for figure in figures:
            around = f"{figure.title} {figure.statement} {figure.caption}"
            assert name in around
            assert re.search(r"\b(19|20)\d\d\b", around)
            assert figure.alt


@pytest.mark.slow
@pytest.mark.parametrize("area", ["rhein-berg", "musterstadt"])
def test_there_is_a_profile_on_every_level(shipped, area):
    for level in shipped.area(area).levels:
        unit = level.newest_units[0]
        spec = profile(shipped, area, level.id, unit.id, 2024)
        name = unit.everyday_name or unit.name
        assert name in spec.title
        for item in spec.tables:
            assert len(item.widths) == len(item.spec.columns)
            assert all(len(row.cells) == len(item.widths) for row in item.spec.rows)
            assert all(cell.text for row in item.spec.rows for cell in row.cells)


def test_few_units_are_compared_in_points_with_the_area(shipped):
    odenthal = profile(shipped, "rhein-berg", "kommune", "05378020", 2014)
    (row,) = rows(odenthal, "balance")
    # 3,0256 - 11,1619 = -8,1
    assert row[1:] == ["2014", "3,0", "11,2", "−8,1", "Stärke"]
    (proposals,) = [b for b in odenthal.blocks if isinstance(b, Listing) and b.mark]
    assert "fachlich zu prüfen" in proposals.mark
    assert proposals.items[0].startswith("Stärke: Der Anteil der Kinder unter 15 Jahren")


def test_many_units_are_compared_in_standard_deviations(shipped, linden):
    drawing = next(f.drawing for f in linden.figures if "Abweichungen" in f.title)
    assert isinstance(drawing, BarRows)
    assert "Standardabweichungen" in drawing.axis
    by_label = {bar.label: bar for bar in drawing.bars}
    # no burden and no resource: neither strength nor weakness
    old = by_label["Anteil der Menschen ab 65 Jahren"]
    assert (old.tone, old.heading) == (Tone.PLAIN, "Demografie")
    # fewer unemployed is a strength
    jobless = by_label["Arbeitslosenanteil"]
    assert jobless.value < -0.45
    assert jobless.tone is Tone.STRENGTH
    # absolute numbers say how large a district is
    assert "Einwohner mit Hauptwohnung" not in by_label
    assert "nicht dargestellt: Einwohner mit Hauptwohnung" in texts_of(linden)


def test_topics_have_small_charts_with_the_area_beside_shares(linden):
    by_title = {figure.title: figure for figure in linden.figures}
    share = by_title["SGB-II-Quote"]
    assert share.topic == "Einkommen und Transferleistungen"
    assert isinstance(share.drawing, Trend)
    assert len(share.drawing.beside) == len(share.drawing.points)
    count = by_title["Einwohner mit Hauptwohnung"].drawing
    assert isinstance(count, Trend)
    assert not count.beside


def test_age_groups_add_up_to_all(shipped, linden):
    persons = [row.cells[1].number for row in table(linden, "ages").spec.rows]
    scope = Scope(area="musterstadt", level="bezirk", indicator="ew", years=(2024,))
    everybody = next(r.value for r in shipped.values(scope).rows if r.unit == LINDEN)
    assert len(persons) == 10
    assert sum(persons) == everybody
    shares = [row.cells[2].number for row in table(linden, "ages").spec.rows]
    assert sum(shares) == pytest.approx(100)


def quantity(code: str, *parts: tuple[str, ...]) -> Quantity:
    return Quantity(code=code, title=code, unit="Personen", kind=Kind.COUNT, parts=parts)


def test_age_groups_are_as_fine_as_what_was_delivered():
    every = {
        item.code: item
        for item in (
            quantity("all", ("young", "rest"), ("u15", "15p")),
            quantity("young", ("u3", "3_17")),
            *map(quantity, ("rest", "u3", "3_17", "u15", "15p")),
        )
    }
    assert finest_parts(every, {"all", "u3", "3_17", "rest"}, "all") == ("u3", "3_17", "rest")
    assert finest_parts(every, {"all", "young", "rest", "3_17"}, "all") == ("young", "rest")
    assert finest_parts(every, {"all", "u3"}, "all") == ("all",)
    assert finest_parts(every, {"u3"}, "all") == ()


def test_the_whole_area_has_no_area_beside_it(shipped):
    spec = profile(shipped, "musterstadt", "stadt", "00", 2024)
    assert spec.kicker == "Gesamtgebiet · 2024"
    assert "Stadtwert" not in heads(spec, "core")
    assert words.NO_BALANCE_WHOLE in texts_of(spec)
    assert rows(spec, "regions")


def test_a_custom_area_has_a_profile(town, tmp_path):
    home = tmp_path / "home"
    own = draft("Eigen", ost=["block:01", "block:03"], west=["block:02"])
    write_own(home, "ort", "eigen", own)
    spec = profile(Atlas.open(town, home=home), "ort", "eigen", "ost", 2021)
    assert spec.title == "Gebietsprofil Ost"
    assert "Besteht aus: Anger" in texts_of(spec)
    # 11 + 62 of 110 + 310
    share = next(row for row in rows(spec, "core") if row[0] == "Anteil der Kinder (%)")
    assert "17,4" in share


def test_unknown_names_are_refused(shipped):
    with pytest.raises(UnknownNameError):
        profile(shipped, "rhein-berg", "kommune", "nirgends", 2014)
    with pytest.raises(UnknownLevelError):
        profile(shipped, "rhein-berg", "dorf", BURSCHEID, 2014)


def test_without_a_year_the_newest_counted_one_is_taken(shipped):
    spec = profile(shipped, "musterstadt", "bezirk", LINDEN)
    # forecasts reach 2035
    assert spec.kicker.endswith("2024")


def test_a_year_before_all_figures_is_said(shipped):
    spec = profile(shipped, "rhein-berg", "kommune", BURSCHEID, 1999)
    assert "sind bis 1999 keine Kennzahlen ausgewiesen" in texts_of(spec)
    assert "Altersaufbau fehlt" in texts_of(spec)


def test_one_year_only_is_said(town):
    for ending in ("csv", "toml"):
        (town / f"indicators/ort/2020.{ending}").unlink()
    spec = profile(Atlas.open(town), "ort", "block", "01", 2021)
    assert words.ONE_YEAR in texts_of(spec)
    assert not any(isinstance(figure.drawing, Trend) for figure in spec.figures)
    assert any(words.NO_CHANGE in row for row in rows(spec, "core"))


def test_a_unit_without_a_row_is_said_to_have_no_value(town):
    path = town / "indicators/ort/2021.csv"
    kept = [line for line in path.read_text("utf-8").splitlines() if ";Anger;" not in line]
    path.write_text("\n".join([*kept, ""]), encoding="utf-8")
    spec = profile(Atlas.open(town), "ort", "block", "01", 2021)
    assert "ist in diesem Jahr kein Wert ausgewiesen" in texts_of(spec)
    assert "Ohne ausgewiesenen Wert:" in texts_of(spec)


def test_hidden_figures_are_signs_and_nothing_of_them_gets_out(town):
    for year in (2020, 2021):
        path = town / f"indicators/ort/{year}.toml"
        text = path.read_text("utf-8").replace('audience = "public"', 'audience = "statistics"')
        path.write_text(text, encoding="utf-8")
    spec = profile(Atlas.open(town), "ort", "bezirk", "A", 2021)
    assert all(
        cell.number is None for item in spec.tables for row in item.spec.rows for cell in row.cells
    )
    assert all(cell.text for item in spec.tables for row in item.spec.rows for cell in row.cells)
    assert "kein Wert ausgewiesen (2021)" in texts_of(spec)
    assert not any(isinstance(figure.drawing, Trend) for figure in spec.figures)
    open_spec = profile(Atlas.open(town, Audience.STATISTICS), "ort", "bezirk", "A", 2021)
    assert any(
        cell.number is not None
        for item in open_spec.tables
        for row in item.spec.rows
        for cell in row.cells
    )


def test_a_level_without_boundaries_has_no_map_and_says_so(plain_atlas):
    spec = profile(plain_atlas(), "ort", "block", "01", 2021)
    assert words.NO_POSITION in texts_of(spec)
    assert not any(isinstance(figure.drawing, SmallMap) for figure in spec.figures)
