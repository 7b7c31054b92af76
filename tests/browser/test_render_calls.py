"""Calls of Streamlit that overtake each other, in Chromium: nothing old undoes anything new."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

import geopandas as gpd
import pytest
from playwright.sync_api import Error
from shapely import box

from atlas.model.areas import SpatialUnit
from atlas.render.live.geometry import geometry_bytes
from atlas.ui.web import published
from atlas.views.map import texts as map_texts

pytestmark = pytest.mark.browser

BASE = "data:application/octet-stream;base64,"
"""Before a geometry that is its own address."""
SET_UP = """
const parent = document.createElement("div");
document.body.replaceChildren(parent);
const sent = [];
const setTriggerValue = (name, value) => sent.push([name, value]);
const bytes = (message) => Uint8Array.from(message);
const wait = (time) => new Promise((done) => setTimeout(done, time));
const { openChannel } = await import(`${code}channel.js`);
const channel = openChannel("test");
"""


@pytest.fixture(scope="module")
def window(chromium):
    """A window for all tests here; geometries of these tests are their own addresses."""
    page = chromium.new_page(bypass_csp=True)
    yield page
    page.context.close()


@pytest.fixture
def run(window, server):
    """Run statements in a page of the server, after `SET_UP`; what they return is returned."""
    failed: list[str] = []

    def fail(error: Error) -> None:
        failed.append(str(error))

    window.on("pageerror", fail)
    # a document of its own for each test: its modules begin anew
    window.goto(f"{server.address}/_stcore/health")
    code = f"{published.base_address()}{published.publish_code()}"

    def evaluate(statements: str, **values: object) -> object:
        names = ", ".join(["code", *values])
        function = f"async ({{ {names} }}) => {{ {SET_UP} {statements} }}"
        return window.evaluate(function, {"code": code, **values})

    yield evaluate
    window.goto("about:blank")
    window.remove_listener("pageerror", fail)
    assert not failed


def geometry(*units: str) -> str:
    """Squares in a row, as a file that is its own address."""
    shapes = [box(400_000 + 1000 * n, 5_600_000, 401_000 + 1000 * n, 5_601_000) for n in range(3)]
    frame = gpd.GeoDataFrame(
        geometry=shapes[: len(units)], index=list(units), crs="EPSG:25832"
    ).to_crs("EPSG:4326")
    named = [SpatialUnit(id=unit, name=unit) for unit in units]
    return base64.b64encode(geometry_bytes(frame, named)).decode()


def message(
    address: str, years: Sequence[int], current: int, *, units: int = 2, multiples: bool = False
) -> list[int]:
    """A message about years, with one class and a geometry."""
    header = {
        "geometry": address,
        "channel": "test",
        "slot": "t",
        "units": units,
        "title": "Anteil",
        "unit": "%",
        "kind": "choropleth",
        "legend": [["wenig", "#a3d0d2", "", 0, 0.0, 5.0, None]],
        "lines": [["wenig", "#a3d0d2", "", 0, 0.0, 5.0, None]],
        "areaLabel": "Landwert",
        "columns": [[year, str(year), [units], "", None] for year in years],
        "current": list(years).index(current),
        "selection": [],
        "compact": False,
        "multiples": multiples,
        "background": None,
        "bins": None,
    }
    text = json.dumps(header).encode()
    return list(len(text).to_bytes(4, "little") + text + bytes(units * len(years)))


SHOW = """
const { render } = await import(`${code}live_map.js`);
const call = (message, base = BASE) => (
  render({ data: bytes(message), parentElement: parent, setTriggerValue }, base)
);
const year = () => parent.querySelector(".live-map")?.dataset.year;
const slide = (index) => {
  const slider = parent.querySelector(".years");
  slider.value = String(index);
  slider.dispatchEvent(new InputEvent("input"));
};
""".replace("BASE", json.dumps(BASE))


def test_an_overtaken_call_of_the_map_ends_without_taking_the_map_away(run):
    a = geometry("a", "b")
    years = range(2019, 2022)
    found = run(
        SHOW
        + """
        const first = call(one);
        const second = call(two);
        (await first)?.();
        const end = await second;
        const shown = year();
        end();
        const left = parent.querySelectorAll(".live-map").length;
        parent.remove();
        end();
        return { shown, left: [left, parent.querySelectorAll(".live-map").length] };
        """,
        one=message(a, years, 2019),
        two=message(a, years, 2021),
    )
    assert found == {"shown": "2021", "left": [1, 0]}


def test_a_geometry_that_comes_late_does_not_replace_a_newer_map(run):
    found = run(
        SHOW
        + """
        const plain = window.fetch;
        window.fetch = async (...all) => {
          if (String(all[0]).endsWith(late)) await wait(400);
          return plain(...all);
        };
        const first = call(old);
        await (call(fresh));
        (await first)?.();
        return [...parent.querySelectorAll(".live-map")].map((map) => map.dataset.year);
        """,
        late=geometry("a", "b"),
        old=message(geometry("a", "b"), [2019], 2019),
        fresh=message(geometry("c", "d"), [2024], 2024),
    )
    assert found == ["2024"]


def test_a_geometry_that_fails_late_does_not_take_a_newer_map_away(run):
    found = run(
        SHOW
        + """
        const first = call(broken, "/app/static/");
        await call(fresh);
        const answer = await first;
        return { answer: answer === undefined, year: year() };
        """,
        broken=message("fehlt.bin", [2019], 2019),
        fresh=message(geometry("c", "d"), [2024], 2024),
    )
    assert found == {"answer": True, "year": "2024"}


def test_a_failure_clears_the_element_and_the_next_message_draws_again(run):
    found = run(
        SHOW
        + """
        await call(fresh);
        let status = "";
        const keep = (error) => { status = error.message.slice(0, 3); };
        await call(broken, "/app/static/").catch(keep);
        const between = parent.querySelectorAll(".live-map").length;
        await call(fresh);
        return { status, between, year: year() };
        """,
        broken=message("fehlt.bin", [2019], 2019),
        fresh=message(geometry("c", "d"), [2024], 2024),
    )
    assert found == {"status": "404", "between": 0, "year": "2024"}


@pytest.mark.parametrize(
    ("years", "current", "shown"),
    [
        (range(2021, 2025), 2022, "2022"),  # the same year stands elsewhere
        (range(2015, 2025), 2022, "2022"),
        ([2023, 2024], 2024, "2024"),  # the server chose another
        ([2024], 2024, "2024"),
    ],
)
def test_the_year_stays_where_another_indicator_has_other_years(run, years, current, shown):
    a = geometry("a", "b")
    found = run(
        SHOW + "await call(before); await call(after); return year();",
        before=message(a, range(2019, 2025), 2022),
        after=message(a, years, current),
    )
    assert found == shown


def test_a_year_of_the_slider_survives_a_message_that_knows_it_not_yet(run):
    a = geometry("a", "b")
    found = run(
        SHOW
        + """
        await call(before);
        slide(0);
        await call(before);
        const shown = year();
        await wait(400);
        await call(after);
        return { shown, then: year(), sent };
        """,
        before=message(a, range(2019, 2025), 2022),
        after=message(a, range(2019, 2025), 2019),
    )
    assert found == {"shown": "2019", "then": "2019", "sent": []}


def test_the_slider_emits_its_year_while_it_moves_and_once_more_when_it_rests(run):
    a = geometry("a", "b")
    found = run(
        SHOW
        + """
        const heard = [];
        channel.on("year", ({ year, committed }) => heard.push([year, committed]), "me");
        const end = await call(start);
        slide(2); slide(1); slide(2);
        await wait(400);
        slide(0);
        parent.remove();
        end();
        await wait(400);
        return { heard, sent };
        """,
        start=message(a, range(2019, 2025), 2024),
    )
    moves = [[2021, False], [2020, False], [2021, False], [2021, True], [2019, False]]
    # what the server never heard of is taken back
    assert found == {"heard": [*moves, [None, False]], "sent": []}


@pytest.mark.parametrize("multiples", [False, True])
def test_a_year_chosen_beside_the_map_is_drawn_at_once_and_not_repeated(run, multiples):
    a = geometry("a", "b")
    found = run(
        SHOW
        + """
        const end = await call(start);
        channel.emit("year", { year: 2020, committed: true }, "me");
        const shown = year();
        channel.emit("year", { year: 1999, committed: true }, "me");
        const stays = year();
        await call(echo);
        return { shown, stays, then: year(), sent };
        """,
        start=message(a, range(2019, 2025), 2024, multiples=multiples),
        echo=message(a, range(2019, 2025), 2020, multiples=multiples),
    )
    assert found == {"shown": "2020", "stays": "2020", "then": "2020", "sent": []}


def test_a_click_on_one_of_all_years_reaches_the_box_at_once(run):
    found = run(
        SHOW
        + """
        const heard = [];
        channel.on("year", ({ year, committed }) => heard.push([year, committed]), "me");
        await call(start);
        parent.querySelectorAll(".multiple")[1].click();
        return { heard, sent, year: year() };
        """,
        start=message(geometry("a", "b"), range(2019, 2025), 2024, multiples=True),
    )
    assert found == {"heard": [[2020, True]], "sent": [], "year": "2020"}


BOX = """
const { render } = await import(`${code}year_box.js`);
const call = (chosen, years = ["2022", "2021", "2020", "2019"], lateChoices = 0) => render({
  data: { label: "Jahr", channel: "test", years, chosen, lateChoices },
  parentElement: parent, setTriggerValue,
});
const value = () => parent.querySelector("select").value;
const choose = (year) => {
  const select = parent.querySelector("select");
  select.value = year;
  select.dispatchEvent(new Event("change"));
};
const emitYear = (year, committed) => channel.emit("year", { year, committed }, "map");
"""


def test_an_overtaken_call_of_the_box_leaves_it_hearing(run):
    found = run(
        BOX
        + """
        const first = call("2022");
        const select = parent.querySelector("select");
        const second = call("2022");
        first();
        emitYear(2020, false);
        const moved = value();
        const same = select === parent.querySelector("select");
        parent.remove();
        second();
        emitYear(2019, false);
        return { moved, same, deaf: value() };
        """
    )
    assert found == {"moved": "2020", "same": True, "deaf": "2020"}


def test_the_box_sends_the_server_the_year_at_which_the_map_rests(run):
    found = run(
        BOX
        + """
        call("2022");
        emitYear(2021, false);
        emitYear(2020, false);
        emitYear(2020, true);
        emitYear(1999, true);
        return sent;
        """
    )
    assert found == [["year", 2020]]


BOXES = {
    # what happens, and what the box shows after it
    "own choice, then its echo": (["choose 2020", "server 2020"], "2020"),
    "two choices, echoes of both": (["choose 2020", "choose 2019", "server 2020"], "2019"),
    "the map's slider, then the old year": (["map 2020", "server 2022"], "2020"),
    "the slider back and forth": (
        ["map 2021", "map 2020", "map 2021", "commit 2021", "server 2021", "server 2020"],
        "2020",  # somebody else chose it: no late echo of the slider on its way
    ),
    "the slider's year is taken back": (["map 2020", "undone"], "2022"),
    "the choice came too late": (["choose 2020", "lost 2022"], "2022"),
    "the server refuses": (["choose 2020", "server 2022"], "2022"),
    "years without the one shown": (["map 2019", "fewer 2022"], "2022"),
    "an older echo after a newer choice": (
        ["commit 2020", "choose 2019", "server 2020", "server 2019"],
        "2019",
    ),
}


@pytest.mark.parametrize("name", BOXES)
def test_the_box_shows_the_newest_choice(run, name):
    steps, expected = BOXES[name]
    found = run(
        BOX
        + """
        call("2022");
        const actions = {
          choose,
          map: (year) => emitYear(Number(year), false),
          commit: (year) => emitYear(Number(year), true),
          server: (year) => call(year), fewer: (year) => call(year, ["2022", "2021"]),
          lost: (year) => call(year, undefined, 1),
          undone: () => emitYear(null, false),
        };
        for (const step of steps) actions[step.split(" ")[0]](step.split(" ")[1]);
        return value();
        """,
        steps=steps,
    )
    assert found == expected


CHART = """
const { render } = await import(`${code}linked_chart.js`);
const call = (selection = [], figure = "8,0") => render({
  data: {
    channel: "test", selection, kind: "bars", label: "Befund", titles: ["Wert"],
    y: [0, 20, [[0, "0"]]], x: null,
    marks: [["a", "Aa", 8, null, 0, figure, ""], ["b", "Bb", 12, null, 0, "12,0", ""]],
    lines: [], legend: [["wenig", "#a3d0d2", 0]], texts,
  },
  parentElement: parent, setTriggerValue,
});
const drawn = async () => {
  while (!parent.querySelector("svg")) await wait(20);
  return parent.querySelector("svg");
};
const texts = { keys: "", several: "mehrere", class: "Klasse", nothing: "" };
"""


def test_the_drawing_stays_the_same_while_its_figures_do(run):
    found = run(
        CHART
        + """
        const first = call();
        const svg = await drawn();
        first(); // ended before the call that overtook it has begun
        call();
        first();
        call(["b"]);
        channel.emit("select", { units: ["a"] }, "map");
        channel.emit("point", { unit: "b" }, "map");
        const kept = svg === await drawn();
        const selected = [...svg.querySelectorAll(".selected")].map((group) => group.ariaLabel);
        call([], "9,0");
        return { kept, selected, redrawn: svg !== await drawn() };
        """
    )
    assert found == {"kept": True, "selected": ["Aa, Wert: 8,0"], "redrawn": True}


SELECTIONS = {
    "one": (["a"], ["a"]),
    "another": (["a", "b"], ["b"]),
    "the same again": (["a", "a"], []),
    "one more": (["a", "+b"], ["a", "b"]),
    "one less": (["a", "+b", "+a"], ["b"]),
    "one of several alone": (["a", "+b", "a"], ["a"]),
}


@pytest.mark.parametrize("name", SELECTIONS)
def test_clicks_select(run, name):
    clicks, expected = SELECTIONS[name]
    found = run(
        """
        const { Selection } = await import(`${code}selection.js`);
        const heard = [];
        const sentUnits = [];
        const send = (units) => sentUnits.push(units);
        const selection = new Selection({ channel, send, onChange: () => {} });
        channel.on("select", ({ units }) => heard.push(units), "other");
        for (const click of clicks) {
          selection.click(click.replace("+", ""), { ctrlKey: click.startsWith("+") });
        }
        const [last, times] = [sentUnits.at(-1), sentUnits.length];
        return { units: selection.units, heard: heard.at(-1), sent: last, times };
        """,
        clicks=clicks,
    )
    assert found == {"units": expected, "heard": expected, "sent": expected, "times": len(clicks)}


def test_units_nobody_can_show_here_are_left_out(run):
    found = run(
        """
        const { Selection } = await import(`${code}selection.js`);
        const canShow = (id) => id !== "x";
        const [send, onChange] = [() => {}, () => {}];
        const selection = new Selection({ channel, send, onChange, canShow });
        selection.update(["x", "a"]);
        const updated = [...selection.units];
        channel.emit("select", { units: ["b", "x"] }, "other");
        return [updated, selection.units];
        """
    )
    assert found == [["a"], ["b"]]


def test_the_legend_names_the_borders_on_top_as_text(run):
    found = run(
        """
        const { legend } = await import(`${code}legend.js`);
        const message = {
          title: "Anteil", unit: "%", kind: "choropleth", legend: [], lines: [],
          columns: [{ counts: [], area: "" }],
        };
        const options = { current: 0, radius: 1, borders: ["Kreise <b>$&</b>"] };
        const drawn = legend(message, options, texts);
        return [...drawn.querySelectorAll(".legend-border")].map((line) => line.textContent);
        """,
        texts=dict(map_texts.LIVE_MAP),
    )
    assert found == ["Grenzen: Kreise <b>$&</b>"]
