"""ADD UP → PROTECT → DERIVE, in this order. The place to read first.

Quantities travel through as one table of cells with the columns level, unit, year, quantity,
value, state, status and delivered (True for a total somebody delivered beside the atlas's own
sum). What leaves `derive` are figures on (unit, year) with numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from atlas.disclosure.joint import NO_PAST, Past
from atlas.disclosure.protect import (
    Backing,
    TableKey,
    hide,
    kept_back,
    redacted,
    rounded_to,
    withhold,
)
from atlas.disclosure.safe_table import SafeTable, safe_table, unhidden, without_empty
from atlas.disclosure.secret_table import (
    SecretTable,
    linked,
    secret_table,
)
from atlas.measures import comparisons
from atlas.measures.additive import additive_system
from atlas.measures.aggregation import add_up, add_up_mean
from atlas.measures.cells import Flags, align, at_year, empty, has_value, raise_state
from atlas.measures.change import percent_difference, point_change, relative_change
from atlas.measures.computed import computed_cells, computed_deliveries
from atlas.measures.evaluate import Calculation, evaluate, evaluate_reference
from atlas.measures.matrix import QuantityMatrix, matrix
from atlas.measures.nesting import coarser_levels, parents_by_year, years_with_lost_units
from atlas.memo import memoized
from atlas.model import formulas as f
from atlas.model.additive import AdditiveSystem, Subset
from atlas.model.areas import Area
from atlas.model.cells import State
from atlas.model.disclosure import Behind, CellId, Contributors, ProtectionMode, TableId
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.published_table import PublicFacts
from atlas.model.quantities import Audience, Delivery, Exactness, Kind, Quantity
from atlas.model.releases import Report
from atlas.model.scope import View
from atlas.sources.area_data import AreaData

FIGURE_COLUMNS = ["value", "state", "status"]
ROW = ["unit", "year"]
DELIVERY_KEY = ["quantity", "year"]
BASE = "base"
_CELL = ["level", "unit", "quantity", "delivered"]
DeliveryKey: TypeAlias = tuple[str, int]
"""Quantity and year."""
Paths: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By base level: the levels above it, each with the path there."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ProtectedYear:
    """What an audience may see of one year of an area.

    `cells` is the table of its cells, on all levels. Of deliveries that weren't released
    `deliveries` say nothing but the base level. `levels` names by quantity the levels for which
    something was delivered and released, else the base level. `hides_anything` says whether
    anything was delivered that isn't in the table.
    """

    year: int
    area: Area
    quantities: Mapping[str, Quantity]
    cells: pd.DataFrame
    deliveries: tuple[Delivery, ...]
    levels: Mapping[str, frozenset[str]]
    hides_anything: bool

    @cached_property
    def system(self) -> AdditiveSystem:
        """Which cell is the sum of which, as they were added up."""
        return additive_system(self.year, self.area, self.quantities, self.deliveries, self.cells)

    @cached_property
    def digest(self) -> str:
        """Digest of the cells and of what is said of their deliveries."""
        levels = sorted((code, sorted(of)) for code, of in self.levels.items())
        digest = sha256(repr((self.year, self.deliveries, levels, self.hides_anything)).encode())
        for name, column in self.cells.items():
            names = isinstance(column.dtype, pd.CategoricalDtype)
            digest.update(repr((name, list(column.cat.categories) if names else "")).encode())
            digest.update((column.cat.codes if names else column).to_numpy().tobytes())
        return digest.hexdigest()


def quantities_needed(item: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of all quantities an indicator rests on, also through other indicators."""
    direct = f.inputs(item.formula)
    linked = (catalogue.indicators[code] for code in f.references(item.formula))
    below = (code for other in linked for code in quantities_needed(other, catalogue))
    weights = (catalogue.quantities[code].weight for code in direct)
    return tuple(dict.fromkeys([*direct, *below, *(weight for weight in weights if weight)]))


def with_computed(data: AreaData, catalogue: Catalogue) -> AreaData:
    """Add the description of quantities that follow exactly from what was delivered."""
    computed = computed_deliveries(data.deliveries, catalogue.quantities, _reach(data))
    return replace(data, deliveries=(*data.deliveries, *computed))


