"""Parts of a page whose code runs in the browser, and the name under which they hear each other."""

from __future__ import annotations

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from atlas.ui import cache, static_files

LINK = "karte"
"""Name under which the parts of a page hear each other."""
LOADER = """
const base = location.origin + "{base}";
const loaded = import(base + "{code}{module}.js");
export default async (component) => (await loaded).{entry}(component, base);
"""


def component(name: str, module: str, entry: str) -> ComponentRenderer:
    """Register a component whose code lies in the static folder.

    Streamlit sends the code of a component with each message, so the code sent is only the
    line that loads the rest.
    """
    base, code = static_files.base_address(), cache.live_code()
    loader = LOADER.format(base=base, code=code, module=module, entry=entry)
    return st.components.v2.component(f"sozialatlas.{name}", js=loader)
