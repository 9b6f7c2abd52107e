"""Tells words that say when work recurs from those that only sound like it."""

import re
from collections.abc import Sequence

from intake.found import Trust
from scheduler.phrases.running import Spoken
from scheduler.phrases.vocabulary import Kind, Token, Unit

# How far around a phrase its sentence is looked at.
_REACH = 200
_CLEARLY_EACH = {
    "every", "each", "once a", "once per", "once every", "once each",
    "jeden", "jede", "jedes", "jeder", "jedem", "alle", "cada", "todos los", "todas las",
}  # fmt: skip
_ADVERBS = {
    "daily", "weekly", "monthly", "quarterly", "yearly", "annually", "biweekly", "bi weekly",
    "fortnightly", "nightly", "semiannually", "semi annually", "half yearly", "everyday",
    "biennially", "bimonthly", "biannually", "semimonthly", "semi monthly", "semi weekly",
    "semiweekly",
    "täglich", "wöchentlich", "monatlich", "vierteljährlich", "halbjährlich", "jährlich",
    "quartalsweise", "14 tägig", "vierzehntägig", "werktäglich", "arbeitstäglich",
    "zweiwöchentlich",
    "diariamente", "a diario", "semanalmente", "mensualmente", "trimestralmente", "anualmente",
    "semestralmente", "quincenalmente", "bimestralmente",
}  # fmt: skip
# “Annually” stands beside nouns without describing them.
_NEVER_ADJECTIVES = {"annually", "semiannually", "semi annually", "biennially", "biannually"}
_GERMAN_OR_SPANISH_ADVERBS = {word for word in _ADVERBS if not word.endswith(("ly", "day"))}
_HABITS = {"wochentags", "werktags", "arbeitstags", "weekdays", "weekends", "wochenends"}
_FOLLOWS_ADVERB = re.compile(
    r"\W*(?:$|(?:at|on|by|before|after|and|or|to|for|when|while|with|without|using|from|during|if|"
    r"unless|as|in|between|through|until|via|per|except|but|so|because|that|which|this|the|is|are|"
    r"must|should|will|prior|upon|under|within|following|starting|between|also|not|then)\b)",
    re.IGNORECASE,
)
_OTHERS = r"(?:daily|weekly|monthly|quarterly|yearly|annually|annual|hourly)"
_LIST_BEHIND = re.compile(rf"(?:\s*(?:,|/|\band\b|\bor\b)\s*)+{_OTHERS}\b", re.IGNORECASE)
_LIST_BEFORE = re.compile(rf"\b{_OTHERS}(?:\s*(?:,|/|\band\b|\bor\b)\s*)+$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(
    r"\b(?:the|a|an|your|our|this|that|these|those|their|its|his|her|my|each|every|no|any|"
    r"of|current|previous|last|next|and|or|/)\s*$",
    re.IGNORECASE,
)
_MISLEADING_BEFORE = re.compile(
    r"\b(?:within|retain\w*|retention|kept\s+for|keep\s+for|keep\s+\w+\s+for|stored?\s+for|for|"
    r"archiv\w*|next\s+review\w*|review\s+(?:cadence|date|frequency|interval|period|schedule)|"
    r"last\s+\w+|version|black|good|cyber|ash|shrove|palm|easter|innerhalb\s+von|binnen|"
    r"aufbewahr\w*|nächste\s+überprüfung|dentro\s+de|próxima\s+revisión)\W*(?:of\s+|at\s+least\s+)?$",
    re.IGNORECASE,
)
_DOCUMENT_REVIEW = re.compile(
    r"\b(?:this|the|diese[rs]?|das|este|esta)\s+(?:\w+\s+)?(?:document|sop|procedure|policy|policies"
    r"|manual|plan|guide|handbook|dokument|anweisung|richtlinie|documento|procedimiento|política)\b"
    r".{0,60}\b(?:review\w*|revis\w+|updated?|überprüf\w*|aktualisier\w*)\b"
    r"|\b(?:review|revision)\s+(?:cadence|frequency|interval|cycle|schedule|date)\b"
    r"|\bnext\s+review\b|\bdocument\s+review\b",
    re.IGNORECASE,
)
_DUE_BEFORE = re.compile(r"\b(?:due|fällig|vence)\s*(?:on|by|am|el)?\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;](?:\s|$)|\n")


