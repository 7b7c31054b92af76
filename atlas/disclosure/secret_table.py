"""The cells of a year and what ties them, as disclosure control needs them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import sqrt
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from atlas.model.additive import RESIDUAL_TOLERANCE, AdditiveSystem, CellGroup
from atlas.model.cells import State
from atlas.model.disclosure import (
    Behind,
    CellId,
    DisclosureRule,
    HeldRelation,
    ProtectionMode,
    Relation,
    SecretCell,
    Tie,
)

_FINEST = 4
_ROUNDING = 1e-6
_NOT_DELIVERED = SecretCell(value=None)
Place: TypeAlias = tuple[int, str, str]
"""Year, level and unit."""
Members: TypeAlias = frozenset[tuple[str, str]]
"""Units, each with its level."""
NO_RULE: Final = DisclosureRule(minimum=0)
LEAD_WEIGHT: Final = 4.0
"""How much dearer it is to hide what a lead indicator rests on: measured in decision 035."""


@dataclass(frozen=True, slots=True, eq=False)
class SecretTable:
    """Cells, the ties between them, and the ties the values themselves break.

    `relations` are the declared ones that tie cells, each with the units in which it does.
    `untied` are delivered totals that aren't the sum beside them. `members` has of each year,
    level and unit what it is summed from, as pairs of base level and unit. `mode` says how wide
    the interval of a hidden cell is to be.
    """

    cells: Mapping[CellId, SecretCell]
    ties: tuple[Tie, ...]
    contradictions: tuple[Tie, ...] = ()
    relations: tuple[HeldRelation, ...] = ()
    untied: frozenset[CellId] = frozenset()
    members: Mapping[Place, Members] = field(default_factory=dict)
    mode: ProtectionMode = ProtectionMode.WIDTH_5

    def without(self, quantities: Collection[tuple[int, str]]) -> SecretTable:
        """The table if nothing of some quantities and years is published: nobody knows them."""
        cells = {
            key: _NOT_DELIVERED if (key[0], key[3]) in quantities else cell
            for key, cell in self.cells.items()
        }
        return replace(self, cells=cells, contradictions=())


def secret_table(
    system: AdditiveSystem,
    figures: pd.DataFrame,
    rules: Mapping[str, DisclosureRule],
    behind: Behind = MappingProxyType({}),
    lead: Collection[str] = (),
) -> SecretTable:
    """Say of the cells of a year which are small, what ties them and how dear each is.

    Parameters
    ----------
    system
        What adds up in the year.
    figures
        Its cells: level, unit, quantity, value, state and delivered.
    rules
        By quantity. What isn't named has none: its cells are hidden for others only.
    behind
        Who is behind the figures of which that matters.
    lead
        Quantities that are dearer than others: lead indicators rest on them.
    """
    groups = (*system.cells, *system.totals)
    additive = {group.quantity for group in groups}
    rows = figures[figures["quantity"].isin(additive)]
    cells = dict(_cells(system.year, rows, _levels(groups), (rules, lead)))
    cells |= _backed(cells, rules, behind)
    ties = without_slack(tuple(_ties(system, cells)), frozenset(cells))
    for tie in ties:
        for key, _ in tie.terms:
            cells.setdefault(key, _NOT_DELIVERED)
    for key in _small_complements(system, cells, rules):
        cells[key] = replace(cells[key], primary=True, is_nearly_all=cells[key].value != 0)
    return SecretTable(
        cells,
        ties,
        tuple(tie for tie in ties if is_broken(tie, cells)),
        untied=frozenset(
            (system.year, group.level, unit, group.quantity, True)
            for group in system.untied
            for unit in group.units
        ),
        members=_members(system),
    )


def _members(system: AdditiveSystem) -> Mapping[Place, Members]:
    members: dict[Place, Members] = {}
    for sums in system.unit_sums:
        for unit, parts in sums.members:
            place = (system.year, sums.level, unit)
            own = frozenset((sums.base, part) for part in parts)
            members[place] = members.get(place, frozenset()) | own
    return members


def _backed(
    cells: Mapping[CellId, SecretCell], rules: Mapping[str, DisclosureRule], behind: Behind
) -> Iterator[tuple[CellId, SecretCell]]:
    """The cells of which it matters who is behind them: that says whether they are small."""
    for key, cell in cells.items():
        year, level, unit, quantity, _ = key[:5]
        who, rule = behind.get((level, unit, quantity)), rules.get(quantity, NO_RULE)
        if who is not None:
            value = cell.value or 0.0
            is_small = value > 0 and (rule.are_few(who) or rule.is_dominated(value, who))
            yield (
                key,
                replace(
                    cell,
                    primary=cell.secret or is_small,
                    minimum=max(rule.minimum, rule.least_of_amount(value, who)),
                    contributors=(year, level, unit, who.quantity, False),
                ),
            )


def _levels(groups: Collection[CellGroup]) -> dict[str, float]:
    """How dear a cell of each level is: the fewer units, the dearer."""
    units: dict[str, int] = {}
    for group in groups:
        units[group.level] = max(len(group.units), units.get(group.level, 0))
    most = max(units.values(), default=1)
    return {level: sqrt(most / count) for level, count in units.items()}


def _cells(
    year: int,
    figures: pd.DataFrame,
    levels: Mapping[str, float],
    of_quantities: tuple[Mapping[str, DisclosureRule], Collection[str]],
) -> Iterator[tuple[CellId, SecretCell]]:
    rules, lead = of_quantities
    # "less than half" may come without a number: that is no secret, it ties and hides nothing
    has_value = (figures["state"] <= State.LIMITED) & figures["value"].notna()
    rows = figures[has_value | (figures["state"] == State.SECRET)]
    for code, of_code in rows.groupby("quantity", observed=True):
        quantity = str(code)
        rule = rules.get(quantity, NO_RULE)
        step = _step(of_code["value"].to_numpy(dtype=np.float64))
        dear = LEAD_WEIGHT if quantity in lead else 1.0
        columns = (of_code[name].tolist() for name in ("level", "unit", "delivered", "value"))
        for level, unit, delivered, value in zip(*columns, strict=True):
            is_missing = bool(np.isnan(value))
            yield (
                (year, str(level), str(unit), quantity, bool(delivered)),
                SecretCell(
                    value=None if is_missing else round(value / step) * step,
                    secret=is_missing,
                    primary=is_missing or rule.is_small(value),
                    minimum=rule.minimum,
                    step=step,
                    weight=levels[str(level)] * dear,
                    may_be_zero=rule.group,
                ),
            )


def _step(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Largest power of ten, 1 at most, of which all values are multiples."""
    values = values[~np.isnan(values)]
    steps = (10.0**-digits for digits in range(_FINEST))
    fits = (
        step
        for step in steps
        if np.all(np.abs(np.remainder(values / step + 0.5, 1) - 0.5) < _ROUNDING)
    )
    return next(fits, 10.0**-_FINEST)


