"""Two profiles side by side: a unit that is named, of any level, or the one most like it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from atlas.errors import UnknownLevelError, UnknownNameError
from atlas.model.documents import BarRows
from atlas.model.overview import SmallMap
from atlas.model.scope import Scope
from atlas.views.profile import texts as words
from atlas.views.profile.beside import beside_of_word, beside_options
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import SIMILAR, ProfileChoice
from tests.views.profile.test_profile import DAY, LINDEN, heads, rows, table, texts_of

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

OTHER, REGION = "033", "02"


def beside(atlas, other, unit=LINDEN, year=2024):
    scope = Scope(area="musterstadt", level="bezirk", indicator="", year=year)
    return profile_document(atlas, ProfileChoice(scope=scope, unit=unit, beside=other), DAY)


@pytest.fixture(scope="module")
def pair(shipped):
    return beside(shipped, f"bezirk:{OTHER}")


@pytest.fixture(scope="module")
def across(shipped):
    return beside(shipped, f"sozialraum:{REGION}")


def values_of(atlas, spec, level, unit):
    """By title of an indicator the value `values` has of a unit in 2024."""
    own = {f"{item.title} ({item.unit})": item.code for item in atlas.indicators("musterstadt")}
    found = {}
    for cells in (row.cells for row in table(spec, "core").spec.rows):
        code = own.get(cells[0].text)
        if code in atlas.available("musterstadt", level):
            scope = Scope(area="musterstadt", level=level, indicator=code, years=(2024,))
            each = [r for r in atlas.values(scope).rows if r.unit == unit and r.counts]
            found[cells[0].text] = each[0].value
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("which", "level", "unit"),
    [
        ("pair", "bezirk", OTHER),
        ("across", "sozialraum", REGION),
    ],
)
def test_values_beside_are_those_of_values(shipped, request, which, level, unit):
    spec = request.getfixturevalue(which)
    titles = heads(spec, "core")
    column = titles.index({OTHER: "Am Klinikum", REGION: "Sozialraum Westen"}[unit])
    expected = values_of(shipped, spec, level, unit)
    printed = {row.cells[0].text: row.cells[column].number for row in table(spec, "core").spec.rows}
    assert len(expected) > 10
    assert {title: printed[title] for title in expected} == expected
    assert titles[column] in heads(spec, "summary")


def test_both_are_on_the_map_of_their_level_else_each_has_one(pair, across):
    (map_of_both,) = [f.drawing for f in pair.figures if isinstance(f.drawing, SmallMap)]
    series = map_of_both.series
    codes = dict(zip(series.units, series.columns[0].codes, strict=True))
    assert (codes[LINDEN], codes[OTHER]) == (0, 1)
    assert set(codes.values()) == {0, 1, 2}
    maps = [f.drawing for f in across.figures if isinstance(f.drawing, SmallMap)]
    assert [drawn.ringed for drawn in maps] == [(LINDEN,), (REGION,)]


def bars_of(spec):
    return [
        figure.drawing
        for figure in spec.figures
        if isinstance(figure.drawing, BarRows) and "Abweichung" in figure.title
    ]


def test_deviations_of_both_are_on_one_scale_only_among_the_same_units(shipped, pair, across):
    (own,) = bars_of(pair)
    (alone,) = bars_of(beside(shipped, "", unit=OTHER))
    of_other = {bar.label: bar.value for bar in alone.bars}
    marks = {bar.label: bar.mark for bar in own.bars if bar.mark is not None}
    assert marks
    assert marks == {label: of_other[label] for label in marks}
    first, second = bars_of(across)
    assert not any(bar.mark for bar in first.bars)
    assert "Sozialräume" in second.axis


def test_the_most_similar_unit_is_said_with_how_it_was_found(shipped):
    spec = beside(shipped, SIMILAR)
    text = texts_of(spec)
    assert "verglichen mit" in spec.title
    assert "am ähnlichsten: In" in text
    assert "Verglichen sind: Kinder unter 15 Jahren mit SGB-II-Leistungen;" in text
    # an absolute number says how large a unit is, not how it is
    how = next(line for line in text.splitlines() if "Verglichen sind" in line)
    assert "Einwohner mit Hauptwohnung" not in how


def test_where_figures_are_few_nothing_is_called_similar(shipped):
    scope = Scope(area="rhein-berg", level="kommune", indicator="", year=2014)
    choice = ProfileChoice(scope=scope, unit="05378008", beside=SIMILAR)
    spec = profile_document(shipped, choice, DAY)
    assert "lässt sich keines nennen" in texts_of(spec)
    assert spec.title == "Gebietsprofil Burscheid"


def test_a_unit_is_not_laid_beside_itself(shipped):
    alone, itself = beside(shipped, ""), beside(shipped, f"bezirk:{LINDEN}")
    assert itself.title == alone.title
    assert rows(itself, "core") == rows(alone, "core")


def test_unknown_units_and_levels_are_refused(shipped):
    with pytest.raises(UnknownNameError):
        beside(shipped, "bezirk:nirgends")
    with pytest.raises(UnknownLevelError):
        beside(shipped, "dorf:01")


def test_the_link_says_what_stands_beside(shipped, pair):
    query = dict(parse_qsl(urlsplit(pair.provenance.link).query))
    assert query["neben"] == f"bezirk:{OTHER}"
    offered = beside_options(shipped, "musterstadt", "bezirk")
    assert query["neben"] in offered
    assert offered[query["neben"]].endswith("(Bezirk)")
    assert [beside_of_word(word) for word in list(offered)[:2]] == ["", SIMILAR]
    assert not any(word.startswith("stadt:") for word in offered)
    assert words.SIMILAR_WORD in beside(shipped, SIMILAR).provenance.link
