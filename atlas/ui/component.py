"""Parts of a page whose code runs in the browser, and the channel of events they share."""

from __future__ import annotations

import json
from string import Template
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from atlas.ui.web import published
from atlas.views import texts

CHANNEL = "karte"
"""Name of the channel on which the parts of a page hear of each other's events."""
LOADER = """
const base = location.origin + $base;
export default async (component) => {
  const parent = component.parentElement;
  const append = (tag, more) => parent.append(Object.assign(document.createElement(tag), more));
  let cleanup;
  const start = async () => {
    try {
      cleanup = await (await import(base + $file))$part.render(component, base);
    } catch (error) {
      console.error(error);
      parent.replaceChildren();
      append("p", { textContent: $failed, role: "alert", style: "margin: 0 0 0.5rem" });
      const again = () => { parent.replaceChildren(); start(); };
      append("button", { textContent: $again, onclick: again, style: "font: inherit" });
    }
  };
  await start();
  return () => cleanup?.();
};
"""
"""Sent with each message, so it is short; what it says needs nothing that might be missing."""


def component(name: str, module: str) -> ComponentRenderer:
    """Register a component that a module in the static folder renders.

    Streamlit sends the code of a component with each message, so the code sent only loads the
    rest, or says with `name`'s texts that it can't be had.
    """
    failed = texts.LIVE_FAILED.format(part=texts.LIVE_PARTS[name])
    code, part = published.code(), f"{module}.js"
    values = {
        "base": published.base_address(),
        "file": f"{published.publish_code()}{code.file_of[part]}",
        "failed": failed,
        "again": texts.LIVE_AGAIN,
    }
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    loader = Template(LOADER).substitute(quoted, part=f".{code.call_of[part]}()")
    return st.components.v2.component(f"sozialatlas.{name}", js=loader)


def component_value(key: str, name: str) -> Any:  # noqa: ANN401  (whatever the part's code sends)
    """Return the value the browser just sent through a component, in a callback of it.

    None if the component's page was left before this arrived: Streamlit still calls back then,
    but has forgotten the value.
    """
    return getattr(st.session_state.get(key), name, None)
