"""The short answers of /baton: what happened or why not, and what to do next."""

from collections.abc import Sequence

from handlers.permission import Action, who_may
from handlers.views.blocks import paragraphs
from handlers.views.cadence_words import cadence
from handlers.views.words import (
    LONGEST_TEXT,
    NAME,
    Message,
    channel,
    clip,
    command,
    day_and_clock,
    fitting,
    mention,
    named,
    said,
)
from scheduler import phrases
from storage.models import DigestSchedule, Process, Run, RunStep
from storage.states import RunState

SHORT_NAME = 200
MOST_NAMES = 10
# What is done to a process, where the name of the command is no word for it.
DOING = {
    Action.SKIP: "skip a run of",
    Action.UNSKIP: "take back a skip of",
    Action.CANCEL: "cancel a run of",
    Action.REASSIGN: "reassign work of",
    Action.CANCEL_STEP: "cancel a step of",
    Action.ACCEPT: "accept late proofs of",
    Action.HANDOVER: "hand over",
    Action.STAFF: "choose who is asked for",
    Action.EXPORT: "export",
}
SEE_ALL = "See them all with `/baton list`."


def paused(process: Process) -> Message:
    """Confirm a pause."""
    return said(
        f"{named(process.name)} is paused: nothing new comes due. What is open now goes on.",
        f"Start it again with {command('resume', process.name)}.",
    )


def already_paused(process: Process) -> Message:
    """Say that there was nothing to pause."""
    again = command("resume", process.name)
    return said(f"{named(process.name)} is paused already. Start it again with {again}.")


def resumed(process: Process) -> Message:
    """Confirm that a process fires again."""
    return said(f"{named(process.name)} runs again, {cadence(process)}.", _next(process))


def already_active(process: Process) -> Message:
    """Say that there was nothing to resume."""
    return said(f"{named(process.name)} is not paused.", _next(process))


def archived(process: Process) -> Message:
    """Confirm that a process has ended."""
    return said(
        f"{named(process.name)} is archived: it never comes due again,",
        "and what was open is cancelled.",
        "What it has proven stays kept. To have it back, create it anew with `/baton new`.",
    )


def demo_not_edited(process: Process) -> Message:
    """Say that a demo stays as it is, and what can be had instead."""
    return said(
        f"{named(process.name)} is a demo: it runs once, as it is.",
        f"Make a process of your own from it with {command('clone', process.name)}.",
    )


def archived_meanwhile(process: Process) -> Message:
    """Say that a process has ended while its form was open."""
    return said(
        f"{named(process.name)} has been archived meanwhile, so it can no longer be changed.",
        "What you typed still stands in the form, to be copied from;",
        "to have the process back, create it anew with `/baton new`.",
    )


def started(process: Process, run: Run | None) -> Message:
    """Confirm an extra run; None when one was started a moment ago."""
    if run is None:
        return said(f"{named(process.name)} was started a moment ago; this did not start it twice.")
    if run.state != RunState.OPEN:
        return said(f"The extra run of {named(process.name)} is over already.")
    asked = (turn.person_id for step in run.steps for turn in step.turns if turn.is_live)
    return said(
        f"An extra run of {named(process.name)} is open now: I am asking "
        f"{mention(next(asked, process.owner_id))}.",
        f"Follow it with {command('show', process.name)}.",
    )


def not_allowed(action: Action, subject: Process | RunStep) -> Message:
    """Say who may do this instead, to a process or to one step of it."""
    process = subject.run.process if isinstance(subject, RunStep) else subject
    people = ", ".join(mention(person_id) for person_id in who_may(action, subject))
    return said(
        f"To {DOING.get(action, action)} {named(process.name)} is up to {people}",
        "or an admin of this workspace. Please ask one of them.",
    )


def not_found(asked: str, suggestions: Sequence[str]) -> Message:
    """Say that no process is called so, and which names come near."""
    text = f"I know no process called “{clip(asked, SHORT_NAME)}”."
    if not suggestions:
        return said(text, SEE_ALL)
    return _choice(f"{text} Did you mean one of these?", suggestions)


def ambiguous(names: Sequence[str]) -> Message:
    """Ask for more of the name."""
    return _choice("Several processes begin like that. Please write more of the name:", names)


