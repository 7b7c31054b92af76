"""Findings in the figures of a file that was handed in: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from atlas.model.intake import IntakeSeverity


class FindingText(NamedTuple):
    """What is said of one kind of finding."""

    severity: IntakeSeverity
    message: str
    proposal: str


_ERROR, _WARNING = IntakeSeverity.ERROR, IntakeSeverity.WARNING
FINDINGS: Final[Mapping[str, FindingText]] = {
    "cells_empty": FindingText(
        _WARNING,
        "Für „{title}“ sind {count} Zellen leer: {units}.",
        "Fragen Sie, ob die Werte fehlen, geheim oder null sind; ohne sie fehlt auch jede Summe.",
    ),
    "negative": FindingText(
        _ERROR,
        "„{title}“ kann nicht kleiner als null sein, hier steht {value}.",
        "Prüfen Sie, ob die Spalte eine Veränderung oder einen Saldo enthält.",
    ),
    "thousands": FindingText(
        _ERROR,
        "„{title}“ wird gezählt, aber {count} Werte haben genau drei Nachkommastellen, zum "
        "Beispiel {value}.",
        "Das Tausendertrennzeichen wurde als Komma gelesen: Wählen Sie das andere Dezimalzeichen.",
    ),
    "not_whole": FindingText(
        _ERROR,
        "„{title}“ wird gezählt, aber {count} Werte haben Nachkommastellen, zum Beispiel {value}.",
        "Prüfen Sie Dezimalzeichen und Spalte: Anteile und Jahresmittel sind keine Anzahlen.",
    ),
    "factor": FindingText(
        _ERROR,
        "Fast alle Werte von „{title}“ sind etwa das {factor}-fache der Werte von {before}, zum "
        "Beispiel {value} statt {old} für „{name}“.",
        "Prüfen Sie Dezimalzeichen und Einheit (Tsd., €). Sind die Werte von {before} falsch, "
        "berichtigen Sie zuerst diese.",
    ),
    "column_shift": FindingText(
        _WARNING,
        "„{title}“ hat sich in fast allen Einheiten gegenüber {before} ähnlich verändert: im "
        "Median um {percent} %.",
        "Fragen Sie, ob sich Abgrenzung, Stichtag oder Quelle geändert haben.",
    ),
    "jump": FindingText(
        _WARNING,
        "„{title}“ für „{name}“: {value} nach {old} im Jahr {before} ({change} %); in den anderen "
        "Einheiten waren es im Median {percent} %.",
        "Fragen Sie nach dem Grund (Neubau, Umzug einer Einrichtung, neue Abgrenzung) oder nach "
        "einem Schreibfehler.",
    ),
    "date_serial": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ ist {value}; so speichert Excel das Datum {day}. Im Jahr {before} "
        "waren es {old}.",
        "Excel hat wohl eine Zahl wie 1.3 in ein Datum verwandelt: Lassen Sie die Spalte als Text "
        "oder Zahl formatieren und neu füllen.",
    ),
    "zero_after_hundreds": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ ist 0, im Jahr {before} waren es {old}.",
        "Fragen Sie, ob der Wert fehlt oder geheim ist; dann gehört ein Zeichen in die Zelle.",
    ),
    "zeros_for_missing": FindingText(
        _WARNING,
        "„{title}“ ist in {count} Einheiten 0, obwohl kein anderer Wert unter {smallest} liegt: "
        "{units}.",
        "Fragen Sie, ob die Nullen für fehlende oder geheime Werte stehen.",
    ),
    "row_of_zeros": FindingText(
        _WARNING,
        "Alle {count} Werte von „{name}“ sind 0, in früheren Jahren waren es bis zu {old}.",
        "Fragen Sie, ob für diese Einheit nichts geliefert wurde.",
    ),
    "rounded": FindingText(
        _WARNING,
        "Alle {count} Werte von „{title}“ sind durch {base} teilbar: Sie sind wohl gerundet.",
        "Fragen Sie nach genauen Werten, oder geben Sie an, dass sie gerundet sind: Summen "
        "gerundeter Werte stimmen nicht.",
    ),
    "part_over_whole": FindingText(
        _ERROR,
        "„{title}“ für „{name}“ ist mit {value} größer als „{whole}“ mit {whole_value}.",
        "Prüfen Sie beide Spalten; oft sind sie vertauscht oder haben verschiedene Stichtage.",
    ),
    "parts_differ": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ ist {value}, die Teile ergeben {sum}: {parts}.",
        "Fragen Sie, welche Angabe gilt und was in den Teilen fehlt.",
    ),
    "total_without_hidden": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ ist {value}, genau die Summe der sichtbaren Teile ({parts}); "
        "{hidden} steht mit einem Zeichen da und ist nicht mitgezählt.",
        "Der Gesamtwert ist zu klein, ein Anteil daraus falsch. Lassen Sie ihn mit allen Teilen "
        "liefern oder ebenfalls als geheim (.).",
    ),
    "units_differ": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ ist {value}, die Summe der Ebene „{parts}“ ist {sum}.",
        "Fragen Sie, was im Unterschied von {difference} steckt (nicht zuzuordnen, Rundung, andere "
        "Quelle).",
    ),
    "units_over_total": FindingText(
        _ERROR,
        "„{title}“ für „{name}“ ist {value}, schon die sichtbaren Werte der Ebene „{parts}“ "
        "ergeben {sum}.",
        "Fragen Sie, welche Angabe gilt: Eine Summe kann nicht kleiner sein als ihre Teile.",
    ),
    "units_apart_from_earlier_total": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ wurde früher mit {value} geliefert, die Werte der Ebene „{parts}“ "
        "ergeben jetzt {sum}; die Datei nennt keinen neuen Gesamtwert.",
        "Lassen Sie den Gesamtwert nachliefern, oder bestätigen Sie, dass der frühere bleibt.",
    ),
    "units_without_hidden": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ ist {value}, genau die Summe der sichtbaren Werte der Ebene "
        "„{parts}“, obwohl {count} davon fehlen oder geheim sind.",
        "Der Gesamtwert lässt sie aus. Lassen Sie ihn vollständig liefern oder ebenfalls als "
        "geheim (.).",
    ),
    "share_over_100": FindingText(
        _ERROR,
        "„{title}“ für „{name}“ wäre {share} %: {part_value} von {whole_value}.",
        "Prüfen Sie Zähler und Nenner; oft haben sie verschiedene Gebietsstände oder Stichtage.",
    ),
    "implausible": FindingText(
        _WARNING,
        "„{title}“ für „{name}“ wäre {actual}, üblich sind {lower} bis {upper}.",
        "Prüfen Sie Zähler und Nenner, und erklären Sie den Wert in einem Satz.",
    ),
}
MORE: Final = "Dasselbe gilt für {count} weitere Zellen oder Zeilen."
AND_MORE: Final = "{named} und {count} weitere"
