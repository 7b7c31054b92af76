"""One door to all file formats of a presentation: the ending decides."""

from __future__ import annotations

from typing import Final

from atlas.atlas import Atlas
from atlas.errors import FormatError
from atlas.model.slides import SlideDeck

FORMATS: Final = ("html", "pptx", "pdf")


def slides_file(atlas: Atlas, deck: SlideDeck, drawings: tuple[str, ...], form: str) -> bytes:
    """Write slides as HTML or PowerPoint, or as a handout in PDF.

    Parameters
    ----------
    drawings
        An SVG for each slide, "" where there is nothing to draw.

    Raises
    ------
    FormatError
        If there is no such format.
    """
    # letters come with matplotlib, PowerPoint and typst take a second: only what writes loads them
    if form == "html":
        from atlas.render.slides.html import slides_html  # noqa: PLC0415  (see above)

        return slides_html(deck, drawings).encode()
    if form == "pptx":
        from atlas.render.slides.pptx import slides_pptx  # noqa: PLC0415  (see above)

        return slides_pptx(deck, drawings)
    if form != "pdf":
        raise FormatError(form, FORMATS)
    from atlas.render.document.files import document_file  # noqa: PLC0415  (see above)
    from atlas.views.session.handout import handout  # noqa: PLC0415  (see above)

    return document_file(atlas, handout(atlas, deck), form)
