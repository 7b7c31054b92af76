"""Strengths and weaknesses of a unit (methods.md 8.4), and the sentences proposed for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from atlas.measures.chance import is_share_of_counts
from atlas.measures.unit_position import FEWEST_UNITS, side_of
from atlas.model.documents import (
    Bar,
    BarRows,
    Block,
    DocumentTable,
    Figure,
    Listing,
    Paragraph,
    TextKind,
    Tone,
)
from atlas.model.formulas import Total
from atlas.model.numbers import format_change, rounded
from atlas.model.own_texts import ProfileText
from atlas.model.scope import View
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import headlines, texts
from atlas.views.plurals import dative, weak
from atlas.views.profile import texts as words
from atlas.views.profile.figures import UnitFigures, UnitProfile, head_name
from atlas.views.profile.sources import merged_sources
from atlas.views.subjects import subject
from atlas.views.text_states import shown_state, state_text

NOTABLE: Final = 0.5
CLEAR: Final = 1.0
"""Standard scores from which on an indicator is a strength or weakness, and a clear one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Comparison:
    """Where an indicator of the unit stands: how far off, and what that is called."""

    figures: UnitFigures
    topic: str
    deviation: float
    text: str
    word: str
    tone: Tone

    @property
    def code(self) -> str:
        """Which indicator it is."""
        return self.figures.item.code


def balance_blocks(profile: UnitProfile, kept: ProfileText | None = None) -> tuple[Block, ...]:
    """Draw how far the core indicators deviate, and propose a sentence for each that stands out.

    In place of the sentences stands the text that somebody `kept`.
    """
    comparisons = _all_comparisons(profile)
    if comparisons:
        blocks = _compared_blocks(profile, comparisons)
    elif profile.is_whole:
        blocks = (Paragraph(text=words.NO_BALANCE_WHOLE, kind=TextKind.REMARK),)
    else:
        text = words.NO_BALANCE.format(plural=dative(profile.level.plural), kind=profile.area.kind)
        blocks = (Paragraph(text=text, kind=TextKind.REMARK),)
    if kept is not None:
        return (*blocks, *kept_text(profile, kept))
    proposals = tuple(_proposals(profile, comparisons))
    if proposals:
        return (*blocks, Listing(items=proposals, mark=words.PROPOSALS))
    none = Paragraph(text=words.NO_PROPOSALS, kind=TextKind.REMARK)
    return (*blocks, none) if comparisons else blocks


def proposed_sentences(profile: UnitProfile) -> tuple[str, ...]:
    """One sentence for each indicator that stands out."""
    return tuple(_proposals(profile, _all_comparisons(profile)))


def _all_comparisons(profile: UnitProfile) -> tuple[_Comparison, ...]:
    """Where all indicators stand; the whole area has nothing to be compared with."""
    return () if profile.is_whole else tuple(_comparisons(profile))


def kept_text(profile: UnitProfile, kept: ProfileText) -> Iterator[Block]:
    """State what somebody wrote, and of which figures it speaks."""
    now = shown_state(profile.atlas, profile.area.id, profile.year)
    written = state_text(kept.state, now)
    if not kept.state.is_same(now):
        text = words.OLD_TEXT.format(old=written, new=state_text(now, now))
        yield Paragraph(text=text, kind=TextKind.NOTICE)
    yield Listing(items=kept.sentences, mark=words.KEPT_TEXT.format(state=written))


def _compared_blocks(profile: UnitProfile, comparisons: Sequence[_Comparison]) -> tuple[Block, ...]:
    """Draw and list the deviations."""
    compared = {comparison.code for comparison in comparisons}
    others = [f.item.title for f in profile.figures if f.item.code not in compared]
    beside = _beside(profile)
    blocks: list[Block] = [
        Paragraph(text=_method(profile), kind=TextKind.REMARK),
        _figure(profile, comparisons, beside),
        *_figure_of_other_level(profile),
        _table(profile, comparisons, beside),
    ]
    if others:
        text = words.NOT_COMPARED.format(titles="; ".join(others))
        blocks.append(Paragraph(text=text, kind=TextKind.REMARK))
    return tuple(blocks)


def _by_score_of(profile: UnitProfile) -> bool:
    """Whether a level has enough units for standard deviations."""
    return len(profile.level.units) >= FEWEST_UNITS


