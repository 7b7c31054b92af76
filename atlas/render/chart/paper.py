"""A drawn chart on paper: headline above, source below, description for screen readers."""

from __future__ import annotations

import re
from collections.abc import Sequence

# the only XML read here is what vl-convert has just drawn
from xml.etree import ElementTree as ET

from atlas.model.specs import ChartSpec
from atlas.render.captions import citation, foot_lines
from atlas.render.chart.layout import clean, text_lines
from atlas.render.description import DUBLIN_CORE, RDF, Description, origin_entries, svg_metadata
from atlas.render.fonts import weighted_face_rules
from atlas.render.logo import logo_of
from atlas.render.qr import qr_code
from atlas.views import texts

WIDTH = 640
"""Units of the drawing across; everything is laid out in them."""
MARGIN = 12
FONT = "'Source Sans Pro', 'Source Sans', sans-serif"
"""Without the name 'Source Sans 3': its digit makes vl-convert compute widths in another font."""
INK, GREY = "#1f2a2c", "#566365"
_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
_LEADING = 1.32
_HEAD, _SUB, _FOOT = 18.0, 13.0, 11.5
_MOST_LINES = 12
_MILLIMETRE = 4.72
"""Units that are a millimetre on paper (`charts.PAPER_SCALE`)."""
_LOGO = (150.0, 48.0)
"""Units a logo may be wide and high."""
for prefix, namespace in (("", _SVG), ("rdf", RDF), ("dc", DUBLIN_CORE)):
    ET.register_namespace(prefix, namespace)


def framed_svg(drawings: Sequence[str], spec: ChartSpec) -> str:
    """Put headline and sources around drawn columns; name and describe them in German."""
    frame = ET.Element(
        f"{{{_SVG}}}svg",
        {"version": "1.1", "role": "img", "lang": "de", f"{{{_XML}}}lang": "de"},
    )
    frame.set("aria-labelledby", "chart-title chart-desc")
    _add(frame, "title", clean(spec.headline), id="chart-title")
    _add(frame, "desc", clean(" ".join(spec.text_alternative)), id="chart-desc")
    width = WIDTH * len(drawings)
    background = _add(frame, "rect", width=str(width), fill="#ffffff")
    _add_logo(frame, spec, width)
    top = max(_text_block(frame, _head(spec, width), MARGIN), _logo_end(spec)) + MARGIN / 2
    height = max(
        _add_drawing(frame, drawing, f"translate({number * WIDTH},{top:.1f})")
        for number, drawing in enumerate(drawings)
    )
    end = top + height
    _add_code(frame, spec, width, end)
    bottom = max(_text_block(frame, _foot(spec, width), end), end + _code_side(spec)) + MARGIN
    background.set("height", f"{bottom:.0f}")
    frame.set("viewBox", f"0 0 {width} {bottom:.0f}")
    return sized(ET.tostring(frame, encoding="unicode"), 1, "")


def unframed_svg(drawings: Sequence[str]) -> str:
    """Put drawn columns beside each other, without any word around them."""
    frame = ET.Element(f"{{{_SVG}}}svg", {"version": "1.1"})
    width = WIDTH * len(drawings)
    height = max(
        _add_drawing(frame, drawing, f"translate({number * WIDTH},0)")
        for number, drawing in enumerate(drawings)
    )
    frame.set("viewBox", f"0 0 {width} {height:.0f}")
    return sized(ET.tostring(frame, encoding="unicode"), 1, "")


def frame_height(spec: ChartSpec, columns: int) -> float:
    """Height of all that `framed_svg` puts around drawings in some columns."""
    width = WIDTH * columns
    head, foot = (
        sum(size * _LEADING for _, size, _, _ in lines)
        for lines in (_head(spec, width), _foot(spec, width))
    )
    return max(MARGIN + head, _logo_end(spec)) + max(foot, _code_side(spec)) + 1.5 * MARGIN


def _logo_size(spec: ChartSpec) -> tuple[float, float]:
    """Width and height of the publisher's logo, nothing without one."""
    logo = logo_of(spec.provenance.identity.logo)
    return logo.fitting(*_LOGO) if logo else (0.0, 0.0)


def _logo_end(spec: ChartSpec) -> float:
    """Where the logo ends that is at the top."""
    return MARGIN + _logo_size(spec)[1]


def _add_logo(frame: ET.Element, spec: ChartSpec, width: float) -> None:
    """Add the publisher's logo in the upper right corner."""
    logo = logo_of(spec.provenance.identity.logo)
    if logo is None:
        return
    wide, high = _logo_size(spec)
    place = {"x": width - MARGIN - wide, "y": MARGIN, "width": wide, "height": high}
    _add(frame, "image", href=logo.address, **{key: f"{n:.2f}" for key, n in place.items()})


def _code_side(spec: ChartSpec) -> float:
    """Units of a side of the QR code with its quiet zone, nothing without one."""
    code = qr_code(spec.provenance.link)
    return code.framed_side * _MILLIMETRE if code else 0.0


def _add_code(frame: ET.Element, spec: ChartSpec, width: float, top: float) -> None:
    """Add the QR code that opens the chart, right of the sources."""
    code, side = qr_code(spec.provenance.link), _code_side(spec)
    if code is None:
        return
    drawn = ET.fromstring(code.svg)  # noqa: S314  (drawn by us)
    place = {"x": width - MARGIN - side, "y": top, "width": side, "height": side}
    for key, value in place.items():
        drawn.set(key, f"{value:.2f}")
    frame.append(drawn)


