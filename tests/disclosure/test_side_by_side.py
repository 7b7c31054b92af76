"""Releases side by side: what somebody computes who has them all and knows what stayed.

The attacker is written here, as whole-number programs; he shares no code with the house.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from atlas.disclosure.joint import EarlierRelease, Past
from atlas.disclosure.safe_table import SafeTable, safe_table
from atlas.model.disclosure import CellId
from atlas.model.published_table import Verdict
from tests.secret_town import BASE, YEAR, Town, quantity

DISTRICTS = "ABCDE"
WIDTH, MINIMUM, MOST = 5, 3, 400
SYSTEMS = ({"p": "AB", "q": "CDE"}, {"r": "ACD", "s": "BE"}, {"Z": DISTRICTS})


@dataclass(frozen=True)
class Published:
    """A release: the town as it was, and what was hidden of it."""

    town: Town
    safe: SafeTable

    def values(self) -> dict[CellId, float]:
        return {key: cell.value for key, cell in self.town.secret().cells.items()}

    def is_withheld(self, key: CellId) -> bool:
        return (key[0], key[3]) in self.safe.withheld

    def publishes(self, key: CellId) -> bool:
        return key not in self.safe.hidden and not self.is_withheld(key)


def released(towns: Sequence[Town], *, remembers: bool = True) -> list[Published]:
    """One release after the other, each beside all that came before it."""
    releases: list[Published] = []
    for town in towns:
        earlier = tuple(
            EarlierRelease(
                number=number,
                secret=of.town.secret() if remembers else forgotten(of),
                facts=of.town.facts(),
                hidden=of.safe.hidden,
                withheld=of.safe.withheld,
            )
            for number, of in enumerate(releases, start=1)
        )
        secret = town.secret()
        before = releases[-1].safe.hidden if releases else frozenset()
        still = [key for key in before if secret.cells[key].value]
        safe = safe_table(secret, town.facts(), still, past=Past(releases=earlier))
        releases.append(Published(town, safe))
    return releases


def forgotten(release: Published):
    """What is left of a town when nobody kept the hidden figures."""
    secret = release.town.secret()
    cells = {
        key: cell if release.publishes(key) else replace(cell, value=None, secret=True)
        for key, cell in secret.cells.items()
    }
    return replace(secret, cells=cells, contradictions=())


class Attacker:
    """Whole-number tables that agree with some releases, and with what stayed between them."""

    def __init__(self, releases: Sequence[Published]) -> None:
        self.releases = releases
        self.column: dict[tuple[int, CellId], int] = {}
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []
        for number, release in enumerate(releases):
            for key, value in release.values().items():
                self.column[number, key] = len(self.lower)
                shown = release.publishes(key)
                self.lower.append(value if shown else float(key in release.safe.hidden))
                self.upper.append(value if shown else MOST)
            self._add_sums(number, release.town)
        self._drop_unsaid()
        self._add_what_stayed()
        self._add_what_changed()

    def _add_sums(self, number: int, town: Town) -> None:
        at = {key: column for (of, key), column in self.column.items() if of == number}
        for code in town.counts:
            for level, unit, members in town.members():
                whole = at[YEAR, level, unit, code, False]
                parts = {at[YEAR, BASE, member, code, False]: 1.0 for member in members}
                self.rows.append(({**parts, whole: -1.0}, 0, 0))
        for code, facts in town.codes().items():
            for key, whole in at.items():
                if key[3] == code and not key[4]:
                    for codes in facts.parts:
                        parts = {at[*key[:3], part, False]: 1.0 for part in codes}
                        self.rows.append(({**parts, whole: -1.0}, 0, 0))
                    for part in facts.among:
                        self.rows.append(({at[*key[:3], part, False]: -1.0, whole: 1.0}, 0, np.inf))
        for key, column in at.items():
            if key[4]:
                own = at[*key[:4], False]
                self.rows.append(({own: 1.0, column: -0.99}, 0, np.inf))
                self.rows.append(({own: 1.0, column: -1.01}, -np.inf, 0))

    def _drop_unsaid(self) -> None:
        """Of nothing but tables that are withheld as a whole a release says nothing."""
        withheld = {
            column
            for (number, key), column in self.column.items()
            if self.releases[number].is_withheld(key)
        }
        self.rows = [item for item in self.rows if not withheld >= item[0].keys()]

    def _add_what_stayed(self) -> None:
        values = [release.values() for release in self.releases]
        for (number, key), column in self.column.items():
            for before in range(number):
                if values[before].get(key) == values[number][key]:
                    self.rows.append(({column: 1.0, self.column[before, key]: -1.0}, 0, 0))

    def _add_what_changed(self) -> None:
        """What was published and is hidden now must have changed: nothing else is hidden then."""
        for (number, key), column in list(self.column.items()):
            before = [of for of in self.releases[:number] if of.publishes(key)]
            if key in self.releases[number].safe.hidden:
                for value in {of.values()[key] for of in before}:
                    side = len(self.lower)
                    self.lower.append(0)
                    self.upper.append(1)
                    self.rows.append(({column: 1.0, side: -2.0 * MOST}, -np.inf, value - 1))
                    self.rows.append(
                        ({column: 1.0, side: -2.0 * MOST}, value + 1 - 2 * MOST, np.inf)
                    )

    def interval(self, number: int, key: CellId) -> tuple[float, float]:
        size = len(self.lower)
        matrix = np.zeros((len(self.rows), size))
        for row_number, (terms, _, _) in enumerate(self.rows):
            for column, factor in terms.items():
                matrix[row_number, column] += factor
        limits = np.array([limits for _, *limits in self.rows], dtype=float)
        ends = []
        for sign in (1, -1):
            cost = np.zeros(size)
            cost[self.column[number, key]] = sign
            answer = milp(
                cost,
                integrality=np.ones(size),
                bounds=Bounds(self.lower, self.upper),
                constraints=LinearConstraint(matrix, limits[:, 0], limits[:, 1]),
            )
            assert answer.success, answer.message
            ends.append(round(answer.x[self.column[number, key]]))
        return ends[0], ends[1]

    def narrow(self) -> list[tuple[int, CellId, tuple[float, float]]]:
        return [
            (number, key, interval)
            for number, release in enumerate(self.releases)
            for key in sorted(release.safe.hidden)
            if (interval := self.interval(number, key))[1] - interval[0] < WIDTH
            or interval[1] < MINIMUM
        ]


def invented(seed: int) -> list[Town]:
    """A town and two later states of it, each with one to three figures corrected."""
    random = np.random.default_rng(seed)
    every = random.integers(0, 14, len(DISTRICTS))
    some = random.integers(0, every + 1)
    counts = {"all": every, "some": some}
    states = [counts]
    for _ in range(2):
        counts = {code: values.copy() for code, values in counts.items()}
        for _ in range(random.integers(1, 4)):
            _correct(counts, random)
        states.append(counts)
    breakdown = {"among": ("some",)} if seed % 2 else {"parts": (("some", "others"),)}
    delivered = seed % 3 == 0
    return [_town(state, breakdown, delivered=delivered) for state in states]


def _correct(counts: Mapping[str, np.ndarray], random: np.random.Generator) -> None:
    at = random.integers(len(DISTRICTS))
    if random.random() < 0.5:
        most = counts["all"][at]
        counts["some"][at] = np.clip(counts["some"][at] + random.integers(-4, 5), 0, most)
    else:
        least = counts["some"][at]
        counts["all"][at] = max(least, counts["all"][at] + random.integers(-4, 5))


def _town(counts, breakdown, *, delivered: bool) -> Town:
    figures = {
        code: dict(zip(DISTRICTS, values.tolist(), strict=True)) for code, values in counts.items()
    }
    if "parts" in breakdown:
        figures["others"] = {
            unit: figures["all"][unit] - figures["some"][unit] for unit in DISTRICTS
        }
    return Town(
        counts=figures,
        quantities={"all": quantity("all", **breakdown)},
        systems=() if delivered else SYSTEMS,
        totals={"all": float(counts["all"].sum())} if delivered else {},
    )
