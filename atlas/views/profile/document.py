"""The profile of a unit as a document: page 1 can be read alone, the rest says more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Generic, TypeVar

from atlas.atlas import Atlas
from atlas.measures.chance import FEWEST_PEOPLE
from atlas.measures.similarity import FEWEST_COMMON
from atlas.model.cells import Status
from atlas.model.documents import (
    Block,
    DocumentSpec,
    DocumentTable,
    Facts,
    Figure,
    FigureGrid,
    Listing,
    Paragraph,
    Section,
    TextKind,
)
from atlas.model.formulas import Total
from atlas.model.indicators import ReferenceValue
from atlas.model.numbers import format_number
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.file_names import profile_stem, slug
from atlas.views.map import texts as map_texts
from atlas.views.overview import regions
from atlas.views.overview.spec import trend, trend_points
from atlas.views.plurals import dative, weak
from atlas.views.profile import texts as words
from atlas.views.profile.ages import age_blocks
from atlas.views.profile.balance import balance_blocks
from atlas.views.profile.figures import (
    SIMILAR,
    ProfileChoice,
    UnitFigures,
    UnitProfile,
    head_name,
)
from atlas.views.profile.head import head_blocks
from atlas.views.profile.index import index_blocks
from atlas.views.profile.level import LevelProfiles
from atlas.views.profile.sources import merged_sources, sources_table
from atlas.views.profile.writings import written_sections
from atlas.views.provenance import document_foot
from atlas.views.subjects import subject
from atlas.views.writings import NOTHING_WRITTEN, Writings

Row = TypeVar("Row")
MOST_IN_SUMMARY: Final = 8
"""Indicators of page 1."""
FICTION: Final = Paragraph(text=texts.FICTIONAL, kind=TextKind.NOTICE)
"""Stands first where all figures are invented."""


def profile_document(
    atlas: Atlas, choice: ProfileChoice, day: date, writings: Writings = NOTHING_WRITTEN
) -> DocumentSpec:
    """Lay out the profile of a unit, made on a day, with what is written about it.

    What there is no figure for is said, and never keeps the document from being made.

    Raises
    ------
    UnknownNameError
        If there is no such area, level or unit.
    """
    return unit_document(LevelProfiles(atlas, choice.scope), choice, day, writings)


def unit_document(
    of_level: LevelProfiles,
    choice: ProfileChoice,
    day: date,
    writings: Writings = NOTHING_WRITTEN,
) -> DocumentSpec:
    """Lay out the profile of a unit of a level; see `profile_document`."""
    profile, atlas = UnitProfile(of_level, choice), of_level.atlas
    provenance = merged_sources(profile, profile.figures)
    other = profile.beside_name
    form = words.TITLE_BESIDE if other else words.TITLE
    title = form.format(name=profile.name, other=other)
    publisher = provenance.publisher or profile.area.publisher
    return DocumentSpec(
        title=title,
        kicker=kicker(profile),
        sections=tuple(_sections(profile, writings)),
        provenance=provenance,
        # in one line on each page; what protects the figures is said once, with the sources
        foot=document_foot(atlas, profile.area.id, publisher, day),
        day=day,
        file_stem=profile_stem(
            atlas,
            replace(choice.scope, year=profile.year),
            "-".join(filter(None, (slug(profile.name) or choice.unit, slug(other)))),
        ),
    )


def kicker(profile: UnitProfile) -> str:
    """Say of which level, area and year a profile is."""
    if profile.is_whole:
        return words.KICKER_WHOLE.format(year=profile.year)
    area, level = profile.area, profile.level
    return words.KICKER.format(level=level.name, within=area.within, year=profile.year)


def _sections(profile: UnitProfile, writings: Writings) -> Iterator[Section]:
    yield Section(title=words.SUMMARY, blocks=tuple(_summary(profile)))
    yield Section(title=words.HEAD, blocks=head_blocks(profile), new_page=True)
    yield Section(title=words.CORE, blocks=tuple(_core(profile)))
    yield Section(title=words.AGES, blocks=age_blocks(profile))
    yield _topics(profile)
    yield Section(title=words.BALANCE, blocks=balance_blocks(profile, writings.profile_text))
    if indices := index_blocks(profile):
        yield Section(title=words.INDEX, blocks=indices)
    yield from written_sections(profile, writings)
    yield from _notes(profile)


def _summary(profile: UnitProfile) -> Iterator[Block]:
    """What can be read alone: figures, the area's beside them, what changed, and if by chance."""
    if profile.area.fictional:
        yield FICTION
    shown = profile.figures[:MOST_IN_SUMMARY]
    if not shown:
        text = words.NOTHING.format(name=profile.name, year=profile.year)
        yield Paragraph(text=text, kind=TextKind.NOTICE)
        return
    if all(figures.cell.value is None for figures in profile.figures):
        text = words.ALL_HIDDEN.format(name=profile.name)
        yield Paragraph(text=text, kind=TextKind.NOTICE)
    yield Paragraph(text=lead(profile), kind=TextKind.LEAD)
    if profile.choice.beside == SIMILAR:
        yield Paragraph(text=_how_similar(profile), kind=TextKind.REMARK)
    yield summary_table(profile, shown)
    signs = merged_sources(profile, shown).signs
    if signs:
        text = words.SIGNS_HERE.format(signs="; ".join(signs))
        yield Paragraph(text=text, kind=TextKind.REMARK)
    yield from _changes(profile)
    if any(figures.verdict for figures in profile.figures):
        how = words.HOW_TO_READ.format(fewest=FEWEST_PEOPLE)
        yield Paragraph(text=how, kind=TextKind.REMARK)


