from __future__ import annotations

import pytest

from atlas.model.custom_texts import KINDS, custom_problem
from atlas.model.problem_texts import Place


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_remedies_are_begun_and_not_ended(kind):
    assert kind.message.removesuffix("{hint}").endswith(".")
    assert kind.remedy[0].isupper()
    assert kind.remedy[-1] not in ".;"


def test_only_a_file_can_be_left_out():
    written = custom_problem(Place(file="levels/ort/a.toml", line=1), "own_no_name")
    typed = custom_problem(Place(), "own_no_name")
    assert written.remedy == "Geben Sie ihr einen; bis dahin fehlt die Ebene."
    assert typed.remedy == "Geben Sie ihr einen."
