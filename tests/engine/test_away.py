"""Whoever is away is asked for nothing; what falls due goes straight to the next person."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE, read
from sqlalchemy import select

from handlers.views import away_form as ids
from scheduler import processes
from scheduler.plan import StepPlan
from storage import ledger
from storage.models import Absence, LedgerEntry, Process, Turn

ONE = (StepPlan(title="Unlock doors"),)
ZOE = "U0ZOE"


@pytest.fixture
def open_shop(cafe):
    """One process with one step, due at 7:00; it is 6:00."""
    cafe.process(steps=ONE)
    return cafe


def turns(cafe):
    """Every turn as (person, state, reason), oldest first."""
    with cafe.database.look() as session:
        rows = session.scalars(select(Turn).order_by(Turn.id)).all()
        return [(row.person_id, str(row.state), row.reason and str(row.reason)) for row in rows]


def entries(cafe, action):
    with cafe.database.look() as session:
        wanted = select(LedgerEntry).where(LedgerEntry.action == action)
        return session.scalars(wanted.order_by(LedgerEntry.seq)).all()


def away_now(cafe, person, words="until Friday 9:00"):
    said = cafe.asks(person, f"away {words}")
    assert "away" in said
    return said


def values(**typed):
    kinds = {ids.WORDS: "value", ids.LAST_DAY: "selected_date", ids.FIRST_DAY: "selected_date"}
    return {
        block: {block: {kinds.get(block, "selected_time"): value}} for block, value in typed.items()
    }


def test_what_falls_due_goes_straight_to_the_backup_who_reads_why(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    assert open_shop.cards(ANA) == []
    (card,) = open_shop.cards(BEN)
    assert "Moved to you at <!date" in card
    assert f"<@{ANA}> is away until <!date" in card
    assert "27 Nov at 9:00" in card
    assert turns(open_shop) == [(ANA, "passed", "away"), (BEN, "standing", None)]
    (passed,) = entries(open_shop, "turn_passed")
    assert passed.facts["reason"] == "away"
    assert passed.facts["until"].startswith("2026-11-27T08:00")


def test_the_backups_window_counts_from_their_own_dm(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    open_shop.at("7:59")
    assert open_shop.cards(MIA) == []
    open_shop.at("8:01")
    assert f"no proof from <@{BEN}> yet" in open_shop.cards(MIA)[0]


def test_a_photo_of_the_backup_closes_the_step_of_somebody_who_is_away(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    open_shop.posts(BEN, "door.jpg")
    assert open_shop.runs() == ["done"]


def test_the_digest_counts_no_failure_where_somebody_stood_in(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    open_shop.posts(BEN, "door.jpg")
    (done,) = entries(open_shop, "step_done")
    assert done.facts["outcome"] == "on_time"
    assert done.person_id == BEN
    open_shop.at("7:00", day=1)
    open_shop.at("8:01", day=1)
    open_shop.posts(MIA, "door.jpg")
    assert entries(open_shop, "step_done")[-1].facts["outcome"] == "manager"


def test_owner_and_backup_away_asks_the_manager_at_once(open_shop):
    away_now(open_shop, ANA)
    away_now(open_shop, BEN, "for two weeks")
    open_shop.at("7:00")
    (card,) = open_shop.cards(MIA)
    assert f"<@{ANA}> is away" in card
    assert f"<@{BEN}> is away" in card
    assert open_shop.cards(OLE) == []


def test_when_all_are_away_the_manager_is_asked_all_the_same_and_the_creator_told(open_shop):
    for person in (ANA, BEN, MIA):
        away_now(open_shop, person)
    open_shop.at("7:00")
    (card,) = open_shop.cards(MIA)
    assert "You are away until" in card
    assert "I ask you all the same, because nobody else is left" in card
    (told,) = open_shop.cards(OLE)
    assert f"with <@{MIA}>, its manager, who is away until" in told
    open_shop.at("9:01")
    assert open_shop.runs() == ["missed"]
    assert len(open_shop.cards(OLE)) == 1


def test_a_turn_that_stands_moves_on_at_once(open_shop):
    open_shop.at("7:00")
    said = away_now(open_shop, ANA)
    assert "“Unlock doors” of Opening checks, to <@U0BEN>" in said
    assert f"<@{ANA}> is away until" in open_shop.cards(BEN)[0]
    assert f"Moved to <@{BEN}>" in open_shop.cards(ANA)[0]
    assert "A proof in this thread still counts" in open_shop.cards(ANA)[0]
    assert len(open_shop.cards(BEN)) == 1


def test_a_photo_that_was_posted_before_is_read_first(open_shop):
    open_shop.at("7:00")
    open_shop.posts(ANA, "door.jpg", told=False)
    away_now(open_shop, ANA)
    assert open_shop.runs() == ["done"]
    assert open_shop.cards(BEN) == []


def test_a_turn_moves_on_only_when_its_thread_can_be_read(open_shop):
    open_shop.at("7:00")
    open_shop.slack.unreadable = True
    away_now(open_shop, ANA)
    assert open_shop.cards(BEN) == []
    open_shop.slack.unreadable = False
    open_shop.at("7:05")
    assert len(open_shop.cards(BEN)) == 1


def test_who_is_back_before_a_turn_moved_on_keeps_it(open_shop):
    open_shop.at("7:00")
    open_shop.slack.unreadable = True
    away_now(open_shop, ANA)
    open_shop.asks(ANA, "back")
    open_shop.slack.unreadable = False
    open_shop.at("7:30")
    assert turns(open_shop) == [(ANA, "standing", None)]
    open_shop.at("8:01")
    assert turns(open_shop)[0] == (ANA, "passed", "time")


def test_coming_back_takes_no_turn_away_and_the_next_run_asks_as_before(open_shop):
    away_now(open_shop, ANA)
    open_shop.at("7:00")
    assert "You are back" in open_shop.asks(ANA, "back")
    open_shop.at("7:30")
    assert open_shop.cards(ANA) == []
    open_shop.at("7:00", day=1)
    assert len(open_shop.cards(ANA)) == 1
    assert "not away" in open_shop.asks(ANA, "back")


def test_an_absence_ends_by_itself(open_shop):
    away_now(open_shop, ANA, "until tomorrow 6:30")
    open_shop.at("7:00")
    open_shop.at("7:00", day=1)
    assert len(open_shop.cards(ANA)) == 1
    assert [entry.facts["how"] for entry in entries(open_shop, "absence_ended")] == ["over"]
    with open_shop.database.look() as session:
        absence = session.scalars(select(Absence)).one()
        assert absence.next_at is None
        assert absence.ended_at is not None
        assert ledger.first_broken_link(session) is None


def test_an_absence_to_come_begins_by_itself_and_moves_what_stands(open_shop):
    said = open_shop.asks(ANA, "away from today 7:20 until Friday 9:00")
    assert "away from <!date" in said
    open_shop.at("7:00")
    assert len(open_shop.cards(ANA)) == 1
    assert open_shop.cards(BEN) == []
    open_shop.at("7:21")
    assert f"<@{ANA}> is away" in open_shop.cards(BEN)[0]


def test_what_is_said_anew_of_the_same_days_replaces_what_was_said(open_shop):
    away_now(open_shop, ANA, "until Friday 9:00")
    away_now(open_shop, ANA, "until tomorrow 6:30")
    open_shop.asks(ANA, "away from 3 January until 10 January")
    open_shop.at("7:00", day=1)
    assert len(open_shop.cards(ANA)) == 1
    assert "not going to be away then" in open_shop.asks(ANA, "back")
    assert "not away" in open_shop.asks(ANA, "back")


def test_the_same_words_typed_twice_are_one_absence(open_shop):
    for _ in range(2):
        away_now(open_shop, ANA)
    assert len(entries(open_shop, "absence_said")) == 1


def test_the_answer_says_what_falls_due_and_who_gets_it(cafe):
    cafe.process(steps=ONE)
    cafe.process("every Tuesday at 18:00", name="Cash-up", owner_id=BEN, backup_id=ANA)
    cafe.process("on the 1st at 9:00", name="Month-end", owner_id=ANA)
    said = away_now(cafe, ANA)
    assert "*Opening checks*, 5 times, first <!date" in said
    assert f"goes straight to <@{BEN}>" in said
    assert "*Cash-up*, <!date" in said
    assert f"asks <@{BEN}>; you, as the backup, are passed over" in said
    assert "Month-end" not in said


def test_the_answer_warns_where_the_backup_is_away_too(open_shop):
    away_now(open_shop, BEN)
    said = away_now(open_shop, ANA)
    assert f"goes straight to <@{MIA}>. :warning: <@{BEN}> is away at the same time" in said
    assert "Everybody on it is away then" in away_now(open_shop, MIA)


def test_the_answer_says_when_nothing_falls_due(open_shop):
    assert "Nothing that would ask you falls due" in away_now(open_shop, OLE)
    assert "Nothing that would ask you falls due" in away_now(open_shop, ANA, "for 30 minutes")


def test_a_paused_process_does_not_fall_due_meanwhile(open_shop):
    open_shop.asks(OLE, "pause opening")
    assert "Nothing that would ask you" in away_now(open_shop, ANA)


# For someone else.


def test_a_manager_says_it_for_someone_of_theirs_who_is_told(open_shop):
    said = open_shop.asks(MIA, f"away <@{ANA}|ana> until Friday 9:00")
    assert f"<@{ANA}> is away until" in said
    (told,) = open_shop.cards(ANA)
    assert f"<@{MIA}> told me that you are away until" in told
    assert "`/baton back` ends it" in told
    open_shop.at("7:00")
    assert len(open_shop.cards(BEN)) == 1
    assert f"<@{ANA}> is back" in open_shop.asks(MIA, f"back <@{ANA}|ana>")
    assert f"<@{MIA}> told me that you are back" in open_shop.cards(ANA)[-1]


@pytest.mark.parametrize(
    "verb", ["away <@U0ANA|ana> until Friday", "away <@U0ANA|ana>", "back <@U0ANA>"]
)
@pytest.mark.parametrize("person", [BEN, OLE, ZOE])
def test_nobody_else_may_say_it(open_shop, person, verb):
    open_shop.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe"}
    assert "can be said by themselves, by the manager" in open_shop.asks(person, verb)
    assert entries(open_shop, "absence_said") == []


def test_an_admin_may_say_it_for_everybody(open_shop):
    open_shop.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe", "is_admin": True}
    assert f"<@{MIA}> is away until" in open_shop.asks(ZOE, f"away <@{MIA}> until Friday")


def test_a_manager_may_not_say_it_for_another_manager_or_of_what_is_archived(open_shop):
    process = open_shop.process(name="Other", owner_id=OLE, backup_id=BEN, manager_id=ANA)
    assert "can be said by" in open_shop.asks(ANA, f"away <@{MIA}> until Friday")
    assert f"<@{OLE}> is away" in open_shop.asks(ANA, f"away <@{OLE}> until Friday")
    open_shop.change(processes.archive, process)
    assert "can be said by" in open_shop.asks(ANA, f"away <@{OLE}> until Friday")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"deleted": True}, "deactivated"),
        ({"is_bot": True}, "an app"),
        ({"is_restricted": 1}, "guest"),
    ],
)
def test_only_a_full_member_can_be_away(open_shop, facts, why):
    open_shop.slack.people[ZOE] = {"id": ZOE, "real_name": "Zoe", **facts}
    open_shop.slack.people[OLE]["is_admin"] = True
    assert why in open_shop.asks(OLE, f"away <@{ZOE}> until Friday")


def test_a_name_that_slack_did_not_recognise_is_asked_for_again(open_shop):
    assert "pick the person" in open_shop.asks(MIA, "away @ana until Friday")
    assert "pick the person" in open_shop.asks(MIA, "back ana")


# The modal.


def test_nothing_said_opens_the_modal_which_shows_what_is_known(open_shop):
    away_now(open_shop, ANA)
    assert open_shop.asks(ANA, "away") is None
    form = open_shop.slack.opened[-1]
    assert form["callback_id"] == ids.AWAY_CALLBACK
    assert "Now: away until <!date" in read({"text": "", "blocks": form["blocks"]})
    assert "Europe/Berlin" in str(form)


def test_words_that_are_not_understood_open_the_modal_with_all_that_was_typed(open_shop):
    assert open_shop.asks(ANA, "away until mondy 9:00") is None
    form = open_shop.slack.opened[-1]
    assert "did you mean “until monday 9:00”?" in str(form["blocks"])
    (field,) = [b for b in form["blocks"] if b.get("block_id") == ids.WORDS]
    assert field["element"]["initial_value"] == "until mondy 9:00"


def test_a_day_is_picked_while_the_words_that_failed_still_stand_there(open_shop):
    picked = values(**{ids.WORDS: "mondy", ids.LAST_DAY: "2026-11-27", ids.LAST_TIME: "09:00"})
    answer = open_shop.submits_to(ANA, ids.AWAY_CALLBACK, picked, memory=ANA)
    assert answer["response_action"] == "update"
    assert "You are away until" in str(answer["view"]["blocks"])
    assert "27 Nov at 9:00" in str(answer["view"]["blocks"])
    open_shop.at("7:00")
    assert len(open_shop.cards(BEN)) == 1


def test_days_that_are_picked_may_lie_ahead(open_shop):
    picked = values(**{ids.FIRST_DAY: "2026-11-24", ids.LAST_DAY: "2026-11-25"})
    answer = open_shop.submits_to(ANA, ids.AWAY_CALLBACK, picked, memory=ANA)
    assert "24 Nov at 0:00" in str(answer["view"]["blocks"])
    assert "25 Nov at 9:00" in str(answer["view"]["blocks"])
    open_shop.at("7:00")
    assert len(open_shop.cards(ANA)) == 1
    open_shop.at("7:00", day=1)
    assert f"<@{ANA}> is away" in open_shop.cards(BEN)[-1]


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({}, ids.WORDS, "Say until when"),
        ({ids.WORDS: "mondy"}, ids.WORDS, "did you mean"),
        ({ids.WORDS: "x" * 3000}, ids.WORDS, "too long"),
        ({ids.LAST_DAY: "2026-11-22"}, ids.LAST_DAY, "over already"),
        ({ids.LAST_DAY: "2036-11-22"}, ids.LAST_DAY, "two years"),
        ({ids.LAST_DAY: "9999-99-99"}, ids.LAST_DAY, ""),
        ({ids.LAST_DAY: "2026-11-27", ids.FIRST_DAY: "2026-11-28"}, ids.LAST_DAY, "ends before"),
        ({ids.WORDS: "for 3 days", ids.LAST_DAY: "2026-11-25"}, ids.WORDS, "two different times"),
    ],
)
def test_what_is_wrong_in_the_modal_is_said_at_its_field(open_shop, typed, field, why):
    answer = open_shop.submits_to(ANA, ids.AWAY_CALLBACK, values(**typed), memory=ANA)
    assert list(answer["errors"]) == [field]
    assert why in answer["errors"][field]
    assert entries(open_shop, "absence_said") == []


def test_a_modal_that_is_submitted_twice_says_it_once(open_shop):
    for _ in range(2):
        open_shop.submits_to(
            MIA, ids.AWAY_CALLBACK, values(**{ids.LAST_DAY: "2026-11-27"}), memory=ANA
        )
    assert len(entries(open_shop, "absence_said")) == 1
    assert len(open_shop.cards(ANA)) == 1


def test_who_manages_someone_no_longer_when_the_modal_is_submitted_changes_nothing(open_shop):
    with open_shop.database.work() as session:
        for process in session.scalars(select(Process)).all():
            process.manager_id = OLE
        session.commit()
    answer = open_shop.submits_to(
        MIA, ids.AWAY_CALLBACK, values(**{ids.WORDS: "for 3 days"}), memory=ANA
    )
    assert answer["view"]["title"]["text"] == "Not saved"
    assert entries(open_shop, "absence_said") == []


@pytest.mark.parametrize("memory", ["", "nobody", "x" * 3000])
def test_a_modal_about_nobody_changes_nothing(open_shop, memory):
    answer = open_shop.submits_to(
        ANA, ids.AWAY_CALLBACK, values(**{ids.WORDS: "for 3 days"}), memory=memory
    )
    assert answer["view"]["title"]["text"] == "Not saved"


def test_who_became_a_guest_meanwhile_saves_nothing(open_shop):
    open_shop.asks(ANA, "list")
    open_shop.slack.people[ANA]["is_restricted"] = True
    open_shop.now += timedelta(minutes=10)
    typed = values(**{ids.WORDS: "for 3 days"})
    assert "Only full members" in str(
        open_shop.submits_to(ANA, ids.AWAY_CALLBACK, typed, memory=ANA)
    )


def test_an_extra_run_that_is_started_says_who_is_asked(open_shop):
    away_now(open_shop, ANA)
    assert f"I am asking <@{BEN}>" in open_shop.asks(OLE, "start opening")


def test_a_card_names_who_is_really_next_when_the_backup_is_away(cafe):
    cafe.slack.people[MIA]["real_name"] = "Mia Sommer"
    cafe.engine.directory.member(MIA, cafe.now)
    cafe.process()
    cafe.asks(BEN, "away until Friday 9:00")
    cafe.at("7:00")
    (card,) = cafe.cards(ANA)
    assert f"then it moves to <@{MIA}>" in card
    assert cafe.pressable(ANA)["pass_turn"] == "Pass to Mia Sommer now"
    cafe.press(ANA, "pass_turn")
    assert f"goes to <@{MIA}> right away" in str(cafe.slack.opened[-1])
    cafe.explains(ANA, "the freezer is locked")
    assert (len(cafe.cards(BEN)), len(cafe.cards(MIA))) == (0, 1)


def test_the_page_of_a_process_says_which_of_its_people_are_away_soon(open_shop):
    assert "Away:" not in open_shop.asks(OLE, "show opening")
    away_now(open_shop, ANA)
    open_shop.asks(BEN, "away from Thursday 9:00 until Friday 9:00")
    open_shop.asks(MIA, "away from 20 December until 24 December")
    page = open_shop.asks(OLE, "show opening")
    assert f"Away: <@{ANA}> until" in page
    assert f"Away: <@{BEN}> from" in page
    assert f"Away: <@{MIA}>" not in page, "that is too far ahead to matter"
    open_shop.asks(ANA, "back")
    assert f"Away: <@{ANA}>" not in open_shop.asks(OLE, "show opening")


def test_a_nudge_names_who_is_really_next_when_the_backup_is_away(cafe):
    cafe.process()
    cafe.asks(BEN, "away until Friday 9:00")
    cafe.at("7:00")
    cafe.at("7:31")
    (nudge,) = cafe.thread(ANA)
    assert f"then it moves to <@{MIA}>" in nudge
