"""How a command ends and what it writes: exit codes, files, JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from atlas.cli import texts as words
from atlas.cli.console import say

if TYPE_CHECKING:
    from pathlib import Path

FINE: Final = 0
ERRORS_FOUND: Final = 1
WRONG_USE: Final = 2


def fail(sentence: str, code: int) -> NoReturn:
    """Say what went wrong, and end with an exit code."""
    say(sentence, error=True)
    sys.exit(code)


def write_output(content: bytes, out: Path | None) -> None:
    """Write a file and say so; without a path, to standard output.

    Raises
    ------
    OSError
        If it can't be written.
    """
    if out is None:
        sys.stdout.buffer.write(content)
        return
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.sources.files import write_atomically  # noqa: PLC0415

    write_atomically(out, content)
    say(words.WRITTEN.format(path=out), error=True)


def extension(out: Path) -> str:
    """Ending of a file's name, in small letters and without its dot."""
    return out.suffix.removeprefix(".").lower()


def json_text(content: object) -> str:
    """Text of a JSON document as people read it; dates in ISO form."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=str)
