"""Figures under unmistakable marks, and the search for them in all that readers can get."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product

import numpy as np
import pikepdf
from PIL import Image

from atlas.atlas import Atlas
from atlas.model.scope import Scope, View
from tests.closed_town import AREA

OLD = date(2013, 1, 1)
LEVELS = (("bezirk", None), ("bezirk", OLD), ("stadt", None), ("eigene", None))
VIEWED = LEVELS[1:3]
"""Levels of which changes and deviations are asked for, too."""
Outputs = dict[str, bytes]
_IDS = re.compile(
    r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=[0-9]*[a-f])[0-9a-f]{16,}\b"
)
"""Digests and identifiers of sessions: now and then one has any five digits beside each other."""
_COORDINATES = re.compile(rb'\b(?:d|points|transform|viewBox|x|y|cx|cy|r|width|height)="[^"]*"')


def scopes(atlas: Atlas) -> Iterator[Scope]:
    """Everything that can be asked of a level: all figures in all views."""
    for (level, vintage), view in product(LEVELS, View):
        if view is not View.VALUE and (level, vintage) not in VIEWED:
            continue
        for code in atlas.available(AREA, level):
            years = atlas.years(AREA, code, level)
            scope = Scope(area=AREA, level=level, indicator=code, years=years, vintage=vintage)
            base = 2019 if 2019 in years else years[0]
            yield replace(scope, view=view, base_year=base if view is View.CHANGE else None)


Key = tuple[Scope, str, int, bool]
"""What is asked, unit, year, and whether the figure is a delivered total."""
Figures = dict[Key, tuple[object, ...]]


def figures(atlas: Atlas) -> Figures:
    """Every row of every answer."""
    rows = {}
    for scope in scopes(atlas):
        for row in atlas.values(scope).rows:
            content = (row.value, row.state, row.status, row.numerator, row.denominator)
            rows[scope, row.unit, row.year, row.delivered] = content
    return rows


def numbers_of(rows: Figures) -> set[float]:
    return {number for content in rows.values() for number in content if type(number) is float}


@dataclass(frozen=True)
class Marks:
    """What must not be found: numbers in their forms, and texts."""

    numbers: frozenset[float]
    texts: tuple[str, ...]

    @cached_property
    def whole(self) -> frozenset[str]:
        """Long numbers as they are printed without decimals."""
        return frozenset(f"{abs(n):.0f}" for n in self.numbers if abs(n) > 10_000)

    @cached_property
    def broken(self) -> frozenset[str]:
        """Numbers with four decimals, rounded and cut off."""
        forms = (
            (f"{abs(n):.4f}" for n in self.numbers),
            (f"{abs(n):.9f}"[:-5] for n in self.numbers),
        )
        return frozenset(text for form in forms for text in form if not text.endswith("0000"))

    @cached_property
    def prices(self) -> frozenset[str]:
        return frozenset(f"{n:.2f}" for n in self.numbers if n > 1_000 and n != int(n))

    @cached_property
    def floats(self) -> np.ndarray:
        return np.array(sorted(n for n in self.numbers if abs(n) > 10_000 or n != int(n)))

    def found_in(self, content: bytes) -> set[str]:
        """Marks in a content: as text however its thousands are separated, as bytes of floats."""
        text = content.decode("utf-8", "ignore")
        plain = re.sub(r"(?<=\d)[\u202f\u00a0\u2009.](?=\d{3})", "", text)
        results = {mark for mark in self.texts if mark in text}
        results |= self.whole.intersection(re.findall(r"\d{5,}", _IDS.sub("", f"{plain}\n{text}")))
        fractions = re.findall(r"\d+[.,]\d{4,}", text)
        results |= self.broken.intersection(_cut(token, 4) for token in fractions)
        prices = re.findall(r"\d{4,}[.,]\d{2}(?!\d)", plain)
        results |= self.prices.intersection(token.replace(",", ".") for token in prices)
        return results

    def in_floats(self, content: bytes) -> set[str]:
        """Marks in a binary content, wherever a float may begin."""
        results: set[str] = set()
        for offset, order in product(range(8), "<>"):
            length = (len(content) - offset) // 8 * 8
            floats = np.frombuffer(content[offset : offset + length], f"{order}f8")
            results |= {str(n) for n in floats[np.isin(floats, self.floats)]}
        return results


def _cut(token: str, decimals: int) -> str:
    before, after = re.split("[.,]", token)
    return f"{before}.{after[:decimals]}"


def unpacked(name: str, content: bytes) -> Iterator[bytes]:
    """A file and everything that is packed in it."""
    # what draws is full of coordinates: of it only texts and names count
    yield _COORDINATES.sub(b"", content) if name.endswith("svg") else content
    if name.endswith(("xlsx", "docx", "pptx", "zip")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(member, archive.read(member))
    if name.endswith("png"):
        with Image.open(io.BytesIO(content)) as image:
            yield json.dumps({key: str(value) for key, value in image.info.items()}).encode()
    if name.endswith("pdf"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            drawing = {item.objgen for page in pdf.pages for item in _contents(page)}
            for item in pdf.objects:
                yield repr(item).encode()
                if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) and "/Resources" in item:
                    yield _text_drawn_by(item).encode()
                elif isinstance(item, pikepdf.Stream) and item.objgen not in drawing:
                    yield item.read_bytes()


def _contents(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    contents = page.obj.Contents
    yield from contents if isinstance(contents, pikepdf.Array) else (contents,)


def _text_drawn_by(page: pikepdf.Object) -> str:
    """What a page or form of a PDF says; its content names glyphs by numbers."""
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    words, letters = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                letters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                runs = operands[0] if str(operator) == "TJ" else operands
                glyphs = b"".join(bytes(run) for run in runs if isinstance(run, pikepdf.String))
                numbers = np.frombuffer(glyphs, ">u2")
                words.append("".join(letters.get(number, "?") for number in numbers))
    # letter by letter or line by line: numbers are searched for in both
    return f"{' '.join(words)}\n{''.join(words)}"


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Text of each glyph of a font."""
    table = font.ToUnicode.read_bytes().decode()
    letters = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            letters[int(glyph, 16)] = _decoded(text)
    for section in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*(\[.*?\]|<\w+>)", section):
            glyphs = range(int(first, 16), int(last, 16) + 1)
            texts = [_decoded(of) for of in re.findall(r"<(\w+)>", text)]
            if not text.startswith("["):
                texts = [chr(ord(texts[0]) + at) for at in range(len(glyphs))]
            letters |= dict(zip(glyphs, texts, strict=True))
    return letters


def traces(outputs: Outputs, marks: Marks) -> dict[str, set[str]]:
    traces = {}
    for name, content in outputs.items():
        results = set().union(*(marks.found_in(part) for part in unpacked(name, content)))
        if name.endswith((".gpkg", ".bin")) or name.startswith("karte"):
            results |= marks.in_floats(content)
        traces[name] = results
    return {name: results for name, results in traces.items() if results}


def _decoded(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
