"""The form of a new process, filled from a document, with the reasons beside its fields."""

from datetime import datetime, timedelta

from handlers.acting import Acting
from handlers.asking import ClickAnswer
from handlers.creators import barred
from handlers.drafts import Drafts
from handlers.prefilling import plan_from, preset_from
from handlers.rooms import Rooms
from handlers.slack_requests import SlackClick
from handlers.sourcing import piece_of
from handlers.views import document_ids as ids
from handlers.views.beside import beside
from handlers.views.document_ids import Place, place_in
from handlers.views.document_words import document_gone
from handlers.views.form import process_form
from handlers.views.modal import View
from handlers.views.words import Message
from storage.models import Member


class DocumentReview:
    """Opens what was read for whoever gave it; created it is as every new process."""

    def __init__(self, acting: Acting, minimum_window: timedelta) -> None:
        """Act by way of `acting`, with windows of at least `minimum_window`."""
        self.acting = acting
        self.minimum_window = minimum_window
        self.drafts = Drafts(acting.database)

    def rooms(self) -> Rooms:
        """Return what it answers."""
        return Rooms(clicks={ids.REVIEW: self.review})

    def review(self, click: SlackClick, now: datetime) -> ClickAnswer | None:
        """Open the form of one process that was read; None when it is open."""
        member = self.acting.full_member(click.user.id, now)
        if isinstance(member, Message):
            return ClickAnswer(member)
        place = place_in(click.value)
        form = self.form(place, member, now) if place else document_gone()
        if click.view is not None and not isinstance(form, Message):
            self.acting.desk.push_view(click.trigger_id, form)
            return None
        return self.acting.open(click, form)

    def form(self, place: Place, member: Member, now: datetime) -> View | Message:
        """Return the form of what was read at a place, or why there is none."""
        with self.acting.database.look() as session:
            refusal = barred(session, member)
            found = piece_of(session, place)
        if refusal is not None:
            return refusal
        if found is None or found.document.person_id != member.id:
            return document_gone()
        plan = plan_from(found.filled, now)
        draft = self.drafts.keep(plan, member.id, now, place=place)
        preset = preset_from(found.filled, plan, self.minimum_window, draft)
        return process_form(preset, beside(found.document, found.read, found.filled))
