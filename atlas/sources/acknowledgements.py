"""Findings that were looked at: acknowledged.toml of an area, or beside the shared catalogue."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from pydantic import Field

from atlas.model.problems import Acknowledgement, Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.files import is_there
from atlas.sources.text_files import FileModel, names_in, read_toml, validated

FILE: Final = "acknowledged.toml"
SECTION: Final = "finding"


class _Entry(FileModel):
    code: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    date: dt.date
    file: str = ""
    unit: str = ""
    indicator: str = ""
    value: str = ""
    years: tuple[int, ...] = ()


def read_acknowledgements(
    data_folder: Path, area_id: str, problems: list[Problem]
) -> tuple[Acknowledgement, ...]:
    """Read what was acknowledged in an area, or for "" in what belongs to none; no file is nothing.

    Bad entries are reported and left out.
    """
    path = data_folder / "indicators" / area_id / FILE
    if not is_there(path):
        return ()
    name = path.relative_to(data_folder).as_posix()
    file = read_toml(path, SourceLocation(area=area_id, file=name), problems)
    for key in file.tables:
        if key != SECTION:
            problem = file.location_of(key).problem("acknowledgement_section", key)
            problems.append(problem)
    read = []
    for number in names_in(SECTION, file, problems, list):
        entry = validated(_Entry, (SECTION, number), file, problems)
        location = file.location_of(SECTION, number)
        if entry is not None:
            written_at = (location.file, location.line)
            read.append(Acknowledgement(**entry.model_dump(), area=area_id, written_at=written_at))
    return tuple(read)
