"""The age structure of a unit: a pyramid, or the finest groups the catalogue's parts allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from atlas.model.documents import Bar, BarRows, Block, DocumentTable, Figure, Paragraph, TextKind
from atlas.model.quantities import Quantity
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views.profile import texts as words
from atlas.views.profile.age_counts import POPULATION, AgeCount, age_counts, last_year, sources_of
from atlas.views.profile.figures import UnitProfile, head_name
from atlas.views.profile.pyramid import pyramid_blocks, pyramid_codes

_FEWEST_GROUPS: Final = 2


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
    """Draw the ages of a unit beside those of the area, and list them.

    By sex where that is known of the same year; the age groups without it may be finer.
    """
    codes = _codes(profile)
    year = last_year(profile, codes) if len(codes) >= _FEWEST_GROUPS else None
    counts = {} if year is None else age_counts(profile, codes, year)
    if counts and all(count.row.value == 0 for count in counts.values()):
        return (_remark(words.NOBODY, profile, year),)
    by_sex = pyramid_blocks(profile, year)
    if year is None or not counts:
        return by_sex or (_remark(words.NO_AGES, profile, profile.of_level.year),)
    titles = profile.atlas.catalogue(profile.scope.area).titles()
    groups = {titles[code]: count for code, count in counts.items()}
    sources = sources_of(profile, POPULATION, year, groups.values())
    spec = _table(profile, year, groups, sources)
    widths = (3.0, *(1.0 for _ in spec.columns[1:]))
    table = DocumentTable(spec=spec, widths=widths, name=words.SHEETS["ages"], repeats=True)
    return (*(by_sex or (_figure(profile, year, groups, sources),)), table)


def _remark(form: str, profile: UnitProfile, year: int | None) -> Paragraph:
    return Paragraph(text=form.format(name=profile.name, year=year), kind=TextKind.REMARK)


def _codes(profile: UnitProfile) -> tuple[str, ...]:
    """The finest age groups that count both sexes together."""
    atlas, area = profile.atlas, profile.scope.area
    offered = atlas.available(area, profile.level.id)
    by_sex = pyramid_codes(profile)
    together = [code for code in offered if code not in by_sex]
    return finest_parts(atlas.catalogue(area).quantities, together, POPULATION)


def _figure(
    profile: UnitProfile, year: int, groups: Mapping[str, AgeCount], sources: Provenance
) -> Figure:
    bars = tuple(
        Bar(label=label, text=count.share_text, value=count.share, mark=count.area_share)
        for label, count in groups.items()
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


def _table(
    profile: UnitProfile, year: int, groups: Mapping[str, AgeCount], sources: Provenance
) -> TableSpec:
    kind = profile.area.kind
    columns = (
        TableColumn(key="group", title=words.AGE_GROUP),
        TableColumn(key="persons", title=words.PERSONS, decimals=0),
        TableColumn(key="share", title=words.SHARE, unit="%", decimals=1),
        TableColumn(key="area", title=words.SHARE_OF_AREA.format(kind=kind), unit="%", decimals=1),
    )
    rows = (TableRow(cells=tuple(_cells_of(*group))) for group in groups.items())
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


def _cells_of(label: str, count: AgeCount) -> Iterator[TableCell]:
    yield TableCell(text=label)
    yield count.count_cell
    yield count.share_cell
    yield count.area_cell
