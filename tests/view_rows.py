"""Rows as the views are given them: a café's opening checks on a Monday in Berlin."""

from datetime import UTC, datetime, timedelta

from scheduler.judging import Refusal
from scheduler.mine import Part, PartsPage
from storage.models import Lesson, Process, Proof, Run, RunStep, Step, Turn, Vacancy
from storage.states import (
    ArchiveState,
    Level,
    Nudges,
    Opening,
    Overlap,
    PassReason,
    ProcessKind,
    ProcessState,
    ProofKind,
    RunState,
    StepState,
    TurnState,
    Verdict,
)

BERLIN = "Europe/Berlin"
PEOPLE = {Level.OWNER: "U0ANA", Level.BACKUP: "U0BEN", Level.MANAGER: "U0MIA"}
# Monday 23 November 2026, 7:00 in Berlin.
DUE = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOON = DUE + 5 * HOUR
BEFORE = DUE - timedelta(days=20)
WORKED = "the breaker was off; switch it on behind the bar"
SECONDS = {"owner_seconds": 3600, "backup_seconds": 3600, "manager_seconds": 7200}
IDS = {"owner_id": "U0ANA", "backup_id": "U0BEN", "manager_id": "U0MIA"}


def berlin(hour, minute=0, day=23):
    """Return a moment of that week by the clock in Berlin (winter time)."""
    return datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC)


def token(at):
    """Return how Slack is told of an instant, up to its form."""
    return f"<!date^{int(at.timestamp())}^"


def process(name="Opening checks", titles=("Unlock doors",), **changes):
    steps = [
        Step(position=position, title=title, proof_kind=ProofKind.PHOTO, proof_count=1)
        for position, title in enumerate(titles)
    ]
    facts = {
        "id": 1,
        "name": name,
        "name_key": name.casefold(),
        "kind": ProcessKind.REGULAR,
        "state": ProcessState.ACTIVE,
        "sop_url": "https://sop.example/opening",
        "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "start": datetime(2026, 11, 23, 7, 0),
        "zone": BERLIN,
        "nudges": Nudges.HALF_AND_END,
        "opening": Opening.ONE_BY_ONE,
        "overlap": Overlap.CLOSE,
        "digest_channel_id": "C0OPS",
        "creator_id": "U0OLE",
        "created_at": DUE - timedelta(days=3),
        "next_local": datetime(2026, 11, 24, 7, 0),
        "next_at": DUE + timedelta(days=1),
        "steps": steps,
    }
    return Process(**facts | IDS | SECONDS | changes)


def run(titles=("Unlock doors", "Fridge temperature", "Count the float"), **changes):
    """Return an open run whose first step is open and whose other steps wait."""
    name = changes.get("name", "Opening checks")
    facts = {
        "id": 1,
        "process": process(name, titles),
        "occurrence": datetime(2026, 11, 23, 7, 0),
        "is_extra": False,
        "state": RunState.OPEN,
        "due_at": DUE,
        "opened_at": DUE,
        "name": name,
        "sop_url": "https://sop.example/opening",
        "zone": BERLIN,
        "opening": Opening.ONE_BY_ONE,
        "steps": [_step(position, title) for position, title in enumerate(titles)],
    }
    return Run(**facts | changes)


def _step(position, title):
    is_open = position == 0
    return RunStep(
        position=position,
        title=title,
        proof_kind=ProofKind.PHOTO,
        proof_count=1,
        nudges=Nudges.HALF_AND_END,
        state=StepState.OPEN if is_open else StepState.WAITING,
        opened_at=DUE if is_open else None,
        **IDS,
        **SECONDS,
    )


def open_step(kind=ProofKind.PHOTO, count=1, **changes):
    """Return the open step of a new run."""
    step = run(**changes).steps[0]
    step.proof_kind, step.proof_count = kind, count
    return step


def asked(step, level=Level.OWNER, at=DUE):
    """Return a turn whose DM is not posted yet."""
    return Turn(
        id=int(level) + 1,
        run_step=step,
        level=level,
        person_id=PEOPLE[level],
        state=TurnState.ASKED,
        asked_at=at,
    )


