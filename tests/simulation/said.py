"""Guarantees 3, 4 and 5 by Slack's record: said once, to the right person, and lateness told."""

from datetime import timedelta

from sqlalchemy import select

from scheduler.clock import instant_of
from simulation.violation import Violation
from storage.models import Outgoing, Turn
from storage.states import OutgoingKind, OutgoingState

IN_FLIGHT = timedelta(minutes=2)
WORTH_A_WORD = timedelta(minutes=6)


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
        if row.kind == OutgoingKind.ASK:
            self._asked(session.get_one(Turn, row.turn_id), message)
        elif row.kind == OutgoingKind.DIGEST:
            self.books.check_digest(session, row, message)

    def _asked(self, turn, message):
        step, at = turn.run_step, instant_of(message["ts"])
        if step.closed_at is not None and step.closed_at < at - IN_FLIGHT:
            raise Violation(3, f"{message['key']} asks for a step that is closed")
        run = step.run
        due = turn.asked_at if turn.level or turn.asked_at > run.opened_at else run.due_at
        if at - due > WORTH_A_WORD and "late" not in message["first_said"]:
            raise Violation(5, f"{message['key']} is {at - due} late and does not say so")

    def check_all(self, session):
        """Every row agrees with what stands in Slack."""
        for row in session.scalars(select(Outgoing).where(Outgoing.kind != OutgoingKind.REFRESH)):
            said = self.slack.said.get(row.key, [])
            if row.state == OutgoingState.SENT and [m["ts"] for m in said] != [row.message_ts]:
                raise Violation(4, f"{row.key} counts as sent, and Slack has {len(said)}")
            if row.state in {OutgoingState.CANCELLED, OutgoingState.REFUSED} and said:
                raise Violation(4, f"{row.key} counts as {row.state}, and stands in Slack")
