"""Replies in a card's thread, and beside it: one or two sentences that say what to do."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.views.blocks import paragraphs, row
from handlers.views.document_words import offer
from handlers.views.proof_words import FILE_NAME, missing
from handlers.views.words import (
    NAME,
    TITLE,
    Message,
    clip,
    fitting,
    link,
    mention,
    moment,
    proof_rule,
    said,
    when,
)
from scheduler.judging import Refusal
from storage.models import Document, Proof, Run, RunStep, Turn
from storage.states import Opening, ProofKind, RunState, StepState, TurnState

MOST_CARDS = 10
SHORT_NAME = 120

# Each sentence names the file; what is wanted instead follows once, behind all of them.
REFUSALS = {
    Refusal.NOT_A_PHOTO: "{} is not a photo.",
    Refusal.NOT_A_FILE: "{} is a photo, and this step takes a file such as a PDF or a sheet.",
    Refusal.DELETED: "{} was deleted before I could take it.",
    Refusal.HIDDEN: "Slack hides {} because it is too old.",
    Refusal.EXTERNAL: (
        "{} is a link to a file outside Slack: open it, download it, and post the file itself."
    ),
    Refusal.SHARED_AGAIN: "{} has been used as a proof before; it takes a new one each time.",
    Refusal.TOO_OLD: "{} was uploaded before this step was due; it takes a new one.",
    Refusal.TYPED_TEXT: "{} is text typed in Slack, not a file.",
    Refusal.NOT_READABLE: "Slack does not let me open {}; posting it again from your device helps.",
    Refusal.EMPTY: "{} is empty; the upload may have been cut off.",
}
REFUSED_OTHERWISE = "I could not take {} as a proof."


def accepted(turn: Turn, proofs: list[Proof], next_step: RunStep | None, run: Run) -> Message:
    """Confirm a proof and say what comes next in its run."""
    many = "" if len(proofs) < 2 else f" with {len(proofs)} proofs"
    thanks = f"Thank you, that is done{many} :white_check_mark:"
    if next_step is not None:
        return said(thanks, _next(turn, next_step, run))
    return said(thanks, _end_of(run))


def _next(turn: Turn, step: RunStep, run: Run) -> str:
    one_by_one = run.opening == Opening.ONE_BY_ONE
    order, message = ("Next", "a new message") if one_by_one else ("Still open", "its own message")
    place = f"step {step.position + 1} of {len(run.steps)}, {clip(step.title, TITLE)},"
    asked = _asked_now(step)
    where = f"in {message}" if asked == turn.person_id else f"with {mention(asked)}"
    return f"{order}: {place} is {where}."


def _asked_now(step: RunStep) -> str:
    asked = (turn.person_id for turn in step.turns if turn.is_live)
    return next(asked, step.owner_id)


def _end_of(run: Run) -> str:
    name = clip(run.name, NAME)
    done = sum(step.state == StepState.DONE for step in run.steps)
    if run.state == RunState.DONE:
        last = "That was the last step: " if len(run.steps) > 1 else ""
        return f"{last}{name} is complete."
    if run.state == RunState.MISSED:
        return f"{name} is over: {done} of {len(run.steps)} steps are proven."
    return ""


def counted(got: int, wanted: int, kind: ProofKind) -> Message:
    """Say how many proofs have come and how many are missing."""
    left = wanted - got
    more = "One more" if left == 1 else f"{left} more"
    return said(f"{got} of {proof_rule(kind, wanted)}. {more}, please.")


def refused(reasons: list[tuple[str, str]], step: RunStep) -> Message:
    """Say of each file (its name, a Refusal's value) why it proves nothing, and what to do."""
    lines = [_refusal(name, reason) for name, reason in reasons]
    lines = list(dict.fromkeys(lines)) or ["I could not take that as a proof."]
    lines.append(_instead(step))
    return Message(fitting(lines), paragraphs(lines))


def _refusal(name: str, reason: str) -> str:
    shown = clip(name, FILE_NAME)
    called = f"“{shown}”" if shown else "that file"
    known = reason in Refusal.__members__.values()
    sentence = REFUSALS[Refusal(reason)] if known else REFUSED_OTHERWISE
    text = sentence.format(called)
    return text[:1].upper() + text[1:]


def _instead(step: RunStep) -> str:
    match step.state:
        case StepState.MISSED:
            wanted = proof_rule(step.proof_kind, step.proof_count)
            return f"The step has been missed; {wanted} in this thread is kept as late evidence."
        case StepState.DONE | StepState.CANCELLED:
            return "There is nothing left to do here."
        case _:
            return f"Please reply here with {missing(step)}."


def late(step: RunStep, closed_at: datetime, now: datetime) -> Message:
    """Take a file for a step that was missed at `closed_at`; both are aware instants."""
    return said(
        "Thank you.",
        f"“{clip(step.title, TITLE)}” was missed {when(closed_at, step.run.zone, now)},",
        "so I keep this as late evidence. There is nothing left to do.",
    )


def closed(step: RunStep, by_person_id: str | None, at: datetime, now: datetime) -> Message:
    """Take a file for a step that somebody proved, or that was cancelled, at the instant `at`."""
    if by_person_id is not None:
        what = f"{mention(by_person_id)} proved this"
    else:
        what = f"this was {_ended(step)}"
    return said(
        f"Thank you: {what} {when(at, step.run.zone, now)}, so there is nothing left to do.",
        "I keep your file as well.",
    )


def _ended(step: RunStep) -> str:
    return "cancelled" if step.state == StepState.CANCELLED else "closed"


def hint(step: RunStep, now: datetime) -> Message:
    """Answer words or a reaction: what is missing, where and until when."""
    until = _deadline(step)
    by = f" by {moment(until, step.run.zone, now)}" if until else ""
    wanted = missing(step)
    it = "it" if wanted.startswith(("a ", "one ")) else "them"
    return said(f"Thanks! I can only tick this off with {wanted}: please post {it} here{by}.")


def unread(step: RunStep) -> Message:
    """Say that a message could not be read, by a mistake of ours, and what helps."""
    return said(
        "Sorry, something in your last message was too much for me: I could not read it, and have",
        "kept nothing of it.",
        _instead(step),
        "If it was a photo or a file, posting it again as a new message helps most.",
    )


def _deadline(step: RunStep) -> datetime | None:
    standing = (turn.deadline_at for turn in step.turns if turn.state == TurnState.STANDING)
    return next(standing, None)


def pointer(open_cards: list[tuple[str, str, str]], offered: Sequence[Document] = ()) -> Message:
    """Lead to the open threads: step title, process name and link (or "") of each.

    What is `offered` to be read has a button each.
    """
    if not open_cards:
        return said("You have nothing open right now, so I kept nothing.")
    threads = "thread of this message" if len(open_cards) == 1 else "thread of the right message"
    lines = [
        f"I can only take a proof in a thread, so I kept nothing. Please reply in the {threads}:",
        *_cards(open_cards),
    ]
    buttons = [row(*offer(offered))] if offered else []
    return Message(fitting(lines), [*paragraphs(lines), *buttons])


def _cards(open_cards: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    for title, process, permalink in open_cards[:MOST_CARDS]:
        yield f"• {link(permalink, title)} \u2013 {clip(process, SHORT_NAME)}"
    if len(open_cards) > MOST_CARDS:
        yield f"… and {len(open_cards) - MOST_CARDS} more above in this conversation"
