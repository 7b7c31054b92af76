"""Tables for those who keep the data: what is delivered, what is due, who holds what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from atlas.measures.completeness import Holdings, availability
from atlas.model.departments import Agreement, DeliveryState
from atlas.model.indicators import Indicator
from atlas.model.specs import TableSpec
from atlas.pipeline import quantities_needed
from atlas.views import completeness_texts as words
from atlas.views.text_tables import text_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Figures of a year a department is to deliver."""

    agreement: Agreement
    year: int
    quantities: tuple[str, ...]
    state: DeliveryState

    @property
    def day(self) -> date:
        """When they are, or were, due."""
        return self.agreement.due_date(self.year)


def reporting_years(holdings: Holdings, today: date) -> tuple[int, ...]:
    """Years that are over, of which figures are there or agreed on, in order."""
    delivered = {year for years in holdings.delivered.values() for year in years}
    agreed = {item.since for item in holdings.agreements}
    first = min(delivered | agreed, default=today.year)
    return tuple(range(first, today.year))


def completeness_table(holdings: Holdings, years: Sequence[int], today: date) -> TableSpec:
    """One row per quantity, by department: what has become of its figures of each year."""
    heads = (words.DEPARTMENT, words.QUANTITY, *map(str, years))
    rows = [
        (
            _department(holdings, code),
            holdings.catalogue.quantities[code].title,
            *(words.STATES[holdings.state(code, year, today)] for year in years),
        )
        for code in _listed(holdings)
    ]
    title = words.COMPLETENESS.format(area=holdings.area.name)
    return text_table(
        title, heads, rows, words.COMPLETENESS_SUBTITLE.format(day=f"{today:%d.%m.%Y}")
    )


def inventory_table(holdings: Holdings, today: date) -> TableSpec:
    """One row per indicator: vorhanden, beschaffbar or fehlt, who holds it, on what grounds."""
    heads = (
        words.INDICATOR,
        words.AVAILABILITY,
        words.YEARS,
        words.LEVEL,
        words.DEPARTMENT,
        words.LEGAL_BASIS,
        words.CONTACT,
        words.LACKING,
    )
    indicators = sorted(holdings.catalogue.indicators.values(), key=lambda item: item.title)
    rows = [tuple(_inventory_row(holdings, item)) for item in indicators]
    title = words.INVENTORY.format(area=holdings.area.name)
    return text_table(title, heads, rows, words.INVENTORY_SUBTITLE.format(day=f"{today:%d.%m.%Y}"))


def open_deliveries(holdings: Holdings, today: date) -> tuple[Due, ...]:
    """What is late or still to come of the years up to today's, the earliest day first."""
    due = [
        Due(agreement=item, year=year, quantities=codes, state=state)
        for item in holdings.agreements
        for year in range(item.since, today.year + 1)
        for state in (DeliveryState.LATE, DeliveryState.NOT_DUE)
        if (codes := _in_state(holdings, item, year, state, today))
    ]
    return tuple(sorted(due, key=lambda each: (each.day, each.agreement.department.name)))


def calendar_table(holdings: Holdings, today: date, most: int | None = None) -> TableSpec:
    """Draw `open_deliveries` as a table; of each `most` quantities are named, all if it is None."""
    heads = (words.DUE, words.STATE, words.DEPARTMENT, words.YEAR, words.QUANTITIES, words.CONTACT)
    rows = [
        (
            f"{due.day:%d.%m.%Y}",
            words.STATES[due.state],
            due.agreement.department.name,
            str(due.year),
            _titles(holdings, due.quantities, most),
            due.agreement.department.contact,
        )
        for due in open_deliveries(holdings, today)
    ]
    title = words.CALENDAR.format(area=holdings.area.name)
    return text_table(title, heads, rows, words.CALENDAR_SUBTITLE.format(day=f"{today:%d.%m.%Y}"))


def _titles(holdings: Holdings, codes: Sequence[str], most: int | None) -> str:
    titles = [holdings.catalogue.quantities[code].title for code in codes]
    # leaving one out would save nothing
    if most is None or len(titles) <= most + 1:
        return ", ".join(titles)
    return words.AND_OTHERS.format(titles=", ".join(titles[:most]), count=len(titles) - most)


def _listed(holdings: Holdings) -> list[str]:
    """Quantities that are agreed on, by department, then those that are delivered all the same."""
    agreed = list(holdings.agreement_of)
    return sorted(agreed, key=lambda code: _department(holdings, code)) + [
        code for code in holdings.delivered if code not in holdings.agreement_of
    ]


def _department(holdings: Holdings, code: str) -> str:
    agreement = holdings.agreement_of.get(code)
    return agreement.department.name if agreement else words.NO_DEPARTMENT


def _in_state(
    holdings: Holdings, agreement: Agreement, year: int, state: DeliveryState, today: date
) -> tuple[str, ...]:
    return tuple(
        code
        for code in agreement.quantities
        if holdings.agreement_of[code] is agreement and holdings.state(code, year, today) is state
    )


def _inventory_row(holdings: Holdings, item: Indicator) -> Iterator[str]:
    needed = quantities_needed(item, holdings.catalogue)
    years = [holdings.available.get(code, frozenset()) for code in needed]
    common = sorted(frozenset.intersection(*years)) if years else []
    agreements = [holdings.agreement_of[code] for code in needed if code in holdings.agreement_of]
    levels = {holdings.base_levels.get(code, "") for code in needed} - {""}
    levels |= {each.level for each in agreements} if not levels else set()
    lacking = [code for code in needed if not holdings.available.get(code)]
    yield item.title
    yield words.AVAILABILITIES[availability(needed, holdings.agreement_of.keys(), common)]
    yield _span(common)
    yield _each(level.name for level in holdings.area.levels if level.id in levels)
    yield _each(each.department.name for each in agreements)
    yield _each(each.legal_basis for each in agreements)
    yield _each(each.department.contact for each in agreements)
    yield _each(holdings.catalogue.quantities[code].title for code in lacking)


def _span(years: Sequence[int]) -> str:
    """Write years briefly: the first, the last and how many there are."""
    if len(years) <= 1:
        return "".join(map(str, years))
    return words.SPAN.format(first=years[0], last=years[-1], count=len(years))


def _each(texts: Iterator[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