def _choice(question: str, names: Sequence[str]) -> Message:
    shown = [f"• {clip(name, SHORT_NAME)}" for name in names[:MOST_NAMES]]
    more = [SEE_ALL] if len(names) > MOST_NAMES else []
    lines = [question, *shown, *more]
    return Message(fitting(lines), paragraphs(lines))


def name_missing(verb: str) -> Message:
    """Ask which process is meant by /baton pause and its like."""
    return said(f"Which process? Write `/baton {verb}` and its name.", SEE_ALL)


def name_taken(name: str) -> Message:
    """Say that a live process has this name."""
    shown = clip(name, NAME)
    return said(
        f"There is a process called “{shown}” already. Please give this one another name,",
        f"or end the other one with {command('archive', name)}.",
    )


def unknown_command(asked: str, suggestion: str | None = None) -> Message:
    """Say that there is no such command."""
    text = f"I do not know `/baton {clip(asked, SHORT_NAME).replace('`', '')}`."
    meant = f"Did you mean `/baton {suggestion}`?" if suggestion else ""
    return said(text, meant, "See everything I can do with `/baton help`.")


def not_understood(explanation: str) -> Message:
    """Return an explanation that was made of what people typed: plain text, several lines."""
    lines = [clip(line, LONGEST_TEXT // 2) for line in explanation.splitlines() if line.strip()]
    return Message(fitting(lines), paragraphs(lines))


def guest() -> Message:
    """Tell someone who is no full member what they can do."""
    return said(
        "Only full members of this workspace can use `/baton`.",
        "Please ask a colleague to do this for you.",
    )


def draft_gone() -> Message:
    """Say that a preview can no longer be confirmed."""
    return said(
        "This preview is no longer open: it was created, cancelled or is too old.",
        "See what there is with `/baton list`, or begin anew with `/baton new`.",
    )


def draft_dropped() -> Message:
    """Confirm that nothing was created."""
    return said("Cancelled; nothing was created.", "Begin anew with `/baton new`.")


def report_queued(about: str) -> Message:
    """Confirm that a report will be sent; `about` says what it tells of."""
    return said(
        f"Your report is on its way: {clip(about, NAME)}.",
        "You get it as a CSV file in our direct messages.",
    )


def report_on_its_way() -> Message:
    """Say that another report comes first."""
    return said(
        "A report for you is on its way already.",
        "Please ask for the next one when it is there.",
    )


def nothing_to_report() -> Message:
    """Say that somebody has no part in any process."""
    return said(
        "You have no part in a process, so there is nothing that you could export.",
        "A report of all processes is for admins of this workspace. " + SEE_ALL,
    )


def page_gone(verb: str) -> Message:
    """Say that a button leads nowhere any more."""
    return said(f"This page is no longer there. Please write `/baton {verb}` again.")


def failed() -> Message:
    """Say that the fault is ours."""
    return said("Something went wrong on my side, and nothing was changed. Please try it again.")


def digest_scheduled(schedule: DigestSchedule) -> Message:
    """Confirm when a channel gets its digest."""
    words = phrases.describe(schedule.rule, schedule.start.time())
    following = schedule.next_at and f"next {day_and_clock(schedule.next_at, schedule.zone)}"
    return said(
        f"The digest of {channel(schedule.channel_id)} comes {words} ({schedule.zone})"
        f"{f', {following}' if following else ''}.",
        "For it to arrive I have to be in that channel: `/invite @Baton`.",
    )


def no_digest_here() -> Message:
    """Say that no process reports to this conversation, so there is nothing to schedule."""
    return said(
        "No process sends its weekly digest to this conversation.",
        "Write this in the digest channel of a process; `/baton show` and its name says which.",
    )


def digest_not_allowed() -> Message:
    """Say who may change when a channel gets its digest."""
    return said(
        "When this digest comes is up to those who created or manage a process that reports here,",
        "or an admin of this workspace. Please ask one of them.",
    )


def _next(process: Process) -> str:
    if process.next_at is None:
        return "It is not due again."
    return f"It is next due {day_and_clock(process.next_at, process.zone)}."
