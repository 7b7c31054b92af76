from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.atlas import Atlas
from atlas.model.classing import Classing, Method, Palette
from atlas.model.scope import Scope, View
from atlas.views import address
from atlas.views.choices import NothingToChooseError
from tests.wandel import write_wandel

NOTHING = Scope(area="", level="", indicator="")
SHARE = Scope(
    area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014, base_year=2009
)
SHARE_LINK = "gebiet=rhein-berg&ebene=kommune&indikator=ein_kinder_sgb2_u15&jahr=2014&basis=2009"
BURSCHEID, KUERTEN = "05378008", "05378012"

# what the atlas wrote before links had a version; a line must never change or go
LINKS_OF_VERSION_1 = {
    "": {},
    "gebiet=rhein-berg": {"area": "rhein-berg"},
    "gebiet=musterstadt&ebene=bezirk": {"area": "musterstadt", "level": "bezirk"},
    "indikator=ew_u15": {"indicator": "ew_u15"},
    "stand=2013-01-01": {"vintage": date(2013, 1, 1)},
    "jahr=2014": {"year": 2014},
    "basis=2009": {"base_year": 2009},
    "auswertung=wert": {"view": View.VALUE},
    "auswertung=veraenderung": {"view": View.CHANGE},
    "auswertung=abweichung": {"view": View.DEVIATION},
    "klassen=gleich": {"classing": Classing(method=Method.EQUAL)},
    "klassen=quantile.3": {"classing": Classing(method=Method.QUANTILES, classes=3)},
    "klassen=natuerlich.4.blau": {
        "classing": Classing(method=Method.NATURAL, classes=4, palette=Palette.BLUE)
    },
    "klassen=standard.violett-gruen": {
        "classing": Classing(method=Method.STANDARD_DEVIATION, palette=Palette.PURPLE_GREEN)
    },
    "klassen=gesamtwert": {"classing": Classing(method=Method.AROUND_AREA)},
    "klassen=eigene.5_12,5.petrol": {
        "classing": Classing(method=Method.MANUAL, limits=(5, 12.5), palette=Palette.PETROL)
    },
    "auswahl=05378012": {"selection": (KUERTEN,)},
    "auswahl=05378008,05378012": {"selection": (BURSCHEID, KUERTEN)},
    "auswahl=05378008%2C05378012": {"selection": (BURSCHEID, KUERTEN)},
    f"{SHARE_LINK}&auswertung=wert": {
        name: getattr(SHARE, name) for name in ("area", "level", "indicator", "year", "base_year")
    },
    "jahr=2014&vergleich=zusammenhang&mit=altenanteil&dazu=punkte&nur_auswahl=ja": {"year": 2014},
}


def words(query: str) -> dict[str, str]:
    return dict(parse_qsl(query))


@pytest.mark.parametrize("query", LINKS_OF_VERSION_1)
def test_a_link_of_version_1_says_what_it_always_said(query):
    link = address.decode(words(query))
    assert link.scope == replace(NOTHING, **LINKS_OF_VERSION_1[query])
    assert (link.version, dict(link.rejected)) == (1, {})


def test_units_are_named_once_each():
    assert address.units_of("05378004,05378008,05378004,") == ("05378004", "05378008")
    assert address.units_word(("a", "b")) == "a,b"
    assert address.units_of("") == ()


def test_an_address_names_everything():
    everything = replace(
        SHARE,
        view=View.CHANGE,
        vintage=date(2013, 1, 1),
        classing=Classing(method=Method.QUANTILES, classes=5),
        selection=(BURSCHEID, KUERTEN),
        release="2015",
    )
    assert address.encode(everything) == {
        "gebiet": "rhein-berg",
        "ebene": "kommune",
        "indikator": "ein_kinder_sgb2_u15",
        "stand": "2013-01-01",
        "jahr": "2014",
        "basis": "2009",
        "auswertung": "veraenderung",
        "klassen": "quantile.5",
        "auswahl": "05378008,05378012",
        "ausgabe": "2015",
        "v": "2",
    }


def test_an_address_leaves_out_what_is_empty():
    assert address.encode(NOTHING) == {"auswertung": "wert", "v": "2"}
    assert urlencode(address.encode(SHARE)) == f"{SHARE_LINK}&auswertung=wert&v=2"


names = st.text(st.characters(codec="utf-8"), max_size=12)
limits = st.lists(st.integers(-9999, 9999), min_size=1, max_size=6, unique=True).map(
    lambda numbers: tuple(number / 8 for number in sorted(numbers))
)
palettes = st.none() | st.sampled_from(Palette)
automatic = st.builds(
    Classing,
    method=st.sampled_from([method for method in Method if method is not Method.MANUAL]),
    classes=st.none() | st.integers(3, 7),
    palette=palettes,
)
manual = st.builds(Classing, method=st.just(Method.MANUAL), limits=limits, palette=palettes)
scopes = st.builds(
    Scope,
    area=names,
    level=names,
    indicator=names,
    year=st.integers(0, 9999),
    base_year=st.none() | st.integers(1, 9999),
    view=st.sampled_from(View),
    classing=st.none() | automatic | manual,
    selection=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters=","), min_size=1), unique=True
    ).map(tuple),
    vintage=st.none() | st.dates(),
    release=names,
)


@given(scopes)
def test_a_link_opens_the_scope_it_was_written_for(scope):
    query = urlencode(address.encode(scope))
    assert address.decode(dict(parse_qsl(query))) == address.Link(scope=scope)


