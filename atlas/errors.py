"""Floor 0: the exceptions of the atlas. The German texts live here, not at the call."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import ClassVar, Final

_LONGEST: Final = 600
"""Letters of what a message quotes; the columns of the official files take a quarter of them."""
_SYSTEM_REASONS: Final[Mapping[int | None, str]] = {
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.EROFS: "schreibgeschützter Datenträger",
    errno.ENOENT: "nicht vorhanden",
    errno.EISDIR: "dort liegt ein Ordner",
    errno.ENXIO: "dort liegt keine gewöhnliche Datei",
    errno.ENOTDIR: "der Pfad führt durch eine Datei",
    errno.EEXIST: "schon vorhanden",
    errno.ELOOP: "eine Verknüpfung, die im Kreis führt",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.ENOSPC: "kein Speicherplatz frei",
    errno.EDQUOT: "das Speicherkontingent ist erschöpft",
    errno.EIO: "der Datenträger meldet einen Fehler",
    errno.EMFILE: "zu viele Dateien offen",
    errno.ENFILE: "zu viele Dateien offen",
}


def system_reason(error: OSError) -> str:
    """Why the system refused something, in German."""
    return _SYSTEM_REASONS.get(error.errno, f"Systemfehler {error.errno}")


class AtlasError(Exception):
    """Something the user can mend: the text says what, where and what to do."""


class UsageError(AtlasError):
    """A command was called the wrong way; the text comes from the command line's words."""


class DataError(AtlasError):
    """The data can't be used at all."""


class CellError(AtlasError):
    """A cell that can't be read; `code` names the kind of problem (model/problem_texts.py)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class UnknownNameError(AtlasError):
    """An area, level, indicator or year was asked for that the data don't hold."""

    def __init__(self, what: str, name: object, available: Iterable[object]) -> None:
        offered = list(available)
        names = [str(item) for item in offered]
        close = _closest(name, offered)
        hint = f" Meinten Sie „{close}“?" if close else ""
        listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")  # noqa: PLR2004
        super().__init__(f"{what} „{name}“ gibt es nicht.{hint} Vorhanden: {listed or 'nichts'}.")


def _closest(name: object, offered: Sequence[object]) -> str:
    """Return the nearest year, else the name that looks most alike, "" if none does."""
    years = [item for item in offered if isinstance(item, int)]
    if isinstance(name, int) and years:
        # of two as near the later one: 2023 is as near to 2022 as to 2024
        return str(min(years, key=lambda year: (abs(year - name), -year)))
    return next(iter(get_close_matches(str(name), map(str, offered), n=1)), "")


class UnknownAreaError(UnknownNameError):
    """An area was asked for that the data folder doesn't hold."""

    def __init__(self, area_id: str, available: Iterable[str]) -> None:
        super().__init__("Das Gebiet", area_id, available)


class UnknownLevelError(UnknownNameError):
    """A level was asked for that the area doesn't have."""

    def __init__(self, level_id: str, available: Iterable[str]) -> None:
        super().__init__("Die Ebene", level_id, available)


class UnknownCodeError(UnknownNameError):
    """An indicator or quantity was asked for that the catalogue doesn't hold."""

    def __init__(self, code: str, available: Iterable[str]) -> None:
        super().__init__("Den Indikator", code, available)


class FaultyEntryError(DataError):
    """An indicator or quantity is in the catalogue, but its entry can't be used."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"„{code}“ ist nicht benutzbar. {reason}")


class UnknownYearError(UnknownNameError):
    """A year was asked for in which the indicator has no figures."""

    def __init__(self, title: str, year: int, available: Iterable[int]) -> None:
        super().__init__(f"Einen Wert von „{title}“ für das Jahr", year, available)


class UnknownVintageError(UnknownNameError):
    """A Gebietsstand was asked for that a level doesn't have."""

    def __init__(self, level: str, vintage: object, available: Iterable[object]) -> None:
        super().__init__(f"Für die Ebene „{level}“ den Gebietsstand", vintage, available)


class UnknownIndicatorError(UnknownNameError):
    """A formula refers to an indicator for which no figures were passed."""

    def __init__(self, code: str, available: Iterable[str]) -> None:
        super().__init__("Indikator", code, available)


class UnknownSubmissionError(UnknownNameError):
    """A file was asked for that nobody has handed in, or by a key that fits several."""

    def __init__(self, key: str, available: Iterable[str]) -> None:
        super().__init__("Eine Lieferung", key, available)


class UnknownTableVersionError(UnknownNameError):
    """A version of a yearly table was asked for that there never was."""

    def __init__(self, version: int, available: Iterable[int]) -> None:
        super().__init__("Eine Fassung", version, available)


class YearSpanError(AtlasError):
    """Growth per year was asked for over no time at all."""

    def __init__(self, years: float) -> None:
        super().__init__(
            f"Zwischen den beiden Stichtagen liegen {years:.2f} Jahre. Wählen Sie für die "
            "jährliche Veränderung einen späteren Stichtag als den der Ausgangswerte."
        )