def _beside(profile: UnitProfile) -> Mapping[str, _Comparison]:
    """Where the unit beside this one stands among the same units, by indicator."""
    if profile.beside is None or not profile.is_of_one_level:
        return {}
    return {each.code: each for each in _comparisons(profile.beside)}


def _figure_of_other_level(profile: UnitProfile) -> Iterator[Block]:
    """The deviations of a unit beside this one that is compared with units of its own level."""
    other = profile.beside
    if other is None or profile.is_of_one_level or other.is_whole:
        return
    comparisons = tuple(_comparisons(other))
    if comparisons:
        plural = dative(weak(other.level.plural))
        text = words.BALANCE_OTHER.format(other=profile.beside_name, plural=plural)
        yield Paragraph(text=text, kind=TextKind.REMARK)
        yield _figure(other, comparisons, {})


def _method(profile: UnitProfile) -> str:
    by_score = _by_score_of(profile)
    form = words.BALANCE_BY_SCORE if by_score else words.BALANCE_BY_POINTS
    plural = profile.level.plural
    return form.format(
        plural=weak(plural) if by_score else plural, kind=profile.area.kind, fewest=FEWEST_UNITS
    )


def _comparisons(profile: UnitProfile) -> Iterator[_Comparison]:
    """Compare the indicators by topic; absolute numbers only say how large units are."""
    compare = _by_score if _by_score_of(profile) else _by_points
    for title, of_topic in profile.by_topic:
        for figures in of_topic:
            if not isinstance(figures.item.formula, Total):
                comparison = compare(profile, figures, title)
                if comparison is not None:
                    yield comparison


def _by_score(_: UnitProfile, figures: UnitFigures, topic: str) -> _Comparison | None:
    score = figures.of_level.scores.get(figures.unit)
    if score is None:
        return None
    # what is printed as 0,5 counts as 0,5
    size = float(abs(rounded(score, 1)))
    side = 0 if size < NOTABLE else 1 if score > 0 else -1
    tone, word = _named(figures.item.polarity, side)
    return _Comparison(
        figures=figures,
        topic=topic,
        deviation=score,
        text=format_change(score, 1),
        word=words.CLEAR.format(word=word) if side and size >= CLEAR else word,
        tone=tone,
    )


def _by_points(profile: UnitProfile, figures: UnitFigures, topic: str) -> _Comparison | None:
    """Percentage points are for shares of counts: only of them chance can be told."""
    item, cell, area = figures.item, figures.cell, figures.area
    quantities = profile.atlas.catalogue(profile.scope.area).quantities
    if cell.value is None or area is None or area.value is None:
        return None
    if not is_share_of_counts(item, quantities):
        return None
    deviation = cell.value - area.value
    tone, word = _named(item.polarity, side_of(cell, area.value))
    return _Comparison(
        figures=figures,
        topic=topic,
        deviation=deviation,
        text=format_change(deviation, item.decimals),
        word=word,
        tone=tone,
    )


def _named(polarity: int, side: int) -> tuple[Tone, str]:
    """What being above or below is called: strength, weakness, or neither of them."""
    if not side:
        return Tone.MUTED, words.ORDINARY
    if not polarity:
        return Tone.PLAIN, words.PECULIARITY
    burdened = side == polarity
    return (Tone.WEAKNESS, words.WEAKNESS) if burdened else (Tone.STRENGTH, words.STRENGTH)


