"""The lock files fix every package the bounds ask for, for running and for testing alike."""

from importlib.metadata import PackageNotFoundError, requires
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
KINDS = ("requirements", "requirements-dev")
each_kind = pytest.mark.parametrize("kind", KINDS)


def requirement_lines(file):
    """Lines that name a package, of a requirements file and of the files it includes."""
    for line in (ROOT / file).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            yield from requirement_lines(line.removeprefix("-r "))
        elif line[:1].isalnum():
            yield line.removesuffix("\\").strip()


def bounds(kind):
    return [Requirement(line) for line in requirement_lines(f"{kind}.txt")]


def locked(kind):
    """Locked requirement by canonical name."""
    items = [Requirement(line) for line in requirement_lines(f"{kind}.lock")]
    return {canonicalize_name(item.name): item for item in items}


def version(item):
    (pin,) = item.specifier
    assert pin.operator == "=="
    return pin.version


@each_kind
def test_the_lock_keeps_within_the_bounds(kind):
    lock = locked(kind)
    offenders = {
        str(item)
        for item in bounds(kind)
        if not item.specifier.contains(version(lock[canonicalize_name(item.name)]))
    }
    assert not offenders


@each_kind
def test_the_lock_names_what_its_packages_need(kind):
    lock = locked(kind)
    offenders = {
        f"{name} needs {need}"
        for name in lock
        for need in needs(name)
        if canonicalize_name(need.name) not in lock
    }
    assert not offenders


def needs(name):
    """What an installed package needs on this machine; nothing for one of another system."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return []
    environment = default_environment() | {"extra": ""}
    items = [Requirement(line) for line in lines]
    return [item for item in items if not item.marker or item.marker.evaluate(environment)]


def test_tests_run_with_the_versions_the_atlas_runs_with():
    lock, with_tools = (locked(kind) for kind in KINDS)
    assert {name: version(with_tools[name]) for name in lock} == {
        name: version(item) for name, item in lock.items()
    }


@each_kind
def test_every_package_has_a_checksum(kind):
    lines = (ROOT / f"{kind}.lock").read_text("utf-8").splitlines()
    offenders = {
        line
        for line, following in pairwise(lines)
        if line[:1].isalnum() and not following.startswith("    --hash=sha256:")
    }
    assert not offenders


@each_kind
def test_the_lock_leaves_open_where_packages_come_from(kind):
    text = (ROOT / f"{kind}.lock").read_text("utf-8")
    assert "://" not in text
    assert "index" not in text
