"""The shipped releases are what is built of the shipped data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from atlas.atlas import Atlas
from atlas.editions.releases import altered_files, files_for, find_release
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES, LATEST
from tests.tools.shipped import DATA as SHIPPED
from tools.build_releases import RELEASES, build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory) -> Path:
    """The shipped data with releases built anew."""
    left_out = shutil.ignore_patterns("releases", ".versions")
    folder = shutil.copytree(SHIPPED, tmp_path_factory.mktemp("data") / "data", ignore=left_out)
    build(folder, tmp_path_factory.mktemp("home"))
    return folder


@pytest.mark.parametrize("area", RELEASES)
def test_a_shipped_release_is_whole_and_the_latest_of_its_area(area):
    release = find_release(SHIPPED, area, LATEST)
    assert release.name == RELEASES[area]
    assert altered_files(SHIPPED, release) == ()


@pytest.mark.parametrize("area", RELEASES)
def test_its_manifest_says_what_is_built_of_the_data_now(area, rebuilt):
    now, then = (find_release(folder, area, RELEASES[area]) for folder in (rebuilt, SHIPPED))
    assert now.protections == then.protections
    assert now.files.keys() == then.files.keys()
    # those with figures hold a random text or depend on the version of pyarrow
    texts = [name for name in files_for(now, Audience.PUBLIC) if not name.endswith(".parquet")]
    assert [name for name in texts if now.files[name] != then.files[name]] == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("area", RELEASES)
def test_its_figures_are_those_that_are_built_now(area, audience, rebuilt):
    now, then = (
        Atlas.open(folder, audience, release=RELEASES[area]).edition(area)
        for folder in (rebuilt, SHIPPED)
    )
    pd.testing.assert_frame_equal(now.cells, then.cells)
    assert now.deliveries == then.deliveries
    assert now.catalogue == then.catalogue
