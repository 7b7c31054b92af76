"""Kinds of problems: the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atlas.model.problem_kinds.kind import ERROR, WARNING, kind
from atlas.model.problems import ProblemKind

KINDS: Final[Mapping[str, ProblemKind]] = {
    "catalogue_unknown": kind(
        ERROR,
        "Der Indikator „{code}“ nennt „{value}“, das der Katalog nicht kennt.",
        "Legen Sie „{value}“ an oder berichtigen Sie den Namen; bis dahin fehlt der Indikator.",
        same=("value",),
        again="„{code}“",
    ),
    "catalogue_faulty": kind(
        WARNING,
        "Der Indikator „{code}“ beruht auf „{value}“, und dieser Eintrag ist fehlerhaft.",
        "Berichtigen Sie „{value}“; bis dahin fehlt auch „{code}“.",
        same=("value",),
        again="„{code}“",
    ),
    "catalogue_of_index": kind(
        ERROR,
        "Der Indikator „{code}“ beruht auf dem Index „{value}“.",
        "Nehmen Sie die Bestandteile des Index; bis dahin fehlt „{code}“.",
    ),
    "catalogue_topic": kind(
        ERROR,
        "„{code}“ nennt das Thema „{value}“, das der Katalog nicht kennt.",
        "Legen Sie [topic.{value}] an oder berichtigen Sie den Namen; bis dahin entfällt es dort.",
        same=("value",),
        again="„{code}“",
    ),
    "catalogue_reference": kind(
        ERROR,
        "Ein Vergleichswert nennt den Indikator „{value}“, den der Katalog nicht kennt.",
        "Berichtigen Sie den Namen; bis dahin fehlt der Vergleichswert.",
    ),
    "catalogue_cycle": kind(
        ERROR,
        "Die Einträge {chain} verweisen im Kreis aufeinander.",
        "Lösen Sie einen der Verweise auf; bis dahin fehlen diese Einträge.",
    ),
    "catalogue_unit": kind(
        ERROR,
        "Der Indikator „{code}“ hat die Einheit „{value}“, seine Formel ergibt „{expected}“.",
        "Berichtigen Sie Einheit oder Formel; bis dahin fehlt der Indikator.",
    ),
    "catalogue_parts": kind(
        ERROR,
        "Die Größe „{code}“ nennt als Teil „{value}“, das der Katalog nicht kennt.",
        "Legen Sie „{value}“ an oder berichtigen Sie den Namen; bis dahin entfällt die Aufteilung.",
    ),
    "catalogue_pyramid_overlap": kind(
        ERROR,
        "Die Altersgruppen in „pyramid“ der Messgröße „{code}“ zählen das Alter von {value} Jahren "
        "doppelt oder stehen nicht in ihrer Reihenfolge.",
        "Jede Gruppe beginnt mit dem Alter nach der vorigen, nur die letzte darf offen sein; bis "
        "dahin fehlt die Alterspyramide.",
    ),
    "catalogue_pyramid_gap": kind(
        ERROR,
        "Den Altersgruppen in „pyramid“ der Messgröße „{code}“ fehlt das Alter von {value} Jahren.",
        "Jede Gruppe beginnt mit dem Alter nach der vorigen; bis dahin fehlt die Alterspyramide.",
    ),
    "catalogue_pyramid_sum": kind(
        ERROR,
        "Die Messgrößen in „pyramid“ ergeben nach „parts“ zusammen nicht „{code}“.",
        "Nennen Sie Frauen und Männer jeder Altersgruppe in „parts“ der Messgröße, deren Summe sie "
        "sind, jede Messgröße nur einmal; bis dahin fehlt die Alterspyramide.",
    ),
    "catalogue_disclosure": kind(
        ERROR,
        "Die Messgröße „{code}“ nennt die Geheimhaltungsregel „{value}“, die der Katalog nicht "
        "kennt.",
        "Legen Sie [disclosure.{value}] an oder berichtigen Sie den Namen; bis dahin enthält keine "
        "Ausgabe etwas von ihr.",
    ),
    "catalogue_contributors": kind(
        ERROR,
        "Die Messgröße „{code}“ nennt bei „{key}“ „{value}“: Das ist keine Messgröße der Art "
        "„{kind}“.",
        "Berichtigen Sie den Namen oder löschen Sie den Eintrag; bis dahin enthält keine Ausgabe "
        "etwas von ihr.",
    ),
    "catalogue_relation": kind(
        ERROR,
        "Eine Beziehung ([[relation]]) nennt die Messgröße „{value}“, die der Katalog nicht kennt.",
        "Berichtigen Sie den Namen; bis dahin schützt die Beziehung nichts.",
    ),
    "catalogue_minimum": kind(
        WARNING,
        "Die Messgröße „{code}“ hat mit {value} ein kleineres „minimum“ als ihre "
        "Geheimhaltungsregel „{rule}“; es gilt {minimum}.",
        "Löschen Sie ihr „minimum“ oder geben Sie ihr eine andere Regel.",
    ),
    "catalogue_code_twice": kind(
        ERROR,
        "„{value}“ ist der Name einer Größe ({quantity}) und eines Indikators ({indicator}).",
        "Benennen Sie einen der beiden um; bis dahin fehlt [{lost}].",
    ),
    "catalogue_fixed": kind(
        ERROR,
        "Der Eintrag „{key}“ {section} weicht vom gemeinsamen Katalog ab: Derselbe Name hieße "
        "hier etwas anderes.",
        "Legen Sie einen eigenen Eintrag mit anderem Namen an; bis dahin gilt der gemeinsame.",
    ),
    "catalogue_laxer": kind(
        ERROR,
        "Der Eintrag „{key}“ {section} schützt weniger als der gemeinsame Katalog: Ein Gebiet darf "
        "die Geheimhaltung verschärfen, nicht lockern.",
        "Löschen Sie den Eintrag oder wählen Sie einen strengeren; bis dahin gilt der gemeinsame.",
    ),
    "catalogue_incomplete": kind(
        ERROR,
        "Den Abschnitt [{section}] kennt der gemeinsame Katalog nicht, und für einen eigenen "
        "fehlt {missing}.{hint}",
        "Berichtigen Sie den Namen oder ergänzen Sie, was fehlt; bis dahin fehlt der Abschnitt.",
    ),
    "catalogue_empty": kind(
        WARNING,
        "Der Eintrag „{key}“ {section} ist leer.",
        "Ergänzen Sie ihn; er erscheint in Listen oder auf der Seite „Methodik und Quellen“.",
    ),
    "catalogue_title_twice": kind(
        WARNING,
        "Die Indikatoren „{other}“ und „{code}“ haben denselben Titel: „{value}“.",
        "Ändern Sie einen der Titel; bis dahin sind beide in Listen nicht zu unterscheiden.",
    ),
    "catalogue_given": kind(
        WARNING,
        "Der Indikator „{code}“ rechnet mit „{value}“, einer fertigen Zahl (given): Sie lässt sich "
        "nicht aufsummieren, deshalb gibt es ihn nur auf der Ebene, für die sie geliefert ist.",
        "Liefern Sie statt „{value}“ die gezählten Fälle (count), aus denen sie entstanden ist.",
    ),
    "catalogue_plausible": kind(
        WARNING,
        "Beim Indikator „{code}“ ist die untere Grenze von „plausible“ nicht kleiner als die "
        "obere.",
        "Schreiben Sie erst die kleinere, dann die größere; bis dahin fällt jeder Wert auf.",
    ),
}
