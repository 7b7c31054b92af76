"""The running server, asked by programs other than a browser."""

from __future__ import annotations

import http.client
import json
import time
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
}
SMALL = 100_000
"""Bytes of an upload that is far below any limit."""


@pytest.fixture
def ask(server):
    """Ask the server for a path; status, headers and content."""

    def answer(path, headers=None, method="GET", body=None):
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=10)
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        content = response.read() if response.status != 101 else b""
        connection.close()
        return response.status, response.headers, content

    return answer


@pytest.mark.alone
def test_ten_foreign_origins_hold_up_nobody(ask):
    before = time.monotonic()
    for number in range(10):
        headers = WEBSOCKET | {"Origin": f"http://evil{number}.example"}
        assert ask("/_stcore/stream", headers)[0] == 403
    assert ask("/_stcore/health")[0] == 200
    assert time.monotonic() - before < 2


def test_a_websocket_of_the_own_origin_is_opened(ask, server):
    assert ask("/_stcore/stream", WEBSOCKET | {"Origin": server.address})[0] == 101


@pytest.mark.parametrize("path", ["/", "/karte", "/karte.bin", "/_stcore/health"])
def test_a_name_that_leads_here_from_outside_gets_nothing(ask, path):
    assert ask(path, {"Host": "evil.example"})[0] == 421
    both = {"Host": "evil.example", "Origin": "http://evil.example"}
    assert ask("/_stcore/stream", WEBSOCKET | both)[0] == 403


def test_nothing_can_be_uploaded(ask):
    body = b"x" * SMALL
    assert ask("/_stcore/upload_file/session/x", method="PUT", body=body)[0] == 405


def test_no_other_page_may_steer_the_atlas(ask):
    told = json.loads(ask("/_stcore/host-config")[2])
    assert told["allowedOrigins"] == []


def test_no_figures_about_the_server_are_told(ask):
    assert ask("/_stcore/metrics")[0] == 404


def test_without_a_word_of_the_operator_only_this_machine_is_served():
    text = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    assert 'address = "127.0.0.1"' in text