@given(st.dictionaries(st.sampled_from([*address.PARAMETERS, "v"]), st.text(max_size=12)))
def test_any_words_are_read_or_rejected(parameters):
    link = address.decode(parameters)
    for name in address.PARAMETERS:
        if name in link.rejected:
            assert name not in address.encode(link.scope) or name == "auswertung"
    again = address.decode(address.encode(link.scope))
    assert again.scope == link.scope


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("stand", "gestern"),
        ("stand", "2013-02-30"),
        ("jahr", "20145"),
        ("jahr", "²"),
        ("jahr", "-2014"),
        ("jahr", "0"),
        ("basis", "1e3"),
        ("auswertung", "value"),
        ("klassen", "quantile.99"),
        ("klassen", "eigene.5_4"),
        ("v", "zwei"),
        ("v", "0"),
    ],
)
def test_what_nobody_can_read_is_rejected_by_name(name, word):
    link = address.decode({"gebiet": "rhein-berg", name: word})
    assert link.rejected == {name: word}
    assert link.scope == replace(NOTHING, area="rhein-berg")


def test_a_newer_version_is_read_as_far_as_it_is_understood():
    link = address.decode({"jahr": "2014", "auswertung": "dichte", "farbton": "rot", "v": "3"})
    assert link.version == 3
    assert link.scope == replace(NOTHING, year=2014)
    assert link.rejected == {"auswertung": "dichte"}


def test_what_a_link_leaves_open_is_the_default(shipped):
    resolution = address.resolve(shipped, replace(NOTHING, area="rhein-berg"))
    assert resolution.scope == SHARE
    assert not resolution.missing


def test_what_there_is_stays_as_it_is(shipped):
    scope = replace(SHARE, view=View.CHANGE, selection=("05378", BURSCHEID))
    assert address.resolve(shipped, scope) == address.Resolution(scope=scope, missing={})


@pytest.mark.parametrize(
    ("requested", "missing"),
    [
        ({"area": "atlantis"}, {"gebiet": "atlantis"}),
        ({"level": "viertel"}, {"ebene": "viertel"}),
        ({"indicator": "glueck"}, {"indikator": "glueck"}),
        ({"year": 1999}, {"jahr": "1999"}),
        ({"base_year": 2014}, {"basis": "2014"}),
        ({"vintage": date(2013, 1, 1)}, {"stand": "2013-01-01"}),
        ({"release": "2015"}, {"ausgabe": "2015"}),
        ({"selection": (BURSCHEID, "1", "2")}, {"auswahl": "1,2"}),
    ],
)
def test_what_there_is_not_is_replaced_and_named(shipped, requested, missing):
    resolution = address.resolve(shipped, replace(SHARE, **requested))
    if "area" in requested:
        assert missing.items() <= resolution.missing.items()
        assert resolution.scope.area == shipped.area_ids[0]
    else:
        assert resolution.missing == missing
        assert resolution.scope.unselected == SHARE
        assert resolution.scope.selection == requested.get("selection", ())[:1]


def test_a_count_has_no_deviation_to_show(shipped):
    scope = replace(SHARE, indicator="ew_u15", view=View.DEVIATION)
    resolution = address.resolve(shipped, scope)
    assert resolution.missing == {"auswertung": "abweichung"}
    assert resolution.scope.view is View.VALUE


def test_the_newest_vintage_is_the_one_without_a_word(tmp_path):
    atlas = Atlas.open(write_wandel(tmp_path / "wandel"))
    scope = Scope(area="wandel", level="bezirk", indicator="", vintage=date(2020, 1, 1))
    resolution = address.resolve(atlas, scope)
    assert resolution.scope.vintage is None
    assert not resolution.missing
    earlier = replace(scope, vintage=date(2013, 1, 1))
    assert address.resolve(atlas, earlier).scope.vintage == date(2013, 1, 1)


def test_without_an_area_there_is_nothing_to_choose(data_copy):
    (data_copy / "districts" / "rhein-berg" / "area.toml").unlink()
    (data_copy / "districts" / "rhein-berg").rename(data_copy / "weg")
    with pytest.raises(NothingToChooseError, match="kein Gebiet"):
        address.resolve(Atlas.open(data_copy), NOTHING)


def test_a_link_that_opens_as_it_is_needs_no_sentence():
    assert address.notice(address.Link(scope=SHARE), {}) == ""


def test_all_that_is_not_there_is_named_in_one_sentence():
    link = address.decode({"jahr": "bald", "indikator": "glueck"})
    assert address.notice(link, {"indikator": "glueck", "auswahl": "1,2"}) == (
        "Die Adresse nennt etwas, das es hier nicht gibt (Indikator „glueck“, Berichtsjahr "
        "„bald“, Auswahl „1,2“); gezeigt wird dafür die Voreinstellung."
    )


def test_a_newer_link_says_where_it_comes_from():
    assert address.notice(address.decode({"v": "3"}), {}) == (
        "Der Link stammt aus einem neueren Sozialatlas; gezeigt wird, was dieser hier davon "
        "versteht."
    )


def test_a_long_word_is_cut():
    sentence = address.notice(address.Link(scope=NOTHING), {"ebene": "x" * 500})
    assert f"(Räumliche Ebene „{'x' * 39}…“)" in sentence


@pytest.mark.parametrize(
    ("units", "word"),
    [
        (("01", "02"), "01,02"),
        (("A,1", "B"), "A\\,1,B"),
        (("C\\", "D"), "C\\\\,D"),
    ],
)
def test_a_comma_within_a_key_is_marked(units, word):
    assert address.units_word(units) == word
    assert address.units_of(word) == units


@given(st.lists(st.text(min_size=1), max_size=4, unique=True))
def test_any_keys_come_back_from_a_link(units):
    assert address.units_of(address.units_word(tuple(units))) == tuple(units)


def test_a_key_with_a_comma_written_as_it_is_is_found():
    assert address.rejoined(("A", "1", "B", "C"), {"A,1", "B"}) == ("A,1", "B", "C")
