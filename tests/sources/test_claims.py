import pytest

from atlas.model.published import ClaimMeasure, PublishedClaim
from atlas.sources.claims import read_claims

HEAD = "place;level;unit;subject;measure;base_year;year;base_value;end_value;printed\n"


@pytest.fixture
def read(write, problems):
    def reading(content):
        return read_claims(write("altdorf/published.csv", content).parent, problems)

    return reading


def test_a_printed_figure_of_the_atlas(read, problems):
    [claim] = read(HEAD + "Seite 3;dorf;09;kinderanteil;value;;2014;;;10,80\n")
    assert problems == []
    assert claim == PublishedClaim(
        printed_at="Seite 3",
        line=2,
        subject="kinderanteil",
        measure=ClaimMeasure.VALUE,
        printed=10.8,
        decimals=2,
        year=2014,
        level="dorf",
        unit="09",
    )


def test_a_printed_figure_with_its_own_numbers(read):
    [claim] = read(HEAD + '"Seite 3;\noben";;;Kinder;change_percent;2009;2014;1.200;1300;−8\n')
    assert (claim.printed_at, claim.line, claim.base_year) == ("Seite 3; oben", 2, 2009)
    assert (claim.base_value, claim.end_value) == (1200.0, 1300.0)
    assert (claim.printed, claim.decimals) == (-8.0, 0)


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [("0,40", 0.4, 2), ("(1,5)", 1.5, 1), ("1,25 p", 1.25, 2), ("–", 0, 0), ("1.234,5", 1234.5, 1)],
)
def test_as_many_decimals_as_printed(read, printed, value, decimals):
    [claim] = read(f"{HEAD}S;;;Kinder;value;;2014;;;{printed}\n")
    assert (claim.printed, claim.decimals) == (value, decimals)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("value;;2014;;;zehn", "printed", "zehn"),
        ("value;;2014;;;", "printed", ""),
        ("value;;2014;;;.", "printed", "."),
        ("value;;2014;;;10.8", "printed", "10.8"),
        ("value;;bald;;;1", "year", "bald"),
        ("value;;;;;1", "year", ""),
        ("value;;20144;;;1", "year", "20144"),
        ("value;14;2014;;;1", "base_year", "14"),
        ("value;;2014;a;;1", "base_value", "a"),
        ("value;;2014;;x;1", "end_value", "x"),
        ("anteil;;2014;;;1", "measure", "anteil"),
        (";;2014;;;1", "measure", ""),
    ],
)
def test_an_unreadable_claim_is_left_out(read, problems, row, column, value):
    claims = read(f"{HEAD}S. 1;;;Kinder;{row}\nS. 2;;;Kinder;value;;2014;;;1\n")
    assert problems.facts == [("claim_bad", 2, value)]
    assert f"Spalte „{column}“" in problems[0].message
    assert [claim.printed_at for claim in claims] == ["S. 2"]


def test_nothing_printed_is_nothing_to_check(tmp_path, problems):
    assert read_claims(tmp_path, problems) == ()
    assert problems == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ("file_empty", None, "")),
        ("place;level\n", ("csv_columns", 1, "unit")),
        (HEAD.encode() + b"S\xe4\n", ("file_encoding", 2, "ä")),
        (HEAD + "S;1\n", ("csv_row_length", 2, "S;1")),
    ],
)
def test_claims_that_cannot_be_read(read, problems, content, expected):
    assert read(content) == ()
    assert problems.facts == [expected]
    assert problems[0].file == "indicators/altdorf/published.csv"
