"""Two bots, or two clicks, at the very same moment: one of them wins, and the other is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

from between_reads import photo_between_reads
from cafe import ANA, BEN, MIA, OLE, AtOnce
from paper_slack import PHOTO
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from handlers.inbox import MOST_ATTEMPTS, Inbox
from handlers.replies import apologise
from scheduler import digest_schedule, processes
from scheduler.archiving import Archiving, Copier
from scheduler.plan import StepPlan
from scheduler.processes import NameTakenError
from storage import ledger
from storage.models import DigestSchedule, Inbound, LedgerEntry, Outgoing, Process, Run, Turn
from storage.states import InboundState

AT_ONCE = 4
ONE = (StepPlan(title="Unlock doors"),)


def at_once(do):
    """Do the same several times at the same moment; what each gave, or NameTakenError."""
    ready = threading.Barrier(AT_ONCE)

    def one(_):
        ready.wait()
        try:
            return do()
        except NameTakenError as error:
            return error

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def number_of(cafe, table):
    with cafe.database.look() as session:
        assert ledger.first_broken_link(session) is None
        return session.scalar(select(func.count()).select_from(table))


def actions(cafe):
    with cafe.database.look() as session:
        return list(session.scalars(select(LedgerEntry.action)))


def test_a_draft_confirmed_twice_makes_one_process(cafe):
    drafts = cafe.creating.drafts
    draft = drafts.keep(cafe.plan(steps=ONE), OLE, cafe.now)
    ole = cafe.engine.directory.member(OLE, cafe.now)
    made = at_once(lambda: drafts.create(draft, ole, cafe.now, announce=True))
    assert len({process.id for process in made}) == 1
    assert number_of(cafe, Process) == 1
    assert number_of(cafe, Outgoing) == 1


def test_a_name_wanted_twice_is_given_once(cafe):
    outcomes = at_once(lambda: cafe.process(steps=ONE))
    refused = [outcome for outcome in outcomes if isinstance(outcome, NameTakenError)]
    assert len(refused) == AT_ONCE - 1
    assert number_of(cafe, Process) == 1
    assert number_of(cafe, DigestSchedule) == 1


def test_a_run_started_twice_within_a_second_is_one(cafe):
    process = cafe.process(steps=ONE)
    at_once(lambda: cafe.change(processes.start, process))
    assert number_of(cafe, Run) == 1
    assert number_of(cafe, Outgoing) == 1


def test_what_is_due_fires_once_however_many_look(cafe):
    cafe.process(steps=ONE)
    cafe.now += timedelta(hours=2, minutes=1)
    at_once(cafe.engine.cycle.run)
    assert number_of(cafe, Run) == 1
    assert len(cafe.cards(ANA)) == 1
    cafe.now += timedelta(minutes=61)
    at_once(cafe.engine.cycle.run)
    assert actions(cafe).count("turn_passed") == 1


def test_a_digest_changed_and_fired_at_once_is_posted_once(cafe):
    cafe.process(steps=ONE)
    with cafe.database.work() as session:
        schedule = digest_schedule.ensure(session, "C0OPS", "Europe/Berlin", cafe.now)
        cafe.now = schedule.next_at
    at_once(cafe.engine.cycle.run)
    assert actions(cafe).count("digest_due") == 1
    assert len(cafe.slack.said("C0OPS")) == 1


def test_an_event_told_to_several_is_written_down_once(cafe):
    event = {"type": "message", "channel": "D0ANA", "ts": "1.1", "user": ANA, "text": "done!"}
    body = {"event_id": "Ev1", "event": event}
    told = at_once(lambda: cafe.engine.inbox.record(body, cafe.now))
    assert sorted(told) == [False] * (AT_ONCE - 1) + [True]
    assert number_of(cafe, Inbound) == 1


def test_a_photo_and_the_deadline_at_once_end_in_one_way(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.now += timedelta(minutes=61)
    cafe.posts(ANA, "door.jpg", told=False, at=cafe.now - timedelta(minutes=2))
    at_once(cafe.engine.cycle.run)
    cafe.run()
    assert cafe.runs() == ["done"]
    assert "turn_passed" not in actions(cafe)


def test_a_photo_that_comes_while_other_threads_are_read_counts_before_the_work_moves_on(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.at("8:00")
    photo_between_reads(cafe, ANA, BEN)
    cafe.at("9:00")
    assert cafe.runs() == ["done"]
    assert cafe.cards(MIA) == []


def test_a_copy_is_made_by_one_of_several(cafe, tmp_path):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    stages = cafe.engine.cycle.stages
    cafe.engine.cycle.stages = [s for s in stages if "Archiving" not in str(s)]  # nobody copies yet
    cafe.posts(ANA, "door.jpg")
    downloads = []

    class Desk:
        @contextmanager
        def download(self, url, mimetype):
            downloads.append(url)
            yield iter([PHOTO])

    def copy():
        copier = Copier(tmp_path, AtOnce())
        Archiving(cafe.database, Desk(), lambda: cafe.now, copier).run(cafe.now)

    at_once(copy)
    assert len(downloads) == 1
    assert actions(cafe).count("proof_kept") == 1


def test_what_a_dead_bot_was_copying_is_copied_by_another(cafe, tmp_path):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    download = cafe.slack.download
    cafe.slack.download = lambda url, mimetype: 1 / 0  # it dies on the way
    cafe.posts(ANA, "door.jpg")
    cafe.slack.download = download
    cafe.run()
    assert "proof_kept" not in actions(cafe), "the lease is not over"
    cafe.now += timedelta(minutes=2)
    cafe.run()
    assert actions(cafe).count("proof_kept") == 1


def test_an_event_that_another_bot_has_worked_off_meanwhile_is_not_worked_again(cafe):
    """One bot fails at an event for a while; in that while another one succeeds."""
    other = Inbox(
        cafe.database, {"greeting": lambda *_: lambda _: worked.append("other")}, apologise
    )
    worked = []

    def slow(*_):
        other.work_off(cafe.now)
        raise ConnectionError("Slack did not answer")

    one = Inbox(cafe.database, {"greeting": slow}, apologise)
    one.record({"event_id": "Ev1", "event": {"type": "greeting"}}, cafe.now)
    one.work_off(cafe.now)
    cafe.now += timedelta(minutes=1)
    other.work_off(cafe.now)
    assert worked == ["other"]


def test_an_event_is_never_set_aside_because_the_database_was_busy(cafe):
    def busy(*_):
        raise OperationalError("UPDATE turn", {}, Exception("canceling due to lock timeout"))

    inbox = Inbox(cafe.database, {"greeting": busy}, apologise)
    inbox.record({"event_id": "Ev1", "event": {"type": "greeting"}}, cafe.now)
    for _ in range(2 * MOST_ATTEMPTS):
        inbox.work_off(cafe.now)
        cafe.now += timedelta(minutes=10)
    with cafe.database.look() as session:
        assert session.scalar(select(Inbound.state)) == InboundState.RECEIVED


def test_a_process_that_cannot_fire_does_not_keep_its_neighbours_from_it(cafe):
    broken = cafe.process(name="Broken", steps=ONE)
    cafe.process(name="Sound", steps=ONE)
    with cafe.database.work() as session:
        session.get(Process, broken.id).rule = "FREQ=NEVER"
        session.commit()
    cafe.at("7:00")
    assert cafe.runs() == ["open"]
    assert "Sound" in cafe.cards(ANA)[0]


def test_a_file_whose_name_no_database_keeps_is_proof_all_the_same(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "do\x00or \ud83d.jpg")
    assert cafe.runs() == ["done"]
    assert list(cafe.proofs()) == ["door .jpg"]


def test_time_taken_while_the_threads_are_read_at_the_deadline_counts(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    with cafe.database.look() as session:
        turn = session.scalars(select(Turn)).one()
    replies = cafe.slack.replies

    def meanwhile(thread):
        # Pressed a moment before the deadline; the database was busy for longer than that.
        click = cafe.click(ANA, str(turn.id))
        cafe.rooms.deeds["extend_turn"](click, turn.deadline_at - timedelta(seconds=1))
        return replies(thread)

    cafe.slack.replies = meanwhile
    cafe.at("8:00:30")
    assert all("would come to you" in card for card in cafe.cards(BEN)), "no card"
    cafe.at("8:15:30")
    assert len(cafe.cards(BEN)) == 2


def test_a_photo_and_a_pass_at_once_end_in_one_way(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg", told=False)
    cafe.press(ANA, "pass_turn")
    replies, told = cafe.slack.replies, []

    def meanwhile(thread):
        # Slack tells of the photo at the very moment at which the thread is read for the pass.
        found = replies(thread)
        if not told:
            told.append(True)
            event = cafe.slack.channels[thread.channel_id][-1]
            cafe.engine.inbox.record({"event_id": "EvLate", "event": dict(event)}, cafe.now)
        return found

    cafe.slack.replies = meanwhile
    assert cafe.explains(ANA, "the freezer is locked") == {}
    assert cafe.runs() == ["done"]
    assert cafe.cards(BEN) == []
