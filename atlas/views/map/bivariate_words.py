"""What a map of two indicators says: its axes, its sentences, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import starmap
from typing import Final

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import LegendClass, Provenance
from atlas.views import texts
from atlas.views.map import texts as map_texts
from atlas.views.map.captions import map_provenance
from atlas.views.map.text_alternative import coverage
from atlas.views.numbers import measure
from atlas.views.provenance import boundary_text

_FEW: Final = 2
"""Classes an indicator needs for something to be high or low."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One of the two indicators: names ("hoch") and ranges ("ab 12,0") of its classes."""

    title: str
    unit: str
    names: tuple[str, ...]
    ranges: tuple[str, ...]

    @property
    def head(self) -> str:
        """Title with unit, as it stands along the square."""
        return measure(self.title, self.unit)

    @property
    def classes(self) -> tuple[str, ...]:
        """Classes in words, from low to high: "hoch: 12,0 und mehr"."""
        pairs = zip(self.names, self.ranges, strict=True)
        return tuple(map_texts.HEIGHT.format(name=name, range=span) for name, span in pairs)

    def class_text(self, place: int) -> str:
        """One class with the title: "Arbeitslose hoch (12,0 und mehr)"."""
        return map_texts.HEIGHT_OF.format(
            title=self.title, name=self.names[place], range=self.ranges[place]
        )


def method(axes: tuple[Axis, Axis]) -> str:
    """Name the method, and say where an indicator has fewer classes."""
    few = [axis.title for axis in axes if len(axis.names) < len(map_texts.HEIGHTS) - 1]
    said = map_texts.METHOD_BIVARIATE
    if not few:
        return said
    note = map_texts.FEWER_HEIGHTS.format(titles=", ".join(few))
    return texts.METHOD_NOTED.format(method=said, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The sentences of one year; `area` are the values of the whole area, with their titles."""

    atlas: Atlas
    scope: Scope
    axes: tuple[Axis, Axis]
    area: tuple[str, ...]

    @property
    def headline(self) -> str:
        """Say what is compared, where and when."""
        return map_texts.BIVARIATE_HEADLINE.format(**self._names)

    @property
    def subtitle(self) -> str:
        """Give the values of the whole area and the Gebietsstand."""
        area = self.atlas.area(self.scope.area)
        level = self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)
        parts = [f"{area.kind}: {', '.join(self.area)}"] if self.area else []
        if level.boundaries is not None:
            parts.append(texts.BOUNDARIES_LINE.format(text=boundary_text(level.boundaries)))
        return "; ".join(parts)

    def text_alternative(
        self, legend: Sequence[LegendClass], counts: Sequence[int]
    ) -> tuple[str, ...]:
        """Tell the map: what it shows, how often both are high or low, what is missing."""
        level = self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)
        counted = list(zip(legend, counts, strict=True))
        missing = sum(number for entry, number in counted if entry.sign)
        subtitle = [f"{self.subtitle}."] if self.subtitle else []
        return (
            map_texts.TWIN_BIVARIATE.format(**self._names, level=level.name),
            *subtitle,
            *self._corners(counted),
            f"{texts.TWIN_SCATTER_CAUSE}.",
            coverage(level, sum(counts), missing),
        )

    @property
    def _names(self) -> dict[str, str]:
        across, up = self.axes
        within = self.atlas.area(self.scope.area).within
        return {"x": across.title, "y": up.title, "within": within, "year": str(self.scope.year)}

    def _corners(self, counted: Sequence[tuple[LegendClass, int]]) -> tuple[str, ...]:
        """Count the four corners of the square, if both indicators have low and high figures."""
        right, top = (len(axis.names) - 1 for axis in self.axes)
        if min(right, top) < _FEW - 1:
            return ()
        at: dict[tuple[int, int], int] = {}
        for entry, number in counted:
            if entry.position is not None:
                at[entry.position] = at.get(entry.position, 0) + number
        corners = [at.get(place, 0) for place in ((right, top), (0, 0), (right, 0), (0, top))]
        names = ("high", "low", "only_x", "only_y")
        level = self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)
        rest = sum(at.values()) - sum(corners)
        numbers = dict(zip(names, corners, strict=True))
        text = map_texts.TWIN_CORNERS.format(
            **numbers, **self._names, plural=level.plural, rest=rest
        )
        return (text, map_texts.TWIN_HEIGHTS.format(heights="; ".join(map(_heights, self.axes))))


def _heights(axis: Axis) -> str:
    return f"{axis.title} {', '.join(starmap(_height, zip(axis.names, axis.ranges, strict=True)))}"


def _height(name: str, span: str) -> str:
    return f"{name} {span}"


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def of_year(atlas: Atlas, scope: Scope, year: int) -> Provenance:
    """Where figures and boundaries of one of the two come from."""
    return map_provenance(atlas, replace(scope, year=year))


def carried(parts: Sequence[tuple[str, Provenance]]) -> Provenance:
    """Put what two indicators carry together; what differs is told with their titles."""
    found = [each for _, each in parts]
    dates = {each.reference_dates for each in found}
    told = [
        f"{title} – {each.reference_dates}" if len(dates) > 1 else each.reference_dates
        for title, each in parts
    ]
    return Provenance(
        # both may rest on one register, which is named once
        source=_joined(part for each in found for part in each.source.split("; ")),
        publisher=_joined(each.publisher for each in found),
        reference_dates=_joined(told),
        boundaries=_joined(each.boundaries for each in found),
        attribution=_joined(each.attribution for each in found),
        signs=tuple(dict.fromkeys(sign for each in found for sign in each.signs)),
        notes=tuple(dict.fromkeys(note for each in found for note in each.notes)),
    )
