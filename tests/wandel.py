"""A made town whose districts changed on 1.1.2020: what `expected` figures rest on.

01 and 02 became 10; 03 became 31, 32 and 33; a quarter of the people of 04 came to 05 with the
border; 06 was founded on empty land of 05; 07 was renamed; 08 stayed as it was.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests import small_town

OLD, NEW = "2013-01-01", "2020-01-01"
_LAST = "2019-12-31"
_FILES = {
    "indicators/catalogue.toml": small_town.catalogue(
        small_town.count("leute", "Leute", among=["kinder"]),
        small_town.count("kinder", "Kinder", converted_by="children"),
        small_town.AGE,
        small_town.RENT,
        small_town.SHARE,
        small_town.CHANGE,
    ),
    "districts/wandel/area.toml": f"""
name = "Wandel"
kind = "Stadt"
within = "in Wandel"
publisher = "Stadt Wandel"
top_level = "stadt"

[system.stadt]
name = "Bezirke und Stadt"
levels = ["bezirk", "stadt"]

[level.bezirk]
name = "Bezirk"
plural = "Bezirke"

[[level.bezirk.boundaries]]
file = "bezirk.geojson"
attribution = "Stadt Wandel"
valid_at = {NEW}

[[level.bezirk.boundaries]]
file = "bezirk_2013.geojson"
attribution = "Stadt Wandel"
valid_at = {OLD}

[level.stadt]
name = "Stadt"
plural = "Städte"
""",
    "districts/wandel/units.csv": f"""\
level;unit;name;valid_from;valid_to
bezirk;01;Eins;;{_LAST}
bezirk;02;Zwei;;{_LAST}
bezirk;03;Drei;;{_LAST}
bezirk;04;Vier;;{_LAST}
bezirk;04;Vier;{NEW};
bezirk;05;Fünf;;{_LAST}
bezirk;05;Fünf;{NEW};
bezirk;06;Sechs;{NEW};
bezirk;07;Siebendorf;;{_LAST}
bezirk;07;Siebenstadt;{NEW};
bezirk;08;Acht;;
bezirk;10;Zehn;{NEW};
bezirk;31;Drei-Nord;{NEW};
bezirk;32;Drei-Mitte;{NEW};
bezirk;33;Drei-Süd;{NEW};
stadt;S;Wandel;;
""",
    "districts/wandel/memberships.csv": "level;unit;parent_level;parent\n"
    + "".join(
        f"bezirk;{unit};stadt;S\n"
        for unit in "01 02 03 04 05 06 07 08 10 31 32 33".split()  # noqa: SIM905
    ),
    "districts/wandel/crosswalk.csv": f"""\
level;from_stand;to_stand;from;to;residents;children
bezirk;{OLD};{NEW};01;10;1;1
bezirk;{OLD};{NEW};02;10;1;1
bezirk;{OLD};{NEW};03;31;0,5;0,6
bezirk;{OLD};{NEW};03;32;0,3;0,4
bezirk;{OLD};{NEW};03;33;0,2;0
bezirk;{OLD};{NEW};04;04;0,75;0,5
bezirk;{OLD};{NEW};04;05;0,25;0,5
bezirk;{OLD};{NEW};05;05;1;1
bezirk;{OLD};{NEW};05;06;0;0
bezirk;{OLD};{NEW};07;07;1;1
bezirk;{NEW};{OLD};10;01;0,4;0,25
bezirk;{NEW};{OLD};10;02;0,6;0,75
bezirk;{NEW};{OLD};31;03;1;1
bezirk;{NEW};{OLD};32;03;1;1
bezirk;{NEW};{OLD};33;03;1;1
bezirk;{NEW};{OLD};04;04;1;1
bezirk;{NEW};{OLD};05;04;0,5;0,5
bezirk;{NEW};{OLD};05;05;0,5;0,5
bezirk;{NEW};{OLD};06;05;1;1
bezirk;{NEW};{OLD};07;07;1;1
""",
    "indicators/wandel/2018.csv": """\
level;unit;name;leute;kinder;alter;miete
bezirk;01;;100;10;40;7
bezirk;02;;200;20;40;8
bezirk;03;;900;.;40;9
bezirk;04;;400;40;40;9
bezirk;05;;80;8;40;9
bezirk;07;;50;5;40;9
bezirk;08;;60;6;40;9
""",
    "indicators/wandel/2019.csv": """\
level;unit;name;leute;kinder;alter;miete
bezirk;01;;100;10;30;7
bezirk;02;;200;30;60;8
bezirk;03;;1000;100;40;9
bezirk;04;;400;40;40;9
bezirk;05;;80;8;31;9
bezirk;07;;50;5;40;6,5
bezirk;08;;60;–;40;9
""",
    "indicators/wandel/2020.csv": """\
level;unit;name;leute;kinder;alter;miete
bezirk;04;;310;31;40;9
bezirk;05;;200;20;40;9
bezirk;06;;20;10;40;9
bezirk;07;;50;5;40;9
bezirk;08;;60;6;40;9
bezirk;10;;300;60;40;9
bezirk;31;;500;60;40;9
bezirk;32;;310;31;40;9
bezirk;33;;190;0;40;9
""",
} | {
    f"indicators/wandel/{year}.toml": f"""
[defaults]
base = "bezirk"
publisher = "Stadt Wandel"
source = "Melderegister"
audience = "public"
date = {year}-12-31

[leute]
[kinder]
[alter]
[miete]
"""
    for year in (2018, 2019, 2020)
}
_SHAPES = {
    "bezirk_2013.geojson": "01 02 03 04 05 07 08".split(),  # noqa: SIM905
    "bezirk.geojson": "04 05 06 07 08 10 31 32 33".split(),  # noqa: SIM905
}


def write_wandel(folder: Path) -> Path:
    """Write the town as a data folder, its districts squares in a row."""
    shapes = {
        f"districts/wandel/{name}": json.dumps(
            {
                "type": "FeatureCollection",
                "features": [_square(unit, place) for place, unit in enumerate(units)],
            }
        )
        for name, units in _SHAPES.items()
    }
    for name, text in (_FILES | shapes).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _square(unit: str, place: int) -> dict[str, object]:
    west, east = 7 + place / 100, 7 + (place + 1) / 100
    ring = [[west, 51], [east, 51], [east, 51.01], [west, 51.01], [west, 51]]
    return {
        "type": "Feature",
        "properties": {"unit": unit, "name": unit},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