class NoNumberError(DataError):
    """A figure is said to have a value, but there is no number to print."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"Hier soll eine Zahl stehen, vorhanden ist aber „{value}“. Prüfen Sie Wert und "
            "Zeichen der Lieferung: Zu jedem Wert ohne Zahl gehört ein Zeichen."
        )


class NoDataError(DataError):
    """An indicator has no figures where they were asked for."""

    MOST_NAMED: ClassVar[int] = 6

    def __init__(
        self,
        title: str,
        where: str,
        levels: Iterable[str],
        columns: Mapping[str, Sequence[str]] = MappingProxyType({}),
        incomplete: Iterable[str] = (),
    ) -> None:
        """Name the levels with figures, else the missing columns, each with what else needs it.

        `incomplete` are levels that don't cover the area, for which a sum is missing.
        """
        named, partial = ", ".join(levels), ", ".join(f"„{level}“" for level in incomplete)
        missing = "; ".join(self._column(*column) for column in columns.items())
        remedy = (
            f"Wählen Sie eine Ebene mit Werten: {named}."
            if named
            else f"{f'Es fehlt: {missing}. ' if missing else ''}"
            "Liefern Sie die Größen nach oder wählen Sie einen anderen Indikator; was nicht "
            "gelesen wurde, nennt „python -m atlas check“."
        )
        cause = (
            f" Die Ebene {partial} gilt in area.toml als unvollständig (complete = false), deshalb "
            "wird von ihr aus nicht aufsummiert."
            if partial
            else ""
        )
        # "Werte der …" would need another ending for an adjective: "Statistische Bezirke"
        super().__init__(f"Für „{title}“ liegen keine Werte vor für: {where}.{cause} {remedy}")

    def _column(self, column: str, indicators: Sequence[str]) -> str:
        listed = ", ".join(indicators[: self.MOST_NAMED])
        more = " …" if len(indicators) > self.MOST_NAMED else ""
        return f"Spalte {column}{f', nötig auch für {listed}{more}' if listed else ''}"


class SingleYearError(DataError):
    """A change was asked for of an indicator that has figures for one year only."""

    def __init__(self, title: str, year: int) -> None:
        super().__init__(
            f"„{title}“ hat nur für das Jahr {year} Werte, eine Veränderung braucht zwei. "
            "Liefern Sie ein weiteres Jahr nach oder lassen Sie sich die Werte selbst zeigen."
        )


class NoBoundariesError(DataError):
    """A map was asked for of a level without boundaries."""

    def __init__(self, level: str) -> None:
        super().__init__(
            f"Für die Ebene „{level}“ sind keine Grenzen hinterlegt, deshalb gibt es keine Karte. "
            "Die Werte stehen in der Tabelle; Grenzen übernimmt „python -m atlas districts import“."
        )


class TooManyUnitsError(DataError):
    """A level has more units than the map on the screen can tell apart."""

    def __init__(self, count: int, most: int) -> None:
        units, limit = (f"{number:,}".replace(",", ".") for number in (count, most))
        super().__init__(
            f"Die Karte am Bildschirm trägt höchstens {limit} Einheiten, diese Ebene hat {units}. "
            "Die Werte stehen in der Tabelle; teilen Sie das Gebiet oder wählen Sie eine gröbere "
            "Ebene."
        )


class DataFolderError(DataError):
    """The data folder is missing or has no catalogue."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            f"Im Datenordner „{folder}“ fehlt indicators/catalogue.toml, und kein Gebiet hat einen "
            "eigenen Katalog. Geben Sie mit --data oder ATLAS_DATA einen Ordner an, der districts/ "
            "und indicators/ enthält."
        )


class UnreadableFileError(DataError):
    """A file is there but can't be opened."""

    def __init__(self, file: object, error: OSError) -> None:
        super().__init__(
            f"Die Datei „{file}“ lässt sich nicht lesen ({system_reason(error)}). Prüfen Sie, ob "
            "sie da ist und ob der Sozialatlas sie lesen darf."
        )


class DataChangingError(DataError):
    """The files of an area changed again and again while they were being read."""

    def __init__(self, area_id: str) -> None:
        super().__init__(
            f"Die Daten von „{area_id}“ ändern sich gerade, während sie gelesen werden. "
            "Warten Sie, bis alle Dateien geschrieben sind, und laden Sie die Seite dann neu."
        )


class FormatError(AtlasError):
    """A figure was asked for in a format it can't be written in."""

    def __init__(self, form: str, available: Iterable[str]) -> None:
        what = (
            f"Das Format „{form}“ gibt es hier nicht" if form else "Dem Dateinamen fehlt die Endung"
        )
        super().__init__(
            f"{what}. Wählen Sie eine Datei mit einer dieser Endungen: {', '.join(available)}."
        )


class UnknownReleaseError(UnknownNameError):
    """A release was asked for that an area doesn't have."""

    def __init__(self, name: str, available: Iterable[str]) -> None:
        super().__init__("Die Ausgabe", shortened(name, _LONGEST), available)


class ReleaseAudienceError(UsageError):
    """A release was asked for by those who see the figures themselves."""

    def __init__(self, audiences: Sequence[str]) -> None:
        super().__init__(
            f"Ausgaben gibt es für {' und '.join(audiences)}. Die Statistikstelle (statistics) "
            "sieht den Arbeitsstand: Lassen Sie die Ausgabe weg."
        )


class UnusableReleaseError(DataError):
    """A release is there, and nothing of it is shown."""


class OtherVersionError(UnusableReleaseError):
    """A release was written by another version of the atlas, in a form this one can't read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Die Ausgabe „{name}“ hat eine andere Fassung des Sozialatlas geschrieben, und diese "
            "kann sie nicht lesen; sie wird nicht gezeigt. Nehmen Sie die Fassung, mit der sie "
            "erstellt wurde."
        )


class DamagedReleaseError(UnusableReleaseError):
    """Files of a release aren't what its manifest says."""

    def __init__(self, name: str, files: Sequence[str]) -> None:
        super().__init__(
            f"Die Ausgabe „{name}“ ist nicht mehr, was veröffentlicht wurde; sie wird nicht "
            f"gezeigt. Verändert oder verschwunden: {', '.join(files)}. Stellen Sie die Dateien "
            "aus einer Sicherung wieder her."
        )


class NotForNetworkError(UsageError):
    """What isn't public was to be shown by a server that others than its machine can reach."""

    def __init__(self, setting: str, address: str) -> None:
        super().__init__(
            f"Was {setting} zeigt, ist nicht öffentlich und nur auf einem Server erlaubt, den "
            f"allein dieser Rechner erreicht, nicht unter „{address}“: Starten Sie ihn mit "
            f"--server.address 127.0.0.1 oder ohne {setting}."
        )


