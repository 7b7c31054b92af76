"""Kinds of problems: what contradicts itself: units, dates, totals, claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, NOTE, WARNING, kind
from atlas.model.problems import ProblemKind

KINDS: Final[Mapping[str, ProblemKind]] = {
    "name_differs": kind(
        WARNING,
        "{year}: Die Tabelle nennt Einheiten anders als units.csv: {names}.",
        "Prüfen Sie, ob Schlüssel oder Name falsch ist; gelesen wird nach dem Schlüssel.",
        same=("names",),
    ),
    "membership_unknown": kind(
        ERROR,
        "Die Zuordnung nennt „{value}“, das es auf der Ebene „{level}“ nicht gibt.",
        "Berichtigen Sie den Schlüssel; bis dahin fehlt die Zuordnung.",
        same=("level",),
        again="Zeile {line} („{value}“)",
    ),
    "unit_without_parent": kind(
        ERROR,
        "„{name}“ ({value}) ist keiner Einheit der Ebene „{level}“ zugeordnet.",
        "Ergänzen Sie die Zuordnung in memberships.csv; bis dahin gibt es dort keine Summen.",
        same=(
            "fine",
            "level",
        ),
        again="„{name}“ ({value})",
    ),
    "unit_without_children": kind(
        WARNING,
        "In „{name}“ ({value}, Ebene „{level}“) liegt keine Einheit der Ebene „{fine}“.",
        "Ergänzen Sie die Zuordnung in memberships.csv oder streichen Sie die Einheit in "
        "units.csv; bis dahin hat sie keine Summen.",
        same=("level", "fine"),
        again="„{name}“ ({value})",
    ),
    "level_empty": kind(
        NOTE,
        "Die Ebene „{value}“ ({name}) hat noch keine Einheit.",
        "Tragen Sie ihre Einheiten in units.csv ein oder streichen Sie die Ebene in area.toml.",
    ),
    "top_level_units": kind(
        WARNING,
        "Die Ebene „{value}“ (top_level) hat {count} Einheiten statt einer, die das ganze Gebiet "
        "ist.",
        "Nennen Sie als top_level die Ebene mit der einen Einheit; bis dahin gibt es keinen "
        "Gesamtwert.",
    ),
    "level_incomplete": kind(
        NOTE,
        "Die Ebene „{name}“ gilt als unvollständig (complete = false), deshalb wird von ihr aus "
        "nicht aufsummiert: Auf der Ebene {targets} fehlen Summen von {titles} ({years}).",
        "Decken die Einheiten das ganze Gebiet ab, streichen Sie complete = false im Abschnitt "
        "[level.{value}]; sonst liefern Sie die Summe selbst oder lassen es so.",
    ),
    "weight_missing": kind(
        NOTE,
        "{year}: „{title}“ lässt sich für größere Gebiete nicht berechnen; womit gewogen wird, "
        "ist nicht geliefert ({weight}).",
        "Liefern Sie die Größe, die im Katalog als weight steht, für dasselbe Jahr.",
        same=("title", "weight"),
    ),
    "row_missing": kind(
        WARNING,
        "{year}: In der Tabelle fehlt die Zeile zu {units}; diese Werte und alle Summen mit ihnen "
        "bleiben unbekannt.",
        "Ergänzen Sie die Zeile; gibt es die Einheit in dem Jahr nicht, begrenzen Sie sie in "
        "units.csv mit valid_from und valid_to.",
        same=("units",),
    ),
    "rows_missing": kind(
        NOTE,
        "{year}: In der Tabelle steht noch keine Zeile der Ebene „{level}“, auf der gezählt wurde "
        "(base).",
        "Tragen Sie die Zahlen ein, oder berichtigen Sie base in der .toml-Datei daneben.",
        same=("level",),
    ),
    "membership_gap": kind(
        ERROR,
        "„{name}“ ({value}) liegt am Jahresende in keiner bestehenden Einheit der Ebene "
        "„{level}“: {years}.",
        "Ergänzen Sie die Zuordnung oder berichtigen Sie deren Gültigkeit; bis dahin gibt es dort "
        "für diese Jahre keine Summen.",
    ),
    "unit_not_valid": kind(
        WARNING,
        "„{name}“ ({value}) besteht am 31.12.{year} nicht; die Zahlen der Zeile werden nicht "
        "mitgezählt.",
        "Berichtigen Sie die Gültigkeit in units.csv oder ordnen Sie die Zahlen der richtigen "
        "Einheit zu.",
        same=("value",),
    ),
    "membership_cycle": kind(
        ERROR,
        "Die Ebenen {chain} enthalten sich gegenseitig.",
        "Ordnen Sie nur feinere Ebenen gröberen zu; bis dahin wird nicht aufsummiert.",
    ),
    "membership_twice": kind(
        ERROR,
        "„{value}“ ist zur selben Zeit zwei Einheiten der Ebene „{level}“ zugeordnet.",
        "Grenzen Sie die Gültigkeit ab; gezählt wird die erste Zuordnung.",
    ),
    "date_bad": kind(
        ERROR,
        "„{value}“ ist kein Datum.",
        "Schreiben Sie {forms}; bis dahin fehlt der Eintrag.",
    ),
    "date_order": kind(
        ERROR,
        "Die Gültigkeit „{value}“ endet, bevor sie beginnt.",
        "Berichtigen Sie valid_from oder valid_to; bis dahin fehlt der Eintrag.",
    ),
    "core_unknown": kind(
        WARNING,
        "Der Leitindikator „{value}“ steht nicht im Katalog.",
        "Berichtigen Sie den Namen in area.toml; bis dahin entfällt er.",
    ),
    "taxonomy_unknown": kind(
        WARNING,
        "Die Themengliederung „{value}“ steht nicht im Katalog.",
        "Wählen Sie eine aus indicators/catalogue.toml.",
    ),
    "reference_bad": kind(
        ERROR,
        "„{value}“ in der Spalte „{column}“ ist nicht lesbar.",
        "Schreiben Sie Jahre vierstellig und Zahlen mit Komma; bis dahin fehlt der Vergleichswert.",
    ),
    "claim_bad": kind(
        ERROR,
        "{printed_at} ({claimed}): „{value}“ in der Spalte „{column}“ ist nicht lesbar, die Angabe "
        "daher nicht prüfbar.",
        "Berichtigen Sie sie nach docs/data-format.md; bis dahin wird sie nicht geprüft.",
    ),
    "part_over_whole": kind(
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
    "share_over_100": kind(
        ERROR,
        "{name}, {year}: Der Anteil „{title}“ beträgt {share} % und damit mehr als 100 %.",
        "Prüfen Sie Zähler und Nenner; bis dahin wird der Anteil nicht ausgewiesen.",
        same=(
            "name",
            "title",
        ),
        again="{year} ({share} %)",
    ),
    "parts_contradict": kind(
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
    "relation_undeclared": kind(
        WARNING,
        "In jeder Einheit der Ebene „{level}“ gilt: {left} = {right}. Im Katalog steht das nicht; "
        "wer es weiß, kann Verdecktes ausrechnen.",
        "Schreiben Sie es als [[relation]] oder mit „parts“ in den Katalog, wenn es kein Zufall "
        "ist.",
    ),
    "level_mostly_small": kind(
        WARNING,
        "Auf der Ebene „{level}“ sind mehr als 20 % der Zahlen kleiner, als veröffentlicht werden "
        "darf: {titles}. Um sie zu schützen, muss eine Ausgabe dort noch mehr verdecken.",
        "Liefern Sie diese Messgrößen nur für größere Gebiete: Dann bleibt mehr sichtbar.",
    ),
    "parts_differ": kind(
        NOTE,
        "{name}, {year}: Die Teile von „{whole}“ ergeben {sum}, gemeldet sind {value}.",
        "Prüfen Sie beim Lieferanten, ob ein Teil fehlt.",
        same=(
            "name",
            "whole",
        ),
        again="{year} ({sum} statt {value})",
    ),
    "total_differs": kind(
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
    "mean_differs": kind(
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
    "residual_large": kind(
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
    "dates_apart": kind(
        NOTE,
        "{year}: „{title}“ verbindet Zahlen vom {first} und vom {second} ({months} Monate "
        "auseinander).",
        "Nennen Sie beide Stichtage oder liefern Sie den passenden Nenner nach.",
        same=("title",),
        again="{year} ({first}, {second})",
    ),
    "date_missing": kind(
        NOTE,
        "{year}: Der Stichtag ist nicht angegeben ({titles}).",
        "Tragen Sie ihn in der Datei nach, sobald er bekannt ist.",
        same=("titles",),
    ),
    "date_repeated": kind(
        NOTE,
        "{year}: Als Stichtag steht {value}, wie schon im Jahr {other} ({titles}).",
        "Prüfen Sie, ob die Datei aus einem anderen Jahr kopiert ist; stimmt er, ist nichts zu "
        "tun.",
    ),
    "date_other_year": kind(
        NOTE,
        "{year}: Als Stichtag steht {value}, weit vor oder nach dem Jahr ({titles}).",
        "Prüfen Sie, ob die Datei aus einem anderen Jahr kopiert ist; stimmt er, ist nichts zu "
        "tun.",
    ),
    "claim_differs": kind(
        NOTE,
        "{printed_at} ({claimed}): gedruckt {printed}, aus den eigenen Zahlen der Vorlage "
        "{computed}.",
        "Verwenden Sie die nachgerechnete Zahl oder fragen Sie beim Herausgeber nach.",
    ),
    "claim_not_computable": kind(
        WARNING,
        "{printed_at} ({claimed}): gedruckt {printed}, nicht nachzurechnen: {reason}.",
        "Berichtigen Sie die Zeile oder ergänzen Sie die Zahlen, auf denen die Angabe beruht.",
    ),
    "implausible": kind(
        WARNING,
        "{name}, {year}: „{title}“ beträgt {actual}; üblich sind {lower} bis {upper}.",
        "Prüfen Sie Zähler und Nenner; stimmen sie, ist nichts zu tun.",
        same=(
            "name",
            "title",
        ),
        again="{year} ({actual})",
    ),
}