def _reach(data: AreaData) -> dict[str, frozenset[str]]:
    """By base level: the levels on which what was delivered on it has figures."""
    bases = {delivery.base_level for delivery in data.deliveries}
    return {base: frozenset({base, *coarser_levels(base, data.area)}) for base in bases}


def protected_years(
    data: AreaData, catalogue: Catalogue, audience: Audience
) -> dict[int, ProtectedYear]:
    """ADD UP and PROTECT the years of an area, each on its own.

    Parameters
    ----------
    data
        The area with what was delivered for these years.
    catalogue
        Definitions of its quantities.
    audience
        Who will see the figures: what wasn't released to them has state SECRET and no value.
    """
    weights = {code: item.weight for code, item in catalogue.quantities.items() if item.weight}
    data = with_computed(data, catalogue)
    computed = (delivery.quantity for delivery in data.deliveries if delivery.computed_from)
    codes = dict.fromkeys([*data.observations["quantity"].unique(), *computed])
    before = summed_cells(data, catalogue, codes)
    after = withhold(before, data.deliveries, audience, weights, _computed(data))
    hidden = (after["state"] != before["state"].loc[after.index]).to_numpy()
    rows_of = after.groupby("year").indices
    observed = _observed_levels(data)
    none = np.empty(0, dtype=np.intp)
    result = {}
    for year in data.table_years:
        rows = rows_of.get(year, none)
        cells = after.iloc[rows].reset_index(drop=True)
        delivered = [delivery for delivery in data.deliveries if delivery.year == year]
        deliveries = tuple(redacted(delivery, audience) for delivery in delivered)
        kept_back = not all(delivery.is_released_to(audience) for delivery in delivered)
        result[year] = ProtectedYear(
            year=year,
            area=data.area,
            quantities=catalogue.quantities,
            cells=cells,
            deliveries=deliveries,
            levels={d.quantity: _published_levels(d, observed, audience) for d in delivered},
            hides_anything=kept_back or bool(hidden[rows].any()),
        )
    return result


@dataclass(frozen=True, kw_only=True, eq=False)
class SafeYears:
    """Years of which nothing hidden can be computed, and what was hidden for that.

    `secret` has all cells as they were before, `facts` is what everybody knows of them.
    `still_hidden` was hidden anyway.
    """

    years: Mapping[int, ProtectedYear]
    table: SafeTable
    secret: SecretTable
    facts: PublicFacts
    still_hidden: frozenset[CellId]


def safe_years(  # noqa: PLR0913  (what is known of other releases and audiences)
    years: Collection[ProtectedYear],
    catalogue: Catalogue,
    *,
    past: Past = NO_PAST,
    hidden: Collection[CellId] = (),
    withheld: Collection[TableId] = (),
    mode: ProtectionMode = ProtectionMode.WIDTH_5,
    behind: Mapping[int, Behind] = MappingProxyType({}),
    progress: Report | None = None,
    tables: SecretTables | None = None,
) -> SafeYears:
    """PROTECT, all years of an area together: hide small counts and what gives them away.

    Or round them all, if that is the mode.

    Parameters
    ----------
    years
        What was released to an audience, small counts and all.
    catalogue
        Rules of the quantities and relations between them. Of a quantity without a rule nothing
        is published.
    past
        Earlier releases for this audience.
    hidden
        What earlier releases hide, or may not be seen by an audience that sees more.
    withheld
        Years and quantities of which an audience that sees more is shown nothing.
    mode
        How the counts are protected.
    behind
        By year, who is behind the figures, whoever may know it (`contributors_of`).
    progress
        Is told when hiding and auditing begin, and how far they are.
    tables
        Secret tables of single years, as far as there are any.
    """
    secret = replace(secret_years(years, catalogue, behind, tables), mode=mode)
    facts = public_facts(next(iter(years)).area, catalogue)
    still = frozenset(
        key
        for key in hidden
        if (cell := secret.cells.get(key)) and (cell.value or cell.may_be_zero)
    )
    nothing = _without_rule(years, catalogue).union(withheld)
    if mode.base:
        of_few = _amounts_of_few(secret, catalogue)
        safe = unhidden(still, nothing | _means(years, catalogue) | of_few)
        codes = _rounded_quantities(catalogue)
        years = [replace(year, cells=rounded_to(year.cells, codes, mode.base)) for year in years]
    else:
        safe = safe_table(secret, facts, still, withheld=nothing, progress=progress, past=past)
        safe = without_empty(safe, secret)
    return SafeYears(
        years={
            year.year: _hidden_in(
                year,
                safe,
                Backing(
                    quantities=catalogue.quantities,
                    members=secret.members,
                    few=_too_few(behind.get(year.year, {}), catalogue),
                ),
            )
            for year in years
        },
        table=safe,
        secret=secret,
        facts=facts,
        still_hidden=still,
    )


