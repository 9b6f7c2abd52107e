"""Where a document would slip: what nobody is named for, nobody can see done, or nobody can do."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.draft import Intake, ProcessDraft, StepDraft
from intake.understanding.verbs import begins_with_verb

MOST_SLIPS = 10
_MOST_LINES = 8
_MANY_STEPS = 25
_MANY_AT_ONCE = 3
_LONGEST_QUOTE = 60


class Kind(StrEnum):
    """What would go wrong, the most serious first."""

    NO_STEPS = "no_steps"
    NO_OWNER = "no_owner"
    NO_CADENCE = "no_cadence"
    ALONE = "alone"
    NO_BACKUP = "no_backup"
    UNCLEAR_CADENCE = "unclear_cadence"
    NOTHING_TO_SHOW = "nothing_to_show"
    VAGUE = "vague"
    SEVERAL_IN_ONE = "several_in_one"
    LONG = "long"
    NO_MANAGER = "no_manager"


@dataclass(frozen=True)
class Slip:
    """One place where the work would slip, in a sentence for whoever leads the shift.

    `source_lines` are the lines of the document that it is about, none where it is about what is
    missing.
    """

    kind: Kind
    sentence: str
    source_lines: tuple[int, ...] = ()


_VAGUE = re.compile(
    r"\b(?P<words>ensure|make sure|manage|handle|oversee|deal with|take care of|be aware|"
    r"as (?:needed|required|necessary|appropriate)|if (?:needed|necessary|required)|"
    r"when(?:ever)? (?:possible|needed|necessary)|where (?:possible|appropriate)|regularly|"
    r"periodically|frequently|properly|appropriately|adequately?|etc\.?|and so on|in good order|"
    r"sicherstellen|(?:bei|nach) bedarf|ggf\.?|gegebenenfalls|regelmäßig|kümmern|angemessen|usw\.?|"
    r"wenn nötig|falls nötig|"
    r"asegurar(?:se)?|según (?:sea necesario|corresponda)|si es necesario|gestionar|"
    r"adecuadamente|regularmente)(?!\w)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,;]\s*(?:and |then |und |dann |y |luego )?|\s+(?:and|then|und|dann|y)\s+")


def scan(intake: Intake) -> tuple[Slip, ...]:
    """Return where the work of a document would slip, at most ten, the most serious first."""
    found = [slip for check in _CHECKS for slip in check(intake.processes)]
    order = list(Kind)
    return tuple(sorted(found, key=lambda slip: order.index(slip.kind))[:MOST_SLIPS])


def _no_steps(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    if not any(one.steps for one in processes):
        yield Slip(
            Kind.NO_STEPS,
            "No steps can be told apart, so nobody could say which of it is done; write each on a "
            "line of its own.",
        )


def _no_owner(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    steps = [step for one in processes for step in one.steps]
    open_ones = [step for one in processes if not one.owner for step in one.steps if _unowned(step)]
    if open_ones:
        share = _share(len(open_ones), len(steps), "step")
        yield Slip(
            Kind.NO_OWNER,
            f"Nobody is named for {share}, so each will think that somebody else does it.",
            _lines(open_ones) if len(open_ones) < len(steps) else (),
        )


def _no_cadence(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    timeless = [one for one in processes if one.steps and not _recurs(one)]
    if not timeless:
        return
    of = f" of {_names(timeless)}" if len(processes) > 1 else ""
    yield Slip(
        Kind.NO_CADENCE,
        f"Nothing says how often or by when{of}, so it happens when somebody thinks of it.",
    )


def _unclear_cadence(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    asking = [one for one in processes if one.cadence.question]
    if asking:
        said = asking[0].cadence.text or asking[0].name
        yield Slip(
            Kind.UNCLEAR_CADENCE,
            f"“{_short(said)}” leaves open when exactly, so nobody can be late: "
            f"{asking[0].cadence.question}",
        )


def _alone(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    people = {name for one in processes for name in _people(one)}
    if len(people) == 1:
        only = people.pop()
        yield Slip(
            Kind.ALONE,
            f"Only {only} is named for all of it: when {only} is away, none of it happens.",
        )


def _no_backup(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    owned = [one for one in processes if _people(one)]
    lacking = [one for one in owned if not one.backup]
    people = {name for one in processes for name in _people(one)}
    if lacking and len(people) > 1:
        yield Slip(
            Kind.NO_BACKUP,
            "Nobody is named who steps in when the person responsible is away or ill.",
        )


def _no_manager(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    if processes and not any(one.manager for one in processes):
        yield Slip(Kind.NO_MANAGER, "Nobody is named who hears of it when it was not done.")


def _nothing_to_show(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    steps = [step for one in processes for step in one.steps]
    blind = [step for one in processes for step in _unseen(one)]
    if blind:
        share = _share(len(blind), len(steps), "step")
        leave = "leaves" if len(blind) == 1 else "leave"
        yield Slip(
            Kind.NOTHING_TO_SHOW,
            f"{share[0].upper()}{share[1:]} {leave} nothing to see when done, such as "
            f"“{_short(blind[0].title)}”; a tick is all that anybody can check.",
            _lines(blind),
        )


def _vague(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    steps = [step for one in processes for step in one.steps if _VAGUE.search(step.title)]
    words = [found["words"] for step in steps if (found := _VAGUE.search(step.title))]
    if steps:
        said = ", ".join(f"“{word}”" for word in dict.fromkeys(map(str.casefold, words[:20])))
        yield Slip(
            Kind.VAGUE,
            f"{said} can mean anything; say what to look at and when it is right, as in "
            f"“{_short(steps[0].title)}”.",
            _lines(steps),
        )


def _several_in_one(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    steps = [s for one in processes for s in one.steps if _asked_at_once(s.title) >= _MANY_AT_ONCE]
    if steps:
        share = "One step asks" if len(steps) == 1 else f"{len(steps)} steps ask"
        yield Slip(
            Kind.SEVERAL_IN_ONE,
            f"{share} for several things at once, such as “{_short(steps[0].title)}”; whoever "
            "stops half way cannot say so.",
            _lines(steps),
        )


def _long(processes: Sequence[ProcessDraft]) -> Iterator[Slip]:
    longest = max(processes, key=lambda one: len(one.steps), default=None)
    if longest and len(longest.steps) > _MANY_STEPS:
        yield Slip(
            Kind.LONG,
            f"{len(longest.steps)} steps in one go are ticked off in one go; part “"
            f"{_short(longest.name)}” by area or by time of day.",
        )


_CHECKS: tuple[Callable[[Sequence[ProcessDraft]], Iterator[Slip]], ...] = (
    _no_steps,
    _no_owner,
    _no_cadence,
    _alone,
    _no_backup,
    _unclear_cadence,
    _nothing_to_show,
    _vague,
    _several_in_one,
    _long,
    _no_manager,
)


def _unowned(step: StepDraft) -> bool:
    return not step.assignee


def _recurs(process: ProcessDraft) -> bool:
    said = process.cadence.text or process.cadence.rrule
    return bool(said) or all(step.cadence for step in process.steps)


def _people(process: ProcessDraft) -> set[str]:
    named = {step.assignee for step in process.steps} | {process.owner, process.backup}
    return {one for one in named if one}


def _unseen(process: ProcessDraft) -> Iterator[StepDraft]:
    """Give the steps of whose words none tells a proof."""
    told = {reason.field for reason in process.reasons if reason.quote}
    for number, step in enumerate(process.steps):
        if step.proof.kind == "any" and f"steps.{number}.proof" not in told:
            yield step


def _asked_at_once(title: str) -> int:
    return sum(begins_with_verb(part) for part in _PARTS.split(title))


def _share(some: int, everything: int, what: str) -> str:
    if some == everything:
        return f"the {what}" if some == 1 else f"all {some} {what}s"
    return f"{some} of {everything} {what}s"


def _names(processes: Sequence[ProcessDraft]) -> str:
    first = f"“{_short(processes[0].name)}”"
    others = len(processes) - 1
    return f"{first} and {others} more" if others else first


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _lines(steps: Sequence[StepDraft]) -> tuple[int, ...]:
    lines = [step.source_line for step in steps if step.source_line is not None]
    return tuple(lines[:_MOST_LINES])
