"""One command as a whole process, beside a process that only imports pandas.

Both find compiled code, as on the machine of whoever runs the command for the second time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
RUNS = 9
COMPILED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
VALUES = "-m atlas values --area rhein-berg --level kommune --indicator ein_kinder_sgb2_u15"
COMMANDS = {
    "python -m atlas values …": [*VALUES.split(), "--year", "2014"],
    "import pandas": ["-c", "import pandas"],
}


def seconds(arguments: list[str]) -> float:
    """Run Python once and return how long it took."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=COMPILED, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def main() -> None:
    """Take turns, so that a busy machine slows both alike."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for arguments in COMMANDS.values():
        seconds(arguments)
    for _ in range(RUNS):
        for name, arguments in COMMANDS.items():
            taken[name].append(seconds(arguments))
    medians = {name: median(times) for name, times in taken.items()}
    for name, figure in medians.items():
        print(f"{name:26} {figure:.2f} s (Median von {RUNS})")
    ours, pandas = medians.values()
    print(f"{'Verhältnis':26} {ours / pandas:.1f}")


if __name__ == "__main__":
    main()