class SignInError(UsageError):
    """Sign-in was asked for and can't work like that; `code` says why."""

    _TEXTS: ClassVar[dict[str, str]] = {
        "roles": (
            "Die Datei der Rollen „{path}“, die ATLAS_ROLES nennt, ist nicht zu gebrauchen: "
            "{fault} Ohne sie dürfte niemand etwas; ein Beispiel steht in docs/betrieb.md."
        ),
        "secrets": (
            "ATLAS_ROLES verlangt eine Anmeldung, aber in .streamlit/secrets.toml fehlt unter "
            "[auth]: {missing}. Ein Beispiel steht in docs/betrieb.md."
        ),
        "cookie_secret": (
            "cookie_secret in .streamlit/secrets.toml ist zu kurz, um Anmeldungen fälschungssicher "
            "zu machen: nehmen Sie mindestens {least} zufällige Zeichen."
        ),
        "redirect": (
            "redirect_uri in .streamlit/secrets.toml muss auf /oauth2callback enden, z. B. "
            "https://atlas.example.org/oauth2callback."
        ),
    }

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(self._TEXTS[code].format(**words))


class NotAllowedError(AtlasError):
    """Somebody wanted to do what their roles don't let them."""

    def __init__(self) -> None:
        super().__init__(
            "Das dürfen Sie nicht (mehr): Ihre Anmeldung ist abgelaufen, oder Ihre Rolle wurde "
            "geändert. Kopieren Sie, was Sie geschrieben haben, melden Sie sich neu an oder fragen "
            "Sie die Stelle, die den Sozialatlas verwaltet. Geschrieben wurde nichts."
        )


class ServerAddressError(UsageError):
    """A server was to be bound to an address this machine doesn't have."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"Die Adresse „{shortened(address, _LONGEST)}“ hat dieser Rechner nicht: Starten Sie "
            "den Server mit --server.address 127.0.0.1 (nur für diesen Rechner) oder mit einer, "
            "unter der andere ihn finden."
        )


class ReleaseNameError(UsageError):
    """A release can't be called like that, or there is one of this name."""

    def __init__(self, name: str, taken: Sequence[str]) -> None:
        super().__init__(
            f"„{name}“ kann keine neue Ausgabe heißen. Nehmen Sie Buchstaben, Ziffern, Punkt und "
            "Bindestrich, mit höchstens einem Schrägstrich („2024/1“), und keinen Namen, den es "
            f"schon gibt ({', '.join(taken) or 'noch keine'}). „latest“, „working“, "
            "„manifest.json“, ein Punkt am Ende und Namen, die Windows für Geräte hält („CON“), "
            "gehen nicht."
        )


class ReleaseOrderError(DataError):
    """A release was to be built of data that lack what the last one has."""

    def __init__(self, last: str, years: Sequence[int]) -> None:
        super().__init__(
            f"Die Daten sind älter als die letzte Ausgabe „{last}“: Ihnen fehlen die Jahre "
            f"{', '.join(map(str, years))}. Es wurde nichts veröffentlicht. Legen Sie die Tabellen "
            "dieser Jahre zurück."
        )


class OlderDataError(DataError):
    """A release was to be built of figures of an earlier day than those of the last one."""

    def __init__(self, last: str, table: str, days: tuple[str, str]) -> None:
        super().__init__(
            f"Die Daten sind älter als die letzte Ausgabe „{last}“: {table} hat den Stichtag "
            f"{days[0]}, dort {days[1]}. Es wurde nichts veröffentlicht. Legen Sie die neueren "
            "Dateien zurück, oder berichtigen Sie „date“ in der Beschreibung (.toml)."
        )


class MissingTableError(DataError):
    """A release was to be built of data that lack a quantity the last one has of a year."""

    def __init__(self, last: str, table: str) -> None:
        super().__init__(
            f"Den Daten fehlt, was die letzte Ausgabe „{last}“ enthält: {table}. Es wurde nichts "
            "veröffentlicht. Legen Sie die Spalte zurück; soll sie nicht mehr veröffentlicht "
            'werden, setzen Sie für sie audience = "statistics".'
        )


class UnpublishableMapError(DataError):
    """Boundaries aren't GeoJSON: nobody could say what else would be published with them."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"„{name}“ ist keine lesbare GeoJSON-Datei (FeatureCollection) und kann nicht in eine "
            "Ausgabe; es wurde nichts veröffentlicht. Ersetzen Sie die Datei; „python -m atlas "
            "check“ nennt, was an ihr fehlt."
        )


class ReleaseModeError(UsageError):
    """A release was to be protected in another way than those before it."""

    def __init__(self, last: str, mode: str) -> None:
        super().__init__(
            f"Die letzte Ausgabe „{last}“ ist mit --protection {mode} geschützt; nebeneinander "
            "verrieten zwei Arten, was jede für sich verdeckt. Es wurde nichts veröffentlicht. "
            f"Nehmen Sie --protection {mode} oder lassen Sie die Angabe weg."
        )


class EmptyReleaseError(DataError):
    """A release was to be built of an area without any figures."""

    def __init__(self, area: str) -> None:
        super().__init__(
            f"Für „{area}“ gibt es keine Jahrestabellen, also nichts zu veröffentlichen. Legen Sie "
            f"welche unter indicators/{area}/ ab."
        )


class FileWriteError(AtlasError):
    """A file can't be written; everything is as it was before."""

    _REMEDIES: ClassVar[dict[int | None, str]] = {
        errno.ENAMETOOLONG: "Wählen Sie einen kürzeren Namen",
        errno.EISDIR: "Nennen Sie eine Datei, keinen Ordner",
        errno.ENXIO: "Nennen Sie einen anderen Dateinamen",
        errno.ENOTDIR: "Wählen Sie einen anderen Ordner",
        errno.ENOENT: "Wählen Sie einen anderen Ordner",
        errno.ELOOP: "Wählen Sie einen anderen Ordner",
        errno.EACCES: "Prüfen Sie die Schreibrechte oder wählen Sie einen anderen Ordner",
        errno.EPERM: "Prüfen Sie die Schreibrechte oder wählen Sie einen anderen Ordner",
        errno.EROFS: "Wählen Sie einen anderen Ordner",
        errno.ENOSPC: "Schaffen Sie Platz oder wählen Sie einen anderen Ordner",
        errno.EDQUOT: "Schaffen Sie Platz oder wählen Sie einen anderen Ordner",
    }

    def __init__(self, path: object, error: OSError) -> None:
        remedy = self._REMEDIES.get(
            error.errno, "Prüfen Sie Schreibrechte und freien Speicherplatz"
        )
        super().__init__(
            f"„{path}“ lässt sich nicht schreiben ({system_reason(error)}); alle Dateien sind wie "
            f"zuvor. {remedy}."
        )


