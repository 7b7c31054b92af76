"""A row of the tables of kinds."""

from __future__ import annotations

from typing import Any

from atlas.model.problems import ProblemKind, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def kind(
    severity: Severity,
    message: str,
    remedy: str,
    until_then: str = "",
    **more: Any,  # noqa: ANN401 (fields of different types)
) -> ProblemKind:
    """Make a row of a table of kinds, whose first columns need no names."""
    return ProblemKind(
        severity=severity, message=message, remedy=remedy, until_then=until_then, **more
    )
