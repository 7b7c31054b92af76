"""What the measurements in a browser share: a server, Chromium, and what processes use."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from urllib.request import urlopen

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parent.parent
OPTIONS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync"""
APP = ROOT / "app.py"
PLAIN = """import sys
sys.modules["uvloop"] = None
from streamlit.web.cli import main
main()"""
"""Streamlit without the faster loop that the atlas requires and Streamlit doesn't."""
PAINTED = """
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(0);
}));
"""
"""The time after the next picture."""
LOST = """
Promise.race([window.taken, new Promise((done) => setTimeout(() => done(Infinity), 20_000))])
"""
"""A change that never arrives makes the median infinite instead of the measurement endless."""


@dataclass(frozen=True)
class Server:
    """A running app: its address and the id of its process."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Resident memory in MB."""
        text = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        match = re.search(r"VmRSS:\s+(\d+) kB", text)
        return int(match.group(1)) / 1024 if match else float("nan")


@contextmanager
def running(script: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Start an app on a free port of this machine; stop it by its process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"--server.address=127.0.0.1 --server.port={port} --server.headless=true"
    # the atlas as ./start runs it, anything else as Streamlit does when nothing else is installed
    program = ["-m", "atlas.ui.serve"] if script == APP else ["-c", PLAIN, "run", str(script)]
    command = [sys.executable, *program, *options.split()]
    # towns made for a measurement have no releases
    variables = os.environ | {"ATLAS_RELEASE": "working"} | dict(environment or {})
    process = Popen(command, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL, env=variables)
    try:
        while process.poll() is None and not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            time.sleep(0.25)
        yield Server(f"http://127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(address: str) -> bool:
    """Whether the server of this measurement is up."""
    with suppress(OSError), urlopen(address, timeout=2):  # noqa: S310  (an address of this machine)
        return True
    return False


def chromium(play: Playwright, *more: str) -> Browser:
    """Start Chromium; without it, say so and stop."""
    path = shutil.which("chromium") or sys.exit("Chromium fehlt: apt-get install chromium")
    return play.chromium.launch(executable_path=path, args=[*OPTIONS.split(), *more])


def renderer_memory(browser: Browser) -> float:
    """Memory of the largest process that shows pages, in MB; shared parts count in part."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    sizes = [_share(int(item["id"])) for item in processes if item["type"] == "renderer"]
    return max(sizes, default=float("nan"))


def _share(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    match = re.search(r"Pss:\s+(\d+) kB", text)
    return int(match.group(1)) / 1024 if match else float("nan")
