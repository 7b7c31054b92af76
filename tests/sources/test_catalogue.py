import pytest

from atlas.model import formulas as f
from atlas.model.classing import Classing, Method, Palette
from atlas.model.indicators import PlausibleRange, ReferenceValue
from atlas.model.quantities import Kind
from atlas.sources.catalogue import read_catalogue
from atlas.sources.catalogue_entries import expected_unit

WORDS = """\
definition = "Wörter"
date_rule = "31.12."
source = "Melderegister"
"""


def indicator(code, formula, unit="%", topics='["kinder"]'):
    head = f'[indicator.{code}]\ntitle = "{code}"\ntopics = {topics}\nunit = "{unit}"\n'
    return f"\n{head}{WORDS}formula = {formula}\n"


def quantity(code, more="", unit="Personen", kind="count"):
    return f'\n[quantity.{code}]\ntitle = "{code}"\nunit = "{unit}"\nkind = "{kind}"\n{more}\n'


@pytest.fixture
def read(write, catalogue_text):
    """Read the small catalogue with something appended or replaced."""

    def reading(more="", old="", new=""):
        assert not old or catalogue_text.count(old) == 1
        text = catalogue_text.replace(old, new) if old else catalogue_text
        return read_catalogue(write("catalogue.toml", text + more))

    return reading


def term(code, sign=1):
    return f.Term(quantity=code, sign=sign)


KINDER, EW = (term("kinder"),), (term("ew"),)


def test_everything_of_a_catalogue_is_read(read, catalogue_text):
    file = read(
        '\n[taxonomy.dorf]\ntitle = "Felder"\n'
        'fields = [{ title = "Junge Menschen", topics = ["kinder"] }]\n'
        '[[reference]]\nindicator = "kinderanteil"\nregion = "Land"\nyear = 2014\n'
        'value = 13.5\nsource = "Landesamt"\n'
    )
    assert file.problems == ()
    catalogue = file.catalogue
    assert list(catalogue.quantities) == ["ew", "kinder", "flaeche", "saldo"]
    assert catalogue.quantities["flaeche"].kind is Kind.AMOUNT
    assert catalogue.topics["kinder"].title == "Kinder und Jugendliche"
    assert catalogue.taxonomies["dorf"].fields == (("Junge Menschen", ("kinder",)),)
    assert catalogue.indicators["kinderanteil"].formula == f.Share(of=KINDER, per=EW)
    assert catalogue.references == (
        ReferenceValue(
            indicator="kinderanteil", region="Land", year=2014, value=13.5, source="Landesamt"
        ),
    )


@pytest.mark.parametrize(
    ("written", "unit", "formula"),
    [
        (
            '{ kind = "total", of = ["ew", "-kinder"] }',
            "Personen",
            f.Total(of=(*EW, term("kinder", -1))),
        ),
        ('{ kind = "given", of = ["saldo"] }', "Personen", f.Given(of=(term("saldo"),))),
        (
            '{ kind = "share", of = ["kinder"], per = ["ew"], may_exceed = true }',
            "%",
            f.Share(of=KINDER, per=EW, may_exceed=True),
        ),
        (
            '{ kind = "rate", of = ["kinder"], per = ["ew"] }',
            "je 1.000",
            f.Rate(of=KINDER, per=EW, factor=1000.0),
        ),
        (
            '{ kind = "rate", of = ["kinder"], per = ["ew"], factor = 100000 }',
            "je 100.000",
            f.Rate(of=KINDER, per=EW, factor=100000.0),
        ),
        (
            '{ kind = "ratio", of = ["ew"], per = ["flaeche"] }',
            "Einwohner je km²",
            f.Ratio(of=EW, per=(term("flaeche"),), factor=1.0),
        ),
        (
            '{ kind = "mean", of = ["flaeche"], per = ["ew"] }',
            "km²",
            f.Mean(of=(term("flaeche"),), per=EW, factor=1.0),
        ),
        (
            '{ kind = "difference", of = "kinderanteil", minus = "kinderanteil" }',
            "Prozentpunkte",
            f.Difference(of="kinderanteil", minus="kinderanteil"),
        ),
        (
            '{ kind = "change", of = "kinderanteil", years = 5 }',
            "Prozentpunkte",
            f.Change(of="kinderanteil", years=5),
        ),
        (
            '{ kind = "index", of = "kinderanteil", base_year = 2009 }',
            "2009 = 100",
            f.IndexNumber(of="kinderanteil", base_year=2009),
        ),
    ],
)
def test_every_kind_of_formula(read, written, unit, formula):
    file = read(indicator("neu", written, unit))
    assert file.problems == ()
    assert file.catalogue.indicators["neu"].formula == formula


