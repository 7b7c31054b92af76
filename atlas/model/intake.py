"""What is wrong with a file of a department, or has to be asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class IntakeSeverity(StrEnum):
    """Errors block, warnings need a comment that is kept, questions need an answer."""

    ERROR = "error"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeProblem:
    """One finding in a file that was handed in, as somebody sees it who has it open in Excel.

    `row` is Excel's number and `column` Excel's letters, None where the finding is about the
    whole file. `value` is the cell as it was written, `message` says what is wrong and
    `proposal` what to do or to ask the department. `code` names the kind of finding.
    """

    severity: IntakeSeverity
    code: str
    message: str
    proposal: str
    row: int | None = None
    column: str | None = None
    value: str = ""
