"""Imprint, data protection, accessibility: what the publisher states, and what is left open.

Nothing is made up: what isn't stated is named as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from atlas.atlas import Atlas
from atlas.model.areas import Area
from atlas.views import legal_texts as words

_BY_BROWSER = frozenset({"wms", "tiles"})
"""Kinds of background that the browser fetches elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalSection:
    """A section of a legal page: labels with their texts, sentences, paragraphs."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


def imprint(atlas: Atlas, area_id: str) -> Iterator[LegalSection]:
    """Who publishes the atlas of an area."""
    identity = atlas.identity(area_id)
    facts = (
        (words.OFFICE, identity.office),
        (words.ADDRESS, ", ".join(identity.address)),
        (words.TELEPHONE, identity.telephone),
        (words.EMAIL, identity.email),
        (words.RESPONSIBLE, identity.responsible),
    )
    yield _stated(words.PUBLISHER_OF_ATLAS, atlas.area(area_id), facts, identity.imprint)
    yield LegalSection(title=words.SOURCES_TITLE, sentences=words.SOURCES)


def privacy(atlas: Atlas, area_id: str) -> Iterator[LegalSection]:
    """Who answers for personal data, and what the app does with any."""
    area, stated = atlas.area(area_id), atlas.identity(area_id).privacy
    facts = (
        (words.CONTROLLER, stated.controller),
        (words.OFFICER, ", ".join(stated.officer)),
        (words.AUTHORITY, ", ".join(stated.authority)),
    )
    yield _stated(words.CONTROLLER_TITLE, area, facts, stated.text)
    background = area.background
    elsewhere = background is not None and background.kind in _BY_BROWSER
    host = urlsplit(background.url).hostname if background and elsewhere else None
    servers = words.OTHER_SERVER.format(host=host) if host else words.OWN_SERVER
    yield LegalSection(
        title=words.TECHNICAL_TITLE,
        sentences=(
            words.NO_LOGIN,
            words.COOKIE,
            words.NO_TRACKING,
            servers,
            words.SESSION,
            words.CUSTOM_AREAS,
            words.JOURNAL,
            words.NO_LOG,
            words.HIDDEN_FIGURES,
        ),
    )


def accessibility(atlas: Atlas, area_id: str) -> Iterator[LegalSection]:
    """How far everybody can use the atlas, and where to tell what is in the way."""
    area, stated = atlas.area(area_id), atlas.identity(area_id).accessibility
    facts = (
        (words.STATE, words.CONFORMITY[stated.conformity] if stated.conformity else ""),
        (words.DECLARED_ON, f"{stated.declared_on:%d.%m.%Y}" if stated.declared_on else ""),
        (words.METHOD, stated.method),
    )
    yield _stated(words.CONFORMITY_TITLE, area, facts, stated.text)
    if stated.barriers:
        yield LegalSection(title=words.BARRIERS_TITLE, sentences=stated.barriers)
    contacts = (
        (words.CONTACT, stated.contact),
        (words.ARBITRATION, ", ".join(stated.arbitration)),
    )
    yield _stated(words.CONTACT_TITLE, area, contacts)
    yield LegalSection(title=words.OFFERED_TITLE, sentences=words.OFFERED)


def _stated(
    title: str,
    area: Area,
    facts: Iterable[tuple[str, str]],
    paragraphs: tuple[str, ...] = (),
) -> LegalSection:
    """What is stated under a title, and of the rest that it isn't."""
    every = tuple(facts)
    stated = tuple((label, text) for label, text in every if text)
    missing = [label for label, text in every if not text]
    notes: tuple[str, ...] = ()
    if not stated and not paragraphs:
        notes = (words.NOTHING_STATED.format(area=area.name),)
    elif missing:
        notes = (words.NOT_STATED.format(labels=", ".join(missing)),)
    return LegalSection(title=title, facts=stated, paragraphs=(*paragraphs, *notes))
