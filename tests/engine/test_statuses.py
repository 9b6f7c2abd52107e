"""A Slack status that reads like a vacation is asked about, once; it never acts alone."""

from datetime import UTC, datetime, timedelta

import pytest
from block_kit import buttons_in, problems_of
from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select

from handlers.views.status import NO, OTHER, YES
from handlers.views.words import Message
from scheduler.plan import StepPlan
from storage.models import Absence, StatusHint

ONE = (StepPlan(title="Unlock doors"),)
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)
PALM = {"status_text": "Vacationing", "status_emoji": ":palm_tree:", "status_expiration": 0}
TILL_FRIDAY = PALM | {"status_expiration": int(FRIDAY.timestamp())}
NONE = {"status_text": "", "status_emoji": "", "status_expiration": 0}


@pytest.fixture
def shop(cafe):
    cafe.process(steps=ONE)
    return cafe


def questions(cafe, person):
    return [m for m in cafe.slack.said(person) if (m["key"] or "").startswith("status:")]


def tap(cafe, person, button, message=-1):
    asked = questions(cafe, ANA)[message]
    return cafe.taps(person, button, value=buttons_in(asked["blocks"])[button]["value"])


def absences(cafe):
    with cafe.database.look() as session:
        return session.scalars(select(Absence)).all()


def test_a_vacation_status_asks_its_person_once_until_it_expires(shop):
    for _ in range(3):
        shop.changes(ANA, profile=TILL_FRIDAY)
    (asked,) = questions(shop, ANA)
    assert (
        f"Shall I pass your runs to <@{BEN}> until <!date^{int(FRIDAY.timestamp())}^"
        in asked["text"]
    )
    assert list(buttons_in(asked["blocks"])) == [YES, OTHER, NO]
    assert problems_of(Message(asked["text"], asked["blocks"])) == []


def test_no_answer_changes_nothing(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    shop.at("7:00")
    assert "Unlock doors" in shop.cards(ANA)[-1]
    assert absences(shop) == []


def test_yes_passes_what_falls_due_on_and_says_what_it_means(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    answer = tap(shop, ANA, YES)
    assert answer.replaces
    assert "You are away until" in answer.message.text
    assert f"goes straight to <@{BEN}>" in answer.message.text
    shop.at("7:00")
    assert f"<@{ANA}> is away until" in shop.cards(BEN)[-1]
    (absence,) = absences(shop)
    assert (absence.until_at, str(absence.source)) == (FRIDAY, "status")


def test_no_leaves_everything_and_does_not_ask_again(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    assert "go on asking you" in tap(shop, ANA, NO).message.text
    shop.changes(ANA, profile=TILL_FRIDAY)
    assert len(questions(shop, ANA)) == 1
    assert absences(shop) == []


def test_another_time_opens_the_modal(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    assert tap(shop, ANA, OTHER) is None
    assert shop.slack.opened[-1]["private_metadata"] == ANA


def test_without_an_end_it_is_until_the_next_monday_at_nine(shop):
    shop.changes(ANA, profile=PALM)
    tap(shop, ANA, YES)
    assert absences(shop)[0].until_at == datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_tapping_twice_is_one_absence(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    for _ in range(2):
        assert "You are away until" in tap(shop, ANA, YES).message.text
    assert len(absences(shop)) == 1
    assert "no longer open" in tap(shop, ANA, NO).message.text


def test_who_is_back_is_not_away_again_by_the_same_button(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    tap(shop, ANA, YES)
    assert "You are back" in shop.asks(ANA, "back")
    answer = tap(shop, ANA, YES)
    assert "You are away" not in answer.message.text
    shop.at("7:00")
    assert "Unlock doors" in shop.cards(ANA)[-1]


def test_a_question_about_a_status_that_is_gone_changes_nothing(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    shop.changes(ANA, profile=NONE)
    assert "no longer open" in tap(shop, ANA, YES).message.text
    assert absences(shop) == []


def test_a_question_whose_time_is_over_changes_nothing(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    shop.at("10:00", day=4)
    assert "no longer open" in tap(shop, ANA, YES).message.text
    assert absences(shop) == []


@pytest.mark.parametrize("person", [BEN, MIA])
def test_nobody_else_can_answer_it(shop, person):
    shop.changes(ANA, profile=TILL_FRIDAY)
    for button in (YES, NO):
        assert "no longer open" in tap(shop, person, button).message.text
    assert absences(shop) == []
    assert "You are away" in tap(shop, ANA, YES).message.text


@pytest.mark.parametrize("person", [MIA, OLE])
def test_who_owns_and_backs_up_nothing_is_not_asked(shop, person):
    shop.changes(person, profile=TILL_FRIDAY)
    assert questions(shop, person) == []


def test_who_has_said_that_they_are_away_is_not_asked(shop):
    shop.asks(ANA, "away until Friday 9:00")
    shop.changes(ANA, profile=TILL_FRIDAY)
    assert questions(shop, ANA) == []


def test_a_backup_is_asked_about_the_manager(shop):
    shop.changes(BEN, profile=TILL_FRIDAY)
    assert f"pass your runs to <@{MIA}> until" in questions(shop, BEN)[0]["text"]


def test_a_new_status_is_asked_about_anew_and_one_that_flickers_is_not(shop):
    shop.changes(ANA, profile=TILL_FRIDAY)
    shop.changes(ANA, profile=NONE)
    shop.changes(ANA, profile=TILL_FRIDAY)
    assert len(questions(shop, ANA)) == 1
    shop.changes(ANA, profile=PALM | {"status_text": "Out sick"})
    assert len(questions(shop, ANA)) == 2
    shop.changes(ANA, profile=NONE)
    shop.now += timedelta(days=2)
    shop.changes(ANA, profile=PALM | {"status_text": "Out sick"})
    assert len(questions(shop, ANA)) == 3


def test_a_question_that_waits_to_be_sent_lapses_with_the_status(shop):
    shop.slack.people[ANA] |= {"profile": TILL_FRIDAY}
    told = {"type": "user_change", "user": dict(shop.slack.people[ANA])}
    gone = {"type": "user_change", "user": shop.slack.people[ANA] | {"profile": NONE}}
    shop.engine.inbox.record({"event_id": "Ev-a", "event": told}, shop.now)
    shop.engine.inbox.record({"event_id": "Ev-b", "event": gone}, shop.now)
    shop.run()
    assert questions(shop, ANA) == []


@pytest.mark.parametrize(
    "profile", [None, {}, NONE, {"status_text": None}, {"status_expiration": "x"}]
)
def test_profiles_without_a_status_are_nothing_to_ask_about(shop, profile):
    shop.changes(ANA, profile=profile)
    assert questions(shop, ANA) == []


@pytest.mark.parametrize("value", ["", "x", "999", "9" * 40])
@pytest.mark.parametrize("button", [YES, NO])
def test_a_made_up_answer_is_answered_and_does_nothing(shop, button, value):
    assert "no longer open" in shop.taps(ANA, button, value=value).message.text
    with shop.database.look() as session:
        assert session.scalars(select(StatusHint)).all() == []
