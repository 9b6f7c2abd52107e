"""Everything about one process: /baton show."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.views import act_ids
from handlers.views.blocks import Block, divider, paragraphs, press, row
from handlers.views.cadence_words import cadence, next_due
from handlers.views.form_ids import EDIT_PROCESS
from handlers.views.holiday_words import on_holidays
from handlers.views.reminders import nudges_of
from handlers.views.rota_words import chosen, owners
from handlers.views.run_history import history
from handlers.views.words import (
    NAME,
    Message,
    bold,
    channel,
    clip,
    day,
    day_and_clock,
    duration,
    fitting,
    link,
    mention,
    moment,
    proof_rule,
)
from scheduler.cadence import Occurrence
from scheduler.ladder import rungs
from scheduler.rotas import Chosen
from scheduler.versions import Change
from storage.models import Process, Run, Turn
from storage.states import Level, Opening, ProcessKind, StepState, TurnState

LIVE = (TurnState.ASKED, TurnState.STANDING)
SHORT_TITLE = 200
# Thirty of the longest titles still leave room for everything else.
STEP_TITLE = 700


def process_page(  # noqa: PLR0913 - all that stands on one page
    process: Process,
    recent_runs: Sequence[Run],
    open_turns: Sequence[Turn],
    now: datetime,
    *,
    last_change: Change | None = None,
    coming: Sequence[tuple[Occurrence, Chosen]] = (),
    can_act: bool = False,
) -> Message:
    """Return what a process is, what is open and how its last runs (newest first) went.

    `coming` are the next turns of its rota. The buttons stand there for those who can act on it.
    """
    facts = [*_facts(process, coming), *_changed(process, last_change)]
    open_now = list(_open(open_turns, now))
    past = history(recent_runs, now)
    name = clip(process.name, NAME)
    blocks = paragraphs([f"{bold(name)}{_badge(process)}", *facts])
    blocks += paragraphs(_steps(process))
    blocks += _titled("Open now", open_now or ["Nothing is open."])
    blocks += _titled("Last runs", past or ["It has not run yet."])
    blocks += _buttons(process) if can_act else []
    spoken = [f"{name}{_badge(process)}.", *facts, *open_now, *past]
    return Message(fitting(spoken), blocks)


def _buttons(process: Process) -> list[Block]:
    acts = {
        EDIT_PROCESS: "Edit",
        act_ids.OPEN_PAUSE: "Pause…",
        act_ids.OPEN_SKIP: "Skip one…",
        act_ids.OPEN_CANCEL: "Cancel a run…",
    }
    return [row(*(press(act, label, value=str(process.id)) for act, label in acts.items()))]


def _titled(title: str, lines: Sequence[str]) -> list[Block]:
    return [divider(), *paragraphs([f"*{title}*", *lines])]


def _badge(process: Process) -> str:
    return " (demo)" if process.kind == ProcessKind.DEMO else ""


def _facts(process: Process, coming: Sequence[tuple[Occurrence, Chosen]]) -> Iterator[str]:
    yield f"Due: {cadence(process)}"
    holidays = process.holidays
    if holidays:
        yield on_holidays(holidays)
    due = next_due(process)
    yield f"{due[:1].upper()}{due[1:]}"
    yield from _rota(process, coming)
    yield _ladder(process)
    yield f"Nudges: {nudges_of(process)}"
    yield f"SOP: {link(process.sop_url, process.sop_url)}" if process.sop_url else "SOP: no link"
    digest = process.digest_channel_id
    yield f"Weekly digest: {channel(digest) if digest else 'none'}"
    created = day(process.created_at, process.zone)
    yield f"Created by {mention(process.creator_id)} on {created}"


def _changed(process: Process, change: Change | None) -> Iterator[str]:
    if change is not None:
        on = day(change.at, process.zone)
        yield f"Changed by {mention(change.person_id)} on {on} (version {change.version})"


def _ladder(process: Process) -> str:
    people = [f"{mention(rung.person_id)} {duration(rung.window)}" for rung in rungs(process)]
    if process.rota is not None:
        people[Level.OWNER] = f"whoever's turn it is {duration(rungs(process)[0].window)}"
    return f"Who: {', then '.join(people)}; after that it counts as missed"


def _rota(process: Process, coming: Sequence[tuple[Occurrence, Chosen]]) -> Iterator[str]:
    if process.rota is None:
        return
    yield f"Owner: {owners(process)}"
    turns = [f"{day_and_clock(one.at, process.zone)} {chosen(who)}" for one, who in coming]
    if turns:
        yield f"Next turns: {'; '.join(turns)}"


def _steps(process: Process) -> Iterator[str]:
    count = len(process.steps)
    order = "one after another" if process.opening == Opening.ONE_BY_ONE else "all at once"
    yield "*The step*" if count == 1 else f"*{count} steps, {order}*"
    for number, step in enumerate(process.steps, start=1):
        proof = proof_rule(step.proof_kind, step.proof_count)
        yield f"{number}. {clip(step.title, STEP_TITLE)} \u2013 {proof}"


def _open(turns: Sequence[Turn], now: datetime) -> Iterator[str]:
    for turn in turns:
        step = turn.run_step
        if turn.state not in LIVE or step.state != StepState.OPEN:
            continue
        until = moment(turn.deadline_at or now + turn.window, step.run.zone, now)
        yield f"• {clip(step.title, SHORT_TITLE)}: with {mention(turn.person_id)} until {until}"
