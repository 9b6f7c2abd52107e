"""Guarantees 3, 4 and 5 by Slack's record: said once, to the right person, and lateness told."""

from datetime import timedelta

from sqlalchemy import select

from scheduler.claiming import LEASE
from simulation.violation import Violation
from storage.models import Outgoing, Turn
from storage.states import OutgoingKind, OutgoingState

WORTH_A_WORD = timedelta(minutes=3)
EDITS = (
    OutgoingKind.REFRESH,
    OutgoingKind.AMENDED,
    OutgoingKind.NOTED,
    OutgoingKind.DOCUMENT_NEWS,
)


class Said:
    """Looks at each message of Baton when it stands in Slack."""

    def __init__(self, world, books):
        self.world, self.slack, self.books = world, world.slack, books

    def posted(self, session, message):
        """Look at one message. Raises Violation."""
        key = message["key"]
        times = len(self.slack.said[key])
        if times > 1:
            guarantee = 3 if key.startswith("ask:") else 4
            raise Violation(guarantee, f"{key} was said {times} times")
        row = session.scalar(select(Outgoing).where(Outgoing.key == key))
        if row is None:
            raise Violation(4, f"{key} was said, but never written down")
        if row.kind == OutgoingKind.DIGEST:
            self.books.check_digest(session, row, message)

    def asked_now(self, card):
        """Look at a card at the very moment at which it is posted. Raises Violation."""
        with self.world.database.work() as session:
            row = session.scalar(select(Outgoing).where(Outgoing.key == card["key"]))
            if row is None or row.state != OutgoingState.SENDING:
                return
            really = self.world.clocks.really
            self._rendered(session.get_one(Turn, row.turn_id), card, really(row.next_at - LEASE))

    def _rendered(self, turn, card, at):
        step, run, clocks = turn.run_step, turn.run_step.run, self.world.clocks
        if step.closed_at is not None and clocks.really(step.closed_at) < at:
            raise Violation(3, f"{card['key']} asks for a step that is closed")
        due = turn.asked_at if turn.level or turn.asked_at > run.opened_at else run.due_at
        is_late = at - due > WORTH_A_WORD and clocks.were_right(due, at)
        if is_late and "late" not in card["first_said"]:
            raise Violation(5, f"{card['key']} is {at - due} late and does not say so")

    def nudged_now(self, message):
        """Look at a nudge at the very moment at which it is posted. Raises Violation."""
        with self.world.database.work() as session:
            row = session.scalar(select(Outgoing).where(Outgoing.key == message["key"]))
            if row is not None and row.state == OutgoingState.SENDING:
                at = self.world.clocks.really(row.next_at - LEASE)
                self._nudged(session.get_one(Turn, row.turn_id), message["key"], at)

    def _nudged(self, turn, key, at):
        """A nudge belongs to a turn that stood when it was drawn."""
        really, step = self.world.clocks.really, turn.run_step
        given_up = self.world.people.presses.given_up.get(turn.id)
        ends = [really(end) for end in (turn.ended_at, step.closed_at) if end is not None]
        if any(end < at for end in (*ends, *filter(None, [given_up]))):
            raise Violation(3, f"{key} was said after its turn had ended")
        if turn.deadline_at <= at and self.world.clocks.were_right(turn.deadline_at, at):
            raise Violation(3, f"{key} was said after the deadline")

    def check_all(self, session):
        """Every row agrees with what stands in Slack."""
        for row in session.scalars(select(Outgoing).where(Outgoing.kind.not_in(EDITS))):
            said = self.slack.said.get(row.key, [])
            if row.state == OutgoingState.SENT and [m["ts"] for m in said] != [row.message_ts]:
                raise Violation(4, f"{row.key} counts as sent, and Slack has {len(said)}")
            if row.state in {OutgoingState.CANCELLED, OutgoingState.REFUSED} and said:
                raise Violation(4, f"{row.key} counts as {row.state}, and stands in Slack")
