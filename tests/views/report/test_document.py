"""A report as a document: what is in it, that all of it is named, and that nothing is missing
in silence. The figures are those of the published table of the Rheinisch-Bergischer Kreis."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from atlas.model.documents import Contents, Facts, Listing, Paragraph, SubHeading, TextKind
from atlas.model.goals import Goal
from atlas.model.own_texts import OwnText, ProfileText
from atlas.model.practice import PracticeText
from atlas.model.reports import Chapter, Openness, PaperHead, Report, ReportFigure
from atlas.views.report import texts as words
from atlas.views.report.document import ReportChoice, report_document
from atlas.views.report.state import confirmed, current_state, old_texts
from atlas.views.writings import Writings
from tests.views.report.conftest import DAY, laid_out, sheet

CHILDREN = "ein_kinder_sgb2_u15"


def section(spec, title):
    return next(part for part in spec.sections if part.title == title)


def remarks(spec) -> str:
    (block,) = section(spec, words.MISSING).blocks
    assert isinstance(block, Listing)
    return "\n".join(block.items)


def one_chapter(**fields) -> Report:
    chapter = Chapter(title="Kinder", **fields)
    return Report(title="B", area="rhein-berg", level="kommune", year=2014, chapters=(chapter,))


def test_key_figures_stand_beside_the_earlier_ones_and_the_range(topic_sheet):
    cells = [cell.text for cell in topic_sheet.tables[0].spec.rows[0].cells]
    # 4.241 of 37.988 children, in 2009 10,8 %; from Odenthal to Bergisch Gladbach
    assert cells[1:] == [
        "2014",
        "11,2",
        "4.241",
        "10,8 (2009)",
        "+0,4 Prozentpunkte",
        "3,0 bis 14,7",
    ]


def test_every_figure_and_table_names_area_and_year(topic_sheet):
    headings = [figure.title for figure in topic_sheet.figures]
    headings += [table.heading for table in topic_sheet.tables]
    assert [heading.partition(":")[0] for heading in headings] == [
        "Karte 1",
        "Abbildung 1",
        "Tabelle 1",
        "Tabelle 2",
        "Tabelle 3",
    ]
    assert all("Rheinisch-Bergischer Kreis" in heading for heading in headings)
    assert all("2014" in heading for heading in headings)


def test_the_lists_lead_to_all_there_is(topic_sheet):
    lists = [block for block in topic_sheet.blocks if isinstance(block, Contents)]
    entries = [entry.anchor for listed in lists for entry in listed.entries]
    anchors = {part.anchor for part in topic_sheet.sections if part.anchor}
    anchors |= {figure.anchor for figure in topic_sheet.figures}
    anchors |= {table.anchor for table in topic_sheet.tables}
    assert sorted(entries) == sorted(anchors)
    in_front = {part.title for part in topic_sheet.sections if not part.anchor}
    assert in_front == {"", words.CONTENTS}


def test_what_the_area_lacks_is_said(topic_sheet):
    said = remarks(topic_sheet)
    assert "Alleinerziehende mit SGB-II-Leistungen" in said
    assert "nicht enthalten: Angebote und nächste Schritte" in said
    assert words.CHECK_FIRST.format(title=words.MISSING) in [
        block.text for block in topic_sheet.blocks if isinstance(block, Paragraph)
    ]


def test_the_annex_defines_each_indicator_and_explains_the_signs(topic_sheet):
    headings = [block.title for block in topic_sheet.blocks if isinstance(block, SubHeading)]
    assert "Kinder unter 15 Jahren im SGB-II-Bezug (Abgrenzung nicht angegeben) (%)" in headings
    (signs,) = section(topic_sheet, words.SIGNS).blocks
    assert "p = vorläufig" in signs.items


def test_the_head_of_a_paper_prints_what_is_stated(real_atlas):
    head = PaperHead(number="V/12", session="3. März 2027", openness=Openness.CLOSED)
    spec = laid_out(real_atlas, replace(one_chapter(), head=head))
    facts = next(block for block in spec.sections[0].blocks if isinstance(block, Facts))
    assert facts.pairs == (
        ("Vorlagen-Nr.", "V/12"),
        ("Sitzung", "3. März 2027"),
        ("Behandlung", "nichtöffentlich"),
    )


def test_all_units_stand_in_a_table_above_the_whole(real_atlas):
    spec = laid_out(real_atlas, one_chapter(indicators=(CHILDREN,), every_unit=True))
    rows = [[cell.text for cell in row.cells] for row in spec.tables[1].spec.rows]
    assert rows[0] == ["Bergisch Gladbach", "14,7"]
    assert len(rows) == 8 + 1
    assert rows[-1] == ["Kreis insgesamt", "11,2"]


@pytest.mark.parametrize(
    ("figure", "reason"),
    [
        ({"indikator": "gibt_es_nicht"}, "„gibt_es_nicht“ gibt es in diesem Gebiet nicht"),
        ({"indikator": CHILDREN, "jahr": "1990"}, "keine Werte bis 1990"),
        ({"indikator": "ew_u15", "auswertung": "abweichung"}, "Auswertung gibt es dafür nicht"),
        ({"indikator": CHILDREN, "mit": "weg", "vergleich": "indikator"}, "„weg“ gibt es hier"),
        ({"indikator": CHILDREN, "vergleich": "ebene"}, "Diesen Vergleich gibt es dafür nicht"),
    ],
)
def test_a_figure_that_cannot_be_had_is_said_and_not_replaced(real_atlas, figure, reason):
    chosen = ReportFigure(page="karte", words=tuple(sorted(figure.items())))
    spec = laid_out(real_atlas, one_chapter(figures=(chosen,)))
    assert reason in remarks(spec)
    assert not list(spec.figures)


def test_a_change_is_counted_from_five_years_before(real_atlas):
    words_of_figure = (("auswertung", "veraenderung"), ("indikator", CHILDREN))
    chosen = ReportFigure(page="karte", words=words_of_figure)
    (figure,) = laid_out(real_atlas, one_chapter(figures=(chosen,))).figures
    assert "Veränderung seit 2009" in figure.title


def test_another_level_is_shown_and_said(real_atlas):
    words_of_figure = (("ebene", "baublock"), ("indikator", CHILDREN))
    chosen = ReportFigure(page="karte", words=words_of_figure)
    spec = laid_out(real_atlas, one_chapter(figures=(chosen,)))
    assert "keine Werte auf der Ebene baublock; gezeigt wird Kommunen" in remarks(spec)
    assert [figure.title.partition(":")[0] for figure in spec.figures] == ["Karte 1"]


def test_a_text_of_other_figures_is_marked_until_somebody_compares_them(real_atlas):
    report = one_chapter(indicators=(CHILDREN,))
    written = OwnText(markdown="Text", state=current_state(real_atlas, replace(report, year=2009)))
    old = report.with_chapter(0, replace(report.chapters[0], text=written))
    notices = [
        block.text
        for block in laid_out(real_atlas, old).blocks
        if isinstance(block, Paragraph) and block.kind is TextKind.NOTICE
    ]
    (notice,) = notices
    assert "zum Datenstand 2009, Arbeitsstand geschrieben" in notice
    assert "der Bericht zeigt 2014, Arbeitsstand" in notice
    now = current_state(real_atlas, old)
    assert list(old_texts(old, now)) == [0]
    assert not list(old_texts(confirmed(old, 0, now), now))


def test_only_the_year_changes_when_a_report_is_repeated(real_atlas):
    earlier = laid_out(real_atlas, replace(sheet(real_atlas), year=2009))
    titles = [figure.title for figure in earlier.figures]
    assert titles[0].endswith("Rheinisch-Bergischer Kreis, Kommunen, 2009")
    cells = [cell.text for cell in earlier.tables[0].spec.rows[0].cells]
    assert cells[1:] == ["2009", "10,8", "4.422", "entfällt", "kein früheres Jahr", "3,9 bis 13,7"]


def test_a_report_without_chapters_says_so(real_atlas):
    spec = laid_out(real_atlas, replace(one_chapter(), chapters=()))
    assert words.NO_CHAPTERS in [b.text for b in spec.blocks if isinstance(b, Paragraph)]


def written_about(level: str = "kommune") -> Writings:
    """A goal of Burscheid (published: 10.17 % in 2009, 12.525 % in 2014) and an assessment."""
    goal = Goal(
        level=level,
        unit="05378008",
        indicator=CHILDREN,
        start_year=2009,
        start=10.17,
        target=8.0,
        due=date(2018, 12, 31),
    )
    text = PracticeText(
        level=level,
        unit="05378008",
        topic="Kinder",
        text="Lange.",
        day=DAY,
        function="Planung",
    )
    return Writings(goals=(goal,), practice=(text,))


def test_goals_and_assessments_stand_in_a_chapter_that_asks_for_them(real_atlas):
    report = one_chapter(goals=True, practice=True)
    choice = ReportChoice(report=report, day=DAY, writings=written_about())
    spec = report_document(real_atlas, choice)
    cells = [cell.text for cell in spec.tables[0].spec.rows[0].cells]
    # five ninths of the time have passed: 8.96 % was to be
    assert (cells[0], cells[4]) == ("Burscheid", "12,5 % (2014)")
    assert cells[5].startswith("nicht auf Kurs")
    assert "Lange." in [block.text for block in spec.blocks if isinstance(block, Paragraph)]
    other = replace(report.chapters[0], indicators=("ew_u15",), practice_topic="Wohnen")
    spec = report_document(real_atlas, replace(choice, report=report.with_chapter(0, other)))
    assert not any("Ziele" in table.heading for table in spec.tables)
    assert "Lange." not in [block.text for block in spec.blocks if isinstance(block, Paragraph)]


def test_a_goal_whose_level_is_gone_is_said(real_atlas):
    report = one_chapter(goals=True, indicators=(CHILDREN,))
    choice = ReportChoice(report=report, day=DAY, writings=written_about(level="weg"))
    assert "Ein Ziel lässt sich nicht zeigen" in remarks(report_document(real_atlas, choice))


def test_each_unit_has_a_short_profile_that_the_contents_lead_to(real_atlas):
    report = one_chapter(indicators=(CHILDREN,), unit_profiles=True, goals=True)
    own = ProfileText(
        level="kommune",
        unit="05378008",
        sentences=("Viele Vereine.",),
        state=current_state(real_atlas, report),
    )
    writings = replace(written_about(), profile_texts=(own,))
    spec = report_document(real_atlas, ReportChoice(report=report, day=DAY, writings=writings))
    kept = [block for block in spec.blocks if isinstance(block, Listing)]
    assert own.sentences in [block.items for block in kept]
    headings = [block for block in spec.blocks if isinstance(block, SubHeading) and block.anchor]
    assert len(headings) == 8
    assert headings[1].title == "1.2 Burscheid"
    listed = next(block for block in spec.blocks if isinstance(block, Contents))
    assert {one.anchor for one in headings} <= {entry.anchor for entry in listed.entries}
    of_burscheid = [table for table in spec.tables if table.name.endswith(" 1.2")]
    assert [cell.text for cell in of_burscheid[0].spec.rows[0].cells][1:3] == ["12,5", "11,2"]
    assert "nicht auf Kurs" in of_burscheid[1].spec.rows[0].cells[4].text
    assert len({table.name for table in spec.tables}) == len(spec.tables)
