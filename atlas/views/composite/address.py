"""A recipe as one word of an address: packed, so that a link holds all of it."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from pathlib import Path
from typing import Final
from zlib import compress, decompressobj
from zlib import error as NotPacked  # noqa: N812  (an exception, whatever zlib calls it)

from atlas.errors import RecipeError
from atlas.model.recipes import Recipe
from atlas.sources.recipe_writing import recipe_text
from atlas.sources.recipes import LARGEST_RECIPE, recipe_of
from atlas.views.composite import page_texts as words

PACKED: Final = "~"
"""How a packed recipe begins; other words are names of presets."""
LONGEST_WORD: Final = 6000
"""Characters of an address that browsers and mail programs still take."""


def packed(recipe: Recipe) -> str:
    """Pack a recipe into letters, digits, hyphens and underscores."""
    squeezed = compress(recipe_text(recipe).encode(), level=9)
    return PACKED + urlsafe_b64encode(squeezed).decode().rstrip("=")


def unpacked(word: str, folder: Path) -> Recipe:
    """Read a packed recipe; `folder` holds those it may be crossed with.

    Raises
    ------
    RecipeError
        If it can't be read.
    """
    code = word.removeprefix(PACKED)[:LONGEST_WORD]
    try:
        squeezed = urlsafe_b64decode(code + "=" * (-len(code) % 4))
        # a small word may hold a text that fills the memory
        content = decompressobj().decompress(squeezed, LARGEST_RECIPE + 1)
    except (NotBase64, NotPacked, ValueError) as error:
        raise RecipeError(words.FILE_NAME, ()) from error
    return recipe_of(content, words.FILE_NAME, folder)


def checked(recipe: Recipe, folder: Path) -> Recipe:
    """Check a recipe somebody put together as one that is read from a file.

    Raises
    ------
    RecipeError
        If an entry contradicts another; it says which.
    """
    return recipe_of(recipe_text(recipe).encode(), words.FILE_NAME, folder)
