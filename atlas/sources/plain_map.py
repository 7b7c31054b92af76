"""GeoJSON without what the atlas doesn't read: exports of GIS programs bring whole tables along."""

from __future__ import annotations

import json
from typing import Any, Final

_READ: Final = ("unit", "name")


def bare_map(content: bytes) -> bytes:
    """Keep key, name and shape of each feature; unchanged if there is nothing else.

    Of what is no collection of features nothing is left: nobody could say what is in it.
    """
    try:
        collection = json.loads(content)
        features = [_bare(feature) for feature in collection["features"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return b""
    bare = {"type": "FeatureCollection", "features": features}
    if "crs" in collection:
        bare["crs"] = collection["crs"]
    if bare == collection:
        return content
    return json.dumps(bare, ensure_ascii=False, separators=(",", ":")).encode()


def _bare(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature["properties"]
    return {
        "type": "Feature",
        "properties": {name: properties[name] for name in _READ if name in properties},
        "geometry": feature["geometry"],
    }
