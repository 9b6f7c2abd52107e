"""What people write in their procedures, in three languages, each with all that it means."""

from datetime import time

import english_phrases
import german_phrases
import pytest
import spanish_phrases

from scheduler import phrases

MEANT = english_phrases.MEANT | german_phrases.MEANT | spanish_phrases.MEANT


def clock(text):
    return text and time(*map(int, text.split(":")))


def test_no_phrase_stands_in_two_languages():
    languages = (english_phrases, german_phrases, spanish_phrases)
    assert len(MEANT) == sum(len(language.MEANT) for language in languages)


@pytest.mark.parametrize("phrase", MEANT)
def test_a_phrase_means_exactly_this(phrase):
    rule, at, deadline = MEANT[phrase]

    read = phrases.understand(phrase)

    assert (read.rule, read.time, read.deadline) == (rule, clock(at), clock(deadline))


@pytest.mark.parametrize("phrase", MEANT)
def test_what_it_says_whole_is_said_back_in_english_and_means_the_same(phrase):
    try:
        reading = phrases.parse(phrase)
    except phrases.NotUnderstood:
        left = phrases.understand(phrase)
        assert left.question or left.zone
        return

    again = phrases.parse(phrases.describe(reading.rule, time(7, 5)))

    assert (again.rule, again.time) == (reading.rule, time(7, 5))


QUESTIONS = {
    "weekly at 9": "On which day of the week?",
    "weekly": "On which day of the week? At what time?",
    "monthly": "On which day? At what time?",
    "quarterly at 9": "On which day of January, April, July and October?",
    "annually": "On which date of the year? At what time?",
    "twice a week": "On which days, 2 of them a week? At what time?",
    "3 times a month": "On which days of the month, 3 of them? At what time?",
    "twice a day": (
        "A process runs at most once a day; make one for each time of day. At what time?"
    ),
    "bimonthly": "That can mean twice as often or half as often; say which. At what time?",
    "3rd week of each month": "On which day of that week of the month? At what time?",
    "every day before opening": "At what time is opening?",
    "weekly by close of business": "On which day of the week? At what time is the end of the day?",
    "at opening": "How often? At what time is opening?",
    "May 15 at 9": "Is it due each year?",
    "before 9": "How often?",
    "every weekday except holidays at 9": (
        "Say public holidays apart: in the field of their own, or as “holidays DE-BY skip”."
    ),
    "jeden Morgen vor Öffnung": "At what time is opening?",
    "antes de cerrar todos los días": "At what time is closing?",
}


@pytest.mark.parametrize("phrase", QUESTIONS)
def test_what_a_phrase_leaves_open_is_asked_for(phrase):
    assert phrases.understand(phrase).question == QUESTIONS[phrase]


@pytest.mark.parametrize(
    "phrase", ["every day at 9", "every weekday before 9", "Tuesday 4:30-5 pm ET", "1st at 8"]
)
def test_a_whole_phrase_asks_nothing(phrase):
    assert phrases.understand(phrase).question is None


@pytest.mark.parametrize(
    "phrase", ["", "hourly", "every 2 hours", "stündlich", "Onboarding", "on the"]
)
def test_what_is_no_cadence_is_refused(phrase):
    with pytest.raises(phrases.NotUnderstood):
        phrases.understand(phrase)


def test_a_zone_by_its_letters_is_a_place():
    assert phrases.understand("every day at 9 ET").zone == "America/New_York"


@pytest.mark.parametrize("name", ["Mar 9:00", "Sun 9:00", "so every Monday at 9", "Do, 9:00"])
def test_words_that_languages_share_are_english_first(name):
    german_or_spanish = {"Do, 9:00": "FREQ=WEEKLY;BYDAY=TH"}
    try:
        found = phrases.parse(name).rule
    except phrases.NotUnderstood:
        found = None
    assert found == ({"Sun 9:00": "FREQ=WEEKLY;BYDAY=SU"} | german_or_spanish).get(name)


@pytest.mark.parametrize(
    ("line", "name", "rule"),
    [
        ("Kasse zählen jeden Tag um 22 Uhr", "Kasse zählen", "FREQ=DAILY"),
        ("Kühlschrank werktags um halb acht", "Kühlschrank", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (
            "Limpieza de cocina todos los lunes a las 9",
            "Limpieza de cocina",
            "FREQ=WEEKLY;BYDAY=MO",
        ),
        ("Das Auto am ersten Montag im Monat um 9", "Das Auto", "FREQ=MONTHLY;BYDAY=1MO"),
    ],
)
def test_a_name_and_its_cadence_are_told_apart_in_each_language(line, name, rule):
    found, _, reading = phrases.split_trailing(line)

    assert (found, reading.rule) == (name, rule)