def lead(profile: UnitProfile) -> str:
    """Say what the summary of a profile shows."""
    form = words.LEAD_WHOLE if profile.is_whole else words.LEAD
    fields = {"name": profile.name, "year": profile.year, "kind": profile.area.kind}
    if profile.beside is None:
        return form.format(**fields)
    return words.LEAD_BESIDE.format(**fields, other=profile.beside_name)


def _how_similar(profile: UnitProfile) -> str:
    """Say by what the unit beside this one was found, or that there is none."""
    nearest, plural = profile.nearest, dative(weak(profile.level.plural))
    if nearest is None or profile.beside is None:
        return words.NONE_SIMILAR.format(name=profile.name, plural=plural, fewest=FEWEST_COMMON)
    titles = [f.item.title for f in profile.figures if f.item.code in nearest.codes]
    return words.SIMILAR.format(
        name=profile.name,
        other=profile.beside.name,
        plural=plural,
        number=len(titles),
        distance=format_number(nearest.distance, 2),
        titles="; ".join(titles),
    )


def summary_table(profile: UnitProfile, shown: Sequence[UnitFigures]) -> DocumentTable:
    """Lay out figures with the area's beside them, what changed, and whether that is chance."""
    year, value = _dated([figures.scope.year for figures in shown], words.VALUE)
    bases = {figures.scope.base_year for figures in shown if figures.change is not None}
    change: _Column[UnitFigures] = _Column(texts.CHANGE, 2, lambda f: TableCell(text=_since(f)))
    if len(bases) == 1:
        title = texts.CHANGE_SINCE.format(base=bases.pop())
        change = replace(change, title=title, cell=_change)
    columns = (
        _Column(words.INDICATOR, 3.6, lambda f: TableCell(text=f.label)),
        *year,
        _Column(value, 1.2, lambda f: profile.value_cell(f, f.row(f.cell)), is_number=True),
        *_beside_column(profile),
        *_area_column(profile),
        change,
        _Column(words.CHANCE, 2, lambda f: TableCell(text=f.verdict or words.UNTESTED)),
    )
    return replace(_table(profile, "summary", columns, shown), lead=True)


@dataclass(frozen=True, slots=True)
class _Column(Generic[Row]):
    """A column of a table: its head, how wide it is beside others, and its cell of a row."""

    title: str
    width: float
    cell: Callable[[Row], TableCell]
    is_number: bool = False


def _dated(years: Sequence[int | None], title: str) -> tuple[tuple[_Column[UnitFigures], ...], str]:
    """Name the year of all figures in the head of their column, different ones in a column."""
    if len(set(years)) == 1 and years[0] is not None:
        return (), f"{title} {years[0]}"
    column: _Column[UnitFigures] = _Column(
        texts.YEAR, 0.8, lambda f: TableCell(text=str(f.scope.year))
    )
    return (column,), title


def _beside_column(profile: UnitProfile) -> tuple[_Column[UnitFigures], ...]:
    """The value of the unit beside this one, of the same year."""
    if profile.beside is None:
        return ()
    title = head_name(profile.beside_name)
    return (_Column(title, 1.3, lambda f: profile.value_cell(f, f.beside), is_number=True),)


def _area_column(profile: UnitProfile) -> tuple[_Column[UnitFigures], ...]:
    """The whole area's value, which its own profile doesn't repeat."""
    if profile.is_whole:
        return ()
    title = texts.AREA_VALUE.format(kind=profile.area.kind)
    return (_Column(title, 1.3, lambda f: profile.value_cell(f, f.area), is_number=True),)


