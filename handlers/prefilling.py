"""What was read of one process, as the form of a new one is filled with it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from pydantic import AnyUrl

from handlers.draft_cadence import when_of
from handlers.prefilled import Prefilled
from handlers.readings import Piece, ReadDocument
from handlers.views.draft_words import as_figures, part_name
from handlers.views.form_preset import FormPreset, preset_from_plan
from intake.draft import StepDraft
from scheduler import links, phrases, pictures
from scheduler.phrases import Reading
from scheduler.plan import LONGEST_INSTRUCTION, LONGEST_NAME, ProcessPlan, StepPlan
from scheduler.typed_text import one_line
from storage.states import ProofKind

ROLES = ("owner", "backup", "manager")
# Stands where nothing is known yet: nobody creates a plan without people.
_ANY_RULE = "FREQ=DAILY"
_ANY_TIME = time(7)
_ONE_STEP = "?"


def prefilled(piece: Piece, read: ReadDocument, zone: str, owner_window: timedelta) -> Prefilled:
    """Conclude what the form is filled with; `zone` holds where the source names none."""
    people = _people(piece, read)
    when = when_of(piece.draft.cadence, zone, owner_window)
    steps = tuple(_step(step, read, people) for step in piece.draft.steps)
    return Prefilled(piece, when, steps, people)


def plan_from(filled: Prefilled, now: datetime) -> ProcessPlan:
    """Return a plan that has the steps and all of their own; its people are still to be chosen."""
    when = filled.when
    reading = Reading(when.rule or _ANY_RULE, None, ())
    kept = phrases.start_for(reading, when.at or _ANY_TIME, when.zone, now)
    url = filled.piece.draft.source.url
    return ProcessPlan(
        name=_name(filled.piece),
        sop_url=_page(url),
        owner_id="",
        backup_id="",
        manager_id="",
        rule=kept.rule,
        start=kept.start,
        zone=when.zone,
        # A form may be opened without steps, a plan may not be kept so.
        steps=filled.steps or (StepPlan(title=_ONE_STEP),),
    )


def preset_from(
    filled: Prefilled, plan: ProcessPlan, minimum_window: timedelta, source: str
) -> FormPreset:
    """Return the filled form; `source` is the draft that keeps `plan`."""
    preset = preset_from_plan(plan, minimum_window, source=source)
    owner = filled.people.get("owner")
    return replace(
        preset,
        steps=preset.steps if filled.steps else ("",),
        cadence=filled.when.fields,
        owner_ids=(owner,) if owner else (),
        backup_id=filled.people.get("backup", ""),
        manager_id=filled.people.get("manager", ""),
    )


def _name(piece: Piece) -> str:
    name = one_line(piece.draft.name)
    end = part_name(piece)
    return f"{name[: LONGEST_NAME - len(end)].rstrip()}{end}" or _ONE_STEP


def _people(piece: Piece, read: ReadDocument) -> dict[str, str]:
    """Return who is meant beyond doubt, each in one role."""
    found: dict[str, str] = {}
    for role in ROLES:
        person_id = read.certain(getattr(piece.draft, role))
        if person_id and person_id not in found.values():
            found[role] = person_id
    return found


def _step(step: StepDraft, read: ReadDocument, people: dict[str, str]) -> StepPlan:
    own = read.certain(step.assignee)
    return StepPlan(
        title=one_line(step.title) or _ONE_STEP,
        proof_kind=ProofKind(step.proof.kind),
        proof_count=step.proof.min_files,
        owner_id=own if own and own not in people.values() else None,
        instruction=_instruction(step),
        sop_url=_page(step.sop_url),
        picture=_picture(step.picture),
    )


def _instruction(step: StepDraft) -> str | None:
    """Return how it is done, with the figures that are right where no words say them yet."""
    figures = as_figures(step.proof.reading) if step.proof.reading else ""
    words = "\n".join(part for part in (step.instruction or "", figures) if part)
    return words[:LONGEST_INSTRUCTION] or None


def _page(text: str | None) -> AnyUrl | None:
    url = links.web_address(text or "")
    return None if url is None or links.link_problem(url) else url


def _picture(text: str | None) -> AnyUrl | None:
    """Return a picture that Slack can show; one within an export has no address of its own."""
    url = links.web_address(text or "")
    return None if url is None or pictures.picture_problem(url) else url
