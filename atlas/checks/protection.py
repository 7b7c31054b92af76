"""What gets in the way of protecting figures: sums nobody declared, levels full of small counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import pandas as pd

from atlas.checks.evidence import Evidence
from atlas.disclosure.relation_finder import is_broken, undeclared_relations
from atlas.disclosure.secret_table import SecretTable
from atlas.model.areas import Level
from atlas.model.disclosure import Relation, RelationTerm, SecretCell
from atlas.model.indicators import Catalogue
from atlas.model.numbers import format_number
from atlas.model.problem_texts import YEARS_BEFORE, listed
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Audience, Delivery
from atlas.model.source_location import SourceLocation

MOST_SMALL: Final = 0.2
"""Part of the figures of a level from which on dropping the level shows more (disclosure 10)."""
_FEWEST: Final = 5
"""Small figures of a quantity on a level that are no exception."""
_CODES: Final = frozenset(
    {"parts_contradict", "part_over_whole", "relation_undeclared", "level_mostly_small"}
)
_YEARS: Final = 2
"""In how many years a sum must hold, if its figures are there, so that it is no coincidence."""


def matters_for_release(problem: Problem) -> bool:
    """Whether a problem is about what a release may show, and nobody looked at it yet."""
    of_catalogue = problem.file.endswith("catalogue.toml") and problem.severity is Severity.ERROR
    return problem.acknowledged is None and (of_catalogue or problem.code in _CODES)


def protection_problems(evidence: Evidence, catalogue: Catalogue) -> Iterator[Problem]:
    """List what makes protecting the figures of an area dear, or doesn't let it work."""
    own = evidence.table[~evidence.table["delivered"].astype(bool)]
    yield from _mostly_small(evidence, own, catalogue)
    yield from _undeclared(evidence, own, catalogue)


def _mostly_small(evidence: Evidence, own: pd.DataFrame, catalogue: Catalogue) -> Iterator[Problem]:
    """Tell the levels on which many figures of a quantity are below its minimum."""
    rules = {code: catalogue.rule_of(code) for code in own["quantity"].cat.categories}
    minimums = {code: rule.minimum for code, rule in rules.items() if rule}
    published = [d for d in evidence.deliveries if d.audience is not Audience.STATISTICS]
    keys = pd.MultiIndex.from_frame(own[["quantity", "year"]])
    rows = own[own["value"].notna() & keys.isin([(d.quantity, d.year) for d in published])]
    minimum = rows["quantity"].astype(object).map(minimums)
    small = (rows["value"] > 0) & (rows["value"] < minimum)
    by_level = small.groupby([rows["level"], rows["quantity"]], observed=True)
    shares, counts = by_level.mean(), by_level.sum()
    mostly = shares[(shares > MOST_SMALL) & (counts >= _FEWEST)].reset_index()
    many: dict[str, dict[str, float]] = {}
    for level_id, code, share in mostly.itertuples(index=False):
        many.setdefault(level_id, {})[code] = share
    for level in (level for level in evidence.area.levels if level.id in many):
        titles = (
            f"„{catalogue.quantities[code].title}“ ({format_number(100 * share, 0)} %)"
            for code, share in many[level.id].items()
        )
        yield _location(evidence, many[level.id]).problem(
            "level_mostly_small",
            level.id,
            about=(level.id, *many[level.id]),
            level=level.name,
            titles=listed(titles),
        )


def _location(evidence: Evidence, codes: Collection[str]) -> SourceLocation:
    """The last description of some quantities: there the level of a delivery is said."""
    area = evidence.area.id
    last = max(delivery.year for delivery in evidence.deliveries if delivery.quantity in codes)
    return SourceLocation(area=area, file=f"indicators/{area}/{last}.toml")


def _undeclared(evidence: Evidence, own: pd.DataFrame, catalogue: Catalogue) -> Iterator[Problem]:
    """Tell sums that hold in every unit of the last full years though nobody declared them."""
    declared = (*catalogue.relations, *_breakdowns(catalogue))
    seen: set[Relation] = set()
    for level in evidence.area.levels:
        of_level = own[(own["level"] == level.id) & own["value"].notna()]
        tables = {
            year: _two_years(of_level, year) for year in _full_years(evidence.deliveries, level.id)
        }
        for year, table in list(tables.items())[-1:]:
            for relation in undeclared_relations(table, year, level.id, declared):
                broken = (is_broken(of, at, level.id, relation) for at, of in tables.items())
                if relation not in seen and _protects(relation, catalogue) and not any(broken):
                    seen.add(relation)
                    yield _undeclared_problem(evidence, level, relation, catalogue)


def _full_years(deliveries: Iterable[Delivery], level: str) -> list[int]:
    """The last years in which about as much as ever was delivered for a level, in order."""
    counts = Counter(item.year for item in deliveries if item.base_level == level)
    most = max(counts.values(), default=0)
    return sorted(year for year, count in counts.items() if 2 * count > most)[-_YEARS:]


def _two_years(rows: pd.DataFrame, year: int) -> SecretTable:
    """The cells of a year and the one before, for those who look for sums in them."""
    columns = ("year", "level", "unit", "quantity", "value")
    of_years = rows.loc[rows["year"].isin([year, year - 1]), list(columns)]
    return SecretTable(
        {
            (*key, False): SecretCell(value=value)
            for *key, value in of_years.itertuples(index=False)
        },
        (),
    )


def _protects(relation: Relation, catalogue: Catalogue) -> bool:
    """Whether anything of a relation is ever hidden."""
    rules = [catalogue.rule_of(term.quantity) for term in relation.terms]
    return any(rule is None or rule.minimum for rule in rules)


def _undeclared_problem(
    evidence: Evidence, level: Level, relation: Relation, catalogue: Catalogue
) -> Problem:
    codes = tuple(term.quantity for term in relation.terms)
    left, right = (_sum(relation, sign, catalogue) for sign in (1, -1))
    names = {"level": level.name, "left": left, "right": right}
    location = _location(evidence, codes)
    return location.problem("relation_undeclared", level.id, about=codes, **names)


def _breakdowns(catalogue: Catalogue) -> Iterator[Relation]:
    for whole, item in catalogue.quantities.items():
        for parts in item.parts:
            terms = (RelationTerm(quantity=part) for part in parts)
            yield Relation(terms=(RelationTerm(quantity=whole, factor=-1), *terms))


def _sum(relation: Relation, sign: int, catalogue: Catalogue) -> str:
    """One side of a relation in words."""
    return " + ".join(
        _summand(term, catalogue) for term in relation.terms if term.factor * sign > 0
    )


def _summand(term: RelationTerm, catalogue: Catalogue) -> str:
    factor = abs(term.factor)
    times = "" if factor == 1 else f"{format_number(factor, 0)} · "
    before = YEARS_BEFORE if term.years_before else ""
    return f"{times}„{catalogue.quantities[term.quantity].title}“{before}"
