"""Which columns an area can deliver, and which indicators lack one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from atlas import pipeline
from atlas.editions.edition import Edition
from atlas.errors import NoDataError
from atlas.model.areas import Level
from atlas.model.indicators import Indicator
from atlas.model.quantities import Delivery, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A quantity as a column of yearly tables.

    `delivered` and `computed` have its deliveries by year: what somebody delivered, and what
    follows from other columns. `indicators` are the codes of those that need it.
    """

    quantity: Quantity
    delivered: Mapping[int, Delivery]
    computed: Mapping[int, Delivery]
    indicators: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing of it in any year."""
        return not self.delivered and not self.computed


def columns(edition: Edition) -> Iterator[Column]:
    """All columns an area can deliver, in the order of its catalogue."""
    needed_by = _needed_by(edition)
    by_quantity = edition.protected.delivery_index.by_quantity
    for code, quantity in edition.catalogue.quantities.items():
        of_years = by_quantity.get(code, {})
        yield Column(
            quantity=quantity,
            delivered={year: d for year, d in of_years.items() if not d.computed_from},
            computed={year: d for year, d in of_years.items() if d.computed_from},
            indicators=needed_by[code],
        )


def missing_columns(edition: Edition, item: Indicator) -> tuple[str, ...]:
    """Columns an indicator needs and no year has, in the order of its formula."""
    needed = pipeline.quantities_needed(item, edition.catalogue)
    return tuple(code for code in needed if not edition.protected.delivery_index.years(code))


def no_data_error(
    edition: Edition, item: Indicator, level: Level, incomplete: Iterable[str] = ()
) -> NoDataError:
    """Say why an indicator has no figures on a level, and which columns would help.

    `incomplete` names the levels that don't cover the area, for which a sum is missing.
    """
    needed_by = _needed_by(edition)
    missing = missing_columns(edition, item)
    catalogue = edition.catalogue
    without = {code for code, other in catalogue.indicators.items() if not edition.years(other)}
    return NoDataError(
        item.title,
        level.plural,
        edition.levels(item) if edition.years(item) else (),
        {
            f"{code} ({catalogue.quantities[code].title})": [
                other for other in needed_by[code] if other in without - {item.code}
            ]
            for code in missing
        },
        incomplete,
    )


def _needed_by(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Codes of the indicators that need each quantity."""
    catalogue = edition.catalogue
    needed: dict[str, list[str]] = {code: [] for code in catalogue.quantities}
    for code, item in catalogue.indicators.items():
        for quantity in pipeline.quantities_needed(item, catalogue):
            needed[quantity].append(code)
    return {quantity: tuple(codes) for quantity, codes in needed.items()}
