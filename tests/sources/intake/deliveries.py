"""Invented deliveries of every form, each with what is to be understood of it."""

from __future__ import annotations

import csv
import io
import itertools
import random
import zipfile
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

NAMES = (
    "Altstadt",
    "Nordstadt",
    "Südstadt",
    "Oststadt",
    "Weststadt",
    "Hafen",
    "Lindenhof",
    "Mühlgrund",
    "Düsterbrook",
    "Rosenau",
    "Waldheim",
    "Steinfeld",
    "Kirchberg",
    "Neustadt",
    "Bahnhofsviertel",
    "Weinberg",
    "Gartenstadt",
    "Industriegebiet",
)
MEASURES = [
    "Einwohner",
    "SGB II-Empfänger",
    "Arbeitslose",
    "Kinder unter 6",
    "Quote in %",
    "Haushalte",
]
TITLES = ["Stadt Musterhausen, Amt für Statistik", "Sozialdaten 2023 - Stadtteile -", "Tabelle 4.2"]
NOTES = [
    "Quelle: Bundesagentur für Arbeit, eigene Berechnungen",
    "1) ohne Personen mit Nebenwohnsitz",
    "Stand: 15.01.2024",
    "© Stadt Musterhausen 2024",
]
KEYS = {
    "name": ["Stadtteil"],
    "code": ["Schlüssel"],
    "both": ["Kennziffer", "Stadtteil"],
    "indented": ["Gebiet"],
}
PARTS = {
    "Jahr": ["2022", "2023"],
    "Geschlecht": ["männlich", "weiblich"],
    "Altersgruppe": ["unter 18", "18 bis 64", "65 und älter"],
}
SIGNS = {
    ".": (None, "secret"),
    "-": (0.0, "zero"),
    "–": (0.0, "zero"),
    "x": (None, "na"),
    "": (None, "unknown"),
    "/": (None, "unreliable"),
}
Truth = dict[tuple[int, str], tuple[str, float | None, str]]


