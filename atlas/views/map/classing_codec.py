"""Codec of a classing: one word in an address or on the command line, short and checked."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from atlas.errors import UsageError
from atlas.model.classing import FEWEST_CLASSES, MOST_CLASSES, Classing, Method, Palette
from atlas.views.map import texts as map_texts

METHODS: Mapping[str, Method] = {
    "gleich": Method.EQUAL,
    "quantile": Method.QUANTILES,
    "natuerlich": Method.NATURAL,
    "standard": Method.STANDARD_DEVIATION,
    "gesamtwert": Method.AROUND_AREA,
    "eigene": Method.MANUAL,
}
PALETTES: Mapping[str, Palette] = {
    "petrol": Palette.PETROL,
    "blau": Palette.BLUE,
    "violett": Palette.PURPLE,
    "blau-orange": Palette.BLUE_ORANGE,
    "violett-gruen": Palette.PURPLE_GREEN,
}


def encode_classing(classing: Classing | None) -> str:
    """Write a classing, "" for the one that suits: "quantile.5.blau", "eigene.5_12,5"."""
    if classing is None:
        return ""
    methods = {method: word for word, method in METHODS.items()}
    palettes = {palette: word for word, palette in PALETTES.items()}
    limits = "_".join(f"{limit:.10g}".replace(".", ",") for limit in classing.limits)
    number = str(classing.classes or "")
    colours = palettes[classing.palette] if classing.palette else ""
    parts = (methods[classing.method], limits, number, colours)
    return ".".join(part for part in parts if part)


def decode_classing(word: str) -> Classing | None:
    """Read what `encode_classing` wrote.

    Raises
    ------
    ValueError
        If it is something else.
    """
    if not word:
        return None
    first, *rest = word.split(".")
    if first not in METHODS:
        raise ValueError(word)
    method = METHODS[first]
    limits = _limits(rest.pop(0)) if method is Method.MANUAL and rest else ()
    number = int(rest.pop(0)) if rest and rest[0].isdecimal() else None
    palette = PALETTES.get(rest.pop(0)) if rest and rest[0] in PALETTES else None
    in_range = number is None or FEWEST_CLASSES <= number <= MOST_CLASSES
    # limits given by hand say how many classes there are
    manual = method is Method.MANUAL and (number is not None or not limits)
    if rest or not in_range or manual:
        raise ValueError(word)
    return Classing(method=method, classes=number, limits=limits, palette=palette)


def _limits(word: str) -> tuple[float, ...]:
    limits = tuple(float(limit.replace(",", ".")) for limit in word.split("_"))
    finite = all(isfinite(limit) for limit in limits)
    if not finite or list(limits) != sorted(set(limits)) or len(limits) >= MOST_CLASSES:
        raise ValueError(word)
    return limits


def parse_classing(word: str | None) -> Classing | None:
    """Read a classing as somebody writes it on the command line; None for none.

    Raises
    ------
    UsageError
        If the word says no classing; the sentence names the words that do.
    """
    if word is None:
        return None
    try:
        return decode_classing(word)
    except ValueError as error:
        raise UsageError(
            map_texts.BAD_CLASSES.format(
                word=word,
                methods=", ".join(METHODS),
                fewest=FEWEST_CLASSES,
                most=MOST_CLASSES,
                palettes=", ".join(PALETTES),
            )
        ) from error