def _table(
    profile: UnitProfile, key: str, columns: Sequence[_Column[Row]], rows: Sequence[Row]
) -> DocumentTable:
    """Put rows under columns; the title says of what and when they are."""
    name = words.SHEETS[key]
    spec = TableSpec(
        title=f"{name}: {profile.name}, {profile.year}",
        subtitle="",
        columns=tuple(
            TableColumn(key=str(number), title=c.title, decimals=1 if c.is_number else None)
            for number, c in enumerate(columns)
        ),
        rows=tuple(TableRow(cells=tuple(c.cell(row) for c in columns)) for row in rows),
        provenance=merged_sources(profile, profile.figures),
        file_stem="",
    )
    return DocumentTable(spec=spec, widths=tuple(c.width for c in columns), name=name)


def _since(figures: UnitFigures) -> str:
    """Say how far a figure has changed and since when."""
    base = figures.scope.base_year
    if base is None or figures.change is None:
        return words.NO_CHANGE
    change = figures.change_phrase
    if figures.change.value is None:
        return change
    return map_texts.SINCE.format(base=base, change=change)


def _changes(profile: UnitProfile) -> Iterator[Block]:
    """Say in sentences what changed beyond chance, or why nothing is said."""
    tested = [figures for figures in profile.figures if figures.verdict]
    sentences = tuple(
        _moved(figures) for figures in tested if figures.verdict == map_texts.BEYOND_CHANCE
    )
    if sentences:
        yield Paragraph(text=words.CHANGED, kind=TextKind.LEAD)
        yield Listing(items=sentences)
    elif all(figures.scope.base_year is None for figures in profile.figures):
        yield Paragraph(text=words.ONE_YEAR)
    else:
        yield Paragraph(text=words.NOTHING_CHANGED if tested else words.NOTHING_TESTED)


def _moved(figures: UnitFigures) -> str:
    change, base = figures.change, figures.base
    rose = change is not None and (change.value or 0) > 0
    return (words.ROSE if rose else words.FELL).format(
        subject=subject(figures.item),
        base=figures.scope.base_year,
        before=figures.phrase(base) if base else "",
        value=figures.phrase(figures.cell),
    )


def _core(profile: UnitProfile) -> Iterator[Block]:
    """All core indicators with what is behind them."""
    if not profile.figures:
        text = words.NOTHING.format(name=profile.name, year=profile.year)
        yield Paragraph(text=text, kind=TextKind.REMARK)
    else:
        yield _core_table(profile)
        if profile.choice.ranks and not profile.is_whole:
            yield Paragraph(text=words.RANK_NOTE, kind=TextKind.REMARK)
    if profile.of_level.absent:
        text = words.NOT_OFFERED.format(titles="; ".join(profile.of_level.absent))
        yield Paragraph(text=text, kind=TextKind.REMARK)
    larger = _regions_table(profile)
    if larger is not None:
        yield Paragraph(text=words.REGIONS, kind=TextKind.LEAD)
        yield larger


def _core_table(profile: UnitProfile) -> DocumentTable:
    rows = profile.figures
    year, value = _dated([figures.scope.year for figures in rows], words.VALUE)
    bases = {figures.scope.base_year for figures in rows}
    one_base = next(iter(bases)) if len(bases) == 1 else None
    base_year: _Column[UnitFigures] = _Column(
        words.BASE_YEAR, 1.1, lambda f: TableCell(text=str(f.scope.base_year or words.NO_BASE))
    )
    base_title = f"{words.VALUE} {one_base}" if one_base else words.BASE_VALUE
    has_rank = profile.choice.ranks and not profile.is_whole
    columns = (
        _Column(words.INDICATOR, 3.4, lambda f: TableCell(text=f.label)),
        *year,
        _Column(value, 1.2, lambda f: profile.value_cell(f, f.row(f.cell)), is_number=True),
        *_beside_column(profile),
        _Column(words.ABSOLUTE, 1.1, profile.absolute_cell, is_number=True),
        *(() if one_base or bases == {None} else (base_year,)),
        _Column(base_title, 1.2, lambda f: _base_cell(profile, f), is_number=True),
        _Column(texts.CHANGE, 2.2, _change),
        *_area_column(profile),
        *((_Column(words.RANK, 1.2, lambda f: TableCell(text=_rank(f))),) if has_rank else ()),
    )
    return _table(profile, "core", columns, rows)


def _change(figures: UnitFigures) -> TableCell:
    """How far a figure has changed."""
    return TableCell(text=figures.change_phrase or words.NO_CHANGE)


def _base_cell(profile: UnitProfile, figures: UnitFigures) -> TableCell:
    if figures.base is None:
        return TableCell(text=words.NO_BASE)
    return profile.value_cell(figures, figures.row(figures.base, figures.scope.base_year))


def _rank(figures: UnitFigures) -> str:
    """Rank among the units with a value."""
    ranks = figures.of_level.ranks
    if figures.unit not in ranks:
        return figures.cell.state.sign
    return words.RANK_OF.format(rank=ranks[figures.unit], number=len(ranks))


