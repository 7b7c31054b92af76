"""Own texts: Markdown as a closed set of blocks; HTML and formulas stay the letters they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from atlas.model.documents import (
    Run,
    Runs,
    SubHeading,
    Written,
    WrittenListing,
    WrittenParagraph,
    WrittenTable,
)
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views.report import texts as words
from atlas.views.report.key_figures import plain_table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

FIRST_LEVEL: Final = 3
"""Of headings within a section."""
_LISTS: Final = frozenset({"bullet_list", "ordered_list"})


def written_blocks(markdown: str) -> tuple[Written | WrittenTable, ...]:
    """Read headings, paragraphs, lists and tables; bold, italic and links within them.

    Lists within lists become one; what else Markdown knows is shown as it was written.
    """
    # the parser takes long to load: only own texts need it
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    root = SyntaxTreeNode(_parser().parse(markdown))
    levels = {int(node.tag[1:]) for node in root.children if node.type == "heading"}
    return tuple(_without_gaps(_blocks(root), min(levels, default=1)))


def written_table(table: WrittenTable, title: str) -> TableSpec:
    """Lay out a table somebody wrote as those of the report are."""
    columns = (
        TableColumn(key=str(number), title=head, decimals=0 if right else None)
        for number, (head, right) in enumerate(zip(table.heads, table.right, strict=True))
    )
    rows = (TableRow(cells=tuple(TableCell(text=text) for text in row)) for row in table.rows)
    return plain_table(title, columns, rows)


def written_widths(table: WrittenTable) -> tuple[float, ...]:
    """Widths of its columns relative to each other: a longer text gets more lines, too."""
    columns = zip(table.heads, *table.rows, strict=True)
    return tuple(max(1, *map(len, texts)) ** 0.5 for texts in columns)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  (see `written_blocks`)

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image"])


def _without_gaps(
    blocks: Iterable[Written | WrittenTable], highest: int
) -> Iterator[Written | WrittenTable]:
    """Number the levels of headings from that of a section on: one deeper level, none skipped."""
    has_heading = False
    for block in blocks:
        if isinstance(block, SubHeading):
            deeper = has_heading and block.level > highest
            has_heading = True
            yield SubHeading(title=block.title, level=FIRST_LEVEL + deeper)
        else:
            yield block


def _blocks(parent: SyntaxTreeNode) -> Iterator[Written | WrittenTable]:
    for node in parent.children:
        runs = _runs_of(node)
        if node.type in _LISTS:
            items = tuple(_items(node))
            if items:
                yield WrittenListing(items=items, ordered=node.type == "ordered_list")
        elif node.type == "table":
            yield _table(node)
        elif node.type == "heading" and runs:
            title = _plain(node)
            yield SubHeading(title=title, level=int(node.tag[1:]))
        elif runs:
            yield WrittenParagraph(runs=runs)
        else:
            yield from _blocks(node)


def _table(node: SyntaxTreeNode) -> WrittenTable:
    """A table, whose cells say how they are aligned in a style."""
    heads, *rows = [row.children for part in node.children for row in part.children]
    return WrittenTable(
        heads=tuple(map(_plain, heads)),
        right=tuple("right" in str(head.attrs.get("style", "")) for head in heads),
        rows=tuple(tuple(map(_plain, cells)) for cells in rows),
    )


def _plain(node: SyntaxTreeNode) -> str:
    """The words of a heading or cell, however they look."""
    return "".join(run.text for run in _runs_of(node))


def _items(parent: SyntaxTreeNode) -> Iterator[Runs]:
    """Points of a list, with those of lists within them."""
    for node in parent.children:
        runs = _runs_of(node)
        if runs:
            yield runs
        else:
            yield from _items(node)


def _runs_of(node: SyntaxTreeNode) -> Runs:
    """The words of a heading, a paragraph or of code; none of what only holds others."""
    if node.type in {"fence", "code_block"}:
        return (Run(text=node.content.strip()),) if node.content.strip() else ()
    if [child.type for child in node.children] != ["inline"]:
        return ()
    return tuple(run for part in node.children[0].children for run in _runs(part, Run(text="")))


def _runs(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    """The parts of an inline element, which look like `look` unless they say otherwise."""
    if node.type in {"strong", "em", "link"}:
        strong = look.strong or node.type == "strong"
        emphasis = look.emphasis or node.type == "em"
        inner = Run(text="", strong=strong, emphasis=emphasis)
        within = [run for child in node.children for run in _runs(child, inner)]
        yield from within
        target = str(node.attrs.get("href", ""))
        if target and target != "".join(run.text for run in within):
            yield Run(text=words.LINK_TARGET.format(address=target))
        return
    text = {"softbreak": " ", "hardbreak": "\n"}.get(node.type, node.content)
    if text:
        yield Run(text=text, strong=look.strong, emphasis=look.emphasis)
