"""Quantities nobody sees because a description forgets to say for whom they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from atlas.model.problem_texts import listed
from atlas.model.problems import Problem
from atlas.model.quantities import Audience, Delivery
from atlas.model.source_location import SourceLocation
from atlas.sources.text_files import read_toml


def forgotten_audiences(
    folder: Path, deliveries: Iterable[Delivery], titles: Mapping[str, str]
) -> Iterator[Problem]:
    """Name the quantities of an area that are hidden for want of `audience`, in one note.

    Parameters
    ----------
    folder
        The folder with the yearly tables of the area.
    deliveries
        What was delivered for it.
    titles
        German titles of the quantities by code.
    """
    years: dict[str, list[int]] = {}
    for year, codes in sorted(_without_audience(folder, deliveries).items()):
        for code in codes:
            years.setdefault(code, []).append(year)
    if not years:
        return
    together: dict[tuple[int, ...], list[str]] = {}
    for code, of_code in years.items():
        together.setdefault(tuple(of_code), []).append(f"„{titles[code]}“")
    named = "; ".join(
        f"{listed(codes)} ({listed(map(str, of_codes))})" for of_codes, codes in together.items()
    )
    file = f"indicators/{folder.name}/{min(min(of_code) for of_code in years.values())}.toml"
    location = SourceLocation(area=folder.name, file=file)
    yield location.problem("audience_missing", about=tuple(years), titles=named)


def _without_audience(folder: Path, deliveries: Iterable[Delivery]) -> dict[int, list[str]]:
    """By year the quantities for which neither section nor defaults state an audience."""
    hidden: dict[int, list[str]] = {}
    for delivery in deliveries:
        if delivery.audience is Audience.STATISTICS:
            hidden.setdefault(delivery.year, []).append(delivery.quantity)
    return {
        year: forgotten
        for year, codes in hidden.items()
        if (forgotten := _unstated(folder / f"{year}.toml", codes))
    }


def _unstated(path: Path, codes: Iterable[str]) -> list[str]:
    # what is wrong with the file was told when it was read
    tables = read_toml(path, SourceLocation(), []).tables
    sections = {code: tables.get(code, {}) for code in ("defaults", *codes)}
    stated = {code for code, section in sections.items() if "audience" in section}
    if not tables or "defaults" in stated:
        return []
    return [code for code in codes if code not in stated]
