"""The command line that gives the same file as a button of a page."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES, WORKING
from atlas.model.scope import Scope, View
from atlas.views import file_name_texts
from atlas.views.address import units_word
from atlas.views.file_names import file_stem
from atlas.views.profile.figures import ProfileChoice

ALL = "all"
"""In place of an indicator."""


def values_command(atlas: Atlas, scope: Scope) -> str:
    """Write the command for the table of a scope, quoted for a shell."""
    stem = file_stem(atlas, scope.single_year, file_name_texts.TABLE)
    return _table_command(atlas, scope, {"--out": f"{stem}.csv"})


def cut_table_command(atlas: Atlas, scope: Scope, stem: str) -> str:
    """Write the command for a table of nothing but the selected units, in a file of this stem."""
    units = units_word(scope.selection)
    return _table_command(atlas, scope, {"--units": units, "--out": f"{stem}.csv"})


def profile_command(atlas: Atlas, scope: Scope, unit: str, stem: str) -> str:
    """Write the command for all indicators of one unit of a level, in a file of this stem."""
    every = Scope(area=scope.area, level=scope.level, indicator=ALL)
    return _table_command(atlas, every, {"--units": unit, "--out": f"{stem}.csv"})


def _table_command(atlas: Atlas, scope: Scope, options: Mapping[str, str]) -> str:
    base = {} if scope.base_year is None else {"--base": str(scope.base_year)}
    return drawing_command("values", scope, atlas, {**base, "--format": "csv", **options})


def document_command(atlas: Atlas, choice: ProfileChoice, name: str) -> str:
    """Write the command for a profile in a file of this name."""
    scope = choice.scope
    base = {} if scope.base_year is None else {"--base": str(scope.base_year)}
    options: dict[str, str | bool] = {
        "--unit": choice.unit,
        **base,
        "--beside": choice.beside,
        "--ranks": choice.ranks,
        "--out": name,
    }
    return drawing_command("profile", replace(scope, indicator="", view=View.VALUE), atlas, options)


def report_command(atlas: Atlas, scope: Scope, stem: str) -> str:
    """Write the command for a report that was saved in a file of this stem."""
    options: dict[str, str | bool] = {"--file": f"{stem}.json", "--out": f"{stem}.pdf"}
    return drawing_command("report", replace(scope, indicator="", view=View.VALUE), atlas, options)


def index_command(atlas: Atlas, scope: Scope, recipe: str, stem: str) -> str:
    """Write the command for an index of a recipe in a file of this name."""
    of_figures = dict(_of_scope(replace(scope, indicator="", view=View.VALUE, vintage=None), atlas))
    return _command(["index", recipe], {**of_figures, "--out": f"{stem}.csv"})


def drawing_command(
    verb: str, scope: Scope, atlas: Atlas, options: Mapping[str, str | bool]
) -> str:
    """Write a command for the figures of a scope.

    Parameters
    ----------
    verb
        Of the command line: `values`, `map`, `chart`.
    options
        More options; a true one has no value, an empty one is left out.
    """
    all_options = {**dict(_of_scope(scope, atlas)), **options}
    return _command([verb], all_options)


def _command(verbs: Sequence[str], options: Mapping[str, str | bool]) -> str:
    words = ["python", "-m", "atlas", *verbs]
    for name, value in options.items():
        if value:
            words += [name] if value is True else [name, str(value)]
    return shlex.join(words)


def corrections_command(atlas: Atlas, area: str, releases: tuple[str, str], stem: str) -> str:
    """Write the command for the figures the second of two releases corrected."""
    options = {
        "--area": area,
        **dict(_of_audience(atlas)),
        "--format": "csv",
        "--out": f"{stem}.csv",
    }
    return _command(["release", "diff", *releases], options)


def _of_scope(scope: Scope, atlas: Atlas) -> Iterator[tuple[str, str]]:
    yield "--area", scope.area
    yield "--level", scope.level
    if scope.indicator:
        yield "--indicator", scope.indicator
    yield "--year", str(scope.year or "")
    if scope.view is not View.VALUE:
        yield "--as", scope.view.value
    if scope.view is View.CHANGE:
        yield "--base", str(scope.base_year or "")
    yield "--stand", str(scope.vintage or "")
    yield from _of_audience(atlas)
    if atlas.audience in AUDIENCES:
        # by its name: the latest one may be another when somebody uses the command
        yield "--release", atlas.edition(scope.area).release or WORKING


def _of_audience(atlas: Atlas) -> Iterator[tuple[str, str]]:
    if atlas.audience is not Audience.PUBLIC:
        yield "--audience", atlas.audience.value
