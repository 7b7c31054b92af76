"""What is wrong with a TOML file, in German: ends of the sentences of `problem_texts`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

# What pydantic calls the faults of a TOML entry; they end the sentence of "toml_bad_value".
_NO_DATE = "erwartet wird ein Datum wie 2014-12-31"
_NO_WHOLE = "erwartet wird eine ganze Zahl"
_NO_NUMBER = "erwartet wird eine Zahl"
_NO_TABLE = "erwartet wird ein Abschnitt"
_OUTSIDE = "der Wert gehört nicht zu den erlaubten"
FAULTS: Final[Mapping[str, str]] = {
    "missing": "der Eintrag fehlt",
    "string_type": "erwartet wird ein Text in Anführungszeichen",
    "string_too_short": "der Text ist leer",
    "string_pattern_mismatch": "der Text enthält etwas, das dort nicht stehen darf",
    "int_type": _NO_WHOLE,
    "int_parsing": _NO_WHOLE,
    "int_from_float": _NO_WHOLE,
    "float_type": _NO_NUMBER,
    "float_parsing": _NO_NUMBER,
    "finite_number": _NO_NUMBER,
    "bool_type": "erwartet wird true oder false",
    "bool_parsing": "erwartet wird true oder false",
    "tuple_type": "erwartet wird eine Liste in eckigen Klammern",
    "too_short": "die Liste ist zu kurz",
    "too_long": "die Liste ist zu lang",
    "classing_limits": "nur zu „manual“ gehören limits; sie steigen auf und passen zu classes",
    "recipe_change": "ein Index des Katalogs kennt kein change_years",
    "ages_descend": "das erste Alter liegt über dem letzten",
    "dict_type": _NO_TABLE,
    "mapping_type": _NO_TABLE,
    "model_type": _NO_TABLE,
    "model_attributes_type": _NO_TABLE,
    "literal_error": _OUTSIDE,
    "enum": _OUTSIDE,
    "value_error": _OUTSIDE,
    "greater_than": _OUTSIDE,
    "greater_than_equal": _OUTSIDE,
    "less_than_equal": _OUTSIDE,
    "date_type": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "union_tag_invalid": "diese Art von Formel gibt es nicht",
    "union_tag_not_found": "die Art der Formel (kind) fehlt",
}
UNEXPECTED: Final = "unerwarteter Inhalt ({fault})"
TWICE: Final = "der Eintrag kommt zweimal vor"
COMMA: Final = "Komma"
BAR: Final = "senkrechter Strich"
BROKEN: Final = "ein Zeichen fehlt oder stört"
_MOST_NAMED: Final = 3
NAME: Final = "in Namen sind ohne Anführungszeichen nur a bis z, Ziffern, - und _ erlaubt"


def in_section(path: Iterable[str]) -> str:
    """Name the section of a TOML file in a sentence; `[[lists]]` go without number."""
    name = ".".join(part for part in path if not part.isdecimal())
    return f"im Abschnitt [{name}]" if name else "auf oberster Ebene"


def allowed(expected: str) -> str:
    """List the words an entry may have, as pydantic names them ('a', 'b' or 'c'); "" for none."""
    words = ", ".join(f"„{word}“" for word in re.findall(r"'([^']+)'", expected))
    return f" ({words})" if words else ""


def broken(line: str) -> str:
    """Guess why a line is no TOML."""
    name = re.match(r"\s*\[*([^=\]#\"']*)", line)
    return BROKEN if name is None or name[1].isascii() else NAME


def section_lost(path: Iterable[str]) -> str:
    """What to do about a section that can't be read, and what is missing until then."""
    name = ".".join(path)
    lost = f"der Abschnitt „{name}“" if name else "was vor dem ersten Abschnitt steht"
    return f"Berichtigen Sie die genannte Stelle; bis dahin fehlt {lost}."


def why_hidden(unmatched: Sequence[str], lacking: Iterable[str]) -> str:
    """Why a column of a yearly table isn't shown without a section of its own."""
    keys = ", ".join(lacking)
    if keys:
        return f"[defaults] nennt {keys} nicht"
    more = " …" if len(unmatched) > _MOST_NAMED else ""
    sections = ", ".join(f"[{code}]" for code in unmatched[:_MOST_NAMED])
    return f"zu {sections}{more} gibt es keine Spalte: Diese könnte gemeint sein"
