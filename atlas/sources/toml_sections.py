"""TOML files of which one mistake costs one section: catalogues, descriptions of deliveries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources import toml_texts
from atlas.sources.plain_text import read_text
from atlas.sources.text_files import Section, TomlFile, toml_of

SYNTAX = "toml_syntax"
_HEAD = re.compile(
    r"^(?:[ \t]*(\[\[?)[ \t]*(?=[^\W\d])|\[(?=[\"'][^,\[\]\n]*\][ \t]*(?:#.*)?\r?$))"
    r"([^\[\],={}#\n]*)(?=[\]=#\n]|\Z)",
    re.MULTILINE,
)
"""The head of a section, even if it isn't written as TOML wants it; no line of a list."""


def read_toml_sections(
    path: Path, location: SourceLocation, problems: list[Problem], depth: int
) -> TomlFile:
    """Read a TOML file section by section: one that can't be parsed costs only itself.

    `depth` says how many names make an entry: of [indicator.x] it is 2, of [ew] it is 1. What
    belongs to a broken entry is left out with it.
    """
    return toml_sections(read_text(path, location, problems), location, problems, depth)


def toml_sections(
    text: str, location: SourceLocation, problems: list[Problem], depth: int
) -> TomlFile:
    """Parse a text as `read_toml_sections` does a file."""
    messages: list[Problem] = []
    file = toml_of(text, location, messages)
    if any(problem.code == SYNTAX for problem in messages):
        return _whole_sections(text, location, problems, depth)
    problems += messages
    return file


def _whole_sections(
    text: str, location: SourceLocation, problems: list[Problem], depth: int
) -> TomlFile:
    sections = list(sections_of(text))
    firsts = {section.path: section for section in reversed(sections)}
    wrong = [_problem(section, firsts[section.path], location) for section in sections]
    broken: dict[Section, Problem] = {}
    for section, problem in zip(sections, wrong, strict=True):
        if problem is not None:
            broken.setdefault(section.path[:depth], problem)
            problems.append(problem)
    kept = (
        # of a list only the broken entry is lost
        "\n" * section.text.count("\n")
        if problem or (not section.listed and section.path[:depth] in broken)
        else section.text
        for section, problem in zip(sections, wrong, strict=True)
    )
    return replace(toml_of("".join(kept), location, problems), broken=broken)


@dataclass(frozen=True, slots=True)
class TomlSection:
    """A section as text, with the number of lines before it; `listed` if its head is [[…]]."""

    path: Section
    text: str
    start: int
    listed: bool = False


def sections_of(text: str) -> Iterator[TomlSection]:
    """Cut a text into what stands above the first head and its sections; together they are it."""
    heads = list(_HEAD.finditer(text))
    starts = [0, *(head.start() for head in heads), len(text)]
    yield TomlSection((), text[: starts[1]], 0)
    line = text.count("\n", 0, starts[1])
    for head, (start, end) in zip(heads, pairwise(starts[1:]), strict=True):
        names = (name.strip(" \t\r\"'") for name in head[2].split("."))
        yield TomlSection(tuple(filter(None, names)), text[start:end], line, listed=head[1] == "[[")
        line += text.count("\n", start, end)


def _problem(section: TomlSection, first: TomlSection, location: SourceLocation) -> Problem | None:
    """What is wrong with a section; `first` is the first one of the same name."""
    messages: list[Problem] = []
    toml_of(section.text, location, messages)
    wrong = next((problem for problem in messages if problem.code == SYNTAX), None)
    if wrong is None and first is not section and not section.listed:
        head = section.text.partition("\n")[0].strip()
        wrong = location.at_line(1).problem(SYNTAX, head, column=1, reason=toml_texts.TWICE)
    if wrong is None:
        return None
    line = section.start + (wrong.line or 1)
    return replace(wrong, line=line, remedy=toml_texts.section_lost(section.path))
