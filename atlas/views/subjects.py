"""Name an indicator as the subject of a sentence: "Der Anteil der unter 18-Jährigen"."""

from __future__ import annotations

import re
from typing import Final

from atlas.model.formulas import Share, Total
from atlas.model.indicators import Indicator
from atlas.views import headline_texts

_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_PLURAL: Final = re.compile(headline_texts.PLURAL, re.IGNORECASE)
_BOTH_GENDERS: Final = re.compile(headline_texts.BOTH_GENDERS)


def subject(item: Indicator) -> str:
    """Name an indicator at the beginning of a sentence, in the singular.

    What the catalogue says comes first; then the title with its article or behind what is
    measured of it; where neither can be told from the title, the title is quoted.
    """
    title = short_title(item)
    return item.subject or _with_article(title) or _counted(item, title) or _quoted(item, title)


def within_sentence(item: Indicator) -> str:
    """Name an indicator within a sentence: "der Anteil der unter 18-Jährigen"."""
    phrase = subject(item)
    return f"{phrase[:1].lower()}{phrase[1:]}"


def short_title(item: Indicator) -> str:
    """The title of an indicator without what stands in brackets at its end."""
    return _BRACKETS.sub("", item.title) or item.title


def pronoun(phrase: str) -> str:
    """The pronoun for a subject: "er" for "Der Anteil"."""
    return headline_texts.PRONOUNS[phrase.partition(" ")[0]]


def _with_article(title: str) -> str:
    head, _, rest = title.partition(" ")
    for article, endings in headline_texts.ARTICLES.items():
        if head.lower().endswith(endings):
            return f"{article} {title}"
    # before a feminine noun an adjective stays as it is: "Die öffentliche Grünfläche"
    noun = rest.partition(" ")[0]
    if head.endswith("e") and noun.istitle() and noun.lower().endswith(headline_texts.FEMININE):
        return f"Die {head.lower()} {rest}"
    return ""


def _counted(item: Indicator, title: str) -> str:
    """Put a plural behind what is measured of it: "Die Zahl der Haushalte"."""
    form = headline_texts.OF_MANY.get(type(item.formula))
    match = _BOTH_GENDERS.match(title) or _PLURAL.match(title)
    if form is None or match is None:
        return ""
    ending = "n" if match.groupdict().get("adjective") else ""
    return form.format(plural=f"{match[0]}{ending}{title[match.end() :]}")


def _quoted(item: Indicator, title: str) -> str:
    forms = {Share: headline_texts.QUOTED_SHARE, Total: headline_texts.QUOTED_COUNT}
    return forms.get(type(item.formula), headline_texts.QUOTED).format(title=title)
