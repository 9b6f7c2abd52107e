"""The modals by which a process is paused, an occurrence skipped, a run cancelled."""

from collections.abc import Sequence
from datetime import datetime

from handlers.views import act_ids as ids
from handlers.views import inputs
from handlers.views.blocks import Block, section
from handlers.views.inputs import field
from handlers.views.modal import View, modal
from handlers.views.words import named
from scheduler.cadence import Occurrence
from scheduler.reasons import LONGEST_REASON
from storage.models import Process, Run

MOST_RUNS = 100
NO_RUN = "Choose the run that is to be cancelled."


def pause_form(process: Process) -> View:
    """Return the modal that asks until when a process is to pause."""
    until = field(
        "Until",
        inputs.day_and_time(ids.UNTIL),
        hint="It then runs again by itself. Leave it empty to pause until somebody resumes it.",
        optional=True,
    )
    lines = f"{named(process.name)}: nothing new comes due. What is open now goes on."
    return _modal(ids.PAUSE_CALLBACK, "Pause", "Pause", process, [section(lines), until])


def skip_form(process: Process, coming: Sequence[Occurrence]) -> View:
    """Return the modal that asks which of the occurrences to come is to be left out, and why."""
    options = {one.local.isoformat(): wall_time(one.local) for one in coming}
    which = field(
        "Which one",
        inputs.radio(ids.OCCURRENCE, options, next(iter(options))),
        hint=f"By the clock in {process.zone}",
    )
    what = "nobody is asked for the one that you choose, and it counts nowhere."
    blocks = [section(f"{named(process.name)}: {what}"), which, reason_field("Public holiday")]
    return _modal(ids.SKIP_CALLBACK, "Skip one", "Skip it", process, blocks)


def cancel_form(process: Process, runs: Sequence[Run], reason: str = "") -> View:
    """Return the modal that asks which open run is to be cancelled, and why."""
    options = {str(run.id): _run(run) for run in runs[:MOST_RUNS]}
    which = field(
        "Which run",
        inputs.select(ids.RUN, options, next(iter(options))),
        hint=f"By the clock in {process.zone}",
    )
    lines = f"{named(process.name)}: what is proven stays so; nobody is asked for the rest."
    blocks = [section(lines), which, reason_field("The delivery did not come", reason)]
    return _modal(ids.CANCEL_CALLBACK, "Cancel a run", "Cancel the run", process, blocks)


def wall_time(local: datetime) -> str:
    """Return a naive wall time in plain text: "Mon 23 Nov 2026 at 7:00"."""
    return f"{local:%a} {local.day} {local:%b %Y} at {local.hour}:{local:%M}"


def _run(run: Run) -> str:
    return f"{wall_time(run.occurrence)}{' (extra run)' if run.is_extra else ''}"


def reason_field(example: str, initial: str = "") -> Block:
    """Return the field that asks why something is done, with an example of a reason."""
    element = inputs.text_line(ids.REASON, initial, longest=LONGEST_REASON, placeholder=example)
    return field("Why", element, hint="One line. Those who are concerned see it.")


def _modal(callback: str, title: str, submit: str, process: Process, blocks: list[Block]) -> View:
    return modal(callback, title, blocks, submit=submit, close="Close", memory=str(process.id))
