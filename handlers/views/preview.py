"""A process said back in words before it is created, and the word that it has been."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from handlers.views import form_ids as ids
from handlers.views.blocks import LONGEST_SECTION, Block, paragraphs, press, row
from handlers.views.cadence_words import cadence as in_words
from handlers.views.holiday_words import next_holiday, on_holidays
from handlers.views.modal import View, modal
from handlers.views.overlap_words import on_overlap
from handlers.views.reminders import nudges_of
from handlers.views.rota_words import chosen, owners
from handlers.views.step_words import own_lines, steps_title
from handlers.views.words import (
    NAME,
    TITLE,
    Message,
    bold,
    clip,
    command,
    digest_channel,
    escape,
    link,
    mention,
    proof_rule,
    said,
)
from scheduler import cadence, ladder
from scheduler.cadence import Occurrence
from scheduler.plan import ProcessPlan
from scheduler.rotas import Chosen
from scheduler.step_ladders import asked_first, ladder_of, ladders
from scheduler.typed_text import one_line, quoted
from storage.models import Process
from storage.states import Level, Opening

LONGEST_LABEL = 80
OCCURRENCES_SHOWN = 3
Say = tuple[str, ...]


@dataclass(frozen=True)
class Outlook:
    """What a plan leads to: who owns each of its next runs, and what is worth a warning."""

    owners: Sequence[Chosen] = ()
    warnings: Say = ()


NOTHING_ELSE = Outlook()


def preview_modal(
    plan: ProcessPlan, draft_id: str, now: datetime, outlook: Outlook = NOTHING_ELSE
) -> View:
    """Return the modal that lies on top of the form and asks whether this is what was meant."""
    return modal(
        ids.CREATE_CALLBACK,
        "Is this right?",
        _blocks(plan, now, outlook),
        submit="Create",
        close="Back",
        memory=draft_id,
    )


def preview_message(
    plan: ProcessPlan, draft_id: str, now: datetime, outlook: Outlook = NOTHING_ELSE
) -> Message:
    """Return the same as a message with buttons, the answer to the one-line command."""
    coming = _occurrences(plan, now)
    text = " ".join(
        (
            f"Preview of {clip(plan.name, NAME)}, not created yet:",
            f"{in_words(plan)}, {len(plan.steps)} step{'' if len(plan.steps) == 1 else 's'}.",
            f"Next: {'; '.join(_next(plan, coming, now, outlook.owners))}.",
            f"If nobody proves it: {_ladder_line(_asked(plan, outlook), coming[0], now)}.",
            *outlook.warnings,
            "Press Create, Change or Cancel.",
        )
    )
    buttons = row(
        press(ids.CREATE_DRAFT, "Create", value=draft_id, style="primary"),
        press(ids.EDIT_DRAFT, "Change", value=draft_id),
        press(ids.DROP_DRAFT, "Cancel", value=draft_id),
    )
    return Message(text, [*_blocks(plan, now, outlook), buttons])


def created_message(process: Process, now: datetime) -> Message:
    """Say that a process is there and when it will next ask its owner. `now` is aware."""
    name, zone = clip(process.name, NAME), process.zone
    text = f"{name} is created."
    if process.next_at is not None:
        text += f" It first runs on {_moment(process.next_at, zone, now)} ({zone}): then I ask "
        text += f"{mention(asked_first(process))} here in Slack."
        text += f" From then on {owners(process)}." if process.rota else ""
    text += f" See it with {command('show', process.name)}."
    return said(text)


def _blocks(plan: ProcessPlan, now: datetime, outlook: Outlook) -> list[Block]:
    lines = [
        (_title(plan), _sentence(in_words(plan)), *holidays(plan, now), *notes(plan)),
        *forecast(plan, _occurrences(plan, now), now, outlook),
        (steps_title(plan), *_steps(plan)),
        tuple(_extras(plan)),
    ]
    return sections(lines)


def forecast(
    plan: ProcessPlan, coming: Sequence[Occurrence], now: datetime, outlook: Outlook = NOTHING_ELSE
) -> list[Say]:
    """Return the next runs, the ladder of the first of them by the clock, and warnings."""
    first = coming[0]
    turns = (f"Owner: {owners(plan)}",) if plan.rota else ()
    return [
        ("*Next runs*", *_next(plan, coming, now, outlook.owners), *turns),
        (_ladder_title(plan, first, now), _ladder_line(_asked(plan, outlook), first, now)),
        outlook.warnings,
    ]


def _asked(plan: ProcessPlan, outlook: Outlook) -> ProcessPlan:
    """Return the plan with the owner of its next run in the place of its rota."""
    first = next(iter(outlook.owners), None)
    return plan.model_copy(update={"owner_id": first.owner_id}) if first else plan


def first_run(
    where: str,
    plan: ProcessPlan,
    first: Occurrence | None,
    now: datetime,
    never: str = "not due again",
) -> list[str]:
    """Return when the first run somewhere is due by the clock of its zone, and how its ladder goes.

    `never` is said where there is none.
    """
    if first is None:
        return [f"{where}: {never}"]
    due = f"{_moment(first.at, plan.zone, now)} ({plan.zone})"
    return [f"{where}: {due}", f"      {_ladder_line(plan, first, now)}"]


def sections(groups: Iterable[Say]) -> list[Block]:
    """Return the blocks that show groups of lines, each group apart from the others."""
    return [block for group in groups for block in paragraphs(group)]


def _title(plan: ProcessPlan) -> str:
    return bold(clip(plan.name, NAME))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def notes(plan: ProcessPlan) -> Iterator[str]:
    """Return what is to be said about how a cadence was understood."""
    return (f"_{_sentence(escape(one_line(note)))}_" for note in plan.notes)


def holidays(plan: ProcessPlan, now: datetime) -> Iterator[str]:
    """Say what becomes of work on public holidays, where the plan goes by them."""
    if plan.holidays:
        yield on_holidays(plan.holidays)
        yield from next_holiday(plan.cadence, plan.holidays, now)


def _occurrences(plan: ProcessPlan, now: datetime) -> list[Occurrence]:
    return cadence.occurrences(plan.cadence, now, OCCURRENCES_SHOWN)


def _next(
    plan: ProcessPlan, coming: Sequence[Occurrence], now: datetime, turns: Sequence[Chosen]
) -> Say:
    moments = [_moment(one.at, plan.zone, now) for one in coming]
    if plan.rota is None or len(turns) != len(moments):
        return tuple(moments)
    return tuple(f"{at}: {chosen(who)}" for at, who in zip(moments, turns, strict=True))


def _ladder_title(plan: ProcessPlan, first: Occurrence, now: datetime) -> str:
    alike = len(set(ladders(plan))) == 1
    what = "a step" if alike and not _is_one_by_one(plan) else "the first step"
    return f"*If nobody proves {what} on {_day(_local(first.at, plan.zone), now)}*"


def _is_one_by_one(plan: ProcessPlan) -> bool:
    return plan.opening == Opening.ONE_BY_ONE and len(plan.steps) > 1


def _ladder_line(plan: ProcessPlan, first: Occurrence, now: datetime) -> str:
    turns = ladder.forecast(ladder_of(plan, plan.steps[0]), first.at)
    starts = [(turn.starts_at, mention(turn.rung.person_id)) for turn in turns]
    moments = [*starts, (turns[Level.MANAGER].ends_at, "missed")]
    day, parts = _local(turns[Level.OWNER].starts_at, plan.zone).date(), []
    for at, what in moments:
        local = _local(at, plan.zone)
        shown = _clock(local) if local.date() == day else f"{_day(local, now)} {_clock(local)}"
        parts.append(f"{shown} {what}")
        day = local.date()
    return " → ".join(parts)


def _steps(plan: ProcessPlan) -> Iterator[str]:
    for number, step in enumerate(plan.steps, start=1):
        proof = proof_rule(step.proof_kind, step.proof_count)
        yield f"{number}. {clip(step.title, TITLE)} \u2013 proven by {proof}"
        yield from own_lines(step)


def _extras(plan: ProcessPlan) -> Iterator[str]:
    yield f"Nudges: {nudges_of(plan)}"
    yield on_overlap(plan)
    yield f"SOP: {_link(str(plan.sop_url)) if plan.sop_url else 'no link'}"
    yield f"Weekly digest: {digest_channel(plan.digest_channel_id)}"


def _link(url: str) -> str:
    label = quoted(url, LONGEST_LABEL)
    clickable = link(url, label)
    # Slack would refuse the whole preview for one link that is too long; the form has it all.
    return clickable if len(clickable) < LONGEST_SECTION // 2 else escape(label)


def _local(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone))


def _clock(local: datetime) -> str:
    return f"{local.hour}:{local:%M}"


def _day(local: datetime | date, now: datetime) -> str:
    year = "" if local.year == now.astimezone(UTC).year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year}"


def _moment(at: datetime, zone: str, now: datetime) -> str:
    local = _local(at, zone)
    return f"{_day(local, now)} at {_clock(local)}"
