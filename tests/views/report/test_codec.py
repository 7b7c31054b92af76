"""Reports as files: what is written is read again, and what can't be read is said."""

from __future__ import annotations

import json

import pytest

from atlas.errors import ReportFileError
from atlas.model.own_texts import OwnText, TextState
from atlas.views.report.codec import LARGEST_FILE, fields_of_file, file_of, report_of
from tests.views.report.conftest import sheet


def test_what_is_written_is_read_again(real_atlas):
    report = sheet(real_atlas)
    state = TextState(year=2014, release="2014/1", edition="abc", audience="public")
    text = OwnText(markdown="**Ä**\n- b", state=state)
    report = report.with_chapter(0, type(report.chapters[0])(title="Neu", text=text))
    read = report_of(fields_of_file(file_of(report)))
    assert read.report == report
    assert not read.remarks


def test_toml_is_read_and_a_plain_text_has_no_state():
    content = b'area = "x"\n[[chapters]]\ntitle = "A"\ntext = "Hallo"\n'
    (chapter,) = report_of(fields_of_file(content)).report.chapters
    assert chapter.text == OwnText(markdown="Hallo", state=None)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"{",
        b"[1",
        b"a = ",
        b"{}",
        b"[" * 100_000,
        b"a." * 400_000 + b"a=1",
        b" " * (LARGEST_FILE + 1),
    ],
)
def test_a_file_that_is_no_report_is_refused(content):
    with pytest.raises(ReportFileError, match="Nichts wurde geändert"):
        fields_of_file(content)


def test_fields_that_cannot_be_used_are_named():
    chapters = [
        {"figures": [{"page": "anderswo", "words": {}}, 3], "indicators": "kein"},
        7,
        {"title": "T", "text": 5},
    ]
    fields = {"year": "2014", "head": {"openness": "geheim", "item": 7}, "chapters": chapters}
    read = report_of(json.loads(json.dumps(fields)))
    assert [chapter.title for chapter in read.report.chapters] == ["Kapitel 1", "T"]
    said = " ".join(read.remarks)
    for named in (
        "Titel",
        "year",
        "openness",
        "item",
        "figures",
        "indicators",
        "Kapitel 2",
        "text",
    ):
        assert named in said


@pytest.mark.parametrize("word", ["\ud800", "x" * 5000])
def test_words_no_file_can_hold_are_left_out_and_named(word):
    figures = [{"page": "karte", "words": {"indikator": word}}]
    chapters = [{"title": "T", "indicators": [word, "a"], "figures": figures}]
    read = report_of({"title": "R", "chapters": chapters})
    assert read.report.chapters[0].indicators == ("a",)
    assert not read.report.chapters[0].figures
    assert ["indicators" in remark for remark in read.remarks] == [True, False]
    assert "figures" in read.remarks[1]
    assert file_of(read.report)


def test_a_report_has_no_more_figures_than_a_server_draws_in_a_minute():
    figures = [{"page": "karte", "words": {"indikator": "a"}}] * 60
    chapters = [{"title": f"{n}", "figures": figures} for n in range(4)]
    read = report_of({"title": "R", "chapters": chapters})
    assert [len(chapter.figures) for chapter in read.report.chapters] == [60, 60, 0, 0]
    assert [remark for remark in read.remarks if "120" in remark]
