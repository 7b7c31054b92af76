"""What each way of protecting counts costs, before anything is published."""

from __future__ import annotations

import pytest

from atlas.desk import Desk
from atlas.errors import EmptyReleaseError, UnknownYearError
from atlas.model.disclosure import ProtectionMode
from atlas.model.releases import LevelPrice, together

HIDING = [ProtectionMode.EXACT, ProtectionMode.WIDTH_3, ProtectionMode.WIDTH_5]


@pytest.fixture
def one_child(town, edit):
    """The town with one child of 100 people in block 01 in 2020; children have a rule."""
    edit(
        town / "indicators/catalogue.toml", 'title = "Kinder"\n', 'title = "Kinder"\nminimum = 3\n'
    )
    edit(town / "indicators/ort/2020.csv", "block;01;Anger;100;10;40;", "block;01;Anger;100;1;40;")
    return town


def prices(folder, year=None):
    return Desk.open(folder).release_prices("ort", year, lambda _: None)


def of_level(listed, level):
    (price,) = (item for item in listed if item.level == level)
    return price


@pytest.mark.slow
@pytest.mark.parametrize("mode", HIDING)
def test_what_is_hidden_is_a_share_of_cells_and_of_what_they_add_up_to(one_child, mode):
    blocks = of_level(prices(one_child, 2020)[mode], "block")
    # people 100, 200, 300, 400 and children 1, 20, 60, 100, of whom 1 and 60 are hidden
    assert (blocks.cells, blocks.hidden) == (8, 2)
    assert (blocks.sum, blocks.hidden_sum) == (1181, 61)
    assert blocks.share_hidden == 25
    assert blocks.share_of_sum == pytest.approx(5.16511, abs=1e-5)
    assert (blocks.largest_deviation, blocks.mean_deviation) == (0, 0)


def test_rounding_hides_nothing_and_costs_a_deviation(one_child):
    listed = prices(one_child, 2020)
    blocks = of_level(listed[ProtectionMode.ROUNDING_5], "block")
    # 1 becomes 0, all others are multiples of 10
    assert (blocks.hidden, blocks.largest_deviation, blocks.mean_deviation) == (0, 1, 1 / 8)


def test_all_levels_together_count_each_cell_once():
    fine = LevelPrice(
        level="fine",
        cells=4,
        hidden=1,
        sum=100,
        hidden_sum=5,
        largest_deviation=2,
        mean_deviation=1,
    )
    coarse = LevelPrice(
        level="coarse",
        cells=1,
        hidden=0,
        sum=100,
        hidden_sum=0,
        largest_deviation=0.5,
        mean_deviation=0.5,
    )
    both = together([fine, coarse])
    assert (both.share_hidden, both.share_of_sum) == (20, 2.5)
    # three cells are off by 1 on average, one by 0.5
    assert (both.largest_deviation, both.mean_deviation) == (2, 3.5 / 4)


def test_a_price_writes_nothing(one_child):
    before = {path: path.stat().st_mtime_ns for path in one_child.rglob("*")}
    prices(one_child)
    assert before == {path: path.stat().st_mtime_ns for path in one_child.rglob("*")}


def test_a_price_of_nothing_is_refused(one_child):
    with pytest.raises(UnknownYearError, match=r"2019.*2020"):
        prices(one_child, 2019)
    for table in (one_child / "indicators/ort").glob("20*"):
        table.unlink()
    with pytest.raises(EmptyReleaseError):
        prices(one_child)
