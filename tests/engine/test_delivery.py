"""Everything is said, and said once, whatever Slack answers."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE
from paper_slack import ActedAndUnknown
from sqlalchemy import select

from bot.slack_errors import Meaning, meaning_of
from scheduler import digest_schedule
from scheduler.claiming import LEASE
from scheduler.letters import Later, Refused, Unknown, Unreadable
from scheduler.plan import StepPlan
from storage.models import Outgoing
from storage.states import Opening, OutgoingState

ONE = (StepPlan(title="Unlock doors"),)


def test_a_lost_answer_does_not_ask_twice(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00")
    cafe.at("7:01")
    assert len(cafe.cards(ANA)) == 1
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]


def test_an_answer_that_was_lost_before_slack_acted_is_asked_again(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(Unknown("timeout"))
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    cafe.at("7:01")
    assert len(cafe.cards(ANA)) == 1


def test_a_look_that_fails_does_not_end_the_doubt(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00")
    find, cafe.slack.find = cafe.slack.find, lambda letter, since: Later("could not look for it")
    cafe.at("7:01")
    cafe.slack.find = find
    cafe.at("7:02")
    assert len(cafe.cards(ANA)) == 1


def test_a_message_is_found_however_long_it_could_not_be_looked_up(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00")
    find, cafe.slack.find = cafe.slack.find, lambda letter, since: Later("could not look for it")
    cafe.at("7:01")
    cafe.at("10:30")
    cafe.slack.find = find
    cafe.at("10:45")
    assert len(cafe.cards(ANA)) == 1


def test_a_card_in_doubt_that_is_no_longer_wanted_is_found_and_says_so(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("8:01")
    assert "Reply in this thread" in cafe.cards(BEN)[0]
    cafe.posts(ANA, "door.jpg")
    cafe.at("8:02")
    assert "Reply in this thread" not in cafe.cards(BEN)[0]


def test_a_bot_that_dies_while_it_sends_does_not_say_it_twice(cafe):
    cafe.process(steps=ONE)

    def die(letter, _):
        cafe.slack._posted(letter)
        raise RuntimeError("killed")

    cafe.slack.post, post = die, cafe.slack.post
    cafe.at("7:00")
    cafe.slack.post = post
    cafe.restart()
    cafe.at("7:02")
    assert len(cafe.cards(ANA)) == 1
    cafe.at("8:01")
    assert len(cafe.cards(BEN)) == 1


def test_a_bot_that_was_dead_for_hours_still_finds_what_it_said(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00")
    cafe.restart()
    cafe.at("11:00")
    assert len(cafe.cards(ANA)) == 1


def test_what_may_have_been_said_is_looked_up_even_when_nothing_is_left_to_say(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.writes(ANA, "done!")
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:02")
    assert len(cafe.thread(ANA)) == 2
    assert _states(cafe, "hint") == [OutgoingState.SENT]


def test_what_slack_never_took_is_cancelled_when_nothing_is_left_to_say(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.slack.answers.append(Unknown("timeout"))
    cafe.writes(ANA, "done!")
    cafe.posts(ANA, "door.jpg")
    cafe.at("7:02")
    assert len(cafe.thread(ANA)) == 1
    assert _states(cafe, "hint") == [OutgoingState.CANCELLED]


def _states(cafe, kind):
    with cafe.database.work() as session:
        return list(session.scalars(select(Outgoing.state).where(Outgoing.kind == kind)))


def test_slack_being_down_for_hours_escalates_nobody(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.extend([Later("service_unavailable")] * 14)
    for hour in range(7, 10):
        for minute in (0, 12, 24, 36, 48):
            cafe.at(f"{hour}:{minute}")
    assert len(cafe.cards(ANA)) == 1
    assert cafe.cards(MIA) == []


def test_what_slack_will_never_take_moves_to_the_next_person(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(Refused("cannot_dm"))
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    assert len(cafe.cards(BEN)) == 1


def test_nobody_reachable_means_missed_and_the_creator_is_told(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.extend([Refused("cannot_dm")] * 3)
    cafe.at("7:00")
    assert cafe.runs() == ["missed"]
    assert "could not be reached" in cafe.cards(OLE)[-1]


def test_a_digest_that_may_have_been_posted_is_not_posted_again(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(Unknown("timeout"))
    cafe.slack.find = lambda letter, since: Unreadable("no history here")
    cafe.at("9:00")
    cafe.at("9:30")
    with cafe.database.work() as session:
        digests = select(Outgoing).where(Outgoing.kind == "digest")
        states = [(row.state, row.next_at) for row in session.scalars(digests)]
    assert all(state in {OutgoingState.SENT, OutgoingState.UNKNOWN} for state, _ in states)
    assert len(cafe.slack.said("C0OPS")) <= 1


def test_a_digest_that_the_channel_refuses_is_told_to_the_creator(cafe):
    cafe.process(steps=ONE)
    with cafe.database.work() as session:
        schedule = digest_schedule.ensure(session, "C0OPS", "Europe/Berlin", cafe.now)
        digest_schedule.fire(session, schedule, cafe.now)
        session.commit()
    cafe.slack.answers.append(Refused("not_in_channel"))
    cafe.run()
    assert "/invite @Baton" in cafe.cards(OLE)[-1]


def test_someone_who_has_left_is_passed_over_with_the_reason(cafe):
    cafe.process(steps=ONE)
    cafe.leaves(ANA)
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    (card,) = cafe.cards(BEN)
    assert "left" in card or "deactivated" in card or "no longer" in card


def test_someone_who_leaves_during_their_turn_is_passed_over_at_once(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.leaves(ANA)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[ANA]})
    assert len(cafe.cards(BEN)) == 1


def test_a_machine_that_stood_still_beyond_its_lease_says_nothing_any_more(cafe):
    cafe.process(steps=ONE)
    post, stills = cafe.slack.post, [LEASE + timedelta(seconds=30)]

    def stands_still(letter, is_ours):
        if stills:
            cafe.now += stills.pop()
            cafe.restart()  # another bot, which finds the lease over
            cafe.run()
            cafe.now += timedelta(seconds=10)
            cafe.run()
        return post(letter, is_ours)

    cafe.slack.post = stands_still
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1
    assert [message["key"] for message in cafe.slack.said(ANA)] == ["ask:1"]


def test_after_a_long_outage_everybody_hears_within_two_minutes(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.extend([Later("service_unavailable")] * 500)
    for minute in range(60):
        cafe.at(f"7:{minute:02}")
    cafe.slack.answers.clear()
    cafe.now += timedelta(minutes=2)
    cafe.run()
    assert len(cafe.cards(ANA)) == 1


def leaves_now(cafe, person):
    cafe.leaves(person)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[person]})


def test_what_someone_posted_before_they_left_counts_though_nobody_told_us(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg", told=False)
    leaves_now(cafe, ANA)
    assert cafe.runs() == ["done"]
    assert cafe.cards(BEN) == []


def test_who_leaves_is_passed_over_only_when_their_thread_can_be_read(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.slack.unreadable = True
    leaves_now(cafe, ANA)
    assert cafe.cards(BEN) == []
    cafe.slack.unreadable = False
    cafe.at("7:03")
    assert len(cafe.cards(BEN)) == 1


def test_a_late_proof_in_the_owners_thread_counts_before_the_backup_who_left_is_passed_over(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.leaves(BEN)
    cafe.at("7:59")
    cafe.slack.answers.append(Later("ratelimited", timedelta(minutes=2)))
    cafe.at("8:01")
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.at("8:05")
    assert cafe.runs() == ["done"]
    assert not any("Unlock doors" in card for card in cafe.cards(MIA))


def test_who_leaves_while_their_card_is_on_its_way_is_passed_over_at_once(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00")
    leaves_now(cafe, ANA)
    cafe.at("7:02")
    assert len(cafe.cards(BEN)) == 1


def test_a_reply_to_a_card_whose_answer_was_lost_waits_and_then_counts(cafe):
    cafe.process(steps=ONE)
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["open"]
    cafe.at("7:01")
    cafe.at("7:02")
    assert cafe.runs() == ["done"]
    assert len(cafe.cards(ANA)) == 1, "nobody was led to a thread that they were in"


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        ("internal_error", Meaning.UNKNOWN),
        ("Received a response in a non-JSON format: <html>", Meaning.UNKNOWN),
        ("ratelimited", Meaning.LATER),
        ("invalid_auth", Meaning.TOKEN_DEAD),
        ("service_unavailable", Meaning.LATER),
        ("user_disabled", Meaning.PERSON_GONE),
        ("is_archived", Meaning.CHANNEL_GONE),
        ("invalid_blocks", Meaning.OUR_BUG),
        ("an_error_of_next_year", Meaning.REFUSED),
    ],
)
def test_each_error_of_slack_has_one_meaning(error, meaning):
    assert meaning_of(error) == meaning


def test_answers_to_people_who_wait_go_before_everything_else(cafe):
    cafe.process(name="A", steps=ONE, opening=Opening.ALL_AT_ONCE)
    cafe.at("7:00")
    cafe.writes(ANA, "done!")
    sent = [m["key"].split(":")[0] for m in cafe.slack.channels["D0ANA"] if m.get("key")]
    assert sent == ["ask", "hint"]


def test_a_conversation_with_much_to_say_does_not_hold_up_the_others(cafe):
    steps = tuple(StepPlan(title=f"Step {n}") for n in range(30))
    cafe.process(name="Long", steps=steps, opening=Opening.ALL_AT_ONCE)
    cafe.process(name="Short", steps=ONE, owner_id=BEN, backup_id=ANA)
    posts = []
    post, cafe.slack.post = (
        cafe.slack.post,
        (lambda letter, _: posts.append(letter) or post(letter)),
    )
    cafe.at("7:00")
    people = [letter.conversation for letter in posts]
    assert people.index(BEN) <= 1
    cafe.run()
    for _ in range(6):
        cafe.run()
    assert len(cafe.cards(ANA)) == 30


def test_what_was_sent_beyond_its_lease_is_not_settled_twice(cafe):
    cafe.process(steps=ONE)
    post = cafe.slack.post

    def slowly(letter, _):
        sent = post(letter)
        cafe.slack.post = post
        cafe.now += timedelta(minutes=5)
        cafe.engine.cycle.run()  # another bot takes the row over, and finds the message
        return sent

    cafe.slack.post = slowly
    cafe.at("7:00")
    assert len(cafe.cards(ANA)) == 1
    with cafe.database.work() as session:
        kinds = select(Outgoing.kind).where(Outgoing.turn_id.is_not(None))
        assert list(session.scalars(kinds)) == ["ask"], "nothing followed from the second answer"
    cafe.posts(ANA, "door.jpg")
    assert cafe.runs() == ["done"]


@pytest.mark.parametrize("wrong_by", [timedelta(days=2), timedelta(hours=-5)])
def test_what_was_said_while_our_clock_was_wrong_is_found(cafe, wrong_by):
    cafe.process(steps=ONE)
    ours = cafe.engine.delivery.clock
    cafe.engine.cycle.clock = lambda: cafe.now + wrong_by
    cafe.slack.answers.append(ActedAndUnknown("timeout"))
    cafe.at("7:00", day=1)
    cafe.engine.cycle.clock = ours
    cafe.at("7:01", day=4)
    asked = [message["key"] for message in cafe.slack.said(ANA)]
    assert len(asked) == len(set(asked))
