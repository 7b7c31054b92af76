"""Find sums among quantities that the catalogue doesn't declare: the largest leak there is.

Looks at the figures themselves: a = b, a = b + c and a + b = c + d, in one year or with the year
before, on one level. What follows from declared relations is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.disclosure.secret_table import SecretTable
from atlas.model.disclosure import Relation, RelationTerm

_NOTHING = 1e-9
_DIGITS = 3
FEWEST_VALUES = 6
"""Different values a quantity must have, so that a sum isn't a coincidence."""

Column: TypeAlias = tuple[str, int]
"""Quantity, and how many years before."""
_Vector: TypeAlias = npt.NDArray[np.float64]
_Sides: TypeAlias = tuple[Column, ...]


def undeclared_relations(
    table: SecretTable, year: int, level: str, declared: Sequence[Relation]
) -> tuple[Relation, ...]:
    """Find relations that hold in every unit of a level and aren't declared.

    Parameters
    ----------
    table
        Cells of a year, and of the year before if relations between the two are looked for.
    year, level
        Where to look.
    declared
        What the catalogue says adds up, breakdowns too.

    Returns
    -------
    tuple[Relation, ...]
        None of them follows from the others and those declared.
    """
    vectors = _vectors(table, year, level)
    basis = _Basis(list(vectors))
    for relation in declared:
        basis.add(relation.terms)
        basis.add(_a_year_before(relation.terms))
    relations = []
    for terms in _coincidences(vectors):
        if basis.add(terms):
            relations.append(Relation(terms=terms))
            # what holds in a year is no news in the year before
            basis.add(_a_year_before(terms))
    return tuple(relations)


def is_broken(table: SecretTable, year: int, level: str, relation: Relation) -> bool:
    """Whether a relation doesn't hold in some unit of a level though all its figures are there."""
    vectors = _vectors(table, year, level)
    columns = [(term.quantity, term.years_before) for term in relation.terms]
    if not vectors.keys() >= set(columns):
        return False
    terms = zip(relation.terms, columns, strict=True)
    total = np.sum([term.factor * vectors[column] for term, column in terms], axis=0)
    return bool(np.round(total, _DIGITS).any())


def _a_year_before(terms: Sequence[RelationTerm]) -> list[RelationTerm]:
    return [replace(term, years_before=term.years_before + 1) for term in terms]


def _vectors(table: SecretTable, year: int, level: str) -> dict[Column, _Vector]:
    """Values of each quantity in all units of a level, of the year and the year before."""
    units = sorted({key[2] for key in table.cells if key[:2] == (year, level)})
    rows: dict[Column, dict[str, float]] = {}
    for key, cell in table.cells.items():
        at, on, unit, quantity, delivered = key[:5]
        before = year - at
        if on == level and not delivered and before in {0, 1} and cell.value is not None:
            rows.setdefault((quantity, before), {})[unit] = cell.value
    vectors = {
        column: np.array([values[unit] for unit in units])
        for column, values in sorted(rows.items())
        if values.keys() >= set(units)
    }
    return {
        column: vector
        for column, vector in vectors.items()
        if len(set(vector.tolist()) - {0}) >= FEWEST_VALUES
    }


def _coincidences(vectors: Mapping[Column, _Vector]) -> Iterator[tuple[RelationTerm, ...]]:
    """Sides of equal sums: single columns first, then pairs."""
    sums: dict[bytes, list[_Sides]] = {}
    for sides, vector in _sums(vectors):
        same = sums.setdefault(vector.tobytes(), [])
        yield from (_terms(sides, other) for other in same)
        same.append(sides)


def _sums(vectors: Mapping[Column, _Vector]) -> Iterator[tuple[_Sides, _Vector]]:
    """Columns and sums of two, with the digits that count."""
    columns, values = list(vectors), np.array(list(vectors.values()))
    for column, vector in zip(columns, np.round(values, _DIGITS), strict=True):
        yield (column,), vector
    for at, column in enumerate(columns):
        # all pairs of a column at once: there are thousands
        pairs = np.round(values[at] + values[at:], _DIGITS)
        yield from (
            ((column, other), vector) for other, vector in zip(columns[at:], pairs, strict=True)
        )


def _terms(left: _Sides, right: _Sides) -> tuple[RelationTerm, ...]:
    factors: dict[Column, float] = {}
    for sign, column in (*product([1.0], left), *product([-1.0], right)):
        factors[column] = factors.get(column, 0.0) + sign
    return tuple(
        RelationTerm(quantity=quantity, factor=factor, years_before=before)
        for (quantity, before), factor in sorted(factors.items())
        if factor
    )


class _Basis:
    """Relations of which none follows from the others, in echelon form."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._at = {column: at for at, column in enumerate(columns)}
        self._rows: list[tuple[int, _Vector]] = []

    def add(self, terms: Sequence[RelationTerm]) -> bool:
        """Add a relation unless it follows from those that are there."""
        columns = [(term.quantity, term.years_before) for term in terms]
        if not columns or not self._at.keys() >= set(columns):
            return False
        row = np.zeros(len(self._at))
        for column, term in zip(columns, terms, strict=True):
            row[self._at[column]] += term.factor
        for pivot, other in self._rows:
            row -= row[pivot] * other
        if np.abs(row).max() < _NOTHING:
            return False
        pivot = int(np.abs(row).argmax())
        self._rows.append((pivot, row / row[pivot]))
        return True
