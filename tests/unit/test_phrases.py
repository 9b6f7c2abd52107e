"""Phrases that people type, each with the exact rule and time that it means."""

from datetime import time

import pytest

from scheduler import phrases
from scheduler.cadence.rule_text import parse_rule

DAY = "FREQ=DAILY"
WEEKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
MONTHLY = "FREQ=MONTHLY;"
BUSINESS = "BYDAY=MO,TU,WE,TH,FR;BYSETPOS="
QUARTERS = "FREQ=MONTHLY;BYMONTH=1,4,7,10;"
QUARTER_ENDS = "FREQ=MONTHLY;BYMONTH=3,6,9,12;"
YEARLY = "FREQ=YEARLY;BYMONTH="


def weekly(days, interval=1):
    return f"FREQ=WEEKLY;{f'INTERVAL={interval};' if interval > 1 else ''}BYDAY={days}"


TABLE = {
    # Every day.
    "every day": (DAY, None),
    "daily": (DAY, None),
    "everyday at 8:00": (DAY, "8:00"),
    "each day at 8": (DAY, "8:00"),
    "daily at 7.30": (DAY, "7:30"),
    "daily 7": (DAY, "7:00"),
    "every day at noon": (DAY, "12:00"),
    "every day at midday": (DAY, "12:00"),
    "every day at midnight": (DAY, "0:00"),
    "every day at 12am": (DAY, "0:00"),
    "12 pm daily": (DAY, "12:00"),
    "every day at 7 o'clock": (DAY, "7:00"),
    "7 o’clock every day": (DAY, "7:00"),
    "every day of the week at 9": (DAY, "9:00"),
    "every morning at 6:45": (DAY, "6:45"),
    "every morning": (DAY, None),
    "every evening at 7": (DAY, "19:00"),
    "every night at 11": (DAY, "23:00"),
    "every night at 12": (DAY, "0:00"),
    "every night at 2": (DAY, "2:00"),
    "nightly at 22:00": (DAY, "22:00"),
    "every afternoon at 2:30": (DAY, "14:30"),
    "at 7 in the evening every day": (DAY, "19:00"),
    "every 2 days at 9": ("FREQ=DAILY;INTERVAL=2", "9:00"),
    "every other day at 9": ("FREQ=DAILY;INTERVAL=2", "9:00"),
    "alternate days": ("FREQ=DAILY;INTERVAL=2", None),
    "every third day at 9pm": ("FREQ=DAILY;INTERVAL=3", "21:00"),
    "every ten days": ("FREQ=DAILY;INTERVAL=10", None),
    # Weekdays and weekends.
    "every weekday at 7am": (WEEKDAYS, "7:00"),
    "weekdays 07:00": (WEEKDAYS, "7:00"),
    "weekdays at 7:05 p.m.": (WEEKDAYS, "19:05"),
    "every week day at 7": (WEEKDAYS, "7:00"),
    "every business day at 7": (WEEKDAYS, "7:00"),
    "each working day @ 7:00": (WEEKDAYS, "7:00"),
    "on workdays at 17h": (WEEKDAYS, "17:00"),
    "at 7 every weekday": (WEEKDAYS, "7:00"),
    "7:00 every weekday": (WEEKDAYS, "7:00"),
    "7am weekdays": (WEEKDAYS, "7:00"),
    "every weekday morning at 7": (WEEKDAYS, "7:00"),
    "Mon-Fri 8:00": (WEEKDAYS, "8:00"),
    "Mon–Fri 8:00": (WEEKDAYS, "8:00"),
    "Monday to Friday at 8": (WEEKDAYS, "8:00"),
    "from Monday through Friday at 8": (WEEKDAYS, "8:00"),
    "Mon - Fri, 16h30": (WEEKDAYS, "16:30"),
    "weekends at 10": (weekly("SA,SU"), "10:00"),
    "every weekend": (weekly("SA,SU"), None),
    "weekdays and Saturdays at 9": (weekly("MO,TU,WE,TH,FR,SA"), "9:00"),
    # Certain weekdays.
    "every Sunday 7 pm": (weekly("SU"), "19:00"),
    "monday 9": (weekly("MO"), "9:00"),
    "every friday at 00:15": (weekly("FR"), "0:15"),
    "every week on Tuesday": (weekly("TU"), None),
    "weekly on Tuesday at 9:15 am": (weekly("TU"), "9:15"),
    "weekly, Tuesday 9:15": (weekly("TU"), "9:15"),
    "once a week on Monday at 9": (weekly("MO"), "9:00"),
    "Tuesday every week at 9": (weekly("TU"), "9:00"),
    "Mondays and Thursdays at 18:00": (weekly("MO,TH"), "18:00"),
    "Thursday and Monday": (weekly("MO,TH"), None),
    "every Monday at 9 in the morning": (weekly("MO"), "9:00"),
    "Monday mornings at 8": (weekly("MO"), "8:00"),
    "every friday afternoon at 4": (weekly("FR"), "16:00"),
    "Mon, Wed & Fri at 5pm": (weekly("MO,WE,FR"), "17:00"),
    "Mon/Wed/Fri 17:00": (weekly("MO,WE,FR"), "17:00"),
    "every Monday, Wednesday, and Friday at 7 a.m.": (weekly("MO,WE,FR"), "7:00"),
    "every Mon. and Thurs. at 8": (weekly("MO,TH"), "8:00"),
    "on Tues, Weds and Sat at 8": (weekly("TU,WE,SA"), "8:00"),
    "Sat-Mon at 9": (weekly("MO,SA,SU"), "9:00"),
    "Mon-Wed and Fri at 9": (weekly("MO,TU,WE,FR"), "9:00"),
    "Mon-Sun at 9": (weekly("MO,TU,WE,TH,FR,SA,SU"), "9:00"),
    # Every so many weeks.
    "every other Tuesday 18:30": (weekly("TU", 2), "18:30"),
    "every second Friday": (weekly("FR", 2), None),
    "every 2nd Friday at 9": (weekly("FR", 2), "9:00"),
    "every third Monday at 9": (weekly("MO", 3), "9:00"),
    "alternate Mondays at 9": (weekly("MO", 2), "9:00"),
    "every other week on Monday": (weekly("MO", 2), None),
    "every second week on Monday": (weekly("MO", 2), None),
    "every two weeks on Wednesday": (weekly("WE", 2), None),
    "Wednesdays at 9 every 2 weeks": (weekly("WE", 2), "9:00"),
    "every 3 weeks on Mon and Thu at 9": (weekly("MO,TH", 3), "9:00"),
    "every four weeks on Fri": (weekly("FR", 4), None),
    "every 1 week on Monday": (weekly("MO"), None),
    "every 52 weeks on Monday": (weekly("MO", 52), None),
    "biweekly on Monday": (weekly("MO", 2), None),
    "bi-weekly on Friday at 3pm": (weekly("FR", 2), "15:00"),
    "fortnightly on Monday": (weekly("MO", 2), None),
    "every fortnight on Friday at 9": (weekly("FR", 2), "9:00"),
    "every other weekend at 10": (weekly("SA,SU", 2), "10:00"),
    # Days of the month.
    "on the 1st and 15th at noon": (MONTHLY + "BYMONTHDAY=1,15", "12:00"),
    "1st, 15th of each month 9:00": (MONTHLY + "BYMONTHDAY=1,15", "9:00"),
    "on the 5th of every month": (MONTHLY + "BYMONTHDAY=5", None),
    "5th of Every Month": (MONTHLY + "BYMONTHDAY=5", None),
    "every 5th of the month at 9": (MONTHLY + "BYMONTHDAY=5", "9:00"),
    "every month on the 5th": (MONTHLY + "BYMONTHDAY=5", None),
    "monthly on the first at 9": (MONTHLY + "BYMONTHDAY=1", "9:00"),
    "on the first of the month at 9": (MONTHLY + "BYMONTHDAY=1", "9:00"),
    "first day of the month at 9": (MONTHLY + "BYMONTHDAY=1", "9:00"),
    "day 5 of each month at 9": (MONTHLY + "BYMONTHDAY=5", "9:00"),
    "each month on day 1 and day 15 at 9": (MONTHLY + "BYMONTHDAY=1,15", "9:00"),
    "once a month on the 28th": (MONTHLY + "BYMONTHDAY=28", None),
    "monthly on the 29th at 9": (MONTHLY + "BYMONTHDAY=29,-1;BYSETPOS=1", "9:00"),
    "monthly on the 31st at 9": (MONTHLY + "BYMONTHDAY=31,-1;BYSETPOS=1", "9:00"),
    "1st and 31st at 9": (MONTHLY + "BYMONTHDAY=1,31,-1;BYSETPOS=1,2", "9:00"),
    "on the 10th, 20th and 30th of each month": (
        MONTHLY + "BYMONTHDAY=10,20,30,-1;BYSETPOS=1,2,3",
        None,
    ),
    "last day of the month 17:00": (MONTHLY + "BYMONTHDAY=-1", "17:00"),
    "end of each month at 17:00": (MONTHLY + "BYMONTHDAY=-1", "17:00"),
    "on the 15th and last day of each month": (MONTHLY + "BYMONTHDAY=15,-1", None),
    # Business days and weekdays of the month.
    "last business day of the month at 16:00": (MONTHLY + BUSINESS + "-1", "16:00"),
    "last weekday of the month at 16:00": (MONTHLY + BUSINESS + "-1", "16:00"),
    "first business day of the month at 9": (MONTHLY + BUSINESS + "1", "9:00"),
    "third business day of the month": (MONTHLY + BUSINESS + "3", None),
    "on the 3rd working day of every month": (MONTHLY + BUSINESS + "3", None),
    "second last business day of the month": (MONTHLY + BUSINESS + "-2", None),
    "2nd to last business day of the month": (MONTHLY + BUSINESS + "-2", None),
    "first and last business day of the month": (MONTHLY + BUSINESS + "1,-1", None),
    "First Monday of the month at 9": (MONTHLY + "BYDAY=1MO", "9:00"),
    "first Monday at 9": (MONTHLY + "BYDAY=1MO", "9:00"),
    "every first Monday at 9": (MONTHLY + "BYDAY=1MO", "9:00"),
    "every third Monday of the month at 9": (MONTHLY + "BYDAY=3MO", "9:00"),
    "last Friday of every month 15:00": (MONTHLY + "BYDAY=-1FR", "15:00"),
    "every month on the last Sunday at 20:00": (MONTHLY + "BYDAY=-1SU", "20:00"),
    "every 2nd and 4th Tuesday at 20:00": (MONTHLY + "BYDAY=2TU,4TU", "20:00"),
    "first Monday and third Thursday of each month": (MONTHLY + "BYDAY=1MO,3TH", None),
    # Every so many months.
    "quarterly on the 1st at 9": (QUARTERS + "BYMONTHDAY=1", "9:00"),
    "every quarter on the 31st": (QUARTERS + "BYMONTHDAY=31,-1;BYSETPOS=1", None),
    "quarterly on the last business day at 16:00": (QUARTER_ENDS + BUSINESS + "-1", "16:00"),
    "last day of the quarter": (QUARTER_ENDS + "BYMONTHDAY=-1", None),
    "second business day of every quarter": (QUARTERS + BUSINESS + "2", None),
    "every 3 months on the 1st": (QUARTERS + "BYMONTHDAY=1", None),
    "every third month on the 1st": (QUARTERS + "BYMONTHDAY=1", None),
    "every 2 months on the 5th": (MONTHLY + "BYMONTH=1,3,5,7,9,11;BYMONTHDAY=5", None),
    "every other month on the 5th": (MONTHLY + "BYMONTH=1,3,5,7,9,11;BYMONTHDAY=5", None),
    "every 6 months on the 1st": (MONTHLY + "BYMONTH=1,7;BYMONTHDAY=1", None),
    "semi-annually on the 1st": (MONTHLY + "BYMONTH=1,7;BYMONTHDAY=1", None),
    "half-yearly on the last day": (MONTHLY + "BYMONTH=6,12;BYMONTHDAY=-1", None),
    "every 5 months on the 3rd": (MONTHLY + "INTERVAL=5;BYMONTHDAY=3", None),
    "every Jan, Apr, Jul and Oct on the 5th at 10": (QUARTERS + "BYMONTHDAY=5", "10:00"),
    "End of Mar, Jun, Sept, Dec at 9": (QUARTER_ENDS + "BYMONTHDAY=-1", "9:00"),
    "on the 30th of April and June": (MONTHLY + "BYMONTH=4,6;BYMONTHDAY=30", None),
    "every 3 months (February, May, August, November) on the 1st": (
        MONTHLY + "BYMONTH=2,5,8,11;BYMONTHDAY=1",
        None,
    ),
    # Every year.
    "yearly on March 3 at 9": (YEARLY + "3;BYMONTHDAY=3", "9:00"),
    "every year on 3 March": (YEARLY + "3;BYMONTHDAY=3", None),
    "annually on 3rd of March": (YEARLY + "3;BYMONTHDAY=3", None),
    "March 3rd every year": (YEARLY + "3;BYMONTHDAY=3", None),
    "every March 3 at 9": (YEARLY + "3;BYMONTHDAY=3", "9:00"),
    "every 12 months on the 5th of May": (YEARLY + "5;BYMONTHDAY=5", None),
    "every 2 years on March 3": ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=3", None),
    "every year on February 29": (YEARLY + "2;BYMONTHDAY=29,-1;BYSETPOS=1", None),
    "every year on the last Friday of March": (YEARLY + "3;BYDAY=-1FR", None),
    "first Monday of the year": (YEARLY + "1;BYDAY=1MO", None),
    "last business day of the year": (YEARLY + "12;" + BUSINESS + "-1", None),
    # As typed: case, blanks of any kind, a dot at the end.
    "  EVERY\u00a0 weekday\u2003at 7:00. ": (WEEKDAYS, "7:00"),
    "Every\u200b Day \uff17\uff1a\uff10\uff10": (DAY, "7:00"),
}


def clock(text):
    return text and time(*map(int, text.split(":")))


@pytest.mark.parametrize("phrase", TABLE)
def test_a_phrase_means_exactly_this_rule_and_time(phrase):
    rule, at = TABLE[phrase]

    reading = phrases.parse(phrase)

    assert (reading.rule, reading.time) == (rule, clock(at))
    assert str(parse_rule(reading.rule)) == reading.rule


@pytest.mark.parametrize("phrase", TABLE)
def test_what_is_said_back_means_the_same(phrase):
    reading = phrases.parse(phrase)
    at = reading.time or time(7, 5)

    again = phrases.parse(phrases.describe(reading.rule, at))

    assert (again.rule, again.time) == (reading.rule, at)
