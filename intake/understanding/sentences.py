"""Work described in a few sentences, as somebody would type it to a colleague."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from intake import cadences
from intake.draft import Sure
from intake.found import Evidence, Found, FoundProcess, FoundStep, Said, Trust
from intake.understanding.clauses import asked
from intake.understanding.people_said import people_said

LONGEST_DESCRIPTION = 4000
_MOST_SENTENCES = 60
_MOST_WORDS = 12
_END = re.compile(
    r"(?<!\b[A-Za-z])(?<!\be\.g)(?<!\bi\.e)(?<!\bz\.B)(?<!\b[ap]\.m)(?<!\bapprox)(?<!\bNo)(?<!\bDr)"
    r"(?<!\bMr)(?<!\bMrs)[.!?]+(?=\s+|$)|\n+"
)
_NAME = re.compile(r"^(?P<name>[^\W\d_][^:.;,\n]{2,60}?)\s*:\s+(?P<rest>\S.*)$", re.DOTALL)
# What is left of a time when its cadence is told: “before 9”, “at opening”, “in the evening”.
_LEFT_OF_TIMES = re.compile(
    r"\b(?:before|by|until|no later than|at|around|from|vor|bis|um|gegen|antes de|a|hasta)\s+"
    r"(?:the |las |la |der |die )?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|uhr|h|"
    r"o['\u2019]clock)?"
    r"|noon|midnight|opening|closing|lunch|mittag|mitternacht|mediodía|medianoche)\b\.?",
    re.IGNORECASE,
)
_BEFORE_TIMES = re.compile(r"\b(?:on|at|by|in|am|an|im|el|los|las|en)(?: the)?\s*$", re.IGNORECASE)
_DANGLING = re.compile(r"^[\s,;:\u2013-]+|[\s,;:\u2013-]+$")
_PHOTO = re.compile(r"\b(?:photo|photograph|picture|screenshot|foto)s?\b", re.IGNORECASE)
_TAKES = re.compile(
    r"^(?:take|send|post|attach|snap|photograph|upload|mach|mache|schick|schicke|toma|tomar|envía|"
    r"haz|sube)\b|\b(?:machen|schicken)$",
    re.IGNORECASE,
)
_ITS_EVIDENCE = re.compile(
    r"^(?:proof|evidence|nachweis|prueba)\s*:\s*(?P<what>.+)$", re.IGNORECASE
)


@dataclass
class _Told:
    """What the sentences have told so far."""

    steps: list[FoundStep] = field(default_factory=list)
    people: dict[str, Said] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


def found(text: str, name: str = "") -> Found:
    """Return the process that a description tells of; `name` is what it is called elsewhere.

    Who does it is concluded from the words, never stated.
    """
    heading, body = _headed(text[:LONGEST_DESCRIPTION].strip())
    told = _Told()
    if heading:
        told.evidence.append(Evidence(Said(heading, "its first words"), Trust.TITLE))
    for number, sentence in enumerate(_sentences(body), 1):
        _take(told, sentence, f"sentence {number}")
    if not told.steps:
        told.steps.extend(_only(told, body))
    process = FoundProcess(
        name=_name(name or heading, told.steps, body),
        steps=tuple(told.steps),
        owner=told.people.get("owner"),
        backup=told.people.get("backup"),
        manager=told.people.get("manager"),
        cadence=tuple(told.evidence),
    )
    return Found("description", (process,), lacks=())


def _only(told: _Told, body: str) -> Iterator[FoundStep]:
    """Give a first sentence without a verb as the step: “Lunch count by 10am.”."""
    first = next(_sentences(body), "")
    timeless = _LEFT_OF_TIMES.sub(" ", _without_times(told, first, "sentence 1"))
    title = " ".join(people_said(timeless).rest.split())
    says_when = bool(told.evidence) or timeless != first
    if says_when and 0 < len(title.split()) <= _MOST_WORDS:
        yield _step(f"{title[:1].upper()}{title[1:]}", None, told, "sentence 1")


def _headed(text: str) -> tuple[str, str]:
    """Part “Closing the bar: wipe the counter, …” into its name and the rest."""
    match = _NAME.match(text)
    if not match or people_said(match["name"]).people or _recurs(match["name"]):
        return "", text
    return match["name"].strip(), match["rest"]


def _recurs(words: str) -> bool:
    """Tell words that say how often; “Closing” only lets it be guessed, and is a name as well."""
    return any(one.sure is Sure.STATED for one in cadences.find(words, Trust.LEAD))


def _sentences(text: str) -> Iterator[str]:
    parts = (part.strip(" \t-*\u2022") for part in _END.split(text))
    for number, part in enumerate(part for part in parts if part):
        if number < _MOST_SENTENCES:
            yield part


def _take(told: _Told, sentence: str, where: str) -> None:
    timeless = _without_times(told, sentence, where)
    people = people_said(timeless)
    # What somebody is said to do as their job outdoes the subject of a sentence.
    told.people.update(
        {role: Said(who, where, Sure.INFERRED) for role, who in people.people.items()}
    )
    if proof := _ITS_EVIDENCE.match(sentence):
        _prove(told, Said(proof["what"], where))
        return
    for one in asked(people.rest):
        photo = bool(_PHOTO.search(one.title) and _TAKES.search(one.title))
        if photo and told.steps:
            _prove(told, Said(one.title, where))
            continue
        if one.who:
            told.people.setdefault("owner", Said(one.who, where, Sure.INFERRED))
        told.steps.append(_step(one.title, one.who, told, where))


def _step(title: str, who: str | None, told: _Told, where: str) -> FoundStep:
    """Return a step; whoever does all of it is no step's own."""
    owner = told.people.get("owner")
    other = who if who and owner and who != owner.text else None
    return FoundStep(
        title=title,
        where=where,
        line=1,
        assignee=Said(other, where, Sure.INFERRED) if other else None,
    )


def _prove(told: _Told, said: Said) -> None:
    """Give the last step its proof, and the words as its instruction."""
    if told.steps:
        last = told.steps[-1]
        detail = f"{last.detail}\n{said.text}".strip()
        told.steps[-1] = replace(last, proof=last.proof or said, detail=detail)


def _without_times(told: _Told, sentence: str, where: str) -> str:
    """Return a sentence without its cadences, which are kept as evidence."""
    spans = cadences.find(sentence, Trust.PROSE)
    evidence = Evidence(Said(sentence, where), Trust.PROSE)
    if spans and evidence not in told.evidence:
        told.evidence.append(evidence)
    rest = sentence
    for one in reversed(spans):
        before = _BEFORE_TIMES.sub("", rest[: one.start])
        rest = f"{before} {rest[one.end :]}"
    rest = _LEFT_OF_TIMES.sub(" ", rest) if spans else rest
    return _DANGLING.sub("", re.sub(r"\s+(?=[,;:.])", "", " ".join(rest.split())))


def _name(called: str, steps: Sequence[FoundStep], body: str) -> Said:
    if called:
        return Said(called, "its first words")
    if steps:
        return Said(steps[0].title, steps[0].where, Sure.INFERRED)
    return Said(" ".join(body.split()[:8]).rstrip("."), "its first words", Sure.INFERRED)
