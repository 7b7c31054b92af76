"""What is written on a map of two indicators: axes, sentences, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import starmap
from typing import Final

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import LegendClass, Provenance
from atlas.views import texts
from atlas.views.headlines import boundaries_line
from atlas.views.map import texts as map_texts
from atlas.views.map.captions import map_provenance
from atlas.views.map.text_alternative import coverage
from atlas.views.numbers import title_with_unit
from atlas.views.plurals import weak
from atlas.views.provenance import merged

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
        """Title with unit, as written along the square."""
        return title_with_unit(self.title, self.unit)

    @property
    def classes(self) -> tuple[str, ...]:
        """Classes in words, from low to high: "hoch: 12,0 und mehr"."""
        pairs = zip(self.names, self.ranges, strict=True)
        return tuple(map_texts.NAMED_RANGE.format(name=name, range=span) for name, span in pairs)

    def class_text(self, index: int) -> str:
        """One class with the title: "Arbeitslose hoch (12,0 und mehr)"."""
        return map_texts.TITLED_RANGE.format(
            title=self.title, name=self.names[index], range=self.ranges[index]
        )


def method(axes: tuple[Axis, Axis]) -> str:
    """Name the method, and say where an indicator has fewer classes."""
    few = [axis.title for axis in axes if len(axis.names) < len(map_texts.CLASS_NAMES) - 1]
    sentence = map_texts.METHOD_BIVARIATE
    if not few:
        return sentence
    note = map_texts.FEWER_CLASSES.format(titles=", ".join(few))
    return map_texts.METHOD_NOTED.format(method=sentence, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class BivariateCaptions:
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
            parts.append(boundaries_line(level.boundaries))
        return "; ".join(parts)

    def text_alternative(
        self, legend: Sequence[LegendClass], counts: Sequence[int]
    ) -> tuple[str, ...]:
        """Describe the map: what it shows, how often both are high or low, what is missing."""
        level = self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)
        counted = list(zip(legend, counts, strict=True))
        missing = sum(number for entry, number in counted if entry.sign)
        subtitle = [f"{self.subtitle}."] if self.subtitle else []
        return (
            map_texts.ALT_BIVARIATE.format(**self._names, level=level.name),
            *subtitle,
            *self._corners(counted),
            f"{texts.ALT_NO_CAUSE}.",
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
        corners = [at.get(square, 0) for square in ((right, top), (0, 0), (right, 0), (0, top))]
        names = ("high", "low", "only_x", "only_y")
        level = self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)
        rest = sum(at.values()) - sum(corners)
        numbers = dict(zip(names, corners, strict=True))
        text = map_texts.ALT_CORNERS.format(
            **numbers, **self._names, plural=weak(level.plural), rest=rest
        )
        return (
            text,
            map_texts.ALT_CLASS_NAMES.format(names="; ".join(map(_named_classes, self.axes))),
        )


def _named_classes(axis: Axis) -> str:
    pairs = zip(axis.names, axis.ranges, strict=True)
    return f"{axis.title} {', '.join(starmap(_named_class, pairs))}"


def _named_class(name: str, span: str) -> str:
    return f"{name} {span}"


def year_provenance(atlas: Atlas, scope: Scope, year: int) -> Provenance:
    """Where figures and boundaries of one of the two come from."""
    return map_provenance(atlas, replace(scope, year=year))


def bivariate_provenance(parts: Sequence[tuple[str, Provenance]]) -> Provenance:
    """Merge the provenance of two indicators; dates that differ get their titles."""
    if len({sources.reference_dates for _, sources in parts}) > 1:
        parts = [
            (title, replace(sources, reference_dates=f"{title} – {sources.reference_dates}"))
            for title, sources in parts
        ]
    return merged((sources for _, sources in parts), split_sources=True)
