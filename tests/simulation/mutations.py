"""Deliberate breaks of the guarantees: each replaces one function of the product."""

from contextlib import contextmanager
from datetime import UTC, timedelta

from handlers.views import card
from scheduler import cadence, delivery, digest, judging, proving, runs
from scheduler.cadence import Occurrence
from scheduler.cycle import Due
from scheduler.delivery import Delivery
from scheduler.ladder import rungs
from storage import ledger
from storage.models import Outgoing
from storage.states import Level, StepState


@contextmanager
def replaced(place, name, value):
    """Let `place.name` be `value` for a while."""
    original = getattr(place, name)
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, original)


def resend_without_looking_up():
    return replaced(Delivery, "_outcome", lambda self, claim: self.postman.post(claim.letter))


def forget_the_doubt_when_a_look_fails():
    def outcome(self, claim):
        if claim.doubtful_since is not None:
            found = self.postman.find(claim.letter, claim.doubtful_since)
            if not isinstance(found, delivery.Refused):
                return found
        return delivery.Lapsed() if claim.has_lapsed else self.postman.post(claim.letter)

    return replaced(Delivery, "_outcome", outcome)


def hold_no_lease():
    return replaced(delivery, "LEASE", timedelta(0))


def post_before_commit():
    def send(self, claim):
        with self.database.work() as session:
            message = session.get_one(Outgoing, claim.message_id)
            delivery.settle(session, message, self.postman.post(claim.letter), self.clock())
            session.commit()

    return replaced(Delivery, "_send", send)


def escalate_without_the_sweep():
    return replaced(Due, "_unread", lambda *_: [])


def escalate_after_done():
    prove = runs.prove

    def and_ask_on(session, turn, posted_at, now):
        prove(session, turn, posted_at, now)
        if turn.level < Level.MANAGER:
            runs._ask(session, turn.run_step, rungs(turn.run_step)[turn.level + 1], now)

    return replaced(runs, "prove", and_ask_on)


def skip_a_level():
    return replaced(
        runs, "rung_after", lambda step, level: rungs(step)[2] if level == Level.OWNER else None
    )


def window_from_the_due_time():
    stand = runs.stand

    def early(session, turn, channel_id, message_ts, at):
        stand(session, turn, channel_id, message_ts, at)
        if turn.deadline_at:
            turn.deadline_at = turn.next_at = turn.run_step.run.due_at + turn.window

    return replaced(runs, "stand", early)


def count_words_as_proof():
    def words(session, turn, now):
        if turn.run_step.state == StepState.OPEN:
            runs.prove(session, turn, now, now)

    return replaced(proving, "offer_words", words)


def take_any_kind_of_file():
    return replaced(judging, "_misfit", lambda *_: None)


def judge_by_when_it_was_learned():
    prove = runs.prove
    return replaced(runs, "prove", lambda s, turn, _posted_at, now: prove(s, turn, now, now))


def naive_time():
    return replaced(cadence.wall_time, "instant", lambda local, zone: local.replace(tzinfo=UTC))


def key_runs_by_utc():
    open_run = runs.open_run

    def by_utc(session, process, occurrence, now, **how):
        moved = Occurrence(occurrence.at.replace(tzinfo=None), occurrence.at)
        return open_run(session, process, moved, now, **how)

    return replaced(runs, "open_run", by_utc)


def digest_of_other_than_the_ledger():
    settled = digest._settled
    return replaced(digest, "_settled", lambda *what: settled(*what)[1:])


def change_the_ledger():
    append = ledger.append

    def and_change(session, action, at, subject, person_id=None, **facts):
        entry = append(session, action, at, subject, person_id, **facts)
        if action == "step_missed":
            entry.facts = {**facts, "outcome": "on_time"}
        return entry

    return replaced(ledger, "append", and_change)


def say_nothing_of_lateness():
    return replaced(card, "WORTH_A_WORD", timedelta(days=999))


# The mutation, the seed that catches it, and the guarantees that it violates.
MUTATIONS = {
    resend_without_looking_up: (3, 4),
    post_before_commit: (1, 4),
    forget_the_doubt_when_a_look_fails: (4, 3),
    hold_no_lease: (2, 3),
    escalate_without_the_sweep: (1, 3),
    skip_a_level: (1, 3),
    window_from_the_due_time: (1, 3),
    count_words_as_proof: (1, 2),
    escalate_after_done: (1, 6),
    judge_by_when_it_was_learned: (3, 2),
    naive_time: (1, 1),
    key_runs_by_utc: (1, 1),
    take_any_kind_of_file: (2, 2),
    digest_of_other_than_the_ledger: (1, 5),
    say_nothing_of_lateness: (1, 5),
    change_the_ledger: (2, 5),
}
