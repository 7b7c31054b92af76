"""One mistake in a TOML file costs one section."""

from atlas.model.source_location import SourceLocation
from atlas.sources.toml_sections import read_toml_sections

HERE = SourceLocation(file="a.toml")


def test_a_file_read_by_sections_loses_only_what_is_broken(write, problems):
    text = (
        '[a.x]\nb = 1\n[a.ü]\nc = 2\n[a.y]\nlist = [\n  ["p", "q"],\n["r"],\n]\n'
        "[[l]]\nn = 1\n[[l]]\nn =\n[a.y.z]\nd = 4\n[a.w]\ne = 5\ne = 6\n[a.w.v]\nf = 7\n"
    )
    file = read_toml_sections(write("a.toml", text), HERE, problems, 2)
    y = {"list": [["p", "q"], ["r"]], "z": {"d": 4}}
    assert file.tables == {"a": {"x": {"b": 1}, "y": y}, "l": [{"n": 1}]}
    assert [fact[1] for fact in problems.facts] == [3, 13, 18]
    assert list(file.broken) == [("a", "ü"), ("l",), ("a", "w")]
    # lines are still those of the file
    assert file.line_of("a", "y", "z", "d") == 15


def test_a_whole_file_read_by_sections_is_read_as_it_is(write, problems):
    file = read_toml_sections(write("a.toml", "[a]\nb = 1\n"), HERE, problems, 1)
    assert (file.tables, dict(file.broken), problems) == ({"a": {"b": 1}}, {}, [])
