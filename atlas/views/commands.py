"""The command line that gives the same figures as a page."""

from __future__ import annotations

import shlex

from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View


def values_command(scope: Scope, audience: Audience, ending: str = "csv") -> str:
    """Write the command for the figures of a scope, quoted for a shell."""
    words = ["python", "-m", "atlas", "values", "--area", scope.area, "--level", scope.level]
    words += ["--indicator", scope.indicator, "--year", str(scope.year)]
    if scope.view is not View.VALUE:
        words += ["--as", scope.view.value]
    if scope.view is View.CHANGE and scope.base_year is not None:
        words += ["--base", str(scope.base_year)]
    if scope.vintage is not None:
        words += ["--stand", str(scope.vintage)]
    if audience is not Audience.PUBLIC:
        words += ["--audience", audience.value]
    words += ["--format", ending, "--out", f"{scope.file_stem}.{ending}"]
    return shlex.join(words)
