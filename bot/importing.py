"""`baton import`: what Baton reads in a document or an export, on the terminal or as JSON."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from bot.assistant import Model
from bot.document_reader import IntakeReader
from intake.draft import Intake, ProcessDraft, Reason, StepDraft, UnreadableError
from intake.found import Upload
from intake.limits import MOST_BYTES

STDIN = "-"
PASTED = "pasted text.txt"


class ImportingError(Exception):
    """Nothing can be drafted of the file; the message is one line that says why."""


def notice(model: Model) -> str:
    """Say where the text of a document goes before it is sent there."""
    return f"A language model helps to read: the text of documents is sent to {model.host}."


def import_file(name: str, model: Model | None, on_progress: Callable[[str], None]) -> Intake:
    """Return the drafts of the file, or of standard input for "-". Raises ImportingError."""
    try:
        found = IntakeReader(model).read(_upload(name), on_progress)
    except OSError as error:
        raise ImportingError(f"{name}: {error.strerror}.") from None
    except UnreadableError as problem:
        raise ImportingError(f"{name}: {problem}") from None
    if not found.processes:
        raise ImportingError(" ".join([f"{name}: no process was found in it.", *found.notes]))
    return found


def _upload(name: str) -> Upload:
    """Read a file, a little more than the most that is taken. Raises OSError."""
    if name == STDIN:
        return Upload(PASTED, sys.stdin.buffer.read(MOST_BYTES + 1))
    with Path(name).open("rb") as opened:
        return Upload(Path(name).name, opened.read(MOST_BYTES + 1))


def show(found: Intake, console: Console) -> None:
    """Print the drafts for people: each field with why it is so."""
    for process in found.processes:
        for line in _process(process):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
    for note in found.notes:
        console.print(f"- {note}", highlight=False, markup=False, soft_wrap=True)


def _process(process: ProcessDraft) -> Iterator[str]:
    yield f"{process.name}   ({process.source.system}, {process.confidence:.0%} sure)"
    yield _field(process, "when", "cadence", _when(process))
    for role in ("owner", "backup", "manager"):
        yield _field(process, role, role, getattr(process, role))
    for number, step in enumerate(process.steps):
        yield _step(process, number, step)
    yield from (f"  - {note}" for note in process.notes)
    yield ""


def _when(process: ProcessDraft) -> str | None:
    when = process.cadence
    parts = [
        when.text,
        when.rrule and f"({when.rrule})",
        when.time and f"at {when.time}",
        when.deadline and f"by {when.deadline}",
        when.zone,
    ]
    return " ".join(part for part in parts if part) or None


def _field(process: ProcessDraft, label: str, field: str, value: str | None) -> str:
    return f"  {label:<8} {value or '?'}{_because(process, field)}"


def _step(process: ProcessDraft, number: int, step: StepDraft) -> str:
    proof = step.proof.kind if step.proof.kind != "any" else "photo or file"
    count = f"{step.proof.min_files} times " if step.proof.min_files > 1 else ""
    whose = f", {step.assignee}" if step.assignee else ""
    because = _because(process, f"steps.{number}.proof")
    return f"  {number + 1:>3}. {step.title}  [{count}{proof}{whose}]{because}"


def _because(process: ProcessDraft, field: str) -> str:
    found: Reason | None = next((one for one in process.reasons if one.field == field), None)
    return f"   <- {found.where}: “{found.quote}”" if found and found.quote else ""
