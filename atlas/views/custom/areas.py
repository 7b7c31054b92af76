"""Areas of one's own in words: what they are made of, what can be picked, all their indicators."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from datetime import date
from math import isnan

from atlas.atlas import Atlas
from atlas.model.areas import Level
from atlas.model.cells import State, Status
from atlas.model.custom_areas import CustomLevel, CustomUnit, Part
from atlas.model.quantities import Audience
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Query
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.custom import texts as words
from atlas.views.numbers import format_figure, sign_legend
from atlas.views.provenance import provenance, resolution, vintage_notes

_DAY = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_YEARS = range(1900, 2101)
"""A day of other years is a slip."""


def custom_levels(atlas: Atlas, area_id: str) -> tuple[CustomLevel, ...]:
    """Levels of one's own of an area."""
    return tuple(level.custom for level in atlas.area(area_id).levels if level.custom)


def headline(own: CustomLevel) -> str:
    """Name a level of one's own with its status."""
    return f"{own.plural or own.name} · {resolution(own)}"


def sets_table(atlas: Atlas, area_id: str, own: CustomLevel) -> TableSpec:
    """List the sets of a level with their building blocks."""
    labels = part_labels(atlas, area_id, own.levels)
    rows = (
        TableRow(cells=tuple(TableCell(text=text) for text in (unit.name, _parts(unit, labels))))
        for unit in own.units
    )
    return TableSpec(
        title=own.plural or own.name,
        subtitle="",
        columns=(
            TableColumn(key="unit", title=words.SET),
            TableColumn(key="parts", title=words.PARTS),
        ),
        rows=tuple(rows),
        provenance=Provenance(source="", publisher="", reference_dates="", boundaries=""),
        file_stem=f"{area_id}__{own.id}",
    )


def _parts(unit: CustomUnit, labels: dict[str, str]) -> str:
    return ", ".join(labels.get(part.word, part.word) for part in unit.parts)


def levels_to_pick_from(atlas: Atlas, area_id: str) -> dict[str, str]:
    """Levels of the data building blocks can be taken from: all but the whole area."""
    area = atlas.area(area_id)
    found = (level for level in area.levels if level.custom is None and level.id != area.top_level)
    return {level.id: level.plural for level in found if level.newest}


def part_labels(atlas: Atlas, area_id: str, levels: Iterable[str]) -> dict[str, str]:
    """Labels of all units of some levels, in official order, by their word ("bezirk:0101")."""
    found = (atlas.level(area_id, level_id) for level_id in dict.fromkeys(levels))
    return {
        Part(level=level.id, unit=unit.id).word: words.PART.format(
            name=unit.name, level=level.name, unit=unit.id
        )
        for level in found
        for unit in level.newest
    }


def words_of(atlas: Atlas, area_id: str, level_id: str, units: Iterable[str]) -> tuple[str, ...]:
    """Words of selected units that can be building blocks; none of a level of one's own."""
    level = atlas.area(area_id).level(level_id)
    if level is None or level_id not in levels_to_pick_from(atlas, area_id):
        return ()
    known = {unit.id for unit in level.newest}
    return tuple(Part(level=level_id, unit=unit).word for unit in units if unit in known)


def part_of(word: str) -> Part:
    """Read the word of a building block."""
    level, _, unit = word.partition(":")
    return Part(level=level, unit=unit)


def day_of(text: str) -> date | None:
    """Read a day as people write it, 12.3.2026, or as files do; None if nothing is written.

    Raises
    ------
    ValueError
        If it is no day, or one nobody can mean here.
    """
    text = text.strip()
    written = _DAY.fullmatch(text)
    if written:
        text = "{2}-{1:0>2}-{0:0>2}".format(*written.groups())
    if not text:
        return None
    day = date.fromisoformat(text)
    if day.year not in _YEARS:
        raise ValueError(text)
    return day


def day_text(day: date | None) -> str:
    """Write a day as it is read, nothing for none."""
    return f"{day:%d.%m.%Y}" if day else ""


