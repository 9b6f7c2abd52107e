"""Attempts to create or change a process, its chain, or who creates."""

from datetime import timedelta

from cafe import ANA, BEN, OLE
from editor import Editor
from permissions import PEOPLE, count
from sqlalchemy import select

from handlers.views.chain import FIX, PLACE
from handlers.views.leaver import TAKE_OVER
from storage.models import ChainFinding, CreationRule, DigestSchedule, Lesson, Process, Run, Vacancy
from storage.states import ProcessState

LINE = (
    "new Closing checks every day at 22:00 owner <@U0ANA|ana> backup <@U0BEN|ben> "
    "manager <@U0MIA|mia> steps: Lock the doors"
)


def create(cafe, person):
    answer = cafe.answer(person, LINE).message
    drafts = [b["elements"][0]["value"] for b in answer.blocks if b["type"] == "actions"]
    for draft in drafts:
        cafe.creating.create_draft(cafe.click(person, draft), cafe.now)
    return count(cafe, Process.name == "Closing checks") == 1


def restrict(cafe, person):
    cafe.slack.groups["S0CREATORS"] = ("creators", ["U0NOBODYHERE"])
    cafe.asks(person, "creators <!subteam^S0CREATORS|@creators>")
    return count(cafe, CreationRule.id > 0) == 1


def create_while_restricted(cafe, person):
    assert restrict(cafe, PEOPLE["admin"])
    return create(cafe, person)


def put_right(cafe, person):
    cafe.slack.people[BEN] |= {"is_restricted": True}
    cafe.changes(BEN)
    cafe.now += timedelta(days=1)
    cafe.run()
    with cafe.database.look() as session:
        finding = session.scalars(select(ChainFinding).order_by(ChainFinding.id)).first()
    if person == BEN:
        cafe.changes(BEN, is_restricted=False)
    cafe.taps(person, FIX, block_id=f"{PLACE}{finding.id}", selected_user="U0A")
    return count(cafe, Process.backup_id == "U0A") == 1


def changes(verb, state, before=None):
    def attempt(cafe, person):
        if before:
            cafe.asks(OLE, before)
        cafe.asks(person, verb)
        return count(cafe, Process.state == state, Process.name == "Opening checks") == 1

    return attempt


def edit(cafe, person):
    editor = Editor(cafe, person)
    if editor.asks("edit opening") is not None:
        return False
    editor.saves(name="Morning checks")
    return count(cafe, Process.name == "Morning checks") == 1


def clone(cafe, person):
    cafe.slack.opened.clear()
    cafe.asks(person, "clone opening")
    return "Copy of Opening checks" in str(cafe.slack.opened)


def hand_over(cafe, person):
    cafe.asks(person, "handover opening to <@U0B|b>")
    return count(cafe, Process.name == "Opening checks", Process.creator_id == "U0B") == 1


def fill(cafe, person):
    gone = ANA if person == BEN else BEN
    cafe.leaves(gone)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[gone]})
    cafe.taps(person, TAKE_OVER, block_id="vacancy:1", selected_user="U0B")
    return count(cafe, Vacancy.successor_id == "U0B") == 1


def change_what_worked(cafe, person):
    """Somebody has said what it was; somebody else changes that on the page of the process."""
    cafe.at("7:00")
    with cafe.database.work() as session:
        run = select(Run).join(Process).where(Process.name == "Opening checks")
        step = session.scalars(run).one().steps[0]
        about = {"process_id": step.run.process_id, "step_key": step.step_key}
        said = {"person_id": "U0A", "at": cafe.now, "text": "the breaker", "entry": 1}
        session.add(Lesson(**about, run_step_id=step.id, **said))
        session.commit()
        memory = f'{{"process_id": {about["process_id"]}, "seen": {{"{step.step_key}": 1}}}}'
        name = f"line_{step.step_key}"
    opened = cafe.presses(person, "open_what_worked", about["process_id"]) is None
    cafe.submits_to(person, "what_worked_of_all", {name: {name: {"value": "the fuse"}}}, memory)
    changed = count(cafe, Lesson.text == "the fuse") == 1
    assert opened == changed
    return changed


def schedule(cafe, person):
    cafe.asks(person, "digest every Friday at 16:00")
    return count(cafe, DigestSchedule.rule.contains("BYDAY=FR")) == 1


ON_PROCESSES = {
    "create": create,
    "create while it is restricted": create_while_restricted,
    "restrict who creates": restrict,
    "put a chain right": put_right,
    "pause": changes("pause opening", ProcessState.PAUSED),
    "resume": changes("resume opening", ProcessState.ACTIVE, before="pause opening"),
    "archive": changes("archive opening", ProcessState.ARCHIVED),
    "edit": edit,
    "clone": clone,
    "hand over": hand_over,
    "choose who follows a leaver": fill,
    "change what worked": change_what_worked,
    "schedule the digest": schedule,
}