def with_values(
    year: ProtectedYear, values: Mapping[CellId, float], audience: Audience
) -> ProtectedYear:
    """A protected year before anything was hidden in it, as far as the hidden values are given.

    What wasn't released to the audience, or is withheld as a whole, stays hidden.
    """
    released = {item.quantity for item in year.deliveries if item.is_released_to(audience)}
    cells = year.cells
    is_hidden = (cells["state"] == State.SECRET) & cells["quantity"].isin(released)
    keys = cells.loc[is_hidden, _CELL].itertuples(index=False, name=None)
    restored = [values.get((year.year, *key), np.nan) for key in keys]
    cells = cells.copy()
    cells.loc[is_hidden, "value"] = restored
    cells.loc[is_hidden & cells["value"].notna(), "state"] = State.MEASURED
    return replace(year, cells=cells)


def _rounded_quantities(catalogue: Catalogue) -> frozenset[str]:
    """All counts, and amounts that tell of people."""
    return frozenset(
        code
        for code, item in catalogue.quantities.items()
        if item.kind is Kind.COUNT
        or (item.kind is Kind.AMOUNT and (rule := catalogue.rule_of(code)) and rule.minimum)
    )


def _means(years: Iterable[ProtectedYear], catalogue: Catalogue) -> frozenset[tuple[int, str]]:
    """Years and means: that of one person is his value, and rounded it would be another's."""
    deliveries = (delivery for year in years for delivery in year.deliveries)
    return frozenset(
        (item.year, item.quantity)
        for item in deliveries
        if catalogue.quantities[item.quantity].kind is Kind.MEAN
    )


