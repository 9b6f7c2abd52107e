"""What people write in their procedures, each with all that it means."""

from datetime import time

import pytest

from scheduler import phrases

MEANT = {
    "every weekday before 9": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None, "9:00"),
    "every day by noon": ("FREQ=DAILY", None, "12:00"),
    "daily before opening": ("FREQ=DAILY", None, None),
    "at opening": (None, None, None),
    "every day at opening": ("FREQ=DAILY", None, None),
    "by end of day": (None, None, None),
    "every day by end of day": ("FREQ=DAILY", None, None),
    "before doors open": (None, None, None),
    "Tuesday 4:30-5 pm ET": ("FREQ=WEEKLY;BYDAY=TU", "16:30", "17:00"),
    "Mon 7:00-9:00": ("FREQ=WEEKLY;BYDAY=MO", "7:00", "9:00"),
    "every day except Sundays": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", None, None),
    "daily but not on weekends": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None, None),
    "every weekday except Friday at 9": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "9:00", None),
    "twice a week": ("FREQ=WEEKLY", None, None),
    "3 times a week": ("FREQ=WEEKLY", None, None),
    "2x/Day": ("FREQ=DAILY", None, None),
    "twice per day": ("FREQ=DAILY", None, None),
    "at least monthly": ("FREQ=MONTHLY", None, None),
    "at least every six months": ("FREQ=MONTHLY;BYMONTH=1,7", None, None),
    "Bi-Monthly: Jan, Mar, May, Jul, Sep, Nov": ("FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11", None, None),
    "5th of Every Month": ("FREQ=MONTHLY;BYMONTHDAY=5", None, None),
    "End of Mar, Jun, Sep, Dec": ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", None, None),
    "every six months": ("FREQ=MONTHLY;BYMONTH=1,7", None, None),
    "Semi-Annual": ("FREQ=MONTHLY;BYMONTH=1,7", None, None),
    "3rd week of each month": ("FREQ=MONTHLY", None, None),
    "first business day": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", None, None),
    "month end": ("FREQ=MONTHLY;BYMONTHDAY=-1", None, None),
    "M/T/W": ("FREQ=WEEKLY;BYDAY=MO,TU,WE", None, None),
    "on M/T/W": ("FREQ=WEEKLY;BYDAY=MO,TU,WE", None, None),
    "SUN/THUR": ("FREQ=WEEKLY;BYDAY=TH,SU", None, None),
    "May 15": ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15", None, None),
    "mornings": ("FREQ=DAILY", None, None),
    "Monday mornings": ("FREQ=WEEKLY;BYDAY=MO", None, None),
    "mornings at 8": ("FREQ=DAILY", "8:00", None),
    "every weekday at 7:00, by 9:00": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "7:00", "9:00"),
    "due 5th of following month": ("FREQ=MONTHLY;BYMONTHDAY=5", None, None),
    "Due by Tuesday 5pm": ("FREQ=WEEKLY;BYDAY=TU", None, "17:00"),
    "due by April 1st": ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", None, None),
    "by November 15th": ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15", None, None),
    "twice a week on Monday and Thursday at 9": ("FREQ=WEEKLY;BYDAY=MO,TH", "9:00", None),
    "twice a year": ("FREQ=MONTHLY;BYMONTH=1,7", None, None),
    "daily, Monday to Friday, at 8": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:00", None),
    "Every morning before work begins": ("FREQ=DAILY", None, None),
    "in the morning before 11 am": (None, None, "11:00"),
    "every 14 days on Monday": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None, None),
    "Every 2 years": ("FREQ=YEARLY;INTERVAL=2", None, None),
    "Every 5 years": ("FREQ=YEARLY;INTERVAL=5", None, None),
    "bimonthly": ("FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11", None, None),
    "biannual": ("FREQ=MONTHLY;BYMONTH=1,7", None, None),
    "M-F at 8": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:00", None),
    "every evening by 9": ("FREQ=DAILY", None, "21:00"),
    "every day from 9 to 11": ("FREQ=DAILY", "9:00", "11:00"),
    "every day between 9 and 11 am": ("FREQ=DAILY", "9:00", "11:00"),
    "quarterly": ("FREQ=MONTHLY;BYMONTH=1,4,7,10", None, None),
    "by end of each week": ("FREQ=WEEKLY", None, None),
    "every day at quarter past 7": ("FREQ=DAILY", "7:15", None),
    "every second Friday in the month": ("FREQ=MONTHLY;BYDAY=2FR", None, None),
    "every 2 Fridays at 9": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "9:00", None),
    "Jan 1, Apr 1, Jul 1 and Oct 1": ("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", None, None),
    "15 of each month": ("FREQ=MONTHLY;BYMONTHDAY=15", None, None),
    "every Friday by 5:00 PM": ("FREQ=WEEKLY;BYDAY=FR", None, "17:00"),
    "every Tuesday at latest 17:00": ("FREQ=WEEKLY;BYDAY=TU", None, "17:00"),
    "every Tuesday at 17:00 at the latest": ("FREQ=WEEKLY;BYDAY=TU", None, "17:00"),
    "before close of business every Friday": ("FREQ=WEEKLY;BYDAY=FR", None, None),
    "seven days a week at 9": ("FREQ=DAILY", "9:00", None),
    "twice a month on the 1st and 15th": ("FREQ=MONTHLY;BYMONTHDAY=1,15", None, None),
    "every 28 days on Tuesday at 9": ("FREQ=WEEKLY;INTERVAL=4;BYDAY=TU", "9:00", None),
    "semi-monthly on the 1st and 15th": ("FREQ=MONTHLY;BYMONTHDAY=1,15", None, None),
    "bi-monthly on the 1st and 15th": ("FREQ=MONTHLY;BYMONTHDAY=1,15", None, None),
    "every weekend except Sunday": ("FREQ=WEEKLY;BYDAY=SA", None, None),
    "beginning of each month": ("FREQ=MONTHLY", None, None),
    "end of week": ("FREQ=WEEKLY", None, None),
    "quarter end": ("FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", None, None),
    "year end": ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", None, None),
    "each day by close of business": ("FREQ=DAILY", None, None),
    "daily no later than 10am": ("FREQ=DAILY", None, "10:00"),
    "MWF at 8": ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "8:00", None),
    "T/Th at 8": ("FREQ=WEEKLY;BYDAY=TU,TH", "8:00", None),
    "Mondays through Thursdays, by noon": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", None, "12:00"),
    "every evening from 5 to 7": ("FREQ=DAILY", "17:00", "19:00"),
    "every day at half past seven": ("FREQ=DAILY", "7:30", None),
}


def clock(text):
    return text and time(*map(int, text.split(":")))


@pytest.mark.parametrize("phrase", MEANT)
def test_an_english_phrase_means_exactly_this(phrase):
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
