"""The weekly digest."""

from datetime import timedelta

import pytest
from view_rows import BERLIN, DUE

from handlers.views.digest import MOST_ROWS, digest
from scheduler.digest_report import DigestReport, StepRecord
from tests.block_kit import HOSTILE, problems_of, words_in

FRIDGE = StepRecord(
    "Opening checks", "Fridge temperature", on_time=3, late=1, backup=2, manager=0, missed=2
)
COUNTS = "on time 3, late 1, by the backup 2, by the manager 0, missed 2 (of 8)"


def report(*records, settled=18, on_time=18, days=28):
    return DigestReport(DUE - timedelta(days=days), DUE, BERLIN, records, settled, on_time)


def posted(given, now=DUE):
    message = digest(given, now)
    assert problems_of(message) == []
    return words_in(message.blocks)


def test_when_nothing_keeps_failing_one_sentence_says_so():
    text = "Nothing keeps failing: 18 of 18 steps were proven on time by their owner"
    assert posted(report()) == f"{text} in the last 4 weeks."
    assert digest(report(), DUE).text == f"{text} in the last 4 weeks."


def test_a_single_step_is_spoken_of_as_one():
    assert "1 of 1 step was proven" in posted(report(settled=1, on_time=1))


def test_when_nothing_was_due_it_praises_nobody():
    text = posted(report(settled=0, on_time=0))
    assert text == "Nothing keeps failing: nothing was due in the last 4 weeks."


def test_a_failing_step_is_shown_with_its_numbers():
    text = posted(report(FRIDGE, settled=20, on_time=15))
    assert text.startswith("*These steps keep failing*\n15 of 20 steps were proven on time")
    assert f"*Fridge temperature* \u2013 Opening checks\n{COUNTS}" in text


def test_the_fallback_text_has_the_numbers_too():
    text = digest(report(FRIDGE, settled=20, on_time=15), DUE).text
    assert f"*Fridge temperature* \u2013 Opening checks: {COUNTS}" in text


def test_the_order_of_the_report_is_kept():
    text = posted(report(FRIDGE, StepRecord("A", "Float", missed=2), settled=10))
    assert text.index("Fridge") < text.index("Float")


def test_no_person_is_named():
    assert "<@" not in posted(report(FRIDGE))


def test_more_rows_than_a_phone_shows_are_counted():
    records = [StepRecord("Opening checks", f"Step {n}", missed=2) for n in range(27)]
    message = digest(report(*records, settled=60, on_time=6), DUE)
    text = words_in(message.blocks)
    assert text.count("missed 2 (of 2)") == MOST_ROWS
    assert "… and 7 more" in text
    assert "… and 7 more" in message.text
    assert problems_of(message) == []


def test_a_digest_of_long_ago_says_its_dates():
    text = posted(report(), now=DUE + timedelta(days=60))
    assert "in the 4 weeks until <!date" in text
    assert "in the last 8 days" in posted(report(days=8))
    assert "in the last 7 days" in posted(report(days=7))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_break_no_digest(text):
    records = [StepRecord(text, text, missed=99999)] * 40
    assert problems_of(digest(report(*records), DUE)) == []


def test_what_a_manager_accepted_late_is_counted_where_there_is_any():
    fridge = StepRecord("Opening checks", "Fridge", accepted=2, missed=1)
    assert "by the manager 0, late, accepted by the manager 2, missed 1 (of 3)" in posted(
        report(fridge)
    )