def is_cadence(text: str, one: Spoken, trust: Trust) -> bool:
    """Tell whether a phrase at this place of a text says when the work recurs."""
    if one.said.rule is None or _is_misleading(text, one):
        return False
    if trust == Trust.PROSE:
        return _is_said_in_prose(text, one)
    is_whole = not text[: one.start].strip(" \t*#-:(.") and not text[one.end :].strip(" \t*:).")
    return _is_telling(one.words) or (is_whole and _is_enough_alone(one.words, trust))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around a span, or as much of it as matters."""
    first = max(0, start - _REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, first, start)]
    after = _SENTENCE_END.search(text, end, end + _REACH)
    return (ends[-1] if ends else first), (after.end() if after else min(len(text), end + _REACH))


def _is_misleading(text: str, one: Spoken) -> bool:
    before = text[max(0, one.start - _REACH) : one.start]
    if _MISLEADING_BEFORE.search(before.splitlines()[-1] if before else ""):
        return True
    # “Monday.com” is a product.
    if re.match(r"\.?[a-z]", text[one.end : one.end + 2]):
        return True
    start, end = sentence(text, one.start, one.end)
    return bool(_DOCUMENT_REVIEW.search(text, start, end))


def _is_said_in_prose(text: str, one: Spoken) -> bool:
    start, end = sentence(text, one.start, one.end)
    if text[start:end].rstrip().endswith("?"):
        return False
    if one.words[0].kind == Kind.BEFORE and _says_due(text, one):
        return True
    words = one.words
    if any(_is_each(words, at) for at in range(len(words))) or _is_of_each_month(words):
        return True
    if any(_is_habit(word) for word in words):
        return True
    adverbs = [word.text for word in words if word.text in _ADVERBS]
    return bool(adverbs) and not _is_adjective(text, one, adverbs)


def _says_due(text: str, one: Spoken) -> bool:
    said_before = _DUE_BEFORE.search(text[max(0, one.start - 20) : one.start])
    return bool(said_before) or one.words[0].text.startswith("due")


def _is_each(words: Sequence[Token], at: int) -> bool:
    """Tell “every day” and “twice a week” from “a day” and “all day”."""
    word = words[at]
    if word.kind == Kind.EVERY:
        return word.text in _CLEARLY_EACH
    return word.kind == Kind.TIMES


def _is_of_each_month(words: Sequence[Token]) -> bool:
    """Tell “on the last business day of the month” from “the first day”."""
    kinds = {word.kind for word in words}
    is_of_unit = any(word.value in {Unit.MONTH, Unit.QUARTER, Unit.YEAR} for word in words)
    return Kind.ORDINAL in kinds and is_of_unit


def _is_habit(word: Token) -> bool:
    """Tell “Mondays” from “Monday”."""
    if word.kind == Kind.EACH_DAY:
        return True
    is_single = isinstance(word.value, tuple) and len(word.value) == 1
    is_plural = word.text.endswith("ys") or word.text.endswith(("tags", "wochs", "abends"))
    return word.kind == Kind.WEEKDAYS and ((is_single and is_plural) or word.text in _HABITS)


def _is_adjective(text: str, one: Spoken, adverbs: list[str]) -> bool:
    """Tell “the daily log” from “is done daily”."""
    if any(word in _NEVER_ADJECTIVES | _GERMAN_OR_SPANISH_ADVERBS for word in adverbs):
        return False
    start, end = _list_around(text, one)
    if _ARTICLE_BEFORE.search(text[max(0, start - 12) : start]):
        return True
    # What ends with a time or a weekday has said more than an adjective could.
    if one.words[-1].text not in _ADVERBS and len(one.words) > len(adverbs) * 2:
        return False
    return not _FOLLOWS_ADVERB.match(text[end : end + 20].lstrip(" "))


def _list_around(text: str, one: Spoken) -> tuple[int, int]:
    """Return the span of “daily, weekly and monthly”, which describe one thing together."""
    start, end = one.start, one.end
    while found := _LIST_BEFORE.search(text, max(0, start - 20), start):
        start = found.start()
    while found := _LIST_BEHIND.match(text, end):
        end = found.end()
    return start, end


def _is_telling(words: Sequence[Token]) -> bool:
    """Tell whether the words by themselves say that something recurs, as titles do."""
    if any(_is_each(words, at) for at in range(len(words))):
        return True
    if _is_of_each_month(words):
        return True
    kinds = {word.kind for word in words}
    is_adjective = any(word.kind == Kind.EVERY and " " not in word.text.strip() and
                       word.text not in {"a", "per", "any", "all", "por", "todo", "je", "pro"}
                       for word in words)  # fmt: skip
    return is_adjective or bool(kinds & {Kind.WEEKDAYS, Kind.EACH_DAY, Kind.TWICE_OR_HALF})


def _is_enough_alone(words: Sequence[Token], trust: Trust) -> bool:
    """Tell whether words that fill their place say when: “January” as a heading, “May 15”."""
    kinds = {word.kind for word in words}
    return trust == Trust.FIELD or bool(kinds & {Kind.MONTH, Kind.ORDINAL})
