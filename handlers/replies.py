"""What people post in the bot's DM: files and words, in a card's thread or beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.event_keys import POSTED
from handlers.giving import as_read, given_file, given_text, is_long, is_readable
from handlers.inbox import Apply, NotYetError
from handlers.slack_shapes import Reaction, SlackFile, SlackMessage, parse_or_none
from scheduler import documents, outbox, proving
from scheduler.clock import instant_of
from scheduler.documents import Given
from scheduler.judging import Offer
from storage import ledger
from storage.ledger import Subject
from storage.models import Outgoing, Proof, RunStep, Turn
from storage.states import DocumentPurpose, OutgoingKind, OutgoingState, StepState

SCAN_WAIT = timedelta(seconds=3)
CARD_WAIT = timedelta(seconds=1)


class FileDesk(Protocol):
    """What replies need of Slack."""

    def file_info(self, file_id: str) -> dict[str, Any] | None:
        """Return Slack's file object; None when there is none. Raises NotYetError."""
        ...


class Replies:
    """Turns a message into one call of the engine."""

    def __init__(self, desk: FileDesk) -> None:
        """Ask `desk` about files that the event does not fully describe."""
        self.desk = desk

    def message(self, event: dict[str, Any], now: datetime, patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
        """Work off a message event."""
        message = parse_or_none(SlackMessage, event)
        if message is None:
            return _nothing
        if message.subtype == "message_deleted":
            return lambda session: _note_deletion(session, message, now)
        if message.subtype not in POSTED or message.bot_id or not message.user:
            return _nothing
        files = [self._looked_at(file, patient=patient) for file in message.files]
        if not files:
            return lambda session: _take_words(session, message, now)
        return lambda session: _take_files(session, message, files, now)

    def reaction(self, event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
        """Work off a reaction_added event: a reaction to a card is no proof."""
        reaction = parse_or_none(Reaction, event)
        if reaction is None or reaction.item.type != "message":
            return _nothing

        def apply(session: Session) -> None:
            item = reaction.item
            turn = _turn_of_card(session, item.channel, item.ts, reaction.user)
            if turn is not None:
                proving.offer_words(session, turn, now)

        return apply

    def _looked_at(self, file: SlackFile, *, patient: bool) -> SlackFile:
        if not (file.needs_a_look or file.is_being_scanned):
            return file
        told = parse_or_none(SlackFile, self.desk.file_info(file.id)) or file
        if told.is_being_scanned and patient:
            raise NotYetError("Slack is still scanning the file", SCAN_WAIT)
        return told


def file_deleted(event: dict[str, Any], now: datetime, _patient: bool) -> Apply:  # noqa: FBT001 - the inbox's call
    """Note that a proof vanished from Slack; the step stays done, our copy stays kept."""
    file_id = event.get("file_id")

    def apply(session: Session) -> None:
        gone = select(Proof).where(Proof.file_id == str(file_id), Proof.deleted_at.is_(None))
        for proof in session.scalars(gone):
            proof.deleted_at = now
            subject = Subject.of(proof.run_step)
            ledger.append(session, "proof_deleted_in_slack", now, subject, file=proof.file_id)

    return apply


def apologise(session: Session, event: Mapping[str, Any], now: datetime) -> bool:
    """Say in its thread that a message could not be read; False where it is in nobody's."""
    channel, thread_ts, person = event.get("channel"), event.get("thread_ts"), event.get("user")
    if event.get("type") != "message" or not (channel and thread_ts and person):
        return False
    turn = _turn_at(session, str(channel), str(thread_ts), str(person))
    if turn is None:
        return False
    outbox.answer(session, now, OutgoingKind.UNREAD, turn, str(event.get("ts")))
    return True


def _nothing(_session: Session) -> None:
    """Do nothing: the event asks for nothing."""


def _take_files(
    session: Session, message: SlackMessage, files: list[SlackFile], now: datetime
) -> None:
    assert message.user is not None, "a person posted it"
    turn = _turn_of(session, message)
    if turn is None:
        _take_beside_cards(session, message, files, now)
        return
    offered = [file.offered() for file in files]
    made = Offer(message.ts, message.user, instant_of(message.ts), offered)
    proving.offer(session, turn, made, now)


def _take_beside_cards(
    session: Session, message: SlackMessage, files: list[SlackFile], now: datetime
) -> None:
    """Read documents where no card can be meant; else point to the cards and offer to read them."""
    assert message.user is not None, "a person posted it"
    came_by = f"message:{message.channel}:{message.ts}"
    given = [given_file(file, came_by) for file in files if is_readable(file)]
    has_cards = bool(turns_with_a_card(session, message.user))
    offered = _given(session, message.user, given, now, is_wanted=not has_cards)
    if has_cards or len(given) < len(files):
        _point(session, message, f"{message.channel}:{message.ts}", now, offered)


def _given(
    session: Session, person_id: str, given: list[Given], now: datetime, *, is_wanted: bool
) -> list[int]:
    """Write down what was given; return what waits for its person's word."""
    purpose = DocumentPurpose.IMPORT
    taken = [documents.take(session, one, person_id, purpose, now) for one in given]
    if not is_wanted:
        return [document.id for document in taken]
    for document in taken:
        documents.want(session, document, now)
    return []


def _take_words(session: Session, message: SlackMessage, now: datetime) -> None:
    assert message.user is not None, "a person wrote it"
    turn = _turn_of(session, message)
    if turn is not None:
        proving.offer_words(session, turn, now)
        return
    waiting = turns_with_a_card(session, message.user)
    if is_long(message.text):
        came_by = f"message:{message.channel}:{message.ts}"
        given = [given_text(as_read(session, message.text), came_by)]
        offered = _given(session, message.user, given, now, is_wanted=not waiting)
        if offered:
            _point(session, message, f"{message.channel}:{message.ts}", now, offered)
    elif waiting:
        _point(session, message, f"words:{waiting[-1].id}", now)


def _point(
    session: Session,
    message: SlackMessage,
    about: str,
    now: datetime,
    offered: Sequence[int] = (),
) -> None:
    outbox.say(
        session,
        now,
        OutgoingKind.POINTER,
        f"pointer:{about}",
        message.channel,
        person=message.user,
        with_file=bool(message.files),
        documents=list(offered),
    )


def _note_deletion(session: Session, message: SlackMessage, now: datetime) -> None:
    proofs = (
        select(Proof)
        .join(Turn)
        .where(Turn.channel_id == message.channel, Proof.message_ts == str(message.deleted_ts))
    )
    for proof in session.scalars(proofs):
        subject = Subject.of(proof.run_step)
        ledger.append(session, "proof_message_deleted", now, subject, file=proof.file_id)


def _turn_of(session: Session, message: SlackMessage) -> Turn | None:
    assert message.user is not None, "a person posted it"
    return _turn_of_card(session, message.channel, message.thread_ts, message.user)


def _turn_of_card(
    session: Session, channel: str | None, card_ts: str | None, person_id: str
) -> Turn | None:
    """Find whose turn this is; None beside a card. Raises NotYetError while one is on its way."""
    turn = _turn_at(session, channel, card_ts, person_id)
    if turn is None and _is_being_asked(session, person_id):
        raise NotYetError("a card may not be known yet", CARD_WAIT)
    return turn


def _is_being_asked(session: Session, person_id: str) -> bool:
    """Tell whether Slack may have shown someone a card without our knowing its ts yet."""
    on_its_way = (
        select(Outgoing.id)
        .join(Turn, Turn.id == Outgoing.turn_id)
        .where(
            Outgoing.kind == OutgoingKind.ASK,
            Outgoing.state.in_((OutgoingState.SENDING, OutgoingState.UNKNOWN)),
            Outgoing.next_at.is_not(None),
            Turn.person_id == person_id,
        )
    )
    return session.scalar(on_its_way.limit(1)) is not None


def _turn_at(
    session: Session, channel: str | None, card_ts: str | None, person_id: str
) -> Turn | None:
    """Find the turn whose card this is, if it asked this very person."""
    return session.scalar(
        select(Turn).where(
            Turn.channel_id == channel,
            Turn.message_ts == card_ts,
            Turn.person_id == person_id,
        )
    )


def turns_with_a_card(session: Session, person_id: str) -> list[Turn]:
    """Return the turns of a person that have a thread and whose step is open, oldest first."""
    turns = (
        select(Turn)
        .join(RunStep)
        .where(
            Turn.person_id == person_id,
            Turn.channel_id.is_not(None),
            RunStep.state == StepState.OPEN,
        )
        .order_by(Turn.id)
    )
    return list(session.scalars(turns))