def slug(name: str, taken: Container[str], otherwise: str) -> str:
    """Make an id of a name: "Süd & Ost" becomes sued-ost, or sued-ost-2 if that is taken."""
    text = "".join(words.UMLAUTS.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain)) or otherwise
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def all_values_command(area_id: str, level_id: str, audience: Audience) -> str:
    """Write the command for all figures of a level, quoted for a shell."""
    found = ["python", "-m", "atlas", "values", "--area", area_id, "--level", level_id]
    found += ["--indicator", "all"]
    found += [] if audience is Audience.PUBLIC else ["--audience", audience.value]
    return shlex.join([*found, "--format", "csv", "--out", f"{area_id}__{level_id}__alle.csv"])


def profile_table(atlas: Atlas, area_id: str, level_id: str, unit_id: str) -> TableSpec:
    """List all indicators of one unit, each in the newest year that is no mere forecast."""
    level = atlas.level(area_id, level_id)
    codes = [
        code for code in atlas.available(area_id, level_id) if code in atlas.catalogue.indicators
    ]
    tables = atlas.profile(area_id, level_id, unit_id, codes)
    newest = [(table, _newest(table)) for table in tables]
    name = next(unit.name for unit in level.latest_versions() if unit.id == unit_id)
    kind = atlas.area(area_id).kind
    return TableSpec(
        title=words.PROFILE_TITLE.format(name=name),
        subtitle=words.PROFILE_SUBTITLE.format(level=level.plural),
        columns=(
            TableColumn(key="indicator", title=texts.INDICATOR),
            TableColumn(key="value", title=texts.VALUE, decimals=2),
            TableColumn(key="area", title=texts.AREA_VALUE.format(kind=kind), decimals=2),
            TableColumn(key="unit_of_measure", title=texts.UNIT),
            TableColumn(key="year", title=texts.YEAR),
        ),
        rows=tuple(_profile_row(atlas, table, row) for table, row in newest),
        provenance=_provenance(atlas, level, newest),
        file_stem=f"{area_id}__{level_id}__{unit_id}__alle",
    )


def _newest(table: ValueTable) -> ValueRow:
    """Return the newest figure that is none of the future, else the newest of all."""
    told = [row for row in table.rows if row.status is not Status.FORECAST]
    # a year nobody has figures of yet says nothing
    known = [row for row in told if row.state not in {State.UNKNOWN, State.PENDING}]
    return (known or told or list(table.rows))[-1]


def _profile_row(atlas: Atlas, table: ValueTable, row: ValueRow) -> TableRow:
    whole = atlas.area_figures(table.area, table.indicator).loc[[row.year]]
    value, state, status = (whole[name].to_numpy()[0] for name in ("value", "state", "status"))
    area = None if isnan(value) else float(value)
    shown = (
        (row.value, row.state, row.status),
        (area, State(int(state)), Status(int(status))),
    )
    figures = (
        TableCell(text=format_figure(*figure, table.decimals), number=figure[0]) for figure in shown
    )
    title, unit, year = (TableCell(text=text) for text in (table.title, table.unit, str(row.year)))
    return TableRow(cells=(title, *figures, unit, year))


def _provenance(
    atlas: Atlas, level: Level, newest: list[tuple[ValueTable, ValueRow]]
) -> Provenance:
    """Gather the sources of all rows; the dates differ too much for one line."""
    if not newest:
        return Provenance(source="", publisher="", reference_dates="", boundaries="")
    each = [
        provenance(atlas, table.area, atlas.indicator(table.indicator), [row], table.decimals)
        for table, row in newest
    ]
    rows = [row for _, row in newest]
    query = Query(area=newest[0][0].area, level=level.id, code=newest[0][0].indicator)
    plain = replace(each[0], notes=(), reference_dates="")
    carried = vintage_notes(atlas, query, plain, [row.year for row in rows])
    area = atlas.area(query.area)
    notes = [texts.FICTIONAL] if area.fictional else []
    return replace(
        carried,
        source=_joined(one.source for one in each),
        publisher=_joined(one.publisher for one in each),
        signs=sign_legend((row.state for row in rows), (row.status for row in rows)),
        notes=(*notes, *carried.notes),
    )


def _joined(found: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(_pieces(found)))


def _pieces(found: Iterable[str]) -> Iterator[str]:
    return (piece for text in found for piece in text.split("; ") if piece)
