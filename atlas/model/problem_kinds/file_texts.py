"""Kinds of problems: files of any format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, NOTE, WARNING, kind
from atlas.model.problems import ProblemKind

KINDS: Final[Mapping[str, ProblemKind]] = {
    "file_missing": kind(ERROR, "Die Datei fehlt.", "Legen Sie sie nach docs/data-format.md an."),
    "file_empty": kind(
        ERROR,
        "Die Datei ist leer.",
        "Füllen Sie sie nach docs/data-format.md oder löschen Sie sie.",
    ),
    "file_unreadable": kind(
        ERROR,
        "Die Datei lässt sich nicht öffnen.",
        "Prüfen Sie die Zugriffsrechte.",
    ),
    "file_encoding": kind(
        ERROR,
        "Die Datei ist nicht in UTF-8 gespeichert (erstes falsches Zeichen: „{value}“, Spalte "
        "{column}).",
        "Speichern Sie sie mit der Kodierung UTF-8, in Excel als „CSV UTF-8“.",
        same=(),
        again="{file}",
    ),
    "file_too_large": kind(
        ERROR,
        "Die Datei hat {megabytes} MB; gelesen werden höchstens {most}.",
        "Teilen oder kürzen Sie sie; bis dahin wird sie nicht gelesen.",
    ),
    "file_workbook": kind(
        ERROR,
        "Die Datei ist keine Textdatei, sondern eine Excel-Mappe oder ein Archiv.",
        "Öffnen Sie sie in Excel und speichern Sie sie als „CSV UTF-8“; bis dahin wird sie nicht "
        "gelesen.",
    ),
    "file_utf16": kind(
        NOTE,
        "Die Datei ist in UTF-16 gespeichert (in Excel „Unicode-Text“); gelesen wurde sie "
        "trotzdem.",
        "Speichern Sie sie mit der Kodierung UTF-8, in Excel als „CSV UTF-8“.",
    ),
    "text_characters": kind(
        WARNING,
        "Der Text enthält Zeichen, die in keine Zeichnung gehören: {value}; sie werden "
        "weggelassen.",
        "Entfernen Sie sie aus der Datei, am einfachsten, indem Sie den Text neu eintippen.",
        same=("value",),
        again="{place}",
    ),
    "text_not_printable": kind(
        NOTE,
        "Für {value} hat keine der Schriften gedruckter Karten ein Bild: {names}.",
        "Schreiben Sie die Namen für gedruckte Karten ohne diese Zeichen; am Bildschirm sind sie "
        "zu sehen.",
    ),
    "toml_bare_date": kind(
        NOTE,
        "Das Datum {value} steht ohne Anführungszeichen; gelesen wurde es trotzdem.",
        'Schreiben Sie „"{value}"“; ohne Anführungszeichen stehen nur Tage wie 2014-12-31 und '
        "Jahre.",
    ),
    "toml_too_large": kind(
        ERROR,
        "Die Datei ist größer, als es ein Gebiet braucht: Gelesen werden höchstens {lines} Zeilen "
        "und {most} Abschnitte.",
        "Prüfen Sie, ob sie die richtige ist; bis dahin wird sie nicht gelesen.",
    ),
    "toml_too_deep": kind(
        ERROR,
        "In der Datei sind Klammern oder Namen tiefer ineinander geschachtelt, als es ein Eintrag "
        "braucht.",
        "Berichtigen Sie die Klammern; bis dahin wird die Datei nicht gelesen.",
    ),
    "toml_syntax": kind(
        ERROR,
        "Die Zeile ist ab Spalte {column} kein gültiges TOML: {reason}.",
        "Berichtigen Sie die genannte Stelle; bis dahin wird die Datei nicht gelesen.",
    ),
    "toml_unknown_key": kind(
        ERROR,
        "Den Eintrag „{key}“ gibt es {section} nicht.",
        "Prüfen Sie die Schreibweise; erlaubt ist, was docs/data-format.md nennt.",
        same=("key", "section"),
    ),
    "toml_bad_value": kind(
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
    "file_unused": kind(
        WARNING,
        "„{value}“ gehört zu nichts und wird nicht gelesen.{hint}",
        "Benennen Sie es, wie docs/data-format.md sagt, oder legen Sie es außerhalb des "
        "Datenordners ab; Zahlen werden nur aus CSV-Dateien gelesen.",
    ),
    "folder_unused": kind(
        WARNING,
        "Der Ordner „{folder}“ gehört zu keinem Gebiet und wird nicht gelesen, denn "
        "districts/{value}/area.toml gibt es nicht.{hint}",
        "Benennen Sie den Ordner wie das Gebiet, oder legen Sie das Gebiet an mit „python -m atlas "
        "areas new“.",
        same=("value",),
        again="„{folder}“",
    ),
    "boundaries_unused": kind(
        WARNING,
        "Die Grenzen „{value}“ nennt area.toml nicht, sie werden nicht gezeichnet.{hint}",
        "Nennen Sie sie im Abschnitt [level.{level}.boundaries] (file, attribution), oder "
        "übernehmen Sie sie mit „python -m atlas districts import“.",
    ),
}
