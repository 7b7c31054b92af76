"""A recipe as one word of an address."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from pathlib import Path
from zlib import compress

import pytest

from atlas.errors import RecipeError
from atlas.sources.recipes import read_recipe
from atlas.views.composite.address import packed, unpacked

RECIPES = Path(__file__).parents[3] / "data/recipes"


def test_a_packed_recipe_is_short_and_opens_as_it_was():
    recipe = read_recipe(RECIPES / "mss-berlin-2021-gesamtindex.toml")
    word = packed(recipe)
    assert len(word) < 600
    assert unpacked(word, RECIPES) == recipe


@pytest.mark.parametrize("text", [b"title = 1", b"#" * 50_000_000])
def test_words_that_hold_no_recipe_are_refused(text):
    word = urlsafe_b64encode(compress(text)).decode()
    for unreadable in (word, f"~{word}", "~", "~%%%", "~AAAA"):
        with pytest.raises(RecipeError):
            unpacked(unreadable, RECIPES)
