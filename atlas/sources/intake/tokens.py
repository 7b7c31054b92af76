"""What the text of a cell can be: a number (in which convention?), a sign, a day, or a text.

Every distinct text is looked at once. A number with a point or a comma has up to two readings,
the German one (1.234,5) and the English one (1,234.5); which of them holds is decided for the
whole table (`decimals.py`), never for a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.model.cells import State, Status
from atlas.model.text import INVISIBLE
from atlas.sources.intake import sign_texts
from atlas.sources.intake.grid import Grid, Texts


class TokenKind(IntEnum):
    """The kinds of cells."""

    EMPTY = 0
    TEXT = 1
    NUMBER = 2
    SIGN = 3
    DAY = 4


class Evidence(IntEnum):
    """What the form of a number says about the decimal sign of its table."""

    NONE = 0
    COMMA = 1
    POINT = 2
    EITHER_POINT = 3
    EITHER_COMMA = 4


_BLANKS: Final = "\u202f\u2009\u00a0 '’"
_GERMAN: Final = re.compile(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?|,[0-9]+")
_ENGLISH: Final = re.compile(r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
_EXPONENT: Final = re.compile(r"[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}")
_ONE_GROUP: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPED: Final = re.compile(rf"[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}})+(?:[.,][0-9]+)?")
_DAY: Final = re.compile(
    r"[0-3]?[0-9]\.[01]?[0-9]\.(?:[12][0-9])?[0-9]{2}|[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:[T ].*)?"
)
_DECORATED: Final = re.compile(
    r"(?P<open>\()?(?P<sign>[+-]?)[ \u00a0\u202f]*"
    rf"(?P<body>[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}})+(?:[.,][0-9]+)?|"
    r"[0-9.,]+(?:[eE][+-]?[0-9]{1,3})?)"
    r"(?P<close>\))?[ \u00a0\u202f]*(?P<unit>%|€|EUR|‰)?[ \u00a0]*(?P<status>[rpsf])?"
    r"[ ]?(?P<note>[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)⁾]?|(?<= )[0-9]{1,2}\)|\*+)?"
)
_QUOTED_DIGITS: Final = re.compile(r"'[0-9.]+")
_STATUSES: Final = {status.sign: status for status in Status if status.sign}
_PLACEHOLDER: Final = re.compile(r"-(?:9{3,}|8{3,}|7{3,})(?:[.,]0+)?|9{6,}(?:[.,]0+)?|-1[.,]?#?IND")
_LONGEST: Final = 40
_EXACT: Final = 16
"""Digits from which a float no longer holds every whole number."""
_SHORTEST_NOTE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One distinct text: `german` and `english` are its value in the two conventions, or NaN."""

    kind: TokenKind = TokenKind.TEXT
    german: float = np.nan
    english: float = np.nan
    evidence: Evidence = Evidence.NONE
    state: State = State.UNKNOWN
    status: Status = Status.FINAL
    has_point: bool = False
    placeholder: bool = False


@dataclass(frozen=True, kw_only=True)
class TokenTable:
    """The cells of a grid as tokens: `codes` (rows × columns) point into the other arrays."""

    codes: npt.NDArray[np.intp]
    texts: tuple[str, ...]
    tokens: tuple[Token, ...]
    kinds: npt.NDArray[np.int8]
    """Kind of each cell, rows × columns."""
    forms: dict[re.Pattern[str], npt.NDArray[np.bool_]] = field(default_factory=dict, repr=False)

    def matching(self, pattern: re.Pattern[str]) -> npt.NDArray[np.bool_]:
        """Say of each text whether it is of a form; each form is looked for once."""
        if pattern not in self.forms:
            matches = (pattern.fullmatch(text) is not None for text in self.texts)
            self.forms[pattern] = np.fromiter(matches, dtype=bool, count=len(self.texts))
        return self.forms[pattern]

    @cached_property
    def german(self) -> npt.NDArray[np.float64]:
        """Value of each token the German way, to be indexed with `codes`."""
        return np.array([token.german for token in self.tokens], dtype=np.float64)

    @cached_property
    def english(self) -> npt.NDArray[np.float64]:
        """Value of each token the English way."""
        return np.array([token.english for token in self.tokens], dtype=np.float64)

    @cached_property
    def evidence(self) -> npt.NDArray[np.int8]:
        """What each token says of the decimal sign."""
        return np.array([token.evidence for token in self.tokens], dtype=np.int8)


