"""What is answered to whoever pauses, skips, cancels or hands over, and to a press too late."""

from collections.abc import Sequence
from datetime import datetime

from handlers.views import act_ids as ids
from handlers.views.act_forms import wall_time
from handlers.views.blocks import Block, button, section
from handlers.views.run_history import REASON, RUN_WORDS, by_hand
from handlers.views.words import (
    NAME,
    Message,
    aloud,
    clip,
    command,
    day_and_clock,
    fitting,
    mention,
    named,
    said,
)
from scheduler.skipping import CHOICE
from storage.models import Process, Run

MOST_RUNS = 10


def paused_until(process: Process) -> Message:
    """Confirm a pause with an end."""
    assert process.next_at is not None, "it wakes up by itself"
    until = day_and_clock(process.next_at, process.zone)
    return said(
        f"{named(process.name)} is paused until {until}: nothing new comes due before.",
        "What is open now goes on.",
        f"Start it earlier with {command('resume', process.name)}.",
    )


def skipped(run: Run) -> Message:
    """Confirm that an occurrence is skipped, with the way back."""
    text = " ".join(
        (
            f"{called(run)} is skipped: “{clip(run.reason or '', REASON)}”.",
            "I ask nobody for it, and have told its owner, backup and manager.",
        )
    )
    return Message(text, [section(text), *way_back(run)])


def skipped_already(run: Run) -> Message:
    """Say that somebody has skipped it before."""
    return said(f"{called(run)} is skipped already{by_hand(run)}.")


def nothing_to_skip(process: Process) -> Message:
    """Say that nothing comes due that could be skipped."""
    return said(
        f"{named(process.name)} does not come due at the moment, so there is nothing to skip.",
        f"See it with {command('show', process.name)}.",
    )


def too_late_to_skip(process: Process) -> Message:
    """Say that the occurrence that was chosen cannot be skipped any more."""
    return said(
        f"This is no longer among the next {CHOICE} of {named(process.name)}: it has begun,",
        "is skipped already, or its times have changed. What has begun can be ended with",
        f"{command('cancel', process.name)}.",
    )


def unskipped(run: Run) -> Message:
    """Confirm that an occurrence runs after all."""
    return said(f"{called(run)} runs after all. Those who were told of the skip are told of this.")


def nothing_skipped(process: Process) -> Message:
    """Say that there is no skip to take back."""
    return said(f"Nothing of {named(process.name)} is skipped.")


def not_skipped_any_more(process: Process) -> Message:
    """Answer a button whose occurrence is not skipped, or was due meanwhile."""
    return said(
        f"This cannot be taken back: it runs already, or was due meanwhile. To run"
        f" {named(process.name)} once more, write {command('start', process.name)}."
    )


def which_skip(process: Process, runs: Sequence[Run]) -> Message:
    """Offer each of several skips to be taken back."""
    asked = f"Several of {named(process.name)} are skipped. Which one shall run after all?"
    shown = runs[:MOST_RUNS]
    lines = [f"• {day_and_clock(run.due_at, run.zone)}{by_hand(run)}" for run in shown]
    blocks: list[Block] = [section(asked)]
    for line, run in zip(lines, shown, strict=True):
        blocks += [section(line), *way_back(run)]
    left = len(runs) - len(shown)
    more = [f"… and {left} more, once these are over"] if left else []
    blocks += [section(line) for line in more]
    return Message(fitting([asked, *lines, *more]), blocks)


def cancelled(run: Run) -> Message:
    """Confirm that a run is cancelled."""
    return said(
        f"{called(run)} is cancelled: “{clip(run.reason or '', REASON)}”.",
        "Those who were asked see it on their card. What was proven stays so.",
    )


def nothing_open(process: Process) -> Message:
    """Say that there is no open run to cancel."""
    return said(
        f"No run of {named(process.name)} is open, so there is nothing to cancel.",
        f"To leave one out that is still to come, write {command('skip', process.name)}.",
    )


def over_already(run: Run) -> Message:
    """Say that a run ended before it could be cancelled."""
    how = RUN_WORDS[run.state]
    return said(f"{called(run)} is over already ({how}), so nothing was cancelled.")


def handed_over(process: Process, before: str, by: str) -> Message:
    """Confirm that a process has another creator."""
    told = [mention(person) for person in (process.creator_id, before) if person != by]
    known = f"I have told {' and '.join(told)}." if told else ""
    return said(
        f"{named(process.name)} is now in the hands of {mention(process.creator_id)}.", known
    )


def theirs_already(process: Process) -> Message:
    """Say that nothing is to be handed over."""
    return said(f"{named(process.name)} is in the hands of {mention(process.creator_id)} already.")


def to_whom() -> Message:
    """Ask whom a process is to be handed over to."""
    return said(
        "To whom? Write `/baton handover Opening checks to @ben`, and pick the name from the list",
        "that Slack shows.",
    )


def cannot_take_over(why: str) -> Message:
    """Say why somebody cannot be a creator; `why` is a sentence of ours with a name in it."""
    return said(f"This process cannot be handed over to them. {clip(why, NAME)}")


def gone() -> Message:
    """Answer a form or a button whose process has been archived meanwhile."""
    return said(
        "This process has been archived meanwhile, so nothing was changed.",
        "See what there is with `/baton list`.",
    )


def unskip_value(process_id: int, local: datetime) -> str:
    """Return what the button that takes a skip back carries."""
    return f"{process_id}@{local.isoformat()}"


def way_back(run: Run) -> list[Block]:
    """Return the button that lets a skipped occurrence run after all."""
    value = unskip_value(run.process_id, run.occurrence)
    spoken = aloud("Let it run after all:", wall_time(run.occurrence))
    return [button(ids.UNSKIP, "Let it run after all", value=value, accessibility_label=spoken)]


def called(run: Run) -> str:
    """Return which run is meant: the name of its process, and when it is due."""
    return f"{named(run.name)} of {day_and_clock(run.due_at, run.zone)}"
