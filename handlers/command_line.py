"""`/baton new …` in one line: name, cadence, then who, what and everything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from handlers.clauses import LOOSE, NUDGES, ROLES, STRICT, Clauses, keywords, read_clauses
from handlers.new_context import NewContext
from handlers.slack_text import plain
from handlers.views import line_refusals as refusals
from handlers.views.not_understood import explained
from scheduler import phrases, windows
from scheduler.phrases import NotUnderstood, Reading
from scheduler.phrases.asking import Asking, DeadlineError, asking
from scheduler.plan import LONGEST_NAME, OWNER_WINDOW, ProcessPlan
from scheduler.plan_checks import problems
from scheduler.typed_text import one_line
from storage.states import Opening, Overlap

__all__ = ["CommandError", "NewContext", "parse_new"]

# A name and a cadence are shorter than this; a longer text before a keyword is neither.
_LONGEST_HEAD = 400
_MOST_PROBLEMS = 8
_LONGEST_STEPS = 2000


class CommandError(ValueError):
    """A line that cannot become a process.

    The message is plain text (escape it for Slack) that says everything that is wrong or missing
    and gives an example made of what was understood.
    """


@dataclass(frozen=True)
class Head:
    """What stands before the clauses; None where it is missing."""

    name: str | None = None
    phrase: str | None = None
    reading: Reading | None = None
    problem: str | None = None


def parse_new(text: str, context: NewContext) -> ProcessPlan:
    """Read what follows `/baton new`, as Slack delivers it with escaped people and channels.

    Raises CommandError.
    """
    head, tail = _split(text)
    clauses = read_clauses(tail, context.minimum_window)
    wrong = [*_wrong(head, clauses), *_missing(head, clauses)]
    if wrong:
        raise CommandError(_explain(wrong, head, clauses))
    try:
        plan = _plan(head, clauses, context)
    except DeadlineError as problem:
        raise CommandError(_explain([str(problem)], head, clauses)) from None
    found = problems(plan, context.minimum_window)
    wrong = [refusals.about(field, sentence) for field, sentence in found.items()]
    if wrong:
        raise CommandError(_explain(wrong, head, clauses))
    return plan


def _split(text: str) -> tuple[Head, str]:
    """Cut before the first keyword that really ends a name with a cadence."""
    for cut in _cuts(text):
        head = _head(text[:cut])
        if head.name and head.reading:
            return head, text[cut:]
    cut = _likely_cut(text)
    return _head(text[:cut]), text[cut:]


def _cuts(text: str) -> Iterator[int]:
    """Possible ends of the cadence, the likelier kind first: names may contain our keywords."""
    for keyword in (STRICT, LOOSE):
        for found in keywords(keyword, text[:_LONGEST_HEAD]):
            yield found.start()
    if len(text) <= _LONGEST_HEAD:
        yield len(text)


def _likely_cut(text: str) -> int:
    strict, loose = keywords(STRICT, text), keywords(LOOSE, text, 1)
    found = next(chain(strict, loose), None)
    return found.start() if found else len(text)


def _head(raw: str) -> Head:
    words = one_line(plain(raw)).rstrip(" ,;")
    if not words:
        return Head()
    if len(words) > _LONGEST_HEAD:
        return Head(problem=refusals.head_too_long(words))
    try:
        name, phrase, reading = phrases.split_trailing(words)
    except NotUnderstood as unclear:
        return Head(name=words, problem=refusals.no_cadence(words, explained(unclear)))
    return Head(_bare(name) or None, phrase, reading)


def _bare(name: str) -> str:
    return name.strip(" ,;:-\u2013\u2014")


def _wrong(head: Head, clauses: Clauses) -> Iterator[str]:
    if head.problem:
        yield head.problem
    if head.name and not head.problem and len(head.name) > LONGEST_NAME:
        yield refusals.name_too_long(head.name)
    yield from clauses.problems


def _missing(head: Head, clauses: Clauses) -> Iterator[str]:
    parts = list(_missing_parts(head, clauses))
    if parts:
        yield refusals.missing(parts)
    swallowed = [role for role in ROLES if _was_swallowed(role, clauses)]
    if swallowed:
        yield refusals.steps_not_last(swallowed[0])


def _missing_parts(head: Head, clauses: Clauses) -> Iterator[str]:
    if not head.name:
        yield refusals.NAME
    if head.reading is None and not head.problem:
        yield refusals.CADENCE
    if head.reading is not None and not _says_when(head.reading):
        yield refusals.time_of_day(head.phrase or "")
    for role in ROLES:
        if role not in clauses.said:
            yield refusals.the(role)
    if "steps" not in clauses.said:
        yield refusals.STEPS


def _says_when(reading: Reading) -> bool:
    return reading.time is not None or reading.deadline is not None


def _was_swallowed(role: str, clauses: Clauses) -> bool:
    return role not in clauses.said and f"{role} @" in (clauses.steps_text or "").casefold()


def _explain(wrong: list[str], head: Head, clauses: Clauses) -> str:
    said = list(dict.fromkeys(wrong))[:_MOST_PROBLEMS]
    return refusals.with_example(said, _example(head, clauses))


def _example(head: Head, clauses: Clauses) -> str:
    """The line as it could be, made of everything that was understood."""
    parts = [
        refusals.EXAMPLE_NAME if head.problem or not head.name else head.name[:LONGEST_NAME],
        _example_cadence(head),
        *(f"{role} {_shown(role, clauses)}" for role in ROLES),
        *_example_options(clauses),
        f"steps: {(clauses.steps_text or refusals.EXAMPLE_STEPS)[:_LONGEST_STEPS]}",
    ]
    return " ".join(parts)


def _example_cadence(head: Head) -> str:
    if head.phrase is None or head.reading is None:
        return refusals.EXAMPLE_CADENCE
    return head.phrase if _says_when(head.reading) else refusals.with_time(head.phrase)


def _shown(role: str, clauses: Clauses) -> str:
    mention = clauses.people.get(role)
    earlier = ROLES[: ROLES.index(role)]
    asked = {clauses.people[other].id for other in earlier if other in clauses.people}
    if mention is None or mention.id in asked:
        return refusals.EXAMPLE_PERSON
    return clauses.owner_shown if role == "owner" else mention.shown


def _example_options(clauses: Clauses) -> Iterator[str]:
    if clauses.zone:
        yield f"in {clauses.zone}"
    if clauses.holidays:
        yield f"holidays {clauses.holidays.place} {clauses.holidays.move}"
    if clauses.windows:
        yield "windows " + ", ".join(windows.spoken(window) for window in clauses.windows)
    if clauses.sop_url:
        yield f"sop {clauses.sop_url}"
    if "nudges" in clauses.said:
        yield f"nudges {next(words for words, kind in NUDGES.items() if kind == clauses.nudges)}"
    if clauses.opening == Opening.ALL_AT_ONCE:
        yield "all at once"
    if clauses.overlap != Overlap.CLOSE:
        yield f"overlap {clauses.overlap}"


def _plan(head: Head, clauses: Clauses, context: NewContext) -> ProcessPlan:
    assert head.name and head.reading and clauses.steps, "nothing is missing"  # noqa: PT018
    zone = clauses.zone or context.zone
    asked = _asking(head.reading, clauses)
    kept = phrases.start_for(head.reading, asked.time, zone, context.now)
    return ProcessPlan(
        name=head.name,
        sop_url=clauses.sop_url,
        owner_id=clauses.people["owner"].id,
        rota=clauses.rota,
        backup_id=clauses.people["backup"].id,
        manager_id=clauses.people["manager"].id,
        rule=kept.rule,
        start=kept.start,
        zone=kept.zone,
        holidays=clauses.holidays,
        notes=(*head.reading.notes, *asked.notes),
        steps=clauses.steps,
        nudges=clauses.nudges,
        opening=clauses.opening,
        overlap=clauses.overlap,
        digest_channel_id=_digest_channel(clauses, context),
        **(_seconds(clauses) | {"owner_seconds": int(asked.window.total_seconds())}),
    )


def _asking(reading: Reading, clauses: Clauses) -> Asking:
    window = clauses.windows[0] if clauses.windows else OWNER_WINDOW
    return asking(reading.time, reading.deadline, window, is_chosen=bool(clauses.windows))


def _seconds(clauses: Clauses) -> dict[str, int]:
    if clauses.windows is None:
        return {}
    seconds = (int(window.total_seconds()) for window in clauses.windows)
    return dict(zip(("owner_seconds", "backup_seconds", "manager_seconds"), seconds, strict=True))


def _digest_channel(clauses: Clauses, context: NewContext) -> str | None:
    if clauses.no_digest:
        return None
    here = context.channel_id
    return clauses.digest or (here if here and here[0] in "CG" else None)
