"""Which of several words about a cadence is believed, and what they say together."""

import pytest

from intake.cadences import best
from intake.found import Evidence, Said, Trust
from intake.source_rules import read_rule


def said(text, trust, where="line 1", **fields):
    return Evidence(Said(text, where), trust, **fields)


def test_words_of_more_trust_are_believed_before_earlier_ones():
    chosen = best([said("Weekly clean", Trust.TITLE), said("Monthly", Trust.FIELD, "column When")])

    assert chosen.draft.rrule == "FREQ=MONTHLY"
    assert (chosen.reason.field, chosen.reason.where) == ("cadence", "column When")


def test_the_day_and_the_time_may_be_said_where_there_is_less_trust():
    chosen = best(
        [
            said("Weekly bar clean", Trust.TITLE),
            said("It is done every Monday, before 9.", Trust.PROSE, "line 4"),
        ]
    )

    assert (chosen.draft.rrule, chosen.draft.deadline) == ("FREQ=WEEKLY;BYDAY=MO", "09:00")
    assert chosen.draft.question is None
    assert chosen.reason.where == "line 4"


def test_the_fuller_of_two_phrases_in_one_heading_wins():
    chosen = best([said("MONTHLY CHECKLIST (5th of Every Month)", Trust.HEADING)])

    assert chosen.draft.rrule == "FREQ=MONTHLY;BYMONTHDAY=5"


def test_words_that_contradict_add_nothing():
    chosen = best([said("Weekly", Trust.FIELD), said("Done daily at 9:00.", Trust.PROSE)])

    assert (chosen.draft.rrule, chosen.draft.time) == ("FREQ=WEEKLY", None)


def test_several_days_are_no_day():
    days = [said(day, Trust.HEADING) for day in ("Mon", "Tue", "Wed")]

    assert best([said("Weekly", Trust.FIELD), *days]).draft.rrule == "FREQ=WEEKLY"


def test_a_deadline_alone_is_added_to_the_rule_that_is_said_elsewhere():
    chosen = best(
        [
            said("Take samples in the morning before 11 am.", Trust.PROSE),
            said("Both leaf sets are sampled every 2 weeks.", Trust.PROSE),
        ]
    )

    draft = chosen.draft
    assert (draft.rrule, draft.deadline) == ("FREQ=WEEKLY;INTERVAL=2", "11:00")
    assert draft.question == "On which day of the week?"


def test_a_deadline_alone_is_kept_where_no_rule_is_said():
    draft = best([said("Open the doors by 8:30AM.", Trust.PROSE)]).draft

    assert (draft.rrule, draft.deadline, draft.question) == (None, "08:30", "How often?")


def test_a_rule_of_the_source_comes_before_all_words():
    chosen = best(
        [
            said("Daily", Trust.FIELD),
            said("RRULE", Trust.RULE, rrule="FREQ=WEEKLY;BYDAY=TU", time="08:15", zone="UTC"),
        ]
    )

    draft = chosen.draft
    assert (draft.rrule, draft.time, draft.zone) == ("FREQ=WEEKLY;BYDAY=TU", "08:15", "UTC")
    assert draft.question is None


def test_fields_of_their_own_answer_the_question_for_the_time():
    chosen = best([said("every weekday", Trust.FIELD, time="07:30", zone="Europe/Berlin")])

    draft = chosen.draft
    assert (draft.time, draft.zone, draft.question) == ("07:30", "Europe/Berlin", None)


def test_an_event_is_told_where_no_rule_is():
    chosen = best([said("Note it each time the oven is used.", Trust.PROSE)])

    assert (chosen.draft.rrule, chosen.draft.text) == (None, "each time the oven is used")


def test_the_quote_is_cut():
    chosen = best([said("Weekly " + "clean " * 100, Trust.TITLE)])

    assert len(chosen.reason.quote) == 160


@pytest.mark.parametrize("words", ["", "Onboarding", "see the daily log", "when needed"])
def test_words_that_tell_nothing_choose_nothing(words):
    assert best([said(words, Trust.PROSE)]) is None


RULES = {
    "FREQ=WEEKLY;BYDAY=MO;WKST=SU": ("FREQ=WEEKLY;BYDAY=MO", None, "At what time?"),
    "RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=5": ("FREQ=DAILY", "09:05", None),
    "FREQ=WEEKLY": ("FREQ=WEEKLY", None, "On which day of the week? At what time?"),
    "FREQ=YEARLY": ("FREQ=YEARLY", None, "On which date of the year? At what time?"),
    "freq=daily;until=20301231T000000Z": ("FREQ=DAILY", None, "At what time?"),
    "FREQ=MONTHLY;BYDAY=1MO": ("FREQ=MONTHLY;BYDAY=1MO", None, "At what time?"),
}  # fmt: skip


@pytest.mark.parametrize("text", RULES)
def test_a_rule_of_another_system_is_kept_as_far_as_it_can_be(text):
    assert read_rule(text)[:3] == RULES[text]


@pytest.mark.parametrize(
    "text", ["", "FREQ=HOURLY", "nonsense", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;INTERVAL=0", ";=;="]
)
def test_a_rule_that_cannot_be_kept_says_why(text):
    read = read_rule(text)

    assert read.rule is None
    assert read.question.endswith((".", "?"))


def test_a_rule_that_ends_says_that_it_will_not():
    assert "until it is paused" in read_rule("FREQ=DAILY;COUNT=5").notes[0]
