"""Whether the age groups by sex that a catalogue names make up the whole, each age once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise

from atlas.model.quantities import Quantity, SexedAgeGroup


def pyramid_fault(whole: str, quantities: Mapping[str, Quantity]) -> tuple[str, str] | None:
    """Kind of problem of a quantity's pyramid, and the age or code it is about; None if it is fine.

    The groups must follow each other, and `parts` must lead from the whole to just their
    quantities: only then disclosure control knows that women and men add up to it.
    """
    groups = quantities[whole].pyramid
    for before, group in pairwise(groups):
        fault = _between(before, group)
        if fault:
            return fault, str(group.first if before.last is None else before.last + 1)
    codes = [code for group in groups for code in group.codes]
    if groups and sorted(_reached(whole, quantities, codes)) != sorted(codes):
        return "catalogue_pyramid_sum", whole
    return None


def _between(before: SexedAgeGroup, group: SexedAgeGroup) -> str:
    if before.last is None or group.first <= before.last:
        return "catalogue_pyramid_overlap"
    return "catalogue_pyramid_gap" if group.first > before.last + 1 else ""


def _reached(
    whole: str, quantities: Mapping[str, Quantity], codes: Collection[str]
) -> tuple[str, ...]:
    """The codes that a quantity is the sum of by `parts`; none if it isn't."""
    if whole in codes:
        return (whole,)
    for parts in quantities[whole].parts:
        each = [_reached(part, quantities, codes) for part in parts]
        if all(each):
            return tuple(code for reached in each for code in reached)
    return ()
