"""Figure specs: every decision of a table, made once. Renderers only draw them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What every figure carries on paper: where it comes from and of which day it is.

    `stand` names the reference dates, `boundaries` the Gebietsstand and, for schematic
    boundaries, that they are; `signs` explains the signs that occur in the figure.
    """

    source: str
    publisher: str
    stand: str
    boundaries: str
    attribution: str = ""
    signs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column: `unit` stands in the head, not in each cell. `decimals` None means text."""

    key: str
    title: str
    unit: str = ""
    decimals: int | None = None

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers (right-aligned, number format)."""
        return self.decimals is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """A cell: `number` unrounded for calculation, `text` as printed (sign instead of number)."""

    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row of a table; `emphasis` sets sums and delivered totals apart."""

    cells: tuple[TableCell, ...]
    emphasis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A whole table: `title` says what, where, when; `subtitle` gives unit and dates."""

    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    provenance: Provenance
    file_stem: str
