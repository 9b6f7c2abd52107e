"""Everything about one process: /baton show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views import act_ids, family_ids
from handlers.views.blocks import Block, divider, paragraphs, press, row
from handlers.views.cadence_words import cadence, next_due
from handlers.views.document_words import called
from handlers.views.form_ids import EDIT_PROCESS
from handlers.views.holiday_words import on_holidays
from handlers.views.lessons import OPEN_LINES, SHORT_LINE, Learned, last_time
from handlers.views.overlap_words import on_overlap
from handlers.views.reminders import nudges_of
from handlers.views.rota_words import chosen, first_asked, owners
from handlers.views.run_history import history
from handlers.views.step_ids import OPEN_STEPS
from handlers.views.step_words import own_lines, steps_title
from handlers.views.turn_words import until
from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    day,
    day_and_clock,
    digest_channel,
    duration,
    first_of,
    fitting,
    mention,
    moment,
    proof_rule,
    sop_link,
)
from scheduler.cadence import Occurrence
from scheduler.ladder import rungs
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.rotas import Chosen
from scheduler.versions import Change
from storage.models import Absence, Process, ProcessSource, Run, Step, Turn
from storage.states import ProcessKind, StepState

NOTHING_LEARNED = Learned()
SHORT_TITLE = 200
# Thirty of the longest titles still leave room for everything else.
STEP_TITLE = 700
MOST_AWAY = 10
# What the last runs may take of what a message holds; /baton history has them all.
LONGEST_PAST = 24_000


Stepped = Process | ProcessPlan


@dataclass(frozen=True)
class Beside:
    """What a page says besides: its last change, who is away now or soon, what worked last time.

    `coming` are the next turns of its rota, `source` is what it was made of. The buttons stand
    there for those who can act on the process.
    """

    last_change: Change | None = None
    coming: Sequence[tuple[Occurrence, Chosen]] = ()
    away: Sequence[Absence] = ()
    learned: Learned = NOTHING_LEARNED
    source: ProcessSource | None = None
    can_act: bool = False


def process_page(
    process: Process,
    recent_runs: Sequence[Run],
    open_turns: Sequence[Turn],
    now: datetime,
    beside: Beside = Beside(),
) -> Message:
    """Return what a process is, what is open and how its last runs (newest first) went."""
    away = first_of(list(_away(process, beside.away, now)), MOST_AWAY)
    facts = [*_facts(process, beside.coming), *away]
    facts += _changed(process, beside.last_change)
    facts += _made_from(process, beside.source)
    open_now = list(_open(open_turns, now))
    past = fitting(history(recent_runs, now), LONGEST_PAST).splitlines()
    name = clip(process.name, NAME)
    blocks = paragraphs([f"{bold(name)}{_badge(process)}", *facts])
    steps = [*steps_of(process), *_lines(process, beside.learned)]
    blocks += paragraphs(steps)
    blocks += _titled("Open now", open_now or ["Nothing is open."])
    blocks += _titled("Last runs", past or ["It has not run yet."])
    buttons = [
        *(_acts(process) if beside.can_act else ()),
        *(_note(process) if beside.learned.can_change else ()),
    ]
    blocks += [row(*buttons)] if buttons else []
    spoken = [f"{name}{_badge(process)}.", *facts, *open_now, *past, *steps]
    return Message(fitting(spoken), blocks)


def _acts(process: Process) -> list[Block]:
    acts = {
        EDIT_PROCESS: "Edit",
        OPEN_STEPS: "Steps",
        act_ids.OPEN_PAUSE: "Pause…",
        act_ids.OPEN_SKIP: "Skip one…",
        act_ids.OPEN_CANCEL: "Cancel a run…",
        family_ids.PLACES_OPEN: "Locations…",
    }
    return [press(act, label, value=str(process.id)) for act, label in acts.items()]


def _note(process: Process) -> list[Block]:
    return [press(OPEN_LINES, "What worked…", value=str(process.id))]


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
    yield on_overlap(process)
    yield f"SOP: {sop_link(process.sop_url)}"
    yield f"Weekly digest: {digest_channel(process.digest_channel_id)}"
    created = day(process.created_at, process.zone)
    yield f"Created by {mention(process.creator_id)} on {created}"


def _changed(process: Process, change: Change | None) -> Iterator[str]:
    if change is not None:
        on = day(change.at, process.zone)
        yield f"Changed by {mention(change.person_id)} on {on} (version {change.version})"


def _made_from(process: Process, source: ProcessSource | None) -> Iterator[str]:
    if source is not None:
        document = source.document
        by, on = mention(document.person_id), day(source.made_at, process.zone)
        yield f"Made from: {called(document)}, given by {by}, on {on}"


def _ladder(process: Process) -> str:
    owner, *later = rungs(process)
    people = [f"{mention(rung.person_id)} {duration(rung.window)}" for rung in later]
    people.insert(0, f"{first_asked(process)} {duration(owner.window)}")
    return f"Who: {', then '.join(people)}; after that it counts as missed"


def _rota(process: Process, coming: Sequence[tuple[Occurrence, Chosen]]) -> Iterator[str]:
    if process.rota is None:
        return
    yield f"Owner: {owners(process)}"
    turns = [f"{day_and_clock(one.at, process.zone)} {chosen(who)}" for one, who in coming]
    if turns:
        yield f"Next turns: {'; '.join(turns)}"


def _away(process: Process, away: Sequence[Absence], now: datetime) -> Iterator[str]:
    for one in away:
        begins = f"from {moment(one.from_at, process.zone, now)} " if one.from_at > now else ""
        ends = moment(one.until_at, process.zone, now)
        yield f"Away: {mention(one.person_id)} {begins}until {ends}"


def steps_of(process: Stepped) -> Iterator[str]:
    """Return the steps of a process or of a plan, a line each."""
    steps: tuple[Step | StepPlan, ...] = tuple(process.steps)
    yield steps_title(process)
    for number, step in enumerate(steps, start=1):
        proof = proof_rule(step.proof_kind, step.proof_count)
        yield f"{number}. {clip(step.title, STEP_TITLE)} \u2013 {proof}"
        yield from own_lines(step)


def _lines(process: Process, learned: Learned) -> Iterator[str]:
    for number, step in enumerate(process.steps, start=1):
        lesson = learned.lessons.get(step.key)
        if lesson is not None:
            yield f"Step {number}: {last_time(lesson, process, SHORT_LINE)}"


def _open(turns: Sequence[Turn], now: datetime) -> Iterator[str]:
    for turn in turns:
        step = turn.run_step
        if not turn.is_live or step.state != StepState.OPEN:
            continue
        title = clip(step.title, SHORT_TITLE)
        at = until(turn, step.run.zone, now)
        yield f"• {title}: with {mention(turn.person_id)} until {at}"
