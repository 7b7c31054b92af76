"""Parts of a page whose code runs in the browser, and the name under which they hear each other."""

from __future__ import annotations

import json
from string import Template
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from atlas.ui import cache, static_files
from atlas.views import texts

LINK = "karte"
"""Name under which the parts of a page hear each other."""
LOADER = """
const base = location.origin + $base;
export default async (component) => {
  const place = component.parentElement;
  const put = (tag, more) => place.append(Object.assign(document.createElement(tag), more));
  let end;
  const start = async () => {
    try {
      end = await (await import(base + $module)).$entry(component, base);
    } catch (error) {
      console.error(error);
      place.replaceChildren();
      put("p", { textContent: $failed, role: "alert", style: "margin: 0 0 0.5rem" });
      put("button", { textContent: $again, onclick: start, style: "font: inherit" });
    }
  };
  await start();
  return () => end?.();
};
"""
"""Sent with each message, so it is short; what it says needs nothing that might be missing."""


def component(name: str, module: str, entry: str) -> ComponentRenderer:
    """Register a component whose code lies in the static folder.

    Streamlit sends the code of a component with each message, so the code sent only loads the
    rest, or says in `name`'s words that it can't be had.
    """
    failed = texts.LIVE_FAILED.format(part=texts.LIVE_PARTS[name])
    words = {
        "base": static_files.base_address(),
        "module": f"{cache.live_code()}{module}.js",
        "failed": failed,
        "again": texts.LIVE_AGAIN,
    }
    quoted = {key: json.dumps(word, ensure_ascii=False) for key, word in words.items()}
    loader = Template(LOADER).substitute(quoted, entry=entry)
    return st.components.v2.component(f"sozialatlas.{name}", js=loader)


def said(key: str, name: str) -> Any:  # noqa: ANN401  (whatever the part's code sends)
    """Return what the browser just said through a component, in a callback of it.

    None if the component's page was left before this arrived: Streamlit still calls back then,
    but has forgotten the value.
    """
    return getattr(st.session_state.get(key), name, None)
