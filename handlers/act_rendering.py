"""What is said of things done by hand, from the state as it is when it goes out."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from handlers.permission import Action, has_a_say
from handlers.views import act_notes, overlap_words
from handlers.views.words import Message
from scheduler.skipping import skipped_at, still_skipped
from scheduler.waking import woken_with
from storage.models import Outgoing, Process, Run
from storage.states import ProcessState


def woke(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render the end of a pause, at all places where it ended; nothing where it is paused again."""
    woken = woken_with(session, _process(session, message), _instant(message, "until"))
    if len(woken) > 1:
        return act_notes.woke_at_places(woken)
    return act_notes.woke(woken[0]) if woken else None


def skipped(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render what is skipped, with the way back for those who may take it; nothing once it is."""
    runs = still_skipped(session, message.facts["skips"])
    theirs = [run for run in runs if has_a_say(message.conversation, Action.UNSKIP, run.process)]
    if len(runs) > 1:
        return act_notes.skipped_at_places(runs, theirs)
    return act_notes.skipped(runs[0], may_take_back=bool(theirs)) if runs else None


def left_out(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render what was skipped because an earlier run was still open."""
    process = _process(session, message)
    runs = [session.get_one(Run, run_id) for run_id in message.facts["runs"]]
    return overlap_words.left_out(process, runs)


def unskipped(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render that a skip was taken back; nothing once it is skipped again, or never runs."""
    process = _process(session, message)
    over = process.state == ProcessState.ARCHIVED
    if over or skipped_at(session, process.id, _occurrence(message)) is not None:
        return None
    due_at = _instant(message, "due")
    return act_notes.unskipped(process, due_at, str(message.facts["by"]))


def handed(session: Session, message: Outgoing, _now: datetime) -> Message | None:
    """Render a handover for whoever gave or got it; nothing for one who has it no longer."""
    process, facts = _process(session, message), message.facts
    if process.state == ProcessState.ARCHIVED:
        return None
    by, after = str(facts["by"]), str(facts["after"])
    if message.conversation != after:
        return act_notes.handed_from(process, after, by)
    return act_notes.handed_to(process, by) if process.creator_id == after else None


def _process(session: Session, message: Outgoing) -> Process:
    return session.get_one(Process, message.facts["process"])


def _instant(message: Outgoing, fact: str) -> datetime:
    return datetime.fromisoformat(str(message.facts[fact])).astimezone(UTC)


def _occurrence(message: Outgoing) -> datetime:
    return datetime.fromisoformat(str(message.facts["occurrence"]))
