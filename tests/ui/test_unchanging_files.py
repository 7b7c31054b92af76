"""Files that never change come from memory, compressed, and stay in the browser."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from atlas.ui.web.unchanging_files import UnchangingFiles


@pytest.fixture
def ask(tmp_path):
    """Ask for a path; answer with status, headers and body. 204 is the app behind."""
    folder = tmp_path / "static"
    (folder / "code-1a").mkdir(parents=True)
    (folder / "code-1a" / "map.js").write_text("export const ö = 1;", "utf-8")
    (folder / ".hidden.js").write_text("hidden", "utf-8")
    (folder / "page.html").write_text("html", "utf-8")
    (tmp_path / "secret.js").write_text("secret", "utf-8")

    def read(name):
        return (folder / name).read_bytes()

    async def behind(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def answer(path, method="GET", **headers):
        sent = []

        async def send(message):
            sent.append(message)

        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": raw}
        asyncio.run(UnchangingFiles(behind, {"/a/": read})(scope, None, send))
        found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], found, sent[1]["body"]

    return answer


def test_a_file_is_kept_for_ever(ask):
    status, headers, body = ask("/a/code-1a/map.js")
    assert (status, body.decode()) == (200, "export const ö = 1;")
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-encoding" not in headers


def test_who_takes_it_compressed_gets_it_so(ask):
    _, headers, body = ask("/a/code-1a/map.js", **{"accept-encoding": "br, gzip"})
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(body)
    assert gzip.decompress(body).decode() == "export const ö = 1;"


@pytest.mark.parametrize(
    "path",
    [
        "/a/code-1a/none.js",
        "/a/page.html",
        "/a/code-1a",
        "/a/.hidden.js",
        "/a/../secret.js",
        "/a/code-1a/../../secret.js",
        "/a/code-1a\\..\\..\\secret.js",
        "/a//etc/x.js",
        "/b/code-1a/map.js",
        "/a/" + "a" * 300 + ".js",
        "/a/map.js\0.js",
    ],
)
def test_everything_else_is_left_to_streamlit(ask, path):
    assert ask(path)[0] == 204


def test_parts_and_other_methods_are_left_to_streamlit(ask):
    assert ask("/a/code-1a/map.js", range="bytes=0-3")[0] == 204
    assert ask("/a/code-1a/map.js", method="HEAD")[0] == 204


def test_a_file_published_later_is_found(ask, tmp_path):
    assert ask("/a/late.json")[0] == 204
    (tmp_path / "static" / "late.json").write_text("{}", "utf-8")
    assert ask("/a/late.json")[2] == b"{}"
