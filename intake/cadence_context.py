"""Tells words that say when work recurs from those that only sound like it."""

import re
from collections.abc import Sequence

from intake.found import Trust
from scheduler.phrases.running import Spoken
from scheduler.phrases.vocabulary import Kind, Token, Unit

_LONGEST_LABEL = 4
_SPANISH_ADJECTIVES = ("anual", "mensual", "semanal", "trimestral", "semestral", "diario", "diaria")
# How far around a phrase its sentence is looked at.
_REACH = 200
_CLEARLY_EACH = {
    "every", "each", "once a", "once per", "once every", "once each",
    "jeden", "jede", "jedes", "jeder", "jedem", "alle", "cada", "todos los", "todas las",
    "al día", "a la semana", "al mes", "al trimestre", "al año", "por semana", "por mes",
}  # fmt: skip
_WEAK = {"a", "per", "any", "all", "por", "todo", "je", "pro", "aller", "allen"}
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
    r"next\s+review\w*|review\s+(?:cadence|date|frequency|interval|period|schedule)|"
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
    is_enough = _is_whole(text, one) and _is_enough_alone(one.words, trust)
    return _is_telling(one.words) or is_enough


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around a span, or as much of it as matters."""
    first = max(0, start - _REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, first, start)]
    after = _SENTENCE_END.search(text, end, end + _REACH)
    return (ends[-1] if ends else first), (after.end() if after else min(len(text), end + _REACH))


def _is_whole(text: str, one: Spoken) -> bool:
    """Tell whether nothing stands beside the phrase, or it fills a pair of brackets."""
    before, behind = text[: one.start].rstrip(), text[one.end :].lstrip()
    if before.endswith("(") and behind.startswith(")"):
        return True
    return not before.strip(" \t*#-:(.") and not behind.strip(" \t*:).")


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
    if _recurs_by_its_words(one.words) or _recurs_by_its_place(text, one):
        return True
    adverbs = {word.text for word in one.words} & _ADVERBS
    return bool(adverbs) and not _is_adjective(text, one, adverbs)


def _recurs_by_its_words(words: Sequence[Token]) -> bool:
    if any(_is_each(words, at) for at in range(len(words))) or _is_of_each_month(words):
        return True
    if any(_is_habit(word) or word.kind == Kind.ALTERNATELY for word in words):
        return True
    # A list of months is a plan of the year.
    return len({word.value for word in words if word.kind == Kind.MONTH}) > 2


def _recurs_by_its_place(text: str, one: Spoken) -> bool:
    is_whole, is_due = _is_whole(text, one), _says_due(text, one)
    if one.words[0].kind == Kind.BEFORE and (is_due or is_whole):
        return True
    if is_whole and (one.said.time or one.said.deadline or is_due):
        return True
    return _is_plural_in_spanish(text, one) or _is_spanish_label(text, one)


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


def _is_plural_in_spanish(text: str, one: Spoken) -> bool:
    """Tell “los martes”, where only the article is in the plural."""
    is_weekday = one.words[0].kind == Kind.WEEKDAYS
    return is_weekday and bool(re.search(r"\blos\s+$", text[: one.start][-8:], re.IGNORECASE))


def _is_spanish_label(text: str, one: Spoken) -> bool:
    """Tell “Inspección semanal”, a line of its own with the adjective behind its noun."""
    is_last = not text[one.end :].strip(" .:)") and len(text.split()) <= _LONGEST_LABEL
    words = one.words[0].text
    return is_last and words.endswith(_SPANISH_ADJECTIVES) and words not in _ADVERBS


def _is_adjective(text: str, one: Spoken, adverbs: set[str]) -> bool:
    """Tell “the daily log” from “is done daily”."""
    if adverbs & (_NEVER_ADJECTIVES | _GERMAN_OR_SPANISH_ADVERBS):
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
    is_adjective = any(word.kind == Kind.EVERY and word.text not in _WEAK for word in words)
    return is_adjective or bool(kinds & {Kind.WEEKDAYS, Kind.EACH_DAY, Kind.TWICE_OR_HALF})


def _is_enough_alone(words: Sequence[Token], trust: Trust) -> bool:
    """Tell whether words that fill their place say when: “January” as a heading, “May 15”."""
    kinds = {word.kind for word in words}
    return trust == Trust.FIELD or bool(kinds & {Kind.MONTH, Kind.ORDINAL})
