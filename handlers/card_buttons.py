"""What people press on a card, and the modals behind it: parsed, handed on, answered."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.asking import ClickAnswer
from handlers.next_person import next_person
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.row_ids import row_id
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.view_desk import ViewDesk
from handlers.views import card_buttons as buttons
from handlers.views import card_modals, command_answers, press_answers, titles
from handlers.views.card_buttons import NextPerson
from handlers.views.form_state import FormState
from handlers.views.words import Message, too_long
from scheduler import presses
from scheduler.presses import Press
from scheduler.typed_text import one_line
from storage.database import Database
from storage.models import Turn

CLOSE: Response = {}

Draw = Callable[[Turn, NextPerson | None], dict[str, Any]]
Do = Callable[[Session, Turn, str, str, datetime], Press]


class CardButtons:
    """Whose turn it is is looked at in the unit of work that acts, not when a modal was opened."""

    def __init__(self, database: Database, desk: ViewDesk) -> None:
        """Work on `database`; open modals with `desk`."""
        self.database = database
        self.desk = desk

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(
            forms={
                card_modals.PASS_CALLBACK: self.pass_on,
                card_modals.PROBLEM_CALLBACK: self.report,
            },
            clicks={buttons.PASS: self.ask_why, buttons.PROBLEM: self.ask_what_is_wrong},
            deeds={buttons.EXTEND: self.extend},
        )

    def ask_why(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the modal that asks why a turn is passed on; None when it is open."""
        return self._open(click, now, _pass_modal, needs_next=True)

    def ask_what_is_wrong(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the modal that asks what is wrong; None when it is open."""
        return self._open(click, now, lambda turn, to: card_modals.problem_modal(turn, now, to))

    def extend(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Give a turn more time; None when it has it, as the card says so itself."""
        with self.database.work() as session:
            turn = _turn(session, click.value)
            if turn is None:
                return ClickAnswer(press_answers.unknown())
            press = presses.extend(session, turn, click.user.id, now)
            session.commit()
            return None if press == Press.TAKEN else ClickAnswer(_refusal(press, turn, now))

    def pass_on(self, submission: SlackSubmission, now: datetime) -> Response:
        """Let a turn go to the next person with the reason that was typed."""
        return self._submitted(submission, now, presses.pass_by_hand)

    def report(self, submission: SlackSubmission, now: datetime) -> Response:
        """Take down what is wrong."""
        return self._submitted(submission, now, presses.report_problem)

    def _open(
        self, click: SlackClick, now: datetime, draw: Draw, *, needs_next: bool = False
    ) -> ClickAnswer | None:
        with self.database.look() as session:
            turn = _turn(session, click.value)
            if turn is None:
                return ClickAnswer(press_answers.unknown())
            no = presses.refused(turn, click.user.id)
            following = next_person(session, turn, now)
            if needs_next and following is None:
                no = no or Press.NOBODY_NEXT
            if no is not None:
                return ClickAnswer(_refusal(no, turn, now))
            view = draw(turn, following)
        if self.desk.open_view(click.trigger_id, view):
            return None
        return ClickAnswer(command_answers.failed())

    def _submitted(self, submission: SlackSubmission, now: datetime, do: Do) -> Response:
        note = one_line(FormState(submission.view.state.values).text(card_modals.NOTE))
        wrong = _wrong_with(note)
        if wrong is not None:
            return _error(wrong)
        with self.database.work() as session:
            turn = _turn(session, submission.view.private_metadata)
            if turn is None:
                return told(
                    titles.NOTHING_DONE, card_modals.with_note(press_answers.unknown(), note)
                )
            press = do(session, turn, submission.user.id, note, now)
            session.commit()
            return _answered(press, turn, note, now)


def _pass_modal(turn: Turn, following: NextPerson | None) -> dict[str, Any]:
    assert following is not None, "whom there is nobody to pass to is told so"
    return card_modals.pass_modal(turn, following)


def _answered(press: Press, turn: Turn, note: str, now: datetime) -> Response:
    # The same form submitted again, perhaps because Slack got no answer, has been taken already.
    if press == Press.TAKEN or (press == Press.AGAIN and turn.note == note):
        return CLOSE
    if press == Press.NOT_YET:
        return _error(card_modals.NOT_YET)
    return told(titles.NOTHING_DONE, card_modals.with_note(_refusal(press, turn, now), note))


def _refusal(press: Press, turn: Turn, now: datetime) -> Message:
    return press_answers.refused(press, turn, now)


def _turn(session: Session, typed: str) -> Turn | None:
    return session.get(Turn, row_id(typed))


def _wrong_with(note: str) -> str | None:
    if not note:
        return card_modals.NO_NOTE
    longest = card_modals.LONGEST_NOTE
    return too_long(len(note), longest) if len(note) > longest else None


def _error(sentence: str) -> Response:
    return errors({card_modals.NOTE: sentence})
