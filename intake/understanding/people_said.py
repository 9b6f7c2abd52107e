"""Who does something and who steps in, as people say it: “usually Maria does it”."""

import re
from typing import NamedTuple

from intake.understanding.performers import is_role

# A name has capitals, a role is known; both may have an article.
_WHO = (
    r"(?:[Tt]he |[Oo]ur |[Dd]er |[Dd]ie |[Dd]en |[Dd]as |[Ee]l |[Ll]a )?"
    r"(?P<who>[^\W\d_a-zß-ÿ][\w'\u2019-]*(?: [^\W\d_a-zß-ÿ][\w'\u2019-]*){0,2}"
    r"|(?:[^\W\d_]+ ){0,2}[^\W\d_]+)"
)
_IT = r"(?: (?:it|this|that|these|them|so))"
_AWAY = (
    r"(?:away|out|off|sick|ill|absent|busy|not (?:in|here|there|around|available)|unavailable|"
    r"on (?:vacation|holiday|leave)|can(?:no|['\u2019])?t(?: (?:do|make) it)?|is(?: not|"
    r"n['\u2019]t) (?:in|there))"
)
_FEHLT = r"(?:nicht da|krank|weg|im urlaub|frei hat|verhindert|fehlt)"
_FALTA = r"(?:no está|no puede|falta|está enferm[oa]|está de vacaciones|libra)"
_REST = r"[^.,;]*"

_PATTERNS = {
    "backup": (
        (
            rf"(?i:sometimes|occasionally|now and then),? {_WHO} "
            rf"(?i:covers?|does|do|fills? in|steps? in|helps?(?: out)?|takes over|handles){_IT}?"
            rf"(?: for \w+)?(?: (?:if|when){_REST})?"
        ),
        (
            rf"(?i:if|when|whenever) [^.,;]{{1,40}}{_AWAY}[^.,;]{{0,15}},? (?:then )?{_WHO} "
            rf"(?i:does|do|covers?|takes|fills|steps|handles|will|can){_REST}"
        ),
        rf"(?i:or|else) {_WHO} (?i:if|when) {_REST}",
        (
            rf"{_WHO} (?i:sometimes )?(?i:covers(?: for \w+)?|fills in|steps in|takes over|"
            rf"stands in|"
            rf"backs (?:her|him|them|it) up|helps out)(?: (?:if|when){_REST}|{_IT})?"
        ),
        (
            rf"{_WHO} (?i:is|as) (?i:the |her |his |their |our )?(?i:back-?up|deputy|stand-in)"
            rf"(?: (?:if|when|for){_REST})?"
        ),
        rf"(?i:back-?up|deputy|stand-in)(?i: is|:) {_WHO}",
        (
            rf"(?i:manchmal|gelegentlich|ab und zu) (?i:springt|übernimmt|macht|vertritt|hilft) "
            rf"(?:es |das )?(?:auch )?{_WHO}(?: ein| aus)?(?=[.,;]|$)"
        ),
        (
            rf"(?i:falls|wenn) [^.,;]{{1,40}}{_FEHLT}[^.,;]{{0,10}},? (?:dann )?"
            rf"(?:macht|übernimmt|springt|erledigt|vertritt)(?: es| das| sie|"
            rf" ihn)? {_WHO}(?: ein)?(?=[.,;]|$)"
        ),
        rf"(?i:sonst|ansonsten) (?:macht|übernimmt|erledigt) (?:es |das )?{_WHO}(?=[.,;]|$)",
        rf"{_WHO} (?:springt ein|vertritt|übernimmt die vertretung|hilft aus){_REST}",
        rf"(?i:vertretung)(?: ist| macht|:) {_WHO}",
        (
            rf"(?i:a veces|de vez en cuando) (?:lo |la |le )?(?:cubre|hace|ayuda|"
            rf"suple) {_WHO}(?=[.,;]|$)"
        ),
        (
            rf"(?i:si|cuando) [^.,;]{{1,40}}{_FALTA}[^.,;]{{0,10}},? (?:lo |la )?(?:hace|cubre|"
            rf"suple) "
            rf"{_WHO}(?=[.,;]|$)"
        ),
        rf"{_WHO} (?:a veces )?(?:lo |la |le )?(?:cubre|suple|sustituye){_REST}",
        rf"(?i:suplente|respaldo)(?: es|:) {_WHO}",
    ),
    "manager": (
        (
            rf"{_WHO} (?:checks|approves|reviews|signs off|supervises|oversees)(?: on)?"
            rf"(?:{_IT}| everything| the result){_REST}"
        ),
        (
            rf"(?i:escalate|report)(?:{_IT}| problems| issues| anything missing)? to {_WHO}"
            rf"(?: (?:if|when){_REST})?"
        ),
        rf"(?i:manager|supervisor|boss) is {_WHO}",
        rf"{_WHO} is (?:the|our) (?:manager|supervisor|boss)",
        rf"and {_WHO} (?:is )?(?:the|our|her|his|their) (?:manager|supervisor|boss)",
        rf"(?i:probleme|fehler|störungen) an {_WHO} melden",
        rf"{_WHO} (?:kontrolliert|prüft) (?:das|es|alles){_REST}",
        rf"{_WHO} lo (?:revisa|aprueba|supervisa){_REST}",
        rf"(?i:avisar a|informar a) {_WHO} si {_REST}",
    ),
    "owner": (
        (
            rf"(?i:usually|normally|mostly|typically|generally|most days),? (?:it['\u2019]s |"
            rf"it is )?{_WHO}"
            rf"(?= (?:does|do|handles|runs|takes|is|who|but|and)\b|[.,;]|$)"
            rf"(?: who)?(?: (?:does|do|handles|runs|takes care of|is on){_IT}?)?"
        ),
        (
            rf"{_WHO} (?:usually|normally|mostly|always|typically|generally) "
            rf"(?:does|handles|runs|takes care of){_IT}"
        ),
        rf"{_WHO} (?:does|handles|owns|runs|takes care of|looks after){_IT}\b",
        (
            rf"{_WHO} (?:is|are) (?:usually |normally )?(?:responsible|accountable|in charge|"
            rf"the owner){_REST}"
        ),
        (
            rf"(?i:it['\u2019]s|it is|this is|that['\u2019]s) (?:usually )?{_WHO}['\u2019]s (?:job|"
            rf"task|duty)"
        ),
        rf"(?i:done|handled|owned|performed|completed|owner is) (?:by )?{_WHO}",
        (
            rf"(?i:meistens|normalerweise|üblicherweise|in der regel) (?:macht|erledigt|übernimmt) "
            rf"(?:das|es|dies) {_WHO}"
        ),
        rf"{_WHO} (?:macht|erledigt|übernimmt) (?:das|es)(?: (?:meistens|normalerweise|immer))?",
        rf"{_WHO} ist (?:dafür )?(?:verantwortlich|zuständig){_REST}",
        rf"(?i:verantwortlich|zuständig)(?: dafür)? ist {_WHO}",
        rf"(?i:normalmente|usualmente|generalmente|casi siempre) lo (?:hace|realiza) {_WHO}",
        rf"{_WHO} (?:normalmente |siempre )?lo (?:hace|realiza)",
        rf"{_WHO} (?:se encarga|es (?:el |la )?(?:responsable|encargad[oa])){_REST}",
        rf"(?i:se encarga) {_WHO}",
    ),
}
_COMPILED = tuple(
    (role, re.compile(rf"(?:^|(?<=[\s,;:(])){pattern}"))
    for role, patterns in _PATTERNS.items()
    for pattern in patterns
)
_NOT_NAMES = """
usually normally mostly sometimes typically generally always if when whenever then but and or else
someone somebody everyone everybody anyone nobody whoever one we they he she it i you this that
there each every the a an first next finally on in at by after before with for please
jemand alle wir sie er es man meistens manchmal wenn falls und oder aber wer normalerweise
alguien todos nosotros ella él ellos quien si cuando pero y o normalmente
monday tuesday wednesday thursday friday saturday sunday
"""
_NOBODY = frozenset(_NOT_NAMES.split())


