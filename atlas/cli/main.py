"""`python -m atlas`: everything the pages can show, without a browser.

Exit codes: 0 fine, 1 errors found in the data or an import refused, 2 wrong use.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, NoReturn

import typer
from typer.main import get_command

from atlas.cli import texts as words
from atlas.cli.commands import (
    areas,
    deliveries,
    departments,
    documents,
    figures,
    imports,
    releases,
    tables,
)
from atlas.cli.console import say, write_what_can_be_written
from atlas.cli.german import Command, Group, wrong_call
from atlas.cli.output import ERRORS_FOUND, FINE, WRONG_USE, fail
from atlas.errors import (
    AtlasError,
    UnknownNameError,
    UnreadableFileError,
    UsageError,
    system_reason,
)

if TYPE_CHECKING:
    from types import TracebackType

_CODE = Path(__file__).parents[1]
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

app = typer.Typer(
    help=words.APP, cls=Group, no_args_is_help=True, rich_markup_mode=None, add_completion=False
)
# the help lists commands, then groups, each in the order of these lines
app.command("check", help=words.CHECK, cls=Command)(areas.check)
app.command("audit", help=words.AUDIT, cls=Command)(releases.audit_area)
app.command("values", help=words.VALUES, cls=Command)(tables.values)
app.command("columns", help=words.COLUMNS, cls=Command)(tables.columns)
app.command("map", help=words.MAP, cls=Command)(figures.draw_map)
app.command("chart", help=words.CHART, cls=Command)(figures.draw_chart)
app.command("figure", help=words.FIGURE, cls=Command)(figures.write_figure)
app.command("profile", help=words.PROFILE, cls=Command)(documents.write_profile)
app.command("report", help=words.REPORT, cls=Command)(documents.write_report)
app.command("session", help=words.SESSION, cls=Command)(documents.write_session)
app.command("index", help=words.INDEX, cls=Command)(documents.compute_index)
app.command("import", help=words.INTAKE, cls=Command)(imports.import_file)
app.add_typer(areas.group, name="areas")
app.add_typer(releases.group, name="release")
app.add_typer(departments.group, name="departments")
app.add_typer(deliveries.group, name="deliveries")
app.add_typer(imports.districts, name="districts")


def main() -> NoReturn:
    """Run the command line; every failure ends in a German sentence and an exit code."""
    write_what_can_be_written()
    sys.excepthook = _tell_unforeseen
    try:
        # called itself, `app` would have typer tell what nobody foresaw
        sys.exit(get_command(app)(standalone_mode=False) or FINE)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            fail(error.message, WRONG_USE)
        fail(f"{wrong_call(error)} {words.SEE_HELP}", WRONG_USE)
    except (UnknownNameError, UsageError) as error:
        fail(str(error), WRONG_USE)
    except AtlasError as error:
        fail(str(error), ERRORS_FOUND)
    except typer.Abort:
        fail(words.STOPPED, ERRORS_FOUND)
    except OSError as error:
        if error.filename is not None:
            fail(str(UnreadableFileError(error.filename, error)), ERRORS_FOUND)
        if error.errno in _FULL:
            fail(words.OUTPUT_FAILED.format(reason=system_reason(error)), ERRORS_FOUND)
        raise


def _tell_unforeseen(
    kind: type[BaseException], _: BaseException, trace: TracebackType | None
) -> None:
    """Say in one sentence what nobody foresaw, and where it came from for whoever mends it."""
    ours = [step for step in extract_tb(trace) if Path(step.filename).is_relative_to(_CODE)]
    place = ", ".join(f"{Path(step.filename).name}:{step.lineno}" for step in ours[-1:])
    say(words.UNFORESEEN.format(kind=kind.__name__, place=place), error=True)
