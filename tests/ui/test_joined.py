"""Modules in few files: each runs once, when it is asked for, and gives what it exports."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
import streamlit as st

from atlas.ui.folders import ROOT
from atlas.ui.web import published, start_page
from atlas.ui.web.joined import PREFIX, join

MINIFIED = {
    "a.js": "var x=1;function f(){return x}export{x as t,f};",
    "b.js": 'import"./c.js";import{t as e,f}from"./a.js";function g(){}export{g as default};',
    "c.js": "var n=0;export{n};",
    "later.js": 'import{t}from"./a.js";export{t};',
}
WRITTEN = {
    "a.js": 'import {\n  b as c, d,\n} from "./b.js";\n\nexport const one = c;\n',
    "b.js": "export function b() {}\nexport async function d() {}\nexport class E {}\n",
}


def never(_module):
    return False


def joined(modules, groups, is_alone=never, start=""):
    return join(modules.__getitem__, groups, is_alone, start)


def test_a_module_is_a_function_that_returns_its_exports():
    files = joined(MINIFIED, {"base": ["a.js"]}).files
    assert files == {
        "base.js": "const once = (make) => { let made; return () => made ??= make(); };\n"
        "const joined$0 = once((function () {\n"
        "var x=1;function f(){return x}\n"
        "return { t: x, f };\n"
        "}));\n"
        "export { joined$0 };\n"
    }


def test_imports_are_constants_and_run_what_they_import():
    three = joined(MINIFIED, {"x": ["b.js"]})
    assert three.call_of == {"c.js": "joined$0", "a.js": "joined$1", "b.js": "joined$2"}
    assert (
        "joined$0();const {t: e,f} = joined$1();function g(){}\nreturn { default: g };"
        in three.files["x.js"]
    )


def test_what_we_write_exports_in_its_place():
    (file,) = joined(WRITTEN, {"ours": ["a.js"]}).files.values()
    assert "\nfunction b() {}\nasync function d() {}\nclass E {}\n" in file
    assert "return { b, d, E };" in file
    assert "const {\n  b: c, d,\n} = joined$0();" in file
    assert "return { one };" in file


def test_the_start_runs_with_its_file():
    (file,) = joined(MINIFIED, {"base": ["a.js", "c.js"]}, start="c.js").files.values()
    assert file.endswith("export { joined$0, joined$1 };\njoined$1();\n")


def test_a_later_group_takes_from_an_earlier_one():
    two = joined(MINIFIED, {"base": ["a.js"], "more": ["later.js"]})
    assert two.files["more.js"].startswith('import { joined$0 } from "./base.js";\n')
    assert two.files_for(["later.js"]) == ["more.js", "base.js"]
    assert two.files_for(["a.js"]) == ["base.js"]


def test_what_an_alone_module_needs_comes_before_it_and_what_needs_it_after():
    modules = {
        "low.js": "var l=1;export{l};",
        "alone.js": 'import{l}from"./low.js";var m=l;export{m};',
        "high.js": 'import{m as n}from"./alone.js";import{l}from"./low.js";export{n};',
    }
    three = joined(modules, {"base": ["high.js"]}, lambda name: name == "alone.js")
    assert three.file_of == {
        "low.js": "base-0.js",
        "alone.js": "alone.js",
        "high.js": "base.js",
    }
    assert three.files["alone.js"] == (
        'import { joined$0 } from "./base-0.js";\nconst {l} = joined$0();var m=l;export{m};'
    )
    high = three.files["base.js"]
    assert 'import * as joined$1 from "./alone.js";\n' in high
    assert "const {m: n} = joined$1;const {l} = joined$0();" in high


def test_what_is_imported_or_named_for_later_is_where_it_is_now():
    text = 'var deps=["./a.js","./x.js","../css/a.css"];import(`./a.js`);import(`./x.js`);'
    adapted = joined(MINIFIED, {"base": ["a.js"]}).adapted(text)
    assert adapted == (
        'var deps=["./base.js","./x.js","../css/a.css"];'
        'import("./base.js").then((file) => file.joined$0());import(`./x.js`);'
    )


def test_no_module_has_names_like_ours():
    modules = [*start_page.streamlit_modules().file_of, *published.code().file_of]
    assert len(modules) > 100
    folders = (start_page.STREAMLIT / "static" / "js", published.LIVE)
    for path in (path for folder in folders for path in folder.glob("*.js")):
        assert PREFIX not in path.read_text("utf-8"), path


def test_all_our_parts_are_joined():
    alone = {published.FRAME, published.LEAFLET[0]}
    code = published.code()
    assert {path.name for path in published.LIVE.glob("*.js")} == set(code.file_of) - {
        published.LEAFLET[0]
    }
    assert set(code.file_of) - set(code.call_of) == alone


def test_the_installed_streamlit_is_examined():
    """With an empty set for a new version, the next test names what has to be in it."""
    assert st.__version__ in start_page.EXAMINED


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("node") is None or not (ROOT / "node_modules" / ".package-lock.json").is_file(),
    reason="needs Node.js and the packages of package.json",
)
def test_modules_that_change_what_they_export_stay_alone():
    modules = start_page.streamlit_modules()
    folder = start_page.STREAMLIT / "static" / "js"
    tool = ROOT / "tools" / "examine-streamlit.mjs"
    command = ["node", str(tool), str(folder), *modules.file_of]
    alone = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert {name.partition(".")[0] for name in alone} == start_page.EXAMINED[st.__version__]
    assert set(modules.file_of) - set(modules.call_of) == set(alone)