class PeopleSaid(NamedTuple):
    """The people that a sentence names by what they do, and the sentence without that."""

    people: dict[str, str]
    rest: str


def people_said(sentence: str) -> PeopleSaid:
    """Return who a sentence names as owner, backup or manager, each at most once."""
    people: dict[str, str] = {}
    rest = sentence
    for role, pattern in _COMPILED:
        if role not in people and (named := _named(pattern, rest)):
            people[role], start, end = named
            rest = f"{rest[:start]} {rest[end:]}"
    return PeopleSaid(people, _tidy(rest) if people else rest)


def _named(pattern: re.Pattern[str], text: str) -> tuple[str, int, int] | None:
    """Return the first name that a pattern finds, and where; words before it may be none."""
    found = pattern.search(text)
    while found:
        if who := _name(found["who"]):
            return who, found.start(), found.end()
        blank = text.find(" ", found.start("who"))
        found = pattern.search(text, blank + 1) if blank >= 0 else None
    return None


def _name(words: str) -> str | None:
    """Return a name without words around it that are none; None where nothing is left."""
    parts = words.split()
    while parts and parts[0].casefold() in _NOBODY:
        parts = parts[1:]
    while parts and parts[-1].casefold() in _NOBODY:
        parts = parts[:-1]
    name = " ".join(parts)
    capital = all(part[0].isupper() for part in parts)
    return name if parts and (capital or is_role(name)) else None


def _tidy(text: str) -> str:
    joints = r"(?:but|and|or|although|though|also|und|aber|y|pero)"
    text = re.sub(r"\s+", " ", text)
    text = re.sub(
        rf"^[\s,;.]*(?:{joints}\b[\s,;]*)*|(?:[\s,;]+{joints}\b)*[\s,;]*(?=[.]?$)", "", text
    )
    return text.strip(" ,;")
