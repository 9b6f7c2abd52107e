"""A report as a sheet: its columns, a row for each step of each run, and the words beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from handlers.views.words import clip, plural, proof_rule
from scheduler.report import ReportedStep

MINUTE = timedelta(minutes=1)
NAME = 150
COLUMNS = (
    "process",
    "due (local)",
    "zone",
    "due (UTC)",
    "extra run",
    "step no.",
    "step",
    "proof wanted",
    "outcome",
    "by",
    "by (Slack id)",
    "level",
    "asked (UTC)",
    "deadline (UTC)",
    "done (UTC)",
    "minutes late",
    "proofs",
    "sha256",
    "passed on",
    "place",
)
# What a spreadsheet takes for the beginning of a formula, in its wide forms as well.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
DEFUSED_BY = "'"


def row(reported: ReportedStep, names: Mapping[str, str]) -> list[str]:
    """Return the cells of a step, ready for a spreadsheet; `names` are people's by their ids."""
    return [defused(cell) for cell in (*_what(reported), *_how(reported, names))]


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe stands before it."""
    begins = cell.lstrip(" \u00a0\u200b\ufeff\u2066\u2067\u2068")
    risky = cell.startswith(FORMULA) or begins.startswith(FORMULA)
    return f"{DEFUSED_BY}{cell}" if risky else cell


def _what(reported: ReportedStep) -> list[str]:
    run, step = reported.run, reported.step
    return [
        run.name,
        f"{run.occurrence:%Y-%m-%d %H:%M}",
        run.zone,
        _instant(run.due_at),
        "yes" if run.is_extra else "no",
        str(step.position + 1),
        step.title,
        proof_rule(step.proof_kind, step.proof_count),
    ]


def _how(reported: ReportedStep, names: Mapping[str, str]) -> list[str]:
    result, turn = reported.result, reported.result.turn
    by = turn.person_id if turn and result.done_at else ""
    return [
        str(result.outcome),
        names.get(by, ""),
        by,
        turn.level.role if turn else "",
        _instant(turn.asked_at if turn else None),
        _instant(turn.deadline_at if turn else None),
        _instant(result.done_at),
        "" if result.late is None else str(result.late // MINUTE),
        " ".join(_shown(proof) for proof in reported.proofs),
        " ".join(proof.sha256 for proof in reported.proofs if proof.sha256),
        _passed(reported.turns),
        reported.run.place or "",
    ]


def _shown(proof: Row[Any]) -> str:
    if proof.deleted_at or not proof.permalink:
        return f"({'deleted in Slack' if proof.deleted_at else 'no link'}: {proof.name})"
    link: str = proof.permalink
    return link


def _passed(turns: Sequence[Row[Any]]) -> str:
    gone = [turn for turn in turns if turn.reason is not None]
    return "; ".join(f"{turn.level.role}: {turn.reason}" for turn in gone)


def _instant(at: datetime | None) -> str:
    # Without a T and a zone, which spreadsheets do not read as a time.
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else ""


def title(process: str | None, since: str | None) -> str:
    """Return what a report is about; `since` is a date as it was understood."""
    about = process or "All processes"
    return f"{about}, since {since}" if since else about


def comment(process: str | None, since: str | None, told: int, *, is_cut: bool) -> str:
    """Return what is said beside the file; `is_cut` where it holds the newest steps only."""
    about = clip(title(process, since), NAME * 2)
    if told == 0:
        return f"The report you asked for: {about}. No run fell due in that time, so it is empty."
    cut = (
        f" It ends after the newest {told:,}: ask for less, with a process or a later date."
        if is_cut
        else ""
    )
    return f"The report you asked for: {about}. It tells of {plural(told, 'step')}.{cut}"