def test_details_of_an_indicator(read):
    more = indicator("neu", '{ kind = "total", of = ["ew"] }', "Personen")
    item = read(more + "plausible = [10, 900]\npolarity = -1\ndecimals = 0\n").catalogue.indicators[
        "neu"
    ]
    assert item.plausible == PlausibleRange(lower=10, upper=900)
    assert (item.polarity, item.decimals, item.pooled_years) == (-1, 0, 1)


@pytest.mark.parametrize(
    ("written", "classing"),
    [
        ('{ method = "quantiles", classes = 4 }', Classing(method=Method.QUANTILES, classes=4)),
        (
            '{ method = "manual", limits = [5, 7.5], palette = "blue" }',
            Classing(method=Method.MANUAL, limits=(5.0, 7.5), palette=Palette.BLUE),
        ),
        ("{ classes = 3 }", Classing(classes=3)),
    ],
)
def test_classes_of_the_maps_are_stored_with_the_indicator(read, written, classing):
    file = read(indicator("neu", SHARE) + f"classing = {written}\n")
    assert file.problems == ()
    assert file.catalogue.indicators["neu"].classing == classing
    assert file.catalogue.indicators["kinderanteil"].classing is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('{ method = "manual" }', "nur zu „manual“ gehören limits"),
        ("{ limits = [5, 10] }", "nur zu „manual“ gehören limits"),
        ('{ method = "manual", limits = [10, 5] }', "sie steigen auf"),
        ('{ method = "manual", limits = [5, 5] }', "sie steigen auf"),
        ('{ method = "manual", limits = [5, 10], classes = 5 }', "passen zu classes"),
        ('{ method = "manual", limits = [1, 2, 3, 4, 5, 6, 7] }', "die Liste ist zu lang"),
        ('{ method = "jenks" }', "der Wert gehört nicht zu den erlaubten"),
        ("{ classes = 2 }", "der Wert gehört nicht zu den erlaubten"),
        ("{ classes = 8 }", "der Wert gehört nicht zu den erlaubten"),
        ('{ palette = "rot" }', "der Wert gehört nicht zu den erlaubten („petrol“, „blue“"),
    ],
)
def test_a_classing_that_cannot_be_is_explained(read, written, message):
    file = read(indicator("neu", SHARE) + f"classing = {written}\n")
    (problem,) = file.problems
    assert message in problem.message
    assert "neu" not in file.catalogue.indicators


SHARE = '{ kind = "share", of = ["kinder"], per = ["ew"] }'


