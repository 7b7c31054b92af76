"""A made town with deliveries for the statistics office only, under unmistakable marks.

It is the town of `wandel` with other figures: borders that changed, a crosswalk, boundaries. Every
kind of hidden delivery is in it: one year of a quantity (children 2019), all years (poor), a given
figure (rent 2020), the weight of a mean (people 2018), a quantity of the whole town (duty 2021).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import small_town
from tests.owned import draft, write_own
from tests.wandel import write_wandel

AREA = "wandel"
YEARS = (2018, 2019, 2020, 2021)
HIDDEN = frozenset(
    {("kinder", 2019), ("miete", 2020), ("leute", 2018), ("steuer", 2021)}
    | {("arme", year) for year in YEARS}
)
"""Quantity and year of the deliveries that weren't released."""
TEXTS = ("GEHEIMQUELLE", "GEHEIMAMT", "GEHEIMNOTIZ", "geheimdefinition")
"""Source, publisher, note and definition of hidden deliveries."""
DAYS = ("13.07.2017", "2017-07-13", "14.08.2016", "2016-08-14")
"""Their reference date and boundary date, as people and machines write them."""
CLAIM = "71,3"
"""A printed share of children that isn't the one of 2019."""
_OLD = ("01", "02", "03", "04", "05", "07", "08")
_NEW = ("04", "05", "06", "07", "08", "10", "31", "32", "33")
_COLUMNS = ("leute", "kinder", "arme", "alter", "miete", "steuer")


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """How the hidden deliveries look: who may see them, what is said of them, what is in them."""

    audience: str = "statistics"
    texts: tuple[str, ...] = TEXTS
    days: tuple[str, str] = ("2017-07-13", "2016-08-14")
    other: bool = False


MARKED = Hidden()
OTHER = Hidden(texts=("Q", "A", "N", "d"), days=("2019-12-31", "2020-01-01"), other=True)
"""Nothing of what is hidden is the same: numbers, signs, totals, texts and days."""
RELEASED = Hidden(audience="public", texts=(*TEXTS[:3], ""))
"""The marked ones, released; of one definition, so that changes can be compared."""


def write_town(folder: Path, hidden: Hidden) -> Path:
    """Write the data folder."""
    write_wandel(folder)
    files = {"catalogue.toml": CATALOGUE, f"{AREA}/published.csv": PUBLISHED}
    for year in YEARS:
        files[f"{AREA}/{year}.csv"] = "\n".join([*_table(year, hidden), ""])
        files[f"{AREA}/{year}.toml"] = "\n".join(_description(year, hidden))
    for name, text in files.items():
        (folder / "indicators" / name).write_text(text, encoding="utf-8")
    return folder


def write_home(folder: Path) -> Path:
    """Put custom areas into a folder for what people make."""
    sets = draft("Eigene", nord=["bezirk:04", "bezirk:05"], sued=["bezirk:10"])
    write_own(folder, AREA, "eigene", sets)
    return folder


CATALOGUE = small_town.catalogue(
    small_town.count("leute", "Leute", among=["kinder", "arme"]),
    small_town.count("kinder", "Kinder", converted_by="children"),
    small_town.count("arme", "Arme"),
    small_town.AGE,
    small_town.RENT,
    small_town.section("quantity.steuer", title="Steuer", unit="€", kind="amount"),
    small_town.SHARE,
    small_town.CHANGE,
    small_town.of_all("armenanteil", "arme", "Anteil der Armen", "Arme an allen Leuten"),
    small_town.of_all(
        "kinderanteil_2j", "kinder", "Kinder, zwei Jahre", "Kinder an Leuten", pooled_years=2
    ),
)
PUBLISHED = f"""\
place;level;unit;subject;measure;base_year;year;base_value;end_value;printed
Heft 1;bezirk;04;kinderanteil;value;;2019;;;{CLAIM}
Heft 1;bezirk;04;kinderanteil;value;;2020;;;{CLAIM}
Heft 2;bezirk;07;kinder;change_percent;2019;2020;;;{CLAIM}
"""


def _table(year: int, hidden: Hidden) -> Iterator[str]:
    yield ";".join(("level", "unit", *_COLUMNS))
    for number, unit in enumerate(_OLD if year < 2020 else _NEW, 1):
        cells = _cells(number, year)
        yield ";".join(("bezirk", unit, *_written(cells, number, year, hidden), ""))
    # totals somebody delivered; the duty is known of the whole town only
    totals = {
        "leute": 2_111 * year,
        "kinder": 1_013 * year + 7_919 * year % 10_007,
        "steuer": 367 * year,
    }
    if hidden.other:
        totals = {code: total for code, total in totals.items() if (code, year) not in HIDDEN}
    whole = (totals.get(column, "") for column in _COLUMNS)
    yield ";".join(("stadt", "S", *map(str, whole)))


def _cells(number: int, year: int) -> Mapping[str, str]:
    """Figures of a district: no two of them, nor their sums, are the same."""
    step = year - YEARS[0]
    return {
        "leute": str(400_009 + 7_919 * number**2 + 104_729 * step),
        "kinder": str(190_027 + 1_013 * number**2 + 9_973 * step),
        "arme": str(70_001 + 2_003 * number**2 + 30_011 * step),
        "alter": f"{37 + number},{1 + step}",
        "miete": f"{1_200 + 17 * number + 3 * step},{31 + number}",
    }


def _written(cells: Mapping[str, str], number: int, year: int, hidden: Hidden) -> Iterator[str]:
    signs = ("5 p", ".", "–", "/", "", "…", "(3)", "x", "7 r")
    for column in _COLUMNS[:-1]:
        concealed = hidden.other and (column, year) in HIDDEN
        yield signs[number - 1] if concealed else cells[column]


def _description(year: int, hidden: Hidden) -> Iterator[str]:
    yield f"""[defaults]
base = "bezirk"
publisher = "Stadt Wandel"
source = "Melderegister"
audience = "public"
date = {year}-12-31
boundary_date = {"2013-01-01" if year < 2020 else "2020-01-01"}
"""
    source, publisher, note, definition = hidden.texts
    day, boundary_date = hidden.days
    for column in _COLUMNS:
        yield f"[{column}]"
        if column == "steuer":
            yield 'base = "stadt"'
        if (column, year) not in HIDDEN:
            yield f'note = "Hinweis zu {column} {year}"'
            continue
        yield f'audience = "{hidden.audience}"'
        yield f'source = "{source}"\npublisher = "{publisher}"\nnote = "{note}"'
        yield f'definition = "{definition}"\ndate = {day}\nboundary_date = {boundary_date}'
