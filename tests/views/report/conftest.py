from __future__ import annotations

from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.model.documents import DocumentSpec
from atlas.model.reports import Report
from atlas.model.scope import Scope
from atlas.views.report.document import ReportChoice, report_document
from atlas.views.report.from_template import filled, template

DAY = date(2026, 12, 1)
KOMMUNEN = Scope(area="rhein-berg", level="kommune", indicator="", year=2014)


def sheet(atlas: Atlas) -> Report:
    """The topic sheet on child poverty of the real area: it has one indicator."""
    return filled(atlas, template("kinderarmut"), KOMMUNEN).report


def laid_out(atlas: Atlas, report: Report) -> DocumentSpec:
    return report_document(atlas, ReportChoice(report=report, day=DAY))


@pytest.fixture(scope="session")
def real_atlas(rhein_berg) -> Atlas:
    return Atlas.open(rhein_berg)


@pytest.fixture(scope="session")
def topic_sheet(real_atlas) -> DocumentSpec:
    return laid_out(real_atlas, sheet(real_atlas))