@pytest.mark.parametrize(
    ("formula", "code", "value"),
    [
        ('{ kind = "total", of = ["kinda"] }', "catalogue_unknown", "kinda"),
        ('{ kind = "change", of = "anteil", years = 1 }', "catalogue_unknown", "anteil"),
        ('{ kind = "change", of = "kinderanteil", years = 0 }', "toml_bad_value", "0"),
        ('{ kind = "median", of = ["ew"] }', "toml_bad_value", ""),
        ('{ of = ["ew"] }', "toml_bad_value", ""),
        ('{ kind = "share", of = ["ew"] }', "toml_bad_value", ""),
        ('{ kind = "total", of = [] }', "toml_bad_value", ""),
        ('{ kind = "total", of = "ew" }', "toml_bad_value", "ew"),
        ('{ kind = "ratio", of = ["ew"], per = ["ew"], factor = 0 }', "toml_bad_value", "0"),
        ('{ kind = "ratio", of = ["ew"], per = ["ew"], factor = inf }', "toml_bad_value", "inf"),
        (
            '{ kind = "share", of = ["ew"], per = ["ew"], factor = 100 }',
            "toml_unknown_key",
            "formula.factor",
        ),
        (
            '{ kind = "rate", of = ["ew"], per = ["ew"], may_exceed = true }',
            "toml_unknown_key",
            "formula.may_exceed",
        ),
        ('"ew / kinder"', "toml_bad_value", "ew / kinder"),
    ],
)
def test_an_indicator_with_a_faulty_formula_is_left_out(read, facts, formula, code, value):
    file = read(indicator("neu", formula))
    assert facts(file.problems) == [(code, 40, value)]
    assert list(file.catalogue.indicators) == ["kinderanteil"]


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        (SHARE, "‰"),
        ('{ kind = "rate", of = ["kinder"], per = ["ew"] }', "je 100"),
        ('{ kind = "total", of = ["flaeche"] }', "ha"),
        ('{ kind = "given", of = ["saldo"] }', "%"),
    ],
)
def test_an_indicator_with_a_wrong_unit_is_left_out(read, facts, formula, unit):
    file = read(indicator("neu", formula, unit))
    assert facts(file.problems) == [("catalogue_unit", 36, unit)]
    assert list(file.catalogue.indicators) == ["kinderanteil"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (indicator("neu", SHARE).replace('"Melderegister"', '" "'), ("catalogue_empty", 39, "")),
        (quantity("neu").replace('title = "neu"', 'title = ""'), ("catalogue_empty", 34, "")),
        (
            indicator("neu", SHARE)
            + indicator("alt", SHARE).replace('title = "alt"', 'title = "neu"'),
            ("catalogue_title_twice", 43, "neu"),
        ),
        (indicator("neu", SHARE) + "plausible = [27, 6]\n", ("catalogue_plausible", 41, "")),
        (indicator("neu", SHARE) + "plausible = [6, 6]\n", ("catalogue_plausible", 41, "")),
    ],
)
def test_what_readers_would_stumble_over_is_reported_and_stays(read, facts, more, expected):
    file = read(more)
    assert facts(file.problems) == [expected]
    assert "neu" in {*file.catalogue.indicators, *file.catalogue.quantities}


