"""How the runs of a process went, a page of them: /baton history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from handlers.views.blocks import LONGEST_SECTION, Block, context, divider, paragraphs
from handlers.views.pager import pager
from handlers.views.proof_words import FILE_NAME, in_order, name_of, proof_link
from handlers.views.run_history import by_hand, how_it_went
from handlers.views.turn_words import until
from handlers.views.words import (
    Message,
    bold,
    clip,
    command,
    first_of,
    fitting,
    mention,
    named,
    said,
    when_known,
)
from scheduler.history import HistoryPage
from scheduler.outcomes import Outcome, Result, result_of
from storage.models import Family, Process, Proof, Run, RunStep
from storage.states import ArchiveState, Verdict

SHORT_TITLE = 100
SHORT_PLACE = 60
# What a page of blocks may hold; the fewest links that this leaves room for are shown.
LONGEST_PAGE = 12_000
LINKS_A_STEP = (10, 3, 1, 0)
MARKS = {
    Outcome.MISSED: ":x:",
    Outcome.CANCELLED: ":heavy_minus_sign:",
    Outcome.OPEN: ":hourglass_flowing_sand:",
    Outcome.WAITING: ":white_circle:",
    Outcome.ON_TIME: ":white_check_mark:",
}
HOW = {
    Outcome.ON_TIME: "on time",
    Outcome.LATE: "late",
    Outcome.BACKUP: "as the backup",
    Outcome.MANAGER: "as the manager",
    Outcome.ACCEPTED: "late",
}
DONE_LATER = ":ballot_box_with_check:"
LEGEND = (
    "Times of the runs are those of the process, all others are yours. "
    "Slack opens a proof for those whom it was sent to."
)
TURN = ("Newer runs", "Older runs")


def history_page(process: Process, page: HistoryPage, now: datetime) -> Message:
    """Return a page of runs; `now` is an aware instant."""
    if not page.runs:
        return _not_yet(process.name)
    title = f"How {named(process.name)} went"
    return _page(title, _that_fit(page.runs, now), _turning(process, page))


def family_history_page(
    family: Family, page: HistoryPage, places: Mapping[int, str], now: datetime
) -> Message:
    """Return a page of runs across places; `places` are their names by their processes' ids."""
    if not page.runs:
        return _not_yet(family.name)
    title = f"How {named(family.name)} went across its places"
    return _page(title, _that_fit(page.runs, now, places), _turning_places(family, page))


def _not_yet(name: str) -> Message:
    return said(f"{named(name)} has not run yet.", f"See when it is due: {command('show', name)}.")


def _page(title: str, runs: Sequence[Sequence[str]], turning: Sequence[Block]) -> Message:
    blocks = paragraphs([title])
    for lines in runs:
        blocks += [divider(), *paragraphs(lines)]
    spoken = [f"{title}:", *(line for run in runs for line in run)]
    return Message(fitting(spoken), [*blocks, context(LEGEND), *turning])


def _turning_places(family: Family, page: HistoryPage) -> list[Block]:
    newest, oldest = page.runs[0], page.runs[-1]
    newer = f"{family.id} newer {_edge(newest)}" if page.has_newer else None
    older = f"{family.id} older {_edge(oldest)}" if page.has_older else None
    return pager("family", newer, older, TURN)


def _edge(run: Run) -> str:
    return f"{run.due_at.replace(tzinfo=None).isoformat()} {run.id}"


def _turning(process: Process, page: HistoryPage) -> list[Block]:
    newest, oldest = page.runs[0].occurrence, page.runs[-1].occurrence
    newer = f"{process.id} after {newest.isoformat()}" if page.has_newer else None
    older = f"{process.id} before {oldest.isoformat()}" if page.has_older else None
    return pager("history", newer, older, TURN)


def _that_fit(
    runs: Sequence[Run], now: datetime, places: Mapping[int, str] | None = None
) -> list[list[str]]:
    shown: list[list[str]] = []
    for links in LINKS_A_STEP:
        shown = [list(_run(run, links, now, _place(run, places))) for run in runs]
        lengths = [len(line) + 1 for lines in shown for line in lines]
        if sum(lengths) <= LONGEST_PAGE and max(lengths) <= LONGEST_SECTION:
            break
    return shown


def _place(run: Run, places: Mapping[int, str] | None) -> str:
    place = (places or {}).get(run.process_id, "")
    return f"{bold(clip(place, SHORT_PLACE))}: " if place else ""


def _run(run: Run, links: int, now: datetime, place: str) -> Iterator[str]:
    local = run.occurrence
    at = f"{local:%a} {local.day} {local:%b %Y}, {local.hour}:{local:%M}"
    extra = ", extra run" if run.is_extra else ""
    yield f"{place}*{at}* ({run.zone}{extra}): {how_it_went(run)}"
    for step in run.steps:
        result = result_of(step, step.turns, step.proofs)
        yield f"{_mark(result)} {clip(step.title, SHORT_TITLE)} \u2013 {_step(step, result, now)}"
        yield from _proofs(step, links)


def _mark(result: Result) -> str:
    return MARKS.get(result.outcome, DONE_LATER)


def _step(step: RunStep, result: Result, now: datetime) -> str:
    match result.outcome:
        case Outcome.MISSED | Outcome.CANCELLED:
            at = when_known(step.closed_at, step.run.zone, now)
            return f"{result.outcome}{at}{by_hand(step)}"
        case Outcome.WAITING:
            return "waits for the step before it"
        case Outcome.OPEN:
            return _open(step, now)
        case _:
            return _done(step, result, now)


def _done(step: RunStep, result: Result, now: datetime) -> str:
    by = f" by {mention(result.turn.person_id)}" if result.turn else ""
    at = when_known(result.done_at, step.run.zone, now)
    accepted = f", accepted{by_hand(step)}" if step.closed_by_id else ""
    return f"done{by}{at}, {HOW[result.outcome]}{accepted}"


def _open(step: RunStep, now: datetime) -> str:
    turns = in_order(step)
    if not turns:
        return "open"
    at = until(turns[-1], step.run.zone, now)
    return f"open, with {mention(turns[-1].person_id)} until {at}"


def _proofs(step: RunStep, links: int) -> Iterator[str]:
    kept = [proof for proof in step.proofs if proof.verdict != Verdict.REFUSED]
    if kept:
        yield f"      {', '.join(first_of([_proof(proof) for proof in kept], links))}"


def _proof(proof: Proof) -> str:
    notes = [*_late(proof), *_copies(proof)]
    shown = clip(name_of(proof), FILE_NAME)
    if not proof.deleted_at:
        shown = proof_link(proof)
    return f"{shown} ({', '.join(notes)})" if notes else shown


def _late(proof: Proof) -> Iterator[str]:
    if proof.verdict == Verdict.LATE:
        yield f"later, from {mention(proof.person_id)}"


def _copies(proof: Proof) -> Iterator[str]:
    is_kept = proof.archive == ArchiveState.KEPT
    if proof.deleted_at:
        yield "deleted in Slack"
    if is_kept or proof.deleted_at:
        yield "a copy is kept" if is_kept else "no copy was kept"
