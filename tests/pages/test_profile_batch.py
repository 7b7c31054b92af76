"""All profiles of a level on the page: made on a click, offered once they are complete."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from atlas.ui import profile_batch

LEVEL = {"gebiet": "rhein-berg", "ebene": "kommune", "jahr": "2014"}


@pytest.fixture
def unfolded(opened):
    page = opened("pages/profil.py", **LEVEL)
    page.session_state["profiles"] = True
    page.run()
    page.selectbox("profiles_form").set_value("zip.xlsx").run()
    return page


@pytest.mark.slow
def test_a_click_makes_them_and_offers_the_file(unfolded):
    assert profile_batch.MADE not in unfolded.session_state
    unfolded.button("profiles_make").click().run()
    assert not unfolded.exception
    _, content = unfolded.session_state[profile_batch.MADE]
    with ZipFile(BytesIO(content)) as archive:
        assert len(archive.namelist()) == 8
        assert all(name.endswith(".xlsx") for name in archive.namelist())
