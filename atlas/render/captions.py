"""Texts around a figure, the same in every form: area and year, notices, sources and signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.model.specs import MapSpec, MapYear, Provenance
from atlas.views import texts
from atlas.views.map import texts as map_texts
from atlas.views.table import texts as table_texts


def kicker(spec: MapSpec, year: MapYear) -> str:
    """Say where, for which units and when."""
    return f"{spec.area} · {spec.level_plural} · {year.label}"


def notices(spec: MapSpec) -> tuple[str, ...]:
    """List what must not be overlooked."""
    candidates = ((spec.fictional, texts.FICTIONAL), (spec.schematic, map_texts.SCHEMATIC_NOTICE))
    return tuple(text for applies, text in candidates if applies)


def source_lines(provenance: Provenance) -> Iterator[tuple[str, str]]:
    """Yield label and text of all that says where the figures come from."""
    labelled = (
        (table_texts.SOURCE, provenance.source),
        (texts.PUBLISHER, provenance.publisher),
        (table_texts.REFERENCE_DATES, provenance.reference_dates),
        (texts.BOUNDARIES, provenance.boundaries),
        (table_texts.ATTRIBUTION, provenance.attribution),
        (texts.LICENCE, provenance.licence),
    )
    yield from ((label, text) for label, text in labelled if text)
    yield from ((texts.NOTE, note) for note in provenance.notes)


def citation_lines(provenance: Provenance) -> Iterator[tuple[str, str]]:
    """Yield label and text of whose file it is, and what leads back to the figure in the atlas."""
    labelled = (
        (texts.OFFICE, provenance.identity.sender),
        (texts.EDITION, provenance.edition),
        (texts.LINK, provenance.link),
    )
    yield from ((label, text) for label, text in labelled if text)


def foot_lines(provenance: Provenance) -> Iterator[str]:
    """Yield the lines below a table: sources and notes, then the signs in one line."""
    yield from (f"{label}: {text}" for label, text in source_lines(provenance))
    if provenance.signs:
        yield f"{texts.SIGN_LEGEND}: {'; '.join(provenance.signs)}"


def citation(provenance: Provenance) -> Iterator[str]:
    """Yield what `citation_lines` does in one line each."""
    yield from (f"{label}: {text}" for label, text in citation_lines(provenance))


def file_lines(provenance: Provenance) -> Iterator[str]:
    """Yield the lines below the figures of a data file: sources, signs, state of the data, link."""
    stated = _with_licence(provenance)
    yield from foot_lines(stated)
    yield from citation(stated)


def file_entries(provenance: Provenance) -> Iterator[tuple[str, str]]:
    """Yield what `file_lines` does as label and text, a sign each."""
    stated = _with_licence(provenance)
    yield from source_lines(stated)
    yield from ((texts.SIGN_LEGEND, sign) for sign in stated.signs)
    yield from citation_lines(stated)


def _with_licence(provenance: Provenance) -> Provenance:
    """Say that no licence is stated: who passes figures on must know that nobody granted one."""
    return replace(provenance, licence=provenance.licence or texts.NOT_STATED)


def source_entries(spec: MapSpec, year: MapYear) -> Iterator[tuple[str, str]]:
    """Yield label and text of all that is below a map."""
    for label, text in source_lines(year.provenance):
        if text not in notices(spec):  # is above the map already
            yield label, text
    if spec.method:
        yield map_texts.CLASSING, spec.method
    yield from citation_lines(year.provenance)
