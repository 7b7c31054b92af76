"""Names of files: German words any mail program takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.model.classing import Classing, Method
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from atlas.views import file_name_texts as words
from atlas.views.file_names import file_stem, slug, stem_of_all

SCOPE = Scope(area="rhein-berg", level="kommune", indicator="ew_u15", year=2014)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bevölkerung unter 15 Jahren (%)", "bevoelkerung-unter-15-jahren"),
        ("Straße/Größe: ÄÖÜ é", "strasse-groesse-aeoeue-e"),
        ("../../etc/passwd", "etc-passwd"),
        # the brackets go first, then whole words
        ("wort " * 9 + "(in Klammern)", "-".join(["wort"] * 9)),
        ("wort " * 20, "-".join(["wort"] * 10)),
        ("N" * 70, "n" * 50),
        ("…", ""),
    ],
)
def test_a_text_becomes_a_part_of_a_name(text, name):
    assert slug(text) == name


def test_all_indicators_of_a_level_or_of_one_unit(shipped):
    everything = "rhein-berg__kommunen__alle-indikatoren"
    assert stem_of_all(shipped, SCOPE) == everything
    assert stem_of_all(shipped, replace(SCOPE, view=View.CHANGE)) == f"{everything}__veraenderung"
    assert (
        stem_of_all(shipped, SCOPE, "Süd-Ost") == "rhein-berg__kommunen__sued-ost__alle-indikatoren"
    )


def test_a_name_says_view_years_borders_and_classes(shipped):
    change = replace(SCOPE, view=View.CHANGE, base_year=2009)
    stem = "rhein-berg__kommunen__einwohner-unter-15-jahren"
    assert file_stem(shipped, change, words.MAP) == f"{stem}__veraenderung__2009-2014__karte"
    special = replace(SCOPE, vintage=date(2013, 1, 1), classing=Classing(method=Method.QUANTILES))
    named = f"{stem}__2014__gebietsstand-2013-01-01"
    assert file_stem(shipped, special, words.MAP) == f"{named}__quantile__karte"
    assert file_stem(shipped, special, words.TABLE) == f"{named}__tabelle"


@pytest.mark.parametrize(
    ("audience", "start"),
    [
        (Audience.PUBLIC, "ort__bezirke"),
        (Audience.INTERNAL, "verwaltungsintern__ort__bezirke"),
        (Audience.STATISTICS, "statistikstelle__ort__bezirke"),
    ],
)
def test_a_file_that_is_not_public_says_so_first(plain_atlas, audience, start):
    scope = Scope(area="ort", level="bezirk", indicator="kinder", year=2021)
    assert file_stem(plain_atlas(audience), scope, words.TABLE) == f"{start}__kinder__2021__tabelle"
    assert stem_of_all(plain_atlas(audience), scope) == f"{start}__alle-indikatoren"
