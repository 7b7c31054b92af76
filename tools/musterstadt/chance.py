"""Chance that comes out the same everywhere.

Only uniform numbers of PCG64 are used: numpy promises their bits, not those of its other
distributions. Every use has a stream of its own, so adding one never changes another.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Numbers = Floats | Ints

SEED = 20_130_101
MODES = 24  # waves a smooth field is made of
MEMORY = 0.7  # how much of last year's deviation stays


def stream(name: str) -> np.random.Generator:
    """Source of uniform numbers for one purpose."""
    return np.random.Generator(np.random.PCG64([SEED, zlib.crc32(name.encode())]))


def normal(name: str, shape: tuple[int, ...]) -> Floats:
    """Standard normal numbers (Box and Muller)."""
    random = stream(name)
    radius = np.sqrt(-2.0 * np.log1p(-random.random(shape)))
    return radius * np.cos(2.0 * np.pi * random.random(shape))


def whole(expected: Floats, name: str) -> Ints:
    """Round to whole numbers by chance, so that the mean stays as expected."""
    return np.floor(expected + stream(name).random(expected.shape)).astype(np.int64)


def smooth_field(name: str, points: Floats, wavelength: float) -> Floats:
    """Random landscape with standard deviation 1: near points have like values.

    Parameters
    ----------
    name
        Name of the stream.
    points
        Coordinates (n, 2), in the unit of `wavelength`.
    wavelength
        Mean distance from hill to hill.
    """
    random = stream(name)
    angle, phase = random.random((2, MODES)) * 2.0 * np.pi
    number = 2.0 * np.pi / (wavelength * (0.6 + 0.8 * random.random(MODES)))
    waves = np.column_stack([np.cos(angle), np.sin(angle)]) * number[:, None]
    return np.asarray(np.sin(points @ waves.T + phase).sum(axis=1) * np.sqrt(2.0 / MODES))


def wander(name: str, units: int, years: int) -> Floats:
    """Deviations (years, units) with standard deviation 1 that change slowly from year to year."""
    steps = normal(name, (years, units))
    path = np.empty_like(steps)
    path[0] = steps[0]
    for year in range(1, years):
        path[year] = MEMORY * path[year - 1] + np.sqrt(1.0 - MEMORY**2) * steps[year]
    return path


def apportion(weights: Floats, total: int) -> Ints:
    """Share out a whole number in proportion to weights, by largest remainders."""
    quota = weights * (total / weights.sum())
    shares: Ints = np.floor(quota).astype(np.int64)
    # ties go to the first, so that no sorting algorithm decides
    order = np.argsort(np.round(shares - quota, 9), kind="stable")
    shares[order[: total - int(shares.sum())]] += 1
    return shares
