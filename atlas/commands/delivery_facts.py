"""What is said of the quantities of a file: as deliveries, and as sections of a description."""

from __future__ import annotations

from datetime import date
from typing import Final

from atlas.checks.intake.figures import IntakeFigures
from atlas.errors import SubmissionError
from atlas.measures.nesting import coarser_levels
from atlas.model.dates import ReferenceDate, parse_reference_date, parse_typed_day
from atlas.model.quantities import Delivery, Exactness
from atlas.model.submissions import DeliveryFacts, SubmissionRequest

_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2999


def reference_date(request: SubmissionRequest) -> ReferenceDate | None:
    """Reference date of a request, None if none is named.

    Raises
    ------
    SubmissionError
        If what is said of the file can't be understood, or lacks source or publisher.
    """
    facts = request.facts
    if not _FIRST_YEAR <= request.year <= _LAST_YEAR:
        raise SubmissionError("year", text=request.year)
    for name in ("source", "publisher"):
        if not getattr(facts, name).strip():
            raise SubmissionError(name)
    _boundary_date(facts)
    try:
        return parse_reference_date(facts.date) if facts.date else None
    except ValueError as error:
        raise SubmissionError("date", text=facts.date) from error


def _boundary_date(facts: DeliveryFacts) -> date | None:
    try:
        return parse_typed_day(facts.boundary_date) if facts.boundary_date else None
    except ValueError as error:
        raise SubmissionError("boundary_date", text=facts.boundary_date) from error


def _described(figures: IntakeFigures, request: SubmissionRequest) -> list[str]:
    """Quantities of which a file says where they come from, and not only how large a total is."""
    tables = figures.tables
    bases = {said.base_level for said in tables.described.values()}
    finer = {base for base in bases if request.level in coarser_levels(base, tables.area)}
    codes = (figures.quantities[column] for column in figures.delivered_columns())
    present = ((code, tables.described.get(code)) for code in codes)
    return [code for code, said in present if said is None or said.base_level not in finer]


def deliveries_of(figures: IntakeFigures, request: SubmissionRequest) -> tuple[Delivery, ...]:
    """What is said of the quantities of a file; who says nothing of it leaves the definition."""
    facts = request.facts
    return tuple(
        Delivery(
            quantity=code,
            year=request.year,
            base_level=request.level,
            reference_date=reference_date(request),
            source=facts.source,
            publisher=facts.publisher,
            boundary_date=_boundary_date(facts),
            definition=facts.definition or (said.definition if said else ""),
            audience=facts.audience,
            note=facts.note,
            total=facts.total or (said.total if said else None),
            exactness=facts.exactness,
        )
        for code in _described(figures, request)
        for said in (figures.tables.last_said_of(code),)
    )


def _entries(delivery: Delivery, facts: DeliveryFacts) -> dict[str, str]:
    """What a description says of a quantity; days as they were typed."""
    entries = {
        "base": delivery.base_level,
        "date": facts.date,
        "boundary_date": facts.boundary_date,
        "source": delivery.source,
        "publisher": delivery.publisher,
        "definition": delivery.definition,
        "audience": delivery.audience.value,
        "note": delivery.note,
        "total": delivery.total.value if delivery.total else "",
        "exactness": "" if delivery.exactness is Exactness.EXACT else delivery.exactness.value,
    }
    return {key: value for key, value in entries.items() if value}


def sections_of_file(
    figures: IntakeFigures, request: SubmissionRequest
) -> dict[str, dict[str, str]]:
    """Sections of a description, by quantity: what is said of a file."""
    return {
        delivery.quantity: _entries(delivery, request.facts)
        for delivery in deliveries_of(figures, request)
    }
