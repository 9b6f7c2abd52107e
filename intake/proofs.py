"""What would prove a step, told from its verb and its object; a suggestion, never silence.

The rules are the table below, read from its top; the first that fits decides. Every step gets a
proof: where no rule fits, any file will do.
"""

import re
from dataclasses import dataclass
from typing import Literal

from intake.draft import LONGEST_QUOTE, ProofDraft, Reading
from intake.readings import reading_for

LONGEST_READ = 2000


@dataclass(frozen=True)
class Rule:
    """Words that tell what proves a step: verbs that begin a clause, and words anywhere in it."""

    kind: Literal["photo", "file"]
    verbs: str
    anywhere: str


# Words that name the proof itself.
NAMED = (
    Rule(
        "photo",
        verbs="photograph|fotografier(?:en|e|t)|fotografiar|fotograf[íi]e",
        anywhere=(
            r"photo(?:s|graphs?|graphed)?|pictures?|pics?|selfie|screen ?shots?|"
            r"screen ?grab|(?:beweis|vorher|nachher)?fotos?|bildschirmfotos?|captura de pantalla|"
            r"fotograf[íi]as?"
        ),
    ),
)
# Paper and files that the work leaves behind.
PAPER = (
    Rule(
        "file",
        verbs=(
            r"sign(?! (?:in|up|out|on)\b)|initial|reconcile|export|upload|file|print|report|staple|"
            r"scan|submit|e-?file|attach|archive|save|download|invoice|approve|draft|publish|"
            r"back ?up|record|log(?! (?:in|out|on|off|into)\b)|document|note down|write(?: down|"
            r" up)?|"
            r"make a note|keep a (?:written )?record|complete (?:the |a )?(?:form|log|sheet|"
            r"report)|"
            r"fill (?:in|out)(?: the)?|send|email|e-mail|mail|compile|prepare (?:the |a )?report|"
            r"run (?:the )?[\w ]{0,30}reports?|firm(?:ar|e|a)|registr(?:ar|e|a)|anot(?:ar|e|a)|"
            r"imprim(?:ir|a|e)|envi(?:ar|e)|envía|conciliar|exportar|subir|escane(?:ar|e|a)|"
            r"archiv(?:ar|e)"
        ),
        anywhere=(
            r"signed|signatures?|initialled|initialed|sign-?off|reconciled|reconciliation|exported|"
            r"uploads|uploaded|submits|submitted|filed|stapled|scanned|recorded|logged|documented|"
            r"(?:written|a) record of|evidence|unterschr\w+|unterzeichn\w+|abzeichnen|abgezeichnet|"
            r"abstimmen|abgestimmt|exportier\w*|hochladen|hochgeladen|ausdrucken|drucken|"
            r"einscannen|scannen|"
            r"protokollier\w*|dokumentier\w*|notieren|eintragen|ausfüllen|ablegen|abheften|"
            r"archivieren|"
            r"einreichen|nachweis|protokoll|firmad[oa]s?|firma del?|registro de|comprobante"
        ),
    ),
)
# Things that can be seen when they are done.
SEEN = (
    Rule(
        "photo",
        verbs=(
            r"check|inspect|verify|confirm|ensure|make sure|test|clean|wipe|sweep|mop|scrub|"
            r"wash|rinse|"
            r"polish|dust|vacuum|hoover|tidy|sanit[iy][sz]e|disinfect|empty|take out|remove|"
            r"restock|"
            r"stock|refill|fill|top up|set(?: up| out)?|setup|lay|put|place|lock|unlock|close|open|"
            r"shut|turn|switch|change|replace|install|brew|soak|fold|water|plug|unplug|cover|"
            r"label|date|"
            r"arrange|store|measure|weigh|count|stack|hang|drain|defrost|organi[sz]e|collect|"
            r"rotate|"
            r"rake|mow|trim|sort|pack|wrap|load|unload|charge|secure|arm|lubricate|grease|oil|"
            r"adjust|"
            r"repair|fix|prepare|prep|cut|backflush|brush|limpi(?:ar|e|a)|lav(?:ar|e|a)|"
            r"barr(?:er|a)|"
            r"freg(?:ar|ue)|revis(?:ar|e|a)|comprobar|compruebe|verific(?:ar|a)|verifique|"
            r"cerrar|cierre|"
            r"abrir|abra|apag(?:ar|ue)|encender|vaciar|rellenar|inspeccionar|desinfectar|llenar|"
            r"contar|"
            r"reponer|colocar|cambiar|barrer|sacar"
        ),
        anywhere=(
            r"checked|inspected|verified|cleaned|wiped|locked|emptied|"
            r"prüf(?:en|t|e)|geprüft|überprüf\w+|kontrollier\w+|reinig(?:en|t|e)|gereinigt|"
            r"putzen|wischen|"
            r"abwischen|fegen|kehren|spülen|leeren|auffüllen|nachfüllen|abschließen|verriegeln|"
            r"zusperren|"
            r"schließen|aufschließen|öffnen|ausschalten|einschalten|abschalten|anschalten|"
            r"aufräumen|"
            r"entsorgen|desinfizier\w+|wechseln|austauschen|zählen|lights? off|doors? locked"
        ),
    ),
)
# Before a verb in the imperative: the beginning, a stop, an auxiliary; also "and", "then", a role.
_CLAUSE = (
    r"(?:^|[.;:,!?()/\u2013\u2014-]\s*|\b(?:and|then|to|must|should|shall|please|or|also|always|"
    r"first|next|"
    r"finally|lastly|will|can|y|o|luego|und|dann|bitte|everyone|staff|[Mm]anager)\s+|^\W*)"
)
_TABLE = tuple(
    (
        rule,
        re.compile(rf"{_CLAUSE}(?P<quote>{rule.verbs})\b", re.IGNORECASE),
        re.compile(rf"\b(?P<quote>{rule.anywhere})\b", re.IGNORECASE),
    )
    for rule in (*NAMED, *PAPER, *SEEN)
)
_NUMBERS = {
    **dict.fromkeys(("2", "two", "zwei", "dos", "both", "beide", "beiden", "ambas", "ambos"), 2),
    **dict.fromkeys(("3", "three", "drei", "tres"), 3),
    **dict.fromkeys(("4", "four", "vier", "cuatro"), 4),
    **dict.fromkeys(("5", "five", "fünf", "cinco"), 5),
    **dict.fromkeys(("6", "six", "sechs", "seis"), 6),
    **dict.fromkeys(("7", "seven", "sieben", "siete"), 7),
    **dict.fromkeys(("8", "eight", "acht", "ocho"), 8),
    **dict.fromkeys(("9", "nine", "neun", "nueve"), 9),
    **dict.fromkeys(("10", "ten", "zehn", "diez"), 10),
}
_PICTURES = r"(?:photos?|photographs|pictures|pics|screenshots?|fotos|fotografías|bilder)"
_COUNTED = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}) (?:\w+ )?{_PICTURES}\b"
    rf"|\b{_PICTURES} (?:of|von|de) (?:the )?(?P<things>{'|'.join(_NUMBERS)})\b",
    re.IGNORECASE,
)
_BEFORE_AND_AFTER = re.compile(
    rf"\bbefore(?:[ -](?:and|&)[ -]|/)after\b(?=.{{0,40}}\b{_PICTURES})"
    rf"|\b{_PICTURES}\b.{{0,40}}\bbefore (?:and|&) after\b|\bvorher[- ]?(?:und|/)[- ]?nachher"
    rf"|\bantes y después\b",
    re.IGNORECASE,
)


