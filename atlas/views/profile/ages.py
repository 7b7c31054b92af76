"""The age structure of a unit: the finest groups the catalogue's parts allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from atlas.measures.grid import GridCell
from atlas.model.cells import State
from atlas.model.documents import Bar, BarRows, Block, DocumentTable, Figure, Paragraph, TextKind
from atlas.model.formulas import PER_HUNDRED
from atlas.model.numbers import format_number
from atlas.model.quantities import Quantity
from atlas.model.results import ValueRow
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import headlines
from atlas.views.numbers import format_figure
from atlas.views.profile import texts as words
from atlas.views.profile.figures import UnitProfile, head_name
from atlas.views.provenance import provenance

POPULATION: Final = "ew"
"""The quantity of the shipped catalogue whose parts are age groups."""
_FEWEST_GROUPS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """One age group: its figure, and its share of all in percent in the unit and in the area."""

    label: str
    row: ValueRow
    share: float | None
    area_share: float | None


def finest_parts(
    quantities: Mapping[str, Quantity], delivered: Collection[str], whole: str
) -> tuple[str, ...]:
    """Take a quantity apart into as many delivered parts as possible, in the catalogue's order.

    Empty where neither it nor all its parts were delivered.
    """
    own = (whole,) if whole in delivered else ()
    partitions = quantities[whole].parts if whole in quantities else ()
    candidates: list[tuple[str, ...]] = [own]
    for parts in partitions:
        each = [finest_parts(quantities, delivered, part) for part in parts]
        if all(each):
            candidates.append(tuple(chain.from_iterable(each)))
    return max(candidates, key=len)


def age_blocks(profile: UnitProfile) -> tuple[Block, ...]:
    """Draw the age groups of a unit beside those of the area, and list them."""
    year, groups = _groups(profile)
    if not groups:
        text = words.NO_AGES.format(name=profile.name, year=profile.of_level.year)
        return (Paragraph(text=text, kind=TextKind.REMARK),)
    sources = _sources(profile, year, groups)
    spec = _table(profile, year, groups, sources)
    widths = (3.0, *(1.0 for _ in spec.columns[1:]))
    return (
        _figure(profile, year, groups, sources),
        DocumentTable(spec=spec, widths=widths, name=words.SHEETS["ages"], repeats=True),
    )


def _groups(profile: UnitProfile) -> tuple[int, tuple[_Group, ...]]:
    """The age groups in the last year, up to that of the profile, in which all were delivered."""
    atlas, area, level = profile.atlas, profile.scope.area, profile.level.id
    offered = atlas.available(area, level)
    codes = finest_parts(atlas.catalogue(area).quantities, offered, POPULATION)
    if len(codes) < _FEWEST_GROUPS or POPULATION not in offered:
        return 0, ()
    every = (POPULATION, *codes)
    years = set.intersection(*({*atlas.years(area, code, level)} for code in every))
    counted = [year for year in years if year <= (profile.scope.year or year)]
    if not counted:
        return 0, ()
    year = max(counted)
    tables = {code: _cells(profile, code, year) for code in every}
    whole, whole_area = tables[POPULATION]
    titles = atlas.catalogue(area).titles()
    groups = (
        _Group(
            label=titles[code],
            row=headlines.row_of(cell, year=year),
            share=_percent(cell.value, whole.value if whole else None),
            area_share=_percent(of_area, whole_area),
        )
        for code, (cell, of_area) in tables.items()
        if code != POPULATION and cell is not None
    )
    return year, tuple(groups)


def _cells(profile: UnitProfile, code: str, year: int) -> tuple[GridCell | None, float | None]:
    """The count of a group in the unit, and in the whole area."""
    of_area = profile.of_level.area_row(code, year)
    cell = profile.of_level.grid_of(code).cell(profile.choice.unit, year)
    return cell, of_area.value if of_area else None


def _percent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else PER_HUNDRED * part / whole


def _figure(
    profile: UnitProfile, year: int, groups: tuple[_Group, ...], sources: Provenance
) -> Figure:
    bars = tuple(
        Bar(label=g.label, text=_share_text(g), value=g.share, mark=g.area_share) for g in groups
    )
    listed = "; ".join(
        words.AGES_ALT_GROUP.format(label=bar.label, share=f"{bar.text} %") for bar in bars
    )
    has_mark = any(bar.mark is not None for bar in bars)
    return Figure(
        title=words.AGES_TITLE.format(year=year),
        caption=words.AGES_CAPTION.format(name=profile.name, dates=sources.reference_dates),
        alt=words.AGES_ALT.format(groups=listed),
        drawing=BarRows(
            bars=bars,
            axis=words.AGES_AXIS,
            label=head_name(profile.name),
            mark_label=words.AGES_MARK.format(kind=profile.area.kind) if has_mark else "",
        ),
    )


def _share_text(group: _Group) -> str:
    """Print a share, or the sign of the count that is missing for it."""
    if group.share is not None:
        return format_number(group.share, 1)
    # a group that is there has no share where the number of all is missing
    return (State.UNKNOWN if group.row.value is not None else group.row.state).sign


def _table(
    profile: UnitProfile, year: int, groups: tuple[_Group, ...], sources: Provenance
) -> TableSpec:
    kind = profile.area.kind
    columns = (
        TableColumn(key="group", title=words.AGE_GROUP),
        TableColumn(key="persons", title=words.PERSONS, decimals=0),
        TableColumn(key="share", title=words.SHARE, unit="%", decimals=1),
        TableColumn(key="area", title=words.SHARE_OF_AREA.format(kind=kind), unit="%", decimals=1),
    )
    rows = (TableRow(cells=tuple(_cells_of(group))) for group in groups)
    title = words.AGES_TITLE.format(year=year)
    spec = TableSpec(
        title=f"{title}: {profile.name}",
        subtitle="",
        columns=columns,
        rows=tuple(rows),
        provenance=sources,
        file_stem="",
    )
    if not profile.is_whole:
        return spec
    narrow = tuple(replace(row, cells=row.cells[:-1]) for row in spec.rows)
    return replace(spec, columns=columns[:-1], rows=narrow)


def _cells_of(group: _Group) -> Iterator[TableCell]:
    row, area = group.row, group.area_share
    yield TableCell(text=group.label)
    yield TableCell(text=format_figure(row.value, row.state, row.status, 0), number=row.value)
    yield TableCell(text=_share_text(group), number=group.share)
    text = State.UNKNOWN.sign if area is None else format_number(area, 1)
    yield TableCell(text=text, number=area)


def _sources(profile: UnitProfile, year: int, groups: tuple[_Group, ...]) -> Provenance:
    item = profile.atlas.indicator(profile.scope.area, POPULATION)
    rows = [replace(group.row, year=year) for group in groups]
    return provenance(profile.atlas, profile.scope.area, item, rows, 0)
