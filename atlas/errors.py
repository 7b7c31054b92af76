"""Floor 0: the exceptions of the atlas. The German texts live here, not at the call."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class AtlasError(Exception):
    """Something the user can mend: the text says what, where and what to do."""


class DataError(AtlasError):
    """The data can't be used at all."""


class UnknownNameError(AtlasError):
    """An area, level, indicator or year was asked for that the data don't hold."""

    def __init__(self, what: str, name: object, known: Iterable[object]) -> None:
        names = [str(item) for item in known]
        close = get_close_matches(str(name), names, n=1)
        hint = f" Meinten Sie „{close[0]}“?" if close else ""
        listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")  # noqa: PLR2004
        super().__init__(f"{what} „{name}“ gibt es nicht.{hint} Vorhanden: {listed or 'nichts'}.")


class DataFolderError(DataError):
    """The data folder is missing or has no catalogue."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"Im Datenordner „{folder}“ fehlt indicators/catalogue.toml. Geben Sie mit --data oder "
            "ATLAS_DATA einen Ordner an, der districts/ und indicators/ enthält."
        )
