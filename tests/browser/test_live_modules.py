"""The modules of the live map one by one, imported in Chromium from where the server has them."""

from __future__ import annotations

import base64
import json

import geopandas as gpd
import pytest
from shapely import MultiPolygon, Polygon, box

from atlas.model.areas import SpatialUnit
from atlas.render.live.geometry import geometry_bytes
from atlas.ui.web import published

pytestmark = pytest.mark.browser

EAST, NORTH, KILOMETRE = 400_000.0, 5_600_000.0, 1_000.0
DRAWN = """
async ({ code, data, width, height }) => {
  const { decodeGeometry, NO_UNIT } = await import(`${code}geometry.js`);
  const { rasterise } = await import(`${code}raster.js`);
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const geometry = decodeGeometry(bytes.buffer);
  const scale = width / geometry.size.width;
  const ids = rasterise(geometry, { scale, left: 0, top: height, width, height });
  const letter = (id) => (id === NO_UNIT ? "." : geometry.units[id]);
  return Array.from({ length: height }, (_, row) => (
    [...ids.subarray(row * width, (row + 1) * width)].map(letter).join("")
  ));
}
"""


@pytest.fixture(scope="module")
def modules(chromium, server):
    """Evaluate a function of one object in a page of the server; `code` is where modules lie."""
    page = chromium.new_page()
    page.goto(f"{server.address}/_stcore/health")
    code = f"{published.base_address()}{published.publish_code()}"
    yield lambda function, **values: page.evaluate(function, {"code": code, **values})
    page.context.close()


def _encoded(shapes: dict[str, Polygon | MultiPolygon]) -> str:
    """Encode shapes drawn in kilometres."""
    frame = gpd.GeoDataFrame(geometry=list(shapes.values()), index=list(shapes), crs="EPSG:25832")
    frame.index.name = "unit"
    placed = frame.affine_transform([KILOMETRE, 0, 0, KILOMETRE, EAST, NORTH])
    boundaries = frame.set_geometry(placed).to_crs("EPSG:4326")
    units = [SpatialUnit(id=unit, name=unit) for unit in shapes]
    return base64.b64encode(geometry_bytes(boundaries, units)).decode()