def token_table(grid: Grid, signs: Mapping[str, State]) -> TokenTable:
    """Look at every distinct text of a grid; `signs` override what a legend and the usage say."""
    codes, distinct = pd.factorize(grid.texts.ravel())
    texts = tuple(cleaned(text) for text in distinct)
    meanings = {**sign_texts.SIGNS, **legend(texts), **signs}
    empty = Token(kind=TokenKind.EMPTY)
    tokens = tuple(_token(text, meanings) if text else empty for text in texts)
    kinds = np.array([token.kind for token in tokens], dtype=np.int8)[codes]
    # a number may be a sign, too: -9999, or 0 for what is missing
    kinds[~np.isnan(grid.numbers).ravel() & (kinds != TokenKind.SIGN)] = TokenKind.NUMBER
    shape = grid.texts.shape
    return TokenTable(
        codes=codes.reshape(shape), texts=texts, tokens=tokens, kinds=kinds.reshape(shape)
    )


def legend(texts: Iterable[str]) -> dict[str, State]:
    """Read what notes say of signs: ". = Zahlenwert unbekannt oder geheim zu halten"."""
    meanings = {}
    for text in texts:
        for match in sign_texts.LEGEND.finditer(text) if len(text) > _SHORTEST_NOTE else ():
            states = (s for pattern, s in sign_texts.MEANINGS if pattern.search(match["meaning"]))
            state = next(states, None)
            if state is not None:
                meanings[match["sign"].lower()] = state
    return meanings


def cleaned(text: str) -> str:
    """Take off what nobody sees: blanks around a text, and characters without width."""
    bare = text.strip() if text.isascii() else INVISIBLE.sub("", text).strip()
    # how spreadsheets mark digits that are a text
    return bare[1:] if bare.startswith("'") and _QUOTED_DIGITS.fullmatch(bare) else bare


def indents(texts: Texts) -> npt.NDArray[np.intp]:
    """Count the blanks before each text of a column."""
    return np.array([len(text) - len(text.lstrip(" \t\u00a0")) for text in texts], dtype=np.intp)


def _token(text: str, signs: Mapping[str, State]) -> Token:
    state = signs.get(text, signs.get(text.lower()))
    if state is not None:
        zero = 0.0 if state is State.ZERO else np.nan
        return Token(kind=TokenKind.SIGN, german=zero, english=zero, state=state)
    if len(text) < _EXACT and text.isdecimal() and text.isascii():
        value = float(text)
        return Token(
            kind=TokenKind.NUMBER,
            german=value,
            english=value,
            state=State.MEASURED,
            placeholder=_PLACEHOLDER.fullmatch(text) is not None,
        )
    if len(text) > _LONGEST or not any(map(str.isdecimal, text)):
        return Token()
    if sign_texts.BELOW.fullmatch(text):
        return Token(kind=TokenKind.SIGN, state=State.SECRET)
    return Token(kind=TokenKind.DAY) if _DAY.fullmatch(text) else _number(text)


def _number(text: str) -> Token:
    parts = _DECORATED.fullmatch(text.replace("−", "-").replace("–", "-"))
    if parts is None or bool(parts["open"]) != bool(parts["close"]):
        return Token()
    body = parts["body"].rstrip()
    if _GROUPED.fullmatch(body):
        body = re.sub(f"[{_BLANKS}]", "", body)
    factor = -1.0 if parts["sign"] == "-" else 1.0
    german, english = _readings(body)
    if np.isnan(german) and np.isnan(english):
        return Token()
    status = _STATUSES.get(parts["status"] or "", Status.FINAL)
    return Token(
        kind=TokenKind.NUMBER,
        german=factor * german + 0.0,
        english=factor * english + 0.0,
        evidence=_evidence(body, german, english),
        state=State.LIMITED if parts["open"] else State.MEASURED,
        status=status,
        has_point="." in body,
        placeholder=_PLACEHOLDER.fullmatch(text) is not None,
    )


def _readings(body: str) -> tuple[float, float]:
    """Read a number the German and the English way; NaN where it can't be read so."""
    if _EXPONENT.fullmatch(body):
        value = float(body.replace(",", "."))
        return (np.nan, value) if "." in body else (value, np.nan if "," in body else value)
    german = english = np.nan
    if _GERMAN.fullmatch(body):
        german = float(body.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(body):
        english = float(body.replace(",", ""))
    return german, english


def _evidence(body: str, german: float, english: float) -> Evidence:
    if german == english:
        return Evidence.NONE
    if np.isnan(english):
        return Evidence.COMMA
    if np.isnan(german):
        return Evidence.POINT
    # 0.123 and 1234.567 are German numbers in no form; 1.234 is one in both
    if not _ONE_GROUP.fullmatch(body):
        return Evidence.POINT if "." in body else Evidence.COMMA
    return Evidence.EITHER_POINT if "." in body else Evidence.EITHER_COMMA
