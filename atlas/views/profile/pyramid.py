"""The population pyramid of a unit: men and women by age, the area's structure as outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from atlas.model.cells import State
from atlas.model.documents import (
    Block,
    DocumentTable,
    Figure,
    Paragraph,
    Pyramid,
    PyramidBar,
    PyramidGroup,
    TextKind,
)
from atlas.model.quantities import SexedAgeGroup
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views.profile import texts as words
from atlas.views.profile.age_counts import POPULATION, AgeCount, age_counts, last_year, sources_of
from atlas.views.profile.figures import UnitProfile

OPEN_YEARS: Final = 15
"""Years of age an open group counts as: few people grow older than 94."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Both sexes of an age group; `years` of age are in it."""

    label: str
    years: int
    female: AgeCount
    male: AgeCount


def pyramid_codes(profile: UnitProfile) -> frozenset[str]:
    """The quantities that count an age group of one sex."""
    return frozenset(code for group in _declared(profile) for code in group.codes)


def pyramid_blocks(profile: UnitProfile, since: int | None) -> tuple[Block, ...]:
    """Draw the pyramid of a unit and list it; nothing if there is none of year `since` or later."""
    declared, codes = _declared(profile), sorted(pyramid_codes(profile))
    year = last_year(profile, codes)
    if year is None or (since is not None and year < since):
        return ()
    counts = age_counts(profile, codes, year)
    groups = tuple(
        _Group(
            label=_label(group),
            years=OPEN_YEARS if group.last is None else group.last - group.first + 1,
            female=counts[group.female],
            male=counts[group.male],
        )
        for group in declared
        if group.female in counts and group.male in counts
    )
    if not groups:
        return ()
    sources = sources_of(profile, declared[0].female, year, counts.values())
    blocks: list[Block] = [
        _figure(profile, year, groups, sources),
        _table(profile, year, groups, sources),
    ]
    if sources.signs:
        text = words.SIGNS_HERE.format(signs="; ".join(sources.signs))
        blocks.append(Paragraph(text=text, kind=TextKind.REMARK))
    return tuple(blocks)


def _declared(profile: UnitProfile) -> tuple[SexedAgeGroup, ...]:
    quantities = profile.atlas.catalogue(profile.scope.area).quantities
    return quantities[POPULATION].pyramid if POPULATION in quantities else ()


def _label(group: SexedAgeGroup) -> str:
    """Which ages a group has, in few words."""
    if group.last is None:
        return words.AGE_OPEN.format(first=group.first)
    if group.first == group.last:
        return str(group.first)
    if not group.first:
        return words.AGE_UNDER.format(end=group.last + 1)
    return words.AGE_SPAN.format(first=group.first, last=group.last)


def _figure(
    profile: UnitProfile, year: int, groups: tuple[_Group, ...], sources: Provenance
) -> Figure:
    listed = (
        words.PYRAMID_ALT_GROUP.format(
            label=group.label, male=_spoken(group.male), female=_spoken(group.female)
        )
        for group in groups
    )
    has_mark = any(c.area_share is not None for g in groups for c in (g.female, g.male))
    return Figure(
        title=words.PYRAMID_TITLE.format(year=year),
        caption=" ".join(_caption(profile, year, sources)),
        alt=words.PYRAMID_ALT.format(groups="; ".join(listed)),
        drawing=Pyramid(
            groups=tuple(
                PyramidGroup(
                    label=group.label,
                    years=group.years,
                    male=_bar(group.male, group.years),
                    female=_bar(group.female, group.years),
                )
                for group in groups
            ),
            axis=words.PYRAMID_AXIS,
            ages=words.AGE,
            male_label=words.MEN,
            female_label=words.WOMEN,
            mark_label=words.AGES_MARK.format(kind=profile.area.kind) if has_mark else "",
        ),
    )


def _caption(profile: UnitProfile, year: int, sources: Provenance) -> Iterator[str]:
    """Whose pyramid it is, how to read its bars, and what the deliverer says."""
    declared = _declared(profile)
    yield words.PYRAMID_CAPTION.format(name=profile.name, dates=sources.reference_dates)
    if declared[-1].last is None:
        yield words.PYRAMID_OPEN.format(label=_label(declared[-1]), years=OPEN_YEARS)
    delivery = profile.atlas.edition(profile.scope.area).delivery(declared[0].female, year)
    if delivery is not None and delivery.note:
        yield delivery.note


def _spoken(count: AgeCount) -> str:
    """A share as it is read out."""
    return words.NO_VALUE if count.share is None else f"{count.share_text} %"


def _bar(count: AgeCount, years: int) -> PyramidBar:
    """Shares per year of age: groups of unequal widths can be compared, and areas are people."""
    share, of_area = (
        None if value is None else value / years for value in (count.share, count.area_share)
    )
    sign = State.ZERO.sign if share == 0 else count.share_text
    return PyramidBar(value=share, text="" if share else sign, mark=of_area)


def _table(
    profile: UnitProfile, year: int, groups: tuple[_Group, ...], sources: Provenance
) -> DocumentTable:
    columns = [TableColumn(key="ages", title=words.AGE_IN_YEARS)]
    for key, sex in (("male", words.MEN), ("female", words.WOMEN)):
        share = words.SHARE_OF_SEX.format(sex=sex)
        columns += [
            TableColumn(key=key, title=sex, decimals=0),
            TableColumn(key=f"{key}_share", title=share, unit="%", decimals=1),
        ]
        if not profile.is_whole:
            title = words.SHARE_OF_SEX_IN_AREA.format(sex=sex, kind=profile.area.kind)
            columns.append(TableColumn(key=f"{key}_area", title=title, unit="%", decimals=1))
    spec = TableSpec(
        title=f"{words.PYRAMID_TITLE.format(year=year)}: {profile.name}",
        subtitle="",
        columns=tuple(columns),
        rows=tuple(TableRow(cells=tuple(_cells_of(profile, group))) for group in groups),
        provenance=sources,
        file_stem="",
    )
    widths = (1.6, *(1.0 for _ in columns[1:]))
    return DocumentTable(spec=spec, widths=widths, name=words.SHEETS["pyramid"], repeats=True)


def _cells_of(profile: UnitProfile, group: _Group) -> Iterator[TableCell]:
    yield TableCell(text=group.label)
    for count in (group.male, group.female):
        yield count.count_cell
        yield count.share_cell
        if not profile.is_whole:
            yield count.area_cell