PICTURES = {
    "two squares": (
        {"A": box(0, 0, 2, 3), "B": box(2, 0, 4, 3)},
        ["AABB", "AABB", "AABB"],
    ),
    "a lake and a unit within": (
        {
            "A": box(0, 0, 7, 5) - box(1, 1, 3, 4) - box(4, 1, 6, 4),
            "B": box(4, 1, 6, 4),
        },
        ["AAAAAAA", "A..ABBA", "A..ABBA", "A..ABBA", "AAAAAAA"],
    ),
    "an exclave and an island": (
        {
            "A": MultiPolygon([box(0, 0, 3, 4), box(4, 1, 5, 2), box(8, 2, 9, 4)]),
            "B": box(3, 0, 7, 4) - box(4, 1, 5, 2),
        },
        ["AAABBBB.A", "AAABBBB.A", "AAABABB..", "AAABBBB.."],
    ),
    "one unit alone": ({"A": box(0, 0, 3, 2)}, ["AAA", "AAA"]),
    "three meet in a point": (
        {"A": box(0, 0, 2, 4), "B": box(2, 2, 4, 4), "C": box(2, 0, 4, 2)},
        ["AABB", "AABB", "AACC", "AACC"],
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_each_pixel_knows_its_unit(modules, name):
    shapes, picture = PICTURES[name]
    size = {"width": len(picture[0]), "height": len(picture)}
    assert modules(DRAWN, data=_encoded(shapes), **size) == picture


def test_neighbours_leave_no_gap_at_any_zoom(modules):
    shapes = {"A": Polygon([(0, 0), (5, 0), (1, 7), (0, 7)])}
    shapes["B"] = box(0, 0, 6, 7) - shapes["A"]
    rows = modules(DRAWN, data=_encoded(shapes), width=613, height=715)
    assert all("." not in row for row in rows)
    # the border falls from (1, 7) to (5, 0): half way up it stands at 3 of 6 kilometres
    assert rows[357].index("B") == pytest.approx(613 / 2, abs=2)


def test_what_lies_left_of_the_window_colours_its_edge(modules):
    found = modules(
        """
        async ({ code, data }) => {
          const { decodeGeometry } = await import(`${code}geometry.js`);
          const { rasterise } = await import(`${code}raster.js`);
          const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
          const geometry = decodeGeometry(bytes.buffer);
          const scale = 40 / geometry.size.width;
          return [...rasterise(geometry, { scale, left: -15, top: 20, width: 10, height: 1 })];
        }
        """,
        data=_encoded({"A": box(0, 0, 2, 3), "B": box(2, 0, 4, 3)}),
    )
    assert found == [0] * 5 + [1] * 5


def test_every_seventh_diagonal_of_an_uncertain_unit_bears_ink(modules):
    found = modules(
        """
        async ({ code }) => {
          const { abgr, paint, paletteOf } = await import(`${code}raster.js`);
          const fills = [
            { colour: abgr("#0b6e75"), ink: 1, hatched: false },
            { colour: abgr("#ffffff"), ink: 1, hatched: true },
          ];
          const palette = paletteOf(Uint8Array.of(0, 1, 255), fills);
          const ids = Uint16Array.from([...Array(14).fill(1), 0, 2, 0xffff]);
          const pixels = new Uint32Array(ids.length);
          paint(ids, ids.length, palette, pixels);
          return [...pixels];
        }
        """
    )
    white, petrol = 0xFFFFFFFF, 0xFF756E0B
    assert found == [1, *[white] * 6, 1, *[white] * 6, petrol, 0, 0]


ECHOES = {
    # what happens, and what `isRemoteChange` says of each value that comes from the server
    "what the page sent": (
        [("send", 1), ("send", 2), ("come", 1), ("come", 2)],
        [False, False],
    ),
    "only the last of what it sent": ([("send", 1), ("send", 2), ("come", 2)], [False]),
    "a late echo of an older value": (
        [("send", 1), ("come", 1), ("send", 2), ("send", 3), ("come", 2), ("come", 3)],
        [False, False, False],
    ),
    "somebody else's value": ([("come", 1), ("send", 2), ("come", 5)], [True, True]),
    "the same value again": ([("come", 1), ("come", 1), ("come", 2)], [True, False, True]),
    "back to where it was": (
        [("come", 1), ("send", 2), ("come", 2), ("come", 1)],
        [True, False, True],
    ),
    "what another part sent": (
        [("expect", ["a"]), ("come", ["a"]), ("come", [])],
        [False, True],
    ),
}


@pytest.mark.parametrize("name", ECHOES)
def test_an_echo_is_no_remote_change(modules, name):
    steps, expected = ECHOES[name]
    result = modules(
        """
        async ({ code, steps }) => {
          const { SyncedValue } = await import(`${code}synced_value.js`);
          const sent = [];
          const synced = new SyncedValue((value) => sent.push(value));
          const actions = {
            send: (value) => synced.send(value),
            expect: (value) => synced.expectEcho(value),
            come: (value) => synced.isRemoteChange(value),
          };
          const answers = steps.map(([action, value]) => actions[action](value));
          return { sent, changes: answers.filter((answer) => answer !== undefined) };
        }
        """,
        steps=steps,
    )
    assert result["changes"] == expected
    assert result["sent"] == [value for action, value in steps if action == "send"]


def test_parts_of_a_channel_hear_each_other_but_not_themselves(modules):
    heard = modules(
        """
        async ({ code }) => {
          const { openChannel } = await import(`${code}channel.js`);
          const heard = [];
          const off = openChannel("a").on("point", ({ unit }) => heard.push(`one ${unit}`), "one");
          openChannel("a").on("point", ({ unit }) => heard.push(`two ${unit}`), "two");
          openChannel("b").on("point", ({ unit }) => heard.push(`other ${unit}`), "three");
          openChannel("a").emit("point", { unit: "x" }, "one");
          openChannel("a").emit("request", { unit: "s" }, "one");
          openChannel("a").emit("point", { unit: "y" }, "two");
          off();
          openChannel("a").emit("point", { unit: "z" }, "three");
          return heard;
        }
        """
    )
    assert heard == ["two x", "one y", "two z"]


UNITS = {
    "05378012": ("Kürten", ""),
    "05378020": ("Odenthal", ""),
    "A": ("Altstadt", "Kölner Viertel"),
    "B": ("Neue Altstadt", ""),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kürten", ["05378012"]),
        ("kurt", ["05378012"]),
        ("alt", ["A", "B"]),  # what begins with it first
        ("viertel", ["A"]),
        ("koln", ["A"]),
        ("Kuerten", ["05378012"]),
        ("KOELN", ["A"]),
        ("0537802", ["05378020"]),
        ("05378", ["05378020", "05378012"]),
        ("", []),
        ("Timbuktu", []),
        ("(", []),
    ],
)
def test_a_unit_is_found_by_its_names_and_key(modules, text, expected):
    geometry = {
        # the second best stands first, so that the order found says something
        "units": sorted(UNITS, reverse=True),
        "names": [UNITS[unit][0] for unit in sorted(UNITS, reverse=True)],
        "official": [UNITS[unit][1] for unit in sorted(UNITS, reverse=True)],
        "everyday": [""] * len(UNITS),
    }
    found = modules(
        """
        async ({ code, geometry, text }) => {
          const { matches } = await import(`${code}search.js`);
          return matches(geometry, text).map((unit) => geometry.units[unit]);
        }
        """,
        geometry=geometry,
        text=text,
    )
    assert found == expected


def test_no_more_than_eight_are_offered(modules):
    names = [f"Dorf {number}" for number in range(30)]
    found = modules(
        """
        async ({ code, geometry }) => {
          const { matches } = await import(`${code}search.js`);
          return matches(geometry, "dorf");
        }
        """,
        geometry={"units": names, "names": names, "official": [""] * 30, "everyday": [""] * 30},
    )
    assert found == list(range(8))


SEARCHED = [
    ["dem_u18", "Anteil der unter 18-Jährigen, %", ["Minderjährige"]],
    ["ein_sgb2", "SGB-II-Quote, %", ["Bürgergeld", "Hartz IV", "Armut"]],
    ["ein_u15", "Kinder unter 15 Jahren mit SGB-II-Leistungen, %", ["Kinderarmut", "Armut"]],
    ["ein_alter", "Grundsicherung im Alter, %", ["Altersarmut", "Rente"]],
    ["mig", "Menschen mit ausländischer Staatsangehörigkeit, %", ["Ausländer"]],
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["dem_u18", "ein_sgb2", "ein_u15", "ein_alter", "mig"]),
        ("Kinderarmut", ["ein_u15"]),
        ("buergergeld", ["ein_sgb2"]),
        ("hartz iv", ["ein_sgb2"]),
        # the beginning of a word comes before its middle
        ("Armut", ["ein_sgb2", "ein_u15", "ein_alter"]),
        ("alter", ["ein_alter"]),
        ("rente", ["ein_alter"]),
        # the title comes before a synonym
        ("AUSLÄND", ["mig"]),
        ("jähr", ["dem_u18", "ein_u15"]),
        ("leistungen", ["ein_u15"]),
        ("kinder armut", ["ein_u15"]),
        ("zzz", []),
        ("x" * 1000, []),
        ("a " * 500, ["dem_u18", "ein_alter", "mig", "ein_sgb2", "ein_u15"]),
        ("(.*[", []),
    ],
)
def test_an_indicator_is_found_by_what_people_call_it(modules, text, expected):
    found = modules(
        """
        async ({ code, options, text }) => {
          const { matches } = await import(`${code}indicator_search.js`);
          return matches(options, text).map((hit) => hit.code);
        }
        """,
        options=SEARCHED,
        text=text,
    )
    assert found == expected


