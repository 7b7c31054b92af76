"""What an attacker writes down: limits on sums of hidden cells, from published figures alone.

Nothing is taken from the suppression: which cell is the sum of which is read here from the
memberships and the catalogue, as anybody can.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, product
from math import inf, isinf
from typing import Final, TypeAlias

from atlas.model.areas import Area, is_valid
from atlas.model.dates import year_end
from atlas.model.disclosure import CellId
from atlas.model.published_table import EarlierTable, PublishedRate, PublishedTable, SignedCells

TOTAL_GAP: Final = 0.01
"""Part of a delivered total by which it may differ from the sum beside it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`lower` ≤ sum of coefficient times unknown cell ≤ `upper`."""

    terms: tuple[tuple[CellId, float], ...]
    lower: float
    upper: float

    def without(self, slack: CellId) -> Limit:
        """The limit if one of its cells can be anything from zero up."""
        adds = dict(self.terms)[slack] > 0
        return Limit(
            tuple(term for term in self.terms if term[0] != slack),
            -inf if adds else self.lower,
            self.upper if adds else inf,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenCell:
    """What is known of a hidden cell by itself.

    It has at least `least` steps, is one of few (`minimum`) at most, and has none of the values
    that are `ruled_out`: it was published with them before it was hidden.
    """

    least: float
    minimum: int
    step: float
    ruled_out: frozenset[float] = frozenset()

    def and_also(self, other: HiddenCell) -> HiddenCell:
        """What is known of it if two releases hide the same value."""
        return HiddenCell(
            least=max(self.least, other.least),
            minimum=min(self.minimum, other.minimum),
            step=max(self.step, other.step),
            ruled_out=self.ruled_out | other.ruled_out,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that can be read of a table and the earlier releases beside it, value by value."""

    figures: Mapping[CellId, float]
    hidden: Mapping[CellId, HiddenCell]
    limits: tuple[Limit, ...]


def read(table: PublishedTable) -> Reading:
    """Write down what is published about hidden cells, published figures put in."""
    sources = (*table.earlier, EarlierTable(number=0, table=table, versions={}))
    ever_hidden = frozenset[CellId]().union(*(source.table.hidden for source in sources))
    figures: dict[CellId, float] = {}
    hidden: dict[CellId, HiddenCell] = {}
    published: dict[CellId, frozenset[float]] = {}
    for source in sources:
        for key in source.table.hidden:
            item = _hidden_cell(key, source.table, published.get(key, frozenset()))
            name = source.cell(key)
            hidden[name] = hidden[name].and_also(item) if name in hidden else item
        figures |= {source.cell(key): value for key, value in source.table.figures.items()}
        for key in ever_hidden & source.table.figures.keys():
            value = source.table.figures[key]
            published[key] = published.get(key, frozenset()) | {value}
    hidden = {key: item for key, item in hidden.items() if key not in figures}
    said = (_said(source, table, figures) for source in sources)
    limits = (statement.limit(figures) for statement in chain.from_iterable(said))
    return Reading(
        figures=figures,
        hidden=hidden,
        limits=_simplified([limit for limit in limits if limit.terms], hidden),
    )


def _said(
    source: EarlierTable, table: PublishedTable, figures: Collection[CellId]
) -> Iterator[_Statement]:
    """Statements of a release, by value; none about nothing but what it withholds as a whole."""
    own = frozenset(source.table.figures) | source.table.hidden
    cells = _cells(source, table)
    readable = frozenset(key for key in cells if source.cell(key) in figures)
    for terms, lower, upper in _statements(source.table, cells, readable):
        of_release = tuple(terms)
        if any(key in own for key, _ in of_release):
            named = tuple((source.cell(key), factor) for key, factor in of_release)
            yield _Statement(named, lower, upper)


def _cells(source: EarlierTable, table: PublishedTable) -> frozenset[CellId]:
    """Cells of a release of which anything is known, be it that their values stayed."""
    same = (of.versions.items() for of in table.earlier)
    stayed = [key for key, number in chain.from_iterable(same) if number == source.number]
    own = frozenset(source.table.figures) | source.table.hidden
    return own.union(source.versions, stayed)


