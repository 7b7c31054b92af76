"""The documents name what exists: files, other documents, names in the code."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    ROOT / "benchmarks" / "README.md",
]
FOLDERS = (ROOT, ROOT / "atlas", ROOT / "data")
"""Where the files that documents name begin; the change log may name what is gone."""
FILE = re.compile(r"`(?:python -m )?([\w./-]+/[\w.-]+\.(?:py|js|md|toml|csv|png|css|html))`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
CODE_NAME = re.compile(r"`([A-Za-z_][\w.]*)`")


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def test_documents_name_files_that_exist():
    offenders = {
        f"{name_of(path)}: {file}"
        for path in DOCUMENTS
        if path.name != "CHANGELOG.md"
        for file in FILE.findall(path.read_text("utf-8"))
        if not any((folder / file).exists() for folder in FOLDERS)
    }
    assert not offenders


def test_documents_link_to_files_that_exist():
    offenders = {
        f"{name_of(path)}: {link}"
        for path in DOCUMENTS
        for link in LINK.findall(path.read_text("utf-8"))
        if not (path.parent / link).exists()
    }
    assert not offenders


def test_every_decision_is_in_the_index_with_its_date_and_parts():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    form = re.compile(
        r"# \d{3} .+\n\n\d{4}-\d\d-\d\d · .+\n\n"
        r"## Context\n.+\n## Decision\n.+\n## Consequences\n.+",
        re.DOTALL,
    )
    offenders = {
        path.name
        for path in folder.glob("0*.md")
        if f"({path.name})" not in index or not form.fullmatch(path.read_text("utf-8"))
    }
    assert not offenders


def test_the_glossary_names_what_the_code_has():
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", glossary(), re.MULTILINE)
    names = {name for cell in rows for name in CODE_NAME.findall(cell)}
    offenders = {name for name in names if not set(name.split(".")) <= words_of_the_code()}
    assert not offenders


def glossary():
    return (ROOT / "docs" / "glossary.md").read_text("utf-8")


@cache
def words_of_the_code():
    files = [*(ROOT / "atlas").rglob("*.py"), ROOT / "data" / "indicators" / "catalogue.toml"]
    return {word for path in files for word in re.findall(r"\w+", path.read_text("utf-8"))}