def _figure(
    profile: UnitProfile,
    comparisons: Sequence[_Comparison],
    beside: Mapping[str, _Comparison],
) -> Figure:
    bars = tuple(
        Bar(
            label=s.figures.item.title,
            text=s.text,
            value=s.deviation,
            mark=beside[s.code].deviation if s.code in beside else None,
            tone=s.tone,
            heading=s.topic,
        )
        for s in comparisons
    )
    kind, years = profile.area.kind, _years(comparisons)
    axis = words.AXIS_SCORE.format(plural=weak(profile.level.plural))
    listed = (
        words.BALANCE_ALT_BAR.format(
            label=s.figures.item.title, text=_text_beside(profile, s, beside), word=s.word
        )
        for s in comparisons
    )
    occurring = {s.tone for s in comparisons}
    meanings = {
        Tone.STRENGTH: words.STRENGTH,
        Tone.WEAKNESS: words.WEAKNESS,
        Tone.PLAIN: words.PECULIARITY,
        Tone.MUTED: words.ORDINARY,
    }
    return Figure(
        title=words.BALANCE_TITLE.format(name=profile.name, years=years),
        caption=words.BALANCE_CAPTION.format(name=profile.name, years=years),
        alt=words.BALANCE_ALT.format(bars="; ".join(listed)),
        drawing=BarRows(
            bars=bars,
            axis=axis if _by_score_of(profile) else words.AXIS_POINTS.format(kind=kind),
            tones=tuple((tone, word) for tone, word in meanings.items() if tone in occurring),
            label=head_name(profile.name),
            mark_label=head_name(profile.beside.name) if profile.beside and beside else "",
            ends=words.ENDS,
        ),
    )


def _text_beside(
    profile: UnitProfile, comparison: _Comparison, beside: Mapping[str, _Comparison]
) -> str:
    """A deviation, and that of the unit beside it."""
    if profile.beside is None or comparison.code not in beside:
        return comparison.text
    return words.BALANCE_BESIDE.format(
        text=comparison.text, other=profile.beside.name, beside=beside[comparison.code].text
    )


def _years(comparisons: Sequence[_Comparison]) -> str:
    years = sorted({comparison.figures.scope.year for comparison in comparisons})
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _table(
    profile: UnitProfile,
    comparisons: Sequence[_Comparison],
    beside: Mapping[str, _Comparison],
) -> DocumentTable:
    kind = profile.area.kind
    columns = [
        (3.6, TableColumn(key="indicator", title=words.INDICATOR)),
        (0.7, TableColumn(key="year", title=texts.YEAR)),
        (1.0, TableColumn(key="value", title=words.VALUE, decimals=1)),
        (1.3, TableColumn(key="area", title=texts.AREA_VALUE.format(kind=kind), decimals=1)),
        (1.4, TableColumn(key="deviation", title=words.DEVIATION, decimals=1)),
        (2.0, TableColumn(key="assessment", title=words.ASSESSMENT)),
    ]
    if beside and profile.beside:
        title = words.DEVIATION_OF.format(name=head_name(profile.beside.name))
        columns.insert(5, (1.6, TableColumn(key="beside", title=title, decimals=1)))
    spec = TableSpec(
        title=f"{words.BALANCE}: {profile.name}, {_years(comparisons)}",
        subtitle="",
        columns=tuple(column for _, column in columns),
        rows=tuple(_row(profile, s, beside) for s in comparisons),
        provenance=merged_sources(profile, [s.figures for s in comparisons]),
        file_stem="",
    )
    widths = tuple(width for width, _ in columns)
    return DocumentTable(spec=spec, widths=widths, name=words.SHEETS["balance"])


def _row(
    profile: UnitProfile, comparison: _Comparison, beside: Mapping[str, _Comparison]
) -> TableRow:
    figures, other = comparison.figures, beside.get(comparison.code)
    cells = [
        TableCell(text=figures.label),
        TableCell(text=str(figures.scope.year)),
        profile.value_cell(figures, figures.row(figures.cell)),
        profile.value_cell(figures, figures.area),
        TableCell(text=comparison.text, number=comparison.deviation),
        TableCell(text=comparison.word),
    ]
    if other is not None:
        cells.insert(5, TableCell(text=other.text, number=other.deviation))
    elif beside:
        cells.insert(5, TableCell(text=texts.NOT_STATED))
    return TableRow(cells=tuple(cells))


def _proposals(profile: UnitProfile, comparisons: Sequence[_Comparison]) -> Iterator[str]:
    """One sentence for each indicator that stands out."""
    for comparison in comparisons:
        figures = comparison.figures
        if comparison.tone is Tone.MUTED:
            continue
        row = figures.area
        has_area = row is not None and row.value is not None
        form = words.PROPOSAL if has_area else words.PROPOSAL_ALONE
        yield form.format(
            word=comparison.word,
            subject=subject(figures.item),
            year=figures.scope.year,
            value=figures.phrase(figures.cell),
            kind=profile.area.kind,
            area=headlines.figure_phrase(row, figures.item, View.VALUE) if row else "",
        )