def _add_drawing(frame: ET.Element, drawing: str, transform: str) -> float:
    """Add a drawn chart; return its height."""
    chart = ET.fromstring(drawing)  # noqa: S314  (see the import)
    _without_english(chart)
    body = [part for part in chart if part.tag != f"{{{_SVG}}}rect"]  # without its background
    _add(frame, "g", transform=transform).extend(body)
    return float(chart.get("height", "0"))


def sized(svg: str, scale: float, unit: str) -> str:
    """Give the drawing its size on paper; inside it stays `WIDTH` units wide."""
    frame = ET.fromstring(svg)  # noqa: S314  (see the import)
    _, _, width, height = (float(number) for number in frame.get("viewBox", "0 0 0 0").split())
    frame.set("width", f"{width * scale:.6g}{unit}")
    frame.set("height", f"{height * scale:.6g}{unit}")
    return ET.tostring(frame, encoding="unicode")


def complete_svg(svg: str, description: Description) -> str:
    """Bring along the letters of the drawing, for where Source Sans is missing, and its origin."""
    frame = ET.fromstring(svg)  # noqa: S314  (see the import)
    style = ET.Element(f"{{{_SVG}}}style")
    style.text = weighted_face_rules("".join(frame.itertext()))
    metadata = f'<svg xmlns="{_SVG}">{svg_metadata(description)}</svg>'
    origin = ET.fromstring(metadata)[0]  # noqa: S314  (written just now)
    for element in (style, origin):
        frame.insert(len(("title", "desc")), element)
    return ET.tostring(frame, encoding="unicode")


def fonts_in_order(pdf: bytes) -> bool:
    """Whether the fonts are in alphabetic order, which svg2pdf leaves to chance."""
    fonts = re.findall(rb"/BaseFont /(\w+)\+", pdf)
    return fonts == sorted(fonts)


def ordered_pdf(pdf: bytes) -> bytes:
    """Sort the names of what a page uses, which svg2pdf lists by chance; no byte moves on."""
    return re.sub(
        rb"(?:\n +/[a-z]+\d+ \d+ 0 R(?=\n)){2,}",
        lambda match: b"\n" + b"\n".join(sorted(match[0].split(b"\n")[1:])),
        pdf,
    )


def described_pdf(pdf: bytes, description: Description) -> bytes:
    """Add description and language to a PDF, as an update appended to the file.

    svg2pdf writes a plain cross-reference table and a catalogue without nesting.
    """
    root, size, start = (
        int(re.findall(pattern, pdf)[-1])
        for pattern in (rb"/Root (\d+) 0 R", rb"/Size (\d+)", rb"startxref\s+(\d+)")
    )
    catalogue = re.findall(rb"(?s)\b%d 0 obj\s*<<(.*?)>>\s*endobj" % root, pdf)[-1]
    facts = b" ".join(
        b"/%s <FEFF%s>" % (key, clean(text).encode("utf-16-be").hex().upper().encode())
        for key, text in (
            (b"Title", description.title),
            (b"Subject", description.text),
            (b"Author", description.author),
            (b"Keywords", description.keywords),
            *((name.encode(), text) for name, text in origin_entries(description)),
        )
    )
    added = {
        root: catalogue + b"/Lang (de-DE) /ViewerPreferences << /DisplayDocTitle true >>",
        size: b" %s /Producer (svg2pdf) " % facts,
    }
    text, table = pdf + b"\n", b"xref\n"
    for number, content in added.items():
        table += b"%d 1\n%010d 00000 n\r\n" % (number, len(text))
        text += b"%d 0 obj\n<<%s>>\nendobj\n" % (number, content)
    trailer = (
        b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return text + table + trailer % (size + 1, root, size, start, len(text))


def _without_english(chart: ET.Element) -> None:
    """Vega describes its groups in English; the title and description say it in German."""
    for element in chart.iter():
        for name in [name for name in element.attrib if name.startswith(("aria-", "role"))]:
            del element.attrib[name]


_Line = tuple[str, float, str, str]  # text, size, weight, colour


def _head(spec: ChartSpec, width: float) -> list[_Line]:
    logo = _logo_size(spec)[0]
    width -= 2 * MARGIN + (logo + MARGIN if logo else 0)
    fictional = [(texts.FICTIONAL, _SUB, "600", INK)] if spec.fictional else []
    kicker = text_lines(spec.kicker, _SUB, width, _MOST_LINES)
    headline = text_lines(spec.headline, _HEAD, width, _MOST_LINES)
    subtitle = text_lines(spec.subtitle, _SUB, width, _MOST_LINES)
    return [
        *((line, _SUB, "600", spec.provenance.identity.accent) for line in kicker),
        *((line, _HEAD, "600", INK) for line in headline),
        *((line, _SUB, "400", GREY) for line in subtitle),
        *fictional,
    ]


def _foot(spec: ChartSpec, width: float) -> list[_Line]:
    code = _code_side(spec)
    width -= 2 * MARGIN + (code + MARGIN if code else 0)
    notice = f"{texts.NOTE}: {texts.FICTIONAL}"
    return [
        (line, _FOOT, "400", GREY)
        for text in (*foot_lines(spec.provenance), *citation(spec.provenance))
        if not (spec.fictional and text == notice)
        for line in text_lines(text, _FOOT, width, _MOST_LINES)
    ]


def _text_block(frame: ET.Element, lines: list[_Line], top: float) -> float:
    """Set lines below each other; return where the block ends."""
    for text, size, weight, colour in lines:
        top += size * _LEADING
        style = {"font-family": FONT, "font-size": f"{size:g}px", "font-weight": weight}
        position = {"x": str(MARGIN), "y": f"{top:.1f}", "fill": colour}
        _add(frame, "text", text, **style, **position)
    return top


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_SVG}}}{tag}", attributes)
    child.text = text or None
    return child
