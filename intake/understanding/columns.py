"""What the columns of a table hold, told by their heads in English, German and Spanish."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What one column says of its row."""

    ACTION = "action"
    THING = "thing"
    NUMBER = "number"
    CADENCE = "cadence"
    TIME = "time"
    OWNER = "owner"
    BACKUP = "backup"
    MANAGER = "manager"
    PROOF = "proof"
    DONE = "done"
    DETAIL = "detail"
    OTHER = "other"


_HEADS = {
    Column.NUMBER: r"#|nr\.?|no\.?|n[ºo°]\.?|num(?:ber)?|step (?:#|no\.?|number)|id|pos\.?",
    Column.ACTION: (
        r"tasks?(?: name| description)?|actions?|activit(?:y|ies)|steps?|what(?: to do)?|"
        r"what to (?:check|clean)|(?:cleaning |maintenance |inspection |daily |weekly )?(?:task|"
        r"check|item)s?|"
        r"check(?:list)? ?items?|procedures?|duty|duties|filing|deliverable|instructions?|"
        r"requirement|"
        r"description(?: of (?:task|work))?|work|job|to[- ]?do|process|control|"
        r"aufgaben?|tätigkeit(?:en)?|was|schritte?|arbeitsschritte?|prüfpunkte?|prüfung|maßnahmen?|"
        r"arbeiten|beschreibung|"
        r"acci(?:ón|ones)|tareas?|actividad(?:es)?|pasos?|qué(?: hacer)?|descripción|trabajo|"
        r"tâches?|actions?|ações|tarefas?"
    ),
    Column.THING: (
        r"equipment|areas?|locations?|rooms?|stations?|places?|assets?|machines?|units?|sites?|"
        r"systems?|"
        r"where|zones?|objects?|devices?|(?:\w+ ){1,2}items?|"
        r"gerät(?:e)?|bereiche?|orte?|räume?|raum|anlagen?|maschinen?|objekte?|wo|"
        r"equipos?|áreas?|lugar(?:es)?|zonas?|salas?|máquinas?|dónde"
    ),
    Column.CADENCE: (
        r"frequenc(?:y|ies)|cadence|how often|recurrence|schedule|interval|when|days?|date|"
        r"due(?: date)?|"
        r"deadline|timing|period|"
        r"häufigkeit|frequenz|intervall|turnus|rhythmus|wann|termin|fällig(?:keit)?|zyklus|tag|"
        r"frecuencia|periodicidad|cuándo|plazo|fecha(?: límite)?|vencimiento|días?|"
        r"fréquence|frequência"
    ),
    Column.TIME: r"time|at|uhrzeit|zeit|hora(?:rio)?|heure",
    Column.OWNER: (
        r"(?:primary )?owners?|responsible(?: person| party)?|responsibility|assignees?|"
        r"assigned(?: to)?|"
        r"who|person|role|staff|performed by|done by|lead|initiator|"
        r"verantwortlich(?:e|er|keit)?|zuständig(?:e|er|keit)?|wer|person|rolle|durch|"
        r"responsables?|quién|encargad[oa]|asignado(?: a)?|rol"
    ),
    Column.BACKUP: (
        r"back-?up(?: owner| person)?|deput(?:y|ies)|alternates?|secondary(?: owner)?|cover|"
        r"stand-?in|"
        r"vertretung|stellvertret(?:er|ung)(?:in)?|ersatz|suplentes?|respaldo|sustitut[oa]"
    ),
    Column.MANAGER: (
        r"managers?|supervisors?|approvers?|approved by|escalat(?:ion|e to)|reviewer|"
        r"vorgesetzter?|leitung|eskalation|supervisora?|jef[ea]|aprobador"
    ),
    Column.PROOF: (
        r"evidence(?: required)?|proof|verification|records?|documentation|output|form|"
        r"nachweis|beleg|protokoll|dokumentation|"
        r"evidencia|registro|comprobante|prueba"
    ),
    Column.DONE: (
        r"|✓|✔|☐|☑|done\??|completed?(?: by)?|initials?|signature|signed|status|ok|yes|no|y/n|"
        r"checked|"
        r"pass/fail|required|available|condition|erledigt|kürzel|unterschrift|hecho|firma|"
        r"iniciales|"
        r"estado|cumple|sí"
    ),
    Column.DETAIL: (
        r"notes?|details?|comments?|remarks?|how(?: to)?|method|guidance|tools?|materials?|"
        r"hinweise?|bemerkung(?:en)?|anmerkung(?:en)?|wie|notas?|observaciones|detalles?|cómo"
    ),
}
_FORMS = tuple((column, re.compile(words, re.IGNORECASE)) for column, words in _HEADS.items())
# A table of steps says more of each than what it is.
_TELLING = {
    Column.CADENCE,
    Column.OWNER,
    Column.DONE,
    Column.PROOF,
    Column.NUMBER,
    Column.THING,
    Column.TIME,
}
_LONGEST_HEAD = 60
_DATES = re.compile(
    r"(?:due )?date|due|deadline|termin|fällig(?:keit)?|fecha(?: límite)?|vencimiento|plazo",
    re.IGNORECASE,
)


def column_of(head: str) -> Column:
    """Tell what a column holds by its head."""
    text = head[:_LONGEST_HEAD].strip(" *:?")
    return next((column for column, form in _FORMS if form.fullmatch(text)), Column.OTHER)


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """Tell what each column of a table holds; the first of a kind counts, but for DONE."""
    found: list[Column] = []
    for head in header:
        column = column_of(head)
        again = column in found and column is not Column.DONE
        found.append(Column.OTHER if again else column)
    return tuple(found)


def lists_steps(columns: Sequence[Column]) -> bool:
    """Tell a table of steps from any other: something to do, or a thing with boxes to tick."""
    if Column.ACTION in columns:
        return bool(_TELLING & set(columns))
    return Column.THING in columns and Column.DONE in columns


def names_people(columns: Sequence[Column]) -> bool:
    """Tell a table of who is responsible for what from one of steps."""
    says_more = {Column.CADENCE, Column.TIME, Column.DONE, Column.PROOF} & set(columns)
    return Column.OWNER in columns and Column.BACKUP in columns and not says_more


def is_date(head: str) -> bool:
    """Tell a column of dates, one deadline a row, from one that says how often."""
    return _DATES.fullmatch(head.strip(" *:?")) is not None