class JournalError(AtlasError):
    """What people write can't be read or kept; `reason` is what the database says."""

    def __init__(self, reason: Exception) -> None:
        why = system_reason(reason) if isinstance(reason, OSError) else type(reason).__name__
        super().__init__(
            f"Das Journal des Sozialatlas ist nicht zu öffnen oder nicht zu schreiben ({why}); "
            "nichts wurde geändert. Prüfen Sie ATLAS_DATABASE oder die Rechte am Ordner ATLAS_HOME."
        )


class UnreadableEntryError(AtlasError):
    """An entry of the journal holds what this atlas can't read; nothing else is wrong."""

    def __init__(self, kind: str, key: str, version: int) -> None:
        super().__init__(
            f"Fassung {version} des Eintrags „{key}“ im Journal des Sozialatlas ist nicht lesbar "
            f"({kind}); nichts wurde geändert. Vielleicht schrieb sie ein neuerer Sozialatlas: "
            "Aktualisieren Sie diesen, oder stellen Sie das Journal aus einer Sicherung wieder her."
        )


class OutdatedVersionError(AtlasError):
    """Somebody else wrote this version of an entry meanwhile."""

    def __init__(self, version: int) -> None:
        super().__init__(
            f"Jemand anderes hat inzwischen Fassung {version} gespeichert; Ihre wurde nicht "
            "gespeichert. Laden Sie die Seite neu, und übernehmen Sie Ihre Änderung noch einmal."
        )


class StoryboardFileError(DataError):
    """A file that was opened holds no storyboard; `code` says why. Nothing was changed."""

    _TEXTS: ClassVar[Mapping[str, str]] = {
        "too_large": (
            "Die Datei ist zu groß für eine Merkliste; nichts wurde geändert. Öffnen Sie eine "
            "Datei, die „Als Datei speichern“ auf der Seite „Präsentation“ geschrieben hat."
        ),
        "no_storyboard": (
            "Die Datei enthält keine Merkliste des Sozialatlas; nichts wurde geändert. Öffnen Sie "
            "eine Datei, die „Als Datei speichern“ auf der Seite „Präsentation“ geschrieben hat."
        ),
        "newer": (
            "Die Merkliste stammt aus einem neueren Sozialatlas; nichts wurde geändert. Öffnen Sie "
            "sie dort, wo sie gespeichert wurde, oder aktualisieren Sie diesen hier."
        ),
    }

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(self._TEXTS[code])


class ReportFileError(AtlasError):
    """A file that is to be opened as a report is none; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Die Datei lässt sich nicht als Bericht öffnen: {reason} Nichts wurde geändert. "
            "Öffnen Sie eine Datei, die auf der Seite „Berichte“ gespeichert wurde."
        )


class WritingError(AtlasError):
    """What somebody wants to note can't be kept as it is; `code` says why. Nothing was written."""

    _TEXTS: ClassVar[dict[str, str]] = {
        "number": (
            "Startwert, Zielwert und Spielraum müssen Zahlen sein. Schreiben Sie sie mit Komma, "
            "wie 12,5."
        ),
        "share": "Ein Anteil liegt zwischen 0 und 100. Prüfen Sie den Zielwert.",
        "due": "Das Ziel muss nach dem Jahr des Startwerts ({year}) fällig sein.",
        "tolerance": "Der Spielraum darf nicht kleiner als null sein.",
        "no_start": (
            "Für {year} ist kein Wert ausgewiesen, von dem das Ziel ausgehen könnte. Wählen Sie "
            "einen anderen Indikator oder ein anderes Jahr."
        ),
        "empty": "Der Text ist leer. Schreiben Sie, was aus der Praxis zu sagen ist.",
        "no_note": "Der Hinweis ist leer. Schreiben Sie, was bei den Zahlen zu beachten ist.",
        "no_sentence": (
            "Der Text ist leer. Sollen wieder die Textvorschläge im Profil stehen, entfernen Sie "
            "den Text."
        ),
        "function": "Nennen Sie die Funktion, aus der heraus Sie schreiben, nicht Ihren Namen.",
        "long": "Der Text ist zu lang. Kürzen Sie ihn auf {longest} Zeichen.",
        "line": "Eine Angabe ist zu lang. Kürzen Sie sie auf {longest} Zeichen.",
    }

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        super().__init__(self._TEXTS[code].format(**words))


class CatalogueEntryError(AtlasError):
    """An entry of a catalogue can't be written or removed; `code` says why. Nothing was changed."""

    _TEXTS: ClassVar[Mapping[str, str]] = {
        "name": (
            "„{name}“ ist als Kurzname nicht brauchbar. Verwenden Sie Kleinbuchstaben ohne "
            "Umlaute, Ziffern und _, mit einem Buchstaben am Anfang, zum Beispiel hunde_gemeldet."
        ),
        "taken": "„{name}“ gibt es schon im Katalog. Wählen Sie einen anderen Kurznamen.",
        "title": "Nennen Sie die Bezeichnung.",
        "unit": "Nennen Sie die Einheit.",
        "definition": "Schreiben Sie die Definition: was gezählt wird und was nicht.",
        "rule": (
            "Wählen Sie eine Geheimhaltungsregel; ohne sie enthält keine Ausgabe diese Messgröße."
        ),
        "weight": "Ein Mittel braucht die Messgröße, mit der es gewogen wird.",
        "topics": "Wählen Sie mindestens ein Thema, unter dem der Indikator zu finden ist.",
        "formula": "Wählen Sie Messgrößen für Zähler und Nenner.",
        "long": "Ein Text ist zu lang. Kürzen Sie ihn auf {longest} Zeichen.",
        "problems": "Der Katalog nimmt das nicht an: {sentences} Geschrieben wurde nichts.",
        "unreadable": (
            "Der Katalog des Gebiets ist nicht in UTF-8 geschrieben und deshalb nicht zu ergänzen. "
            "Speichern Sie ihn als UTF-8."
        ),
        "others": (
            "Der Katalog des Gebiets ist so geschrieben, dass sich andere Einträge mit ändern "
            "würden. Berichtigen Sie erst die Datei."
        ),
        "edited": (
            "„{name}“ steht nicht mehr so im Katalog, wie es hier geschrieben wurde: Jemand hat "
            "die Datei bearbeitet. Ändern Sie den Eintrag dort."
        ),
        "figures": (
            "Für „{name}“ liegen Zahlen vor ({years}). Einheit und Art bleiben deshalb, wie sie "
            "sind, und entfernt werden kann der Eintrag nicht."
        ),
    }

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        super().__init__(self._TEXTS[code].format(**words))


