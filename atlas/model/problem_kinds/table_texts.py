"""Kinds of problems: tables, read cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, NOTE, WARNING, kind
from atlas.model.problems import ProblemKind

KINDS: Final[Mapping[str, ProblemKind]] = {
    "csv_columns": kind(
        ERROR,
        "Der Kopfzeile fehlt die Spalte „{value}“{present}.",
        "Ergänzen Sie die Spalte; bis dahin wird die Datei nicht gelesen.",
    ),
    "csv_title": kind(
        NOTE,
        "Über der Kopfzeile steht noch etwas („{value}“); es wird übergangen.",
        "Nichts; wer die Zeilen darüber entfernt, liest diesen Hinweis nicht mehr.",
        same=(),
        again="{file}",
    ),
    "csv_column_unknown": kind(
        ERROR,
        "Die Spalte „{value}“ ist keine Größe des Katalogs.{hint}",
        "Berichtigen Sie den Namen; bis dahin wird die Spalte nicht gelesen.",
        same=("value",),
    ),
    "csv_column_twice": kind(
        ERROR,
        "Die Spalte „{value}“ steht zweimal in der Kopfzeile.",
        "Entfernen Sie eine; gelesen wird die erste.",
        same=("value",),
    ),
    "csv_column_unnamed": kind(
        ERROR,
        "Die {value}. Spalte hat keine Überschrift.",
        "Geben Sie ihr einen Namen oder entfernen Sie sie; bis dahin wird sie nicht gelesen.",
    ),
    "csv_delimiter": kind(
        ERROR,
        "Die Spalten sind mit „{value}“ ({name}) statt mit Semikolon getrennt.",
        "Speichern Sie die Datei mit dem Trennzeichen „;“; bis dahin wird sie nicht gelesen.",
    ),
    "csv_too_wide": kind(
        ERROR,
        "Die Kopfzeile hat {columns} Spalten; gelesen werden höchstens {most}.",
        "Prüfen Sie, ob die Datei die richtige ist; bis dahin wird sie nicht gelesen.",
    ),
    "csv_too_long": kind(
        ERROR,
        "Die Datei hat mehr als {most} Zeilen.",
        "Prüfen Sie, ob sie die richtige ist; bis dahin wird sie nicht gelesen.",
    ),
    "csv_cell_long": kind(
        ERROR,
        "Eine Zelle dieser Zeile hat mehr als 131.072 Zeichen.",
        "Kürzen Sie sie; bis dahin fehlt die Zeile.",
    ),
    "csv_invisible": kind(
        WARNING,
        "„{value}“ in der Spalte „{column}“ enthält Zeichen, die man nicht sieht: {characters}. "
        "Gelesen wird die Tabelle ohne sie.",
        "Tippen Sie die Zelle neu ein.",
    ),
    "csv_cut": kind(
        NOTE,
        "Die Datei endet mitten in ihrer letzten Zeile, ohne Zeilenumbruch: Sie kann abgeschnitten "
        "sein.",
        "Prüfen Sie die letzte Zahl und beenden Sie die Zeile mit einem Zeilenumbruch.",
    ),
    "csv_quote": kind(
        ERROR,
        "Ein Anführungszeichen dieser Zeile ist nicht geschlossen oder steht mitten im Text.",
        "Verdoppeln oder entfernen Sie es; bis dahin fehlt die Zeile.",
        same=(),
        again="Zeile {line}",
    ),
    "csv_row_length": kind(
        ERROR,
        "Die Zeile hat nicht {expected} Felder, sondern {actual}.",
        "Ergänzen oder entfernen Sie Trennzeichen (;), Fußnoten löschen Sie; bis dahin fehlt die "
        "Zeile.",
        same=("actual",),
        again="Zeile {line}",
    ),
    "unit_unknown": kind(
        ERROR,
        "Den Schlüssel „{value}“ gibt es auf der Ebene „{level}“ nicht.{hint}",
        "Berichtigen Sie den Schlüssel oder legen Sie die Einheit an; bis dahin fehlt die Zeile.",
        same=(
            "level",
            "value",
        ),
        again="{place}",
    ),
    "unit_name_long": kind(
        WARNING,
        "Der Name „{value}“ hat {letters} Zeichen.",
        "Kürzen Sie ihn auf höchstens {most}; so viele haben in Legenden und Tabellen Platz.",
    ),
    "unit_row_missing": kind(
        ERROR,
        "Die Einheit „{value}“ (Ebene „{level}“) fehlt hier, obwohl {files} sie nennen.",
        "Ergänzen Sie ihre Zeile in units.csv, oder entfernen Sie die Einheit auch dort; bis dahin "
        "fehlen ihre Zahlen und alle Summen mit ihnen.",
    ),
    "unit_empty": kind(
        ERROR,
        "In der Zeile fehlt der Schlüssel der Einheit.",
        "Tragen Sie ihn in der Spalte „unit“ ein; Zwischenzeilen wie „davon:“ löschen Sie; bis "
        "dahin fehlt die Zeile.",
    ),
    "unit_leading_zero": kind(
        ERROR,
        "Dem Schlüssel „{value}“ fehlt die führende Null; gemeint ist wohl „{corrected}“.",
        "Formatieren Sie die Spalte als Text und tragen Sie „{corrected}“ ein.",
        same=(),
        again="{place} („{value}“)",
    ),
    "unit_as_number": kind(
        ERROR,
        "Den Schlüssel „{value}“ hat ein Programm als Zahl gespeichert; gemeint ist wohl "
        "„{corrected}“.",
        "Lesen Sie die Spalte als Text ein, in pandas mit dtype=str, und tragen Sie „{corrected}“ "
        "ein; bis dahin fehlt die Zeile.",
        same=(),
        again="{place} („{value}“)",
    ),
    "unit_twice": kind(
        ERROR,
        "Der Schlüssel „{value}“ kommt zweimal vor.",
        "Entfernen Sie eine der Zeilen; gelesen wird die erste.",
        same=(),
        again="Zeile {line} („{value}“)",
    ),
    "level_unknown": kind(
        ERROR,
        "Die Ebene „{value}“ kennt area.toml nicht.{hint}",
        "Berichtigen Sie den Namen oder legen Sie die Ebene an; bis dahin fehlt der Eintrag.",
        same=("value",),
        again="{place}",
    ),
    "row_without_level": kind(
        ERROR,
        "Die Zeile nennt keine Ebene.",
        "Tragen Sie die Ebene ein; Summen und Fußnoten löschen Sie; bis dahin fehlt die Zeile.",
        same=(),
        again="{place}",
    ),
    "cell_not_number": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist keine Zahl und kein amtliches Zeichen.",
        "Schreiben Sie Zahlen wie 1234, 1.234 oder 12,5, für Geheimes wie „<3“ oder „*“ einen "
        "Punkt, für „k. A.“ nichts; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_point": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist mehrdeutig: Der Punkt trennt Tausender.",
        "Schreiben Sie Dezimalzahlen mit Komma; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_comma": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist mehrdeutig: Das Komma trennt Dezimalstellen, hier "
        "vermutlich Tausender.",
        "Schreiben Sie Tausender mit Punkt oder ohne Trennzeichen; bis dahin gilt der Wert als "
        "unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_not_whole": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist keine ganze Zahl; gezählt wird in ganzen Fällen.",
        "Tragen Sie die gezählten Fälle ein, oder bei einem Jahresmittel als Stichtag "
        'date = "Jahresmittel {year}"; bis dahin gilt der Wert als unbekannt.',
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_missing": kind(
        WARNING,
        "„{value}“ in der Spalte „{column}“ ist das Zeichen eines Programms für einen fehlenden "
        "Wert.",
        "Lassen Sie die Zelle leer, wenn der Wert unbekannt ist, oder schreiben Sie das amtliche "
        "Zeichen; gelesen wird sie als unbekannt.",
        same=(),
    ),
    "cell_formula": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist der Fehlerwert einer Formel.",
        "Berichtigen Sie die Formel in der Tabelle, aus der die Datei stammt; bis dahin gilt der "
        "Wert als unbekannt.",
        same=("column",),
    ),
    "cell_digits": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ hat Ziffern einer anderen Schrift.",
        "Schreiben Sie Zahlen mit den Ziffern 0 bis 9; bis dahin gilt der Wert als unbekannt.",
        same=(),
    ),
    "cell_whole_point": kind(
        NOTE,
        "„{value}“ in der Spalte „{column}“ ist eine ganze Zahl mit Dezimalpunkt; gelesen wird sie "
        "ohne ihn.",
        "Schreiben Sie ganze Zahlen ohne Nachkommastellen, in pandas mit dem Typ „Int64“.",
        same=(),
    ),
    "cell_fraction": kind(
        NOTE,
        "„{value}“ in der Spalte „{column}“ ist keine ganze Zahl; bei dieser Größe gilt sie als "
        "Jahresmittel.",
        'Nennen Sie als Stichtag „Jahresmittel“ mit dem Jahr: date = "Jahresmittel {year}".',
        same=(),
    ),
    "cell_negative": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist negativ; diese Größe kann es nicht sein.",
        "Liefern Sie Zu- und Abgänge getrennt; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_too_large": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist größer als alles, was sich genau zählen lässt.",
        "Berichtigen Sie die Zahl; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "year_twice": kind(
        ERROR,
        "Das Jahr {value} gibt es schon in {other}.",
        "Führen Sie beide Dateien zusammen oder löschen Sie die Kopie; gelesen wird {other}.",
    ),
    "file_ignored": kind(
        WARNING,
        "Die Datei wird nicht gelesen, ihr Name ist keine Jahreszahl.",
        "Benennen Sie sie nach dem Berichtsjahr, zum Beispiel {example}; was nur eine Kopie ist, "
        "gehört in einen anderen Ordner.",
    ),
    "file_ending": kind(
        ERROR,
        "Die Datei wird nicht gelesen, ihr Name endet auf „{value}“.",
        "Benennen Sie sie in {name} um; Endungen werden klein geschrieben.",
    ),
    "delivery_missing": kind(
        ERROR,
        "Die Spalte „{value}“ hat keinen Abschnitt in {toml}, und {reason}.",
        "Legen Sie in {toml} den Abschnitt [{value}] an; bis dahin bleibt die Größe verborgen.",
        same=("value",),
    ),
    "delivery_without_column": kind(
        WARNING,
        "Zum Abschnitt [{value}] gibt es in {csv} keine Spalte.",
        "Ergänzen Sie die Spalte oder entfernen Sie den Abschnitt.",
        same=("value",),
    ),
    "audience_missing": kind(
        NOTE,
        "Die Öffentlichkeit sieht diese Größen nicht, weil audience fehlt: {titles}.",
        'Sind die Zahlen anonym, schreiben Sie audience = "public" in den Abschnitt [defaults] '
        'oder in den der Größe; sonst audience = "internal" oder "statistics".',
    ),
}
