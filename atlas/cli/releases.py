"""What `release` prints: what was built, which releases there are, and whether they are whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, TypeAlias

from atlas.cli import texts as words
from atlas.editions.release_price import Prices
from atlas.editions.releases import MANIFEST
from atlas.model.numbers import format_number
from atlas.model.quantities import Audience
from atlas.model.releases import (
    LevelPrice,
    Protection,
    Release,
    ReleaseDiff,
    ReleaseList,
    together,
)
from atlas.views.releases import corrections_table, news
from atlas.views.releases_texts import NEWS

Listing: TypeAlias = dict[str, Any]


def listed_releases(
    releases: ReleaseList, altered: Mapping[str, Sequence[str]] | None = None
) -> list[Listing]:
    """Releases for programs, the first one first, then those whose manifest can't be read.

    `altered` are by name the files that were changed since; None if nobody looked.
    """
    listed: list[Listing] = [
        {
            "area": release.area,
            "name": release.name,
            "number": release.number,
            "day": release.day,
            "hidden": {
                audience.value: sum(protection.hidden.values())
                for audience, protection in release.protections.items()
            },
        }
        for release in releases.readable
    ]
    listed += [
        {"name": name, **_not_readable(name, releases.other_versions)}
        for name in releases.unreadable
    ]
    if altered is not None:
        listed = [
            release | {"altered": list(altered.get(release["name"], ()))} for release in listed
        ]
    return listed


def _not_readable(name: str, other_versions: Collection[str]) -> Listing:
    """Why a manifest can't be read: this version of the atlas can't, or nobody can."""
    return {"other_version": True} if name in other_versions else {"altered": [MANIFEST]}


def releases_text(listed: list[Listing]) -> str:
    """Releases for people."""
    return "\n".join(map(_line, listed)) or words.NO_RELEASE


def _line(release: Listing) -> str:
    line: str = release["name"]
    if "day" in release:
        hidden = format_number(release["hidden"][Audience.PUBLIC.value], 0)
        day = f"{date.fromisoformat(release['day']):%d.%m.%Y}"
        line = words.RELEASE_LINE.format(name=line, day=day, hidden=hidden)
    if release.get("other_version"):
        return words.RELEASE_OF_OTHER_VERSION.format(name=line)
    if "altered" not in release:
        return line
    form = words.RELEASE_ALTERED if release["altered"] else words.RELEASE_WHOLE
    return form.format(line=line, files=", ".join(release["altered"]))


def listed_diff(diff: ReleaseDiff) -> Listing:
    """What is new in a release, for programs."""
    return {
        "area": diff.area.id,
        "old": diff.old.name,
        "new": diff.new.name,
        "years": list(diff.years),
        "quantities": list(diff.quantities),
        "indicators": list(diff.indicators),
        "late": [{"year": year, "quantity": code} for year, code in diff.late],
        "lost": [{"year": year, "quantity": code} for year, code in diff.lost],
        "gone": list(diff.gone),
        "corrections": [asdict(item) for item in diff.corrections],
    }


def diff_text(diff: ReleaseDiff) -> str:
    """What is new in a release, for people: as the page says it, then each correction."""
    table = corrections_table(diff)
    lines = [NEWS.format(new=diff.new.name, old=diff.old.name), *news(diff)]
    for row in table.rows:
        year, name, quantity, old, new, _, level, key = (cell.text for cell in row.cells)
        what = {"year": year, "name": name, "level": level, "key": key, "quantity": quantity}
        lines.append(words.CORRECTION.format(old=old, new=new, **what))
    return "\n".join(lines)


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


def listed_prices(area: str, year: int | None, prices: Prices) -> Listing:
    """What each way of protecting counts costs, for programs."""
    return {
        "area": area,
        "year": year,
        "audience": Audience.PUBLIC.value,
        "modes": [
            {
                "mode": mode.value,
                "rounding": mode.base,
                **_listed_price(together(levels)),
                "levels": [{"level": item.level, **_listed_price(item)} for item in levels],
            }
            for mode, levels in prices.items()
        ],
    }


def _listed_price(price: LevelPrice) -> Listing:
    return {
        "cells": price.cells,
        "hidden": price.hidden,
        "share_hidden": price.share_hidden,
        "share_of_sum": price.share_of_sum,
        "largest_deviation": price.largest_deviation,
        "mean_deviation": price.mean_deviation,
    }


def prices_text(listed: Listing) -> str:
    """What each way of protecting counts costs, for people."""
    head = words.PRICE_OF_ALL if listed["year"] is None else words.PRICE_OF_YEAR
    lines = [head.format(**listed)]
    for item in listed["modes"]:
        rounding = item["rounding"]
        total = words.PRICE_ROUNDING if rounding else words.PRICE_HIDING
        of_level = words.PRICE_ROUNDING_ON if rounding else words.PRICE_HIDING_ON
        lines.append(total.format(mode=item["mode"], **_price_in_words(item)))
        lines += (
            of_level.format(level=level["level"], **_price_in_words(level))
            for level in item["levels"]
        )
    return "\n".join(lines)


def _price_in_words(price: Listing) -> dict[str, str]:
    return {
        "cells": format_number(price["cells"], 0),
        "hidden": format_number(price["hidden"], 0),
        "share_hidden": format_number(price["share_hidden"], 2),
        "share_of_sum": format_number(price["share_of_sum"], 2),
        "largest": format_number(price["largest_deviation"], 1),
        "mean": format_number(price["mean_deviation"], 2),
    }