def proof_for(title: str, detail: str = "") -> tuple[ProofDraft, str]:
    """Return what would prove a step, and the words of it that say so ("" where none did).

    The title decides before the detail. What asks for a figure is proved by a photo of it, with
    the range that the title gives, or else the detail.
    """
    title, detail = title[:LONGEST_READ], detail[:LONGEST_READ]
    if read := _read(title, detail):
        reading, quote = read
        files, _ = _counted(f"{title}\n{detail}")
        return ProofDraft(kind="photo", min_files=files, reading=reading), _cut(quote)
    found = _ruled(title) or _ruled(detail)
    if not found:
        return ProofDraft(), ""
    rule, quote = found
    if rule.kind == "file":
        return ProofDraft(kind="file"), _cut(quote)
    files, said = _counted(f"{title}\n{detail}")
    return ProofDraft(kind="photo", min_files=files), _cut(said or quote)


def _read(title: str, detail: str) -> tuple[Reading, str] | None:
    """Return the figure that the title asks for, with a range that may stand in the detail."""
    of_title = reading_for(title)
    if of_title and not _ranged(of_title[0]) and (whole := reading_for(f"{title}\n{detail}")):
        return whole
    return of_title


def _ranged(reading: Reading) -> bool:
    return reading.low is not None or reading.high is not None


def _ruled(text: str) -> tuple[Rule, str] | None:
    """Return the first rule of the table that fits, with the words it found."""
    for rule, verbs, anywhere in _TABLE:
        if found := verbs.search(text) or anywhere.search(text):
            return rule, found["quote"]
    return None


def _counted(text: str) -> tuple[int, str]:
    """Return how many pictures are asked for, and the words that say so."""
    if found := _COUNTED.search(text):
        number = (found["number"] or found["things"]).casefold()
        return _NUMBERS[number], found[0]
    if found := _BEFORE_AND_AFTER.search(text):
        return 2, found[0]
    return 1, ""


def _cut(quote: str) -> str:
    return quote.strip()[:LONGEST_QUOTE]