class SubmissionError(AtlasError):
    """A step of a delivery can't be done; `code` says why. Nothing was changed."""

    _TEXTS: ClassVar[Mapping[str, str]] = {
        "no_actor": "Nennen Sie, wer handelt: mit --actor oder ATLAS_ACTOR.",
        "source": "Nennen Sie die Quelle der Zahlen, zum Beispiel „Melderegister“.",
        "publisher": "Nennen Sie, wer die Zahlen herausgibt, zum Beispiel „Stadt Musterstadt“.",
        "date": "„{text}“ ist kein Stichtag. Möglich sind zum Beispiel 31.12.2024, 2024 und "
        "2023/24.",
        "boundary_date": "„{text}“ ist kein Tag. Schreiben Sie den Gebietsstand wie 31.12.2024.",
        "year": "„{text}“ ist kein Jahr, für das eine Jahrestabelle möglich ist.",
        "no_figures": (
            "In der Datei steht kein Wert, der einer Einheit und einer Messgröße zugeordnet ist. "
            "Ordnen Sie die Spalten zu, und geben Sie sie noch einmal ab."
        ),
        "lost_figures": (
            "{count} Werte gehören zu Einheiten oder Messgrößen, die es nicht mehr gibt. Geben Sie "
            "die Datei neu ab."
        ),
        "errors": (
            "Die Lieferung hat {count} Fehler und kann nicht übernommen werden: {sentences} Lassen "
            "Sie die Datei berichtigen, und geben Sie sie neu ab."
        ),
        "unanswered": (
            "Zu diesen Hinweisen fehlt eine Erläuterung: {codes}. Beantworten Sie jeden mit einem "
            "Satz (--comment HINWEIS=TEXT)."
        ),
        "same_actor": (
            "„{actor}“ hat diese Lieferung abgegeben; freigeben muss sie jemand anderes "
            "(Vier-Augen-Prinzip)."
        ),
        "released": "Diese Lieferung ist schon übernommen.",
        "rejected": "Diese Lieferung wurde zurückgewiesen. Geben Sie die Datei neu ab.",
        "reason": "Nennen Sie den Grund, aus dem die Lieferung zurückgewiesen wird.",
        "comment": "„{text}“ ist keine Erläuterung. Schreiben Sie HINWEIS=TEXT.",
        "no_change": "Die Lieferung ändert nichts: Alle Werte stehen schon so im Atlas.",
        "same_version": "Die Jahrestabelle steht schon in dieser Fassung.",
        "long": "Ein Text ist zu lang. Kürzen Sie ihn auf {longest} Zeichen.",
    }

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        super().__init__(self._TEXTS[code].format(**words))


class OutdatedTableError(AtlasError):
    """A yearly table isn't any more what a delivery was checked against; nothing was changed."""

    def __init__(self, area: str, year: int) -> None:
        super().__init__(
            f"Die Jahrestabelle {year} von „{area}“ hat sich geändert, seit diese Lieferung "
            "geprüft wurde; nichts wurde übernommen. Prüfen Sie die Lieferung noch einmal, und "
            "sehen Sie sich die Änderungen an."
        )


class YearTableError(DataError):
    """A yearly table can't be changed without losing something in it; nothing was changed."""

    def __init__(self, file: str, reason: str) -> None:
        why = f" ({reason})" if reason else ""
        super().__init__(
            f"„{file}“ hat Zeilen, die sich nicht eindeutig lesen lassen{why}; beim Übernehmen "
            "gingen sie verloren. Berichtigen Sie zuerst, was `check` dazu meldet."
        )


class DamagedDeliveryError(DataError):
    """A file that was kept isn't what it was when it was handed in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Die aufbewahrte Datei „{name}“ fehlt oder wurde verändert. Holen Sie sie aus "
            "der Datensicherung von ATLAS_HOME zurück."
        )


class NewAreaError(DataError):
    """An area can't be made; `code` says why. Nothing was written."""

    _TEXTS: ClassVar[dict[str, str]] = {
        "exists": (
            "Den Ordner „{value}“ gibt es schon; nichts wurde geschrieben. Geben Sie dem Gebiet "
            "mit --name einen anderen Namen."
        ),
        "name": (
            "Aus dem Namen „{value}“ lässt sich kein Ordnername bilden; nichts wurde geschrieben. "
            "Nennen Sie mit --name einen Namen mit Buchstaben oder Ziffern, in einer Zeile."
        ),
        "level": (
            "„{value}“ ist als Kennung einer Ebene nicht brauchbar; nichts wurde geschrieben. "
            "Verwenden Sie in --levels Kleinbuchstaben, Ziffern, - und _, wie stadtteil,stadt."
        ),
        "levels": (
            "Die Ebenen „{value}“ sind nicht brauchbar; nichts wurde geschrieben. Nennen Sie in "
            "--levels jede Ebene einmal, von fein nach grob, wie stadtteil,stadt."
        ),
    }

    def __init__(self, code: str, value: str) -> None:
        self.code = code
        super().__init__(self._TEXTS[code].format(value=value))


class RecipeError(DataError):
    """A recipe can't be used; `faults` say of each entry what is wrong and where."""

    def __init__(self, file: object, faults: Iterable[str]) -> None:
        listed = "".join(f"\n{fault}" for fault in faults)
        super().__init__(f"Aus dem Rezept „{file}“ lässt sich kein Index berechnen.{listed}")


