"""What people are told of errors: in German, and nothing of the server's inside."""

from __future__ import annotations

import errno
import os

import pytest

from atlas.errors import FileWriteError, NoBoundariesError, system_reason
from atlas.sources.files import write_atomically
from atlas.ui import frame


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_reason_of_the_system_is_told_in_english(number):
    reason = system_reason(OSError(number, os.strerror(number)))
    assert os.strerror(number) not in reason
    assert reason


def test_a_file_that_cannot_be_read_is_one_german_sentence():
    text = frame.message_of(PermissionError(errno.EACCES, "Permission denied", "a/b.csv"))
    assert text.startswith("Die Datei „a/b.csv“ lässt sich nicht lesen (keine Berechtigung).")


def test_what_nobody_foresaw_is_told_without_its_details():
    text = frame.message_of(ValueError("could not convert /srv/atlas"))
    assert "nicht vorgesehen" in text
    assert "srv" not in text


def test_what_was_foreseen_is_told_as_it_is():
    error = NoBoundariesError("Bezirk")
    assert frame.message_of(error) == str(error)


def test_a_folder_in_the_way_of_a_file_is_told_in_german(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(FileWriteError, match="dort liegt ein Ordner"):
        write_atomically(tmp_path / "a.csv", b"1")
