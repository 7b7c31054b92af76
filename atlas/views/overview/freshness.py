"""How new the figures of an area are: by source, with what is provisional or still to come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from atlas.atlas import Atlas
from atlas.model.cells import State, Status
from atlas.model.overview import Freshness
from atlas.model.quantities import Delivery
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.overview import texts as words
from atlas.views.text_tables import NO_PROVENANCE

MOST_NAMED = 8
"""Quantities named in one sentence; the table below has room for all sources."""
Key = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Released:
    """Deliveries the audience may see, with what their cells say about them as a whole.

    `forecast`, `provisional` and `pending` hold quantity and year of deliveries.
    """

    deliveries: tuple[Delivery, ...]
    forecast: frozenset[Key]
    provisional: frozenset[Key]
    pending: frozenset[Key]

    @property
    def counted(self) -> dict[str, Delivery]:
        """The last delivery of each quantity that is not a forecast."""
        latest: dict[str, Delivery] = {}
        for delivery in sorted(self.deliveries, key=lambda item: item.year):
            if (delivery.quantity, delivery.year) not in self.forecast:
                latest[delivery.quantity] = delivery
        return latest


def freshness(atlas: Atlas, area_id: str) -> Freshness:
    """State the newest reference date, what is provisional, pending or missing, and all sources.

    Deliveries not released to the audience are left out.
    """
    released = _released(atlas, area_id)
    titles = atlas.catalogue(area_id).titles()
    return Freshness(
        sentences=(*_newest_sentence(atlas, area_id), *_sentences(released, titles)),
        table=_table(area_id, _by_source(released.counted.values()), released),
    )


def newest_date(atlas: Atlas, area_id: str) -> str:
    """Return the newest day, month or quarter anything was counted in, empty if there is none.

    Forecasts don't count; where there are none of these, the newest year or span is named.
    """
    if not atlas.deliveries(area_id):
        return ""
    counted = tuple(_released(atlas, area_id).counted.values())
    return _newest(_short(counted)) or _newest(counted)


def _released(atlas: Atlas, area_id: str) -> _Released:
    deliveries = tuple(d for d in atlas.deliveries(area_id) if not d.computed_from)
    cells = atlas.edition(area_id).cells
    keys = {(delivery.quantity, delivery.year) for delivery in deliveries}

    def marked(selected: pd.Series) -> frozenset[Key]:
        pairs = cells.loc[selected, ["quantity", "year"]].drop_duplicates()
        return frozenset(pairs.itertuples(index=False, name=None)) & keys

    return _Released(
        deliveries=deliveries,
        forecast=marked(cells["status"] == Status.FORECAST),
        provisional=marked(cells["status"] == Status.PROVISIONAL),
        pending=marked(cells["state"] == State.PENDING),
    )


def _newest_sentence(atlas: Atlas, area_id: str) -> Iterator[str]:
    day = newest_date(atlas, area_id)
    if day:
        yield words.NEWEST.format(day=day)


def _sentences(released: _Released, titles: Mapping[str, str]) -> Iterator[str]:
    counted = released.counted
    ahead = _newest(d for d in released.deliveries if (d.quantity, d.year) in released.forecast)
    if ahead:
        yield words.FORECAST_TO.format(day=ahead)
    for form, marked in (
        (words.PROVISIONAL, released.provisional),
        (words.PENDING, released.pending),
    ):
        sources = tuple(_marked_sources(counted.values(), marked))
        if sources:
            yield form.format(sources=", ".join(sources))
    year = max((delivery.year for delivery in counted.values()), default=0)
    absent = [code for code, delivery in counted.items() if delivery.year == year - 1]
    # a quantity that was late before isn't delivered every year
    steady = [c for c in absent if {(c, year - 1), (c, year - 2)} <= _delivered(released)]
    if steady:
        yield words.ABSENT.format(year=year, titles=_named(sorted(steady), titles))


def _marked_sources(deliveries: Iterable[Delivery], marked: Collection[Key]) -> Iterator[str]:
    """Sources with the number of quantities that are marked."""
    for source, of_source in _by_source(deliveries).items():
        number = _count([(d.quantity, d.year) for d in of_source], marked)
        if number:
            yield words.SOURCE_OF.format(source=source, number=number)


def _delivered(released: _Released) -> set[Key]:
    return {(delivery.quantity, delivery.year) for delivery in released.deliveries}


def _named(codes: Sequence[str], titles: Mapping[str, str]) -> str:
    named = "; ".join(titles[code] for code in codes[:MOST_NAMED])
    more = len(codes) - MOST_NAMED
    return words.MORE.format(titles=named, number=more) if more > 0 else named


def _short(deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """Deliveries of a day or some months; the end of a school year lies after its count."""
    for delivery in deliveries:
        if delivery.reference_date and delivery.reference_date.period.is_short:
            yield delivery


def _newest(deliveries: Iterable[Delivery]) -> str:
    dates = [d.reference_date for d in deliveries if d.reference_date is not None]
    return max(dates, key=lambda day: day.end).label if dates else ""


def _by_source(deliveries: Iterable[Delivery]) -> dict[str, list[Delivery]]:
    """Last deliveries by source, the sources with the newest figures first."""
    sources: dict[str, list[Delivery]] = {}
    for delivery in deliveries:
        sources.setdefault(delivery.source or texts.NOT_STATED, []).append(delivery)

    def age(source: str) -> tuple[int, str]:
        ends = (d.reference_date.end for d in sources[source] if d.reference_date)
        return (-max(ends, default=date.min).toordinal(), source)

    return {source: sources[source] for source in sorted(sources, key=age)}


def _table(area_id: str, sources: Mapping[str, list[Delivery]], released: _Released) -> TableSpec:
    heads = (texts.DATA_SOURCE, words.NEWEST_DATE, words.SOURCE_COUNT, words.REMARK)
    decimals = (None, None, 0, None)
    columns = tuple(
        TableColumn(key=str(position), title=head, decimals=digits)
        for position, (head, digits) in enumerate(zip(heads, decimals, strict=True))
    )
    return TableSpec(
        title=words.SOURCES,
        subtitle="",
        columns=columns,
        rows=tuple(_row(source, deliveries, released) for source, deliveries in sources.items()),
        provenance=NO_PROVENANCE,
        file_stem=f"{area_id}__datenstand",
    )


def _row(source: str, deliveries: Sequence[Delivery], released: _Released) -> TableRow:
    keys = [(delivery.quantity, delivery.year) for delivery in deliveries]
    remarks = [
        form.format(number=_count(keys, marked))
        for form, marked in (
            (words.REMARK_PROVISIONAL, released.provisional),
            (words.REMARK_PENDING, released.pending),
        )
        if _count(keys, marked)
    ]
    day = _newest(deliveries) or texts.DATE_UNKNOWN
    cells = (source, day, str(len(deliveries)), ", ".join(remarks))
    numbers = (None, None, float(len(deliveries)), None)
    return TableRow(
        cells=tuple(
            TableCell(text=text, number=number) for text, number in zip(cells, numbers, strict=True)
        )
    )


def _count(keys: Iterable[Key], marked: Collection[Key]) -> int:
    return sum(key in marked for key in keys)
