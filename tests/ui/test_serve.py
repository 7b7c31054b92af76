from __future__ import annotations

import pytest

from atlas.errors import DataFolderError
from atlas.model.scope import Scope
from atlas.ui import cache, serve
from atlas.views.overview import spec


def test_the_first_overview_is_made_ready(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    serve.prepare()
    # from now on nothing may be computed
    monkeypatch.setattr(spec, "changes", None)
    where = Scope(area="rhein-berg", level="kommune", indicator="", year=2014, base_year=2009)
    result = cache.kept(spec.overview, cache.open_atlas(), where)
    assert result.headline.startswith("Jedes neunte Kind")


def test_what_is_wrong_is_left_to_the_pages(tmp_path, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "missing"))
    serve.prepare()
    with pytest.raises(DataFolderError):
        cache.open_atlas()
