"""The protocol of a release on paper: what is hidden by year and quantity, in tagged tables."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from atlas.model.disclosure import DisclosureRule
from atlas.model.protocol import Protocol, ProtocolRow, Reason
from atlas.model.quantities import Audience
from atlas.model.releases import Protection, Release
from atlas.render.document.pdf import attributes, pdf_bytes, structure
from atlas.views.protocol import protocol_document

RULE = DisclosureRule(minimum=3, title="Register", complement=True)


def row(year: int, unit: str, quantity: str, **facts) -> ProtocolRow:
    cell = {"level": "Block", "unit_id": unit, "unit": f"Block {unit}", "code": quantity}
    return ProtocolRow(
        year=year, quantity=quantity, reason=Reason.SMALL, rule=RULE, **(cell | facts)
    )


@pytest.fixture(scope="module")
def document():
    protection = Protection(cells=40, hidden={"Block": 3})
    release = Release(
        area="ort",
        name="2021/1",
        number=1,
        day="2022-03-01",
        protections={Audience.PUBLIC: protection},
        files={},
    )
    return protocol_document(
        Protocol(
            release=release,
            audience=Audience.PUBLIC,
            area="Ort",
            method="1",
            solver="HiGHS 1",
            rules=((RULE, 2),),
            rows=(
                row(2020, "01", "Kinder", interval=(1.0, 8.0), is_proven=True),
                row(2020, "03", "Kinder", interval=(2.0, 9.0)),
                row(2020, "01", "Leute", delivered=True),
                ProtocolRow(year=2021, code="arme", quantity="Arme", reason=Reason.NO_RULE),
            ),
        )
    )


def test_it_says_what_was_done_and_what_is_hidden_by_year_and_quantity(document):
    assert document.kicker == "Ort, 01.03.2022, für die Öffentlichkeit"
    tables = {table.spec.title: table.spec for table in document.tables}
    rows = {title: [[c.text for c in row.cells] for row in of.rows] for title, of in tables.items()}
    assert rows["Verdeckte Zahlen nach Ebene und Grund"] == [
        ["Block", "3", "0", "3"],
        ["alle Ebenen", "0", "1", "1"],
    ]
    # the rest of a group is protected, too: a column that stands only where a rule does so
    assert rows["Regeln"] == [["Register", "3", "keine Grenze", "3", "2"]]
    assert rows["Verdeckte Zahlen 2020"] == [
        ["Kinder · kleinste Fallzahl 3", "01 Block 01", "Block", "kleine Zahl", "1 bis 8"],
        [
            "Kinder · kleinste Fallzahl 3",
            "03 Block 03",
            "Block",
            "kleine Zahl",
            "2 bis 9 (nicht belegt)",
        ],
        ["Leute (gemeldet) · kleinste Fallzahl 3", "01 Block 01", "Block", "kleine Zahl", ""],
    ]
    assert rows["Verdeckte Zahlen 2021"] == [
        ["Arme · ohne Regel", "alle Einheiten", "alle Ebenen", "ohne Regel", ""]
    ]


def test_a_group_is_a_head_above_its_rows(document):
    with pikepdf.open(BytesIO(pdf_bytes(document, {}))) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        heads = [attributes(item) for item in structure(pdf.Root.StructTreeRoot) if item.S == "/TH"]
        spans = [item.ColSpan for own in heads for item in own if "/ColSpan" in item]
        scopes = [str(item.Scope) for own in heads for item in own if "/Scope" in item]
    # the children, the people, and the poor of the year after; each of four columns
    assert spans == [4, 4, 4]
    assert len(scopes) == len(heads)
