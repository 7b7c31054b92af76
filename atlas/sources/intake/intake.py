"""What was read of a department's file, and what was understood of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.model.cells import State, Status, flag
from atlas.model.intake import IntakeProblem
from atlas.sources.intake.corrections import Corrections
from atlas.sources.intake.unit_matching import NO_MATCHES, UnitMatches

UNREAD: Final = "unread"
"""Flag of a cell whose text is neither a number nor a sign, or can be read in two ways."""
_DIGITS: Final = re.compile(r"[0-9]{4}|[0-3]?[0-9]\.[01]?[0-9]\.(?:[0-9]{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeColumn:
    """A column of values; `quantity` is what it is in the catalogue, None if that is open.

    `confidence` is 1.0 for what a person said or a code says, less for what titles suggest.
    """

    column: str
    name: str
    quantity: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was understood of a file. Rows are Excel's numbers, columns its letters.

    `signs` say what stands for what, by the codes of `State`; `decimal` is None where no number
    needs one, or where it is asked.
    """

    encoding: str | None
    delimiter: str | None
    decimal: str | None
    sheet: str | None
    header_rows: tuple[int, ...]
    footer_rows: tuple[int, ...]
    key_column: str
    key_kind: str
    name_column: str | None
    dimensions: tuple[str, ...]
    columns: tuple[IntakeColumn, ...]
    signs: Mapping[str, str] = field(default_factory=dict)


class IntakeRecord(NamedTuple):
    """One cell of a column of values as it was read; `value` is None without a number."""

    row: int
    column: str
    key: str
    value: float | None
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intake:
    """A file that was read. Arrays have one row for each row of the body.

    `rows` are Excel's numbers; `keys` and `names` say of which unit a row is; `dimension_texts`
    have for each dimension the text of each row. `numbers`, `states`, `statuses`, `unread` and
    `signed` (a sign stands in place of a number) have a column for each column of values.
    `units` and `frame` (`area_matching.FRAME_COLUMNS`) are empty until an area is named.
    """

    file: str
    understood: Understanding
    corrections: Corrections
    rows: npt.NDArray[np.intp]
    keys: tuple[str, ...]
    names: tuple[str, ...]
    indents: npt.NDArray[np.intp]
    dimension_texts: tuple[tuple[str, ...], ...]
    numbers: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]
    statuses: npt.NDArray[np.int8]
    unread: npt.NDArray[np.bool_]
    signed: npt.NDArray[np.bool_]
    problems: tuple[IntakeProblem, ...]
    units: UnitMatches = NO_MATCHES
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def form(self) -> str:
        """Name the form of the file: the same for each year's file of one form.

        It is told by the names of the columns and by what they are; years and days in names
        don't count.
        """
        parts = [self.understood.key_kind, self.understood.key_column]
        parts += self.understood.dimensions
        parts += [
            f"{c.column}:{_DIGITS.sub('#', c.name.casefold())}" for c in self.understood.columns
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def records(self) -> Iterator[IntakeRecord]:
        """Return every cell of the columns of values, row by row."""
        columns = [column.column for column in self.understood.columns]
        flags = self._flags().tolist()
        numbers = self.numbers.tolist()
        for at, (row, key) in enumerate(zip(self.rows.tolist(), self.keys, strict=True)):
            for column, number, code in zip(columns, numbers[at], flags[at], strict=True):
                value = None if number != number else number  # noqa: PLR0124  (NaN is none)
                yield IntakeRecord(row, column, key, value, code)

    def _flags(self) -> npt.NDArray[np.object_]:
        """Flags of the cells: a written 0 is an ordinary number, a dash is a zero by its sign."""
        # 9 states × 5 statuses × signed × unread: few combinations, each written once
        combined = (
            (self.states.astype(np.intp) * len(Status) + self.statuses) * 2 + self.signed
        ) * 2 + self.unread
        numbers, places = np.unique(combined, return_inverse=True)
        flags = np.array([_flag(number) for number in numbers.tolist()], dtype=object)
        return flags[places].reshape(self.states.shape)


def _flag(number: int) -> str:
    rest, unread = divmod(number, 2)
    rest, signed = divmod(rest, 2)
    state, status = divmod(rest, len(Status))
    if unread:
        return UNREAD
    is_plain = State(state) is State.ZERO and not signed
    return flag(State.MEASURED if is_plain else State(state), Status(status))
