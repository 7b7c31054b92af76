from __future__ import annotations

import gc
from dataclasses import dataclass, field, replace
from weakref import ref

from atlas.memo import memoized


@dataclass(frozen=True, eq=False)
class Adder:
    start: int
    computed: list[int] = field(default_factory=list)

    @memoized()
    def plus(self, number: int) -> int:
        """Add a number."""
        self.computed.append(number)
        return self.start + number

    @memoized(maxsize=1)
    def minus(self, number: int) -> int:
        self.computed.append(-number)
        return self.start - number


def test_an_answer_is_computed_once():
    adder = Adder(10)
    assert [adder.plus(1), adder.plus(2), adder.plus(1)] == [11, 12, 11]
    assert adder.computed == [1, 2]


def test_only_the_newest_answers_are_kept():
    adder = Adder(10)
    assert [adder.minus(n) for n in (1, 1, 2, 1)] == [9, 9, 8, 9]
    assert adder.computed == [-1, -2, -1]


def test_objects_remember_for_themselves_and_copies_begin_anew():
    first, second = Adder(10), Adder(20)
    assert (first.plus(1), second.plus(1)) == (11, 21)
    assert replace(first, start=30).plus(1) == 31


def test_answers_go_with_their_object():
    adder = Adder(10)
    adder.plus(1)
    known = ref(adder)
    del adder
    gc.collect()
    assert known() is None


def test_a_method_keeps_its_name_and_words():
    assert (Adder.plus.__name__, Adder.plus.__doc__) == ("plus", "Add a number.")
