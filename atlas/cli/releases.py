"""What `release` prints: what was built, which releases there are, and whether they are whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from atlas.cli import texts as words
from atlas.model.numbers import format_number
from atlas.model.quantities import Audience
from atlas.model.releases import Protection, Release

Listing: TypeAlias = dict[str, Any]


def listed_releases(releases: Mapping[Release, tuple[str, ...]]) -> list[Listing]:
    """Releases for programs, the first one first; `altered` are files that were changed since."""
    return [
        {
            "area": release.area,
            "name": release.name,
            "number": release.number,
            "day": release.day,
            "hidden": {
                audience.value: sum(protection.hidden.values())
                for audience, protection in release.protections.items()
            },
            "altered": list(altered),
        }
        for release, altered in releases.items()
    ]


def releases_text(listed: list[Listing]) -> str:
    """Releases for people."""
    return "\n".join(map(_line, listed)) or words.NO_RELEASE


def _line(release: Listing) -> str:
    altered = ", ".join(release["altered"])
    state = words.RELEASE_ALTERED.format(files=altered) if altered else words.RELEASE_WHOLE
    return words.RELEASE_LINE.format(
        name=release["name"],
        day=release["day"],
        hidden=format_number(release["hidden"][Audience.PUBLIC.value], 0),
        state=state,
    )


def built_text(release: Release, titles: Mapping[str, str]) -> str:
    """What was built: how much is hidden from whom, and what is withheld as a whole."""
    lines = [words.RELEASE_BUILT.format(name=release.name, area=release.area)]
    for audience, protection in release.protections.items():
        lines += _protection_lines(audience, protection, titles)
    return "\n".join(lines)


def _protection_lines(
    audience: Audience, protection: Protection, titles: Mapping[str, str]
) -> Iterator[str]:
    count = sum(protection.hidden.values())
    yield words.RELEASE_HIDDEN.format(
        audience=words.AUDIENCES[audience.value],
        hidden=format_number(count, 0),
        cells=format_number(protection.cells, 0),
        share=format_number(100 * count / max(protection.cells, 1), 2),
    )
    for level, hidden in protection.hidden.items():
        yield words.RELEASE_HIDDEN_ON.format(level=level, hidden=format_number(hidden, 0))
    for year, code in protection.withheld:
        is_empty = (year, code) in protection.all_hidden
        sentence = words.RELEASE_ALL_HIDDEN if is_empty else words.RELEASE_WITHHELD
        yield sentence.format(title=titles.get(code, code), year=year)
    for code in protection.without_rule:
        yield words.RELEASE_WITHOUT_RULE.format(title=titles.get(code, code))