def _ties(system: AdditiveSystem, cells: Mapping[CellId, SecretCell]) -> Iterator[Tie]:
    yield from _unit_ties(system, cells)
    yield from _part_ties(system, cells)
    places = sorted({(level, unit) for _, level, unit, *_ in cells})
    for subset in system.subsets:
        for level, unit in places:
            whole = (system.year, level, unit, subset.whole, False)
            part = (system.year, level, unit, subset.part, False)
            if whole in cells and part in cells:
                yield Tie(terms=((whole, 1.0), (part, -1.0)), upper=np.inf)
    for group in system.totals:
        for unit in group.units:
            own = (system.year, group.level, unit, group.quantity, False)
            yield from _total_ties(own, cells)


def _total_ties(own: CellId, cells: Mapping[CellId, SecretCell]) -> Iterator[Tie]:
    total = (*own[:-1], True)
    if total not in cells or own not in cells:
        return
    value = cells[total].value
    if value is None:
        yield Tie(terms=((own, 1.0), (total, RESIDUAL_TOLERANCE - 1)), upper=np.inf)
        yield Tie(terms=((own, -1.0), (total, RESIDUAL_TOLERANCE + 1)), upper=np.inf)
    else:
        gap = float(np.floor(RESIDUAL_TOLERANCE * value / cells[total].step) * cells[total].step)
        yield Tie(terms=((own, 1.0), (total, -1.0)), lower=-gap, upper=gap)


def _unit_ties(system: AdditiveSystem, cells: Mapping[CellId, SecretCell]) -> Iterator[Tie]:
    for sums in system.unit_sums:
        for quantity in sums.quantities:
            for unit, members in sums.members:
                parts = [(system.year, sums.base, member, quantity, False) for member in members]
                total = (system.year, sums.level, unit, quantity, False)
                if any(part in cells for part in parts):
                    yield _sum_tie(total, parts)


def _part_ties(system: AdditiveSystem, cells: Mapping[CellId, SecretCell]) -> Iterator[Tie]:
    places = sorted({(level, unit) for _, level, unit, *_ in cells})
    for sums in system.part_sums:
        for level, unit in places:
            parts = [(system.year, level, unit, part, False) for part in sums.parts]
            if any(part in cells for part in parts):
                yield _sum_tie((system.year, level, unit, sums.whole, False), parts)


def _sum_tie(total: CellId, parts: Collection[CellId]) -> Tie:
    return Tie(terms=(*((part, 1.0) for part in parts), (total, -1.0)))


def _small_complements(
    system: AdditiveSystem,
    cells: Mapping[CellId, SecretCell],
    rules: Mapping[str, DisclosureRule],
) -> Iterator[CellId]:
    """Parts of a group that tell something about the rest of it, or about all of it."""
    pairs = [(subset.whole, subset.part) for subset in system.subsets]
    pairs += [(sums.whole, part) for sums in system.part_sums for part in sums.parts]
    for whole, part in pairs:
        rule = rules.get(part, NO_RULE)
        if rule.complement or rule.group:
            for key in [key for key in cells if key[3] == part]:
                count = cells[key].value
                group = cells.get((*key[:3], whole, False), _NOT_DELIVERED).value
                if count is None or group is None:
                    continue
                if rule.tells_of_a_group(count, group):
                    yield key


