import pytest

from atlas.model import formulas as f

TITLES = {
    "kinder": "Kinder",
    "alte": "Alte",
    "ew": "Einwohner",
    "zu": "Zuzüge",
    "fort": "Fortzüge",
    "quote": "SGB-II-Quote",
    "rest": "Quote der anderen",
}
LATER = " Für größere Gebiete werden zuerst Zähler und Nenner aufsummiert, dann wird geteilt."


def terms(*codes):
    return tuple(
        f.Term(quantity=code.lstrip("-"), sign=-1 if code.startswith("-") else 1) for code in codes
    )


@pytest.mark.parametrize(
    ("codes", "code", "text"),
    [
        (["zu"], "zu", "„Zuzüge“"),
        (["zu", "-fort"], "zu - fort", "„Zuzüge“ abzüglich „Fortzüge“"),
        (["kinder", "alte"], "kinder + alte", "„Kinder“ plus „Alte“"),
        (["-fort", "zu"], "-fort + zu", "abzüglich „Fortzüge“ plus „Zuzüge“"),
    ],
)
def test_signed_sums(codes, code, text):
    assert f.sum_code(terms(*codes)) == code
    assert f.sum_text(terms(*codes), TITLES) == text


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        (
            f.Share(of=terms("kinder"), per=terms("ew")),
            f"„Kinder“ geteilt durch „Einwohner“, mal 100.{LATER}",
        ),
        (
            f.Rate(of=terms("zu", "-fort"), per=terms("ew")),
            f"(„Zuzüge“ abzüglich „Fortzüge“) geteilt durch „Einwohner“, mal 1.000.{LATER}",
        ),
        (
            f.Rate(of=terms("ew"), per=terms("kinder", "alte"), factor=100_000.0),
            f"„Einwohner“ geteilt durch („Kinder“ plus „Alte“), mal 100.000.{LATER}",
        ),
        (
            f.Ratio(of=terms("-fort"), per=terms("ew")),
            f"(abzüglich „Fortzüge“) geteilt durch „Einwohner“.{LATER}",
        ),
        (
            f.Mean(of=terms("alte"), per=terms("ew"), factor=0.25),
            f"„Alte“ geteilt durch „Einwohner“, mal 0,25.{LATER}",
        ),
        (
            f.Total(of=terms("zu", "-fort")),
            "„Zuzüge“ abzüglich „Fortzüge“ als absolute Zahl; Teilgebiete werden aufsummiert.",
        ),
        (
            f.Given(of=terms("quote")),
            "„SGB-II-Quote“, wie geliefert; wird nicht auf andere Ebenen umgerechnet.",
        ),
        (
            f.Difference(of="quote", minus="rest"),
            "„SGB-II-Quote“ abzüglich „Quote der anderen“.",
        ),
        (
            f.Change(of="quote", years=1),
            "Veränderung von „SGB-II-Quote“ gegenüber dem Vorjahr.",
        ),
        (
            f.Change(of="quote", years=5),
            "Veränderung von „SGB-II-Quote“ gegenüber dem Stand vor 5 Jahren.",
        ),
        (
            f.IndexNumber(of="quote", base_year=2009),
            "„SGB-II-Quote“ im Verhältnis zum Jahr 2009 (= 100).",
        ),
    ],
)
def test_each_formula_says_what_it_computes(formula, sentence):
    assert formula.describe(TITLES) == sentence


@pytest.mark.parametrize(
    ("formula", "quantities", "indicators"),
    [
        (f.Share(of=terms("zu", "-fort"), per=terms("ew")), ("zu", "fort", "ew"), ()),
        (f.Total(of=terms("kinder", "alte")), ("kinder", "alte"), ()),
        (f.Given(of=terms("quote")), ("quote",), ()),
        (f.Difference(of="quote", minus="rest"), (), ("quote", "rest")),
        (f.Change(of="quote", years=5), (), ("quote",)),
        (f.IndexNumber(of="quote", base_year=2009), (), ("quote",)),
    ],
)
def test_what_a_formula_rests_on(formula, quantities, indicators):
    assert f.inputs(formula) == quantities
    assert f.references(formula) == indicators


@pytest.mark.parametrize(
    ("kind", "factor"), [(f.Share, 100.0), (f.Rate, 1000.0), (f.Ratio, 1.0), (f.Mean, 1.0)]
)
def test_usual_factors(kind, factor):
    assert kind(of=terms("kinder"), per=terms("ew")).factor == factor
