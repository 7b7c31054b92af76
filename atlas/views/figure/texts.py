"""Words of figures in bundles, documents and slides."""

from typing import Final

SOURCE: Final = "Quelle: {source}"
DATES: Final = "Stand: {dates}"
CLASSING: Final = "Klassen: {method}"

# Figures of several indicators.
UNIT: Final = "{name} {year} auf einen Blick"
UNIT_VALUE: Final = "{name} {year}: {title} {value}"
UNIT_AND_AREA: Final = "{name} {year}: {title} {value}, {kind}wert {area}"
OVERVIEW: Final = "{area} {year}: die wichtigsten Kennzahlen und was sich verändert hat."
ONE_YEAR: Final = "kein Vergleichsjahr"

# A figure as a document.
FIGURE: Final = "Abbildung"
TABLE: Final = "Zahlen"
METHOD: Final = "So wird gerechnet"
SOURCES: Final = "Quellen und Hinweise"

# The texts of a bundle.
HEADLINE: Final = "Überschrift"
SUBTITLE: Final = "Unterzeile"
CAPTION: Final = "Bildunterschrift"
ALT: Final = "Alternativtext"
COMMAND: Final = "Befehl"
UNFRAMED: Final = "ohne-rahmen"
BUNDLE: Final = "paket"
BUNDLE_FORM: Final = "Alles in einem Paket: Bild, Daten, Word, Texte (ZIP)"
