"""Modules of JavaScript joined into few files: in a fresh browser each request costs milliseconds.

A joined module is a function of its file: it runs when it is first asked for, as a module does, and
returns what it exports. The names a module imports become constants, so what an exporter changes
later doesn't reach them: such modules stay files of their own. Nothing else changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_QUOTE: Final = "[\"'`]"
_MODULE: Final = rf"{_QUOTE}\./([\w.-]+\.js){_QUOTE}"
_IMPORT: Final = re.compile(rf"import\s*(?:\{{([^}}]*)\}}\s*from\s*)?{_MODULE};?")
"""Names, if any, and module. Neither Streamlit's code nor ours imports in another form."""
_LATER: Final = re.compile(rf"import\({_MODULE}\)")
_NAMED: Final = re.compile(_MODULE)
_EXPORTS: Final = re.compile(r"^export\s*\{([^}]*)\};?|export\{([^}]*)\};?\s*$", re.MULTILINE)
_EXPORTED: Final = re.compile(
    r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE
)
PREFIX: Final = "joined$"
"""Of names that no module has itself."""
_ONCE: Final = "const once = (make) => { let made; return () => made ??= make(); };\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Where modules are: `file_of` names the file of each, `call_of` the function in it.

    A module that is a file of its own has no function.
    """

    file_of: Mapping[str, str]
    call_of: Mapping[str, str]
    files: Mapping[str, str]
    """Texts by name."""
    needs: Mapping[str, tuple[str, ...]]
    """The files that each file imports."""

    def files_for(self, modules: Iterable[str]) -> list[str]:
        """The files that modules need."""
        files: dict[str, None] = {}
        waiting = [self.file_of[module] for module in modules]
        for file in waiting:
            if file not in files:
                files[file] = None
                waiting += self.needs[file]
        return list(files)

    def adapted(self, text: str) -> str:
        """A module of its own that takes from the files what it imports."""
        return _Joining(file_of=self.file_of, call_of=self.call_of).alone(text)


def join(
    read: Callable[[str], str],
    groups: Mapping[str, Iterable[str]],
    is_alone: Callable[[str], bool],
    start: str = "",
) -> Joined:
    """Join modules and all that they import, one or more files per group.

    Parameters
    ----------
    read
        Returns the text of a module by its name.
    groups
        Modules by the beginning of the names of their files. What several need is in the first.
    is_alone
        Whether a module stays a file of its own; what it imports from its group is in a file apart.
    start
        The module that runs when its file does.
    """
    group_of: dict[str, str] = {}
    layer_of: dict[str, int] = {}
    texts: dict[str, str] = {}

    def place(module: str, group: str) -> None:
        if module in texts:
            return
        texts[module] = read(module)
        group_of[module] = group
        for name in _imported(texts[module]):
            place(name, group)
        alone = is_alone(module)
        before = (
            layer_of[name] + (alone or is_alone(name))
            for name in _imported(texts[module])
            if group_of[name] == group
        )
        layer_of[module] = max(before, default=0)

    for group, modules in groups.items():
        for module in modules:
            place(module, group)
    early = {module for module in texts if is_alone(module)}
    waiting = list(early)
    for module in waiting:
        nearer = {
            name for name in _imported(texts[module]) if group_of[name] == group_of[module]
        } - early
        early |= nearer
        waiting += nearer

    def home(module: str) -> str:
        if is_alone(module):
            return module
        layer = f"-{layer_of[module]}" if module in early else ""
        return f"{group_of[module]}{layer}.js"

    # each after those it imports, as they have to run
    file_of = {module: home(module) for module in layer_of}
    call_of = {
        module: f"{PREFIX}{number}"
        for number, module in enumerate(file_of)
        if file_of[module] != module
    }
    joining = _Joining(file_of=file_of, call_of=call_of)
    files, needs = {}, {}
    for file in dict.fromkeys(file_of.values()):
        members = {module: texts[module] for module in file_of if file_of[module] == file}
        files[file] = (
            joining.alone(texts[file])
            if file in members
            else joining.together(file, members, start)
        )
        imported = (file_of[name] for text in members.values() for name in _imported(text))
        needs[file] = tuple(dict.fromkeys(name for name in imported if name != file))
    return Joined(file_of=file_of, call_of=call_of, files=files, needs=needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joining:
    file_of: Mapping[str, str]
    call_of: Mapping[str, str]

    def alone(self, text: str) -> str:
        """A module with its imports from joined files."""
        names = [name for name in _imported(text) if name in self.call_of]
        head = "".join(self._imports(names))

        def constants(match: re.Match[str]) -> str:
            return self._constants(match) if match[2] in self.call_of else match[0]

        # what it imports from files of their own stays as it is, their names are what they were
        return head + self._later(_IMPORT.sub(constants, text))

    def together(self, file: str, members: Mapping[str, str], start: str) -> str:
        """A file of modules, each a function."""
        foreign = [
            name
            for text in members.values()
            for name in _imported(text)
            if self.file_of[name] != file
        ]
        functions = (self._function(module, text) for module, text in members.items())
        names = ", ".join(self.call_of[module] for module in members)
        run = f"{self.call_of[start]}();\n" if start in members else ""
        return "".join(
            [*self._imports(foreign), _ONCE, *functions, f"export {{ {names} }};\n", run]
        )

    def _function(self, module: str, text: str) -> str:
        """In parentheses: the browser then compiles it at once, as it does with a module."""
        exports = ", ".join(_exports(text))
        body = self._later(_IMPORT.sub(self._constants, _EXPORTED.sub("", _EXPORTS.sub("", text))))
        return (
            f"const {self.call_of[module]} = once((function () {{\n{body}\n"
            f"return {{ {exports} }};\n}}));\n"
        )

    def _imports(self, modules: Iterable[str]) -> Iterator[str]:
        for module in dict.fromkeys(modules):
            file, call = self.file_of[module], self.call_of.get(module)
            names = f"{{ {call} }}" if call else f"* as {self._whole(module)}"
            yield f'import {names} from "./{file}";\n'

    def _constants(self, match: re.Match[str]) -> str:
        names, module = match[1], match[2]
        call = self.call_of.get(module)
        whole = f"{call}()" if call else self._whole(module)
        return (
            f"{whole};" if names is None else f"const {{{names.replace(' as ', ': ')}}} = {whole};"
        )

    def _whole(self, module: str) -> str:
        return f"{PREFIX}{list(self.file_of).index(module)}"

    def _later(self, text: str) -> str:
        """What is imported when it is needed, and named as needed then."""

        def imported(match: re.Match[str]) -> str:
            call = self.call_of.get(match[1])
            file = self.file_of.get(match[1], match[1])
            return f'import("./{file}").then((file) => file.{call}())' if call else match[0]

        def named(match: re.Match[str]) -> str:
            return f'"./{self.file_of[match[1]]}"' if match[1] in self.call_of else match[0]

        text = _LATER.sub(imported, text)
        return _NAMED.sub(named, text)


def _imported(text: str) -> list[str]:
    return [name for _, name in _IMPORT.findall(text)]


def _exports(text: str) -> Iterator[str]:
    """What a module exports, as members of an object."""
    for together, minified in _EXPORTS.findall(text):
        for name in (together or minified).split(","):
            inner, _, outer = name.strip().partition(" as ")
            yield f"{outer}: {inner}" if outer else inner
    yield from _EXPORTED.findall(text)
