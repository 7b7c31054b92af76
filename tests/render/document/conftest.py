from __future__ import annotations

from datetime import date

import pytest

from atlas.atlas import Atlas
from atlas.model.documents import DocumentSpec
from atlas.model.scope import Scope
from atlas.model.text import with_percent
from atlas.render.document.drawings import Drawings, drawings_of
from atlas.views.profile.document import profile_document
from atlas.views.profile.figures import ProfileChoice
from tests.conftest import write_town

DAY = date(2026, 12, 1)
LOGO_OF_MUSTERSTADT = "Logo: Stadt Musterstadt, Stabsstelle Sozialplanung (frei erfunden)"


def profile_of(atlas: Atlas, area: str, level: str, unit: str, year: int) -> DocumentSpec:
    scope = Scope(area=area, level=level, indicator="", year=year)
    return profile_document(atlas, ProfileChoice(scope=scope, unit=unit), DAY)


@pytest.fixture(scope="session")
def spec(shipped) -> DocumentSpec:
    """A profile with all there is: table, map, age groups, small charts, diverging bars."""
    return profile_of(shipped, "musterstadt", "bezirk", "021", 2024)


@pytest.fixture(scope="session")
def alts(spec) -> list[str]:
    """What the pictures of the profile say to those who don't see them, in order."""
    figures = [figure for figure in spec.figures if figure.drawing is not None]
    return [LOGO_OF_MUSTERSTADT, *(with_percent(figure.alt) for figure in figures)]


@pytest.fixture(scope="session")
def drawings(shipped, spec) -> Drawings:
    return drawings_of(shipped, spec)


@pytest.fixture(scope="session")
def bad(tmp_path_factory) -> tuple[DocumentSpec, Drawings]:
    """A profile of a unit with a name of 120 letters that looks like code, and hidden figures."""
    town = write_town(tmp_path_factory.mktemp("bad") / "town")
    name = ("#panic() *Straße* <script>alert(1)</script> " + "Donaudampfschifffahrt" * 6)[:120]
    for path in (town / "districts/ort/units.csv", *(town / "indicators/ort").glob("*.csv")):
        text = path.read_text("utf-8")
        path.write_text(text.replace(";Anger", f";{name}"), encoding="utf-8")
    table = town / "indicators/ort/2021.csv"
    lines = table.read_text("utf-8").replace(";110;11;", ";110;.;")
    table.write_text(lines, encoding="utf-8")
    atlas = Atlas.open(town)
    document = profile_of(atlas, "ort", "block", "01", 2021)
    assert name in document.title
    return document, drawings_of(atlas, document)
