"""Which quantity of the catalogue a column is: by code, title or synonym, else asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from atlas.model.indicators import Catalogue
from atlas.model.intake import IntakeProblem
from atlas.sources.intake import layout_texts as words
from atlas.sources.intake.corrections import ColumnChoice
from atlas.sources.intake.findings import finding
from atlas.sources.intake.grid import column_index
from atlas.sources.intake.heads import JOINT
from atlas.sources.intake.unit_matching import normalized_name

_CODE, _TITLE, _SYNONYM, _PART, _SAID = 1.0, 0.95, 0.9, 0.85, 1.0
_NEAR: Final = 65.0
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_DAY: Final = re.compile(r"\b[0-3]?[0-9]\.[01]?[0-9]\.(?=(?:19|20)[0-9]{2})")


def match_columns(
    columns: Mapping[str, str], catalogue: Catalogue, year: int, said: Sequence[ColumnChoice]
) -> tuple[dict[str, tuple[str, float]], list[IntakeProblem]]:
    """Say for columns (letters → name) which quantity they are, and how sure that is.

    A column of another year is none, and nobody is asked about it.
    """
    chosen = {choice.column: (choice.quantity, _SAID) for choice in said}
    names = _names(catalogue)
    open_columns = {c: name for c, name in columns.items() if c not in chosen}
    of_year = {c: name for c, name in open_columns.items() if is_of_year(name, year)}
    guesses = {c: guess for c, name in of_year.items() if (guess := _guess(name, names))}
    counts = Counter(quantity for quantity, _ in (*guesses.values(), *chosen.values()))
    sure = {c: guess for c, guess in guesses.items() if counts[guess[0]] == 1}
    problems = list(_questions(of_year, sure, guesses, names, catalogue))
    return {**sure, **{c: choice for c, choice in chosen.items() if choice[0]}}, problems


def proposed_quantities(
    columns: Mapping[str, str], catalogue: Catalogue, year: int
) -> dict[str, str]:
    """Return for columns (letters → name) the quantity whose name is nearest, if any is near."""
    names = _names(catalogue)
    near = {c: _near(name, names) for c, name in columns.items() if is_of_year(name, year)}
    return {column: code for column, code in near.items() if code}


def _names(catalogue: Catalogue) -> dict[str, tuple[str, float]]:
    """Quantities by their names as `normalized_name` leaves them; a code wins over a title.

    Names without brackets and times count, too, where they are those of one quantity only.
    """
    names: dict[str, tuple[str, float]] = {}
    short: dict[str, set[str]] = {}
    for code, quantity in catalogue.quantities.items():
        for synonym in quantity.synonyms:
            names.setdefault(normalized_name(synonym), (code, _SYNONYM))
        for name in (quantity.title, *quantity.synonyms):
            short.setdefault(_bare(name), set()).add(code)
    for code, quantity in catalogue.quantities.items():
        names[normalized_name(quantity.title)] = (code, _TITLE)
    only = {name: (min(codes), _SYNONYM) for name, codes in short.items() if len(codes) == 1}
    codes_alone = {normalized_name(code): (code, _CODE) for code in catalogue.quantities}
    return only | names | codes_alone


def is_of_year(name: str, year: int) -> bool:
    """Whether the head of a column names a year, or none at all."""
    years = {int(text) for text in _YEAR.findall(name)}
    return not years or year in years


def _guess(name: str, names: Mapping[str, tuple[str, float]]) -> tuple[str, float] | None:
    """Find the quantity of a name, or of one of the rows of a head, the lowest first."""
    whole = names.get(normalized_name(name)) or names.get(_bare(name))
    if whole:
        return whole
    parts = (names.get(_bare(part)) for part in reversed(name.split(JOINT)))
    part = next((item for item in parts if item), None)
    return (part[0], min(part[1], _PART)) if part else None


def _bare(name: str) -> str:
    """Return a name without days, years and units in brackets."""
    without = re.sub(r"[(\[][^)\]]*[)\]]", " ", _YEAR.sub(" ", _DAY.sub(" ", name)))
    words_left = normalized_name(without).split()
    return " ".join(word for word in words_left if word not in words.OF_TIME)


def _questions(
    columns: Mapping[str, str],
    sure: Mapping[str, tuple[str, float]],
    guesses: Mapping[str, tuple[str, float]],
    names: Mapping[str, tuple[str, float]],
    catalogue: Catalogue,
) -> Iterator[IntakeProblem]:
    for column, name in columns.items():
        if column in sure:
            continue
        code = guesses[column][0] if column in guesses else _near(name, names)
        place = column_index(column)
        if code:
            title = catalogue.quantities[code].title
            yield finding("quantity_proposed", column=place, value=name, code=code, title=title)
        else:
            yield finding("quantity_open", column=place, value=name)


def _near(name: str, names: Mapping[str, tuple[str, float]]) -> str:
    # a code is short: half a code is near to anything
    spoken = [text for text, (_, confidence) in names.items() if confidence < _CODE]
    best = process.extractOne(_bare(name), spoken, scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR)
    return names[best[0]][0] if best else ""
