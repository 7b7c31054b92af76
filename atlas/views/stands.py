"""The Gebietsstand as somebody writes it on the command line."""

from __future__ import annotations

from datetime import date

from atlas.errors import UnknownStandError, UsageError
from atlas.model.units import Level
from atlas.views import cli_texts


def stand_named(level: Level, text: str | None) -> date | None:
    """Read the day of a Gebietsstand; None if nobody asks for one.

    Raises
    ------
    UsageError
        If the text is no day.
    UnknownStandError
        If the level has no boundaries of this Gebietsstand.
    """
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(cli_texts.BAD_STAND.format(stand=text)) from error
    if day not in level.stands:
        raise UnknownStandError(level.name, day, level.stands)
    return day
