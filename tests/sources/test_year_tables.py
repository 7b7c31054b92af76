"""Cells and sections are changed, everything else stays byte for byte."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.errors import DamagedDeliveryError, YearTableError
from atlas.model.cells import State
from atlas.sources.delivery_store import DeliveryStore
from atlas.sources.year_tables import with_cells, with_sections

NAMES = {("ort", "03"): "Christhof; alt"}


def cells(*rows):
    frame = pd.DataFrame(rows, columns=["level", "unit", "quantity", "value"])
    names = dict.fromkeys(("level", "unit", "quantity"), "category")
    states = frame["value"].isna().map({True: State.SECRET, False: State.MEASURED})
    return frame.astype(names).assign(state=states, status=0)


def test_other_cells_line_ends_and_the_mark_of_excel_stay():
    table = "\ufefflevel;unit;name;alt;x\r\nort;01;Anger;1.234 p;(7)\r\n".encode()
    changed = with_cells(
        table, cells(("ort", "01", "x", 1234.5), ("ort", "03", "y", None)), NAMES, ""
    )
    assert changed.decode() == (
        "\ufefflevel;unit;name;alt;x;y\r\n"
        "ort;01;Anger;1.234 p;1234,5;\r\n"
        'ort;03;"Christhof; alt";;;.\r\n'
    )


@pytest.mark.parametrize("lost", ["ort;01;1;2;3", "ort;01;2"])
def test_a_table_with_rows_that_would_be_lost_is_refused(lost):
    table = f"level;unit;x\nort;01;1\n{lost}\n".encode()
    with pytest.raises(YearTableError, match=r"2024\.csv"):
        with_cells(table, cells(("ort", "01", "x", 2.0)), NAMES, "2024.csv")


def test_a_new_section_inherits_nothing_it_does_not_say():
    defaults = '# Kopf\n[defaults]\nnote = "alt"\nexactness = "rounded-5"\n\n'
    before = f'{defaults}[a]\nbase = "ort"\n\n# zu b\n[b]\n'.encode()
    after = with_sections(before, {"a": {"base": "kreis"}, "c": {"base": "ort", "note": "neu"}}, "")
    assert after.decode() == (
        f'{defaults}[a]\nbase = "kreis"\nnote = ""\nexactness = "exact"\n\n# zu b\n[b]\n\n'
        '[c]\nbase = "ort"\nnote = "neu"\nexactness = "exact"\n'
    )


def test_a_description_that_cannot_be_read_is_refused():
    with pytest.raises(YearTableError, match=r"2024\.toml"):
        with_sections(b"[a\n", {"a": {"base": "kreis"}}, "2024.toml")


def test_a_kept_file_that_was_altered_is_refused(tmp_path):
    store = DeliveryStore.of(tmp_path)
    digest = store.keep(b"one")
    assert store.read(digest) == b"one"
    (tmp_path / "deliveries" / digest).write_bytes(b"two")
    with pytest.raises(DamagedDeliveryError):
        store.read(digest)
