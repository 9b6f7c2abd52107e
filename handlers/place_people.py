"""The people of one place alone: set for this process, or those of the location again."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.permission import Action
from handlers.responses import errors, told
from handlers.rooms import Response, Rooms
from handlers.slack_requests import SlackClick, SlackSubmission
from handlers.views import act_answers, titles
from handlers.views import family_ids as ids
from handlers.views.form_state import FormState
from handlers.views.place_people import SOMEBODY, people_changed, people_form
from handlers.views.words import Message
from scheduler import changing, families, versions
from scheduler.location_plan import ROLES
from scheduler.plan_checks import same_person
from scheduler.step_checks import people_problem
from storage.models import Process


class PlacePeople:
    """Lets a place of a family have people of its own."""

    def __init__(self, acting: Acting) -> None:
        """Act by way of `acting`."""
        self.acting = acting

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(clicks={ids.PEOPLE_OPEN: self.open_form}, forms={ids.PEOPLE_FORM: self.submit})

    def open_form(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Answer the button with the modal."""

        def view_of(_session: Session, process: Process) -> dict[str, Any] | Message:
            if process.family_id is None:
                return act_answers.gone()
            return people_form(process, families.location_of(process))

        return self.acting.open_form(click, now, Action.EDIT, view_of)

    def submit(self, submission: SlackSubmission, now: datetime) -> Response:
        """Answer the modal."""
        state = FormState(submission.view.state.values)
        people = {role: state.text(role) for role in ROLES}
        wrong = self._wrong(people, now)
        if wrong:
            return errors(wrong)

        def do(session: Session, process: Process, person_id: str) -> Response:
            if process.family_id is None:
                return told(titles.PEOPLE, act_answers.gone())
            plan = versions.plan_of(process).model_copy(update=people)
            twice = people_problem(plan)
            if twice:
                changed = (role for role in ROLES if people[role] != getattr(process, role))
                return errors({next(changed, ROLES[0]): twice})
            is_changed = changing.change(session, process, plan, person_id, now)
            return told(titles.PEOPLE, people_changed(process, is_changed=is_changed))

        return self.acting.submit(submission, now, Action.EDIT, do)

    def _wrong(self, people: dict[str, str], now: datetime) -> dict[str, str]:
        missing = {role: SOMEBODY for role, one in people.items() if not one}
        twice = same_person(people)
        if missing or twice:
            return missing | twice
        return self.acting.directory.who_cannot(people, now)
