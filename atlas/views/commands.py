"""The command line that gives the same figures as a page."""

from __future__ import annotations

import shlex

from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View


def values_command(scope: Scope, audience: Audience, ending: str = "csv") -> str:
    """Write the command for the figures of a scope, quoted for a shell."""
    arguments = ["python", "-m", "atlas", "values", "--area", scope.area, "--level", scope.level]
    arguments += ["--indicator", scope.indicator, "--year", str(scope.year)]
    if scope.view is not View.VALUE:
        arguments += ["--as", scope.view.value]
    if scope.view is View.CHANGE and scope.base_year is not None:
        arguments += ["--base", str(scope.base_year)]
    if scope.vintage is not None:
        arguments += ["--stand", str(scope.vintage)]
    if audience is not Audience.PUBLIC:
        arguments += ["--audience", audience.value]
    arguments += ["--format", ending, "--out", f"{scope.file_stem}.{ending}"]
    return shlex.join(arguments)
