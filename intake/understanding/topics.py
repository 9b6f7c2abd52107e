"""What a heading announces: steps, or what documents carry beside them."""

import re
from enum import StrEnum


class Topic(StrEnum):
    """What stands under a heading, as far as its words tell."""

    STEPS = "steps"
    ASIDE = "aside"
    # Like ASIDE, and even boxes to tick there are no steps.
    APPARATUS = "apparatus"
    PEOPLE = "people"
    CADENCE = "cadence"
    OTHER = "other"


# A heading fits where one of these is all of it, but for a number before and words joined to it
# ("3. Roles and responsibilities", "Materials & equipment", "Steps (for each till)").
_TOPICS = {
    Topic.STEPS: (
        r"(?:detailed |standard |work )?(?:procedures?|instructions?|steps?|process(?: steps)?)|"
        r"step[- ]by[- ]step(?: instructions)?|(?:the )?check ?lists?|tasks?|to[- ]?dos?|"
        r"activities|"
        r"how to|method|workflow|what to do|"
        r"vorgehen(?:sweise)?|ablauf|durchführung|arbeitsschritte|schritte|checkliste|aufgaben|"
        r"anleitung|tätigkeiten|"
        r"procedimientos?|pasos|lista(?: de (?:verificación|control|tareas))?|tareas|desarrollo|"
        r"actividades|instrucciones"
    ),
    Topic.APPARATUS: (
        r"(?:table of )?contents|references?|(?:related|associated) (?:documents?|docs|links|"
        r"sops?)|"
        r"see also|further reading|links|(?:revision|version|document|change) (?:history|log|"
        r"control|info"
        r"(?:rmation)?)|change ?log|form information|definitions?|terms(?: and definitions)?|"
        r"glossary|"
        r"abbreviations|acronyms|approvals?|signatures?(?: and approvals)?|sign[- ]off|"
        r"distribution|"
        r"document footer|attachments?|appendi(?:x|ces)(?: \w)?|metadata|"
        r"inhalt(?:sverzeichnis)?|referenzen|verweise|mitgeltende (?:unterlagen|dokumente)|"
        r"(?:änderungs|versions|revisions)(?:historie|verlauf|verzeichnis)|definitionen|begriffe|"
        r"abkürzungen|freigabe|unterschriften|anlagen|anhang|verteiler|"
        r"índice|contenido|referencias|definiciones|glosario|historial(?: de \w+)?|"
        r"control de (?:cambios|versiones)|aprobación|firmas|anexos?|documentos relacionados"
    ),
    Topic.ASIDE: (
        r"purpose|objectives?|goals?|aims?|scope(?: and purpose)?|overview|introduction|background|"
        r"about(?: this \w+)?|summary|why(?: this matters)?|policy|policy statement|principles|"
        r"(?:important |general |additional |qa |other |special )?notes?|remarks?|comments|tips|"
        r"hints|"
        r"remember|warnings?|cautions?|safety(?: (?:notes|precautions|warnings))?|hazards|ppe|"
        r"faqs?|"
        r"troubleshooting|exceptions|(?:escalation )?contacts?|contact (?:us|information|details)|"
        r"pre-?requisites|(?:what )?you(?:[\u2019']ll| will)? need|what you need|"
        r"requirements|before you (?:begin|start)|materials?(?: needed| required)?|ingredients|"
        r"(?:required |critical )?equipment(?: needed| required)?|tools(?: needed| required)?|"
        r"supplies|"
        r"training|records?|record[- ]keeping|documentation|kpis?|metrics|"
        r"kpi (?:& |and )?framework alignment|frequently asked questions|instructions for use|"
        r"form completion requirements|completion criteria|success criteria|"
        r"expected (?:results?|outcomes?)|"
        r"zweck|ziel(?:e|setzung)?|geltungsbereich|anwendungsbereich|einleitung|hintergrund|"
        r"überblick|"
        r"(?:wichtige |allgemeine )?hinweise?|anmerkungen|bemerkungen|voraussetzungen|"
        r"material(?:ien)?|"
        r"benötigt(?:es)? \w*|werkzeuge?|ansprechpartner|kontakte?|sicherheit(?:shinweise)?|"
        r"dokumentation|"
        r"aufzeichnungen|"
        r"objetivos?|propósito|alcance|introducción|notas?(?: importantes)?|observaciones|"
        r"requisitos(?: previos)?|materiales|equipos?(?: críticos| necesarios)?|herramientas|"
        r"contactos?|"
        r"seguridad|documentación|registros?|resumen|antecedentes|política"
    ),
    Topic.PEOPLE: (
        r"(?:roles?|responsibilit(?:y|ies)|owners?|ownership|"
        r"who(?:[\u2019']s| is) responsible\??|who|"
        r"personnel|people|team|raci|accountabilit(?:y|ies))|"
        r"verantwortlich(?:e|keiten?)?|zuständig(?:e|keiten?)?|rollen|"
        r"responsables?|responsabilidad(?:es)?|roles|quién"
    ),
    Topic.CADENCE: (
        r"frequenc(?:y|ies)|schedules?|cadence|when|timing|how often|due dates?|"
        r"häufigkeit|frequenz|turnus|intervall|zeitplan|wann|"
        r"frecuencia|periodicidad|cuándo|calendario|horario"
    ),
}
_JOINED = r"(?:\s*(?:&|/|,|\band\b|\bund\b|\by\b|\bof\b|\bfor\b)\s*.{1,40}|\s*[(:].*)?"
_FORMS = tuple(
    (topic, re.compile(rf"(?:{words}){_JOINED}\s*:?", re.IGNORECASE))
    for topic, words in _TOPICS.items()
)
_NUMBER = re.compile(
    r"^(?:(?:section|step|part|abschnitt|schritt|paso|teil)\s+)?"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[ivx]{1,5}[.)]|[a-h][.)])\s+",
    re.IGNORECASE,
)
_LONGEST = 80


def unnumbered(heading: str) -> str:
    """Return a heading without the number that counts it: “4. Restore testing”."""
    return _NUMBER.sub("", heading, count=1)


def topic_of(heading: str) -> Topic:
    """Tell what stands under a heading."""
    text = unnumbered(heading.strip()).strip(" *_")
    if len(text) > _LONGEST:
        return Topic.OTHER
    return next((topic for topic, form in _FORMS if form.fullmatch(text)), Topic.OTHER)
