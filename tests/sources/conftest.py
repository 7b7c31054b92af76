"""Files written as short as they are read: a text, and what is wrong in it."""

import re
from dataclasses import replace

import pytest

from atlas.model.problems import Severity
from atlas.sources.areas import read_area
from atlas.sources.catalogue import read_catalogue

CATALOGUE = """\
[topic.kinder]
title = "Kinder und Jugendliche"

[quantity.ew]
title = "Einwohner"
unit = "Personen"
kind = "count"

[quantity.kinder]
title = "Kinder"
unit = "Personen"
kind = "count"

[quantity.flaeche]
title = "Fläche"
unit = "km²"
kind = "amount"

[quantity.saldo]
title = "Saldo"
unit = "Personen"
kind = "given"

[indicator.kinderanteil]
title = "Anteil der Kinder"
topics = ["kinder"]
unit = "%"
definition = "Kinder je 100 Einwohner"
date_rule = "31.12."
source = "Melderegister"
formula = { kind = "share", of = ["kinder"], per = ["ew"] }
"""
AREA = """\
name = "Altdorf"
kind = "Gemeinde"
within = "in Altdorf"
core = ["kinderanteil"]
top_level = "dorf"

[level.weiler]
name = "Weiler"
plural = "Weiler"

[level.dorf]
name = "Dorf"
plural = "Dörfer"

[system.lage]
name = "Weiler und Dorf"
levels = ["weiler", "dorf"]
"""
UNITS = """\
level;unit;name
dorf;09;Altdorf
weiler;0901;Oberweiler
weiler;0902;Unterweiler
"""
MEMBERSHIPS = """\
level;unit;parent_level;parent
weiler;0901;dorf;09
weiler;0902;dorf;09
"""


def replaced(text, old, new):
    assert text.count(old) == 1
    return text.replace(old, new)


def facts_of(problems):
    for problem in problems:
        assert re.fullmatch(r"[A-ZÄÖÜ„].*\.", problem.message), problem
        assert re.fullmatch(r"[A-ZÄÖÜ].*\.", problem.remedy), problem
        assert problem.file
        assert problem.severity in Severity
    return [(problem.code, problem.line, problem.value) for problem in problems]


class Problems(list):
    """Problems that tell code, line and value of each."""

    @property
    def facts(self):
        return facts_of(self)


@pytest.fixture
def problems():
    return Problems()


@pytest.fixture
def facts():
    """Problems → (code, line, value) of each; every one says in German what is wrong."""
    return facts_of


@pytest.fixture
def write(tmp_path):
    """Write a file (text or bytes) below the test's folder and return its path."""

    def written(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


@pytest.fixture
def catalogue_text():
    return CATALOGUE


@pytest.fixture
def village(write):
    """Read the small area with other files: the content, (old, new) text or None for none."""

    def read(**files):
        contents = {"area.toml": AREA, "units.csv": UNITS, "memberships.csv": MEMBERSHIPS}
        for keyword, new in files.items():
            name = keyword.replace("_", ".")
            contents[name] = replaced(contents[name], *new) if isinstance(new, tuple) else new
        for name, text in contents.items():
            if text is not None:
                write(f"data/districts/altdorf/{name}", text)
        path = write("data/indicators/catalogue.toml", CATALOGUE)
        return read_area(path.parent.parent / "districts/altdorf", read_catalogue(path).catalogue)

    return read


@pytest.fixture
def catalogue(write):
    """The catalogue of the small area; its quantities may be exchanged."""
    shared = read_catalogue(write("data/indicators/catalogue.toml", CATALOGUE)).catalogue
    return replace(shared, quantities=dict(shared.quantities))


@pytest.fixture
def area(village):
    return village().area


@pytest.fixture
def area_text():
    return AREA


@pytest.fixture
def unit_rows():
    return UNITS
