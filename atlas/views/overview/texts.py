"""The German words of the start page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.cells import Status

HEADLINE: Final = "{area} auf einen Blick"
HEADLINE_CHANGE: Final = "{sentence}, auf {value}"
HEADLINE_UNCHANGED: Final = "{sentence}: {value}"
REAL_FIGURES: Final = "Echte Zahlen: {area}"
WAYS: Final = (("karte", "Karte"), ("tabelle", "Tabelle"), ("diagramme", "Diagramme"))

# Tiles.
SINCE: Final = "seit {base}"
NOT_COMPARABLE: Final = "nicht vergleichbar"
AS_OF: Final = "Stand: {date}"
LIMITED: Final = "eingeschränkt aussagekräftig"
NOTED: Final = "{text} ({note})"
STATUS: Final[Mapping[Status, str]] = {
    Status.PROVISIONAL: "vorläufig",
    Status.REVISED: "berichtigt",
    Status.ESTIMATED: "geschätzt",
}
REGION: Final = "{region} ({year})"
TREND: Final = "{first}–{last}: {low} bis {high}"
TREND_EQUAL: Final = "{first}–{last}: {low}"
TREND_FORECAST: Final = "{last}: {value}"
TREND_BREAKS: Final = "Bruch ab {years}"
TREND_ALT: Final = (
    "Verlauf von {first} ({first_value}) bis {last} ({last_value}); niedrigster Wert {low}, "
    "höchster {high}"
)
TREND_ALT_FORECAST: Final = "Vorausberechnung bis {last}: {value}"
ONE_YEAR: Final = "Bisher liegt nur dieses eine Jahr vor."

# Remarks.
NO_WHOLE: Final = (
    "Für das ganze Gebiet liegen bis {year} keine Kernzahlen vor; Karte und Tabelle zeigen, was es "
    "für die Teilgebiete gibt."
)
FEW_TILES: Final = (
    "Von den {planned} vorgesehenen Kernzahlen {have} bisher Werte; die übrigen erscheinen, sobald "
    "sie geliefert sind."
)
HAVE_ONE: Final = "hat eine"
HAVE_SOME: Final = "haben {number}"

# The small map.
MAP: Final = "{title} in den {plural}"
MAP_ALT: Final = "Karte: {title}, {year}. {classes}"
MAP_CLASS: Final = "{label}: {number}"
MAP_LINE: Final = "{year}, Angaben in: {unit}"
TO_MAP: Final = "Große Karte"
SCALE: Final = "Jede kleine Linie reicht von null (grau) bis zum äußersten Wert ihrer Reihe{ahead}."
SCALE_AHEAD: Final = "; gestrichelt ist vorausberechnet"

# What changed.
CHANGES: Final = "Was sich verändert hat"
PERIOD: Final = "{year} gegenüber {base}"
RISEN: Final = "{subject} ist seit {base} in {number} {plural} gestiegen"
FALLEN: Final = "{subject} ist seit {base} in {number} {plural} gesunken"
ALSO_FALLEN: Final = "Gesunken ist {pronoun} in {number}"
CHANGE_MAP: Final = "Karte der Veränderung"
CHANGE_MAP_OF: Final = "Karte der Veränderung: {title}, {period}"
CHANGES_INTRO: Final = (
    "Genannt sind nur Veränderungen, die größer sind, als es der Zufall allein erwarten lässt."
)
CHANGES_NOTHING: Final = (
    "In keinem Teilgebiet hat sich ein geprüfter Anteil stärker verändert, als es der Zufall "
    "allein erwarten lässt."
)
MORE_CHANGES: Final = "Veränderungen weiterer Kernzahlen ({number})"
AND: Final = "{names} und {last}"
NAMED: Final = "{text}: {names}."
STRONGEST: Final = "{text}, am stärksten in {names}."
ALL_OF: Final = "alle {number} {plural} nennen"
CHANGES_COUNT: Final = (
    "Auf der Seite „Übersicht“ wurden {number} Vergleiche geprüft ({shares}, {units}). Auch wenn "
    "sich nirgends etwas geändert hätte, fiele durch Zufall bis zu etwa einer von 20 Vergleichen "
    "auf, hier also bis zu rund {chance}."
)
CHANGES_COUNT_FEW: Final = (
    "Auf der Seite „Übersicht“ wurden {number} Vergleiche geprüft ({shares}, {units}). Auch wenn "
    "sich nirgends etwas geändert hätte, fiele durch Zufall bis zu etwa einer von 20 Vergleichen "
    "auf."
)
SHARES_ONE: Final = "ein Anteil"
SHARES_SOME: Final = "{number} Anteile"
UNITS_EXAMINED: Final = "bis zu {number} {plural}"
QUIET_INDICATORS: Final = "Keine Veränderung über den Zufall hinaus: {titles}."
UNEXAMINED: Final = (
    "So nicht prüfbar, weil es keine Anteile gezählter Personen sind oder Werte für {plural} "
    "und Vergleichsjahre fehlen: {titles}."
)
NO_DISTRICTS: Final = "Unterhalb des Gesamtgebiets gibt es keine Ebene mit Werten."
NO_SHARES: Final = (
    "Für keine der Kernzahlen lässt sich auf der Ebene {plural} prüfen, ob sich etwas über den "
    "Zufall hinaus verändert hat."
)
METHOD: Final = "So wird geprüft, was sich verändert hat"
TO_METHOD: Final = "So wird geprüft"
METHOD_SENTENCES: Final = (
    (
        "Verglichen wird jeder Anteil mit dem Vergleichsjahr. Fehlt es, oder ist es nicht "
        "vergleichbar, gilt das erste vergleichbare Jahr danach."
    ),
    (
        "Geprüft wird, wo der Anteil sich in beiden Jahren auf mindestens {fewest} Personen, "
        "Haushalte oder Fälle bezieht. Geschätzte und vorausberechnete Werte bleiben außen vor."
    ),
    (
        "Eine Veränderung gilt als größer als der Zufall, wenn das 95-Prozent-Intervall des "
        "Unterschieds beider Anteile (nach Newcombe) die Null nicht einschließt."
    ),
    (
        "Die Zahlen sind Vollzählungen, keine Stichproben. Das Intervall beschreibt, wie stark ein "
        "Anteil auch dann schwankt, wenn sich an den Verhältnissen nichts ändert."
    ),
    (
        "Weil viele Menschen in beiden Jahren dieselben sind, fällt meist weniger als einer von 20 "
        "Vergleichen durch Zufall auf."
    ),
    "Aus einer Veränderung folgt noch nicht, woran sie liegt.",
)

# Freshness.
FRESHNESS: Final = "Wie aktuell die Zahlen sind"
NEWEST: Final = "Jüngster Stichtag: {day}."
FORECAST_TO: Final = "Vorausberechnungen reichen bis {day}."
PROVISIONAL: Final = "Noch vorläufig: {sources}."
PENDING: Final = "Einzelne Angaben folgen noch: {sources}."
SOURCE_OF: Final = "{source} ({number})"
ABSENT: Final = "Für {year} nicht geliefert, obwohl das Vorjahr vorliegt: {titles}."
SOURCES: Final = "Stichtage nach Quellen"
SOURCE_COUNT: Final = "Messgrößen"
NEWEST_DATE: Final = "jüngster Stichtag"
REMARK: Final = "Hinweis"
REMARK_PROVISIONAL: Final = "{number} vorläufig"
REMARK_PENDING: Final = "{number} folgen noch"
MORE: Final = "{titles} und {number} weitere"