@pytest.mark.parametrize("kind", ["choropleth", "circles"])
def test_a_message_is_read_as_its_description_says(modules, kind):
    header = {
        "units": 3,
        "kind": kind,
        "legend": [
            ["wenig", "#ffffff", "", 0, 0.0, 5.0, None],
            [".", "#d4d4d4", ".", 1, *[None] * 3],
        ],
        "lines": [["wenig", "#ffffff", "", 0, 0.0, 5.0, None]],
        "columns": [[2020, "2020", [2, 1], "", None], [2021, "2021", [3, 0], "4 %", [0, 0.8]]],
        "texts": [["1,0", "2,0", "."], ["3,0", "4,0", "5,0"]],
    }
    text = json.dumps(header).encode()
    codes = bytes([0, 0, 1, 0, 0, 0])
    sizes = bytes([9, 8, 7, 6, 5, 4]) if kind == "circles" else b""
    found = modules(
        """
        async ({ code, bytes }) => {
          const { decodeMessage } = await import(`${code}message.js`);
          const { legend, columns } = decodeMessage(Uint8Array.from(bytes).subarray(2));
          const plain = columns.map(({ label, codes, sizes, areaMark, texts }) => (
            { label, codes: [...codes], sizes: [...sizes], areaMark, texts }
          ));
          return { legend, columns: plain };
        }
        """,
        # two bytes before it: a message may begin anywhere in what came
        bytes=list(b"??" + len(text).to_bytes(4, "little") + text + codes + sizes),
    )
    circles = kind == "circles"
    assert found["legend"][0]["upper"] == 5.0
    assert found["legend"][1]["hatched"] is True
    assert found["columns"] == [
        {
            "label": "2020",
            "codes": [0, 0, 1],
            "sizes": [9, 8, 7] if circles else [],
            "areaMark": None,
            "texts": ["1,0", "2,0", "."],
        },
        {
            "label": "2021",
            "codes": [0, 0, 0],
            "sizes": [6, 5, 4] if circles else [],
            "areaMark": [0, 0.8],
            "texts": ["3,0", "4,0", "5,0"],
        },
    ]


