"""Who is said to do a step: “Mike resets the page”, “Cook: check the oven”."""

import re

from intake.understanding.verbs import base_of, begins_with_verb

_ROLES = """
accountant admin administrator analyst assistant associate attendant auditor baker barback
bartender barista bookkeeper busser captain caretaker carer cashier chair chef cleaner clerk
closer concierge coordinator cook crew custodian dentist director dishwasher dispatcher doctor
driver electrician engineer facilitator foreman gardener handyman head host hostess hygienist
inspector instructor intern janitor keyholder lead leader librarian lifeguard loader maintenance
manager mechanic merchandiser nurse officer opener operations operator ops owner packer paramedic
pharmacist picker pastor porter president principal producer receptionist representative rep
runner sacristan salesperson secretary server sexton shift sommelier staff steward stocker
superintendent supervisor supplier support teacher team technician teller treasurer trainer usher
verger vet volunteer waiter waitress warden welder worker küche service theke bar leitung
schichtleitung filialleitung hausmeister reinigungskraft koch köchin verwaltung buchhaltung
pfleger pflegekraft techniker technikerin kassierer kassiererin küster camarero camarera cocinero
cocinera encargado encargada gerente supervisora limpiador cajero cajera técnico técnica tesorero
tesorera secretario secretaria cuadrilla conserje
"""
_ROLE_WORDS = frozenset(_ROLES.split())
_SUBJECT = re.compile(
    r"^(?:[Tt]he |[Oo]ur )?(?P<who>[\w.'\u2019&-]+(?: (?:of )?[\w&'\u2019-]+){0,3}?)"
    r" (?P<verb>[a-z]{3,}s)"
    r"(?P<object> (?:the|a|an|all|each|every|his|her|their|any|both|up|in|out|down)\b)?"
)
_CAPTION = re.compile(r"^(?P<who>[^\W\d_][\w &/'\u2019-]{1,40}?)\s*(?::|\s[-\u2013\u2014])\s+\S")
_NOT_NAMES = (
    "this it that there the a an if when once each every all any which what he she note who"
)
_NOBODY = frozenset(_NOT_NAMES.split())
# Things do these by themselves: “The door locks”.
_BY_ITSELF = {"taste", "work", "run", "lock", "close", "open", "stop", "start", "drain", "turn"}
_MOST_READ = 160


def performer_of(text: str) -> str | None:
    """Return who a step says does it, as written; None where it names nobody."""
    read = text[:_MOST_READ]
    if found := _CAPTION.match(read):
        return found["who"] if is_role(found["who"]) else None
    found = _SUBJECT.match(read)
    if not found or begins_with_verb(read) or not base_of(found["verb"]):
        return None
    who, verb = found["who"], base_of(found["verb"])
    if who.split()[0].casefold() in _NOBODY or (verb in _BY_ITSELF and not is_role(who)):
        return None
    named = all(word[:1].isupper() or word == "of" for word in who.split())
    return who if (named and found["object"]) or is_role(who) else None


def is_role(words: str) -> bool:
    """Tell the name of a role (“Shift lead”, “Media Team”) from any other words."""
    plain = re.findall(r"[^\W\d_]+", words.casefold())
    if not 0 < len(plain) <= 4:
        return False
    last = plain[-1]
    return last in _ROLE_WORDS or (last.endswith("s") and last[:-1] in _ROLE_WORDS)
