"""The German words of imprint, data protection and accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.identity import Conformity

OFFICE: Final = "Herausgeber"
ADDRESS: Final = "Anschrift"
TELEPHONE: Final = "Telefon"
EMAIL: Final = "E-Mail"
RESPONSIBLE: Final = "Verantwortlich"
NOTHING_STATED: Final = "{area}: Der Herausgeber hat dazu noch keine Angaben hinterlegt."
NOT_STATED: Final = "Noch nicht hinterlegt: {labels}."

# Imprint.
PUBLISHER_OF_ATLAS: Final = "Herausgeber dieses Sozialatlas"
SOURCES_TITLE: Final = "Herkunft der Zahlen"
SOURCES: Final = (
    "Quelle, Herausgeber und Stichtag der Zahlen stehen unter jeder Abbildung und in jeder Datei.",
    "Das Impressum gilt heute, auch neben einer älteren Ausgabe.",
)

# Data protection.
CONTROLLER_TITLE: Final = "Wer verantwortlich ist"
CONTROLLER: Final = "Verantwortliche Stelle"
OFFICER: Final = "Datenschutzbeauftragte Person"
AUTHORITY: Final = "Aufsichtsbehörde"
TECHNICAL_TITLE: Final = "Was diese Anwendung tut und was nicht"
NO_LOGIN: Final = (
    "Die Anwendung selbst verlangt keine Anmeldung und fragt nicht nach Angaben zu Ihrer Person."
)
COOKIE: Final = (
    "Die Anwendung setzt ein einziges Cookie, „_streamlit_xsrf“: eine Zufallszahl gegen "
    "gefälschte Anfragen, die verfällt, wenn Sie den Browser schließen. Im Speicher des Browsers "
    "merkt sich Streamlit, das Programm unter der Anwendung, außerdem die Farben der Darstellung "
    "(„stActiveTheme“); an den Server geht das nicht."
)
NO_TRACKING: Final = (
    "Es gibt keine Besucherzählung und keine Auswertung dessen, was Sie ansehen; auch die "
    "Nutzungsstatistik von Streamlit ist in der Vorgabe abgeschaltet."
)
OWN_SERVER: Final = (
    "Programme, Schriften und Karten kommen von diesem Server; Ihr Browser ruft keinen anderen auf."
)
OTHER_SERVER: Final = (
    "Programme, Schriften und Karten kommen von diesem Server. Nur das Hintergrundbild der Karte "
    "holt Ihr Browser bei {host}; wer den Dienst betreibt, sieht dabei die Adresse Ihres Geräts."
)
SESSION: Final = (
    "Was Sie auswählen, steht in der Adresse der Seite. Der Server hält es nur im "
    "Arbeitsspeicher, solange die Seite offen ist und kurz danach."
)
CUSTOM_AREAS: Final = (
    "Eigene Gebiete, die jemand speichert, bleiben mit Name, Gremium und Tag des Beschlusses auf "
    "dem Server, auch frühere und gelöschte Fassungen. Alle, die die Anwendung nutzen, können sie "
    "sehen; wer sie gespeichert hat, wird nicht festgehalten."
)
JOURNAL: Final = (
    "Ziele, Einschätzungen und anderes, das jemand in der Anwendung schreibt, stehen mit allen "
    "Fassungen, der Uhrzeit und dem Namen, den der Betreiber für die Schreibenden eingestellt hat, "
    "in der Datenbank der Anwendung."
)
NO_LOG: Final = (
    "Die Anwendung führt kein Protokoll der Aufrufe. Ob ein Webserver davor eines führt, sagt der "
    "Herausgeber."
)
HIDDEN_FIGURES: Final = (
    "Die Zahlen beschreiben Gebiete, nicht Personen. Was öffentlich ist, steht in Ausgaben, in "
    "denen kleine Zahlen nach festen Regeln verdeckt oder gerundet sind; die Regeln nennt die "
    "Seite „Methodik und Quellen“."
)

# Accessibility.
CONFORMITY_TITLE: Final = "Vereinbarkeit mit den Anforderungen an barrierefreie Informationstechnik"
STATE: Final = "Stand"
CONFORMITY: Final[Mapping[Conformity, str]] = {
    Conformity.FULL: "vollständig vereinbar",
    Conformity.PARTIAL: "teilweise vereinbar",
    Conformity.NONE: "nicht vereinbar",
}
DECLARED_ON: Final = "Erklärung vom"
METHOD: Final = "Grundlage"
BARRIERS_TITLE: Final = "Was noch nicht barrierefrei ist"
CONTACT_TITLE: Final = "Barrieren melden"
CONTACT: Final = "Kontakt"
ARBITRATION: Final = "Schlichtungsstelle"
OFFERED_TITLE: Final = "Was die Anwendung bietet"
OFFERED: Final = (
    "Jede Karte und jedes Diagramm gibt es auch „Als Text“ und als Tabelle.",
    "Gebiete lassen sich nicht nur auf der Karte, sondern auch über ein Suchfeld wählen.",
    "Keine Angabe steht nur in einer Farbe: Klassen haben Namen, fehlende Werte ein Zeichen.",
    "Die erste Station der Tabulatortaste führt am Menü vorbei zum Inhalt.",
    "Gebietsprofile gibt es als PDF mit Überschriften, Tabellenköpfen und Bildbeschreibungen.",
)
