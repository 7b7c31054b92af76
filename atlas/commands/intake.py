"""Reading a department's file for somebody: with what was said of its form the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from atlas.commands.deliveries import Deliveries, HandedIn
from atlas.commands.table_history import require_actor
from atlas.errors import DataError
from atlas.model.areas import Area
from atlas.model.indicators import Catalogue
from atlas.model.journal import Entry, EntryKind, content_of, fields_of
from atlas.sources.intake.area_matching import IntakeTarget, matched_intake
from atlas.sources.intake.corrections import NO_CORRECTIONS, Corrections
from atlas.sources.intake.intake import Intake
from atlas.sources.intake.quantity_matching import is_of_year
from atlas.sources.intake.reading import read_intake

_KEY_LETTERS = 40


@dataclass(frozen=True, kw_only=True, eq=False)
class IntakeReader:
    """Reads files for an area; `sender` is who they come from."""

    deliveries: Deliveries
    area: Area
    catalogue: Catalogue
    sender: str

    def read(
        self, content: bytes, name: str, level: str, year: int, said: Corrections | None
    ) -> Intake:
        """Read a file and match it; without anything `said`, as the last one of its form was.

        Raises
        ------
        IntakeFileError
            If the file can't be read, or must not be.
        UnknownLevelError, UnknownCodeError
            If what was said names what the area doesn't have.
        """
        wanted = self.area.level(level)
        plural = wanted.plural if wanted else ""
        intake = read_intake(content, name, said or NO_CORRECTIONS, plural)
        if said is None:
            remembered = self.remembered(intake.form)
            other_years = {
                column.column
                for column in intake.understood.columns
                if not is_of_year(column.name, year)
            }
            # where each column is a year, the one meant last time is another one now
            of_year = tuple(c for c in remembered.columns if c.column not in other_years)
            remembered = replace(remembered, columns=of_year)
            if remembered != NO_CORRECTIONS:
                intake = read_intake(content, name, remembered, plural)
        target = IntakeTarget(area=self.area, level=level, year=year, catalogue=self.catalogue)
        return matched_intake(intake, target)

    def fitting_level(self, content: bytes, name: str, year: int) -> str | None:
        """Return the level most of whose units a file has; None where it has none of any.

        Raises
        ------
        IntakeFileError
            If the file can't be read, or must not be.
        """
        intake = read_intake(content, name)
        shares: dict[str, float] = {}
        for level in self.area.levels:
            target = IntakeTarget(
                area=self.area, level=level.id, year=year, catalogue=self.catalogue
            )
            matched = matched_intake(intake, target).units.matched or 0
            # of two levels with as many, the one it is complete for
            shares[level.id] = matched + matched / max(1, len(level.units))
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and shares[best] else None

    def remembered(self, form: str) -> Corrections:
        """Return what was said of a form of this sender the last time.

        Raises
        ------
        JournalError
            If the journal can't be read.
        """
        history = self.deliveries.tables.journal.history(
            EntryKind.INTAKE_FORM, self.area.id, self._key(form)
        )
        if not history:
            return NO_CORRECTIONS
        try:
            said = Corrections.from_dict(fields_of(history[-1]))
        except DataError:
            # of a version of the atlas that knew other corrections: asked anew
            return NO_CORRECTIONS
        codes = {"", *self.catalogue.quantities}
        usable = tuple(choice for choice in said.columns if choice.quantity in codes)
        return replace(said, columns=usable)

    def remember(self, intake: Intake) -> None:
        """Keep what was said of a file for the next one of its form and sender.

        Raises
        ------
        JournalError
            If it can't be kept.
        """
        # what was said of rows holds for one file only: the next year's has others
        said = replace(intake.corrections, header_rows=None, footer_rows=None)
        if said not in {NO_CORRECTIONS, self.remembered(intake.form)}:
            self._note(self._key(intake.form), said)

    def _note(self, key: str, said: Corrections) -> None:
        tables = self.deliveries.tables
        require_actor(tables.actor)
        version = len(tables.journal.history(EntryKind.INTAKE_FORM, self.area.id, key)) + 1
        entry = Entry(
            kind=EntryKind.INTAKE_FORM,
            area=self.area.id,
            key=key,
            version=version,
            actor=tables.actor,
            written=datetime.now(UTC).replace(microsecond=0),
            content=content_of(said.as_dict()),
        )
        tables.journal.write(entry)

    def _key(self, form: str) -> str:
        return sha256(f"{self.sender.casefold()}\n{form}".encode()).hexdigest()[:_KEY_LETTERS]


def handed_in(content: bytes, intake: Intake, sender: str) -> HandedIn:
    """Return a file that was read, as it is handed in."""
    understood = intake.understood
    mapping: Mapping[str, Any] = {
        "sender": sender,
        "form": intake.form,
        "corrections": intake.corrections.as_dict(),
        "sheet": understood.sheet,
        "columns": {column.column: column.quantity for column in understood.columns},
        "signs": dict(understood.signs),
    }
    return HandedIn(
        name=intake.file,
        content=content,
        figures=intake.frame,
        problems=intake.problems,
        mapping=mapping,
    )