class TableError(DataError):
    """A table of which an index is to be made can't be read; `code` says why."""

    _TEXTS: ClassVar[dict[str, str]] = {
        "unreadable": "Die Tabelle „{file}“ ist nicht zu lesen: {fault}",
        "empty": (
            "In der Tabelle „{file}“ stehen keine Einheiten. Nötig sind eine Kopfzeile und "
            "darunter eine Zeile je Einheit."
        ),
        "column": (
            "Die Spalte „{column}“, die das Rezept nennt, gibt es in „{file}“ nicht. Nennen Sie im "
            "Rezept eine der vorhandenen: {columns}."
        ),
        "column_twice": (
            "Die Spalte „{column}“ steht in „{file}“ zweimal. Benennen Sie eine der beiden um."
        ),
        "length": (
            "„{file}“, Zeile {line}: Die Zeile hat {actual} Zellen, die Kopfzeile {expected}. "
            "Berichtigen Sie die Zeile; Texte mit Trennzeichen gehören in Anführungszeichen."
        ),
        "quote": (
            "„{file}“, Zeile {line}: Ein Anführungszeichen schließt nicht, oder eine Zelle ist zu "
            "lang. Berichtigen Sie die Zeile."
        ),
        "no_key": (
            "„{file}“, Zeile {line}: Der Schlüssel in der Spalte „{column}“ fehlt. Ergänzen Sie "
            "ihn."
        ),
        "key_twice": (
            "„{file}“: Der Schlüssel „{unit}“ kommt in der Spalte „{column}“ mehrfach vor. Jede "
            "Einheit braucht genau eine Zeile."
        ),
        "number": (
            "„{file}“, Zeile {line}: „{value}“ in der Spalte „{column}“ ist keine Zahl. Schreiben "
            "Sie Zahlen {form}, fehlende als leere Zelle."
        ),
        "too_long": (
            "Die Tabelle „{file}“ hat mehr als {most} Zeilen. Teilen Sie sie nach Gebieten."
        ),
    }

    def __init__(self, code: str, file: object, **words: object) -> None:
        self.code = code
        short = {name: shortened(word, _LONGEST) for name, word in words.items()}
        super().__init__(self._TEXTS[code].format(file=file, **short))


class CompositeError(DataError):
    """No index comes of the figures; `code` says why."""

    _TEXTS: ClassVar[dict[str, str]] = {
        "few": (
            "Für den Index bleiben zu wenige Einheiten ({count}); nötig sind mindestens {least} "
            "mit allen Angaben. Prüfen Sie [exclude] im Rezept und die fehlenden Werte."
        ),
        "constant": (
            "Der Bestandteil „{part}“ hat für alle Einheiten denselben Wert; er unterscheidet "
            "keine und lässt sich nicht skalieren. Nehmen Sie ihn aus dem Rezept."
        ),
        "log": (
            "Der Bestandteil „{part}“ ist für die Einheit „{unit}“ −1 oder kleiner und hat deshalb "
            "keinen Logarithmus. Nehmen Sie im Rezept eine andere transform."
        ),
        "center": (
            "Die Spalte „{column}“, die das Rezept unter center als Gewicht nennt, enthält "
            "negative Werte oder nur Nullen. Nennen Sie dort eine Anzahl, zum Beispiel die "
            "Einwohner."
        ),
        "geometric": (
            "Der Bestandteil „{part}“ ist nach dem Skalieren nicht überall größer als null; ein "
            "geometrisches Mittel gibt es dann nicht. Wählen Sie eine andere Skalierung (zum "
            "Beispiel rank) oder unter [combine] sum oder mean."
        ),
        "same_sums": (
            "Der Index hätte für alle Einheiten denselben Wert: Die Bestandteile heben sich auf. "
            "Prüfen Sie Gewichte und Richtungen im Rezept."
        ),
        "no_contributions": (
            "Bei einem geometrischen Mittel lassen sich die Beiträge der Bestandteile nicht "
            "addieren; darum gibt es sie hier nicht."
        ),
        "different_units": (
            "Die beiden gekreuzten Rezepte schließen verschiedene Einheiten aus: Nur eines hat "
            "einen Index für {units}. Gleichen Sie [exclude] an, oder schließen Sie diese in "
            "beiden aus."
        ),
        "base_year": (
            "Das Rezept nennt unter [scale] ein Basisjahr (base_year); eine Tabelle hat nur ein "
            "Jahr. Lassen Sie den Eintrag weg, oder rechnen Sie mit --area."
        ),
        "change_years": (
            "Das Rezept verlangt Veränderungen (change_years); eine Tabelle hat nur ein Jahr. "
            "Nennen Sie statt dessen Spalten mit der Veränderung, oder rechnen Sie mit --area."
        ),
    }

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        super().__init__(self._TEXTS[code].format(**words))


