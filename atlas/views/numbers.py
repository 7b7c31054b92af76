"""Figures as a German table prints them: numbers, and the signs in place of numbers."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

from atlas.model.cells import State, Status
from atlas.model.numbers import (
    MINUS,
    NARROW_SPACE,
    finite,
    format_change,
    format_number,
    plain_number,
    rounded,
)
from atlas.views.texts import ALL_HAVE_STATUS, OF_YEAR, SIGNS, STATUS_SIGNS, TITLE_WITH_UNIT

__all__ = [
    "MINUS",
    "NARROW_SPACE",
    "explained_signs",
    "finite",
    "format_change",
    "format_figure",
    "format_number",
    "merged_signs",
    "plain_number",
    "printed_states",
    "rounded",
    "shared_status",
    "sign_legend",
    "title_with_unit",
]


def format_figure(value: float | None, state: State, status: Status, decimals: int) -> str:
    """Print the content of a table cell: number or sign, parentheses, letter of the status.

    A state without a value prints its sign whatever `value` says: a secret never gets out here.
    """
    if not state.has_value:
        return state.sign
    text = _figure(value, state, decimals)
    if state is State.LIMITED:
        text = f"({text})"
    return f"{text}{NARROW_SPACE}{status.sign}" if status.sign else text


def printed_states(value: float | None, state: State, decimals: int) -> tuple[State, ...]:
    """Return the states whose signs `format_figure` prints, for the sign legend.

    They can differ from the state of the cell: a share of 0 in 100 is measured, yet printed "–".
    """
    if not state.has_value:
        return (state,)
    limited = (State.LIMITED,) if state is State.LIMITED else ()
    return (_size(value, state, decimals), *limited)


def shared_status(statuses: Iterable[Status]) -> Status:
    """The status that all figures have, which no cell need say; FINAL where they differ.

    What is estimated from provisional figures is provisional, too.
    """
    finality = set(statuses)
    if finality == {Status.PROVISIONAL, Status.ESTIMATED}:
        return Status.PROVISIONAL
    return finality.pop() if len(finality) == 1 else Status.FINAL


def sign_legend(
    states: Iterable[State], statuses: Iterable[Status], years: Iterable[int] = ()
) -> tuple[str, ...]:
    """Explain the signs that occur, in the order of official tables.

    A status that all figures have is told as a sentence, of the year if they are of one.

    Parameters
    ----------
    states
        From `printed_states`.
    statuses, years
        Of the cells that have a value.
    """
    printed, finality, all_years = set(states), set(statuses), set(years)
    lines = [line for state, line in SIGNS.items() if state in printed]
    shared = shared_status(finality)
    letters = [line for status, line in STATUS_SIGNS.items() if status in finality - {shared}]
    if shared is not Status.FINAL:
        of_year = OF_YEAR.format(year=all_years.pop()) if len(all_years) == 1 else ""
        letters.insert(0, ALL_HAVE_STATUS[shared].format(of_year=of_year))
    return tuple(dict.fromkeys(lines + letters))


def merged_signs(*legends: tuple[str, ...]) -> tuple[str, ...]:
    """Explain what any of some legends explains, each once, in the order of official tables."""
    explained = {line for legend in legends for line in legend}
    all_lines = (*SIGNS.values(), *STATUS_SIGNS.values())
    sentences = (line for legend in legends for line in legend if line not in all_lines)
    signs = (line for line in all_lines if line in explained)
    return tuple(dict.fromkeys((*signs, *sentences)))


def explained_signs(signs: Iterable[str], legend: Iterable[str]) -> tuple[str, ...]:
    """Explain what stands in the columns of signs of a file for programs, row by row.

    Parameters
    ----------
    signs
        As `ValueRow.flag_sign` writes them: "x", "( ) p".
    legend
        That of the figures: where they are rounded its dash isn't exactly nothing.
    """
    occurring = {part for text in signs for part in text.replace("( )", "()").split()}
    of_figures = {_sign_in(line): line for line in legend}
    return tuple(
        dict.fromkeys(
            of_figures.get(_sign_in(line), line)
            for sign, line in _LINES.items()
            if sign in occurring
        )
    )


def _sign_in(line: str) -> str:
    return line.partition(" = ")[0]


_LINES = {
    **{
        state.sign or {State.LIMITED: "()", State.LESS_THAN_HALF: "0"}[state]: line
        for state, line in SIGNS.items()
    },
    **{status.sign: line for status, line in STATUS_SIGNS.items()},
}
"""The legend by sign."""


def title_with_unit(title: str, unit: str) -> str:
    """Write a title with its unit in brackets, if it has one: "Wert (%)"."""
    return TITLE_WITH_UNIT.format(title=title, unit=unit) if unit else title


def _figure(value: float | None, state: State, decimals: int) -> str:
    """Print the number of a state that has one, "–" for exactly zero."""
    if _is_zero(value, state):
        return State.ZERO.sign
    return format_number(_number(value, state), decimals)


def _size(value: float | None, state: State, decimals: int) -> State:
    """Tell whether a figure is printed as "–", as "0,0" or as an ordinary number."""
    if _is_zero(value, state):
        return State.ZERO
    return State.MEASURED if rounded(_number(value, state), decimals) else State.LESS_THAN_HALF


def _is_zero(value: float | None, state: State) -> bool:
    """Whether the figure is exactly zero; a source that wrote "0,0" said that it isn't."""
    return state is State.ZERO or (value == 0 and state is not State.LESS_THAN_HALF)


def _number(value: float | None, state: State) -> float:
    """Return the number to print; "less than half" may come without one."""
    if state is State.LESS_THAN_HALF and (value is None or isnan(value)):
        return 0.0
    return finite(value)
