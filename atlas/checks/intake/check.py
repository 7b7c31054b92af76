"""Check the figures of a file that was handed in, before anything of it is taken over."""

from __future__ import annotations

from atlas.checks.intake.figures import IntakeFigures
from atlas.checks.intake.findings import Finding, shortened
from atlas.checks.intake.forms import form_findings
from atlas.checks.intake.last_year import comparison_findings
from atlas.checks.intake.relations import relation_findings
from atlas.model.intake import IntakeProblem, IntakeSeverity


def intake_findings(figures: IntakeFigures) -> tuple[IntakeProblem, ...]:
    """List everything that is odd about the figures of a file, the first of each kind.

    A cell that can't be right isn't compared with the year before as well.
    """
    findings = (*form_findings(figures), *relation_findings(figures))
    wrong = {_place(item) for item in findings if _is_error(item)}
    compared = (
        item
        for item in comparison_findings(figures)
        if _is_error(item) or _place(item) not in wrong
    )
    return tuple(shortened((*findings, *compared)))


def _is_error(item: Finding) -> bool:
    return isinstance(item, IntakeProblem) and item.severity is IntakeSeverity.ERROR


def _place(item: Finding) -> tuple[int | None, str | None]:
    return (item.row, item.column) if isinstance(item, IntakeProblem) else (None, None)