def without_slack(ties: Sequence[Tie], cells: Collection[CellId]) -> tuple[Tie, ...]:
    """Leave out what nobody delivered where a single tie names it, and ties that then say nothing.

    Such a cell can be anything from zero up: what was an equation is a limit without it.
    """
    by_number = dict(enumerate(ties))
    naming: dict[CellId, set[int]] = {}
    for number, tie in by_number.items():
        for key, _ in tie.terms:
            if key not in cells:
                naming.setdefault(key, set()).add(number)
    single = deque(key for key, numbers in naming.items() if len(numbers) == 1)
    while single:
        key = single.popleft()
        for number in naming.pop(key, set()):
            tie = _loosened(by_number[number], key)
            by_number[number] = tie
            if np.isinf(tie.lower) and np.isinf(tie.upper):
                del by_number[number]
                for other, _ in tie.terms:
                    if other in naming:
                        naming[other].discard(number)
                        if len(naming[other]) == 1:
                            single.append(other)
    return tuple(by_number.values())


def _loosened(tie: Tie, slack: CellId) -> Tie:
    """A tie without one of its cells, which is zero or more."""
    terms = tuple(term for term in tie.terms if term[0] != slack)
    adds = dict(tie.terms)[slack] > 0
    return Tie(
        terms=terms,
        lower=-np.inf if adds else tie.lower,
        upper=tie.upper if adds else np.inf,
    )


def is_broken(tie: Tie, cells: Mapping[CellId, SecretCell]) -> bool:
    """Whether all values are there and yet they don't keep the tie."""
    values = [cells[key].value for key, _ in tie.terms]
    there = [value for value in values if value is not None]
    if len(there) < len(values):
        return False
    factors = (coefficient for _, coefficient in tie.terms)
    total = sum(map(_product, zip(there, factors, strict=True)))
    return not tie.lower - _ROUNDING <= total <= tie.upper + _ROUNDING


def _product(pair: tuple[float, float]) -> float:
    return pair[0] * pair[1]


def linked(tables: Iterable[SecretTable], relations: Sequence[Relation]) -> SecretTable:
    """Put tables of several years into one, tied by declared relations as well.

    A relation ties the cells of a unit wherever all of them are there and keep it. Where the atlas
    doesn't know one of them, it ties unless the unit was cut anew between the years.
    """
    cells: dict[CellId, SecretCell] = {}
    ties: list[Tie] = []
    contradictions: list[Tie] = []
    untied: frozenset[CellId] = frozenset()
    members: dict[Place, Members] = {}
    for table in tables:
        cells |= table.cells
        ties += table.ties
        contradictions += table.contradictions
        untied |= table.untied
        members |= table.members
    held = tuple(_held(cells, members, relations))
    ties += (Tie(terms=item.terms(*unit)) for item in held for unit in item.units)
    return SecretTable(cells, tuple(ties), tuple(contradictions), held, untied, members)


def _held(
    cells: Mapping[CellId, SecretCell],
    members: Mapping[Place, Members],
    relations: Sequence[Relation],
) -> Iterator[HeldRelation]:
    places = sorted({key[:3] for key in cells})
    for relation, year in product(relations, sorted({place[0] for place in places})):
        units = tuple(place[1:] for place in places if place[0] == year)
        everywhere = HeldRelation(year=year, relation=relation, units=units)
        kept = tuple(unit for unit in units if _is_held(everywhere.terms(*unit), cells, members))
        if kept:
            yield HeldRelation(year=year, relation=relation, units=kept)


def _is_held(
    terms: tuple[tuple[CellId, float], ...],
    cells: Mapping[CellId, SecretCell],
    members: Mapping[Place, Members],
) -> bool:
    """Whether all cells are there and add up to zero, or would if the atlas knew them all."""
    of_terms = [cells.get(key, _NOT_DELIVERED) for key, _ in terms]
    if any(cell == _NOT_DELIVERED for cell in of_terms):
        return False
    if any(cell.value is None for cell in of_terms):
        return not _is_recut(terms, members)
    return not is_broken(Tie(terms=terms), cells)


def _is_recut(terms: tuple[tuple[CellId, float], ...], members: Mapping[Place, Members]) -> bool:
    """Whether the unit of a relation is made of other units in one of its years."""
    of_years = [members.get(place, frozenset()) for place in {key[:3] for key, _ in terms}]
    # quantities may have other base levels in other years
    bases = frozenset.intersection(*(frozenset(base for base, _ in of) for of in of_years))
    return len({frozenset(item for item in of if item[0] in bases) for of in of_years}) > 1
