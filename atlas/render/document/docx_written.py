"""Parts of a Word file that reports have: written texts, and lists of what is on which page."""

from __future__ import annotations

from itertools import count
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from atlas.model.documents import (
    Contents,
    ContentsEntry,
    Runs,
    SubHeading,
    Written,
    WrittenListing,
    WrittenParagraph,
)
from atlas.render.document.data import clean

_LONGEST_NAME: Final = 40
"""Letters of a bookmark in Word."""


def add_written(word: WordDocument, block: Written) -> None:
    """Add what somebody wrote."""
    match block:
        case SubHeading(title=title, level=level, anchor=anchor):
            add_anchor(word.add_heading(clean(title), level), anchor)
        case WrittenParagraph(runs=runs):
            _add_runs(word.add_paragraph(), runs)
        case WrittenListing():
            _add_listing(word, block)


def _add_listing(word: WordDocument, block: WrittenListing) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    numbering = _new_numbering(word) if block.ordered else None
    for runs in block.items:
        paragraph = word.add_paragraph(style=style)
        if numbering is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  (not in python-docx)
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering
        _add_runs(paragraph, runs)


def _new_numbering(word: WordDocument) -> int:
    """Number a list from 1 again: all lists of one style go on counting otherwise."""
    definitions = word.part.numbering_part.element
    style = word.styles["List Number"].element
    first = definitions.num_having_numId(style.pPr.numPr.numId.val)
    numbering = definitions.add_num(first.abstractNumId.val)
    numbering.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(numbering.numId)


def _add_runs(paragraph: Paragraph, runs: Runs) -> None:
    paragraph.paragraph_format.space_after = Pt(4)
    for run in runs:
        added = paragraph.add_run(clean(run.text))
        added.bold, added.italic = run.strong or None, run.emphasis or None


def add_contents(word: WordDocument, contents: Contents, width: float) -> None:
    """List what is where, on lines of so many millimetres, with fields for the numbers of pages.

    Only Word knows them: it counts when it opens the file.
    """
    for entry in contents.entries:
        _add_entry(word.add_paragraph(), entry, width)
    settings = word.settings.element
    if settings.find(qn("w:updateFields")) is None:
        update = OxmlElement("w:updateFields")
        update.set(qn("w:val"), "true")
        # the schema has it before what follows the spelling
        settings.find(qn("w:characterSpacingControl")).addprevious(update)


def _add_entry(paragraph: Paragraph, entry: ContentsEntry, width: float) -> None:
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.paragraph_format.right_indent = Mm(0)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(entry.anchor))
    paragraph._p.append(link)  # noqa: SLF001  (python-docx adds no links)
    for content in (f"{clean(entry.title)}\t", None):
        run = paragraph.add_run(content)
        if content is None:
            _add_field(run._r, f"PAGEREF {_name(entry.anchor)} \\h")  # noqa: SLF001  (as above)
        link.append(run._r)  # noqa: SLF001  (as above)


def _add_field(run: BaseOxmlElement, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run.append(part)


def add_anchor(paragraph: Paragraph, anchor: str) -> None:
    """Make a paragraph the target of a list of contents; "" for none."""
    if not anchor:
        return
    element = paragraph._p  # noqa: SLF001  (python-docx has no bookmarks)
    taken = {mark.get(qn("w:id")) for mark in element.getparent().iter(qn("w:bookmarkStart"))}
    number = next(str(n) for n in count() if str(n) not in taken)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), number)
    start.set(qn("w:name"), _name(anchor))
    element.append(start)
    element.append(end)


def _name(anchor: str) -> str:
    """Write an anchor as Word wants names of bookmarks."""
    return anchor.replace("-", "_")[:_LONGEST_NAME]
