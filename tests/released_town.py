"""A made town whose release hides the poor of some districts, under unmistakable marks.

It is the town of `closed_town` with all deliveries released. Few is what is less than 105,000: the
figures that must not be found are long, and shares have four decimals, so that a figure that is
found is no accident.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.quantities import Audience
from tests import closed_town
from tests.closed_town import AREA
from tests.marks import Marks, figures, numbers_of

RELEASE = "2021/1"
CORRECTED = "2021/2"
SHOWN_CORRECTION = ("2019.csv", "172120", "171161")
"""A published figure: table, what the first release has, and what the second one has."""
HIDDEN_CORRECTION = ("2018.csv", "72004", "92015")
"""A figure both releases hide."""
_CHANGES = (
    ('title = "Arme"\nunit = "Personen"\nkind = "count"\n', "minimum = 105000\n"),
    ('title = "Leute"\nunit = "Personen"\nkind = "count"\n', "minimum = 3\n"),
    ('title = "Kinder"\nunit = "Personen"\nkind = "count"\n', "minimum = 3\n"),
    ('kind = "amount"\n', "minimum = 3\n"),
    ('kind = "given"\n', "minimum = 0\n"),
    ('kind = "mean"\n', "minimum = 0\n"),
    ('unit = "%"\n', "decimals = 4\n"),
)
"""Lines of the catalogue, and what is written behind them."""


def write_released(folder: Path, home: Path | None = None) -> Path:
    """Write the data folder with the release; `home` keeps what it hides."""
    closed_town.write_town(folder, closed_town.RELEASED)
    catalogue = folder / "indicators" / "catalogue.toml"
    text = catalogue.read_text("utf-8")
    for line, more in _CHANGES:
        assert line in text
        text = text.replace(line, line + more)
    catalogue.write_text(text, encoding="utf-8")
    Desk.open(folder, home).release(AREA, RELEASE, date(2022, 1, 1), lambda *_: None)
    return folder


def write_corrected(folder: Path, home: Path) -> tuple[Marks, Marks]:
    """Write the data folder with two releases, the second one of corrected data.

    Returns what must not be found, that is what neither release shows of the data before and after,
    and what must. `home` keeps what is hidden, and has custom areas if there are any.
    """
    write_released(folder, home)
    everything = numbers_of(figures(Atlas.open(folder, Audience.STATISTICS, home)))
    for table, old, new in (SHOWN_CORRECTION, HIDDEN_CORRECTION):
        path = folder / "indicators" / AREA / table
        text = path.read_text("utf-8")
        assert text.count(f";{old};") == 1
        path.write_text(text.replace(f";{old};", f";{new};"), encoding="utf-8")
    Desk.open(folder, home).release(AREA, CORRECTED, date(2022, 6, 1), lambda *_: None)
    everything |= numbers_of(figures(Atlas.open(folder, Audience.STATISTICS, home)))
    before, after = (
        numbers_of(figures(Atlas.open(folder, Audience.PUBLIC, home, release=name)))
        for name in (RELEASE, CORRECTED)
    )
    # by how much a sum both publish was corrected is nothing hidden
    hidden = everything - before - after - {0.0}
    assert {*map(float, HIDDEN_CORRECTION[1:])} < hidden
    return Marks(frozenset(hidden), ()), Marks(frozenset(after), ())


def marks_of(folder: Path, home: Path) -> tuple[Marks, Marks]:
    """What must not be found, and what must: figures the release hides, and some it shows.

    Hidden is what those who keep the data are answered and the public is not, whatever is asked.
    """
    everything = numbers_of(figures(Atlas.open(folder, Audience.STATISTICS, home)))
    public = numbers_of(figures(Atlas.open(folder, Audience.PUBLIC, home, release=RELEASE)))
    hidden = everything - public - {0.0}
    return Marks(frozenset(hidden), ()), Marks(frozenset(public), ())