class BoundaryError(DataError):
    """Boundaries can't be read or taken over; `code` says why."""

    _TEXTS: ClassVar[dict[str, str]] = {
        "missing": "Die Datei „{file}“ gibt es nicht. Prüfen Sie den Pfad.",
        "no_file": "„{file}“ ist keine Datei. Geben Sie die Datei mit den Grenzen an.",
        "unreadable": (
            "Die Datei „{file}“ lässt sich nicht als Karte lesen ({reason}). Geben Sie GeoJSON, "
            "GeoPackage, FlatGeobuf, GeoParquet oder ein Shapefile (mit .dbf, .shx, .prj) an."
        ),
        "too_large": (
            "Die Datei „{file}“ ist, auch ausgepackt, größer als {most} GB. Exportieren Sie nur "
            "das Gebiet und die Spalten, die Sie brauchen."
        ),
        "geojson_too_large": (
            "Die Datei „{file}“ ist größer als {most} MB; so viel wird von GeoJSON nicht gelesen. "
            "Exportieren Sie nur das Gebiet und die Spalten, die Sie brauchen, oder ein "
            "GeoPackage."
        ),
        "too_many": (
            "Aus „{file}“ sollen {count} Flächen übernommen werden, höchstens {most} sind möglich. "
            "Schränken Sie sie mit --where ein."
        ),
        "parts_missing": (
            "Zum Shapefile „{file}“ fehlt der Teil {parts}. Legen Sie alle Teile "
            "(.shp, .shx, .dbf, .prj) in denselben Ordner."
        ),
        "zip_empty": (
            "Im Archiv „{file}“ ist keine Karte. Geben Sie eines mit GeoJSON, GeoPackage, "
            "FlatGeobuf, GeoParquet oder einem Shapefile an."
        ),
        "crs_linked": (
            "Die Datei „{file}“ verweist für ihr Koordinatensystem auf eine andere Adresse; "
            "solchen Verweisen wird nicht gefolgt. Exportieren Sie die Datei neu, in Grad (WGS 84)."
        ),
        "encoding": (
            "In welcher Kodierung die Texte von „{file}“ stehen, ist zweifelhaft "
            "(„{example}“?). Nennen Sie die Kodierung mit --encoding{guess}."
        ),
        "encoding_unknown": (
            "Die Kodierung „{encoding}“ für „{file}“ ist unbekannt. Schreiben Sie sie wie UTF-8, "
            "CP1252 oder CP850."
        ),
        "encoding_wrong": (
            "Die Texte von „{file}“ stehen nicht in der Kodierung {encoding}. Lassen Sie "
            "--encoding weg oder nennen Sie die richtige, zum Beispiel UTF-8, CP1252 oder CP850."
        ),
        "no_utf8": (
            "Die Datei „{file}“ ist nicht in UTF-8 geschrieben. Exportieren Sie sie in UTF-8, oder "
            "nennen Sie die Kodierung mit --encoding, vermutlich {guess}."
        ),
        "garbled": (
            "In „{file}“ sind Umlaute falsch gespeichert: „{name}“ heißt wohl „{right}“. "
            "Exportieren Sie die Datei neu, oder nennen Sie die Kodierung mit --encoding."
        ),
        "characters_lost": (
            "In „{file}“ ist ein Name nicht lesbar („{name}“): Zeichen sind falsch gespeichert. "
            "Exportieren Sie die Datei neu, oder nennen Sie die Kodierung mit --encoding."
        ),
        "empty": "Die Datei „{file}“ enthält keine Flächen. Exportieren Sie sie neu.",
        "layers": (
            "Die Datei „{file}“ enthält mehrere Kartenebenen ({layers}). Nennen Sie die "
            "gewünschte mit --layer."
        ),
        "layer_unknown": (
            "Die Kartenebene „{layer}“ gibt es in „{file}“ nicht. Vorhanden: {layers}. Berichtigen "
            "Sie --layer oder lassen Sie es weg, wenn es nur eine gibt."
        ),
        "column": (
            "Die Spalte „{column}“ gibt es in „{file}“ nicht. Nennen Sie eine der vorhandenen: "
            "{columns}."
        ),
        "condition": (
            "Die Bedingung „{where}“ ist nicht lesbar. Schreiben Sie SPALTE=WERT oder, für den "
            "Anfang eines Werts, SPALTE=ANFANG%."
        ),
        "nothing_left": (
            "Die Bedingung „{where}“ erfüllt in „{file}“ keine der {count} Flächen. Ändern Sie "
            "sie; in der Spalte „{column}“ steht zum Beispiel {values}."
        ),
        "code_empty": (
            "In „{file}“ fehlt {count} der Schlüssel in der Spalte „{column}“ "
            "(Zeilen {rows}). Ergänzen Sie ihn oder schließen Sie die Flächen mit --where aus."
        ),
        "code_twice": (
            "In „{file}“ kommen Schlüssel der Spalte „{column}“ mehrfach vor: {codes}. Berichtigen "
            "Sie die Schlüssel oder fassen Sie die Flächen zusammen{where}."
        ),
        "code_number": (
            "Die Spalte „{column}“ in „{file}“ hat als Schlüssel Zahlen mit Nachkommastellen oder "
            "zu vielen Stellen (etwa {example}). Exportieren Sie sie als Text."
        ),
        "code_long": (
            "Die Spalte „{column}“ in „{file}“ hat Texte mit mehr als {most} Zeichen "
            "(„{example}…“); das sind keine Schlüssel. Nennen Sie mit --code eine andere Spalte."
        ),
        "name_long": (
            "Die Spalte „{column}“ in „{file}“ hat Texte mit mehr als {most} Zeichen "
            "(„{example}…“); das sind keine Namen. Nennen Sie mit --name eine andere Spalte."
        ),
        "structure": (
            "Die Spalte „{column}“ in „{file}“ enthält Listen oder Objekte. Nennen Sie eine Spalte "
            "mit einfachen Werten, oder exportieren Sie die Datei mit solchen."
        ),
        "code_foreign": (
            "Kein Schlüssel der Spalte „{column}“ in „{file}“ ({found}) gehört zu einer Einheit "
            "der Ebene „{level}“ ({known}); nichts wurde geändert. {remedy}."
        ),
        "code_mixed": (
            "In „{file}“ stehen bei {count} andere Schlüssel in der Spalte „{column}“ ({found}) "
            "als bei den Einheiten der Ebene „{level}“ ({known}), zu denen sie wohl gehören; "
            "nichts wurde geändert. {remedy}."
        ),
        "metres": (
            "Die Datei „{file}“ behauptet, Grad zu enthalten ({crs}), ihre Koordinaten sind aber "
            "Meter (etwa {x} / {y}). {remedy}."
        ),
        "degrees": (
            "Die Koordinaten von „{file}“ sind Grad (etwa {x} / {y}), das Koordinatensystem {crs} "
            "verlangt aber Meter. {remedy}."
        ),
        "crs_missing": (
            "Die Datei „{file}“ nennt kein Koordinatensystem (Koordinaten etwa {x} / {y}). "
            "{remedy}."
        ),
        "crs_unread": (
            "Das Koordinatensystem, das die Datei „{file}“ nennt („{crs}“), ist unbekannt "
            "(Koordinaten etwa {x} / {y}). {remedy}."
        ),
        "crs_unknown": (
            "Das Koordinatensystem „{crs}“ für „{file}“ ist unbekannt. Schreiben Sie es wie "
            "EPSG:25832."
        ),
        "crs_wrong": (
            "Die Koordinaten von „{file}“ lassen sich aus {crs} nicht in Grad umrechnen. {remedy}."
        ),
        "elsewhere": (
            "Die Flächen in „{file}“ liegen {where} (etwa {x}° Ost, {y}° Nord); nichts wurde "
            "geändert. {remedy}."
        ),
        "not_finite": (
            "In „{file}“ haben die Flächen {codes} Koordinaten, die keine Zahlen sind. Berichtigen "
            "Sie sie in einem GIS."
        ),
        "tangled": (
            "In „{file}“ überschneidet sich der Rand von {codes} tausendfach; das ist keine "
            "Grenze. Berichtigen Sie die Fläche in einem GIS."
        ),
        "not_polygon": (
            "In „{file}“ gibt es {count} ohne Fläche ({kinds}: {codes}). Exportieren Sie nur "
            "Flächen oder schließen Sie die übrigen mit --where aus."
        ),
        "not_repairable": (
            "In „{file}“ sind die Ränder von {codes} fehlerhaft und nicht zu reparieren. "
            "Berichtigen Sie sie in einem GIS."
        ),
        "identifier": (
            "„{value}“ ist als Kennung nicht brauchbar. Verwenden Sie Kleinbuchstaben, Ziffern, "
            "- und _, zum Beispiel rhein-berg."
        ),
        "area_toml": (
            "In „{file}“ lassen sich die Angaben zu den Grenzen nicht eintragen ({reason}). "
            "Schreiben Sie sie dort als eigenen Abschnitt [level.{level}.boundaries], einen "
            "Eintrag je Zeile."
        ),
        "stand_needed": (
            "Die Ebene „{level}“ hat Grenzen mehrerer Gebietsstände ({vintages}). Nennen Sie mit "
            "--valid-at den Gebietsstand, zu dem die neuen gehören; nichts wurde geändert."
        ),
        "other_stand": (
            "Die Grenzen in „{file}“ gehören zu einem anderen Gebietsstand als die Einheiten der "
            "Ebene „{level}“: Von {shapes} Flächen trägt keine den Schlüssel einer der {units} "
            "Einheiten. Deshalb gibt es keine Karte; hinterlegen Sie die passenden Grenzen."
        ),
        "units_csv": (
            "„{file}“ ist nicht zu ergänzen ({reason}). Speichern Sie die Datei als UTF-8 mit der "
            "Kopfzeile level;unit;name;everyday_name;valid_from;valid_to."
        ),
    }

    def __init__(self, code: str, file: object, **words: object) -> None:
        self.code = code
        # whoever made the file wrote them
        short = {name: shortened(word, _LONGEST) for name, word in words.items()}
        super().__init__(self._TEXTS[code].format(file=file, **short))


