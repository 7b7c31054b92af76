from __future__ import annotations

from math import ceil, floor

import numpy as np
import pytest

from atlas.errors import AllocationError
from atlas.measures.allocation import Allocation, AllocationUnits, allocate
from atlas.model.allocation import AllocationVariant, Budget

NAN = float("nan")


def shared(
    euros=1000, sizes=(100, 100, 200), index=(1, 2, 3), classes=(1, 2, 2), budget=None, **variant
) -> Allocation:
    """Share out euros among the units a, b, c …"""
    units = AllocationUnits(
        keys=tuple("abcdefgh"[: len(sizes)]),
        names=tuple("ABCDEFGH"[: len(sizes)]),
        sizes=np.array(sizes, dtype=float),
        index=np.array(index, dtype=float),
        classes=classes,
    )
    return allocate(
        Budget(euros=euros, size="leute", **(budget or {})), AllocationVariant(**variant), units
    )


def euros(allocation: Allocation) -> list[float]:
    return [cents / 100 for cents in allocation.cents]


def test_groups_weigh_heads_beside_a_basic_amount():
    """400 € by 100 : 100 : 200 heads, 600 € by 100 · 1 : 100 · 2 : 200 · 2, that is 1 : 2 : 4."""
    allocation = shared(basic_percent=40, group_weights=(1, 2))
    # 100 + 85.71, 100 + 171.43, 200 + 342.86: the two largest remainders get the euros left
    assert euros(allocation) == [186, 271, 543]
    assert euros(shared(basic_percent=40, group_weights=(1, 2), budget={"in_cents": True})) == [
        185.71,
        271.43,
        542.86,
    ]


def test_the_factor_counts_once_per_standard_deviation():
    """Indices −1, 1 lie one deviation off the mean: needs ½ and 2, 500 heads against 500."""
    allocation = shared(sizes=(500, 500), index=(-1, 1), classes=(1, 2), basic_percent=0, factor=2)
    assert allocation.needs.tolist() == pytest.approx([0.5, 2])
    assert euros(allocation) == [200, 800]


def test_without_index_there_is_the_basic_amount_only():
    """A third of 600 € each as the basic amount; the other 400 € go to those with an index."""
    index, sizes = (NAN, 1, 3), (NAN, 100, 100)
    each = {"index": index, "sizes": sizes, "classes": (0, 1, 2), "factor": 1}
    assert euros(shared(**each, basic_percent=60, equal_basic=True)) == [200, 400, 400]
    assert euros(shared(**each, basic_percent=60)) == [0, 500, 500]


def test_limits_hold_and_the_others_share_the_rest():
    """Wanted 100, 300, 600 by groups; b may rise to 220 at most, a may fall to 180 at least."""
    limits = {"basic_percent": 0, "group_weights": (1, 3, 3)}
    present = (("a", 20_000), ("b", 20_000), ("c", 60_000))
    allocation = shared(
        **limits,
        classes=(1, 2, 3),
        sizes=(100, 100, 200),
        most_less=10,
        most_more=10,
        budget={"present": present},
    )
    # c gets what is left: 1000 − 180 − 220 = 600, as it wants
    assert euros(allocation) == [180, 220, 600]
    assert allocation.limited == (1, -1, 0)


def test_who_is_raised_to_the_upper_limit_is_at_it():
    """Wanted 880, 110, 110; at most 440, 330, 330, and that is all there is."""
    present = (("a", 40_000), ("b", 30_000), ("c", 30_000))
    formula = {"sizes": (800, 100, 100), "basic_percent": 100, "most_more": 10}
    allocation = shared(euros=1100, budget={"present": present}, **formula)
    assert euros(allocation) == [440, 330, 330]
    assert allocation.limited == (-1, -1, -1)


@pytest.mark.parametrize("in_cents", [False, True])
def test_amounts_add_up_to_the_budget_and_keep_their_limits(in_cents):
    drawn = np.random.default_rng(16)
    for _ in range(200):
        count = int(drawn.integers(2, 9))
        present = drawn.integers(10_000, 500_000, count)
        euros_in_all = max(1, int(present.sum() * drawn.uniform(0.85, 1.2) / 100))
        names = "abcdefgh"[:count]
        allocation = shared(
            euros=euros_in_all,
            sizes=drawn.integers(1, 5000, count),
            index=drawn.normal(size=count),
            classes=(1,) * count,
            basic_percent=float(drawn.integers(0, 100)),
            factor=float(drawn.uniform(0.5, 3)),
            most_less=20,
            most_more=25,
            budget={"in_cents": in_cents, "present": tuple(zip(names, present, strict=True))},
        )
        assert sum(allocation.cents) == euros_in_all * 100
        step = 1 if in_cents else 100
        for cents, before in zip(allocation.cents, present.tolist(), strict=True):
            least, most = ceil(before * 4 / (5 * step)), floor(before * 5 / (4 * step))
            assert least <= cents / step <= most


PRESENT = {"present": (("a", 10_000), ("b", 10_000), ("c", 10_000))}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"euros": 0}, "budget"),
        ({"basic_percent": 101}, "basic"),
        ({"factor": 0}, "factor"),
        ({"group_weights": (1, -1)}, "negative"),
        ({"group_weights": (1,)}, "groups"),
        ({"group_weights": (0, 0)}, "no_need"),
        ({"sizes": (0, 0, NAN)}, "sizes"),
        ({"index": (1, 1, 1)}, "same_index"),
        ({"index": (NAN, NAN, NAN)}, "same_index"),
        ({"most_less": 101}, "limit"),
        ({"most_less": 5}, "present"),
        ({"most_less": 5, "euros": 200, "budget": PRESENT}, "too_little"),
        ({"most_more": 5, "budget": PRESENT}, "too_much"),
        ({"most_more": 0, "most_less": 0, "budget": {"present": (("a", 1), ("b", 1), ("c", 1))}},
         "narrow"),
        (
            {
                "basic_percent": 0,
                "sizes": (100, 0, 0),
                "most_more": 10,
                "euros": 320,
                "budget": PRESENT,
            },
            "unreachable",
        ),
    ],
)  # fmt: skip
def test_what_is_impossible_is_said(changes, code):
    with pytest.raises(AllocationError) as caught:
        shared(**changes)
    assert caught.value.code == code
