"""Check the figures of a file that was handed in, before anything of it is taken over."""

from __future__ import annotations

from atlas.checks.intake.figures import IntakeFigures
from atlas.checks.intake.findings import shortened
from atlas.checks.intake.forms import form_findings
from atlas.checks.intake.last_year import comparison_findings
from atlas.checks.intake.relations import relation_findings
from atlas.model.intake import IntakeProblem


def intake_findings(figures: IntakeFigures) -> tuple[IntakeProblem, ...]:
    """List everything that is odd about the figures of a file, the first of each kind."""
    findings = (
        *form_findings(figures),
        *comparison_findings(figures),
        *relation_findings(figures),
    )
    return tuple(shortened(findings))
