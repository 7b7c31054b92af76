"""Figures that were noted become figures of a report, and are named by what they compare."""

from __future__ import annotations

from atlas.model.notes import Note
from atlas.model.reports import Report, ReportFigure
from atlas.views.report.figure_words import figure_label, figure_of_note

CHILDREN = "ein_kinder_sgb2_u15"
REPORT = Report(title="B", area="rhein-berg", level="kommune", year=2014)


def test_a_noted_figure_follows_the_report_where_it_is_of_its_year(real_atlas):
    address = {
        "gebiet": "rhein-berg",
        "ebene": "kommune",
        "indikator": CHILDREN,
        "jahr": "2014",
        "basis": "2009",
        "auswertung": "veraenderung",
        "ausgabe": "2014-1",
        "v": "2",
    }
    note = Note(page="karte", words=tuple(sorted(address.items())))
    figure = figure_of_note(real_atlas, REPORT, note)
    assert dict(figure.words) == {"indikator": CHILDREN, "auswertung": "veraenderung"}
    earlier = Note(page="karte", words=(("indikator", CHILDREN), ("jahr", "2009")))
    assert dict(figure_of_note(real_atlas, REPORT, earlier).words)["jahr"] == "2009"


def test_a_figure_is_named_by_what_it_compares(real_atlas):
    titles = {CHILDREN: "Kinder", "ew": "Einwohner"}
    pair = {"indikator": CHILDREN, "vergleich": "indikator", "mit": "ew", "jahr": "2009"}
    figure = ReportFigure(page="karte", words=tuple(sorted(pair.items())))
    label = figure_label(real_atlas, REPORT, figure, titles)
    assert label == "Karte: Kinder / Einwohner (2009, Zwei Indikatoren)"
