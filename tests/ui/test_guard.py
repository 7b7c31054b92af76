"""Who may ask the server for what."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping

import pytest
import requests
from streamlit import config, net_util

from atlas.ui.folders import ROOT
from atlas.ui.web import guard, web_texts
from atlas.ui.web.guard import Guard
from atlas.ui.web.policy import Policy

PAGE = "<html><head><script>ready()</script></head></html>"
# printf 'ready()' | openssl dgst -sha256 -binary | base64
READY = "'sha256-uFOlTG5QjSG4z416i+93P2o2CE+e7S1wSfMHgxFl+6Q='"
HERE = {"host": "127.0.0.1:8501"}


async def _app(scope, receive, send):
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]}
    )
    await send({"type": "http.response.body", "body": PAGE.encode()})


def ask(path: str, headers: Mapping[str, str] = HERE, method: str = "GET", kind: str = "http"):
    """Ask a guarded page; the status and the headers, or how a websocket was answered."""
    scope = {
        "type": kind,
        "path": path,
        "method": method,
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    asyncio.run(Guard(_app, documents=[PAGE])(scope, receive, send))
    if kind == "websocket":
        return sent[0]["type"]
    head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], head, sent[1]["body"].decode()


@pytest.fixture
def option() -> Iterator:
    """Set options of Streamlit for one test."""
    before: dict[str, object] = {}

    def set_option(name: str, value: object) -> None:
        before.setdefault(name, config.get_option(name))
        config._set_option(name, value, "test")

    yield set_option
    for name, value in before.items():
        config._set_option(name, value, "test")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8501", "localhost", "LOCALHOST:1", "[::1]:8501", "192.168.2.7", "localhost."],
)
def test_addresses_and_the_machine_itself_are_own_hosts(host):
    assert ask("/karte", {"host": host})[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8501",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "127.0.0.1/evil",
        "127.0.0.1:x",
        "[::1",
        "2130706433",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/karte", "/karte.bin", "/_stcore/health", "/app/static/x.bin"])
def test_a_foreign_host_gets_nothing(host, path):
    status, _, text = ask(path, {"host": host})
    assert status == 421
    assert "--server.allowedHosts" in text


def test_allowed_hosts_are_the_only_ones(option):
    option("server.allowedHosts", ["atlas.example.org", "*.example.net"])
    assert ask("/karte", {"host": "Atlas.example.org"})[0] == 200
    assert ask("/karte", {"host": "a.example.net:443"})[0] == 200
    assert ask("/karte", {"host": "example.net"})[0] == 421
    assert ask("/karte")[0] == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:3000", ""])
def test_a_foreign_origin_is_refused_at_once(origin, monkeypatch, caplog):
    monkeypatch.setattr(net_util, "get_external_ip", pytest.fail)
    headers = HERE | {"origin": origin}
    assert ask("/_stcore/stream", headers, kind="websocket") == "websocket.close"
    assert "server.corsAllowedOrigins" in caplog.text
    assert ask("/karte.bin", headers)[0] == 403


def test_the_own_origin_is_let_in_behind_https_too(option):
    for origin in ("http://127.0.0.1:8501", "https://127.0.0.1:8501"):
        headers = HERE | {"origin": origin}
        assert ask("/_stcore/stream", headers, kind="websocket") == "websocket.accept"
    option("server.corsAllowedOrigins", ["https://stadt.example"])
    headers = HERE | {"origin": "https://stadt.example"}
    assert ask("/_stcore/stream", headers, kind="websocket") == "websocket.accept"


def test_a_websocket_of_a_foreign_host_is_refused():
    headers = {"host": "evil.example", "origin": "http://evil.example"}
    assert ask("/_stcore/stream", headers, kind="websocket") == "websocket.close"


def test_streamlit_never_asks_for_the_address_of_the_machine(monkeypatch):
    monkeypatch.setattr(requests, "get", pytest.fail)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    guard.never_look_up()
    assert net_util.get_external_ip() is None


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_can_be_sent_to_the_server(method):
    assert ask("/_stcore/upload_file/session/x", method=method)[0] == 405
    assert ask("/karte", method=method)[0] == 405


@pytest.mark.parametrize("path", ["metrics", "upload_file/a/b", "agent/openapi.json", "x", ""])
def test_what_the_pages_do_not_need_of_streamlit_is_not_there(path, option):
    assert ask(f"/_stcore/{path}")[0] == 404
    option("server.baseUrlPath", "atlas")
    assert ask(f"/atlas/_stcore/{path}")[0] == 404
    assert ask("/atlas/_stcore/health")[0] == 200


def test_options_the_documents_name_exist():
    documents = [ROOT / name for name in ("README.md", "docs/betrieb.md", "docs/nginx.conf")]
    text = "\n".join(path.read_text("utf-8") for path in documents)
    named = set(re.findall(r"--((?:server|browser)\.\w+)", text + web_texts.HOST_REFUSED))
    assert "server.allowedHosts" in named
    assert named <= set(config._config_options_template)


def test_a_long_name_is_cut_in_a_refusal():
    assert len(ask("/karte", {"host": "e" * 5000})[2]) < 500


def test_every_answer_tells_the_browser_what_it_may_do():
    for answer in (ask("/karte"), ask("/karte", method="PUT"), ask("/karte", {"host": "e"})):
        headers = answer[1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_only_scripts_of_the_documents_may_run():
    rules = ask("/karte")[1]["content-security-policy"].split("; ")
    scripts = next(rule for rule in rules if rule.startswith("script-src"))
    assert READY in scripts
    assert "'unsafe-inline'" not in scripts


def test_maps_behind_the_map_may_be_loaded_from_where_the_area_says(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    urls = {
        "a": '[background]\nurl = "https://karten.example:8080/wms?x=1"',
        "b": '[background]\nurl = "https://evil.example;script-src/"',
        "c": "no toml",
        "d": '[background]\nurl = "/eigene/kacheln"',
        "e": "background = 3",
    }
    for name, text in urls.items():
        folder = tmp_path / "districts" / name
        folder.mkdir(parents=True)
        (folder / "area.toml").write_text(text, "utf-8")
    rules = ask("/karte")[1]["content-security-policy"].split("; ")
    assert "img-src 'self' data: blob: https://karten.example:8080" in rules
    assert len(rules) == len(Policy(scripts=()).content(()).split("; "))
