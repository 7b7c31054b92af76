"""Tags for a drawn PDF: what a screen reader is told of a page that is one picture.

What draws maps and charts writes none. Each page becomes a figure with an alternative text; a page
of nothing but texts becomes a paragraph, whose letters are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name


def tagged_pdf(content: bytes, alternatives: Sequence[str]) -> bytes:
    """Tag the pages of a PDF that has no tags; the same pages give the same bytes.

    Parameters
    ----------
    alternatives
        The text of each page, "" where its own letters are read. Further pages are like the last.
    """
    buffer = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
        elements = [
            pdf.make_indirect(_element(page, alternatives[min(n, len(alternatives) - 1)], document))
            for n, page in enumerate(pdf.pages)
        ]
        for number, (page, element) in enumerate(zip(pdf.pages, elements, strict=True)):
            page.contents_add(f"/{str(element.S)[1:]} <</MCID 0>> BDC\n".encode(), prepend=True)
            page.contents_add(b"\nEMC")
            page.obj.StructParents, page.obj.Tabs = number, Name.S
        document.K = Array(elements)
        parents = [part for n, element in enumerate(elements) for part in (n, Array([element]))]
        tree.K, tree.ParentTree = document, Dictionary(Nums=Array(parents))
        tree.ParentTreeNextKey = len(elements)
        pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = tree, Dictionary(Marked=True)
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def _element(page: pikepdf.Page, alternative: str, parent: pikepdf.Object) -> Dictionary:
    """The only element of a page, around all of its content."""
    element = Dictionary(Type=Name.StructElem, P=parent, Pg=page.obj, K=0)
    if not alternative:
        element.S = Name.P
        return element
    element.S, element.Alt = Name.Figure, pikepdf.String(alternative)
    element.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(list(page.mediabox)))
    return element
