from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def atlas_home(atlas_home, shared_editions) -> Path:
    """Folder for what people make at run time, each test its own; editions are shared."""
    return atlas_home


@pytest.fixture
def opened(monkeypatch, rhein_berg) -> Callable[..., AppTest]:
    """Open a page (or app.py) on a data folder, with what stands in the address."""

    # no package brings parts for these pages, and looking through all that are installed takes
    # two thirds of the time of a page
    monkeypatch.setattr(
        BidiComponentManager, "discover_and_register_components", lambda *_, **__: None
    )

    def run(file: str, data: Path = rhein_berg, **address: str) -> AppTest:
        monkeypatch.setenv("ATLAS_DATA", str(data))
        page = AppTest.from_file(ROOT / file, default_timeout=60)
        for name, value in address.items():
            page.query_params[name] = value
        return page.run()

    return run


@pytest.fixture
def html() -> Callable[[AppTest], str]:
    """All HTML of a page, as it is sent to the browser."""

    def read(page: AppTest) -> str:
        return "\n".join(element.proto.body for element in page.get("html"))

    return read


@pytest.fixture
def address() -> Callable[[AppTest], dict[str, str]]:
    """What the page wrote into the address."""

    def read(page: AppTest) -> dict[str, str]:
        return {
            name: value if isinstance(value, str) else value[0]
            for name, value in page.query_params.items()
        }

    return read


@pytest.fixture
def part() -> Callable[[AppTest, str], Any]:
    """What a part of a page that runs in the browser was sent, by its name."""

    def read(page: AppTest, name: str) -> Any:
        (proto,) = (
            element.proto
            for element in page.get("bidi_component")
            if element.proto.component_name == f"sozialatlas.{name}"
        )
        return json.loads(proto.json) if proto.json else proto.bytes

    return read
