from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.checks.consequences import without_consequences
from atlas.model.problems import Problem, Severity


def problem(code, file, severity=Severity.ERROR, area="ort"):
    return Problem(code=code, severity=severity, message="", remedy="", area=area, file=file)


@pytest.mark.parametrize(
    ("cause", "consequence"),
    [
        (("file_empty", "i/ort/2014.toml"), ("delivery_missing", "i/ort/2014.csv")),
        (("csv_column_unknown", "i/ort/2014.csv"), ("delivery_without_column", "i/ort/2014.toml")),
        (("membership_unknown", "d/ort/memberships.csv"), ("residual_large", "i/ort/2014.csv")),
        (("date_order", "d/ort/memberships.csv"), ("membership_gap", "d/ort/memberships.csv")),
        (("cell_point", "i/ort/2014.csv"), ("claim_not_computable", "i/ort/published.csv")),
    ],
)
def test_a_consequence_is_left_out(cause, consequence):
    both = [problem(*cause), problem(*consequence)]
    assert without_consequences(both) == (both[0],)
    assert without_consequences(both[1:]) == (both[1],)


@pytest.mark.parametrize(
    "cause",
    [
        problem("file_empty", "i/ort/2013.toml"),
        problem("file_empty", "i/dorf/2014.toml", area="dorf"),
        problem("toml_unknown_key", "i/ort/2014.toml"),
    ],
)
def test_what_has_another_cause_stays(cause):
    other = problem("delivery_missing", "i/ort/2014.csv")
    assert without_consequences([cause, other]) == (cause, other)


@pytest.mark.parametrize(
    ("followers", "sentence"),
    [
        (1, "Eine Meldung, die daraus folgt, ist weggelassen; prüfen Sie danach noch einmal."),
        (3, "3 Meldungen, die daraus folgen, sind weggelassen; prüfen Sie danach noch einmal."),
    ],
)
def test_versions_that_overlap_tell_how_much_hangs_on_them(followers, sentence):
    cause = replace(
        problem("unit_overlap", "d/ort/units.csv"), value="04", remedy="Grenzen Sie ab."
    )
    others = [
        replace(problem("unit_not_valid", f"i/ort/{2020 + number}.csv"), value="04")
        for number in range(followers)
    ]
    (kept,) = without_consequences([cause, *others])
    assert kept == replace(cause, remedy=f"Grenzen Sie ab. {sentence}")


def test_versions_that_overlap_explain_nothing_of_other_units():
    cause = replace(problem("unit_overlap", "d/ort/units.csv"), value="04")
    other = replace(problem("crosswalk_unit", "d/ort/crosswalk.csv"), value="05")
    assert without_consequences([cause, other]) == (cause, other)


def test_two_gaps_do_not_explain_each_other():
    gaps = tuple(problem("membership_gap", "d/ort/memberships.csv") for _ in range(2))
    assert without_consequences(gaps) == gaps


def test_a_note_explains_nothing():
    note = problem("total_differs", "i/ort/2014.csv", Severity.NOTE)
    claim = problem("claim_not_computable", "i/ort/published.csv", Severity.WARNING)
    assert without_consequences([note, claim]) == (note, claim)


def test_a_faulty_catalogue_explains_claims_of_every_area():
    cause = problem("catalogue_cycle", "indicators/catalogue.toml", area="")
    claim = problem("claim_not_computable", "i/ort/published.csv", Severity.WARNING)
    assert without_consequences([cause, claim]) == (cause,)


def test_a_faulty_line_explains_no_other_line_of_the_file():
    fault = problem("claim_bad", "i/ort/published.csv")
    claim = problem("claim_not_computable", "i/ort/published.csv", Severity.WARNING)
    assert without_consequences([fault, claim]) == (fault, claim)
