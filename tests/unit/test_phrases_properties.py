"""What holds for every rule that is said, and for whatever people type."""

import re
from datetime import time
from itertools import pairwise

from cadence_strategies import rules, times
from hypothesis import given
from hypothesis import strategies as st

from scheduler import phrases
from scheduler.cadence.rule_text import parse_rule
from scheduler.phrases import NotUnderstood, Reading
from scheduler.phrases.english import WORDS
from scheduler.phrases.languages import LANGUAGES
from scheduler.phrases.running import spoken

LONGEST_FIELD = 200

in_any_language = st.sampled_from(
    [word for language in LANGUAGES for word in language.words] + ["9:00", "3.", "halb acht", "15"]
)
mixed = st.lists(in_any_language, max_size=8).map(" ".join)
words = st.sampled_from([*WORDS, "1st", "15th", "31st", "7:00", "7am", "3", "25:00", "zzz", "."])
phrases_like = st.lists(words, max_size=12).map(" ".join).map(lambda text: text[:100])


@given(rules, times)
def test_a_rule_said_in_words_is_read_back_as_the_same(rule, at):
    said = phrases.describe(str(rule), at)

    assert phrases.parse(said).rule == str(rule)
    assert phrases.parse(said).time == at


@given(rules, times)
def test_the_words_fit_into_the_field_of_the_form(rule, at):
    assert len(phrases.describe(str(rule), at)) <= LONGEST_FIELD


def outcome(text):
    """What was read, or what was said instead of it."""
    try:
        return phrases.parse(text)
    except NotUnderstood as problem:
        return problem


@given(phrases_like | mixed | st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_with_a_phrase_that_can_be_read(text):
    found = outcome(text)

    if isinstance(found, Reading):
        assert str(parse_rule(found.rule)) == found.rule
        assert phrases.parse(phrases.describe(found.rule, time(7, 5))).rule == found.rule
    else:
        assert found.message.endswith((".", "?"))
        assert phrases.parse(found.suggestion).time is not None


@given(phrases_like, st.sampled_from(["Opening checks", "Kasse", "Fridge (left)"]))
def test_a_split_line_gives_back_all_its_words(phrase, name):
    line = f"{name} {phrase}"
    try:
        found, cadence, reading = phrases.split_trailing(line)
    except NotUnderstood:
        return
    assert f"{found} {cadence}".split() == line.split()
    assert phrases.parse(cadence) == reading


@given(phrases_like)
def test_case_blanks_and_a_last_dot_do_not_matter(text):
    typed = "\u2003" + re.sub(" ", "\u00a0 ", text.upper()) + " . "

    same, other = outcome(text), outcome(typed)

    if isinstance(same, Reading):
        assert other == same
    else:
        assert (other.message, other.suggestion) == (same.message, same.suggestion)


@given(phrases_like | mixed | st.text(max_size=80))
def test_what_is_understood_asks_for_all_that_a_cadence_lacks(text):
    try:
        read = phrases.understand(text)
    except NotUnderstood:
        return
    if read.question is None:
        assert read.zone or phrases.parse(text).rule == read.rule
        assert str(parse_rule(read.rule)) == read.rule
        assert read.time or read.deadline


@given(mixed | st.text(max_size=5000))
def test_what_stands_in_a_text_lies_in_it_and_apart(text):
    found = spoken(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