REFERENCE = """
[[reference]]
indicator = "kinderanteil"
region = "Land"
year = 2014
value = 13.5
source = "Landesamt"
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (indicator("neu", SHARE) + "decimals = 9\n", ("toml_bad_value", 41, "9")),
        (indicator("neu", SHARE) + "polarity = 2\n", ("toml_bad_value", 41, "2")),
        (indicator("neu", SHARE) + "plausible = [1]\n", ("toml_bad_value", 41, "")),
        (indicator("neu", SHARE) + 'headline = "{n}"\n', ("toml_bad_value", 41, "{n}")),
        (indicator("neu", SHARE).replace('title = "neu"\n', ""), ("toml_bad_value", 33, "")),
        (quantity("neu", kind="number"), ("toml_bad_value", 36, "number")),
        (quantity("neu", "decimals = -1"), ("toml_bad_value", 37, "-1")),
        (quantity("neu", 'parts = ["ew"]'), ("toml_bad_value", 37, "ew")),
        ("\n[topic.neu]\ntitle = 3\n", ("toml_bad_value", 34, "3")),
        ("\n[topic]\nneu = 3\n", ("toml_bad_value", 34, "3")),
        ('\n[taxonomy.neu]\ntitle = "F"\nfields = [3]\n', ("toml_bad_value", 35, "3")),
        (REFERENCE.replace("2014", '"neu"'), ("toml_bad_value", 36, "neu")),
        (REFERENCE + REFERENCE.replace("13.5", "nan"), ("toml_bad_value", 44, "nan")),
        (REFERENCE.replace("kinderanteil", "neu"), ("catalogue_reference", 34, "neu")),
        ("\n[reference]\nyear = 2014\n", ("toml_bad_value", 33, "{'year': 2014}")),
    ],
)
def test_a_faulty_entry_is_left_out_and_no_other(read, facts, more, expected):
    file = read(more)
    assert facts(file.problems) == [expected]
    catalogue = file.catalogue
    codes = {*catalogue.topics, *catalogue.quantities, *catalogue.indicators}
    assert codes == {"kinder", "ew", "flaeche", "saldo", "kinderanteil"}
    assert (dict(catalogue.taxonomies), len(catalogue.references)) == (
        {},
        1 if more.count("[[") == 2 else 0,
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('unit = "%"\n', 'unit = "%"\npolaritaet = 1\n', ("toml_unknown_key", 28, "polaritaet")),
        (
            "[quantity.kinder]\n",
            "[quantity.kinder]\nminimun = 3\n",
            ("toml_unknown_key", 10, "minimun"),
        ),
        ("[topic.kinder]\n", "[topic.kinder]\nquer = true\n", ("toml_unknown_key", 2, "quer")),
        (
            "[topic.kinder]\n",
            '[indikator.x]\ntitle = "x"\n[topic.kinder]\n',
            ("toml_unknown_key", 1, "indikator"),
        ),
    ],
)
def test_an_unknown_key_harms_nothing_else(read, facts, old, new, expected):
    file = read(old=old, new=new)
    assert facts(file.problems) == [expected]
    assert list(file.catalogue.quantities) == ["ew", "kinder", "flaeche", "saldo"]
    assert list(file.catalogue.indicators) == ["kinderanteil"]
    assert list(file.catalogue.topics) == ["kinder"]


def difference(of):
    return f'{{ kind = "difference", of = "{of}", minus = "kinderanteil" }}'


@pytest.mark.parametrize(
    ("links", "chains"),
    [
        ({"a": "a"}, ["„a“ → „a“"]),
        ({"a": "b", "b": "a"}, ["„a“ → „b“ → „a“"]),
        ({"c": "b", "b": "a", "a": "c"}, ["„c“ → „b“ → „a“ → „c“"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["„a“ → „b“ → „a“", "„c“ → „d“ → „c“"]),
    ],
    ids=["itself", "two", "three", "two circles"],
)
def test_each_circle_of_indicators_is_told_once(read, facts, links, chains):
    file = read("".join(indicator(code, difference(of)) for code, of in links.items()))
    assert [fact[0] for fact in facts(file.problems)] == ["catalogue_cycle"] * len(chains)
    for problem, chain in zip(file.problems, chains, strict=True):
        assert f"Die Einträge {chain} verweisen" in problem.message
    assert list(file.catalogue.indicators) == ["kinderanteil"]


@pytest.mark.parametrize(
    ("more", "first"),
    [
        (indicator("a", difference("b")) + indicator("b", difference("a")), "catalogue_cycle"),
        (indicator("b", SHARE, "‰"), "catalogue_unit"),
        (indicator("b", SHARE) + "decimals = 9\n", "toml_bad_value"),
    ],
)
def test_what_rests_on_a_faulty_indicator_is_left_out_too(read, facts, more, first):
    file = read(indicator("oben", difference("mitte")) + indicator("mitte", difference("b")) + more)
    codes_and_values = [(code, value) for code, _, value in facts(file.problems)]
    assert [code for code, _ in codes_and_values] == [first, "catalogue_faulty", "catalogue_faulty"]
    assert codes_and_values[1:] == [("catalogue_faulty", "b"), ("catalogue_faulty", "mitte")]
    assert list(file.catalogue.indicators) == ["kinderanteil"]


def test_an_indicator_over_a_faulty_quantity_says_why(read, facts):
    file = read(old='kind = "amount"', new='kind = "area"')
    assert facts(file.problems) == [("toml_bad_value", 17, "area")]
    more = indicator("dichte", '{ kind = "ratio", of = ["ew"], per = ["flaeche"] }', "E/km²")
    codes = [code for code, *_ in facts(read(more, 'kind = "amount"', 'kind = "area"').problems)]
    assert codes == ["toml_bad_value", "catalogue_faulty"]


@pytest.mark.parametrize(
    ("links", "chains"),
    [
        ({"a": 'parts = [["b"]]', "b": 'among = ["a"]'}, 1),
        ({"a": 'parts = [["a"]]'}, 1),
        ({c: f'among = ["{d}"]' for c, d in ["ab", "ba", "cd", "dc"]}, 2),
    ],
    ids=["two", "itself", "two circles"],
)
def test_each_circle_of_quantities_is_told_once(read, facts, links, chains):
    file = read("".join(quantity(code, more) for code, more in links.items()))
    assert [fact[0] for fact in facts(file.problems)] == ["catalogue_cycle"] * chains
    kept = [file.catalogue.quantities[code] for code in links]
    assert [(item.parts, item.among) for item in kept] == [((), ())] * len(links)


def test_a_quantity_with_unknown_parts_stays_without_breakdown(read, facts):
    file = read(quantity("neu", 'parts = [["ew", "rest"]]\namong = ["kinder"]'))
    assert facts(file.problems) == [("catalogue_parts", 33, "rest")]
    assert file.catalogue.quantities["neu"].parts == ()


def pyramid(*groups):
    """All residents, whose children are split by sex and whose others are too."""
    ages = ", ".join(f'{{ ages = {ages}, female = "w{n}", male = "m{n}" }}' for n, ages in groups)
    parts = quantity("all", f'parts = [["w1", "m1", "w2", "m2"]]\npyramid = [{ages}]')
    return parts + "".join(quantity(f"{sex}{n}") for sex in "wm" for n in "123")


def test_a_pyramid_has_age_groups_by_sex_and_may_be_open_above(read):
    file = read(pyramid((1, [0, 17]), (2, [18])))
    assert file.problems == ()
    young, old = file.catalogue.quantities["all"].pyramid
    assert (young.first, young.last, young.codes) == (0, 17, ("w1", "m1"))
    assert (old.first, old.last, old.codes) == (18, None, ("w2", "m2"))


@pytest.mark.parametrize(
    ("groups", "fault"),
    [
        ([(1, [0, 17]), (2, [17])], ("catalogue_pyramid_overlap", "18")),
        ([(1, [0]), (2, [18])], ("catalogue_pyramid_overlap", "18")),
        ([(1, [0, 17]), (2, [19])], ("catalogue_pyramid_gap", "18")),
        # too few, a stranger, twice the same: they aren't what all consist of
        ([(1, [0])], ("catalogue_pyramid_sum", "all")),
        ([(1, [0, 17]), (3, [18])], ("catalogue_pyramid_sum", "all")),
        ([(1, [0, 17]), (2, [18, 64]), (2, [65])], ("catalogue_pyramid_sum", "all")),
    ],
)
def test_a_pyramid_counts_each_age_once_and_all_people(read, groups, fault):
    file = read(pyramid(*groups))
    assert [(item.code, item.value) for item in file.problems] == [fault]
    assert file.catalogue.quantities["all"].pyramid == ()
    assert file.catalogue.quantities["all"].parts


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[0, 17]", "[17, 0]", "das erste Alter liegt über dem letzten"),
        ("[0, 17]", "[-1, 17]", "der Wert gehört nicht zu den erlaubten"),
        ('male = "m1"', 'divers = "m1"', "divers"),
        (', male = "m1"', "", "der Eintrag fehlt"),
    ],
)
def test_a_faulty_age_group_costs_the_quantity(read, old, new, message):
    file = read(pyramid((1, [0, 17]), (2, [18])).replace(old, new))
    assert any(message in item.message for item in file.problems)


def test_an_indicator_stays_without_its_unknown_topic(read, facts):
    file = read(indicator("neu", SHARE, topics='["kinder", "kinda"]'))
    assert facts(file.problems) == [("catalogue_topic", 35, "kinda")]
    assert file.catalogue.indicators["neu"].topics == ("kinder",)


def test_a_field_stays_without_its_unknown_topic(read, facts):
    more = '\n[taxonomy.dorf]\ntitle = "Felder"\nfields = [{ title = "A", topics = ["b"] }]\n'
    file = read(more)
    assert facts(file.problems) == [("catalogue_topic", 35, "b")]
    assert file.catalogue.taxonomies["dorf"].fields == (("A", ()),)


@pytest.mark.parametrize("section", ["topic", "taxonomy", "quantity", "indicator", "reference"])
@pytest.mark.parametrize("value", ["3", '"abc"', "true"])
def test_a_value_where_a_section_belongs(write, facts, section, value):
    file = read_catalogue(write("catalogue.toml", f"{section} = {value}\n"))
    assert [fact[:2] for fact in facts(file.problems)] == [("toml_bad_value", 1)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "file_empty"),
        ('title = "Größe"'.encode("cp1252"), "file_encoding"),
        ("[topic", "toml_syntax"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_empty(write, facts, content, code):
    file = read_catalogue(write("catalogue.toml", content))
    assert [fact[0] for fact in facts(file.problems)] == [code]
    assert (dict(file.catalogue.quantities), dict(file.catalogue.indicators)) == ({}, {})


def test_a_missing_catalogue(tmp_path, facts):
    assert facts(read_catalogue(tmp_path / "catalogue.toml").problems) == [
        ("file_missing", None, "")
    ]


def test_where_the_formula_leaves_the_unit_open(catalogue):
    assert expected_unit(catalogue.indicators["kinderanteil"], catalogue.quantities) == "%"


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("[quantity.saldo]", "[quantity.säldo]", ("toml_syntax", 19, "[quantity.säldo]")),
        ("[quantity.saldo]", "[quantity.saldo", ("toml_syntax", 19, "[quantity.saldo")),
        ("[quantity.saldo]", "[quantity saldo]", ("toml_syntax", 19, "[quantity saldo]")),
        ('title = "Saldo"', 'title = "Saldo', ("toml_syntax", 20, 'title = "Saldo')),
        ('kind = "given"', 'kind = "given"\nkind = "x"', ("toml_syntax", 23, 'kind = "x"')),
        ('kind = "given"', "parts = [\n  [a,", ("toml_syntax", 23, "[a,")),
    ],
)
def test_a_typo_costs_one_section(read, facts, old, new, fact):
    file = read(old=old, new=new)
    assert facts(file.problems) == [fact]
    assert "bis dahin fehlt der Abschnitt „quantity" in file.problems[0].remedy
    assert list(file.catalogue.quantities) == ["ew", "kinder", "flaeche"]
    assert list(file.catalogue.indicators) == ["kinderanteil"]


def test_a_typo_in_a_quantity_names_what_rests_on_it(read, facts):
    file = read(old='title = "Kinder"\n', new='title = "Kinder\n')
    assert facts(file.problems) == [
        ("toml_syntax", 10, 'title = "Kinder'),
        ("catalogue_faulty", 31, "kinder"),
    ]
    assert {code: wrong.code for code, wrong in file.faults.items()} == {
        "kinder": "toml_syntax",
        "kinderanteil": "catalogue_faulty",
    }


def test_a_section_that_stands_twice_is_lost_and_nothing_else(read, facts):
    file = read(quantity("saldo"))
    assert facts(file.problems) == [("toml_syntax", 33, "[quantity.saldo]")]
    assert list(file.catalogue.quantities) == ["ew", "kinder", "flaeche"]


def test_a_broken_reference_leaves_the_others(read, facts):
    good = (
        '[[reference]]\nindicator = "kinderanteil"\nregion = "Land"\nyear = 2014\n'
        'value = 13.5\nsource = "Landesamt"\n'
    )
    file = read(good + good.replace("2014", "2014-13") + good.replace("2014", "2015"))
    assert [fact[0] for fact in facts(file.problems)] == ["toml_syntax"]
    assert [item.year for item in file.catalogue.references] == [2014, 2015]


def test_a_quantity_and_an_indicator_of_one_code_are_both_named(read, facts):
    file = read(indicator("ew", '{ kind = "share", of = ["kinder"], per = ["ew"] }'))
    assert facts(file.problems) == [("catalogue_code_twice", 33, "ew")]
    for line in ("Zeile 4", "Zeile 33"):
        assert f"indicators/catalogue.toml, {line}" in file.problems[0].message
    assert "ew" in file.catalogue.quantities
    assert list(file.catalogue.indicators) == ["kinderanteil"]


@pytest.mark.parametrize("head", ["[quantity.kinder", "[quantity kinder]", "[quantity..kinder]"])
def test_what_rests_on_a_broken_section_is_no_second_mistake(read, facts, head):
    file = read(old="[quantity.kinder]", new=head)
    assert [fact[0] for fact in facts(file.problems)] == ["toml_syntax", "catalogue_faulty"]
