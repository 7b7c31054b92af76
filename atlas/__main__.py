"""Start the command line: `python -m atlas`."""

import atexit
import gc
import os
import sys
from typing import NoReturn

_exit_codes: list[int] = []
"""The code of the command, once it has one."""


@atexit.register
def _leave() -> None:
    """End without taking everything apart: that is a tenth of the time of a command.

    Registered before anything is loaded it is called last: no thread runs any more, and what
    libraries tidy up at the end, such as a folder of theirs, is tidied up.
    """
    if not _exit_codes:
        return
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # None: whoever called has closed it
                stream.flush()
    except OSError:  # nobody reads any more: Python says so while it ends
        return
    os._exit(_exit_codes[0])


# While modules are loaded there is nothing to collect: looking for it costs a tenth of the time.
gc.disable()

from atlas.cli.main import main  # noqa: E402

gc.freeze()
gc.enable()


def run() -> NoReturn:
    """Run a command; its exit code is that of the process."""
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, int):
            _exit_codes.append(end.code)
        raise


if __name__ == "__main__":
    run()