def _amounts_of_few(secret: SecretTable, catalogue: Catalogue) -> frozenset[tuple[int, str]]:
    """Years and amounts some of which few bring: rounded to 5 they still tell of each of them."""
    return frozenset(
        (key[0], key[3])
        for key, cell in secret.cells.items()
        if cell.contributors and cell.primary and catalogue.quantities[key[3]].kind is Kind.AMOUNT
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SecretTables:
    """Secret tables of single years: one for all releases and audiences that say the same."""

    _made: dict[str, list[tuple[tuple[Any, ...], SecretTable]]] = field(default_factory=dict)

    def of(self, year: ProtectedYear, catalogue: Catalogue, behind: Behind) -> SecretTable:
        """The cells of a year with their rules; the same object for the same figures and facts."""
        rules = {code: rule for code in catalogue.quantities if (rule := catalogue.rule_of(code))}
        wholes, lead = tuple(_wholes(catalogue)), lead_quantities(year.area, catalogue)
        facts = (year.area, year.quantities, year.deliveries, rules, wholes, lead, behind)
        made = self._made.setdefault(_figures_digest(year), [])
        table = next((table for of, table in made if of == facts), None)
        if table is None:
            system = replace(year.system, subsets=(*year.system.subsets, *wholes))
            table = secret_table(system, year.cells, rules, behind, lead)
            made.append((facts, table))
        return table


def _figures_digest(year: ProtectedYear) -> str:
    """Digest of all that protection reads in the cells of a year."""
    digest = sha256(str(year.year).encode())
    cells = year.cells[[*_CELL, "value"]].assign(
        is_secret=year.cells["state"] == State.SECRET,
        is_given=year.cells["state"] <= State.LIMITED,
    )
    for name, column in cells.items():
        names = isinstance(column.dtype, pd.CategoricalDtype)
        digest.update(repr((name, list(column.cat.categories) if names else "")).encode())
        digest.update((column.cat.codes if names else column).to_numpy().tobytes())
    return digest.hexdigest()


def secret_years(
    years: Iterable[ProtectedYear],
    catalogue: Catalogue,
    behind: Mapping[int, Behind] = MappingProxyType({}),
    tables: SecretTables | None = None,
) -> SecretTable:
    """The cells of all years with their rules, tied by sums and by declared relations.

    `tables` are those of other releases and audiences.
    """
    tables = tables or SecretTables()
    of_years = (tables.of(year, catalogue, behind.get(year.year, {})) for year in years)
    return linked(of_years, catalogue.relations)


def lead_quantities(area: Area, catalogue: Catalogue) -> frozenset[str]:
    """What the lead indicators of an area rest on: to hide any of it is dear."""
    items = (catalogue.indicators[code] for code in area.core if code in catalogue.indicators)
    return frozenset(code for item in items for code in quantities_needed(item, catalogue))


def _wholes(catalogue: Catalogue) -> Iterator[Subset]:
    """What a share is a part of, where its rule protects the others: all know it is no larger."""
    for item in catalogue.indicators.values():
        formula = item.formula
        if isinstance(formula, f.Share) and not formula.may_exceed:
            part, whole = formula.of[0].quantity, formula.per[0].quantity
            rule, declared = catalogue.rule_of(part), catalogue.quantities[whole].among
            is_single = len(formula.of) == len(formula.per) == 1 and part not in declared
            if is_single and rule is not None and (rule.complement or rule.group):
                yield Subset(whole=whole, part=part)


def public_facts(area: Area, catalogue: Catalogue) -> PublicFacts:
    """What everybody knows of an area: what lies in what, and what is a part of what."""
    quantities = dict(catalogue.quantities)
    for subset in _wholes(catalogue):
        item = quantities[subset.whole]
        quantities[subset.whole] = replace(item, among=(*item.among, subset.part))
    return PublicFacts(area=area, quantities=quantities)


def contributors_of(
    years: Iterable[ProtectedYear], catalogue: Catalogue, audience: Audience
) -> dict[int, Behind]:
    """Who is behind the figures, as far as an audience may know and the catalogue names them.

    For `statistics`, before anything is hidden: also a count nobody else may see says which
    amounts are those of few. Nothing is said where a count was delivered for others only.
    """
    named = [item for item in catalogue.quantities.values() if item.contributors or item.weight]
    return {year.year: dict(_behind(year, named, audience)) for year in years}


def _behind(
    year: ProtectedYear, named: Iterable[Quantity], audience: Audience
) -> Iterator[tuple[tuple[str, str, str], Contributors]]:
    own = year.cells[~year.cells["delivered"].astype(bool)]
    seen = {d.quantity: d.is_released_to(audience) for d in year.deliveries}
    for item in named:
        count = item.contributors or item.weight or ""
        if seen.get(item.code) and seen.get(count, bool(item.contributors)):
            figures, counts = _values(own, item.code), _values(own, count)
            largest = _with_maxima(_values(own, item.largest or ""), year.system)
            for place, value in figures.items():
                of_place = counts.get(place)
                if item.kind is Kind.COUNT and of_place is not None:
                    of_place = min(of_place, value)  # nobody is counted twice
                yield (
                    (*place, item.code),
                    Contributors(quantity=count, count=of_place, largest=largest.get(place, 0.0)),
                )


def _with_maxima(
    largest: Mapping[tuple[str, str], float], system: AdditiveSystem
) -> dict[tuple[str, str], float]:
    """What the largest contributor brings, of larger units that of the largest in any part."""
    maxima = dict(largest)
    for sums in system.unit_sums:
        for unit, members in sums.members:
            of_parts = [largest.get((sums.base, member), 0.0) for member in members]
            place = (sums.level, unit)
            if place not in largest:
                maxima[place] = max(maxima.get(place, 0.0), *of_parts)
    return maxima


def _values(cells: pd.DataFrame, quantity: str) -> dict[tuple[str, str], float]:
    """The values of a quantity by level and unit, where there are any."""
    rows = cells[(cells["quantity"] == quantity) & cells["value"].notna()]
    columns = (rows[name].tolist() for name in ("level", "unit", "value"))
    return {(str(level), str(unit)): value for level, unit, value in zip(*columns, strict=True)}


def _too_few(behind: Behind, catalogue: Catalogue) -> frozenset[tuple[str, str, str]]:
    """Means and given figures, by level, unit and quantity, that are those of few people."""
    rules = {code: catalogue.rule_of(code) for _, _, code in behind}
    return frozenset(
        key
        for key, who in behind.items()
        if catalogue.quantities[key[2]].kind in {Kind.MEAN, Kind.GIVEN}
        and (rule := rules[key[2]]) is not None
        and replace(rule, minimum=max(rule.minimum, rule.minimum_denominator)).are_few(who)
    )


def _without_rule(
    years: Iterable[ProtectedYear], catalogue: Catalogue
) -> frozenset[tuple[int, str]]:
    """Years and quantities of which nobody said from when on they may be published."""
    return frozenset(
        (year.year, item.quantity)
        for year in years
        for item in year.deliveries
        if catalogue.rule_of(item.quantity) is None
    )


def _hidden_in(year: ProtectedYear, safe: SafeTable, backing: Backing) -> ProtectedYear:
    cells = hide(year.cells, year.year, safe, backing)
    withheld = {code for at, code in safe.withheld if at == year.year}
    return replace(
        year,
        cells=cells.reset_index(drop=True),
        deliveries=tuple(
            kept_back(item) if item.quantity in withheld else item for item in year.deliveries
        ),
        levels={
            item.quantity: frozenset({item.base_level})
            if item.quantity in withheld
            else year.levels[item.quantity]
            for item in year.deliveries
        },
        hides_anything=year.hides_anything or bool((cells["state"] == State.SECRET).any()),
    )


def _computed(data: AreaData) -> frozenset[TableKey]:
    """Quantities and years with the levels above their base: there the atlas adds them up."""
    above = {
        base: coarser_levels(base, data.area) for base in {d.base_level for d in data.deliveries}
    }
    return frozenset(
        (delivery.quantity, delivery.year, level)
        for delivery in data.deliveries
        for level in above[delivery.base_level]
    )


def _observed_levels(data: AreaData) -> dict[DeliveryKey, frozenset[str]]:
    """By quantity and year: levels for which somebody delivered anything."""
    delivered = data.observations["state"] != State.UNKNOWN
    keys = data.observations.loc[delivered, [*DELIVERY_KEY, "level"]].drop_duplicates()
    levels: dict[DeliveryKey, frozenset[str]] = {}
    for quantity, year, level in keys.itertuples(index=False, name=None):
        levels[quantity, int(year)] = levels.get((quantity, int(year)), frozenset()) | {level}
    return levels


def _published_levels(
    delivery: Delivery, observed: Mapping[DeliveryKey, frozenset[str]], audience: Audience
) -> frozenset[str]:
    """Levels with figures of a delivery; of one that wasn't released only the base is named."""
    if delivery.is_released_to(audience):
        return observed.get((delivery.quantity, delivery.year), frozenset())
    return frozenset({delivery.base_level})


def summed_cells(data: AreaData, catalogue: Catalogue, codes: Iterable[str]) -> pd.DataFrame:
    """ADD UP: every quantity on every level, own sums beside delivered totals.

    Also those computed from others, where `data` has them (`with_computed`). What is added up of
    figures that were rounded or changed before they were delivered is LIMITED.
    """
    requested = tuple(codes)
    weights = (catalogue.quantities[code].weight for code in requested)
    wanted = {*requested, *(weight for weight in weights if weight)}
    follow = [d for d in data.deliveries if d.computed_from and d.quantity in wanted]
    inputs = (term.quantity for delivery in follow for term in delivery.computed_from)
    needed = dict.fromkeys([*requested, *sorted(wanted), *inputs])
    rows = _with_base(data, needed)
    bases = rows[BASE].dropna().unique()
    paths = {base: above for base in bases if (above := coarser_levels(base, data.area))}
    of_kind = {
        kind: rows["quantity"].isin([c for c in needed if catalogue.quantities[c].kind is kind])
        for kind in Kind
    }
    computed = [(base, target) for base, above in paths.items() for target in above]
    beside = pd.MultiIndex.from_frame(rows[[BASE, "level"]]).isin(computed) & ~of_kind[Kind.GIVEN]
    # an empty cell beside a sum means that nobody delivered a total
    nothing = beside & (rows["state"] == State.UNKNOWN)
    delivered = rows.drop(columns=BASE).assign(delivered=beside)[~nothing]
    types = {name: rows[name].dtype for name in ("level", "unit", "quantity")} | {"year": "int64"}
    hierarchy = _Hierarchy(area=data.area, paths=paths, years=tuple(sorted(rows["year"].unique())))
    inexact = {(d.quantity, d.year) for d in data.deliveries if d.exactness is not Exactness.EXACT}
    additive = _limited(rows[of_kind[Kind.COUNT] | of_kind[Kind.AMOUNT]], inexact)
    added = _joined([delivered, *_added(additive, hierarchy)], types)
    if follow:
        together = (_limited(of, inexact) for of in computed_cells(added, follow, _reach(data)))
        added = _joined([added, *together], types)
    means = _averaged(rows[of_kind[Kind.MEAN]], added, hierarchy, catalogue)
    table = _joined([added, *means], types)
    return table if len(needed) == len(requested) else table[table["quantity"].isin(requested)]


def _limited(rows: pd.DataFrame, inexact: Collection[DeliveryKey]) -> pd.DataFrame:
    """Take figures of some quantities and years for no more than they are worth in a sum."""
    if not inexact:
        return rows
    where = pd.MultiIndex.from_frame(rows[DELIVERY_KEY]).isin(list(inexact))
    figures = raise_state(rows, where, State.LIMITED)
    return rows.assign(state=figures["state"])


def _joined(tables: Sequence[pd.DataFrame], types: Mapping[str, Any]) -> pd.DataFrame:
    return pd.concat([table.astype(types) for table in tables], ignore_index=True)


def _with_base(data: AreaData, codes: Iterable[str]) -> pd.DataFrame:
    """Observations of some quantities, each with its base level where that is known."""
    rows = data.observations[data.observations["quantity"].isin(list(codes))]
    bases = {(d.quantity, d.year): d.base_level for d in data.deliveries}
    keys = pd.MultiIndex.from_frame(rows[DELIVERY_KEY])
    distinct = keys.unique()
    levels = pd.Series([bases.get(key) for key in distinct], dtype=rows["level"].dtype)
    return rows.assign(**{BASE: levels.take(distinct.get_indexer(keys)).array})


@dataclass(frozen=True, kw_only=True, eq=False)
class _Hierarchy:
    """Which unit lay in which above each base level; the same for all quantities added up."""

    area: Area
    paths: Paths
    years: tuple[int, ...]

    def parents(self, base: str, years: Iterable[int]) -> pd.DataFrame:
        """Which unit lay in which unit of all the levels above it: level, unit, year, parent."""
        table = self._parents(base)
        return table[table["year"].isin(years)]

    @memoized()
    def _parents(self, base: str) -> pd.DataFrame:
        above = self.paths[base]
        tables = [
            parents_by_year(self.area, path, self.years).assign(level=target)
            for target, path in above.items()
        ]
        table = pd.concat(tables, ignore_index=True)
        return table.assign(level=pd.Categorical(table["level"], categories=list(above)))

    @memoized()
    def lost(self, base: str) -> list[tuple[str, int]]:
        """Levels and years in which a unit isn't assigned: any larger one may lack it."""
        parents = self._parents(base)
        return [
            (level, year)
            for level, path in self.paths[base].items()
            for year in years_with_lost_units(
                self.area, path, parents[parents["level"] == level], self.years
            )
        ]

    def complete(self, table: pd.DataFrame, base: str) -> pd.DataFrame:
        """Blank the sums of years in which a unit isn't assigned."""
        sums = pd.MultiIndex.from_frame(table[["level", "year"]])
        figures = raise_state(table, sums.isin(self.lost(base)), State.UNKNOWN)
        return table.assign(value=figures["value"], state=figures["state"], delivered=False)


def _added(rows: pd.DataFrame, hierarchy: _Hierarchy) -> Iterator[pd.DataFrame]:
    """Sums of counts and amounts, all quantities of a base level at once."""
    for base in hierarchy.paths:
        of_base = rows[rows[BASE] == base]
        if of_base.empty:
            continue
        parts = matrix(of_base[of_base["level"] == base], of_base["quantity"].unique())
        delivered = pd.MultiIndex.from_frame(of_base[DELIVERY_KEY]).unique()
        table = add_up(parts, hierarchy.parents(base, of_base["year"].unique())).to_rows(rows)
        table = table[pd.MultiIndex.from_frame(table[DELIVERY_KEY]).isin(delivered)]
        yield hierarchy.complete(table, base)


def _averaged(
    rows: pd.DataFrame, added: pd.DataFrame, hierarchy: _Hierarchy, catalogue: Catalogue
) -> Iterator[pd.DataFrame]:
    """Means of larger units; the count they are weighted with may come from smaller ones."""
    rows = rows[rows[BASE].isin(list(hierarchy.paths))]
    for code, base in rows[["quantity", BASE]].drop_duplicates().to_numpy().tolist():
        of_base = rows[(rows["quantity"] == code) & (rows[BASE] == base)]
        of_weight = added["quantity"] == (catalogue.quantities[code].weight or "")
        weights = added[of_weight & (added["level"] == base) & ~added["delivered"].astype(bool)]
        mean = _figures(of_base[of_base["level"] == base])
        parents = hierarchy.parents(base, of_base["year"].unique())
        table = add_up_mean(mean, _figures(weights), parents).reset_index()
        yield hierarchy.complete(table, base).assign(quantity=code)


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index(ROW)[FIGURE_COLUMNS]


def derive(
    items: Sequence[Indicator],
    catalogue: Catalogue,
    quantities: QuantityMatrix,
    *,
    is_released: bool = False,
) -> list[pd.DataFrame]:
    """DERIVE: evaluate indicators from the protected quantities of one level.

    Parameters
    ----------
    items
        Indicators to evaluate, all at once.
    catalogue
        Catalogue their references are looked up in.
    quantities
        Protected quantities of one level on (unit, year). Earlier years have to be
        among them: pooled figures and changes look back.
    is_released
        Whether the figures are those of a release: then quotients per few people are hidden.

    Returns
    -------
    list[pd.DataFrame]
        For each indicator the columns value, state, status, numerator, denominator on the index
        of `quantities`. An index has no figures here: it compares units with each other, and these
        may be a part of them (see `Edition.figures`).
    """
    results: dict[int, pd.DataFrame] = {}
    direct: dict[int, Calculation] = {}
    for position, item in enumerate(items):
        if isinstance(item.formula, f.Composite):
            nothing = empty(quantities.index)
            results[position] = nothing.assign(numerator=np.nan, denominator=np.nan)
        elif isinstance(item.formula, f.FromIndicators):
            results[position] = _from_indicators(
                item.formula, catalogue, quantities, is_released=is_released
            )
        else:
            direct[position] = Calculation(item.formula, item.pooled_years)
    figures = evaluate(list(direct.values()), quantities)
    results |= dict(zip(direct, figures, strict=True))
    if is_released:
        for position, calculation in direct.items():
            least = _least_denominator(calculation.formula, catalogue)
            results[position] = _without_few(results[position], least)
    return [results[position] for position in range(len(items))]


def _least_denominator(formula: f.FromQuantities, catalogue: Catalogue) -> int:
    """Smallest denominator of a quotient that may be published: 0 where it counts no people."""
    if not isinstance(formula, f.Quotient):
        return 0
    whole = [catalogue.rule_of(term.quantity) for term in formula.per]
    if not all(rule and rule.minimum for rule in whole):
        return 0  # square kilometres, flats
    rules = (*whole, *(catalogue.rule_of(term.quantity) for term in formula.of))
    return max(rule.minimum_denominator for rule in rules if rule)


def _without_few(figures: pd.DataFrame, least: int) -> pd.DataFrame:
    """Hide quotients per fewer than that, and of hidden ones what they would be made of."""
    denominator = figures["denominator"].to_numpy()
    few = raise_state(figures, (denominator > 0) & (denominator < least), State.SECRET)
    hidden = few["state"] == State.SECRET
    return few.assign(
        numerator=figures["numerator"].mask(hidden),
        denominator=figures["denominator"].mask(hidden),
    )


def _from_indicators(
    formula: f.FromIndicators,
    catalogue: Catalogue,
    quantities: QuantityMatrix,
    *,
    is_released: bool,
) -> pd.DataFrame:
    codes = f.references(formula)
    linked = [catalogue.indicators[code] for code in codes]
    of_linked = derive(linked, catalogue, quantities, is_released=is_released)
    figures = dict(zip(codes, of_linked, strict=True))
    points = in_points(catalogue.indicators[formula.of])
    return align(evaluate_reference(formula, figures, in_points=points), quantities.index)


def years_used(item: Indicator, catalogue: Catalogue, year: int) -> frozenset[int]:
    """Years whose quantities the figure of one year rests on."""
    formula = item.formula
    if isinstance(formula, f.FromIndicators | f.Composite):
        years = {year}
        if isinstance(formula, f.Composite) and formula.recipe.scale.base_year is not None:
            years.add(formula.recipe.scale.base_year)
        if isinstance(formula, f.Change):
            years.add(year - formula.years)
        if isinstance(formula, f.IndexNumber):
            years.add(formula.base_year)
        linked = [catalogue.indicators[code] for code in f.references(formula)]
        return frozenset().union(*(years_used(o, catalogue, y) for o in linked for y in years))
    return frozenset(range(year - item.pooled_years + 1, year + 1))


def only_years(figures: pd.DataFrame, years: Container[int]) -> pd.DataFrame:
    """Blank the figures of all other years: they compare what can't be compared."""
    by_row = figures.index.get_level_values("year")
    broken = by_row.isin([year for year in by_row.unique() if year not in years])
    return without_value(figures, np.asarray(broken, dtype=bool))


def without_value(
    figures: pd.DataFrame, where: Flags, state: State = State.NOT_APPLICABLE
) -> pd.DataFrame:
    """Blank some figures: NOT_APPLICABLE where they compare what can't be compared."""
    if not where.any():
        return figures
    result = raise_state(figures, where, state)
    return result.assign(numerator=figures["numerator"], denominator=figures["denominator"])


def in_points(item: Indicator) -> bool:
    """Whether a change has the unit of the indicator; of other figures it is in percent.

    The change of a share is given in percentage points, that of a count in percent: the
    percentage of a percentage misleads (methods: "Change in percentage points").
    """
    return item.unit == "%" or isinstance(item.formula, f.Quotient | f.Difference | f.Composite)


def view_unit(item: Indicator, view: View) -> str:
    """Unit of an indicator's value, its change between two years, or its deviation."""
    if view is View.VALUE:
        return item.unit
    if view is View.CHANGE and not in_points(item):
        return "%"
    return f.PERCENTAGE_POINTS if item.unit == f.PERCENT else item.unit


def view_decimals(item: Indicator, view: View) -> int:
    """Decimals of a value, change or deviation: changes in percent get at least one."""
    points = in_points(item) or view is not View.CHANGE
    return item.decimals if points else max(1, item.decimals)


def change(
    item: Indicator, figures: pd.DataFrame, base_year: int, comparable: Container[int]
) -> pd.DataFrame:
    """Compare figures with those of the base year: shares in points, totals in percent.

    A year that is not `comparable` with the base year (its quantities are defined
    differently) has no change: NOT_APPLICABLE.
    """
    base = at_year(figures, base_year)
    result = _comparison(item)(figures, base)
    result = result.assign(numerator=figures["numerator"], denominator=figures["denominator"])
    return only_years(result, comparable)


def _comparison(item: Indicator) -> Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]:
    if in_points(item):
        return point_change
    # a rent of 8 euros isn't 8 cases: nothing says how many are behind a figure as it was given
    return percent_difference if isinstance(item.formula, f.Given) else relative_change


def deviation(item: Indicator, figures: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Compare units with the whole area of the same year.

    `area` holds the area's figures by year. A total can't deviate from the total it is a
    part of: it has no value and is NOT_APPLICABLE.
    """
    result = comparisons.deviation_points(figures, area)
    if isinstance(item.formula, f.Total):
        result = raise_state(result, has_value(result), State.NOT_APPLICABLE)
    return result.assign(numerator=figures["numerator"], denominator=figures["denominator"])
