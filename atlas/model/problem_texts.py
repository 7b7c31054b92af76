"""The catalogue of problems: every kind `check` can report, with its German sentences.

A new kind is a row of `KINDS`; `SourceLocation.problem` fills in the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from operator import eq
from typing import Any, Final

from atlas.model.problems import ProblemKind, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_IMPORT_AGAIN: Final = "Übernehmen Sie die Grenzen neu mit „python -m atlas districts import“"
_NOT_CONVERTED: Final = "bis dahin wird zwischen den beiden Gebietsständen nicht umgerechnet."
YEARS_BEFORE: Final = " (Vorjahr)"
_LEVEL_MISSING: Final = "bis dahin fehlt die Ebene."


def _kind(
    severity: Severity,
    message: str,
    remedy: str,
    until_then: str = "",
    **more: Any,  # noqa: ANN401 (fields of different types)
) -> ProblemKind:
    """Make a row of the table below, whose first columns need no names."""
    return ProblemKind(
        severity=severity, message=message, remedy=remedy, until_then=until_then, **more
    )


KINDS: Final[Mapping[str, ProblemKind]] = {
    # files of any format
    "file_missing": _kind(ERROR, "Die Datei fehlt.", "Legen Sie sie nach docs/data-format.md an."),
    "file_empty": _kind(
        ERROR,
        "Die Datei ist leer.",
        "Füllen Sie sie nach docs/data-format.md oder löschen Sie sie.",
    ),
    "file_unreadable": _kind(
        ERROR,
        "Die Datei lässt sich nicht öffnen.",
        "Prüfen Sie die Zugriffsrechte.",
    ),
    "file_encoding": _kind(
        ERROR,
        "Die Datei ist nicht in UTF-8 gespeichert (erstes falsches Zeichen: „{value}“, Spalte "
        "{column}).",
        "Speichern Sie sie mit der Kodierung UTF-8, in Excel als „CSV UTF-8“.",
        same=(),
        again="{file}",
    ),
    "file_too_large": _kind(
        ERROR,
        "Die Datei hat {megabytes} MB; gelesen werden höchstens {most}.",
        "Teilen oder kürzen Sie sie; bis dahin wird sie nicht gelesen.",
    ),
    "file_workbook": _kind(
        ERROR,
        "Die Datei ist keine Textdatei, sondern eine Excel-Mappe oder ein Archiv.",
        "Öffnen Sie sie in Excel und speichern Sie sie als „CSV UTF-8“; bis dahin wird sie nicht "
        "gelesen.",
    ),
    "file_utf16": _kind(
        NOTE,
        "Die Datei ist in UTF-16 gespeichert (in Excel „Unicode-Text“); gelesen wurde sie "
        "trotzdem.",
        "Speichern Sie sie mit der Kodierung UTF-8, in Excel als „CSV UTF-8“.",
    ),
    "text_characters": _kind(
        WARNING,
        "Der Text enthält Zeichen, die in keine Zeichnung gehören: {value}; sie werden "
        "weggelassen.",
        "Entfernen Sie sie aus der Datei, am einfachsten, indem Sie den Text neu eintippen.",
        same=("value",),
        again="{place}",
    ),
    "text_not_printable": _kind(
        NOTE,
        "Für {value} hat keine der Schriften gedruckter Karten ein Bild: {names}.",
        "Schreiben Sie die Namen für gedruckte Karten ohne diese Zeichen; am Bildschirm sind sie "
        "zu sehen.",
    ),
    "toml_bare_date": _kind(
        NOTE,
        "Das Datum {value} steht ohne Anführungszeichen; gelesen wurde es trotzdem.",
        'Schreiben Sie „"{value}"“; ohne Anführungszeichen stehen nur Tage wie 2014-12-31 und '
        "Jahre.",
    ),
    "toml_too_large": _kind(
        ERROR,
        "Die Datei ist größer, als es ein Gebiet braucht: Gelesen werden höchstens {lines} Zeilen "
        "und {most} Abschnitte.",
        "Prüfen Sie, ob sie die richtige ist; bis dahin wird sie nicht gelesen.",
    ),
    "toml_too_deep": _kind(
        ERROR,
        "In der Datei sind Klammern oder Namen tiefer ineinander geschachtelt, als es ein Eintrag "
        "braucht.",
        "Berichtigen Sie die Klammern; bis dahin wird die Datei nicht gelesen.",
    ),
    "toml_syntax": _kind(
        ERROR,
        "Die Zeile ist ab Spalte {column} kein gültiges TOML: {reason}.",
        "Berichtigen Sie die genannte Stelle; bis dahin wird die Datei nicht gelesen.",
    ),
    "toml_unknown_key": _kind(
        ERROR,
        "Den Eintrag „{key}“ gibt es {section} nicht.",
        "Prüfen Sie die Schreibweise; erlaubt ist, was docs/data-format.md nennt.",
        same=("key", "section"),
    ),
    "toml_bad_value": _kind(
        ERROR,
        "Der Eintrag „{key}“ {section} ist nicht brauchbar: {reason}.",
        "Berichtigen Sie den Eintrag; bis dahin fehlt der ganze Abschnitt.",
        same=(
            "key",
            "reason",
            "value",
        ),
        again="{place}",
    ),
    "file_unused": _kind(
        WARNING,
        "„{value}“ gehört zu nichts und wird nicht gelesen.{hint}",
        "Benennen Sie es, wie docs/data-format.md sagt, oder legen Sie es außerhalb des "
        "Datenordners ab; Zahlen werden nur aus CSV-Dateien gelesen.",
    ),
    "folder_unused": _kind(
        WARNING,
        "Der Ordner „{folder}“ gehört zu keinem Gebiet und wird nicht gelesen, denn "
        "districts/{value}/area.toml gibt es nicht.{hint}",
        "Benennen Sie den Ordner wie das Gebiet, oder legen Sie das Gebiet an mit „python -m atlas "
        "areas new“.",
        same=("value",),
        again="„{folder}“",
    ),
    "boundaries_unused": _kind(
        WARNING,
        "Die Grenzen „{value}“ nennt area.toml nicht, sie werden nicht gezeichnet.{hint}",
        "Nennen Sie sie im Abschnitt [level.{level}.boundaries] (file, attribution), oder "
        "übernehmen Sie sie mit „python -m atlas districts import“.",
    ),
    # the catalogue
    "catalogue_unknown": _kind(
        ERROR,
        "Der Indikator „{code}“ nennt „{value}“, das der Katalog nicht kennt.",
        "Legen Sie „{value}“ an oder berichtigen Sie den Namen; bis dahin fehlt der Indikator.",
        same=("value",),
        again="„{code}“",
    ),
    "catalogue_faulty": _kind(
        WARNING,
        "Der Indikator „{code}“ beruht auf „{value}“, und dieser Eintrag ist fehlerhaft.",
        "Berichtigen Sie „{value}“; bis dahin fehlt auch „{code}“.",
        same=("value",),
        again="„{code}“",
    ),
    "catalogue_of_index": _kind(
        ERROR,
        "Der Indikator „{code}“ beruht auf dem Index „{value}“.",
        "Nehmen Sie die Bestandteile des Index; bis dahin fehlt „{code}“.",
    ),
    "catalogue_topic": _kind(
        ERROR,
        "„{code}“ nennt das Thema „{value}“, das der Katalog nicht kennt.",
        "Legen Sie [topic.{value}] an oder berichtigen Sie den Namen; bis dahin entfällt es dort.",
        same=("value",),
        again="„{code}“",
    ),
    "catalogue_reference": _kind(
        ERROR,
        "Ein Vergleichswert nennt den Indikator „{value}“, den der Katalog nicht kennt.",
        "Berichtigen Sie den Namen; bis dahin fehlt der Vergleichswert.",
    ),
    "catalogue_cycle": _kind(
        ERROR,
        "Die Einträge {chain} verweisen im Kreis aufeinander.",
        "Lösen Sie einen der Verweise auf; bis dahin fehlen diese Einträge.",
    ),
    "catalogue_unit": _kind(
        ERROR,
        "Der Indikator „{code}“ hat die Einheit „{value}“, seine Formel ergibt „{expected}“.",
        "Berichtigen Sie Einheit oder Formel; bis dahin fehlt der Indikator.",
    ),
    "catalogue_parts": _kind(
        ERROR,
        "Die Größe „{code}“ nennt als Teil „{value}“, das der Katalog nicht kennt.",
        "Legen Sie „{value}“ an oder berichtigen Sie den Namen; bis dahin entfällt die Aufteilung.",
    ),
    "catalogue_pyramid_overlap": _kind(
        ERROR,
        "Die Altersgruppen in „pyramid“ der Messgröße „{code}“ zählen das Alter von {value} Jahren "
        "doppelt oder stehen nicht in ihrer Reihenfolge.",
        "Jede Gruppe beginnt mit dem Alter nach der vorigen, nur die letzte darf offen sein; bis "
        "dahin fehlt die Alterspyramide.",
    ),
    "catalogue_pyramid_gap": _kind(
        ERROR,
        "Den Altersgruppen in „pyramid“ der Messgröße „{code}“ fehlt das Alter von {value} Jahren.",
        "Jede Gruppe beginnt mit dem Alter nach der vorigen; bis dahin fehlt die Alterspyramide.",
    ),
    "catalogue_pyramid_sum": _kind(
        ERROR,
        "Die Messgrößen in „pyramid“ ergeben nach „parts“ zusammen nicht „{code}“.",
        "Nennen Sie Frauen und Männer jeder Altersgruppe in „parts“ der Messgröße, deren Summe sie "
        "sind, jede Messgröße nur einmal; bis dahin fehlt die Alterspyramide.",
    ),
    "catalogue_disclosure": _kind(
        ERROR,
        "Die Messgröße „{code}“ nennt die Geheimhaltungsregel „{value}“, die der Katalog nicht "
        "kennt.",
        "Legen Sie [disclosure.{value}] an oder berichtigen Sie den Namen; bis dahin enthält keine "
        "Ausgabe etwas von ihr.",
    ),
    "catalogue_contributors": _kind(
        ERROR,
        "Die Messgröße „{code}“ nennt bei „{key}“ „{value}“: Das ist keine Messgröße der Art "
        "„{kind}“.",
        "Berichtigen Sie den Namen oder löschen Sie den Eintrag; bis dahin enthält keine Ausgabe "
        "etwas von ihr.",
    ),
    "catalogue_relation": _kind(
        ERROR,
        "Eine Beziehung ([[relation]]) nennt die Messgröße „{value}“, die der Katalog nicht kennt.",
        "Berichtigen Sie den Namen; bis dahin schützt die Beziehung nichts.",
    ),
    "catalogue_minimum": _kind(
        WARNING,
        "Die Messgröße „{code}“ hat mit {value} ein kleineres „minimum“ als ihre "
        "Geheimhaltungsregel „{rule}“; es gilt {minimum}.",
        "Löschen Sie ihr „minimum“ oder geben Sie ihr eine andere Regel.",
    ),
    "catalogue_code_twice": _kind(
        ERROR,
        "„{value}“ ist der Name einer Größe ({quantity}) und eines Indikators ({indicator}).",
        "Benennen Sie einen der beiden um; bis dahin fehlt [{lost}].",
    ),
    "catalogue_fixed": _kind(
        ERROR,
        "Der Eintrag „{key}“ {section} weicht vom gemeinsamen Katalog ab: Derselbe Name hieße "
        "hier etwas anderes.",
        "Legen Sie einen eigenen Eintrag mit anderem Namen an; bis dahin gilt der gemeinsame.",
    ),
    "catalogue_laxer": _kind(
        ERROR,
        "Der Eintrag „{key}“ {section} schützt weniger als der gemeinsame Katalog: Ein Gebiet darf "
        "die Geheimhaltung verschärfen, nicht lockern.",
        "Löschen Sie den Eintrag oder wählen Sie einen strengeren; bis dahin gilt der gemeinsame.",
    ),
    "catalogue_incomplete": _kind(
        ERROR,
        "Den Abschnitt [{section}] kennt der gemeinsame Katalog nicht, und für einen eigenen "
        "fehlt {missing}.{hint}",
        "Berichtigen Sie den Namen oder ergänzen Sie, was fehlt; bis dahin fehlt der Abschnitt.",
    ),
    "catalogue_empty": _kind(
        WARNING,
        "Der Eintrag „{key}“ {section} ist leer.",
        "Ergänzen Sie ihn; er erscheint in Listen oder auf der Seite „Methodik und Quellen“.",
    ),
    "catalogue_title_twice": _kind(
        WARNING,
        "Die Indikatoren „{other}“ und „{code}“ haben denselben Titel: „{value}“.",
        "Ändern Sie einen der Titel; bis dahin sind beide in Listen nicht zu unterscheiden.",
    ),
    "catalogue_given": _kind(
        WARNING,
        "Der Indikator „{code}“ rechnet mit „{value}“, einer fertigen Zahl (given): Sie lässt sich "
        "nicht aufsummieren, deshalb gibt es ihn nur auf der Ebene, für die sie geliefert ist.",
        "Liefern Sie statt „{value}“ die gezählten Fälle (count), aus denen sie entstanden ist.",
    ),
    "catalogue_plausible": _kind(
        WARNING,
        "Beim Indikator „{code}“ ist die untere Grenze von „plausible“ nicht kleiner als die "
        "obere.",
        "Schreiben Sie erst die kleinere, dann die größere; bis dahin fällt jeder Wert auf.",
    ),
    # tables
    "csv_columns": _kind(
        ERROR,
        "Der Kopfzeile fehlt die Spalte „{value}“{present}.",
        "Ergänzen Sie die Spalte; bis dahin wird die Datei nicht gelesen.",
    ),
    "csv_title": _kind(
        NOTE,
        "Über der Kopfzeile steht noch etwas („{value}“); es wird übergangen.",
        "Nichts; wer die Zeilen darüber entfernt, liest diesen Hinweis nicht mehr.",
        same=(),
        again="{file}",
    ),
    "csv_column_unknown": _kind(
        ERROR,
        "Die Spalte „{value}“ ist keine Größe des Katalogs.{hint}",
        "Berichtigen Sie den Namen; bis dahin wird die Spalte nicht gelesen.",
        same=("value",),
    ),
    "csv_column_twice": _kind(
        ERROR,
        "Die Spalte „{value}“ steht zweimal in der Kopfzeile.",
        "Entfernen Sie eine; gelesen wird die erste.",
        same=("value",),
    ),
    "csv_column_unnamed": _kind(
        ERROR,
        "Die {value}. Spalte hat keine Überschrift.",
        "Geben Sie ihr einen Namen oder entfernen Sie sie; bis dahin wird sie nicht gelesen.",
    ),
    "csv_delimiter": _kind(
        ERROR,
        "Die Spalten sind mit „{value}“ ({name}) statt mit Semikolon getrennt.",
        "Speichern Sie die Datei mit dem Trennzeichen „;“; bis dahin wird sie nicht gelesen.",
    ),
    "csv_too_wide": _kind(
        ERROR,
        "Die Kopfzeile hat {columns} Spalten; gelesen werden höchstens {most}.",
        "Prüfen Sie, ob die Datei die richtige ist; bis dahin wird sie nicht gelesen.",
    ),
    "csv_too_long": _kind(
        ERROR,
        "Die Datei hat mehr als {most} Zeilen.",
        "Prüfen Sie, ob sie die richtige ist; bis dahin wird sie nicht gelesen.",
    ),
    "csv_cell_long": _kind(
        ERROR,
        "Eine Zelle dieser Zeile hat mehr als 131.072 Zeichen.",
        "Kürzen Sie sie; bis dahin fehlt die Zeile.",
    ),
    "csv_invisible": _kind(
        WARNING,
        "„{value}“ in der Spalte „{column}“ enthält Zeichen, die man nicht sieht: {characters}. "
        "Gelesen wird die Tabelle ohne sie.",
        "Tippen Sie die Zelle neu ein.",
    ),
    "csv_cut": _kind(
        NOTE,
        "Die Datei endet mitten in ihrer letzten Zeile, ohne Zeilenumbruch: Sie kann abgeschnitten "
        "sein.",
        "Prüfen Sie die letzte Zahl und beenden Sie die Zeile mit einem Zeilenumbruch.",
    ),
    "csv_quote": _kind(
        ERROR,
        "Ein Anführungszeichen dieser Zeile ist nicht geschlossen oder steht mitten im Text.",
        "Verdoppeln oder entfernen Sie es; bis dahin fehlt die Zeile.",
        same=(),
        again="Zeile {line}",
    ),
    "csv_row_length": _kind(
        ERROR,
        "Die Zeile hat nicht {expected} Felder, sondern {actual}.",
        "Ergänzen oder entfernen Sie Trennzeichen (;), Fußnoten löschen Sie; bis dahin fehlt die "
        "Zeile.",
        same=("actual",),
        again="Zeile {line}",
    ),
    "unit_unknown": _kind(
        ERROR,
        "Den Schlüssel „{value}“ gibt es auf der Ebene „{level}“ nicht.{hint}",
        "Berichtigen Sie den Schlüssel oder legen Sie die Einheit an; bis dahin fehlt die Zeile.",
        same=(
            "level",
            "value",
        ),
        again="{place}",
    ),
    "unit_name_long": _kind(
        WARNING,
        "Der Name „{value}“ hat {letters} Zeichen.",
        "Kürzen Sie ihn auf höchstens {most}; so viele haben in Legenden und Tabellen Platz.",
    ),
    "unit_row_missing": _kind(
        ERROR,
        "Die Einheit „{value}“ (Ebene „{level}“) fehlt hier, obwohl {files} sie nennen.",
        "Ergänzen Sie ihre Zeile in units.csv, oder entfernen Sie die Einheit auch dort; bis dahin "
        "fehlen ihre Zahlen und alle Summen mit ihnen.",
    ),
    "unit_empty": _kind(
        ERROR,
        "In der Zeile fehlt der Schlüssel der Einheit.",
        "Tragen Sie ihn in der Spalte „unit“ ein; Zwischenzeilen wie „davon:“ löschen Sie; bis "
        "dahin fehlt die Zeile.",
    ),
    "unit_leading_zero": _kind(
        ERROR,
        "Dem Schlüssel „{value}“ fehlt die führende Null; gemeint ist wohl „{corrected}“.",
        "Formatieren Sie die Spalte als Text und tragen Sie „{corrected}“ ein.",
        same=(),
        again="{place} („{value}“)",
    ),
    "unit_as_number": _kind(
        ERROR,
        "Den Schlüssel „{value}“ hat ein Programm als Zahl gespeichert; gemeint ist wohl "
        "„{corrected}“.",
        "Lesen Sie die Spalte als Text ein, in pandas mit dtype=str, und tragen Sie „{corrected}“ "
        "ein; bis dahin fehlt die Zeile.",
        same=(),
        again="{place} („{value}“)",
    ),
    "unit_twice": _kind(
        ERROR,
        "Der Schlüssel „{value}“ kommt zweimal vor.",
        "Entfernen Sie eine der Zeilen; gelesen wird die erste.",
        same=(),
        again="Zeile {line} („{value}“)",
    ),
    "level_unknown": _kind(
        ERROR,
        "Die Ebene „{value}“ kennt area.toml nicht.{hint}",
        "Berichtigen Sie den Namen oder legen Sie die Ebene an; bis dahin fehlt der Eintrag.",
        same=("value",),
        again="{place}",
    ),
    "row_without_level": _kind(
        ERROR,
        "Die Zeile nennt keine Ebene.",
        "Tragen Sie die Ebene ein; Summen und Fußnoten löschen Sie; bis dahin fehlt die Zeile.",
        same=(),
        again="{place}",
    ),
    "cell_not_number": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist keine Zahl und kein amtliches Zeichen.",
        "Schreiben Sie Zahlen wie 1234, 1.234 oder 12,5, für Geheimes wie „<3“ oder „*“ einen "
        "Punkt, für „k. A.“ nichts; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_point": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist mehrdeutig: Der Punkt trennt Tausender.",
        "Schreiben Sie Dezimalzahlen mit Komma; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_comma": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist mehrdeutig: Das Komma trennt Dezimalstellen, hier "
        "vermutlich Tausender.",
        "Schreiben Sie Tausender mit Punkt oder ohne Trennzeichen; bis dahin gilt der Wert als "
        "unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_not_whole": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist keine ganze Zahl; gezählt wird in ganzen Fällen.",
        "Tragen Sie die gezählten Fälle ein, oder bei einem Jahresmittel als Stichtag "
        'date = "Jahresmittel {year}"; bis dahin gilt der Wert als unbekannt.',
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_missing": _kind(
        WARNING,
        "„{value}“ in der Spalte „{column}“ ist das Zeichen eines Programms für einen fehlenden "
        "Wert.",
        "Lassen Sie die Zelle leer, wenn der Wert unbekannt ist, oder schreiben Sie das amtliche "
        "Zeichen; gelesen wird sie als unbekannt.",
        same=(),
    ),
    "cell_formula": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist der Fehlerwert einer Formel.",
        "Berichtigen Sie die Formel in der Tabelle, aus der die Datei stammt; bis dahin gilt der "
        "Wert als unbekannt.",
        same=("column",),
    ),
    "cell_digits": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ hat Ziffern einer anderen Schrift.",
        "Schreiben Sie Zahlen mit den Ziffern 0 bis 9; bis dahin gilt der Wert als unbekannt.",
        same=(),
    ),
    "cell_whole_point": _kind(
        NOTE,
        "„{value}“ in der Spalte „{column}“ ist eine ganze Zahl mit Dezimalpunkt; gelesen wird sie "
        "ohne ihn.",
        "Schreiben Sie ganze Zahlen ohne Nachkommastellen, in pandas mit dem Typ „Int64“.",
        same=(),
    ),
    "cell_fraction": _kind(
        NOTE,
        "„{value}“ in der Spalte „{column}“ ist keine ganze Zahl; bei dieser Größe gilt sie als "
        "Jahresmittel.",
        'Nennen Sie als Stichtag „Jahresmittel“ mit dem Jahr: date = "Jahresmittel {year}".',
        same=(),
    ),
    "cell_negative": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist negativ; diese Größe kann es nicht sein.",
        "Liefern Sie Zu- und Abgänge getrennt; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "cell_too_large": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist größer als alles, was sich genau zählen lässt.",
        "Berichtigen Sie die Zahl; bis dahin gilt der Wert als unbekannt.",
        same=("column",),
        again="Zeile {line} („{value}“)",
    ),
    "year_twice": _kind(
        ERROR,
        "Das Jahr {value} gibt es schon in {other}.",
        "Führen Sie beide Dateien zusammen oder löschen Sie die Kopie; gelesen wird {other}.",
    ),
    "file_ignored": _kind(
        WARNING,
        "Die Datei wird nicht gelesen, ihr Name ist keine Jahreszahl.",
        "Benennen Sie sie nach dem Berichtsjahr, zum Beispiel {example}; was nur eine Kopie ist, "
        "gehört in einen anderen Ordner.",
    ),
    "file_ending": _kind(
        ERROR,
        "Die Datei wird nicht gelesen, ihr Name endet auf „{value}“.",
        "Benennen Sie sie in {name} um; Endungen werden klein geschrieben.",
    ),
    "delivery_missing": _kind(
        ERROR,
        "Die Spalte „{value}“ hat keinen Abschnitt in {toml}, und {reason}.",
        "Legen Sie in {toml} den Abschnitt [{value}] an; bis dahin bleibt die Größe verborgen.",
        same=("value",),
    ),
    "delivery_without_column": _kind(
        WARNING,
        "Zum Abschnitt [{value}] gibt es in {csv} keine Spalte.",
        "Ergänzen Sie die Spalte oder entfernen Sie den Abschnitt.",
        same=("value",),
    ),
    "audience_missing": _kind(
        NOTE,
        "Die Öffentlichkeit sieht diese Größen nicht, weil audience fehlt: {titles}.",
        'Sind die Zahlen anonym, schreiben Sie audience = "public" in den Abschnitt [defaults] '
        'oder in den der Größe; sonst audience = "internal" oder "statistics".',
    ),
    "name_differs": _kind(
        WARNING,
        "{year}: Die Tabelle nennt Einheiten anders als units.csv: {names}.",
        "Prüfen Sie, ob Schlüssel oder Name falsch ist; gelesen wird nach dem Schlüssel.",
        same=("names",),
    ),
    "membership_unknown": _kind(
        ERROR,
        "Die Zuordnung nennt „{value}“, das es auf der Ebene „{level}“ nicht gibt.",
        "Berichtigen Sie den Schlüssel; bis dahin fehlt die Zuordnung.",
        same=("level",),
        again="Zeile {line} („{value}“)",
    ),
    "unit_without_parent": _kind(
        ERROR,
        "„{name}“ ({value}) ist keiner Einheit der Ebene „{level}“ zugeordnet.",
        "Ergänzen Sie die Zuordnung in memberships.csv; bis dahin gibt es dort keine Summen.",
        same=(
            "fine",
            "level",
        ),
        again="„{name}“ ({value})",
    ),
    "unit_without_children": _kind(
        WARNING,
        "In „{name}“ ({value}, Ebene „{level}“) liegt keine Einheit der Ebene „{fine}“.",
        "Ergänzen Sie die Zuordnung in memberships.csv oder streichen Sie die Einheit in "
        "units.csv; bis dahin hat sie keine Summen.",
        same=("level", "fine"),
        again="„{name}“ ({value})",
    ),
    "level_empty": _kind(
        NOTE,
        "Die Ebene „{value}“ ({name}) hat noch keine Einheit.",
        "Tragen Sie ihre Einheiten in units.csv ein oder streichen Sie die Ebene in area.toml.",
    ),
    "top_level_units": _kind(
        WARNING,
        "Die Ebene „{value}“ (top_level) hat {count} Einheiten statt einer, die das ganze Gebiet "
        "ist.",
        "Nennen Sie als top_level die Ebene mit der einen Einheit; bis dahin gibt es keinen "
        "Gesamtwert.",
    ),
    "level_incomplete": _kind(
        NOTE,
        "Die Ebene „{name}“ gilt als unvollständig (complete = false), deshalb wird von ihr aus "
        "nicht aufsummiert: Auf der Ebene {targets} fehlen Summen von {titles} ({years}).",
        "Decken die Einheiten das ganze Gebiet ab, streichen Sie complete = false im Abschnitt "
        "[level.{value}]; sonst liefern Sie die Summe selbst oder lassen es so.",
    ),
    "weight_missing": _kind(
        NOTE,
        "{year}: „{title}“ lässt sich für größere Gebiete nicht berechnen; womit gewogen wird, "
        "ist nicht geliefert ({weight}).",
        "Liefern Sie die Größe, die im Katalog als weight steht, für dasselbe Jahr.",
        same=("title", "weight"),
    ),
    "row_missing": _kind(
        WARNING,
        "{year}: In der Tabelle fehlt die Zeile zu {units}; diese Werte und alle Summen mit ihnen "
        "bleiben unbekannt.",
        "Ergänzen Sie die Zeile; gibt es die Einheit in dem Jahr nicht, begrenzen Sie sie in "
        "units.csv mit valid_from und valid_to.",
        same=("units",),
    ),
    "rows_missing": _kind(
        NOTE,
        "{year}: In der Tabelle steht noch keine Zeile der Ebene „{level}“, auf der gezählt wurde "
        "(base).",
        "Tragen Sie die Zahlen ein, oder berichtigen Sie base in der .toml-Datei daneben.",
        same=("level",),
    ),
    "membership_gap": _kind(
        ERROR,
        "„{name}“ ({value}) liegt am Jahresende in keiner bestehenden Einheit der Ebene "
        "„{level}“: {years}.",
        "Ergänzen Sie die Zuordnung oder berichtigen Sie deren Gültigkeit; bis dahin gibt es dort "
        "für diese Jahre keine Summen.",
    ),
    "unit_not_valid": _kind(
        WARNING,
        "„{name}“ ({value}) besteht am 31.12.{year} nicht; die Zahlen der Zeile werden nicht "
        "mitgezählt.",
        "Berichtigen Sie die Gültigkeit in units.csv oder ordnen Sie die Zahlen der richtigen "
        "Einheit zu.",
        same=("value",),
    ),
    "membership_cycle": _kind(
        ERROR,
        "Die Ebenen {chain} enthalten sich gegenseitig.",
        "Ordnen Sie nur feinere Ebenen gröberen zu; bis dahin wird nicht aufsummiert.",
    ),
    "membership_twice": _kind(
        ERROR,
        "„{value}“ ist zur selben Zeit zwei Einheiten der Ebene „{level}“ zugeordnet.",
        "Grenzen Sie die Gültigkeit ab; gezählt wird die erste Zuordnung.",
    ),
    "date_bad": _kind(
        ERROR,
        "„{value}“ ist kein Datum.",
        "Schreiben Sie {forms}; bis dahin fehlt der Eintrag.",
    ),
    "date_order": _kind(
        ERROR,
        "Die Gültigkeit „{value}“ endet, bevor sie beginnt.",
        "Berichtigen Sie valid_from oder valid_to; bis dahin fehlt der Eintrag.",
    ),
    "core_unknown": _kind(
        WARNING,
        "Der Leitindikator „{value}“ steht nicht im Katalog.",
        "Berichtigen Sie den Namen in area.toml; bis dahin entfällt er.",
    ),
    "taxonomy_unknown": _kind(
        WARNING,
        "Die Themengliederung „{value}“ steht nicht im Katalog.",
        "Wählen Sie eine aus indicators/catalogue.toml.",
    ),
    "reference_bad": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist nicht lesbar.",
        "Schreiben Sie Jahre vierstellig und Zahlen mit Komma; bis dahin fehlt der Vergleichswert.",
    ),
    "claim_bad": _kind(
        ERROR,
        "{printed_at} ({claimed}): „{value}“ in der Spalte „{column}“ ist nicht lesbar, die Angabe "
        "daher nicht prüfbar.",
        "Berichtigen Sie sie nach docs/data-format.md; bis dahin wird sie nicht geprüft.",
    ),
    "part_over_whole": _kind(
        ERROR,
        "{name}, {year}: „{part}“ ({part_value}) ist größer als „{whole}“ ({whole_value}); "
        "ein Anteil läge über 100 %.",
        "Prüfen Sie beide Zahlen beim Lieferanten.",
        "bis dahin enthält keine Ausgabe etwas von beiden in diesem Jahr.",
        same=(
            "name",
            "part",
            "whole",
        ),
    ),
    "share_over_100": _kind(
        ERROR,
        "{name}, {year}: Der Anteil „{title}“ beträgt {share} % und damit mehr als 100 %.",
        "Prüfen Sie Zähler und Nenner; bis dahin wird der Anteil nicht ausgewiesen.",
        same=(
            "name",
            "title",
        ),
        again="{year} ({share} %)",
    ),
    "parts_contradict": _kind(
        WARNING,
        "{name}, {year}: Die Teile von „{whole}“ ergeben {sum}, geliefert sind {value}.",
        "Prüfen Sie beim Lieferanten, was falsch ist oder fehlt.",
        "bis dahin enthält keine Ausgabe etwas vom Ganzen und seinen Teilen in diesem Jahr.",
        for_readers="{name}, {year}: Die Teile von „{whole}“ ergeben {sum}, gemeldet sind {value}.",
        same=(
            "name",
            "whole",
        ),
        again="{year} ({sum} statt {value})",
    ),
    "relation_undeclared": _kind(
        WARNING,
        "In jeder Einheit der Ebene „{level}“ gilt: {left} = {right}. Im Katalog steht das nicht; "
        "wer es weiß, kann Verdecktes ausrechnen.",
        "Schreiben Sie es als [[relation]] oder mit „parts“ in den Katalog, wenn es kein Zufall "
        "ist.",
    ),
    "level_mostly_small": _kind(
        WARNING,
        "Auf der Ebene „{level}“ sind mehr als 20 % der Zahlen kleiner, als veröffentlicht werden "
        "darf: {titles}. Um sie zu schützen, muss eine Ausgabe dort noch mehr verdecken.",
        "Liefern Sie diese Messgrößen nur für größere Gebiete: Dann bleibt mehr sichtbar.",
    ),
    "parts_differ": _kind(
        NOTE,
        "{name}, {year}: Die Teile von „{whole}“ ergeben {sum}, gemeldet sind {value}.",
        "Prüfen Sie beim Lieferanten, ob ein Teil fehlt.",
        same=(
            "name",
            "whole",
        ),
        again="{year} ({sum} statt {value})",
    ),
    "total_differs": _kind(
        NOTE,
        "{year}: {parts} ergeben zusammen {sum}, für „{name}“ sind {value} gemeldet "
        "(„{title}“, Unterschied {difference}).",
        "Beide Zahlen werden gezeigt; fragen Sie beim Herausgeber nach.",
        same=(
            "name",
            "title",
            "parts",
        ),
        again="{year} ({difference})",
    ),
    "mean_differs": _kind(
        NOTE,
        "{year}: Aus den Zahlen für {parts} errechnet sich {sum}, für „{name}“ sind {value} "
        "gemeldet („{title}“, Unterschied {difference}).",
        "Beide Zahlen werden gezeigt; fragen Sie beim Herausgeber nach.",
        same=(
            "name",
            "title",
            "parts",
        ),
        again="{year} ({difference})",
    ),
    "residual_large": _kind(
        WARNING,
        "{year}: {parts} ergeben zusammen {sum}, für „{name}“ sind {value} gemeldet "
        "(„{title}“, Unterschied {difference}, mehr als 1 %).",
        "Prüfen Sie, ob Einheiten fehlen oder Fälle nicht zuordenbar sind. Soll der gemeldete Wert "
        'gelten, setzen Sie für die Messgröße total = "delivered".',
        same=(
            "name",
            "title",
            "parts",
        ),
        again="{year} ({difference})",
    ),
    "dates_apart": _kind(
        NOTE,
        "{year}: „{title}“ verbindet Zahlen vom {first} und vom {second} ({months} Monate "
        "auseinander).",
        "Nennen Sie beide Stichtage oder liefern Sie den passenden Nenner nach.",
        same=("title",),
        again="{year} ({first}, {second})",
    ),
    "date_missing": _kind(
        NOTE,
        "{year}: Der Stichtag ist nicht angegeben ({titles}).",
        "Tragen Sie ihn in der Datei nach, sobald er bekannt ist.",
        same=("titles",),
    ),
    "date_repeated": _kind(
        NOTE,
        "{year}: Als Stichtag steht {value}, wie schon im Jahr {other} ({titles}).",
        "Prüfen Sie, ob die Datei aus einem anderen Jahr kopiert ist; stimmt er, ist nichts zu "
        "tun.",
    ),
    "date_other_year": _kind(
        NOTE,
        "{year}: Als Stichtag steht {value}, weit vor oder nach dem Jahr ({titles}).",
        "Prüfen Sie, ob die Datei aus einem anderen Jahr kopiert ist; stimmt er, ist nichts zu "
        "tun.",
    ),
    "claim_differs": _kind(
        NOTE,
        "{printed_at} ({claimed}): gedruckt {printed}, aus den eigenen Zahlen der Vorlage "
        "{computed}.",
        "Verwenden Sie die nachgerechnete Zahl oder fragen Sie beim Herausgeber nach.",
    ),
    "claim_not_computable": _kind(
        WARNING,
        "{printed_at} ({claimed}): gedruckt {printed}, nicht nachzurechnen: {reason}.",
        "Berichtigen Sie die Zeile oder ergänzen Sie die Zahlen, auf denen die Angabe beruht.",
    ),
    "implausible": _kind(
        WARNING,
        "{name}, {year}: „{title}“ beträgt {actual}; üblich sind {lower} bis {upper}.",
        "Prüfen Sie Zähler und Nenner; stimmen sie, ist nichts zu tun.",
        same=(
            "name",
            "title",
        ),
        again="{year} ({actual})",
    ),
    # versions of units, Gebietsstände and crosswalks
    "unit_overlap": _kind(
        ERROR,
        "Der Schlüssel „{value}“ gilt in dieser Zeile und in Zeile {other} zur selben Zeit.",
        "Grenzen Sie valid_from und valid_to ab; gelesen wird die frühere Zeile.",
    ),
    "unit_gap": _kind(
        ERROR,
        "„{name}“ ({value}) gilt bis {end}, die nächste Fassung beginnt erst später.",
        "Lassen Sie die Fassungen aneinander anschließen; bis dahin gibt es die Einheit in der "
        "Zwischenzeit nicht.",
    ),
    "stand_twice": _kind(
        ERROR,
        "Zum Gebietsstand {value} sind zweimal Grenzen eingetragen.",
        "Berichtigen Sie valid_at; verwendet werden die ersten.",
    ),
    "crosswalk_stand": _kind(
        ERROR,
        "Für die Ebene „{level}“ gibt es keinen Gebietsstand vom {value}.",
        "Nennen Sie ein valid_at der Grenzen in area.toml; bis dahin fehlt die Zeile.",
    ),
    "crosswalk_unit": _kind(
        ERROR,
        "Den Schlüssel „{value}“ gibt es auf der Ebene „{level}“ zum {day} nicht.{hint}",
        f"Berichtigen Sie den Schlüssel; {_NOT_CONVERTED}",
    ),
    "crosswalk_weight": _kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist kein Gewicht von 0 bis 1.",
        f"Schreiben Sie den Anteil wie 0,25; {_NOT_CONVERTED}",
    ),
    "crosswalk_twice": _kind(
        ERROR,
        "Der Übergang von „{value}“ nach „{target}“ steht schon in Zeile {other}.",
        f"Entfernen Sie eine der Zeilen; {_NOT_CONVERTED}",
    ),
    "crosswalk_sum": _kind(
        ERROR,
        "Die Gewichte „{column}“ von „{value}“ ergeben zusammen {total} statt 1.",
        f"Berichtigen Sie die Anteile; {_NOT_CONVERTED}",
    ),
    "crosswalk_missing": _kind(
        ERROR,
        "„{name}“ ({value}) hat sich zwischen den Gebietsständen {start} und {end} geändert, "
        "steht aber in keiner Zeile.",
        f"Ergänzen Sie, worin die Einheit aufgegangen ist; {_NOT_CONVERTED}",
    ),
    "crosswalk_nothing": _kind(
        WARNING,
        "„{name}“ ({value}) erhält von keiner Einheit des Gebietsstands {start} etwas.",
        "Ergänzen Sie, woraus die Einheit entstanden ist, notfalls mit dem Gewicht 0; bis dahin "
        "bleiben ihre umgerechneten Werte unbekannt.",
    ),
    "crosswalk_kind": _kind(
        ERROR,
        "Die Größe „{value}“ wird mit den Gewichten „{column}“ umgerechnet; die Spalte fehlt.",
        "Ergänzen Sie die Spalte oder nennen Sie in catalogue.toml eine andere (converted_by); bis "
        "dahin bleiben geteilte Einheiten ohne Wert.",
    ),
    "stand_keys": _kind(
        ERROR,
        "Kein einziger der {shapes} Schlüssel der Datei kommt unter den {units} Einheiten der "
        "Ebene „{value}“ vor; beide gehören zu verschiedenen Gebietsständen.",
        "Hinterlegen Sie die Grenzen des Gebietsstands, zu dem die Zahlen gehören; bis dahin gibt "
        "es keine Karte.",
    ),
    "stand_rows": _kind(
        ERROR,
        "Kein einziger der {rows} Schlüssel der Tabelle kommt unter den {units} Einheiten der "
        "Ebene „{value}“ vor; beide gehören zu verschiedenen Gebietsständen.",
        "Liefern Sie die Zahlen zum Gebietsstand der Einheiten oder ergänzen Sie units.csv um die "
        "Einheiten dieses Gebietsstands; bis dahin fehlen alle Zahlen der Ebene.",
        same=("value",),
    ),
    # boundaries
    "boundary_missing": _kind(ERROR, "Die Datei mit den Grenzen fehlt.", f"{_IMPORT_AGAIN}."),
    "boundary_unreadable": _kind(
        ERROR, "Die Datei mit den Grenzen lässt sich nicht lesen.", f"{_IMPORT_AGAIN}."
    ),
    "boundary_geojson_too_large": _kind(
        ERROR,
        "Die Datei mit den Grenzen ist größer als 200 MB und wird nicht gelesen.",
        "Vereinfachen Sie die Grenzen in einem GIS (eine Million Stützpunkte sind reichlich) und "
        "übernehmen Sie sie neu mit „python -m atlas districts import“.",
    ),
    "boundary_far": _kind(
        NOTE,
        "Ein Teil der Fläche „{value}“ liegt {km} km von den übrigen entfernt; auf der Karte "
        "werden diese dadurch sehr klein.",
        "Prüfen Sie, ob die Fläche dort hingehört; stimmt sie, ist nichts zu tun.",
        same=(),
        again="„{value}“ ({km} km)",
    ),
    "boundary_empty": _kind(
        ERROR, "Die Datei mit den Grenzen enthält keine Flächen.", f"{_IMPORT_AGAIN}."
    ),
    "boundary_column": _kind(
        ERROR, "Den Flächen fehlt die Eigenschaft „unit“ mit dem Schlüssel.", f"{_IMPORT_AGAIN}."
    ),
    "boundary_metres": _kind(
        ERROR,
        "Die Koordinaten sind Meter, in GeoJSON müssen es Längen- und Breitengrade sein.",
        f"{_IMPORT_AGAIN} und geben Sie dabei --crs an, etwa EPSG:25832.",
    ),
    "boundary_crs_unread": _kind(
        ERROR,
        "Die Datei mit den Grenzen nennt ein Koordinatensystem, das unbekannt ist.",
        f"{_IMPORT_AGAIN} und geben Sie dabei --crs an, etwa EPSG:25832.",
    ),
    "boundary_twice": _kind(
        ERROR,
        "Der Schlüssel „{value}“ kommt bei {count} Flächen vor.",
        "Berichtigen Sie die Schlüssel; bis dahin gilt die erste Fläche.",
    ),
    "boundary_invalid": _kind(
        ERROR,
        "Die Fläche von „{value}“ ist fehlerhaft: {reason}.",
        f"{_IMPORT_AGAIN}; dabei wird sie repariert.",
    ),
    "boundary_not_polygon": _kind(
        ERROR,
        "Zum Schlüssel „{value}“ gehört keine Fläche, sondern „{shape}“.",
        f"{_IMPORT_AGAIN}; bis dahin fehlt die Einheit auf der Karte.",
    ),
    "boundary_overlap": _kind(
        WARNING,
        "Die Flächen von {value} überlappen sich um {area}{more}.",
        "Berichtigen Sie die gemeinsame Grenze in einem GIS; gezeichnet wird trotzdem.",
    ),
    "boundary_gap": _kind(
        WARNING,
        "Zwischen den Flächen von {value} liegt eine Lücke von {area}{more}.",
        "Berichtigen Sie die gemeinsame Grenze in einem GIS; gezeichnet wird trotzdem.",
    ),
    "boundary_unmatched": _kind(
        WARNING,
        "Die Ränder der Flächen passen auf {share} % ihrer Länge nicht zu denen der Nachbarn; "
        "Überlappungen und Lücken werden deshalb nicht einzeln gesucht.",
        "Vermutlich sind die Flächen einzeln gezeichnet oder vereinfacht: Übernehmen Sie Grenzen, "
        "bei denen Nachbarn einen gemeinsamen Rand haben; gezeichnet wird trotzdem.",
    ),
    "boundary_unit_without_shape": _kind(
        WARNING,
        "Zur Einheit „{value}“ ({name}) fehlt die Fläche.",
        "Ergänzen Sie die Fläche; bis dahin fehlt die Einheit auf der Karte.",
        same=(),
        again="„{value}“ ({name})",
    ),
    "boundary_name_differs": _kind(
        WARNING,
        "Die Grenzen nennen Einheiten anders als units.csv: {names}.",
        "Prüfen Sie, ob Schlüssel oder Name falsch ist; gezeigt wird der Name aus units.csv.",
    ),
    "boundary_shape_without_unit": _kind(
        WARNING,
        "Zur Fläche „{value}“ ({name}) gibt es keine Einheit der Ebene „{level}“.",
        "Ergänzen Sie sie in units.csv; bis dahin wird die Fläche ohne Werte gezeichnet.",
        same=(),
        again="„{value}“ ({name})",
    ),
    # pictures and colour of the publisher
    "accent_no_colour": _kind(
        WARNING,
        "„{value}“ ist keine Farbe, wie sie hier steht: # und sechs Ziffern 0 bis 9 oder a bis f.",
        "Schreiben Sie sie wie „#0b6e75“; bis dahin gilt die übliche Farbe.",
    ),
    "accent_pale": _kind(
        WARNING,
        "Schrift in der Farbe {value} ist auf Weiß schlecht zu lesen: Der Kontrast ist {contrast}, "
        "nötig sind 4,5.",
        "Nehmen Sie einen dunkleren Ton der Farbe; bis dahin gilt die übliche.",
    ),
    "agreement_unknown": _kind(
        WARNING,
        "Vereinbarung {entry} nennt „{value}“, was es nicht gibt.{hint}",
        "Nennen Sie ein Amt aus [department.…], eine Ebene aus area.toml, Merkmale aus dem Katalog "
        "und als Termin Monat und Tag wie „03-31“.",
    ),
    "departments_other": _kind(
        WARNING,
        "Den Abschnitt „{value}“ liest niemand.",
        "Schreiben Sie [department.…] für Ämter und [[agreement]] für Vereinbarungen.",
    ),
    "picture_missing": _kind(
        WARNING,
        "Das Bild „{value}“ liegt nicht im Ordner des Gebiets.",
        "Legen Sie es neben area.toml oder berichtigen Sie den Namen; bis dahin fehlt es.",
    ),
    "picture_unreadable": _kind(
        WARNING,
        "„{value}“ ist kein lesbares Bild in einem der Formate PNG und JPEG, oder es hat mehr als "
        "25 Millionen Bildpunkte.",
        "Speichern Sie es neu als PNG oder JPEG; bis dahin fehlt es.",
    ),
    # acknowledgements
    "acknowledgement_section": _kind(
        ERROR,
        "Den Eintrag „{value}“ gibt es hier nicht; jeder Befund steht unter [[finding]].",
        "Schreiben Sie ihn als [[finding]] mit code, reason und date.",
    ),
    "acknowledgement_wide": _kind(
        WARNING,
        "Der Eintrag zu „{value}“ sagt nicht, welcher Befund dieser Art gemeint ist.",
        "Nennen Sie mindestens eines von unit, indicator, years, value und file; bis dahin bleibt "
        "er ohne Wirkung.",
    ),
    "acknowledgement_unmatched": _kind(
        NOTE,
        "Zum Eintrag „{value}“ gibt es keinen Befund (mehr).{hint}",
        "Streichen Sie den Eintrag oder berichtigen Sie, was er nennt.",
    ),
    "acknowledgement_refused": _kind(
        WARNING,
        "„{value}“ ist ein Fehler, durch den etwas nicht gelesen wird; er bleibt ein Fehler.",
        "Beheben Sie den Fehler und streichen Sie den Eintrag.",
    ),
    # custom levels, saved or still being edited
    "own_id": _kind(
        ERROR,
        "„{value}“ ist als Kennung einer Ebene nicht brauchbar.",
        "Benennen Sie die Datei mit Kleinbuchstaben, Ziffern, - und _.",
        _LEVEL_MISSING,
    ),
    "own_unit_id": _kind(
        ERROR,
        "„{value}“ ist als Kennung eines Gebiets nicht brauchbar.",
        "Schreiben Sie [unit.…] mit Buchstaben, Ziffern, Punkt, - und _.",
        _LEVEL_MISSING,
    ),
    "own_id_taken": _kind(
        ERROR,
        "Eine Ebene mit der Kennung „{value}“ hat das Gebiet schon.",
        "Geben Sie der eigenen Ebene einen anderen Namen.",
        _LEVEL_MISSING,
    ),
    "own_no_name": _kind(
        ERROR, "Die Ebene hat keinen Namen.", "Geben Sie ihr einen.", _LEVEL_MISSING
    ),
    "own_name_long": _kind(
        ERROR,
        "Der Name „{value}“ hat {letters} Zeichen.",
        "Kürzen Sie ihn auf höchstens {most}; so viele haben in Legenden und Tabellen Platz.",
        _LEVEL_MISSING,
    ),
    "own_name_taken": _kind(
        ERROR,
        "Eine Ebene mit dem Namen „{value}“ gibt es schon.",
        "Wählen Sie einen anderen Namen.",
        _LEVEL_MISSING,
    ),
    "own_body_missing": _kind(
        ERROR,
        "Zum Beschluss fehlt, wer ihn gefasst hat.",
        "Nennen Sie das Gremium oder führen Sie die Ebene als Entwurf.",
        _LEVEL_MISSING,
    ),
    "own_resolved_missing": _kind(
        ERROR,
        "Zum Beschluss fehlt das Datum.",
        "Nennen Sie es oder führen Sie die Ebene als Entwurf.",
        _LEVEL_MISSING,
    ),
    "own_nothing": _kind(
        ERROR,
        "Die Ebene „{value}“ enthält kein einziges Gebiet.",
        "Ergänzen Sie eines als Abschnitt [unit.<kennung>].",
        _LEVEL_MISSING,
    ),
    "own_unit_name": _kind(
        ERROR, "Das Gebiet „{value}“ hat keinen Namen.", "Geben Sie ihm einen.", _LEVEL_MISSING
    ),
    "own_unit_name_twice": _kind(
        ERROR,
        "Zwei Gebiete der Ebene heißen „{value}“.",
        "Geben Sie einem davon einen anderen Namen.",
        _LEVEL_MISSING,
    ),
    "own_empty": _kind(
        ERROR,
        "Das Gebiet „{value}“ hat keine Bausteine.",
        "Wählen Sie mindestens einen.",
        _LEVEL_MISSING,
    ),
    "own_part_unreadable": _kind(
        ERROR,
        "Der Baustein „{value}“ nennt nicht Ebene und Schlüssel.",
        "Schreiben Sie ihn wie „bezirk:0101“.",
        _LEVEL_MISSING,
    ),
    "own_part_level": _kind(
        ERROR,
        "Der Baustein „{value}“ nennt die Ebene „{level}“, die es im Gebiet nicht gibt.{hint}",
        "Verwenden Sie Ebenen des Gebiets, keine eigenen.",
        _LEVEL_MISSING,
    ),
    "own_part_unknown": _kind(
        ERROR,
        "Den Baustein „{value}“ gibt es im neuesten Gebietsstand der Ebene „{level}“ nicht.{hint}",
        "Berichtigen Sie den Schlüssel oder entfernen Sie den Baustein.",
        _LEVEL_MISSING,
    ),
    "own_part_twice": _kind(
        ERROR,
        "„{name}“ ({value}) steht im Gebiet „{unit}“ zweimal und würde doppelt gezählt.",
        "Entfernen Sie einen der Einträge.",
        _LEVEL_MISSING,
    ),
    "own_shared": _kind(
        ERROR,
        "„{name}“ ({value}) gehört zu „{unit}“ und zugleich zu „{other}“.",
        "Jeder Baustein darf nur zu einem Gebiet der Ebene gehören.",
        _LEVEL_MISSING,
    ),
    "own_overlap": _kind(
        ERROR,
        "„{name}“ ({value}, Gebiet „{unit}“) und „{other_name}“ ({other}, Gebiet "
        "„{other_unit}“) überschneiden sich, heute oder in einem früheren Jahr; der gemeinsame "
        "Teil würde doppelt gezählt.",
        "Entfernen Sie einen der beiden Bausteine.",
        _LEVEL_MISSING,
    ),
    "own_cut": _kind(
        ERROR,
        "Die Bausteine stammen aus Ebenen ({value}), von denen sich nicht sagen lässt, ob sie sich "
        "überschneiden: Es gibt keine feinere Ebene, die allen zugeordnet ist.",
        "Bilden Sie die Gebiete aus einer einzigen Ebene.",
        _LEVEL_MISSING,
    ),
    "own_area_unknown": _kind(
        ERROR,
        "Das Gebiet „{value}“ gibt es nicht; was in seinem Ordner liegt ({files}), wird nicht "
        "gelesen.{hint}",
        "Benennen Sie den Ordner nach der Kennung eines Gebiets oder entfernen Sie ihn.",
    ),
}

NO_WEIGHT: Final = "im Katalog fehlt weight"
"""What is said of a mean whose weight nobody named."""

LINE: Final = "{file} Zeile {line}"
"""How one of several lines is named in a sentence."""

OTHER_NAME: Final = "„{found}“ statt „{name}“ ({unit})"
"""How a table or file names a unit otherwise than units.csv."""

CLAIM_UNIT_UNKNOWN: Final = "Die Einheit „{unit}“ gibt es auf der Ebene „{level}“ nicht"
CLAIM_SUBJECT_UNKNOWN: Final = "„{subject}“ ist kein Indikator und keine Größe mit Zahlen"
CLAIM_OF_OTHERS: Final = "Indikatoren aus anderen Indikatoren lassen sich nicht vergleichen"
CLAIM_NO_FIGURE: Final = "Für {year} gibt es keine Zahl"
CLAIM_NO_CHANGE: Final = "Aus {base} lässt sich keine Veränderung berechnen"

MORE_FLAWS: Final = " ({count} kleinere sind nicht genannt)"
"""Ends the sentence on the largest overlap or gap of boundaries."""


def more_cells(count: int) -> str:
    """Say of how many other cells the same is true, as one more sentence; empty for none."""
    if count == 1:
        return " Eine weitere Zelle ist ebenso."
    return f" {count} weitere Zellen sind ebenso." if count else ""


def columns_present(names: Sequence[str]) -> str:
    """Say which columns a head has instead, as the end of a sentence; empty for none."""
    quoted = (f"„{name[:MOST_LETTERS]}“" for name in names)
    return f"; dort steht: {listed(quoted, MOST_COLUMNS_NAMED)}" if names else ""


LOOK_AGAIN: Final = "Nichts; stimmt die Begründung nicht mehr, streichen Sie sie."
"""Remedy of what was acknowledged."""


def acknowledged_at(day: date, reason: str) -> str:
    """Say when and why a finding was acknowledged."""
    return f"Zur Kenntnis genommen am {day:%d.%m.%Y}: {reason.rstrip('. ')}."


MOST_NAMED: Final = 12
"""So many places, units or quantities are named in one sentence; of the others the number."""
MOST_COLUMNS_NAMED: Final = 6
"""So many columns of a wrong head."""
MOST_LETTERS: Final = 40
"""So many letters of a text are shown where several are listed."""


def listed(items: Iterable[str], most: int = MOST_NAMED) -> str:
    """Name the first few, and how many more there are."""
    every = tuple(items)
    more = len(every) - most
    named = ", ".join(every[:most] if more > 0 else every)
    count = f"{more:,}".replace(",", ".")
    return f"{named} und {count} weitere" if more > 0 else named


def place_and_value(file: str, line: int | None, value: str) -> str:
    """Name one of many places of the same mistake, and what stands there."""
    name = file.rpartition("/")[2]
    place = name if line is None else LINE.format(file=name, line=line)
    return f"{place} („{value[:MOST_LETTERS]}“)" if value else place


def repeated(places: Iterable[str]) -> str:
    """Say where else the same problem is."""
    return f"Ebenso: {listed(places)}."


def omitted_consequences(count: int) -> str:
    """Say how many problems that follow from another one are not reported."""
    if count == 1:
        return "Eine Meldung, die daraus folgt, ist weggelassen; prüfen Sie danach noch einmal."
    return f"{count} Meldungen, die daraus folgen, sind weggelassen; prüfen Sie danach noch einmal."


def spelling_hint(name: str, candidates: Iterable[str]) -> str:
    """Guess which candidate a misspelt name stands for, as the German end of a sentence."""
    # a slip leaves beginning or end as they are; to compare with all of 11,000 keys takes long
    similar = [item for item in candidates if item[:3] == name[:3] or item[-3:] == name[-3:]]
    close = get_close_matches(name, similar, n=3)
    # of keys that differ in one digit, the one that begins alike for longest is the neighbour
    best = max(close, key=lambda item: list(map(eq, name, item)), default="")
    return f" Gemeint ist vielleicht „{best}“." if best else ""
