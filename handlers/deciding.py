"""What a manager's forms on one step do, looked at once more in the unit of work that does it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.handling import step_for
from handlers.permission import Action
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackSubmission
from handlers.views import handle_answers as answers
from handlers.views import handle_ids as ids
from handlers.views import titles
from handlers.views.card_modals import with_note
from handlers.views.form_state import FormState
from handlers.views.words import Message
from scheduler import handling
from scheduler.handling import Decision, Handled
from scheduler.members import is_full_member
from scheduler.reasons import ReasonError, read_reason
from storage.models import Member, Proof, RunStep, Turn

# Where a form says at a field why it cannot be done; what was typed stays in it.
AT_THE_PERSON = {
    Handled.HAS_IT: answers.HAS_IT,
    Handled.COMES_LATER: answers.COMES_LATER,
    Handled.AWAY: answers.AWAY,
}
TAKEN = {Handled.DONE, Handled.AGAIN}

Do = Callable[[Session, RunStep, Member, str], Response]


class Deciding:
    """Gives a turn to somebody else, cancels a step, accepts a proof."""

    def __init__(self, acting_: Acting) -> None:
        """Find people and processes by way of `acting_`."""
        self.acting = acting_

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            forms={
                ids.REASSIGN_CALLBACK: self.reassign,
                ids.CANCEL_STEP_CALLBACK: self.cancel,
                ids.ACCEPT_CALLBACK: self.accept,
            }
        )

    def reassign(self, submission: SlackSubmission, now: datetime) -> Response:
        """Give the turn that the form was opened for to the person who was picked."""
        to = FormState(submission.view.state.values).text(ids.PERSON)
        # Slack is asked before the unit of work, which looks once more at what is known by then.
        why_not = self.acting.directory.why_not(to, now) if to else answers.SOMEBODY
        if why_not:
            return errors({ids.PERSON: why_not})

        def do(session: Session, step: RunStep, member: Member, reason: str) -> Response:
            turn = session.get_one(Turn, row_id(submission.view.private_metadata))
            if not is_full_member(session.get(Member, to)):
                return errors({ids.PERSON: answers.SOMEBODY})
            handled = handling.reassign(session, turn, to, Decision(member.id, reason), now)
            if handled in AT_THE_PERSON:
                return errors({ids.PERSON: AT_THE_PERSON[handled]})
            return _answered(handled, step, answers.given(turn), reason, member, now)

        return self._decide(submission, now, Action.REASSIGN, do)

    def cancel(self, submission: SlackSubmission, now: datetime) -> Response:
        """Cancel the step that the form was opened for."""

        def do(session: Session, step: RunStep, member: Member, reason: str) -> Response:
            handled = handling.cancel_step(session, step, Decision(member.id, reason), now)
            return _answered(handled, step, answers.cancelled(step), reason, member, now)

        return self._decide(submission, now, Action.CANCEL_STEP, do)

    def accept(self, submission: SlackSubmission, now: datetime) -> Response:
        """Let the file count that was chosen."""
        chosen = FormState(submission.view.state.values).text(ids.PROOF)

        def do(session: Session, step: RunStep, member: Member, reason: str) -> Response:
            proof = _proof(session, step, chosen)
            if proof is None:
                return errors({ids.PROOF: answers.CHOOSE})
            handled = handling.accept(session, proof, Decision(member.id, reason), now)
            return _answered(handled, step, answers.accepted(step, proof), reason, member, now)

        return self._decide(submission, now, Action.ACCEPT, do)

    def _decide(
        self, submission: SlackSubmission, now: datetime, action: Action, do: Do
    ) -> Response:
        try:
            reason = _reason(submission, action)
        except ReasonError as problem:
            return errors({ids.REASON: str(problem)})
        member = self.acting.full_member(submission.user.id, now)
        if isinstance(member, Message):
            return told(titles.NOTHING_DONE, with_note(member, reason))
        with self.acting.database.work() as session:
            step = step_for(session, member, action, _step_id(session, submission, action))
            if isinstance(step, Message):
                return told(titles.NOTHING_DONE, with_note(step, reason))
            response = do(session, step, member, reason)
            session.commit()
        return response


def _answered(
    handled: Handled, step: RunStep, done: Message, typed: str, member: Member, now: datetime
) -> Response:
    if handled in TAKEN:
        return told(titles.DONE, done)
    refused = answers.refused(handled, step, member.zone, now)
    return told(titles.NOTHING_DONE, with_note(refused, typed))


def _reason(submission: SlackSubmission, action: Action) -> str:
    """Read why it is decided, which whoever gives a turn away need not say. Raises ReasonError."""
    typed = FormState(submission.view.state.values).text(ids.REASON)
    return read_reason(typed) if typed.strip() or action != Action.REASSIGN else ""


def _step_id(session: Session, submission: SlackSubmission, action: Action) -> str:
    """Return the step that a form is about; the one that gives a turn away carries the turn."""
    carried = submission.view.private_metadata
    if action != Action.REASSIGN:
        return carried
    turn = session.get(Turn, row_id(carried))
    return str(turn.run_step_id) if turn else ""


def _proof(session: Session, step: RunStep, value: str) -> Proof | None:
    proof = session.get(Proof, row_id(value))
    return proof if proof is not None and proof.run_step_id == step.id else None
