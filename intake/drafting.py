"""What a reader found, made into drafts that people correct."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import NamedTuple

from intake import cadences
from intake.confidence import confidence
from intake.draft import (
    LONGEST_INSTRUCTION,
    LONGEST_QUOTE,
    LONGEST_TITLE,
    MOST_PROCESSES,
    MOST_STEPS,
    CadenceDraft,
    Intake,
    ProcessDraft,
    ProofDraft,
    Reason,
    Source,
    StepDraft,
    Sure,
)
from intake.found import Evidence, Found, FoundProcess, FoundStep, Said, Trust
from intake.missing import ROLES, missing
from intake.proofs import proof_for
from scheduler.typed_text import one_line, several_lines


class _Drafted(NamedTuple):
    step: StepDraft
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]


def drafted(found: Found, file: str) -> Intake:
    """Return the drafts of all that a reader found in `file`.

    Nothing is lost but with a note: a long title goes on in the instruction, and what Baton has
    no room for is counted. People stay names as written; matching them is left to whoever asks.
    """
    processes = found.processes[:MOST_PROCESSES]
    lost = len(found.processes) - len(processes)
    notes = [*found.notes, *_lacking(found)]
    if lost:
        notes.append(f"The last {lost} processes are left out: {MOST_PROCESSES} is the most.")
    return Intake(
        processes=tuple(_process(one, found.system, file) for one in processes),
        notes=tuple(_lines(notes)),
    )


def _lacking(found: Found) -> Iterator[str]:
    if found.lacks:
        yield f"What this source never says: {', '.join(found.lacks)}."


def _process(found: FoundProcess, system: str, file: str) -> ProcessDraft:
    found = _lifted(found)
    steps = [_step(step, f"steps.{n}") for n, step in enumerate(found.steps[:MOST_STEPS])]
    chosen = cadences.best(found.cadence)
    cadence = chosen.draft if chosen else CadenceDraft()
    name = one_line(found.name.text) or PurePath(one_line(file)).stem or "Untitled"
    reasons = [
        *_reasons("name", found.name),
        *((chosen.reason,) if chosen else ()),
        *(reason for who in ROLES for reason in _reasons(who, getattr(found, who))),
        *(reason for step in steps for reason in step.reasons),
    ]
    draft = ProcessDraft(
        name=name,
        source=Source(system=one_line(system), file=one_line(file), url=_line(found.url)),
        owner=_text(found.owner),
        backup=_text(found.backup),
        manager=_text(found.manager),
        cadence=cadence,
        steps=tuple(step.step for step in steps),
        confidence=confidence(reasons, cadence, len(steps)),
        reasons=tuple(reasons),
        first_due=found.first_due,
        key=one_line(found.key),
    )
    notes = [
        *found.notes,
        *missing(draft),
        *((cadence.question,) if cadence.question else ()),
        *((f"The first due date in it is {found.first_due:%d %B %Y}.",) if found.first_due else ()),
        *(chosen.notes if chosen else ()),
        *(note for step in steps for note in step.notes),
        *_too_many(found),
    ]
    return draft.model_copy(update={"notes": tuple(_lines(notes))})


def _lifted(found: FoundProcess) -> FoundProcess:
    """Give the process the cadence that all its steps share; then no step repeats it.

    One that its heading or a field of its own tells is kept, and the steps keep theirs.
    """
    if any(one.trust >= Trust.HEADING for one in found.cadence):
        return found
    said = [step.cadence for step in found.steps]
    shared = {one_line(one.text).casefold() if one else "" for one in said}
    if len(shared) != 1 or not (first := said[0] if said else None):
        return found
    evidence = (*found.cadence, Evidence(first, Trust.FIELD))
    steps = tuple(replace(step, cadence=None) for step in found.steps)
    return replace(found, cadence=evidence, steps=steps)


def _step(found: FoundStep, path: str) -> _Drafted:
    title, rest = _cut(one_line(found.title))
    told = "\n".join(part for part in (rest, several_lines(found.detail)) if part)
    if not title:
        title, told = _cut(one_line(told))
    instruction, lost = told[:LONGEST_INSTRUCTION], told[LONGEST_INSTRUCTION:]
    proof, quote, sure = _proof(found)
    step = StepDraft(
        title=title or "(no title)",
        instruction=instruction or None,
        proof=proof,
        assignee=_text(found.assignee),
        cadence=_text(found.cadence),
        sop_url=_line(found.url),
        picture=_line(found.picture),
        source_line=found.line,
    )
    where = one_line(found.where)
    reasons = [
        *_reasons(f"{path}.title", Said(found.title, found.where)),
        *_reasons(f"{path}.instruction", Said(found.detail, found.where)),
        Reason(field=f"{path}.proof", where=where, quote=quote, sure=sure),
        *_reasons(f"{path}.assignee", found.assignee),
        *_reasons(f"{path}.cadence", found.cadence),
    ]
    return _Drafted(step, tuple(reasons), tuple(_shortened(title, lost)))


def _proof(found: FoundStep) -> tuple[ProofDraft, str, Sure]:
    """Return the proof: by the words for it beside the step, or else concluded from its own."""
    if found.proof and (said := one_line(found.proof.text)):
        proof, _ = proof_for(said, found.title)
        return proof, said[:LONGEST_QUOTE], Sure.STATED
    proof, quote = proof_for(found.title, found.detail)
    return proof, one_line(quote)[:LONGEST_QUOTE], Sure.INFERRED


def _cut(text: str) -> tuple[str, str]:
    """Part a text at the last blank that leaves a title short enough."""
    if len(text) <= LONGEST_TITLE:
        return text, ""
    blank = text.rfind(" ", 1, LONGEST_TITLE + 1)
    end = blank if blank > 0 else LONGEST_TITLE
    return text[:end], text[end:].strip()


def _shortened(title: str, lost: str) -> Iterator[str]:
    if lost:
        yield (
            f"The instruction of “{title[:60]}” is cut at {LONGEST_INSTRUCTION} characters; "
            "keep the link to the original."
        )


def _too_many(found: FoundProcess) -> Iterator[str]:
    if (lost := len(found.steps) - MOST_STEPS) > 0:
        yield f"The last {lost} steps are left out: {MOST_STEPS} is the most that a draft holds."


def _reasons(field: str, said: Said | None) -> Iterator[Reason]:
    if said and (quote := one_line(said.text)):
        where = one_line(said.where)
        yield Reason(field=field, where=where, quote=quote[:LONGEST_QUOTE], sure=said.sure)


def _text(said: Said | None) -> str | None:
    return _line(said.text) if said else None


def _line(text: str | None) -> str | None:
    return one_line(text) or None if text else None


def _lines(notes: Sequence[str]) -> list[str]:
    """Return each sentence once, in its order."""
    return list(dict.fromkeys(line for note in notes if (line := one_line(note))))