@dataclass
class Delivery:
    """Rows of a file and what is true of them; rows are Excel's numbers, columns its letters."""

    rows: list[list[Any]]
    is_book: bool
    header: tuple[int, ...] = ()
    footer: tuple[int, ...] = ()
    key_kind: str = ""
    dimensions: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: Truth = field(default_factory=dict)
    has_decimals: bool = False
    has_thousands: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether every number with a point could be one with three decimals, too."""
        return self.has_thousands and not self.has_decimals


def delivery(dice: random.Random) -> Delivery:
    """Make up a file."""
    key = dice.choice(list(KEYS))
    is_long = key in {"name", "both"} and dice.random() < 0.4
    parts = dice.choice([["Jahr"], ["Geschlecht", "Altersgruppe"], ["Jahr", "Geschlecht"]])
    lead = KEYS[key] + (parts if is_long else [])
    made = Delivery(rows=[], is_book=dice.random() < 0.4, key_kind=_kind(key))
    made.rows += [[title] for title in dice.sample(TITLES, dice.randint(0, 3))]
    made.rows += [[]] if made.rows and dice.random() < 0.5 else []
    measures = dice.sample(MEASURES, dice.randint(1, 2 if is_long else 5))
    measures = _add_head(made, lead, measures, dice)
    first = len(KEYS[key])
    made.dimensions = tuple("ABCDE"[first : len(lead)])
    made.columns = tuple(_letters(len(lead) + at) for at in range(len(measures)))
    combinations = list(itertools.product(*[PARTS[part] for part in lead[first:]]))
    style = dice.choice(["german", "german", "thousands", "english"])
    for names in _units(key, dice):
        for combination in combinations:
            made.rows.append([*names, *combination])
            _add_cells(made, names, measures, style, dice)
    notes = dice.sample(NOTES, dice.randint(0, 3))
    made.rows += [[]] if notes and dice.random() < 0.6 else []
    made.footer = tuple(len(made.rows) + 1 + at for at in range(len(notes)))
    made.rows += [[note] for note in notes]
    return made


def _kind(key: str) -> str:
    return "code" if key in {"code", "both"} else "name"


def _letters(index: int) -> str:
    return chr(ord("A") + index)


def _add_head(
    made: Delivery, lead: list[str], measures: list[str], dice: random.Random
) -> list[str]:
    top = len(made.rows) + 1
    if len(measures) > 1 and dice.random() < 0.5:
        group = dice.choice([lambda name: (name, ""), lambda name: (name, name)])
        made.rows.append(lead + [cell for name in measures for cell in group(name)])
        parts = dice.choice([["2022", "2023"], ["insgesamt", "darunter weiblich"]])
        made.rows.append([""] * len(lead) + parts * len(measures))
        measures = [name for name in measures for _ in parts]
    else:
        made.rows.append(lead + measures)
    if dice.random() < 0.25:
        made.rows.append([""] * len(lead) + ["Anzahl"] * len(measures))
    made.header = tuple(range(top, len(made.rows) + 1))
    return measures


def _units(key: str, dice: random.Random) -> list[list[str]]:
    names = dice.sample(NAMES, dice.randint(4, 16))
    form = dice.choice(["{:02d}", "0531{:04d}"])
    if key == "indented":
        rows = [[f"    {name}"] for name in names]
        return [["Stadt Musterhausen"], ["  Bezirk 1"], *rows[:3], ["  Bezirk 2"], *rows[3:]]
    codes = [form.format(number + 1) for number in range(len(names))]
    total = [["Insgesamt"]] if key in {"name", "code"} else [["", "Insgesamt"]]
    columns = {"name": [names], "code": [codes], "both": [codes, names]}[key]
    return [*map(list, zip(*columns, strict=True)), *(total if dice.random() < 0.5 else [])]


def _add_cells(
    made: Delivery, names: list[str], measures: list[str], style: str, dice: random.Random
) -> None:
    key = names[0].strip() or names[-1]
    for column, measure in zip(made.columns, measures, strict=True):
        if dice.random() < 0.1:
            cell = dice.choice(list(SIGNS))
            made.cells[len(made.rows), column] = (key, *SIGNS[cell])
        else:
            decimals = 1 if "%" in measure else 0
            number = round(dice.uniform(0, 60), 1) if decimals else dice.randint(0, 30_000)
            cell = number if made.is_book else _written(made, number, decimals, style)
            made.cells[len(made.rows), column] = (key, float(number), "")
        made.rows[-1].append(cell)


def _written(made: Delivery, number: float, decimals: int, style: str) -> str:
    if style == "english":
        return f"{number:.{decimals}f}"
    text = f"{number:,.{decimals}f}" if style == "thousands" else f"{number:.{decimals}f}"
    made.has_decimals |= decimals > 0
    made.has_thousands |= "," in text
    return text.translate(str.maketrans(",.", ".,"))


def written(made: Delivery, dice: random.Random) -> bytes:
    """Write a delivery into a workbook or a text file of some encoding and delimiter."""
    if made.is_book:
        return _book(made.rows)
    out = io.StringIO()
    ends = dice.choice(["\n", "\r\n"])
    writer = csv.writer(out, delimiter=dice.choice([";", ";", "\t", ","]), lineterminator=ends)
    width = max(map(len, made.rows)) if dice.random() < 0.5 else 0
    writer.writerows(row + [""] * (width - len(row)) for row in made.rows)
    return out.getvalue().encode(dice.choice(["cp1252", "utf-8", "utf-8-sig", "utf-16"]))


def _book(rows: list[list[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tabelle1")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                write = sheet.write_string if isinstance(cell, str) else sheet.write_number
                if cell != "":
                    write(number, column, cell)
    return buffer.getvalue()


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Damage a file; of a workbook also its parts, so that it can still be opened."""
    if content.startswith(b"PK") and dice.random() < 0.7:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, _damaged(part, dice) if dice.random() < 0.4 else part)
        return buffer.getvalue()
    return _damaged(content, dice)


def _damaged(content: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(dice.choice([1, 3, 10, 50])):
        at = dice.randrange(len(damaged) + 1)
        match dice.randrange(4):
            case 0:
                damaged[at : at + 1] = dice.randbytes(1)
            case 1:
                damaged[at:at] = bytes(dice.choices(b';,"\n\r\t\0=()<>&.-0123456789', k=9))
            case 2:
                del damaged[at : at + dice.randint(1, 200)]
            case _:
                damaged[at:at] = damaged[at : at + 400] * dice.randint(1, 5)
    return bytes(damaged)
