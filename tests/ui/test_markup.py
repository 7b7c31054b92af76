from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.ui import grid, markup

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def spec() -> TableSpec:
    return TableSpec(
        title=EVIL,
        subtitle="in %",
        columns=(
            TableColumn(key="unit", title="Schlüssel"),
            TableColumn(key="name", title="Ort"),
            TableColumn(key="value", title="Wert", unit="%", decimals=1),
        ),
        rows=(
            TableRow(cells=tuple(TableCell(text=text) for text in ("01", EVIL, "."))),
            TableRow(
                cells=(
                    TableCell(text="02"),
                    TableCell(text="Summe"),
                    TableCell(text="(3,5)", number=3.46),
                ),
                emphasis=True,
            ),
        ),
        provenance=Provenance(source=EVIL, publisher="", reference_dates="", boundaries=""),
        file_stem="x",
    )


def test_no_line_ends_between_a_number_and_its_percent_sign():
    assert markup.element("p", "−19,9 %.") == "<p>−19,9\N{NO-BREAK SPACE}%.</p>"


def test_a_table_has_caption_and_scopes_and_no_foreign_tags(spec):
    html = markup.table_html(spec)
    assert "<script>" not in html
    assert "<caption>" in html
    assert html.count('scope="col"') == 3
    assert html.count('scope="row"') == 2
    assert '<tr class="atlas-sum">' in html


def test_heads_feet_and_sentences_are_escaped(spec):
    parts = [
        markup.head_html(EVIL, EVIL),
        markup.foot_html(spec.provenance),
        markup.sentences_html([EVIL]),
        markup.pairs_html([(EVIL, EVIL)]),
        markup.details_html(EVIL, ""),
    ]
    assert not any("<script>" in part for part in parts)


@pytest.mark.parametrize(
    "text", ["![x](http://example.org/x.png)", "**fett**", ":red[rot]", "$x^2$", "<b>", "a\n# b"]
)
def test_nothing_is_left_of_markdown(text):
    escaped = markup.as_markdown(text)
    bare = escaped.replace("\\", "")
    assert bare == " ".join(text.split())
    assert all(
        escaped[index - 1] == "\\" for index, sign in enumerate(escaped) if sign in "![*:$<#"
    )


def test_the_grid_sorts_by_number_and_shows_the_printed_figure(spec):
    styler = grid.styled(spec)
    assert styler.data["value"].max() == 3.46
    assert "(3,5)" in styler.to_html()


def test_selected_rows_are_told_to_eye_and_ear(spec):
    first = replace(spec.rows[0], selected=True)
    html = markup.table_html(replace(spec, rows=(first, *spec.rows[1:])))
    assert html.count('<tr class="atlas-selected">') == 1
    assert "(ausgewählt)</span></th>" in html
    assert "ausgewählt" not in markup.table_html(spec)


def test_selected_rows_stand_out_in_the_grid(spec):
    first = replace(spec.rows[0], selected=True)
    html = grid.styled(replace(spec, rows=(first, *spec.rows[1:]))).to_html()
    assert grid.SELECTED_STYLE.split(": ")[-1] in html
    assert grid.SELECTED_STYLE.split(": ")[-1] not in grid.styled(spec).to_html()
