"""Names of columns: the rows of a head joined from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from atlas.model.text import in_one_line
from atlas.sources.intake.tokens import TokenKind, TokenTable

JOINT = " / "


def column_names(table: TokenTable, head: Sequence[int], columns: Sequence[int]) -> dict[int, str]:
    """Join the texts above each column; a text above several columns counts for each of them.

    Equal texts in a row below each other are said once. Columns without a name have "".
    """
    width = table.codes.shape[1]
    filled = np.array([[_text(table, row, column) for column in range(width)] for row in head])
    filled = filled.reshape(len(head), width)
    for number in range(len(head) - 1):
        _spread(filled, number)
    named = [[text for text in filled[:, column] if text] for column in columns]
    return {
        column: JOINT.join(dict.fromkeys(texts))
        for column, texts in zip(columns, named, strict=True)
    }


def _text(table: TokenTable, row: int, column: int) -> str:
    return in_one_line(table.texts[table.codes[row, column]])


def _spread(filled: np.ndarray, number: int) -> None:
    """Carry the text of a group to the columns right of it, as far as rows below name them."""
    group = ""
    for column in range(filled.shape[1]):
        below = filled[number + 1 :, column]
        own = filled[number, column]
        if own:
            group = own if any(below) else ""
        elif group and any(below) and not any(filled[:number, column]):
            filled[number, column] = group
        elif not any(below):
            group = ""


def is_number_row(table: TokenTable, row: int) -> bool:
    """Whether a row of the head only numbers the columns (1, 2, 3 …)."""
    kinds = table.kinds[row]
    numbers = [table.texts[code] for code in table.codes[row][kinds == TokenKind.NUMBER]]
    first = int(numbers[0]) if numbers and numbers[0].isdecimal() else 0
    return (
        1 <= first <= 2  # noqa: PLR2004  (1, or 2 where the key column has no number)
        and len(numbers) > 1
        and not (kinds == TokenKind.TEXT).any()
        and numbers == [str(first + step) for step in range(len(numbers))]
    )
