"""Cadences in running text: which are found, and which words only sound like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cadences import Recurrence, find
from intake.draft import Sure
from intake.found import Trust

IN_PROSE = {
    "The tasks on this list should be performed each day.": ("each day", "FREQ=DAILY"),
    "It must be completed daily before work begins at each site.": (
        "daily before work begins",
        "FREQ=DAILY",
    ),
    "Clean the hood on Mondays and Thursdays at 18:00, then go.": (
        "Mondays and Thursdays at 18:00",
        "FREQ=WEEKLY;BYDAY=MO,TH",
    ),
    "Count the safe twice a week.": ("twice a week", "FREQ=WEEKLY"),
    "The filter is replaced at least monthly.": ("at least monthly", "FREQ=MONTHLY"),
    "File the return by the 5th of each month.": (
        "by the 5th of each month",
        "FREQ=MONTHLY;BYMONTHDAY=5",
    ),
    "Send the invoices on the last business day of the month.": (
        "last business day of the month",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ),
    "Renew the licence, due by April 1st.": (
        "due by April 1st",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1",
    ),
    "The extinguishers are tested annually by the fire service.": ("annually", "FREQ=YEARLY"),
    "We water the plants on weekdays.": ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    "Die Kasse wird täglich gezählt.": ("täglich", "FREQ=DAILY"),
    "Montags werden die Tische geputzt.": ("Montags", "FREQ=WEEKLY;BYDAY=MO"),
    "Jeden Montag um 9 Uhr kommt die Lieferung.": ("Jeden Montag um 9 Uhr", "FREQ=WEEKLY;BYDAY=MO"),
    "La campana se limpia todos los días.": ("todos los días", "FREQ=DAILY"),
    "Se revisa semanalmente.": ("semanalmente", "FREQ=WEEKLY"),
}  # fmt: skip
NOT_IN_PROSE = [
    "Answer every ticket within 24 hours.",
    "Write it into the daily log.",
    "Look at the weekly KPIs with your lead.",
    "The daily, weekly and monthly checklists hang in the office.",
    "Records are retained for 7 years.",
    "Keep the receipts for a month.",
    "This document is reviewed annually.",
    "Next Review: January 1, 2027",
    "Review Cadence: annually",
    "Policies reviewed annually?",
    "Wait 10-12 seconds, then rinse for 2 minutes.",
    "Run twice as much rinse water.",
    "☐ 24-hour review",
    "Allow a day for the paint to dry.",
    "It takes all day.",
    "On Monday the new oven was delivered.",
    "Version 2, May 15",
    "Post it on Monday.com",
    "Ask for the first day of support.",
    "The second Friday was a holiday.",
    "Für eine Woche aufbewahren.",
    "Ein Tag Pause.",
    "Das tägliche Protokoll liegt aus.",
    "Guardar durante un mes.",
]
IN_TITLES = {
    "Daily Backup Verification": ("Daily", "FREQ=DAILY"),
    "2. Weekly Review": ("Weekly", "FREQ=WEEKLY"),
    "Restore Testing (Quarterly)": ("Quarterly", "FREQ=MONTHLY;BYMONTH=1,4,7,10"),
    "Sunday": ("Sunday", "FREQ=WEEKLY;BYDAY=SU"),
    "January": ("January", "FREQ=YEARLY;BYMONTH=1"),
    "May 15": ("May 15", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15"),
    "Weekly": ("Weekly", "FREQ=WEEKLY"),
    "Bi-Monthly: Jan, Mar, May, Jul, Sep, Nov": (
        "Bi-Monthly: Jan, Mar, May, Jul, Sep, Nov",
        "FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11",
    ),
    "SUN/THUR": ("SUN/THUR", "FREQ=WEEKLY;BYDAY=TH,SU"),
    "Due by Tuesday 5pm": ("Due by Tuesday 5pm", "FREQ=WEEKLY;BYDAY=TU"),
    "Inspección semanal": ("semanal", "FREQ=WEEKLY"),
    "Mantenimiento trimestral": ("trimestral", "FREQ=MONTHLY;BYMONTH=1,4,7,10"),
    "Wöchentliche Reinigung": ("Wöchentliche", "FREQ=WEEKLY"),
    "Opening checklist": ("Opening", "FREQ=DAILY"),
    "Bar closing duties": ("closing", "FREQ=DAILY"),
    "Checkliste Ladenschluss": ("Ladenschluss", "FREQ=DAILY"),
    "Lista de apertura": ("apertura", "FREQ=DAILY"),
    "Morning": ("Morning", "FREQ=DAILY"),
}
NOT_IN_TITLES = [
    "First Day Checklist",
    "Account Opening at the Bank",
    "Closing a sale",
    "Day of Show",
    "Month 1",
    "Black Friday sale",
    "Monday.com import",
    "Onboarding",
    "24-hour review",
]


@pytest.mark.parametrize("text", IN_PROSE)
def test_prose_that_says_how_often_is_found_with_its_own_words(text):
    words, rule = IN_PROSE[text]

    (found,) = find(text, Trust.PROSE)

    assert (found.text, found.draft.rrule) == (words, rule)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("text", NOT_IN_PROSE)
def test_prose_that_only_sounds_like_a_cadence_is_none(text):
    assert find(text, Trust.PROSE) == ()


@pytest.mark.parametrize("text", IN_TITLES)
def test_a_heading_says_how_often_with_fewer_words(text):
    words, rule = IN_TITLES[text]

    found = find(text, Trust.HEADING)

    assert [(one.text, one.draft.rrule) for one in found] == [(words, rule)]


@pytest.mark.parametrize("text", NOT_IN_TITLES)
def test_a_title_that_only_sounds_like_a_cadence_is_none(text):
    assert find(text, Trust.TITLE) == ()


def test_what_a_title_implies_is_inferred_and_asks_for_its_time():
    (found,) = find("Closing checklist", Trust.TITLE)

    assert found.sure == Sure.INFERRED
    assert found.draft.question == "At what time is closing?"


def test_the_deadline_may_stand_further_on_in_the_sentence():
    text = "Every morning someone follows up with new leads before 9. Usually it is Maria."

    (found,) = find(text, Trust.PROSE)

    assert (found.draft.rrule, found.draft.deadline) == ("FREQ=DAILY", "09:00")
    assert found.draft.question is None


def test_a_range_in_a_named_zone_is_a_time_a_deadline_and_a_place():
    (found,) = find("Tuesday 4:30-5 pm ET", Trust.FIELD)

    draft = found.draft
    assert (draft.time, draft.deadline, draft.zone) == ("16:30", "17:00", "America/New_York")


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Each time it is used, note it.", Recurrence.EVENT, "Each time it is used"),
        ("Clean it after each use.", Recurrence.EVENT, "after each use"),
        ("Whenever the door was open", Recurrence.EVENT, "Whenever the door was open"),
        ("Order more if needed.", Recurrence.CONDITION, "if needed"),
        ("Nach jeder Benutzung reinigen.", Recurrence.EVENT, "Nach jeder Benutzung"),
        ("Cada vez que se usa el horno", Recurrence.EVENT, "Cada vez que se usa el horno"),
    ],
)  # fmt: skip
def test_what_an_event_or_a_condition_starts_has_no_rule_but_a_question(text, kind, words):
    (found,) = find(text, Trust.PROSE)

    assert (found.kind, found.text, found.draft.rrule) == (kind, words, None)
    assert found.draft.question


def test_a_condition_stands_beside_the_rule_that_it_limits():
    found = find("Daily when in use", Trust.LEAD)

    assert [(one.kind, one.draft.rrule) for one in found] == [
        (Recurrence.RULE, "FREQ=DAILY"),
        (Recurrence.CONDITION, None),
    ]


def test_a_field_that_is_due_too_often_keeps_its_words_and_says_why():
    (found,) = find("Every 2 hours", Trust.FIELD)

    assert found.draft.rrule is None
    assert found.draft.question.startswith("A process runs at most once a day")


def test_a_file_name_parts_its_words_by_other_signs():
    (found,) = find("weekly_bar-closing.docx", Trust.FILE_NAME)

    assert (found.text, found.draft.rrule) == ("weekly", "FREQ=WEEKLY")


words = st.sampled_from(
    ["every", "Monday", "9", ":", "daily", "by", "(", "before", "each", "time", "jeden", "Tag",
     "1.", "cada", "mes", "\n", ".", "weekly", "and", "Opening", "list", "review", "a.m.",
     "ß", "İ", "5"]
)  # fmt: skip


@given(st.lists(words, max_size=120).map(" ".join) | st.text(max_size=5000), st.sampled_from(Trust))
def test_whatever_a_text_says_the_words_found_stand_where_they_are_said_to(text, trust):
    for found in find(text, trust):
        assert text[found.start : found.end] == found.text
        assert found.text


@pytest.mark.parametrize(
    "words", ["every ", "Mon, ", "1st and ", "each time ", "daily or ", "(", "9 - "]
)
def test_a_long_text_is_looked_at_only_so_far(words):
    assert len(find(words * 50_000, Trust.PROSE)) < 5000
