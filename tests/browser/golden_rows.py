"""The rows behind the golden pictures: a café's Monday, with names that people give their work."""

from datetime import datetime, timedelta

from view_rows import (
    DUE,
    HOUR,
    NOON,
    berlin,
    lesson,
    missed,
    moved,
    open_step,
    parts,
    passed,
    process,
    prove,
    run,
    standing,
)

from handlers.views.lessons import Learned
from handlers.views.process_page import Beside
from scheduler.home_page import Away, HomePage
from scheduler.mine import Coming, Following, PartsPage
from scheduler.recent import Went
from scheduler.unresolved import UnresolvedPage
from storage.models import Process, Run, RunStep, Turn
from storage.rota import Rota
from storage.states import Level, ProcessState, ProofKind, RunState, StepState, TurnState, Verdict

TITLES = ("Heat up the espresso machine", "Fridge temperature", "Count the float")
HOW = (
    "Fill the tank first.\n"
    "Wait until both lamps are green, and let a shot of water run through each group."
)
SOP = "https://sop.example/espresso"
DAY = timedelta(days=1)
ON, LATER, MISSED, OUT = Went.ON_TIME, Went.LATER, Went.MISSED, Went.LEFT_OUT


def heated() -> RunStep:
    """The first of three steps, open, that says how it is done."""
    step = open_step(titles=TITLES)
    step.instruction, step.sop_url = HOW, SOP
    return step


def proven(at: datetime) -> Turn:
    """The owner's turn that proved it."""
    turn = standing(heated())
    prove(turn, at, name="both lamps.jpg")
    return turn


def accepted_late() -> Turn:
    """The owner's turn whose late proof the manager accepted at noon."""
    step = missed("both lamps.jpg", titles=TITLES)
    step.state, step.closed_at, step.proofs[0].verdict = StepState.DONE, NOON, Verdict.ACCEPTED
    step.closed_by_id, step.reason = "U0MIA", "the clock on the wall says 7:50"
    turn = step.turns[0]
    turn.state = TurnState.PROVEN
    return turn


def opening(**changes) -> Process:
    """The process of which those are the steps."""
    made = process(titles=TITLES, **changes)
    for number, step in enumerate(made.steps):
        step.key = f"k{number + 1}"
    made.steps[0].instruction, made.steps[0].sop_url = HOW, SOP
    made.steps[2].proof_kind = ProofKind.FILE
    return made


def cash_up(**changes) -> Process:
    """A process whose owners take turns."""
    rota = Rota(members=("U0ANA", "U0ZOE"))
    facts = {"rule": "FREQ=DAILY", "start": datetime(2026, 11, 23, 18, 30), "rota": rota}
    return process("Cash-up", id=2, next_at=berlin(18, 30), **facts | changes)


def fridge_log(**changes) -> Process:
    """A process that is paused."""
    facts = {"state": ProcessState.PAUSED, "next_at": None, "owner_id": "U0BEN"}
    return process("Fridge log", id=3, **facts | changes)


def past_run(days: int, state: RunState) -> Run:
    """A run of some days ago that has no open step any more."""
    due = DUE - days * DAY
    occurrence = datetime(2026, 11, 23, 7, 0) - days * DAY
    made = run(TITLES, id=days, occurrence=occurrence, due_at=due, opened_at=due, state=state)
    for number, step in enumerate(made.steps):
        prove(standing(step, at=due), due + timedelta(minutes=9 * (number + 1)))
    return made


def looked_back_on() -> list[Run]:
    """Three runs, the newest first: one as it should be, one late, one with a missed step."""
    late, gone = past_run(3, RunState.DONE), past_run(4, RunState.MISSED)
    late.steps[1].turns.clear()
    late.steps[1].proofs.clear()
    passed(late.steps[1], at=late.due_at)
    backup = standing(late.steps[1], Level.BACKUP, late.due_at + HOUR)
    prove(backup, late.due_at + 1.5 * HOUR, name="fridge.jpg")
    step = gone.steps[2]
    step.state, step.closed_at = StepState.MISSED, gone.due_at + 4 * HOUR
    step.proofs[0].verdict, step.proofs[0].name = Verdict.LATE, "float.pdf"
    return [past_run(1, RunState.DONE), late, gone]


def page_of_opening(now: datetime) -> tuple:
    """All that the page of a process is made of."""
    step = heated()
    passed(step)
    turns = [standing(step, Level.BACKUP, DUE + HOUR)]
    learned = Learned({"k1": lesson()}, can_change=True)
    runs = [step.run, *looked_back_on()]
    return opening(), runs, turns, now, Beside(learned=learned, can_act=True)


def of_an_owner() -> HomePage:
    """What an owner has on a Monday morning."""
    theirs = [opening(), cash_up(), fridge_log(owner_id="U0OLE", backup_id="U0ANA")]
    return HomePage(
        [standing(heated())],
        [Coming(cash_up(), (berlin(18, 30),))],
        [Following("Opening checks", 2)],
        parts(*theirs),
        {1: (ON, ON, LATER, ON, MISSED, ON), 2: (ON, OUT, ON)},
        UnresolvedPage([], 0, 0),
        [Away("U0BEN", berlin(9, day=27))],
    )


def of_a_manager() -> HomePage:
    """What a manager has to look at: a step with the backup, and one that was missed."""
    late, gone = (
        moved(titles=TITLES),
        missed("float.pdf", titles=("Count the till",), name="Cash-up"),
    )
    unresolved = UnresolvedPage([late, gone], 0, 2)
    theirs = parts(opening(), cash_up())
    strips = {1: (ON, ON, LATER, ON, MISSED, Went.OPEN), 2: (MISSED, ON, ON)}
    return HomePage([], [], [], PartsPage(theirs.parts, 0, 2), strips, unresolved, [])
