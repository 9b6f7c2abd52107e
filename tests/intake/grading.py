"""Compares what was read of a file with what people expect of it."""

from collections import Counter
from dataclasses import dataclass, field

from matching import begins_with, holder, matched_processes, matched_steps, says

_ROLES = ("owner", "backup", "manager")


@dataclass
class Grade:
    """How well one file was read.

    `cadences` counts verdicts: right, partly (the days or the time differ, or it is kept with a
    step only), wrong, missing, invented. What is doubtful is in the counts named so alone.
    """

    file: str
    system: str
    processes_expected: int = 0
    processes_drafted: int = 0
    steps_expected: int = 0
    steps_found: int = 0
    doubtful_expected: int = 0
    doubtful_found: int = 0
    surplus: int = 0
    cadences: Counter = field(default_factory=Counter)
    doubtful_cadences: Counter = field(default_factory=Counter)
    people_expected: int = 0
    people_right: int = 0
    misses: list = field(default_factory=list)


def grade(expectation, intake):
    """Return the grade of an intake (`intake.draft.Intake`) against its expectation."""
    found = Grade(
        expectation.file,
        expectation.system,
        sum(not process.doubtful for process in expectation.processes),
        len(intake.processes),
    )
    matches = _flat(expectation, intake) if expectation.flat else _parted(expectation, intake)
    for process, draft, steps in matches:
        _grade_steps(found, process, steps)
        _grade_cadence(found, process, draft, [one for one, _ in steps if one])
        _grade_people(found, process, draft, steps)
    drafted = sum(len(process.steps) for process in intake.processes)
    found.surplus = drafted - found.steps_found - found.doubtful_found
    return found


def _parted(expectation, intake):
    """Yield each expected process with its draft and pairs of (draft's step, expected step)."""
    places = matched_processes(intake.processes, expectation.processes)
    for process, place in zip(expectation.processes, places, strict=True):
        draft = None if place is None else intake.processes[place]
        drafts = draft.steps if draft else ()
        pairs = matched_steps(drafts, process.steps, ordered=process.ordered)
        at = {to: drafts[one] for one, to in pairs}
        yield process, draft, [(at.get(to), step) for to, step in enumerate(process.steps)]


def _flat(expectation, intake):
    """Yield the same, with steps looked for in all of the drafts, one behind the other."""
    drafts = [step for process in intake.processes for step in process.steps]
    expected = [step for process in expectation.processes for step in process.steps]
    at = {to: drafts[one] for one, to in matched_steps(drafts, expected)}
    begin = 0
    for process in expectation.processes:
        places = range(begin, begin + len(process.steps))
        begin = places.stop
        place = holder(intake.processes, process)
        draft = None if place is None else intake.processes[place]
        yield process, draft, [(at.get(to), expected[to]) for to in places]


def _grade_steps(found, process, steps):
    for draft, step in steps:
        if step.doubtful or process.doubtful:
            found.doubtful_expected += 1
            found.doubtful_found += draft is not None
        else:
            found.steps_expected += 1
            found.steps_found += draft is not None
            if draft is None:
                found.misses.append(f"step “{step.begins} …”{_at(step)}")


def _at(step):
    return f" (line {step.line})" if step.line else ""


def _grade_cadence(found, process, draft, drafts):
    verdict = cadence_verdict(process.cadence, draft, drafts)
    if verdict is not None:
        is_doubtful = process.doubtful or (process.cadence is not None and process.cadence.doubtful)
        counts = found.doubtful_cadences if is_doubtful else found.cadences
        counts[verdict] += 1
        if verdict != "right" and not is_doubtful:
            found.misses.append(f"cadence of “{process.names[0]} …” {verdict}")


def cadence_verdict(expected, draft, steps=()):
    """Return how a draft's cadence was read; None where there is none and none was read.

    `steps` are those of the process that were found: a cadence kept with one of them is a part.
    """
    said = draft.cadence if draft else None
    rrule = said.rrule if said else None
    if expected is None:
        return "invented" if rrule else None
    if rrule == expected.rrule and _is_same_time(said, expected):
        return "right"
    if rrule and rrule.split(";")[0] == expected.rrule.split(";")[0]:
        return "partly"
    if any(step.cadence for step in steps):
        return "partly"
    return "wrong" if rrule else "missing"


def _is_same_time(said, expected):
    is_in_zone = expected.zone is None or said.zone == expected.zone
    return is_in_zone and (said.time, said.deadline) == (expected.time, expected.deadline)


def _grade_people(found, process, draft, steps):
    for one, step in steps:
        if step.cadence:
            _grade_own_cadence(found, draft, one, step)
        if step.assignee and not (process.doubtful or step.doubtful):
            _count_person(found, step.assignee, one and one.assignee, f"assignee{_at(step)}")
    if not (process.doubtful or process.people_doubtful):
        for role in _ROLES:
            name = f"{role} of “{process.names[0]} …”"
            _grade_role(found, getattr(process, role), draft and getattr(draft, role), name)


def _grade_own_cadence(found, draft, one, step):
    texts = [one and one.cadence, draft and draft.cadence.text]
    is_kept = any(text and says(text, step.cadence) for text in texts)
    found.cadences["right" if is_kept else "missing"] += 1
    if not is_kept:
        found.misses.append(f"cadence of step “{step.begins} …” missing")


def _grade_role(found, expected, said, name):
    if expected:
        _count_person(found, expected, said, name)
    elif said:
        found.misses.append(f"{name} invented")


def _count_person(found, expected, said, name):
    is_right = bool(said) and begins_with(said, expected)
    found.people_expected += 1
    found.people_right += is_right
    if not is_right:
        found.misses.append(name)
