"""Whether the keys of a map file are those of a level: what would double its units is refused.

A file with other keys for the same units (12 digits of the ARS for 8 of the AGS, blanks, ".0" of
a spreadsheet) would leave every unit without a shape and add a second one for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from atlas.errors import BoundaryError
from atlas.sources import boundary_texts as texts

_NAMED = 3
# Numbers of this many digits are official keys; those of one level have one length.
_OFFICIAL = 5
_AGS, _ARS = 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRows:
    """Rows of a map file: `codes` and `names` on the same index, and every column as text."""

    file: str
    column: str
    codes: pd.Series
    names: pd.Series
    columns: Mapping[str, pd.Series]


def with_leading_zeros(codes: pd.Series, unit_names: Iterable[str]) -> pd.Series:
    """Give keys back the leading zeros a spreadsheet took, if that makes them units there are."""
    units = frozenset(unit_names)
    padded: dict[str, list[str]] = {}
    for unit in units:
        if unit.isdigit():
            padded.setdefault(unit.lstrip("0"), []).append(unit)

    def restored(code: str) -> str:
        if code in units or not code.isdigit():
            return code
        longer = [unit for unit in padded.get(code.lstrip("0"), ()) if len(unit) > len(code)]
        return longer[0] if len(longer) == 1 else code

    return codes.map(restored)


def refuse_foreign(rows: KeyedRows, level: str, unit_names: Mapping[str, str]) -> None:
    """Refuse rows whose keys aren't those of the level; `unit_names` has its names by key.

    Units nobody knows are new, unless none is unit_names, or some are unit_names by another key.

    Raises
    ------
    BoundaryError
        With the kinds of keys and the likely column or form.
    """
    unknown = rows.codes[~rows.codes.isin(list(unit_names))]
    if not unit_names or unknown.empty:
        return
    foreign = len(unknown) == len(rows.codes)
    twins = _otherwise_written(rows, unknown, unit_names)
    doubtful = list(unknown) if foreign else list(twins) or _of_other_length(unknown, unit_names)
    if not doubtful:
        return
    raise BoundaryError(
        "code_foreign" if foreign else "code_mixed",
        rows.file,
        column=rows.column,
        level=level,
        count=texts.counted(len(doubtful), texts.SHAPES),
        found=_listed(doubtful),
        known=_listed(sorted(unit_names)),
        remedy=_remedy(rows, unit_names, twins),
    )


def _otherwise_written(
    rows: KeyedRows, unknown: pd.Series, unit_names: Mapping[str, str]
) -> dict[str, str]:
    """By unknown key the unit it is likely to mean: the same key in another form, or its name.

    Only units the file doesn't have under their own key come into question.
    """
    absent = sorted(set(unit_names) - set(rows.codes))
    # the last counts: a unit that has a form as its own comes after an ARS that shortens to it
    ordered = sorted(absent, key=lambda unit: -len(_forms(unit)))
    by_form = {form: unit for unit in ordered for form in _forms(unit)}
    by_name = {unit_names[unit]: unit for unit in absent if unit_names[unit]}
    twins = {}
    names = rows.names[unknown.index]
    for code, name in zip(unknown, names, strict=True):
        forms = (by_form[form] for form in sorted(_forms(code)) if form in by_form)
        likely = next(forms, by_name.get(name))
        if likely is not None:
            twins[str(code)] = likely
    return twins


def _forms(key: str) -> frozenset[str]:
    """Return what is left of a key without blanks, signs and zeros; of an ARS also its AGS."""
    bare = re.sub(r"[\W_]", "", key.strip().removesuffix(".0")).casefold()
    forms = {bare}
    if bare.isdigit() and len(bare) in {_ARS - 1, _ARS}:
        ars = bare.zfill(_ARS)
        forms |= {ars[:5] + ars[9:], ars[:_AGS]}
    return frozenset(form.lstrip("0") or form for form in forms if form)


def _of_other_length(unknown: pd.Series, unit_names: Iterable[str]) -> list[str]:
    """Keys unlike the official ones of the level, which all have the same number of digits."""
    lengths = {len(unit) if unit.isdigit() else 0 for unit in unit_names}
    length = lengths.pop()
    if lengths or length < _OFFICIAL:
        return []
    return [code for code in unknown if not (code.isdigit() and len(code) == length)]


def _remedy(rows: KeyedRows, unit_names: Mapping[str, str], twins: Mapping[str, str]) -> str:
    """Propose the column that has the keys of the level, else their form."""
    hits = {
        name: int(with_leading_zeros(column, unit_names).isin(list(unit_names)).sum())
        for name, column in rows.columns.items()
    }
    best = max(hits, key=lambda name: hits[name])
    if hits[best] > hits[rows.column]:
        return texts.OTHER_COLUMN.format(column=best)
    if twins:
        key, unit = next(iter(twins.items()))
        return texts.OTHER_FORM.format(key=key, known=unit)
    return texts.CHECK_CODE


def _listed(keys: Iterable[str]) -> str:
    """Give examples of keys."""
    named = [texts.QUOTED.format(text=key) for key in keys]
    return ", ".join(named[:_NAMED]) + (" …" if len(named) > _NAMED else "")
