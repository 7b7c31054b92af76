"""Entries of area.toml that name the boundaries of a level, one for each Gebietsstand."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from atlas.model.areas import Boundaries
from atlas.model.problems import Problem
from atlas.model.vintage_texts import vintage_problem
from atlas.sources.text_files import FileModel, Section, TomlFile, validated


class _Entry(FileModel):
    file: str
    attribution: str
    source: str = ""
    schematic: bool = False
    valid_at: date | None = None


class _DatedEntry(_Entry):
    valid_at: date


def read_boundary_entries(
    entry: object, path: Section, file: TomlFile, problems: list[Problem]
) -> tuple[Boundaries, ...]:
    """Read `[…boundaries]`, or `[[…boundaries]]` with one entry per Gebietsstand.

    Parameters
    ----------
    entry
        What the file holds at `path`; None if nothing.
    path
        Section of the entry.
    file
        The area.toml.
    problems
        Takes what is wrong; a bad entry is left out.

    Returns
    -------
    tuple[Boundaries, ...]
        The oldest Gebietsstand first; of two with one day the first entry counts.
    """
    if entry is None:
        return ()
    if not isinstance(entry, list):
        only = validated(_Entry, path, file, problems)
        return (Boundaries(**only.model_dump()),) if only else ()
    paths = {number: (*path, str(number)) for number in range(len(entry))}
    read = {number: validated(_DatedEntry, at, file, problems) for number, at in paths.items()}
    known = sorted((one.valid_at, number) for number, one in read.items() if one)
    kept: list[Boundaries] = []
    for day, same in groupby(known, key=lambda pair: pair[0]):
        first, *others = (number for _, number in same)
        for number in others:
            place = file.place.at(file.line_of(*paths[number]))
            problems.append(vintage_problem(place, "stand_twice", f"{day:%d.%m.%Y}"))
        if one := read[first]:
            kept.append(Boundaries(**one.model_dump()))
    return tuple(kept)
