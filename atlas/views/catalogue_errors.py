"""What is wrong with the catalogue, in one sentence for pages and command line."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.model.problems import Problem
from atlas.views import texts

MOST = 5
"""Errors that are named; `check` names all of them."""


def catalogue_errors(errors: Sequence[Problem]) -> str:
    """Name the entries of a catalogue that can't be used, the first few of them."""
    named = " ".join(
        texts.CATALOGUE_ERROR.format(
            location=item.location, message=item.message, remedy=item.remedy
        )
        for item in errors[:MOST]
    )
    more = texts.MORE_ERRORS.format(count=len(errors)) if len(errors) > MOST else ""
    return texts.CATALOGUE_ERRORS.format(errors=named, more=more)
