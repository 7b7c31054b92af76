"""One chart on a page."""

from __future__ import annotations

import streamlit as st

from atlas.model.specs import ChartSpec

SIDES = ("left", "top", "right", "bottom")
PADDING = 8


def draw(spec: ChartSpec) -> None:
    """Show a chart as wide as its container."""
    # Altair takes half a second to load: only charts need it
    from atlas.render.chart.charts import altair_chart  # noqa: PLC0415

    # checking the spec against the schema takes as long as making it
    vega = altair_chart(spec).to_dict(validate=False)
    # Streamlit writes into the padding, so it has to be one number per side;
    # the spec describes itself: an alternative text here would only replace that
    vega["padding"] = dict.fromkeys(SIDES, PADDING)
    st.vega_lite_chart(vega, theme=None, width="stretch")
