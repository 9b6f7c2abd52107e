"""What is to be said → what is sent, from the state as it is at that moment."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from sqlalchemy.orm import Session

from handlers import (
    act_rendering,
    answer_rendering,
    card_rendering,
    document_rendering,
    family_rendering,
    people_rendering,
)
from handlers.replies import turns_with_a_card
from handlers.reporting import Reports
from handlers.views import answers, overlap_words, trouble
from handlers.views.chain import chain_message
from handlers.views.changed import changed_message
from handlers.views.digest import digest
from handlers.views.mine import Permalink
from handlers.views.preview import created_message
from handlers.views.words import Message
from scheduler import audit, chain_watch, lessons, stuck, versions
from scheduler.digest import channel_report
from scheduler.letters import Letter
from scheduler.versions import Basis
from storage.database import Database
from storage.models import Document, Outgoing, Process
from storage.states import DocumentState, OutgoingKind, ProcessState

Renderer = Callable[[Session, Outgoing, datetime], Message | None]


class Rendering:
    """Renders every kind of outgoing message."""

    def __init__(
        self,
        permalink: Permalink,
        explain: trouble.Explain,
        database: Database,
        helper: str | None = None,
    ) -> None:
        """Link to messages with `permalink(channel id, ts)`; `explain` errors of Slack.

        What takes long is read from `database` while it is sent. `helper` is who else is given
        the text of documents.
        """
        self._permalink = permalink
        self._explain = explain
        self._reports = Reports(database)
        self._renderers: Mapping[OutgoingKind, Renderer] = {
            OutgoingKind.ASK: card_rendering.ask,
            OutgoingKind.REFRESH: card_rendering.refresh,
            OutgoingKind.ACCEPTED: answer_rendering.accepted,
            OutgoingKind.COUNTED: answer_rendering.counted,
            OutgoingKind.REFUSED: answer_rendering.refused,
            OutgoingKind.LATE: answer_rendering.late,
            OutgoingKind.CLOSED: answer_rendering.closed,
            OutgoingKind.HINT: answer_rendering.hint,
            OutgoingKind.POINTER: self._pointer,
            OutgoingKind.UNREAD: answer_rendering.unread,
            OutgoingKind.NUDGE: card_rendering.nudge,
            OutgoingKind.EXTENDED: card_rendering.extended,
            OutgoingKind.AMENDED: card_rendering.amended,
            OutgoingKind.NOTED: answer_rendering.noted,
            OutgoingKind.CREATED: _created,
            OutgoingKind.CHANGED: _changed,
            OutgoingKind.DIGEST: _digest,
            OutgoingKind.TROUBLE: self._trouble,
            OutgoingKind.WOKE: act_rendering.woke,
            OutgoingKind.SKIPPED: act_rendering.skipped,
            OutgoingKind.UNSKIPPED: act_rendering.unskipped,
            OutgoingKind.LEFT_OUT: act_rendering.left_out,
            OutgoingKind.HANDED: act_rendering.handed,
            OutgoingKind.AWAY_SAID: people_rendering.away_said,
            OutgoingKind.STATUS: people_rendering.status,
            OutgoingKind.LEAVER: people_rendering.leaver,
            OutgoingKind.TOOK_OVER: people_rendering.took_over,
            OutgoingKind.FAMILY: family_rendering.family_changed,
            OutgoingKind.LOCATION: family_rendering.location_changed,
            OutgoingKind.CHAIN: _chain,
            OutgoingKind.DOCUMENT: partial(document_rendering.first, helper=helper),
            OutgoingKind.DOCUMENT_NEWS: partial(document_rendering.news, helper=helper),
        }

    def __call__(self, session: Session, message: Outgoing, now: datetime) -> Letter | None:
        """Render a message; None when there is nothing left to say."""
        if message.kind == OutgoingKind.REPORT:
            return self._report(session, message)
        said = self._renderers[message.kind](session, message, now)
        if said is None:
            return None
        return Letter(
            key=message.key,
            conversation=message.conversation,
            thread_ts=message.thread_ts,
            replaces=_replaced(session, message),
            text=said.text,
            blocks=said.blocks,
        )

    def _report(self, session: Session, message: Outgoing) -> Letter | None:
        file = self._reports.attachment(session, message)
        if file is None:
            return None
        return Letter(message.key, message.conversation, None, None, file.title, [], file)

    def _pointer(self, session: Session, message: Outgoing, _now: datetime) -> Message | None:
        turns = turns_with_a_card(session, str(message.facts["person"]))
        cards = [
            (
                turn.run_step.title,
                overlap_words.called(turn.run_step.run),
                self._permalink(str(turn.channel_id), str(turn.message_ts)),
            )
            for turn in turns
        ]
        return answers.pointer(cards, _offered(session, message))

    def _trouble(self, session: Session, message: Outgoing, now: datetime) -> Message | None:
        code, facts = str(message.facts["code"]), dict(message.facts)
        if code == audit.STUCK and not stuck.is_stuck(session, facts, now):
            return None
        return trouble.trouble(code, facts, self._explain)


def _replaced(session: Session, message: Outgoing) -> str | None:
    match message.kind:
        case OutgoingKind.REFRESH:
            return card_rendering.turn_of(session, message).message_ts
        case OutgoingKind.AMENDED:
            return card_rendering.first_of(session, message).message_ts
        case OutgoingKind.NOTED:
            answer = lessons.answer_to(session, card_rendering.turn_of(session, message))
            return answer.message_ts if answer else None
        case OutgoingKind.DOCUMENT_NEWS:
            return document_rendering.place_of(session, message)
        case _:
            return None


def _offered(session: Session, message: Outgoing) -> list[Document]:
    """Return the documents beside which a message points to cards."""
    given = (session.get(Document, one) for one in message.facts.get("documents", ()))
    return [one for one in given if one and one.state == DocumentState.OFFERED]


def _created(session: Session, message: Outgoing, now: datetime) -> Message:
    return created_message(session.get_one(Process, message.facts["process"]), now)


def _changed(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    process = session.get_one(Process, message.facts["process"])
    change = versions.change_to(session, Basis(process.id, int(message.facts["version"])))
    if process.state == ProcessState.ARCHIVED or change is None:
        return None
    return changed_message(process, change, message.conversation)


def _digest(session: Session, message: Outgoing, now: datetime) -> Message:
    until = datetime.fromisoformat(str(message.facts["until"])).astimezone(UTC)
    return digest(channel_report(session, message.conversation, until), now)


def _chain(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    findings = chain_watch.told_with(session, int(message.facts["first"]))
    return chain_message(findings) if any(map(chain_watch.is_open, findings)) else None
