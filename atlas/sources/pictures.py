"""Pictures beside area.toml, the publisher's logo and the background: checked before use."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation

UNREADABLE: Final = "picture_unreadable"
"""Code of the problem with a picture that is there and can't be drawn."""
FORMATS: Final = ("PNG", "JPEG")
_MOST_PIXELS: Final = 25_000_000
"""A scan of A4 at 500 dpi; what is larger was meant for something else."""


def usable_picture(
    name: str, folder: Path, location: SourceLocation, problems: list[Problem]
) -> str:
    """Return the name of a picture that can be drawn, "" if there is none, and say what is wrong.

    `location` is where area.toml names it.
    """
    fault = _fault(folder, name) if name else ""
    if not fault:
        return name
    problems.append(location.problem(fault, name))
    return ""


def _fault(folder: Path, name: str) -> str:
    """Code of the problem with a picture, "" if it can be drawn."""
    path = folder / name
    # a name that leads out of the folder would print any picture of the computer; a pipe never ends
    if Path(name).name != name or not path.is_file():
        return "picture_missing"
    return "" if _is_picture(path) else UNREADABLE


def _is_picture(path: Path) -> bool:
    # few areas have a logo, and pillow takes a while to load
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            picture.load()
    # pillow raises any of these for files that are broken in different places
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True
