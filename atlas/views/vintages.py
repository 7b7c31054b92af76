"""The Gebietsstand as somebody writes it on the command line."""

from __future__ import annotations

from datetime import date

from atlas.errors import UnknownVintageError, UsageError
from atlas.model.areas import Level
from atlas.views import texts


def parse_vintage(level: Level, text: str | None) -> date | None:
    """Read the day of a Gebietsstand; None for none.

    Raises
    ------
    UsageError
        If the text is no day.
    UnknownVintageError
        If the level has no boundaries of this Gebietsstand.
    """
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(texts.BAD_VINTAGE.format(vintage=text)) from error
    if day not in level.vintages:
        raise UnknownVintageError(level.name, day, level.vintages)
    return day
