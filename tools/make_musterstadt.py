"""Invent Musterstadt: write its districts and figures into a data folder.

Run from the root of the checkout: ``python -m tools.make_musterstadt``. The same bytes come out
every time; everything is made in `tools/musterstadt`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.musterstadt.build import build

DEFAULT_OUT = Path(__file__).parents[1] / "data"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="data folder to write into")
    build(parser.parse_args().out)
