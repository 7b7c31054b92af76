"""German for typer: help texts and wrong calls, which typer itself has in English only.

typer has no translations of its own (docs/decisions/005-german-words-for-the-command-line.md);
its words are replaced, its exceptions translated.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from atlas.cli import texts as words


class Command(TyperCommand):
    """A command whose help is German throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (typer's private context)
        """Translate typer's words in the help."""
        return _german_help(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help is German throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (typer's private context)
        """Translate typer's words in the help."""
        return _german_help(super().get_help(ctx))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401  (typer's private context)
        """Name the areas first, which typer puts behind the commands as it has some below it."""
        return sorted(super().list_commands(ctx), key=lambda name: name != "areas")


def _german_help(text: str) -> str:
    for english, german in words.TYPER_WORDS.items():
        # the help is broken into lines already
        pattern = re.escape(english).replace(r"\ ", r"\s+")
        text = re.sub(pattern, german, text)
    return text


def wrong_call(error: typer.TyperException) -> str:
    """State in German what is wrong with a call."""
    kind = type(error).__name__
    option = getattr(error, "option_name", "")
    if kind == "NoSuchOption":
        close = ", ".join(getattr(error, "possibilities", None) or ())
        hint = words.MEANT.format(names=close) if close else ""
        return words.UNKNOWN_OPTION.format(name=option, hint=hint)
    if kind == "BadOptionUsage":
        return words.NO_VALUE.format(name=option)
    if getattr(error, "param", None) is not None:
        return _german_parameter(error)
    return _german_command(error)


def _german_parameter(error: Any) -> str:  # noqa: ANN401  (typer's private exceptions)
    name = error.param.opts[0] if error.param.opts[0].startswith("-") else words.FILE_VALUE
    if type(error).__name__ == "MissingParameter":
        return words.MISSING.format(name=name)
    # typer's message is "'html' is not one of 'json', 'csv', 'xlsx'."
    choices = ", ".join(re.findall(r"'([^']*)'", error.message.partition(" is not one of ")[2]))
    is_path = error.param.metavar in {words.FILE_VALUE, words.FOLDER_VALUE}
    expected = words.FILE_NAME if is_path else words.WHOLE_NUMBER
    allowed = words.ALLOWED.format(choices=choices) if choices else expected
    return words.BAD_VALUE.format(name=name, allowed=allowed)


def _german_command(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    # typer's messages are "No such command 'x'." and "Got unexpected extra argument(s) (x)"
    name = re.search(r"command '(.*?)'|\(s\) \((.*)\)$", str(error))
    if name is None:
        return words.WRONG_USE
    if context is not None and isinstance(context.command, TyperGroup):
        names = ", ".join(context.command.list_commands(context))
        return words.UNKNOWN_COMMAND.format(name=name[1], names=names)
    return words.TOO_MUCH.format(name=name[2])