def shortened(word: object, longest: int) -> object:
    """Cut a text nobody would read to its end; what is no text stays as it is."""
    if isinstance(word, str) and len(word) > longest:
        return f"{word[: longest - 1]}…"
    return word


class IntakeFileError(AtlasError):
    """A department's file that can't be read, or must not be."""

    ACCEPTED: ClassVar[str] = (
        "Angenommen werden Excel-Mappen (.xlsx, .xlsm, .xls), OpenDocument-Tabellen (.ods) und "
        "Textdateien (.csv, .txt)."
    )
    _REASONS: ClassVar[dict[str, str]] = {
        "empty": "Die Datei ist leer.",
        "too_large": "Die Datei hat {megabytes} MB; gelesen werden höchstens {most}.",
        "bomb": "Ausgepackt wäre die Datei viel größer, als eine Tabelle je ist (ein Archiv, das "
        "den Speicher füllen soll, oder ein Blatt voller leerer Zeilen).",
        "too_many_cells": "Die Tabelle hat {rows} Zeilen und {columns} Spalten; das ist mehr, als "
        "gelesen wird. Löschen Sie leere Zeilen und Spalten oder teilen Sie sie.",
        "too_many_columns": "Die Tabelle hat {columns} Spalten; gelesen werden höchstens {most}.",
        "password": "Die Mappe ist mit einem Kennwort verschlüsselt. Bitten Sie um eine Datei ohne "
        "Kennwort.",
        "picture": "Die Datei ist ein Bild, auch wenn ihr Name auf eine Tabelle endet.",
        "pdf": "Die Datei ist ein PDF. Bitten Sie um die Tabelle, aus der es gemacht wurde.",
        "word": "Die Datei ist ein Text (Word oder ähnlich), keine Tabelle.",
        "archive": "Die Datei ist ein Archiv ohne Tabelle. Packen Sie es aus und geben Sie die "
        "Tabelle darin an.",
        "binary": "Die Datei ist weder eine Tabelle noch ein Text.",
        "broken": "Die Mappe ist beschädigt oder unvollständig übertragen.",
        "old_binary": "Mappen im Binärformat (.xlsb) werden nicht gelesen: Speichern Sie sie in "
        "Excel als .xlsx.",
        "no_table": "In der Datei steht keine Tabelle: Keine Spalte enthält Zahlen unter einer "
        "Überschrift.",
        "no_sheet": "Ein Blatt „{sheet}“ gibt es nicht. Vorhanden: {sheets}.",
        "encoding": "Die Zeichen der Datei lassen sich nicht als „{encoding}“ lesen.",
        "persons": "Die Datei enthält Angaben zu einzelnen Personen ({columns}) und wird deshalb "
        "nicht gelesen; nichts davon wurde behalten. Bitten Sie stattdessen um Anzahlen je "
        "Gebiet, zum Beispiel eine Zeile je Stadtteil mit der Zahl der Fälle.",
    }

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        reason = self._REASONS[code].format(**fields)
        super().__init__(reason if code == "persons" else f"{reason} {self.ACCEPTED}")
