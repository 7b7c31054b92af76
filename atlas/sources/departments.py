"""Departments and agreements of an area: data/indicators/<area>/departments.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import Field

from atlas.model.areas import Area
from atlas.model.departments import Agreement, Department
from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.files import is_there
from atlas.sources.text_files import FileModel, TomlFile, read_toml, validated

FILE: Final = "departments.toml"
LEAP_YEAR: Final = 2024
"""A year that has all days."""


class _DepartmentEntry(FileModel):
    name: str = Field(min_length=1)
    contact: str = ""


class _AgreementEntry(FileModel):
    department: str
    quantities: tuple[str, ...] = Field(min_length=1)
    level: str
    due: str
    since: int = Field(ge=1900, le=2200)
    every: int = Field(default=1, ge=1, le=20)
    legal_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentsFile:
    """What is agreed on, and what is wrong with the file; nothing without a file."""

    departments: tuple[Department, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_departments(folder: Path, area: Area, catalogue: Catalogue) -> DepartmentsFile:
    """Read who delivers what to an area, from its folder of indicators.

    An agreement that names what doesn't exist is reported; it loses the quantities nobody knows,
    or, without department, level or day, itself.
    """
    if not is_there(folder / FILE):
        return DepartmentsFile()
    problems: list[Problem] = []
    location = SourceLocation(area=area.id, file=f"indicators/{area.id}/{FILE}")
    file = read_toml(folder / FILE, location, problems)
    departments = dict(_departments(file, problems))
    agreements = tuple(_agreements(file, departments, area, catalogue, problems))
    others = sorted(map(str, file.tables.keys() - {"department", "agreement"}))
    problems += [location.problem("departments_other", name) for name in others]
    return DepartmentsFile(
        departments=tuple(departments.values()), agreements=agreements, problems=tuple(problems)
    )


def _departments(file: TomlFile, problems: list[Problem]) -> Iterator[tuple[str, Department]]:
    tables = file.tables.get("department", {})
    for key in tables if isinstance(tables, dict) else ():
        entry = validated(_DepartmentEntry, ("department", key), file, problems)
        if entry is not None:
            yield key, Department(key=key, name=entry.name, contact=entry.contact)


def _agreements(
    file: TomlFile,
    departments: dict[str, Department],
    area: Area,
    catalogue: Catalogue,
    problems: list[Problem],
) -> Iterator[Agreement]:
    tables = file.tables.get("agreement", ())
    for number in range(len(tables) if isinstance(tables, list) else 0):
        section = ("agreement", str(number))
        entry = validated(_AgreementEntry, section, file, problems)
        if entry is None:
            continue
        unknown = dict(_unknown(entry, departments, area, catalogue))
        for name, names in unknown.items():
            hint = spelling_hint(name, names)
            problems.append(
                file.location.problem("agreement_unknown", name, entry=number + 1, hint=hint)
            )
        if unknown.keys() & {entry.department, entry.level, entry.due}:
            continue
        month, day = map(int, entry.due.split("-"))
        yield Agreement(
            department=departments[entry.department],
            quantities=tuple(code for code in entry.quantities if code not in unknown),
            due=(month, day),
            **entry.model_dump(exclude={"department", "quantities", "due"}),
        )


def _unknown(
    entry: _AgreementEntry, departments: dict[str, Department], area: Area, catalogue: Catalogue
) -> Iterator[tuple[str, list[str]]]:
    """What an agreement names that doesn't exist, each with the names it might have meant."""
    levels = [level.id for level in area.levels]
    if entry.department not in departments:
        yield entry.department, list(departments)
    if entry.level not in levels:
        yield entry.level, levels
    if not _is_day(entry.due):
        yield entry.due, []
    for code in entry.quantities:
        if code not in catalogue.quantities:
            yield code, list(catalogue.quantities)


def _is_day(text: str) -> bool:
    try:
        # 29 February isn't there in most years
        return date.fromisoformat(f"{LEAP_YEAR}-{text}") != date(LEAP_YEAR, 2, 29)
    except ValueError:
        return False
