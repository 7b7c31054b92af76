import pytest

from atlas.sources.toml_texts import FAULTS, in_section


@pytest.mark.parametrize("reason", sorted(set(FAULTS.values())))
def test_reasons_end_the_sentence_they_are_put_into(reason):
    assert reason[0].islower()
    assert reason[-1] not in ".!"


@pytest.mark.parametrize(
    ("path", "phrase"),
    [
        ((), "auf oberster Ebene"),
        (("level", "dorf"), "im Abschnitt [level.dorf]"),
        (("reference", "3"), "im Abschnitt [reference]"),
    ],
)
def test_sections_are_named(path, phrase):
    assert in_section(path) == phrase
