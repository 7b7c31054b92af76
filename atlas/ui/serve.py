"""Start the app, and prepare meanwhile what its first pages need.

Loading the libraries and reading the figures takes some seconds, and nobody who opens the app
after its start should wait for them. Somebody who is faster waits as long as ever.
"""

from __future__ import annotations

import gc
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from atlas.errors import AtlasError, ServerAddressError
from atlas.model.figures import FigureKind
from atlas.model.scope import Scope
from atlas.ui.settings import may_take_files, require_reach

MESSAGE_WITH_FILE: Final = 45
"""Megabytes of a message in which a department's file comes; else messages are small."""
WRONG_USE: Final = 2
"""Exit code of a server that must not be started like that."""


def main() -> None:
    """Run Streamlit with the options of the command line.

    It ends with `WRONG_USE` if others than this machine could reach what isn't public, or if the
    machine has no such address.
    """
    # the server answers while the pages are still being loaded
    from streamlit import config  # noqa: PLC0415
    from streamlit.web import cli  # noqa: PLC0415

    # from here on Streamlit is loaded
    from atlas.ui.sign_in import require_usable  # noqa: PLC0415
    from atlas.ui.web.guard import never_look_up  # noqa: PLC0415

    server = Path(__file__).parent / "web" / "server.py"
    arguments = [str(server), *sys.argv[1:]]
    try:
        address = _address(arguments)
        require_reach(address)
        require_own(address)
        require_usable()
    except AtlasError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(WRONG_USE)
    if may_take_files(address, config.get_option("server.allowedHosts") or ()):
        arguments += [f"--server.maxWidgetStateSize={MESSAGE_WITH_FILE}"]
    never_look_up()
    Thread(target=_prepare_all, daemon=True).start()
    sys.argv = ["streamlit", "run", *arguments]
    cli.main()


def _address(arguments: list[str]) -> str | None:
    """What the server will be bound to, as options, environment and configuration files say."""
    from streamlit import config  # noqa: PLC0415  (see `main`)
    from streamlit.web import bootstrap, cli  # noqa: PLC0415  (see `main`)

    # what can't be parsed is left to Streamlit, which says so
    context = cli.main_run.make_context("run", list(arguments), resilient_parsing=True)
    options = {name: of for name, of in context.params.items() if name not in {"target", "args"}}
    bootstrap.load_config_options(options)
    address: str | None = config.get_option("server.address")
    return address


def require_own(address: str | None) -> None:
    """Refuse an address the server couldn't be bound to: Streamlit would end with a traceback.

    Parameters
    ----------
    address
        As for `require_reach`; a path of a socket ("unix://…") is left to Streamlit.

    Raises
    ------
    ServerAddressError
        If this machine doesn't have it.
    """
    if not address or address.startswith("unix://"):
        return
    # as Streamlit does it, at a port that is free: whether its own is, it says itself
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.bind((address, 0))
    except (OSError, UnicodeError, TypeError) as error:  # no name or too long a one, as well
        raise ServerAddressError(address) from error


def _prepare_all() -> None:
    prepare()
    prepare_slides()


def prepare() -> None:
    """Load the pages, read the figures of every area and prepare its overview and boundaries."""
    # in the thread of the preparation, not before it
    from atlas.ui import cache, map_page  # noqa: F401, PLC0415
    from atlas.ui.web import published, start_page  # noqa: PLC0415

    # what can't be removed stays
    with suppress(AtlasError, OSError):
        published.publish_code()
        start_page.modules_folder()
        published.remove_unused(time.time())
    # the page that meets an error shows it
    with suppress(AtlasError, OSError):
        for area in cache.open_atlas().area_ids:
            with suppress(AtlasError, OSError):
                _prepare_area(area)
    # all this stays in use: collecting garbage in it again and again would slow every change
    gc.collect()
    gc.freeze()


def prepare_slides() -> None:
    """Draw a slide of each kind, as whoever opens the page of slides will see.

    The first of all takes a second, since it loads what draws maps, charts and letters.
    """
    # loaded in the thread of the preparation, after the pages
    from atlas.ui import cache, session  # noqa: PLC0415

    with suppress(AtlasError, OSError):
        atlas = cache.open_atlas()
        for kind in (FigureKind.MAP, FigureKind.BARS):
            session.draw_ahead(atlas, kind)
    gc.collect()
    gc.freeze()


def _prepare_area(area: str) -> None:
    # loaded already, but not when this module was
    from atlas.ui import cache, composed, overview, static_files  # noqa: PLC0415
    from atlas.views import address  # noqa: PLC0415  (likewise)

    atlas = cache.open_atlas()
    scope = address.resolve(atlas, Scope(area=area, level="", indicator="")).scope
    small_map = overview.at_a_glance(atlas, scope).small_map
    if small_map is not None:
        cache.kept(composed.small_map, atlas, small_map)
    cache.kept(static_files.publish_geometry, atlas, area, scope.level, None)


if __name__ == "__main__":
    main()
