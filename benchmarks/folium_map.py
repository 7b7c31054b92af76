"""The same map built anew by folium, as many atlases do it at every click."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
from playwright.sync_api import Page
from xstatic.pkg import leaflet

LIMITS = (8.0, 16.0, 24.0, 32.0)
COLOURS = ("#d9eced", "#a3d0d2", "#66adb2", "#2f848a", "#0b4a4f")
FOREIGN = re.compile(
    r'<script src="https:[^>]*></script>|<link rel="stylesheet" href="https:[^>]*>'
)
LOADED = """
async (html) => {
  const frame = document.createElement("iframe");
  frame.style = "width: 970px; height: 600px";
  const loaded = new Promise((done) => frame.addEventListener("load", done));
  const start = performance.now();
  frame.srcdoc = html;
  document.body.replaceChildren(frame);
  await loaded;
  await new Promise((done) => frame.contentWindow.requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  }));
  return {
    taken: performance.now() - start,
    paths: frame.contentDocument.querySelectorAll("path.leaflet-interactive").length,
  };
}
"""


def rebuilt(page: Page, frame: gpd.GeoDataFrame, values: Mapping[str, float]) -> tuple[float, int]:
    """Build a map, load it into an iframe of a page; seconds until it is painted, and its bytes.

    What lies between server and browser is left out, in favour of folium.
    """
    start = time.perf_counter()
    html = _html(frame, values)
    built = time.perf_counter() - start
    result = page.evaluate(LOADED, html)
    if result["paths"] != len(frame):
        message = f"folium drew {result['paths']} of {len(frame)} units"
        raise RuntimeError(message)
    return built + result["taken"] / 1000, len(html.encode())


def _html(frame: gpd.GeoDataFrame, values: Mapping[str, float]) -> str:
    coloured = frame.assign(value=[values[unit] for unit in frame.index])[
        ["name", "value", "geometry"]
    ]

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        number = bisect_right(LIMITS, feature["properties"]["value"])
        return {"fillColor": COLOURS[number], "color": "#ffffff", "weight": 1, "fillOpacity": 1}

    folium_map = folium.Map(tiles=None)
    tooltip = folium.GeoJsonTooltip(["name", "value"])
    folium.GeoJson(coloured, style_function=style, tooltip=tooltip).add_to(folium_map)
    west, south, east, north = frame.total_bounds
    folium_map.fit_bounds([[south, west], [north, east]])
    # folium asks foreign servers for Leaflet; this page has it inside
    return FOREIGN.sub("", folium_map.get_root().render()).replace(
        "<head>", f"<head>{_leaflet()}", 1
    )


@cache
def _leaflet() -> str:
    folder = Path(leaflet.BASE_DIR)
    code = (folder / "leaflet.js").read_text("utf-8")
    return f"<style>{(folder / 'leaflet.css').read_text('utf-8')}</style><script>{code}</script>"
