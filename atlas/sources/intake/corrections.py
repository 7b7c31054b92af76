"""What a person said about a file, in place of what was guessed; kept per sender and form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from atlas.errors import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """A column of values is a quantity of the catalogue: `column` are Excel's letters.

    An empty `quantity` leaves the column out. `where` names of other columns what their cells
    must say, where a table has several rows for each unit: (("H", "Einwohner"),).
    """

    column: str
    quantity: str
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Every guess about a file that a person may override; None and empty leave the guess.

    Rows are Excel's numbers, columns its letters. `signs` say what a text stands for, by the
    codes of `State` ("secret", "zero" …); "0" may be among them, where a publisher writes it
    for what is missing. `units` say which unit a text of the key column is, "" that it is none.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    sheet: str | None = None
    header_rows: tuple[int, ...] | None = None
    footer_rows: tuple[int, ...] | None = None
    key_column: str | None = None
    key_kind: str | None = None
    dimensions: tuple[str, ...] | None = None
    value_columns: tuple[str, ...] | None = None
    signs: tuple[tuple[str, str], ...] = ()
    columns: tuple[ColumnChoice, ...] = ()
    units: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return what was said as JSON can hold it; what wasn't said is left out."""
        return {
            name: value for name, value in asdict(self).items() if value is not None and value != ()
        }

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> Corrections:
        """Read what `as_dict` returned.

        Raises
        ------
        DataError
            If it is something else.
        """
        names = {field.name for field in fields(cls)}
        try:
            values = {name: _frozen(value) for name, value in saved.items() if name in names}
            columns = tuple(
                ColumnChoice(
                    column=str(choice["column"]),
                    quantity=str(choice["quantity"]),
                    where=_frozen(choice.get("where", ())),
                )
                for choice in saved.get("columns", ())
            )
        except (AttributeError, KeyError, TypeError) as error:
            raise DataError(str(error)) from error
        return cls(**{**values, "columns": columns})


NO_CORRECTIONS = Corrections()


def _frozen(value: Any) -> Any:  # noqa: ANN401  (JSON holds anything)
    """Make lists tuples, inner ones too."""
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