def test_the_years_play_once_and_stop_at_the_last(modules):
    result = modules(
        """
        async ({ code }) => {
          const { timeline } = await import(`${code}timeline.js`);
          const went = [];
          const texts = { year: "Jahr", play: "los", pause: "halt" };
          const labels = ["2020", "2021", "2022"];
          const { root, setIndex } = timeline(labels, texts, (index) => went.push(index));
          const [button, slider] = [root.querySelector("button"), root.querySelector("input")];
          setIndex(0);
          button.click();
          const playing = button.textContent;
          await new Promise((done) => setTimeout(done, 2500));
          const rested = button.textContent;
          button.click();
          button.click();
          await new Promise((done) => setTimeout(done, 1200));
          return { went, playing, rested, spoken: slider.getAttribute("aria-valuetext") };
        }
        """
    )
    # the second time it begins with the first year, and is stopped at once
    assert result["went"] == [1, 2, 0]
    assert (result["playing"], result["rested"], result["spoken"]) == ("halt", "los", "2020")


def test_the_key_is_in_the_order_of_the_numbers(modules):
    script = """
    async ({ code, geometry, texts }) => {
      const { keyRows } = await import(`${code}key.js`);
      const rows = keyRows(geometry, texts);
      return rows.map((row) => [...row.children].map((cell) => cell.textContent));
    }
    """
    geometry = {"units": ["10", "9"], "names": ["Im Dorf", "<b>Mitte</b>"]}
    rows = modules(script, geometry=geometry, texts=["19,7", "."])
    assert rows == [["9", "<b>Mitte</b>", "."], ["10", "Im Dorf", "19,7"]]
