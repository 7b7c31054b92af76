"""Templates are filled with what an area has; every one of them can be laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.scope import Scope
from atlas.views.report.from_template import NAMES, filled, template
from tests.views.report.conftest import KOMMUNEN, laid_out

OF_CHILDREN = {"sozialbericht", "lebenslage", "kinderarmut"}
"""Templates that name the only indicator of the real area."""
MUSTERSTADT = Scope(area="musterstadt", level="sozialraum", indicator="", year=2024)


def test_of_two_indicators_for_the_same_the_one_with_figures_is_taken(real_atlas):
    (chapter, *_) = filled(real_atlas, template("kinderarmut"), KOMMUNEN).report.chapters
    assert chapter.indicators[0] == "ein_kinder_sgb2_u15"
    assert "ein_sgb2_u15" not in chapter.indicators


def test_a_template_of_ones_own_may_lack_everything(real_atlas):
    read = filled(real_atlas, {"chapters": [{"topics": ["einkommen"], "maps": 1}]}, KOMMUNEN)
    (chapter,) = read.report.chapters
    assert chapter.indicators == ("ein_kinder_sgb2_u15",)
    assert [figure.page for figure in chapter.figures] == ["karte"]
    assert {*read.remarks} == {"Kapitel 1 fehlt der Titel.", "Dem Bericht fehlt der Titel."}


@pytest.mark.parametrize(
    "numbers", [{"maps": 10**30}, {"maps": -1, "series": -1, "bars": -1, "tables": -1, "most": 1.5}]
)
def test_numbers_nobody_means_break_nothing(real_atlas, numbers):
    fields = {"title": "R", "chapters": [{"title": "T", "topics": ["einkommen"], **numbers}]}
    (chapter,) = filled(real_atlas, fields, KOMMUNEN).report.chapters
    assert len(chapter.figures) == (numbers["maps"] > 0)


def test_the_topic_asked_for_is_in_the_title(real_atlas):
    topic = "Einkommen- und Transferleistungen"
    report = filled(real_atlas, template("lebenslage"), KOMMUNEN, topic).report
    assert report.title == f"Lebenslage: {topic}"
    assert report.chapters[0].indicators == ("ein_kinder_sgb2_u15",)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_laid_out_for_every_area(shipped, name):
    for scope in (KOMMUNEN, MUSTERSTADT, replace(MUSTERSTADT, level="stadt")):
        spec = laid_out(shipped, filled(shipped, template(name), scope).report)
        has_figures = scope.area == "musterstadt" or name in OF_CHILDREN
        assert bool(spec.tables) == has_figures
        # every figure bears its area, the small ones of short profiles their unit
        area = spec.kicker.partition(" · ")[0]
        level = shipped.level(scope.area, scope.level)
        units = {unit.name for unit in level.units} | {unit.everyday_name for unit in level.units}
        for figure in spec.figures:
            named = area in figure.title or any(unit in figure.caption for unit in units - {""})
            assert named, figure
