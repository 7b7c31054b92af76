import pytest

from atlas.model.indicators import ReferenceValue
from atlas.sources.references import read_references

HEAD = "indicator;region;year;value;source\n"


@pytest.fixture
def read(write, problems):
    def reading(content):
        folder = write("altdorf/references.csv", HEAD + content).parent
        return read_references(folder, {"kinderanteil"}, problems)

    return reading


def test_a_value_of_a_larger_region(read, problems):
    assert read("kinderanteil;Nachbarland;2014;1.210,5;Statistik, Seite 3\n") == (
        ReferenceValue(
            indicator="kinderanteil",
            region="Nachbarland",
            year=2014,
            value=1210.5,
            source="Statistik, Seite 3",
        ),
    )
    assert problems == []


@pytest.mark.parametrize(
    ("row", "code", "word"),
    [
        ("kinderantei;Land;2014;10,5;S", "catalogue_reference", "kinderantei"),
        ("kinderanteil;Land;im Jahr 14;10,5;S", "reference_bad", "im Jahr 14"),
        ("kinderanteil;Land;2014;viel;S", "reference_bad", "viel"),
        ("kinderanteil;Land;2014;;S", "reference_bad", "„“"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_stay(read, problems, row, code, word):
    [kept] = read(f"{row}\nkinderanteil;Land;2015;11,5;S\n")
    [problem] = problems
    assert kept.year == 2015
    assert (problem.code, problem.line) == (code, 2)
    assert problem.file == "indicators/altdorf/references.csv"
    assert word in problem.message


def test_no_file_means_no_values_of_its_own(tmp_path, problems):
    assert read_references(tmp_path, {"kinderanteil"}, problems) == ()
    assert problems == []
