"""Markdown becomes a few kinds of blocks; HTML and formulas stay letters."""

from __future__ import annotations

from atlas.model.documents import (
    Run,
    SubHeading,
    WrittenListing,
    WrittenParagraph,
    WrittenTable,
)
from atlas.views.report.prose import written_blocks


def plain(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def test_html_formulas_and_pictures_stay_as_they_were_written():
    text = "<b>x</b> $\\frac{1}{2}$ <script>a()</script>"
    assert written_blocks(text) == (WrittenParagraph(runs=plain(text)),)


def test_bold_italic_and_links_with_their_address():
    (block,) = written_blocks("a **b *c*** [d](https://e.f) <https://g.h>")
    assert isinstance(block, WrittenParagraph)
    assert block.runs == (
        Run(text="a "),
        Run(text="b ", strong=True),
        Run(text="c", strong=True, emphasis=True),
        Run(text=" "),
        Run(text="d"),
        Run(text=" (https://e.f)"),
        Run(text=" "),
        Run(text="https://g.h"),
    )


def test_headings_begin_below_the_section_and_skip_no_level():
    blocks = written_blocks("### c\n# a\n## b\n")
    assert blocks == (
        SubHeading(title="c", level=3),
        SubHeading(title="a", level=3),
        SubHeading(title="b", level=4),
    )


def test_lists_within_lists_become_one():
    blocks = written_blocks("- a\n  - b\n- c\n\n1. d\n2. e\n")
    assert blocks == (
        WrittenListing(items=(plain("a"), plain("b"), plain("c"))),
        WrittenListing(items=(plain("d"), plain("e")), ordered=True),
    )


def test_code_and_quotations_are_paragraphs():
    blocks = written_blocks("> q\n\n```\nx *y*\n```\n")
    assert blocks == (WrittenParagraph(runs=plain("q")), WrittenParagraph(runs=plain("x *y*")))


def test_a_table_is_read_with_its_alignment_and_short_rows_are_filled():
    (block,) = written_blocks("| Angebot | Plätze |\n|---|--:|\n| **Kita** A | 12 |\n| B |\n")
    assert block == WrittenTable(
        heads=("Angebot", "Plätze"), right=(False, True), rows=(("Kita A", "12"), ("B", ""))
    )
