"""What cannot be kept is refused with the reason and with a phrase that can be."""

from datetime import time

import pytest

from scheduler import phrases
from scheduler.phrases import NotUnderstood

REFUSED = {
    # More than once a day.
    "hourly": ("at most once a day", "every day at 7:00"),
    "every 30 minutes": ("at most once a day", "every day at 7:00"),
    "every 2 hours": ("at most once a day", "every day at 7:00"),
    "every day at 7:00 and 15:00": ("two times", "every day at 7:00"),
    "twice a day": ("at most once a day", "every Monday and Thursday at 7:00"),
    # Something is left open.
    "weekly": ("which day of the week", "every Monday at 7:00"),
    "weekly at 9:30": ("which day of the week", "every Monday at 9:30"),
    "every 3 weeks": ("which day of the week", "every 3 weeks on Monday at 7:00"),
    "biweekly": ("which day of the week", "every other Monday at 7:00"),
    "monthly": ("which day", "on the 1st of each month at 7:00"),
    "quarterly at 9": (
        "which day",
        "every 3 months (January, April, July, October) on the 1st at 9:00",
    ),
    "every January and July": ("which day", "every 6 months (January, July) on the 1st at 7:00"),
    "yearly": ("which date", "every year on January 1 at 7:00"),
    "every March": ("which day", "every year on March 1 at 7:00"),
    "March 3 at 9": ("every year", "every year on March 3 at 9:00"),
    "twice a month on the 2nd at 8:00": (
        "which days of the month",
        "on the 1st and 15th of each month at 8:00",
    ),
    "last day of February at 9": (
        "every year",
        "every year on the last day of February at 9:00",
    ),
    "first Monday in May": ("every year", "every year on the first Monday of May at 7:00"),
    "every second business day": (
        "count business days",
        "every Monday, Wednesday and Friday at 7:00",
    ),
    "twice a week": ("which days", "every Monday and Thursday at 7:00"),
    "bimonthly": (
        "say which",
        "every 2 months (January, March, May, July, September, November) on the 1st at 7:00",
    ),
    "at 7": ("how often", "every weekday at 7:00"),
    "7:00": ("how often", "every weekday at 7:00"),
    "every": ("how often", "every weekday at 7:00"),
    "on the": ("how often", "every weekday at 7:00"),
    "": ("how often", "every weekday at 7:00"),
    " \u200b\n ": ("how often", "every weekday at 7:00"),
    "last": ("which day", "every weekday at 7:00"),
    # Not to be had.
    "every year on February 31": ("February has no day 31", "every year on February 29 at 7:00"),
    "31 April": ("April has no day 31", "every year on April 30 at 7:00"),
    "on the 32nd": ("No month has a day 32", "every weekday at 7:00"),
    "fifth Friday of the month": ("fifth Friday", "on the last Friday of each month at 7:00"),
    "25th business day of the month": (
        "25 business days",
        "on the last business day of each month at 7:00",
    ),
    "first weekend of the month": ("single weekday", "on the last Saturday of each month at 7:00"),
    "every day at 25:00": ("“25:00” is not a time", "every day at 7:00"),
    "every day at 24:00": ("“24:00” is not a time", "every day at 7:00"),
    "every day at 7:60": ("“7:60” is not a time", "every day at 7:00"),
    "every day at 13pm": ("“13pm” is not a time", "every day at 7:00"),
    "every day at 30": ("“30” is not a time", "every day at 7:00"),
    "every morning at 15:00": ("not in the morning", "every day at 7:00"),
    "every 0 days": ("every 0", "every weekday at 7:00"),
    "every 500 days": ("366 days", "every weekday at 7:00"),
    "every 200 weeks on Monday": ("104 weeks", "every weekday at 7:00"),
    "every 6 years on March 3": ("5 years", "every weekday at 7:00"),
    "tomorrow at 9": ("recurs", "every weekday at 9:00"),
    "monthly except Friday at 9": (
        "leave weekdays out",
        "every Monday, Tuesday and Thursday at 9:00",
    ),
    "weekends except Saturday and Sunday": ("every day on which", "every Sunday at 7:00"),
    "every weekday except holidays": ("holidays apart", "every weekday at 7:00"),
    "every day before opening": ("At what time is opening", "every day at 7:00"),
    "every day at 9 ET": ("zone apart", "every day at 9:00"),
    "every day by 9, by noon": ("two times by which", "every day at 7:00"),
    "every public holiday": ("public", "every weekday at 7:00"),
    # Two things at once.
    "every day every week": ("every day and every week", "every day at 7:00"),
    "daily Monday": ("certain weekdays", "every day at 7:00"),
    "Monday every Monday at 9": ("monday", "every Monday at 7:00"),
    "every Monday and the 5th": ("two kinds of days", "every Monday at 7:00"),
    "every other weekday": ("count business days", "every Monday, Wednesday and Friday at 7:00"),
    "every other Tuesday of the month": ("which one", "on the first Monday of each month at 7:00"),
    "every 3 months (January, February) on the 1st": (
        "not 3 months apart",
        "every January and February on the 1st at 7:00",
    ),
    "every 2 years in March and May on the 1st": ("one month only", "every weekday at 7:00"),
    "1st, 2nd, 3rd, 4th, 5th, 6th, 7th, 8th, 9th, 10th, 11th, 12th": (
        "too many days",
        "on the 1st, 2nd, 3rd, 4th, 5th, 6th, 7th, 8th, 9th, 10th and 11th of each month at 7:00",
    ),
    # Misspelt or meaningless.
    "every blursday at 7:00": ("“blursday”", "every Thursday at 7:00"),
    "every wensday at 9": ("“wensday”", "every Wednesday at 9:00"),
    "evry other tusday 18:30": ("“evry”", "every other Tuesday at 18:30"),
    "asdf": ("“asdf”", "every weekday at 7:00"),
    "😀": ("“😀”", "every weekday at 7:00"),
    "2 daily 7:00": ("“2”", "every weekday at 7:00"),
    "and Monday": ("“and”", "every weekday at 7:00"),
}


def refusal(phrase):
    with pytest.raises(NotUnderstood) as caught:
        phrases.parse(phrase)
    return caught.value


@pytest.mark.parametrize("phrase", REFUSED)
def test_a_refusal_says_why_and_what_to_write_instead(phrase):
    reason, instead = REFUSED[phrase]

    problem = refusal(phrase)

    assert reason in problem.message
    assert problem.suggestion == instead
    assert phrases.parse(problem.suggestion).time is not None


LONG = {
    "one word": "x" * 5000,
    "known words": "every " * 900,
    "a list": "Mon, " * 1000,
    "brackets": "(" * 5000,
    "digits": "0" * 5000,
    "clocks": "7:00 " * 1000,
    "letters that unfold": "\ufdfa" * 200,
    "nearly known words": "wensday " * 25,
    "hyphens": "semi-" * 40,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_nonsense_is_refused_in_a_short_sentence(text):
    problem = refusal(text)

    assert len(problem.message) < 120
    assert phrases.parse(problem.suggestion).time is not None


def test_a_time_alone_is_kept_for_the_suggestion():
    assert phrases.parse(refusal("monthly 18:30").suggestion).time == time(18, 30)