def _hidden_cell(key: CellId, table: PublishedTable, ruled_out: frozenset[float]) -> HiddenCell:
    # a hidden cell is no zero, unless zeros are hidden as well
    hides_zeros = key[3] in table.hides_zeros or (key[0], key[3]) in table.withheld
    return HiddenCell(
        least=0.0 if hides_zeros else 1.0,
        minimum=table.minimums.get(key, 0),
        step=table.steps.get(key[3], 1.0),
        ruled_out=ruled_out,
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    terms: Iterable[tuple[CellId, float]]
    lower: float = 0.0
    upper: float = 0.0

    def limit(self, figures: Mapping[CellId, float]) -> Limit:
        """The statement with what is published put in."""
        constant = 0.0
        unknown: dict[CellId, float] = {}
        for key, factor in self.terms:
            if key in figures:
                constant += factor * figures[key]
            else:
                unknown[key] = unknown.get(key, 0.0) + factor
        return Limit(tuple(sorted(unknown.items())), self.lower - constant, self.upper - constant)


_Written = tuple[SignedCells, float, float]
_Place: TypeAlias = tuple[int, str, str]
"""Year, level and unit."""


def _statements(
    table: PublishedTable, cells: frozenset[CellId], readable: frozenset[CellId]
) -> Iterator[_Written]:
    """All that is said of cells, but what only names `readable` ones."""
    sums = (
        *_sums_of_units(table.facts.area, cells, readable),
        *_breakdowns(table, cells, readable),
    )
    for total, parts in sums:
        if total in table.hidden or not table.figures.keys() >= set(parts):
            yield (*((part, 1.0) for part in parts), (total, -1.0)), 0.0, 0.0
    for whole, part in _subsets(table, cells, readable):
        yield ((whole, 1.0), (part, -1.0)), 0.0, inf
    for key in sorted(key for key in cells - table.untied if key[4]):
        own = (*key[:4], False)
        yield ((own, 1.0), (key, TOTAL_GAP - 1)), 0.0, inf
        yield ((own, -1.0), (key, TOTAL_GAP + 1)), 0.0, inf
    for rate in table.rates:
        yield from _rounding(rate)
    for item in table.relations:
        yield from ((item.terms(*unit), 0.0, 0.0) for unit in item.units)


def _rounding(rate: PublishedRate) -> Iterator[_Written]:
    """A rate is printed with so many decimals: the quotient is at most half a digit off."""
    half = 0.5 * 10.0**-rate.decimals
    for limit, lower, upper in ((rate.value - half, 0.0, inf), (rate.value + half, -inf, 0.0)):
        counted = tuple((key, sign * rate.factor) for key, sign in rate.numerator)
        against = tuple((key, -sign * limit) for key, sign in rate.denominator)
        yield (*counted, *against), lower, upper


_Sum = tuple[CellId, tuple[CellId, ...]]


def _sums_of_units(
    area: Area, cells: Collection[CellId], readable: Collection[CellId]
) -> Iterator[_Sum]:
    """Each unit is the sum of the units in it, on every step that leaves nobody out."""
    by_level: dict[tuple[int, str], set[str]] = {}
    for year, level, _, quantity, *_ in cells:
        by_level.setdefault((year, level), set()).add(quantity)
    units_of: dict[tuple[int, str, str], set[str]] = {}
    for year, level, unit, quantity, is_delivered, *_ in readable:
        if not is_delivered:
            units_of.setdefault((year, level, quantity), set()).add(unit)
    nothing: set[str] = set()
    for (year, fine), quantities in sorted(by_level.items()):
        for coarse, members in _steps(area, fine, year_end(year)):
            for (parent, units), quantity in product(sorted(members.items()), sorted(quantities)):
                if parent in units_of.get((year, coarse, quantity), nothing) and units_of.get(
                    (year, fine, quantity), nothing
                ).issuperset(units):
                    continue
                parts = tuple((year, fine, unit, quantity, False) for unit in units)
                if any(part in cells for part in parts):
                    yield (year, coarse, parent, quantity, False), parts


def _steps(area: Area, fine: str, day: date) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Coarser levels, each with the units in each of its units on a day."""
    level = area.level(fine)
    if level is None or not level.complete:
        return
    existing = {unit.id for unit in level.units_on(day)}
    for coarse in sorted({item.parent_level for item in area.memberships if item.level == fine}):
        members: dict[str, list[str]] = {}
        for item in area.memberships:
            step = (item.level, item.parent_level)
            if step == (fine, coarse) and item.unit in existing and is_valid(item, day):
                members.setdefault(item.parent, []).append(item.unit)
        above = area.level(coarse)
        assigned = {unit for units in members.values() for unit in units}
        if above is not None and (assigned == existing or not above.complete):
            yield coarse, {parent: sorted(set(units)) for parent, units in members.items()}


def _breakdowns(
    table: PublishedTable, cells: Collection[CellId], readable: Collection[CellId]
) -> Iterator[_Sum]:
    quantities_of: dict[_Place, set[str]] = {place: set() for place in {key[:3] for key in cells}}
    for key in readable:
        if not key[4]:
            quantities_of[key[:3]].add(key[3])
    places = sorted(quantities_of)
    for whole, item in sorted(table.facts.quantities.items()):
        for codes in item.parts:
            for place in places:
                if quantities_of[place].issuperset((whole, *codes)):
                    continue
                parts = tuple((*place, code, False) for code in codes)
                if any(part in cells for part in parts):
                    yield (*place, whole, False), parts


def _subsets(
    table: PublishedTable, cells: frozenset[CellId], readable: frozenset[CellId]
) -> Iterator[tuple[CellId, CellId]]:
    quantities = table.facts.quantities
    supersets: dict[str, list[str]] = {}
    for code, item in quantities.items():
        for part in item.among:
            supersets.setdefault(part, []).append(code)
    pairs: set[tuple[CellId, CellId]] = set()
    for key in cells - readable:
        if not key[4]:
            pairs |= {(key, (*key[:3], part, False)) for part in quantities[key[3]].among}
            pairs |= {((*key[:3], of, False), key) for of in supersets.get(key[3], ())}
    yield from sorted((whole, part) for whole, part in pairs if {whole, part} <= cells)


def _simplified(limits: list[Limit], hidden: Collection[CellId]) -> tuple[Limit, ...]:
    """Take out what nobody published or hid where a single limit names it."""
    while True:
        named = Counter(key for limit in limits for key, _ in limit.terms if key not in hidden)
        single = {key for key, count in named.items() if count == 1}
        if not single:
            return tuple(dict.fromkeys(limits))
        limits = [limit for limit in (_loosened(limit, single) for limit in limits) if limit.terms]


def _loosened(limit: Limit, slacks: Collection[CellId]) -> Limit:
    for key, _ in limit.terms:
        if key in slacks:
            limit = limit.without(key)
    says_something = not (isinf(limit.lower) and isinf(limit.upper))
    return limit if says_something else Limit((), limit.lower, limit.upper)
