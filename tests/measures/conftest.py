"""Figures written as short as in a table: 5, 0, State.SECRET, (7, State.LIMITED)."""

import pandas as pd
import pytest

from atlas.model.cells import State, Status


def _parse(cell):
    if isinstance(cell, State):
        return float("nan"), cell, Status.FINAL
    number, state, status, *_ = (
        (*cell, None, None) if isinstance(cell, tuple) else (cell, None, None)
    )
    state = (State.MEASURED if number else State.ZERO) if state is None else state
    return float(number), state, status or Status.FINAL


def _index(keys):
    if isinstance(keys[0], tuple):
        return pd.MultiIndex.from_tuples(keys, names=["unit", "year"])
    return pd.Index(keys, name="year" if isinstance(keys[0], int) else "unit")


def _figures(cells):
    frame = pd.DataFrame(map(_parse, cells.values()), columns=["value", "state", "status"])
    return frame.astype({"state": "int8", "status": "int8"}).set_axis(_index(list(cells)))


def _cells(frame):
    rows = zip(frame.index, frame["value"], frame["state"], strict=True)
    assert (frame["value"].isna() == (frame["state"] > State.LIMITED)).all()
    assert frame["state"].dtype == frame["status"].dtype == "int8"
    return {key: (None if pd.isna(number) else number, State(state)) for key, number, state in rows}


@pytest.fixture(scope="session")
def figures():
    """{key: cell} → figures; keys are units, years or (unit, year)."""
    return _figures


@pytest.fixture(scope="session")
def cells():
    """Figures → {key: (number or None, State)}."""
    return _cells


@pytest.fixture(scope="session")
def one():
    """A cell → figures of one row."""
    return lambda cell: _figures({"a": cell})


@pytest.fixture(scope="session")
def outcome():
    """Figures of one row → (number or None, State)."""
    return lambda frame: _cells(frame)["a"]


@pytest.fixture(scope="session")
def rbk():
    """Rheinisch-Bergischer Kreis: residents under 15 and those of them with SGB II."""
    return {
        "Bergisch Gladbach": (15354, 2106, 14851, 2184),
        "Burscheid": (2891, 294, 2499, 313),
        "Kürten": (3075, 202, 2776, 228),
        "Leichlingen": (3991, 331, 3616, 265),
        "Odenthal": (2363, 91, 1917, 58),
        "Overath": (4202, 475, 3939, 381),
        "Rösrath": (4214, 413, 3952, 377),
        "Wermelskirchen": (4841, 510, 4438, 435),
    }


@pytest.fixture(scope="session")
def residents(rbk):
    return _figures({(n, y): r[i] for n, r in rbk.items() for y, i in ((2009, 0), (2014, 2))})


@pytest.fixture(scope="session")
def children(rbk):
    return _figures({(n, y): r[i] for n, r in rbk.items() for y, i in ((2009, 1), (2014, 3))})


@pytest.fixture(scope="session")
def shares_2014(rbk):
    return _figures({name: 100 * row[3] / row[2] for name, row in rbk.items()})