def _regions_table(profile: UnitProfile) -> DocumentTable | None:
    """Published values of larger regions; None where there are none."""
    rows = tuple(
        (figures, value)
        for figures in profile.figures
        for value in regions.latest(
            profile.atlas, profile.area.id, figures.item.code, figures.scope.year
        )
    )
    columns: tuple[_Column[tuple[UnitFigures, ReferenceValue]], ...] = (
        _Column(words.INDICATOR, 3, lambda row: TableCell(text=row[0].label)),
        _Column(words.REGION, 2, lambda row: TableCell(text=row[1].region)),
        _Column(texts.YEAR, 0.8, lambda row: TableCell(text=str(row[1].year))),
        _Column(words.VALUE, 1, lambda row: _region_cell(*row), is_number=True),
        _Column(texts.DATA_SOURCE, 3, lambda row: TableCell(text=row[1].source)),
    )
    return _table(profile, "regions", columns, rows) if rows else None


def _region_cell(figures: UnitFigures, value: ReferenceValue) -> TableCell:
    text = format_number(value.value, figures.item.decimals)
    return TableCell(text=text, number=value.value)


def _topics(profile: UnitProfile) -> Section:
    """A small chart of each core indicator, by topic."""
    beside = "" if profile.is_whole else words.TOPICS_BESIDE.format(kind=profile.area.kind)
    line = words.TOPICS_LINE.format(beside=beside)
    if not profile.figures:
        line = words.NO_TOPICS.format(name=profile.name)
    small = (
        replace(trend_figure(profile, figures), topic=title)
        for title, of_topic in profile.by_topic
        for figures in of_topic
    )
    grid = FigureGrid(figures=tuple(small))
    remark = Paragraph(text=line, kind=TextKind.REMARK)
    return Section(title=words.TOPICS, blocks=(remark, grid) if grid.figures else (remark,))


def trend_figure(profile: UnitProfile, figures: UnitFigures) -> Figure:
    """Draw the development of one indicator in the unit and in the area."""
    rows = [row for row in figures.rows if row.value is not None]
    has_value = figures.cell.value is not None
    statement = words.STATEMENT.format(
        value=figures.phrase(figures.cell) if has_value else words.NO_VALUE,
        year=figures.scope.year,
    )
    counted = [row for row in rows if row.status is not Status.FORECAST]
    title, name = figures.item.title, profile.name
    if len(rows) <= 1 or not counted:
        form = words.TOPIC_ONE_YEAR if rows else words.TOPIC_NO_VALUE
        caption = form.format(name=name)
        return Figure(title=title, statement=statement, caption=caption, alt=caption, drawing=None)
    line = trend(profile.atlas, figures.scope, rows)
    drawn = {point.year for point in line.points}
    # beside the number of all people of a city that of a district would lie on zero
    comparable = () if isinstance(figures.item.formula, Total) else figures.of_level.area_rows
    of_area = [row for row in comparable if row.value is not None and row.year in drawn]
    beside = tuple(trend_points(of_area, [row.year for row in of_area], line.breaks))
    return Figure(
        title=title,
        statement=statement,
        caption=words.TOPIC_CAPTION.format(name=name, trend=line.caption),
        alt=words.TOPIC_ALT.format(title=title, name=name, trend=line.alt),
        drawing=replace(
            line,
            beside=beside,
            label=head_name(name),
            beside_label=texts.AREA_VALUE.format(kind=profile.area.kind) if beside else "",
        ),
    )


def _notes(profile: UnitProfile) -> Iterator[Section]:
    """Hidden cells, sources, notes, signs."""
    hidden = [
        figures.item.title
        for figures in profile.figures
        if any(row.value is None for row in figures.printed_rows)
    ]
    sources = merged_sources(profile, profile.figures)
    listed = words.WITHOUT_VALUE.format(titles="; ".join(hidden))
    text = listed if hidden else words.ALL_WITH_VALUE
    facts = [
        (texts.PUBLISHER, sources.publisher),
        (texts.BOUNDARIES, sources.boundaries),
        (texts.LICENCE, sources.licence or texts.NOT_STATED),
        (texts.OFFICE, sources.identity.sender),
        (texts.EDITION, sources.edition),
        (texts.LINK, sources.link),
    ]
    blocks: list[Block] = [Paragraph(text=text)] if profile.figures else []
    if sources.notes:
        blocks.append(Listing(items=sources.notes))
    blocks.append(Facts(pairs=tuple((label, text) for label, text in facts if text)))
    yield Section(title=words.NOTES, blocks=tuple(blocks))
    if profile.figures:
        yield Section(title=words.SOURCES, blocks=(sources_table(profile),))
    if sources.signs:
        yield Section(title=words.SIGNS, blocks=(Listing(items=sources.signs),))
