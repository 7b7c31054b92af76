"""The protocol of a release: of each hidden cell why, by which rule, and how safe it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from atlas.model.disclosure import DisclosureRule
from atlas.model.quantities import Audience
from atlas.model.releases import Release


class Reason(StrEnum):
    """Why a figure isn't published."""

    SMALL = "small"
    GROUP = "group"
    FEW = "few"
    OTHERS = "others"
    INSIDE = "inside"
    EARLIER = "earlier"
    MEAN = "mean"
    DELIVERED = "delivered"
    UNRELEASED = "unreleased"
    WITHHELD = "withheld"
    NO_RULE = "no_rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolRow:
    """A hidden cell, or all cells of a quantity and year; these have no level and no unit.

    `level`, `unit` and `quantity` are names, `unit_id` and `code` the keys. A `delivered` cell is a
    total somebody reported. `since` names the first release that hid it, if this isn't the
    first. `interval` is what the audit showed the cell could be, at least, if
    `is_proven`, else at most; None where it didn't look. Never its value.
    """

    year: int
    level: str = ""
    unit_id: str = ""
    unit: str = ""
    code: str
    quantity: str
    delivered: bool = False
    reason: Reason
    since: str = ""
    rule: DisclosureRule | None = None
    interval: tuple[float, float] | None = None
    is_proven: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """What is hidden from an audience in a release, for those who answer for data protection.

    `rules` have each rule with the number of quantities it holds for. `method` is the version of
    the method by which it was chosen what is hidden, `solver` the program that computed it.
    """

    release: Release
    audience: Audience
    area: str
    method: int
    solver: str
    rules: tuple[tuple[DisclosureRule, int], ...]
    rows: tuple[ProtocolRow, ...]
