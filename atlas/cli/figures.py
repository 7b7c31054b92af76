"""What the command `figure` packs: a figure as the options ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.atlas import Atlas
from atlas.cli import texts as words
from atlas.cli.maps import Comparison
from atlas.errors import UsageError
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.goals import Goal
from atlas.model.scope import Scope, View


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRequest:
    """A figure as the options ask for it: only a map is compared or has all years."""

    kind: FigureKind
    scope: Scope
    other: str
    compared: Comparison
    every_year: bool
    by_value: bool
    goals: tuple[Goal, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what can't go together.

        Raises
        ------
        UsageError
            If the options contradict each other.
        """
        if not self.scope.indicator and not self.kind.is_summary:
            raise UsageError(words.MISSING.format(name="--indicator"))
        if self.kind is FigureKind.PROFILE and len(self.scope.selection) != 1:
            raise UsageError(words.UNIT_OF_PROFILE)
        of_maps = (bool(self.compared), self.every_year)
        if any(of_maps) and not self.kind.is_map:
            raise UsageError(words.ONLY_MAPS)
        if sum((*of_maps, self.kind.is_map and bool(self.other))) > 1:
            raise UsageError(words.ONE_COMPARISON)
        if self.kind is FigureKind.SCATTER and not self.other:
            raise UsageError(words.OTHER_NEEDED)


def check_view(kind: FigureKind, view: View) -> None:
    """Refuse a view of what has none: its figures are of several indicators.

    Raises
    ------
    UsageError
        If a profile or overview is asked for as anything but its values.
    """
    if kind.is_summary and view is not View.VALUE:
        raise UsageError(words.NO_VIEW)


def choice_of(atlas: Atlas, request: FigureRequest) -> FigureChoice:
    """Return the figure that is asked for; what there isn't is told when it is drawn."""
    compared = request.compared
    beside = atlas.with_base_year(compared.applied(request.scope)) if compared else None
    takes_other = request.kind.is_map or request.kind is FigureKind.SCATTER
    return FigureChoice(
        kind=request.kind,
        scope=request.scope,
        other=request.other if takes_other else "",
        beside=beside,
        every_year=request.every_year,
        by_value=request.by_value,
        goals=request.goals if request.kind is FigureKind.SERIES else (),
        only_selected=request.kind is FigureKind.TABLE and bool(request.scope.selection),
    )
