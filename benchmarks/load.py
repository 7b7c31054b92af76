"""Many sessions at once: how long each waits for its page.

First each chooses for itself, looks at the page and chooses again; then all choose at the very
same moment. They speak with the server as the browser does, but draw nothing: this is about the
server.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, cycle, islice
from statistics import quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.browser import APP, running

AREA = "musterstadt"
LEVELS = ("bezirk", "sozialraum", "stadt")
CODES = ("ew_u18", "ew_65p", "ew_u15", "ein_kinder_sgb2_u15", "ein_sgb2_u15")
PAGES = ("karte", "tabelle", "diagramme", "uebersicht")
LIMITS = {20: 0.5, 60: 1.5}
"""Seconds within which 95 of 100 choices are shown, by number of sessions."""
PAUSE = 2.5
"""Seconds somebody in a hurry looks at a page before the next choice."""
MOST_SECONDS = 120
FEWEST_ELEMENTS = 10
"""A page that shows less is a message about an error."""
PROTOCOL = Subprotocol("streamlit")


@dataclass(frozen=True, slots=True)
class Session:
    """A window somebody has open on a page."""

    socket: ClientConnection
    page: str

    async def show(self, parameters: str) -> float:
        """Go to an address of the page; seconds until it stands."""
        message = BackMsg()
        message.rerun_script.query_string = parameters
        message.rerun_script.page_name = self.page
        message.rerun_script.is_history_navigation = True
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self._finished(), MOST_SECONDS)
        return time.perf_counter() - start

    async def use(self, choice: random.Random, rounds: int, pause: float) -> list[float]:
        """Look at a page for a while and choose another one, several times; seconds of each."""
        waited = []
        for _ in range(rounds):
            await asyncio.sleep(choice.uniform(0.5, 1.5) * pause)
            waited.append(await self.show(address_of(choice)))
        return waited

    async def _finished(self) -> None:
        elements = 0
        kind = ""
        while kind != "script_finished":
            answer = ForwardMsg.FromString(bytes(await self.socket.recv(decode=False)))
            kind = answer.WhichOneof("type") or ""
            elements += kind in {"delta", "ref_hash"}
        if elements < FEWEST_ELEMENTS:
            sys.exit(f"{self.page}: {elements} elements are no page")


def address_of(choice: random.Random) -> str:
    """Choose any view of the area."""
    level, code = choice.choice(LEVELS), choice.choice(CODES)
    return f"gebiet={AREA}&ebene={level}&indikator={code}&jahr={choice.randint(2019, 2024)}&v=2"


async def waits(address: str, sessions: int, rounds: int, pause: float) -> list[float]:
    """Let sessions choose several times; the seconds each of them waited.

    Each looks `pause` seconds at a page on average; without a pause all wait for each other.
    """
    choice = random.Random(sessions)  # noqa: S311  (the same choices in each measurement)
    uri = address.replace("http", "ws", 1) + "/_stcore/stream"
    opened = [
        Session(await connect(uri, subprotocols=[PROTOCOL], max_size=None), page)
        for page in islice(cycle(PAGES), sessions)
    ]
    # first visits load and compute what all later ones share
    await asyncio.gather(*(session.show(address_of(choice)) for session in opened))
    waited: list[float] = []
    if pause:
        each = (session.use(choice, rounds, pause) for session in opened)
        waited += chain.from_iterable(await asyncio.gather(*each))
    else:
        for _ in range(rounds):
            waited += await asyncio.gather(*(item.show(address_of(choice)) for item in opened))
    await asyncio.gather(*(session.socket.close() for session in opened))
    return waited


def report(sessions: int, waited: Sequence[float], pause: float) -> str:
    """Say how long half of them waited, and 95 of 100."""
    shares = quantiles(waited, n=20)
    limit = LIMITS.get(sessions)
    each = f"jede alle {pause:.1f} s".replace(".", ",")
    manner = each if pause else "alle im selben Augenblick"
    kept = "" if limit is None else f" (Grenze {limit:.1f} s)".replace(".", ",")
    figures = f"Median {shares[9]:.2f} s, 95 von 100 in {shares[18]:.2f} s".replace(".", ",")
    return f"{sessions} Sitzungen, {manner}, {len(waited)} Wechsel: {figures}{kept}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="+", default=sorted(LIMITS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pause", type=float, default=PAUSE)
    options = parser.parse_args()
    with running(APP) as server:
        for sessions in options.sessions:
            for pause in (options.pause, 0.0):
                waited = asyncio.run(waits(server.address, sessions, options.rounds, pause))
                print(report(sessions, waited, pause))


if __name__ == "__main__":
    main()
