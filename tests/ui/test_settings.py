"""What isn't public is shown by a server of this machine only, however it got its address."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from atlas.errors import NotForNetworkError, ServerAddressError
from atlas.ui import serve, settings

ROOT = Path(__file__).parents[2]
EVERYWHERE = "0.0.0.0"  # noqa: S104  (named, not bound)
REACHABLE = [None, "", EVERYWHERE, "::", "10.1.2.3", "atlas.example.org", "unix:///tmp/atlas"]


@pytest.mark.parametrize("address", REACHABLE)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ATLAS_AUDIENCE", "internal"),
        ("ATLAS_AUDIENCE", "statistics"),
        ("ATLAS_RELEASE", "working"),
        ("ATLAS_RELEASE", "latest-or-working"),
    ],
)
def test_others_than_this_machine_see_releases_only(monkeypatch, address, name, value):
    monkeypatch.delenv("ATLAS_RELEASE")
    settings.require_reach(address)
    monkeypatch.setenv(name, value)
    with pytest.raises(NotForNetworkError, match=f"{name}={value}"):
        settings.require_reach(address)
    for own in ("127.0.0.1", "::1", "localhost"):
        settings.require_reach(own)


def test_with_a_sign_in_others_may_reach_what_is_not_public(monkeypatch):
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    with pytest.raises(NotForNetworkError):
        settings.require_reach(EVERYWHERE)
    monkeypatch.setenv("ATLAS_ROLES", "roles.toml")
    settings.require_reach(EVERYWHERE)


@pytest.mark.parametrize(
    ("address", "host", "write", "name"),
    [
        ("127.0.0.1", "localhost", "", "-"),
        ("::1", "127.0.0.1", "", "-"),
        # a proxy of the same machine asks for others
        ("127.0.0.1", "atlas.example.org", "", ""),
        ("0.0.0.0", "127.0.0.1", "", ""),  # noqa: S104  (named, not bound)
        ("127.0.0.1", "localhost", "no", ""),
        ("0.0.0.0", "atlas.example.org", "yes", "-"),  # noqa: S104  (likewise)
    ],
)
def test_without_a_sign_in_only_who_sits_at_the_machine_writes(
    monkeypatch, address, host, write, name
):
    monkeypatch.setenv("ATLAS_WRITE", write)
    assert settings.writer_name(address, host) == name


def test_files_come_to_no_server_of_another_name_without_sign_in(monkeypatch):
    monkeypatch.setenv("ATLAS_WRITE", "")
    assert settings.may_take_files("127.0.0.1", ["localhost"])
    assert not settings.may_take_files("127.0.0.1", ["localhost", "atlas.example.org"])


def test_there_is_a_release_for_each_audience_but_those_who_keep_the_data(monkeypatch):
    monkeypatch.delenv("ATLAS_RELEASE")
    releases = {}
    for audience in ("public", "internal", "statistics"):
        monkeypatch.setenv("ATLAS_AUDIENCE", audience)
        releases[audience] = settings.release()
    assert releases == {"public": "latest", "internal": "latest", "statistics": None}


@pytest.mark.parametrize("address", ["::1%eth9", "203.0.113.7", "a" * 70])
def test_an_address_this_machine_has_not_is_refused_in_german(monkeypatch, address):
    monkeypatch.setenv("ATLAS_AUDIENCE", "public")
    monkeypatch.setenv("ATLAS_RELEASE", "latest")
    settings.require_reach(address)
    with pytest.raises(ServerAddressError, match=f"„{address}“ hat dieser Rechner nicht"):
        serve.require_own(address)
    for own in (None, "", "127.0.0.1", EVERYWHERE, "unix:///tmp/atlas"):
        serve.require_own(own)


def start(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Try to start the server in a folder; here it is always refused."""
    return subprocess.run(
        [sys.executable, "-m", "atlas.ui.serve", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


INTERNAL = {"ATLAS_AUDIENCE": "internal"}


def assert_refused(run: subprocess.CompletedProcess[str], address: str) -> None:
    assert run.returncode == 2
    assert f"nicht unter „{address}" in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert not run.stdout


def test_a_start_is_refused_if_nobody_says_an_address(tmp_path):
    assert_refused(start(tmp_path, **INTERNAL), "0.0.0.0“")


@pytest.mark.slow
def test_a_start_is_refused_whatever_way_the_address_is_given(tmp_path):
    configured = tmp_path / "configured"
    (configured / ".streamlit").mkdir(parents=True)
    file = configured / ".streamlit" / "config.toml"
    file.write_text('[server]\naddress = "10.0.0.1"\n', encoding="utf-8")
    refused = {
        EVERYWHERE: start(ROOT, "--server.address", EVERYWHERE, **INTERNAL),
        "10.1.1.1": start(ROOT, "--server.address=10.1.1.1", **INTERNAL),
        "10.2.2.2": start(ROOT, STREAMLIT_SERVER_ADDRESS="10.2.2.2", ATLAS_RELEASE="working"),
        "10.0.0.1": start(configured, ATLAS_AUDIENCE="statistics"),
    }
    for address, run in refused.items():
        assert_refused(run, address)
