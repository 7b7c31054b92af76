"""identity.toml: what is stated is read, what is wrong costs only itself, no release holds it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.colours import ACCENT
from atlas.model.identity import NOT_STATED, Accessibility, Conformity, Identity, Privacy
from atlas.sources.identity import read_identity

STATED = """
office = "Amt für Soziales"
address = ["Markt 1", "00000 Ort"]
accent = "#5B3A8C"
logo = "logo.png"

[imprint]
text = ["Mehr dazu."]

[privacy]
controller = "Die Stadt"

[accessibility]
conformity = "partial"
declared_on = 2026-12-01
arbitration = ["Schlichtung", "s@ort.example"]
"""


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (30, 10), ACCENT).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def stated(tmp_path):
    """Read an identity.toml of this text, beside a logo of this content."""

    def read(text: str, logo: bytes = picture()):
        (tmp_path / "identity.toml").write_text(text, encoding="utf-8")
        (tmp_path / "logo.png").write_bytes(logo)
        return read_identity(tmp_path)

    return read


def test_all_that_is_stated_is_read(stated):
    file = stated(STATED)
    assert file.problems == ()
    assert file.files == {"identity.toml", "logo.png"}
    assert file.identity == Identity(
        office="Amt für Soziales",
        address=("Markt 1", "00000 Ort"),
        accent="#5b3a8c",
        logo=picture(),
        imprint=("Mehr dazu.",),
        privacy=Privacy(controller="Die Stadt"),
        accessibility=Accessibility(
            conformity=Conformity.PARTIAL,
            declared_on=date(2026, 12, 1),
            arbitration=("Schlichtung", "s@ort.example"),
        ),
    )
    assert file.identity.sender == "Amt für Soziales, Markt 1, 00000 Ort"


def test_without_a_file_nothing_is_stated(tmp_path):
    assert read_identity(tmp_path).identity == NOT_STATED


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("#5B3A8C", "#ffff00", "accent_pale"),
        # a grey whose contrast is 4.48 against white, and the next darker one
        ("#5B3A8C", "#777777", "accent_pale"),
        ("#5B3A8C", "violett", "accent_no_colour"),
        ('"partial"', '"fast"', "toml_bad_value"),
        ('controller = "Die Stadt"', "controller = [1]", "toml_bad_value"),
        ('text = ["Mehr dazu."]', "text = [", "toml_syntax"),
        ("logo.png", "fehlt.png", "picture_missing"),
    ],
)
def test_what_is_wrong_costs_only_itself(stated, old, new, code):
    file = stated(STATED.replace(old, new))
    assert [problem.code for problem in file.problems] == [code]
    identity = file.identity
    assert identity.office == "Amt für Soziales"
    assert (identity.accent == ACCENT) == code.startswith("accent")
    assert bool(identity.logo) == (code != "picture_missing")


def test_a_colour_dark_enough_is_taken(stated):
    assert stated('accent = "#767676"').identity.accent == "#767676"


def test_a_logo_that_is_no_picture_is_named_and_left_out(stated):
    file = stated(STATED, b"<svg/>")
    assert [problem.code for problem in file.problems] == ["picture_unreadable"]
    assert file.identity.logo == b""


def test_an_imprint_is_no_figure_and_no_stray_file(town):
    before = Atlas.open(town)
    revision = before.revision("ort")
    folder = town / "districts/ort"
    (folder / "identity.toml").write_text(STATED.replace("#5B3A8C", "#eeeeee"), encoding="utf-8")
    after = Atlas.open(town, previous=before)
    assert after.revision("ort") == revision
    assert after.identity("ort").office == "Amt für Soziales"
    problems = Desk.open(town).problems("ort")
    ours = [problem.code for problem in problems if problem.file.endswith("identity.toml")]
    assert ours == ["picture_missing", "accent_pale"]
