from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.ui import grid, markup

JOINER = "\N{WORD JOINER}"
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
    # what sums all rows up stays in sight below them
    body, foot = html.split("</tbody>")
    assert '<tfoot><tr class="atlas-sum">' in foot
    assert body.count("<tr") == 2


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
    bare = escaped.replace("\\", "").replace(JOINER, "")
    assert bare == " ".join(text.split())
    assert all(
        escaped[index - 1] == "\\" for index, sign in enumerate(escaped) if sign in "![*:$<#"
    )


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("http://evil.example", "http:|//evil.example"),
        ("WWW.evil.example", "WWW|.evil.example"),
        ("(a.b@evil.example)", "(a.b|@evil.example)"),
        (":material/home:", ":|material/home:"),
        (":streamlit: :+1:", ":|streamlit: :|+1:"),
        ("-> a <-> b -- c >= d ~=", "-|> a <|-> b -|- c >|= d ~|="),
    ],
)
def test_what_streamlit_would_make_something_of_is_parted(text, parted):
    assert markup.as_markdown(text).replace("\\", "") == parted.replace("|", JOINER)


@pytest.mark.parametrize(
    "text",
    ["python -m atlas check --data x", "Ebene: Kommune, 14:30", "a->b, x>=y", "www", "a @ b", "–"],
)
def test_what_stays_text_by_itself_can_be_copied(text):
    assert JOINER not in markup.as_markdown(text)


def test_a_message_cuts_what_it_quotes():
    text = markup.as_message(f"„{'N' * 5000}“ und „{'M' * 80}“")
    assert text == f"„{'N' * 80}…“ und „{'M' * 80}“"
    assert len(markup.as_message("x y " * 5000)) <= markup.LONGEST_MESSAGE + 1


def test_a_message_names_no_folder_of_the_server(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "daten"))
    monkeypatch.setenv("ATLAS_HOME", str(tmp_path / "daten" / "heim"))
    text = f"„{tmp_path}/daten/a/b“, „{tmp_path}/daten“, „{tmp_path}/daten/heim/c“"
    assert markup.as_message(text) == "„a/b“, „daten“, „c“"


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


def test_only_names_of_units_are_kept_wide(spec):
    assert markup.table_html(spec).count('class="atlas-unit"') == 2
    unnamed = tuple(replace(column, key=column.title) for column in spec.columns)
    assert "atlas-unit" not in markup.table_html(replace(spec, columns=unnamed))
