"""Every kind of problem `check` can find: severity, German sentence and remedy in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from operator import eq
from typing import Final

from atlas.model.problems import Problem, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """Template of one kind of problem; `{…}` are filled by `Place.problem`."""

    severity: Severity
    message: str
    remedy: str


KINDS: Final[Mapping[str, ProblemKind]] = {
    "file_missing": ProblemKind(
        ERROR, "Die Datei fehlt.", "Legen Sie sie nach docs/data-format.md an."
    ),
    "file_empty": ProblemKind(
        ERROR,
        "Die Datei ist leer.",
        "Füllen Sie sie nach docs/data-format.md oder löschen Sie sie.",
    ),
    "file_unreadable": ProblemKind(
        ERROR,
        "Die Datei lässt sich nicht öffnen.",
        "Prüfen Sie die Zugriffsrechte.",
    ),
    "file_encoding": ProblemKind(
        ERROR,
        "Die Datei ist nicht in UTF-8 gespeichert (erstes falsches Zeichen: „{value}“, Spalte "
        "{column}).",
        "Speichern Sie sie mit der Kodierung UTF-8, in Excel als „CSV UTF-8“.",
    ),
    "toml_syntax": ProblemKind(
        ERROR,
        "Die Zeile ist ab Spalte {column} kein gültiges TOML: {reason}.",
        "Berichtigen Sie die genannte Stelle; bis dahin wird die Datei nicht gelesen.",
    ),
    "toml_unknown_key": ProblemKind(
        ERROR,
        "Den Eintrag „{key}“ gibt es {section} nicht.",
        "Prüfen Sie die Schreibweise; erlaubt ist, was docs/data-format.md nennt.",
    ),
    "toml_bad_value": ProblemKind(
        ERROR,
        "Der Eintrag „{key}“ {section} ist nicht brauchbar: {reason}.",
        "Berichtigen Sie den Eintrag; bis dahin fehlt der ganze Abschnitt.",
    ),
    "catalogue_unknown": ProblemKind(
        ERROR,
        "Der Indikator „{code}“ nennt „{value}“, das der Katalog nicht kennt.",
        "Legen Sie „{value}“ an oder berichtigen Sie den Namen; bis dahin fehlt der Indikator.",
    ),
    "catalogue_faulty": ProblemKind(
        WARNING,
        "Der Indikator „{code}“ beruht auf „{value}“, und dieser Eintrag ist fehlerhaft.",
        "Berichtigen Sie „{value}“; bis dahin fehlt auch „{code}“.",
    ),
    "catalogue_topic": ProblemKind(
        ERROR,
        "„{code}“ nennt das Thema „{value}“, das der Katalog nicht kennt.",
        "Legen Sie [topic.{value}] an oder berichtigen Sie den Namen; bis dahin entfällt es dort.",
    ),
    "catalogue_reference": ProblemKind(
        ERROR,
        "Ein Vergleichswert nennt den Indikator „{value}“, den der Katalog nicht kennt.",
        "Berichtigen Sie den Namen; bis dahin fehlt der Vergleichswert.",
    ),
    "catalogue_cycle": ProblemKind(
        ERROR,
        "Die Einträge {chain} verweisen im Kreis aufeinander.",
        "Lösen Sie einen der Verweise auf; bis dahin fehlen diese Einträge.",
    ),
    "catalogue_unit": ProblemKind(
        ERROR,
        "Der Indikator „{code}“ hat die Einheit „{value}“, seine Formel ergibt „{expected}“.",
        "Berichtigen Sie Einheit oder Formel; bis dahin fehlt der Indikator.",
    ),
    "catalogue_parts": ProblemKind(
        ERROR,
        "Die Größe „{code}“ nennt als Teil „{value}“, das der Katalog nicht kennt.",
        "Legen Sie „{value}“ an oder berichtigen Sie den Namen; bis dahin entfällt die Aufteilung.",
    ),
    "csv_columns": ProblemKind(
        ERROR,
        "Der Kopfzeile fehlt die Spalte „{value}“.",
        "Ergänzen Sie die Spalte; bis dahin wird die Datei nicht gelesen.",
    ),
    "csv_column_unknown": ProblemKind(
        ERROR,
        "Die Spalte „{value}“ ist keine Größe des Katalogs.{hint}",
        "Berichtigen Sie den Namen; bis dahin wird die Spalte nicht gelesen.",
    ),
    "csv_column_twice": ProblemKind(
        ERROR,
        "Die Spalte „{value}“ steht zweimal in der Kopfzeile.",
        "Entfernen Sie eine; gelesen wird die erste.",
    ),
    "csv_quote": ProblemKind(
        ERROR,
        "Ein Anführungszeichen dieser Zeile ist nicht geschlossen oder steht mitten im Text.",
        "Verdoppeln oder entfernen Sie es; bis dahin fehlt die Zeile.",
    ),
    "csv_row_length": ProblemKind(
        ERROR,
        "Die Zeile hat {found} Felder statt {expected}.",
        "Ergänzen oder entfernen Sie Trennzeichen (;); bis dahin fehlt die Zeile.",
    ),
    "unit_unknown": ProblemKind(
        ERROR,
        "Den Schlüssel „{value}“ gibt es auf der Ebene „{level}“ nicht.{hint}",
        "Berichtigen Sie den Schlüssel oder legen Sie die Einheit an; bis dahin fehlt die Zeile.",
    ),
    "unit_empty": ProblemKind(
        ERROR,
        "In der Zeile fehlt der Schlüssel der Einheit.",
        "Tragen Sie ihn in der Spalte „unit“ ein; bis dahin fehlt die Zeile.",
    ),
    "unit_leading_zero": ProblemKind(
        ERROR,
        "Dem Schlüssel „{value}“ fehlt die führende Null; gemeint ist wohl „{meant}“.",
        "Formatieren Sie die Spalte als Text und tragen Sie „{meant}“ ein.",
    ),
    "unit_twice": ProblemKind(
        ERROR,
        "Der Schlüssel „{value}“ kommt zweimal vor.",
        "Entfernen Sie eine der Zeilen; gelesen wird die erste.",
    ),
    "level_unknown": ProblemKind(
        ERROR,
        "Die Ebene „{value}“ kennt area.toml nicht.{hint}",
        "Berichtigen Sie den Namen oder legen Sie die Ebene an; bis dahin fehlt der Eintrag.",
    ),
    "cell_not_number": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist keine Zahl und kein amtliches Zeichen.",
        "Schreiben Sie Zahlen wie 1234, 1.234 oder 12,5; bis dahin gilt der Wert als unbekannt.",
    ),
    "cell_point": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist mehrdeutig: Der Punkt trennt Tausender.",
        "Schreiben Sie Dezimalzahlen mit Komma; bis dahin gilt der Wert als unbekannt.",
    ),
    "cell_not_whole": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist keine ganze Zahl; gezählt wird in ganzen Fällen.",
        "Tragen Sie die gezählten Fälle ein; bis dahin gilt der Wert als unbekannt.",
    ),
    "cell_negative": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist negativ; diese Größe kann es nicht sein.",
        "Liefern Sie Zu- und Abgänge getrennt; bis dahin gilt der Wert als unbekannt.",
    ),
    "cell_too_large": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist größer als alles, was sich genau zählen lässt.",
        "Berichtigen Sie die Zahl; bis dahin gilt der Wert als unbekannt.",
    ),
    "year_twice": ProblemKind(
        ERROR,
        "Das Jahr {value} gibt es schon in {other}.",
        "Führen Sie beide Dateien zusammen; gelesen wird {other}.",
    ),
    "file_ignored": ProblemKind(
        WARNING,
        "Die Datei wird nicht gelesen, ihr Name ist keine Jahreszahl.",
        "Benennen Sie sie nach dem Berichtsjahr, zum Beispiel 2014.csv.",
    ),
    "delivery_missing": ProblemKind(
        ERROR,
        "Zur Spalte „{value}“ fehlen Stichtag, Quelle und Freigabe.",
        "Legen Sie in {toml} den Abschnitt [{value}] an; bis dahin bleibt die Größe verborgen.",
    ),
    "delivery_without_column": ProblemKind(
        WARNING,
        "Zum Abschnitt [{value}] gibt es in {csv} keine Spalte.",
        "Ergänzen Sie die Spalte oder entfernen Sie den Abschnitt.",
    ),
    "membership_unknown": ProblemKind(
        ERROR,
        "Die Zuordnung nennt „{value}“, das es auf der Ebene „{level}“ nicht gibt.",
        "Berichtigen Sie den Schlüssel; bis dahin fehlt die Zuordnung.",
    ),
    "unit_without_parent": ProblemKind(
        ERROR,
        "„{name}“ ({value}) ist keiner Einheit der Ebene „{level}“ zugeordnet.",
        "Ergänzen Sie die Zuordnung in memberships.csv; bis dahin gibt es dort keine Summen.",
    ),
    "membership_gap": ProblemKind(
        ERROR,
        "„{name}“ ({value}) liegt am Jahresende in keiner bestehenden Einheit der Ebene "
        "„{level}“: {years}.",
        "Ergänzen Sie die Zuordnung oder berichtigen Sie deren Gültigkeit; bis dahin gibt es dort "
        "für diese Jahre keine Summen.",
    ),
    "unit_not_valid": ProblemKind(
        WARNING,
        "„{name}“ ({value}) besteht am 31.12.{year} nicht; die Zahlen der Zeile werden nicht "
        "mitgezählt.",
        "Berichtigen Sie die Gültigkeit in units.csv oder ordnen Sie die Zahlen der richtigen "
        "Einheit zu.",
    ),
    "membership_cycle": ProblemKind(
        ERROR,
        "Die Ebenen {chain} enthalten sich gegenseitig.",
        "Ordnen Sie nur feinere Ebenen gröberen zu; bis dahin wird nicht aufsummiert.",
    ),
    "membership_twice": ProblemKind(
        ERROR,
        "„{value}“ ist zur selben Zeit zwei Einheiten der Ebene „{level}“ zugeordnet.",
        "Grenzen Sie die Gültigkeit ab; gezählt wird die erste Zuordnung.",
    ),
    "date_bad": ProblemKind(
        ERROR,
        "„{value}“ ist kein Datum.",
        "Schreiben Sie Daten wie 2014-12-31; bis dahin fehlt der Eintrag.",
    ),
    "date_order": ProblemKind(
        ERROR,
        "Die Gültigkeit „{value}“ endet, bevor sie beginnt.",
        "Berichtigen Sie valid_from oder valid_to; bis dahin fehlt der Eintrag.",
    ),
    "core_unknown": ProblemKind(
        WARNING,
        "Der Leitindikator „{value}“ steht nicht im Katalog.",
        "Berichtigen Sie den Namen in area.toml; bis dahin entfällt er.",
    ),
    "taxonomy_unknown": ProblemKind(
        WARNING,
        "Die Themengliederung „{value}“ steht nicht im Katalog.",
        "Wählen Sie eine aus indicators/catalogue.toml.",
    ),
    "reference_bad": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist nicht lesbar.",
        "Schreiben Sie Jahre vierstellig und Zahlen mit Komma; bis dahin fehlt der Vergleichswert.",
    ),
    "claim_bad": ProblemKind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist nicht lesbar, die Angabe daher nicht prüfbar.",
        "Berichtigen Sie sie nach docs/data-format.md; bis dahin wird sie nicht geprüft.",
    ),
    "part_over_whole": ProblemKind(
        ERROR,
        "{name}, {year}: „{part}“ ({part_value}) ist größer als „{whole}“ ({whole_value}); "
        "ein Anteil läge über 100 %.",
        "Prüfen Sie beide Zahlen beim Lieferanten.",
    ),
    "share_over_100": ProblemKind(
        ERROR,
        "{name}, {year}: Der Anteil „{title}“ beträgt {share} % und damit mehr als 100 %.",
        "Prüfen Sie Zähler und Nenner; bis dahin wird der Anteil nicht ausgewiesen.",
    ),
    "parts_differ": ProblemKind(
        NOTE,
        "{name}, {year}: Die Teile von „{whole}“ ergeben {sum}, gemeldet sind {value}.",
        "Prüfen Sie beim Lieferanten, ob ein Teil fehlt.",
    ),
    "total_differs": ProblemKind(
        NOTE,
        "{year}: Die {parts} ergeben zusammen {sum}, für „{name}“ sind {value} gemeldet "
        "(„{title}“, Unterschied {difference}).",
        "Beide Zahlen werden gezeigt; fragen Sie beim Herausgeber nach.",
    ),
    "mean_differs": ProblemKind(
        NOTE,
        "{year}: Aus den Zahlen der {parts} errechnet sich {sum}, für „{name}“ sind {value} "
        "gemeldet („{title}“, Unterschied {difference}).",
        "Beide Zahlen werden gezeigt; fragen Sie beim Herausgeber nach.",
    ),
    "residual_large": ProblemKind(
        WARNING,
        "{year}: Die {parts} ergeben zusammen {sum}, für „{name}“ sind {value} gemeldet "
        "(„{title}“, Unterschied {difference}, mehr als 1 %).",
        "Prüfen Sie, ob Einheiten fehlen oder Fälle nicht zuordenbar sind.",
    ),
    "dates_apart": ProblemKind(
        NOTE,
        "{year}: „{title}“ verbindet Zahlen vom {first} und vom {second} ({months} Monate "
        "auseinander).",
        "Nennen Sie beide Stichtage oder liefern Sie den passenden Nenner nach.",
    ),
    "date_missing": ProblemKind(
        NOTE,
        "{year}: Der Stichtag ist nicht angegeben ({titles}).",
        "Tragen Sie ihn in der Datei nach, sobald er bekannt ist.",
    ),
    "claim_differs": ProblemKind(
        NOTE,
        "{place}: gedruckt {printed}, aus den eigenen Zahlen der Vorlage {computed}.",
        "Verwenden Sie die nachgerechnete Zahl oder fragen Sie beim Herausgeber nach.",
    ),
    "claim_not_computable": ProblemKind(
        WARNING,
        "{place}: gedruckt {printed}, aus den vorhandenen Daten nicht nachzurechnen.",
        "Ergänzen Sie die Zahlen, auf denen die Angabe beruht.",
    ),
    "implausible": ProblemKind(
        WARNING,
        "{name}, {year}: „{title}“ beträgt {shown}; üblich sind {lower} bis {upper}.",
        "Prüfen Sie Zähler und Nenner; stimmen sie, ist nichts zu tun.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem sits: area, file and line."""

    area: str = ""
    file: str = ""
    line: int | None = None

    def at(self, line: int | None) -> Place:
        """Return the same file, another line."""
        return Place(area=self.area, file=self.file, line=line)

    def problem(self, code: str, value: object = "", /, **texts: object) -> Problem:
        """Build the problem `code` found here, its templates filled with `texts`."""
        return self.told(KINDS[code], code, value, **texts)

    def told(self, kind: ProblemKind, code: str, value: object, /, **texts: object) -> Problem:
        """Build a problem of a kind whose sentences stand in a file of their own."""
        words = {"value": value, **texts}
        return Problem(
            code=code,
            severity=kind.severity,
            message=kind.message.format(**words),
            remedy=kind.remedy.format(**words),
            area=self.area,
            file=self.file,
            line=self.line,
            value=str(value),
        )


def left_out(number: int) -> str:
    """Say how many problems that follow from another one are not told."""
    if number == 1:
        return "Eine Meldung, die daraus folgt, ist weggelassen; prüfen Sie danach noch einmal."
    return (
        f"{number} Meldungen, die daraus folgen, sind weggelassen; prüfen Sie danach noch einmal."
    )


def meant(name: str, known: Iterable[str]) -> str:
    """Guess what a misspelt name meant, as the German end of a sentence."""
    # a slip leaves beginning or end as they are; to compare with all of 11,000 keys takes long
    similar = [other for other in known if other[:3] == name[:3] or other[-3:] == name[-3:]]
    close = get_close_matches(name, similar, n=3)
    # of keys that differ in one digit, the one that begins alike for longest is the neighbour
    best = max(close, key=lambda other: list(map(eq, name, other)), default="")
    return f" Gemeint ist vielleicht „{best}“." if best else ""
