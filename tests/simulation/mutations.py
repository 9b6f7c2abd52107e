"""Deliberate breaks of the guarantees: each replaces one function of the product."""

from contextlib import ExitStack, contextmanager
from datetime import UTC, timedelta
from itertools import count

from bot.slack_clock import SlackClock
from handlers import inbox, rendering
from handlers.views import card
from scheduler import (
    cadence,
    claiming,
    delivery,
    digest,
    ending,
    judging,
    new_runs,
    nudging,
    presses,
    processes,
    proving,
    runs,
    settling,
    skipping,
    turns,
)
from scheduler.cadence import Occurrence
from scheduler.cycle import Due
from scheduler.delivery import Delivery
from scheduler.ladder import rungs
from storage import ledger
from storage.models import Outgoing, Turn
from storage.states import Level, OutgoingKind, PassReason, ProcessState, StepState


@contextmanager
def replaced(place, name, value):
    """Let `place.name` be `value` for a while."""
    original = getattr(place, name)
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, original)


@contextmanager
def both(*mutations):
    """Break several things at once."""
    with ExitStack() as stack:
        for mutation in mutations:
            stack.enter_context(mutation)
        yield


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
    looks_again = replaced(Delivery, "_is_ours", lambda *_: True)
    return both(replaced(claiming, "LEASE", timedelta(0)), looks_again)


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
            turns.ask(session, turn.run_step, rungs(turn.run_step)[turn.level + 1], now)

    return replaced(runs, "prove", and_ask_on)


def skip_a_level():
    def skipping_one(step, level):
        return rungs(step)[2] if level == Level.OWNER else None

    return both(*(replaced(place, "rung_after", skipping_one) for place in (runs, turns)))


def window_from_the_due_time():
    stand = turns.stand

    def early(session, turn, channel_id, message_ts, at):
        stand(session, turn, channel_id, message_ts, at)
        if turn.deadline_at:
            turn.deadline_at = turn.next_at = turn.run_step.run.due_at + turn.window

    return replaced(turns, "stand", early)


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
    open_run = new_runs.open_run

    def by_utc(session, process, occurrence, now, **how):
        moved = Occurrence(occurrence.at.replace(tzinfo=None), occurrence.at)
        return open_run(session, process, moved, now, **how)

    return replaced(new_runs, "open_run", by_utc)


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


def let_an_earlier_run_go_on():
    return replaced(ending, "overtake", lambda *_: None)


def close_an_earlier_run_unread():
    overtake = ending.overtake

    def at_once(session, run, by, now):
        overtake(session, run, by, now)
        for step in run.steps:
            for turn in step.turns:
                runs.pass_on(session, turn, PassReason.OVERTAKEN, now)

    return replaced(ending, "overtake", at_once)


def say_nothing_of_lateness():
    return replaced(card, "WORTH_A_WORD", timedelta(days=999))


def skip_the_dedupe():
    """By event and by message, and by file as well: each of them is a safeguard of its own."""
    write, numbers = inbox.Inbox._write, count()

    def write_again(self, event_id, event, now):
        if event_id.startswith("swept:"):
            return write(self, event_id, event, now)
        with replaced(inbox, "message_key_of", lambda _: None):
            return write(self, f"{event_id} {next(numbers)}", event, now)

    return both(replaced(inbox.Inbox, "_write", write_again), skip_the_dedupe_by_file())


def skip_the_dedupe_by_file():
    return replaced(proving, "_known", lambda *_: False)


def take_a_photo_twice():
    return replaced(proving, "_used_before", lambda *_: False)


def ask_for_what_is_closed():
    original = rendering.Rendering.__call__

    def ask(self, session, message, now):
        if message.kind != OutgoingKind.ASK:
            return original(self, session, message, now)
        with replaced(self, "_renderers", {**self._renderers, message.kind: _card}):
            return original(self, session, message, now)

    return replaced(rendering.Rendering, "__call__", ask)


def _card(session, message, now):
    return card.card(session.get_one(Turn, message.turn_id), now)


def ignore_the_fence():
    def send(self, claim):
        outcome = self._outcome(claim)
        with self.database.work() as session:
            message = session.get_one(Outgoing, claim.message_id)
            delivery.settle(session, message, outcome, self.clock())
            session.commit()

    return replaced(Delivery, "_send", send)


def ask_whoever_is_away():
    return replaced(turns, "absence_at", lambda *_: None)


def trust_our_own_clock():
    return replaced(SlackClock, "is_known", lambda _: True)


def count_the_window_from_our_own_clock():
    sent = settling._sent

    def by_us(session, message, channel_id, message_ts, now):
        with replaced(settling, "instant_of", lambda _: now):
            sent(session, message, channel_id, message_ts, now)

    return replaced(settling, "_sent", by_us)


def fire_what_is_skipped():
    create = new_runs.create_run

    def over_the_skip(session, process, occurrence, now, *, is_extra):
        skip = skipping.skipped_at(session, process.id, occurrence.local)
        if skip is not None:
            session.delete(skip)
            session.flush()
        return create(session, process, occurrence, now, is_extra=is_extra)

    def all_there_are(_session, _process_id, kept, after, limit):
        return cadence.occurrences(kept, after, limit)

    nothing = replaced(processes, "upcoming", all_there_are)
    return both(replaced(new_runs, "create_run", over_the_skip), nothing)


def make_up_for_a_pause():
    following = processes.following

    def wake(session, process, now):
        process.state = ProcessState.ACTIVE
        processes.schedule(process, following(session, process, now - timedelta(days=4)))

    return replaced(processes, "_wake", wake)


def nudge_whoever_was_asked():
    return replaced(nudging, "is_wanted", lambda *_: True)


def extend_again_and_again():
    extend = presses.extend

    def again(session, turn, person_id, now):
        turn.extended_at = None
        return extend(session, turn, person_id, now)

    return replaced(presses, "extend", again)


# The mutation, the seed that is tried first, and the guarantees that it may violate.
MUTATIONS = {
    skip_the_dedupe: (1, {2, 6}),
    skip_the_dedupe_by_file: (23, {2}),
    take_a_photo_twice: (2, {2}),
    take_any_kind_of_file: (7, {2}),
    count_words_as_proof: (1, {2}),
    judge_by_when_it_was_learned: (3, {2}),
    post_before_commit: (1, {4}),
    resend_without_looking_up: (3, {3, 4}),
    forget_the_doubt_when_a_look_fails: (4, {3, 4}),
    trust_our_own_clock: (2, {3}),
    hold_no_lease: (2, {3, 4}),
    ignore_the_fence: (1, {3, 4}),
    escalate_without_the_sweep: (1, {3}),
    escalate_after_done: (1, {3, 6}),
    skip_a_level: (1, {3}),
    nudge_whoever_was_asked: (6, {3}),
    extend_again_and_again: (1, {3}),
    ask_for_what_is_closed: (15, {3}),
    ask_whoever_is_away: (1, {3}),
    window_from_the_due_time: (1, {3}),
    count_the_window_from_our_own_clock: (1, {3}),
    naive_time: (1, {1}),
    key_runs_by_utc: (1, {1}),
    digest_of_other_than_the_ledger: (1, {5}),
    say_nothing_of_lateness: (1, {5}),
    change_the_ledger: (2, {5}),
    fire_what_is_skipped: (1, {1}),
    make_up_for_a_pause: (1, {1}),
    let_an_earlier_run_go_on: (1, {1}),
    close_an_earlier_run_unread: (1, {2, 3}),
}