def standing(step, level=Level.OWNER, at=DUE):
    """Return a turn whose DM was posted at once."""
    turn = asked(step, level, at)
    turn.state, turn.channel_id, turn.message_ts = TurnState.STANDING, "D0ANA", "1.1"
    turn.started_at, turn.deadline_at = at, at + turn.window
    return turn


def passed(step, level=Level.OWNER, at=DUE, reason=PassReason.TIME):
    """Return a turn that has gone by; its window was used up unless the reason is another."""
    turn = standing(step, level, at)
    turn.state, turn.reason = TurnState.PASSED, reason
    turn.ended_at = turn.deadline_at if reason == PassReason.TIME else at
    return turn


def proof(turn, verdict=Verdict.ACCEPTED, at=DUE, name="IMG_1.jpg", **changes):
    facts = {
        "run_step": turn.run_step,
        "turn": turn,
        "person_id": turn.person_id,
        "file_id": f"F{len(turn.run_step.proofs)}",
        "message_ts": "2.1",
        "posted_at": at,
        "verdict": verdict,
        "name": name,
        "mimetype": "image/jpeg",
        "size": 1000,
        "permalink": f"https://local.slack.com/files/{turn.person_id}/F1",
        "archive": ArchiveState.WANTED,
        "archive_attempts": 0,
    }
    return Proof(**facts | changes)


def prove(turn, at, **changes):
    """Let a turn prove its step, as the engine does."""
    given = proof(turn, at=at, **changes)
    step = turn.run_step
    step.state, step.closed_at = StepState.DONE, at
    for other in step.turns:
        if other is turn or other.state in {TurnState.ASKED, TurnState.STANDING}:
            other.state = TurnState.PROVEN if other is turn else TurnState.WITHDRAWN
            other.ended_at = at
    return given


def link(channel, ts):
    return f"https://x.slack.com/archives/{channel}/p{ts}"


def moved(**changes):
    """An open step that is with the backup."""
    step = open_step(**changes)
    step.id = 3
    passed(step)
    standing(step, Level.BACKUP, DUE + HOUR)
    return step


def missed(file="IMG_1.jpg", verdict=Verdict.LATE, **changes):
    """A missed step with a file."""
    step = open_step(**changes)
    turn = passed(step)
    step.id, step.state, step.closed_at = 4, StepState.MISSED, DUE + 4 * HOUR
    proof(turn, verdict, NOON, name=file, id=1, reason=Refusal.NOT_A_PHOTO)
    return step


def accepted(reason="I was there"):
    step = missed()
    prove(step.turns[0], NOON)
    step.closed_by_id, step.reason = "U0MIA", reason
    return step


def missed_by_all(count=1):
    """Return the owner's turn of a step that nobody proved."""
    step = open_step(count=count)
    turn = passed(step)
    passed(step, Level.BACKUP, DUE + HOUR)
    passed(step, Level.MANAGER, DUE + 2 * HOUR)
    step.state, step.closed_at = StepState.MISSED, berlin(11)
    return turn


def lesson(text=WORKED, run_step_id=1, **facts):
    known = {"id": 1, "step_key": "k1", "person_id": "U0BEN", "at": BEFORE, "entry": 7}
    return Lesson(**known | facts, text=text, run_step_id=run_step_id)


def vacancy(level=Level.OWNER, number=1, name="Opening checks", **changes):
    facts = {"id": number, "process": process(name), "level": level, "gone_id": "U0ANA"}
    people = {Level.OWNER: "owner_id", Level.BACKUP: "backup_id", Level.MANAGER: "manager_id"}
    made = Vacancy(**facts | {"asked_id": "U0MIA", "asked_at": DUE} | changes)
    for role in people.values():
        setattr(made.process, role, f"U0{role[:3].upper()}")
    setattr(made.process, people[level], "U0ANA")
    return made


def parts(*processes, number=0, total=None):
    """Return a page of the Home tab's processes; none has run yet."""
    each = [Part(one, None) for one in processes]
    return PartsPage(each, number, len(each) if total is None else total)
