from __future__ import annotations

from atlas.render.line_breaks import shortened, wrapped


def test_a_number_and_its_percent_sign_stay_on_one_line():
    assert wrapped("Anteil 29,3 % im Kreis", 11, len, 3) == ["Anteil", "29,3 % im", "Kreis"]


def test_a_sign_in_brackets_stays_on_one_line():
    assert wrapped("eingeschränkt ( )", 13, len, 3) == ["eingeschränkt", "( )"]


def test_words_left_out_and_a_cut_word_end_differently():
    assert wrapped("eins zwei drei", 6, len, 2) == ["eins", "zwei …"]
    assert shortened("einszwei", 6, len) == "einsz…"


def test_an_address_goes_on_with_a_whole_parameter():
    link = "https://atlas.example.org/karte?gebiet=ort&jahr=2014&v=2"
    lines = wrapped(f"Link: {link}", 45, len, 9)
    assert lines == ["Link:", "https://atlas.example.org/karte?gebiet=ort", "&jahr=2014&v=2"]
