"""Rows of several levels in one table, names that stand for two units, rows of no unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.model.intake import IntakeProblem
from atlas.sources.intake import layout_texts as words
from atlas.sources.intake import texts
from atlas.sources.intake.findings import finding, limited, listed

_NAMED = 3
_FEWEST = _SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRows:
    """The rows of a body with what they say of their unit, all of one length.

    `rows` and `column` count from 0; `names` are the names, or the keys where they are names;
    `levels` are texts of a column that names the level, empty where there is none; `groups`
    number the combinations of the dimensions.
    """

    rows: npt.NDArray[np.intp]
    column: int
    is_code: bool
    keys: Sequence[str]
    names: Sequence[str]
    indents: npt.NDArray[np.intp]
    levels: Sequence[str]
    level_head: str
    groups: npt.NDArray[np.intp]


def level_findings(rows: KeyedRows) -> Iterator[IntakeProblem]:
    """Say which levels a table mixes, by name."""
    units = pd.DataFrame(
        {"key": rows.keys, "name": rows.names, "indent": rows.indents, "row": rows.rows}
    ).drop_duplicates(["key", "name", "indent"])
    if rows.level_head:
        yield _by_column(rows)
    lengths = _code_levels(units["key"]) if rows.is_code else None
    if lengths is not None:
        yield finding("levels_by_code", levels="; ".join(_by_length(units, lengths)))
    elif units["indent"].min() < units["indent"].max():
        depths = units["indent"].rank(method="dense").astype(int)
        yield finding("levels_by_indent", levels="; ".join(_by_depth(units, depths)))
    elif not rows.level_head:
        yield from _by_names(units)
    totals = units[[words.TOTAL.fullmatch(name) is not None for name in units["name"]]]
    if len(totals):
        row = int(totals["row"].iloc[0])
        yield finding("levels_by_total", row=row, names=listed(totals["name"]))


def _by_names(units: pd.DataFrame) -> Iterator[IntakeProblem]:
    """Tell levels by numbers before the names (1 Mitte, 1.1 Dom) or by words (Bezirk Mitte)."""
    numbers = units["name"].str.extract(words.NUMBERED_NAME)[0]
    if numbers.notna().all():
        dots = numbers.str.count("[.]") + 1
        lengths = dots if dots.min() < dots.max() else _code_levels(numbers)
        if lengths is not None:
            levels = "; ".join(_by_depth(units, lengths))
            yield finding("levels_by_number", levels=levels)
            return
    kinds = units["name"].str.extract(words.LEVEL_WORD)[0].fillna(texts.NO_WORD)
    if len(kinds.unique()) > 1 and (kinds != texts.NO_WORD).sum() > 1:
        groups = units.groupby(kinds.to_numpy(), sort=False)["name"]
        levels = "; ".join(
            texts.WORD_LEVEL.format(word=word, names=listed(names, _NAMED))
            for word, names in groups
        )
        yield finding("levels_by_word", levels=levels)


def _by_column(rows: KeyedRows) -> IntakeProblem:
    units = pd.DataFrame({"level": rows.levels, "key": rows.keys, "name": rows.names})
    units = units.drop_duplicates()
    parts = (
        texts.COLUMN_LEVEL.format(level=level, count=len(group), name=group["name"].iloc[0])
        for level, group in units.groupby("level", sort=False)
    )
    return finding("levels_by_column", name=rows.level_head, levels="; ".join(parts))


def _code_levels(keys: pd.Series) -> pd.Series | None:
    """Return the length of each key if shorter ones begin longer ones, as counties do their towns.

    Keys of one length may be filled up with zeros: 001 is the district of 101 and 102.
    """
    bare = keys.str.lstrip("0")
    for forms in (keys, bare):
        digits = forms[keys.str.isdecimal()]
        lengths = sorted(digits.str.len().unique())
        if len(lengths) < _FEWEST:
            continue
        # 1 begins 10 to 19, too: without zeros there must be a gap between the lengths
        has_gap = forms is keys or lengths != list(range(lengths[0], lengths[-1] + 1))
        if lengths[-1] > _SHORTEST and has_gap and _nest(digits, lengths):
            return forms.str.len()
    return None


def _nest(digits: pd.Series, lengths: Sequence[int]) -> bool:
    """Whether most shorter keys begin a longer one."""
    shorter = set(digits[digits.str.len() < lengths[-1]]) - {""}
    longest = set(digits[digits.str.len() == lengths[-1]])
    beginnings = {key[:length] for key in longest for length in lengths[:-1]}
    return bool(shorter) and len(shorter & beginnings) * 2 >= len(shorter)


def _by_length(units: pd.DataFrame, lengths: pd.Series) -> Iterator[str]:
    for _, group in units.groupby(lengths.to_numpy()):
        names = listed(group["name"], _NAMED)
        yield texts.CODE_LEVEL.format(key=group["key"].iloc[0], names=names)


def _by_depth(units: pd.DataFrame, depths: pd.Series) -> Iterator[str]:
    for depth, group in units.groupby(depths.to_numpy()):
        yield texts.INDENT_LEVEL.format(depth=depth, names=listed(group["name"], _NAMED))


def name_findings(rows: KeyedRows) -> Iterator[IntakeProblem]:
    """Say which names stand for two units, and which keys come twice."""
    frame = pd.DataFrame(
        {
            "key": rows.keys,
            "name": rows.names,
            "indent": rows.indents,
            "row": rows.rows,
            "group": rows.groups,
        }
    )
    repeated = frame[frame.duplicated(["key", "group"], keep=False) & (frame["key"] != "")]
    code = "key_twice" if rows.is_code else "name_twice"
    yield from limited(
        finding(
            code,
            row=int(same["row"].iloc[0]),
            column=rows.column,
            value=str(key),
            rows=", ".join(str(row + 1) for row in same["row"].iloc[:_NAMED]),
        )
        for (key, _), same in repeated.groupby(["key", "group"], sort=False)
    )
    if rows.is_code:
        yield from limited(_of_two_units(frame, rows.column))


def _of_two_units(frame: pd.DataFrame, column: int) -> Iterator[IntakeProblem]:
    units = frame[frame["name"] != ""].drop_duplicates(["key", "name"])
    several = units[units.duplicated("name", keep=False)]
    for name, same in several.groupby("name", sort=False):
        keys = [
            texts.AT_CODE.format(code=key, row=row + 1)
            for key, row in zip(same["key"], same["row"], strict=True)
        ]
        yield finding(
            "name_two_levels",
            row=int(same["row"].iloc[0]),
            column=column,
            value=str(name),
            keys=", ".join(keys[:_NAMED]),
        )


def is_pseudo(key: str, name: str) -> bool:
    """Whether a row belongs to no unit: "nicht zuzuordnen", 99, out of town."""
    if name in {"", key} and words.PSEUDO_CODE.fullmatch(key):
        return True
    return words.PSEUDO.search(name) is not None or words.PSEUDO.search(key) is not None


def pseudo_findings(rows: KeyedRows) -> Iterator[IntakeProblem]:
    """Count the rows that belong to no unit."""
    pseudo = [
        (row, key if rows.names[at] == key else f"{key} {rows.names[at]}")
        for at, (row, key) in enumerate(zip(rows.rows.tolist(), rows.keys, strict=True))
        if is_pseudo(key, rows.names[at])
    ]
    if pseudo:
        names = listed(name for _, name in pseudo)
        yield finding("pseudo_units", row=pseudo[0][0], count=len(pseudo), names=names)
