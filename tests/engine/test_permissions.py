"""Who may do what: every cell of the table in docs/permissions.md, by the real handlers."""

from datetime import timedelta
from pathlib import Path

import pytest
from cafe import ANA, BEN, MIA, OLE
from editor import Editor
from manager import chosen, picked, why
from shops import buttons, by_name, location, places
from sqlalchemy import func, select

from bot.rooms import pages
from handlers.location_reading import Carried
from handlers.pages import Pages
from handlers.slack_requests import SlackClick
from handlers.views import handle_ids as ids
from handlers.views.card_buttons import EXTEND
from handlers.views.chain import FIX, PLACE
from handlers.views.family_ids import (
    AT_PLACE,
    FAMILY_EDIT,
    LOCATION_END,
    LOCATION_SAVE,
    PEOPLE_FORM,
    Wish,
)
from handlers.views.leaver import TAKE_OVER
from scheduler.locations import plan_of
from scheduler.plan import StepPlan
from storage.models import (
    Absence,
    ChainFinding,
    CreationRule,
    DigestSchedule,
    Lesson,
    Outgoing,
    Process,
    Run,
    Turn,
    Vacancy,
)
from storage.states import OutgoingKind, ProcessState, RunState

DOC = Path(__file__).parents[2] / "docs" / "permissions.md"
LINE = (
    "new Closing checks every day at 22:00 owner <@U0ANA|ana> backup <@U0BEN|ben> "
    "manager <@U0MIA|mia> steps: Lock the doors"
)
PEOPLE = {
    "creator": OLE,
    "owner": ANA,
    "backup": BEN,
    "manager": MIA,
    "admin": "U0ADA",
    "member": "U0ZOE",
    "guest": "U0GUS",
    "app": "U0APP",
    "stranger": "U0SAM",
    "deactivated": "U0GONE",
}
FACTS = {
    "admin": {"is_admin": True},
    "guest": {"is_restricted": True},
    "app": {"is_bot": True},
    "stranger": {"is_stranger": True},
    "deactivated": {"deleted": True},
}


def table():
    """The table of the document as {(action, role): cell}."""
    lines = [line for line in DOC.read_text("utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        (row[0], role): cell for row in rows for role, cell in zip(head[1:], row[1:], strict=True)
    }


@pytest.fixture
def cafe(cafe):
    """A process that concerns some of them, and one that concerns none of those but the admin."""
    for role, person in PEOPLE.items():
        known = {"id": person, "real_name": role.title(), "tz": "Europe/Berlin"}
        cafe.slack.people[person] = known | FACTS.get(role, {})
    for person in ("U0A", "U0B", "U0C"):
        cafe.slack.people[person] = {"id": person, "real_name": person, "tz": "Europe/Berlin"}
    cafe.process(steps=(StepPlan(title="Unlock doors"),))
    others = {"owner_id": "U0A", "backup_id": "U0B", "manager_id": "U0C"}
    other = cafe.process(name="Somebody else's", **others)
    with cafe.database.work() as session:
        session.get_one(Process, other.id).creator_id = "U0A"
        session.commit()
    return cafe


def count(cafe, *which):
    with cafe.database.look() as session:
        return session.scalar(select(func.count()).where(*which))


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


def sees(verb, words):
    return lambda cafe, person: words in cafe.asks(person, verb, f"D{person[1:]}")


def changes(verb, state, before=None):
    def attempt(cafe, person):
        if before:
            cafe.asks(OLE, before)
        cafe.asks(person, verb)
        return count(cafe, Process.state == state, Process.name == "Opening checks") == 1

    return attempt


def start(cafe, person):
    cafe.asks(person, "start opening")
    return count(cafe, Run.id > 0) == 1


def turn_page(cafe, person):
    cafe.asks(OLE, "start opening")
    click = {
        "user": {"id": person},
        "actions": [{"action_id": "page_history_older", "value": "1 before 2099-01-01T00:00"}],
    }
    turning = Pages(cafe.creating.acting, pages(cafe.engine))
    answer = turning.turn(SlackClick.model_validate(click), cafe.now)
    return answer.replaces and "Unlock doors" in answer.message.text


def open_list(cafe, person):
    cafe.asks(OLE, "start opening")
    cafe.asks("U0A", "start somebody")
    for _ in range(2):
        cafe.now += timedelta(hours=1)
        cafe.run()
    listed = cafe.asks(person, "open")
    if "Somebody else's" in listed:
        return "all"
    return "theirs" if "Unlock doors" in listed else "no"


def hands(form, **values):
    """Try to handle a step that has moved to its backup; tell whether that changed anything."""

    def attempt(cafe, person):
        cafe.slack.people["U0NEW"] = {"id": "U0NEW", "real_name": "New", "tz": "Europe/Berlin"}
        cafe.asks(OLE, "start opening")
        cafe.posts(ANA, "door.jpg", mode="snippet")
        cafe.now += timedelta(minutes=61)
        cafe.run()
        row = "2" if form == ids.REASSIGN_CALLBACK else "1"
        before = cafe.steps(), len(cafe.cards("U0NEW"))
        cafe.submits_to(person, form, {name: {name: value} for name, value in values.items()}, row)
        return before != (cafe.steps(), len(cafe.cards("U0NEW")))

    return attempt


def schedule(cafe, person):
    cafe.asks(person, "digest every Friday at 16:00")
    return count(cafe, DigestSchedule.rule.contains("BYDAY=FR")) == 1


def report_one(cafe, person):
    return "Opening checks" in exported(cafe, person, "report opening")


def report_all(cafe, person):
    rows = exported(cafe, person, "report")
    if "Somebody else's" in rows:
        return "all"
    return "theirs" if "Opening checks" in rows else "no"


def exported(cafe, person, verb):
    cafe.asks(OLE, "start opening")
    cafe.asks("U0A", "start somebody")
    cafe.asks(person, verb)
    cafe.at("6:59")
    assert count(cafe, Outgoing.kind == OutgoingKind.REPORT) == len(cafe.slack.uploads)
    return "".join(data.decode("utf-8-sig") for data in cafe.slack.uploads.values())


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


def skip(cafe, person):
    cafe.asks(person, "skip opening because the street is closed")
    return count(cafe, Run.state == RunState.SKIPPED) == 1


def unskip(cafe, person):
    cafe.asks(OLE, "skip opening because the street is closed")
    cafe.asks(person, "unskip opening")
    return count(cafe, Run.state == RunState.SKIPPED) == 0


def cancel(cafe, person):
    cafe.asks(OLE, "start opening")
    cafe.asks(person, "cancel opening because the street is closed")
    return count(cafe, Run.state == RunState.CANCELLED) == 1


def hand_over(cafe, person):
    cafe.asks(person, "handover opening to <@U0B|b>")
    return count(cafe, Process.name == "Opening checks", Process.creator_id == "U0B") == 1


def fill(cafe, person):
    gone = ANA if person == BEN else BEN
    cafe.leaves(gone)
    cafe.tell({"type": "user_change", "user": cafe.slack.people[gone]})
    cafe.taps(person, TAKE_OVER, block_id="vacancy:1", selected_user="U0B")
    return count(cafe, Vacancy.successor_id == "U0B") == 1


def send_away(cafe, person):
    cafe.asks(person, "away <@U0ANA|ana> until Friday 9:00")
    return count(cafe, Absence.person_id == ANA) == 1


def press(cafe, person):
    cafe.asks(OLE, "start opening")
    cafe.press(person, EXTEND, of=ANA)
    return count(cafe, Turn.extended_at.is_not(None)) == 1


def create_location(cafe, person):
    people = f"owner <@{ANA}|ana> backup <@{BEN}|ben> manager <@{MIA}|mia>"
    cafe.asks(person, f"location new Nord {people}")
    return by_name(cafe, "Nord") is not None


def sees_locations(cafe, person):
    location(cafe, "Mitte")
    return "*Mitte*" in cafe.asks(person, "locations")


def change_location(cafe, person):
    location(cafe, "Mitte")
    made = by_name(cafe, "Mitte")
    plan = plan_of(made).model_copy(update={"holiday_place": "DE"})
    carried = Carried(location=made.id, version=1, plan=plan).model_dump_json()
    cafe.presses(person, LOCATION_SAVE, carried)
    return by_name(cafe, "Mitte").holiday_place == "DE"


def retire_location(cafe, person):
    made = location(cafe, "Mitte")
    cafe.presses(person, LOCATION_END, f"{made.id}.0")
    return by_name(cafe, "Mitte").retired_at is not None


def asked_to(cafe, person, line, label):
    """The button of an answer, in a list; empty where there is none."""
    message = cafe.answer(person, line).message
    return [value for name, value in buttons(message).items() if name == label]


def two_places(cafe):
    """The opening checks at two locations with the same people."""
    location(cafe, "Mitte")
    location(cafe, "Nord")
    ((action, value),) = asked_to(cafe, OLE, "places opening: all", "Let it run there")
    cafe.presses(OLE, action, value)
    return next(iter(places(cafe).values()))


def place(cafe, person):
    location(cafe, "Mitte")
    ((action, value),) = asked_to(cafe, OLE, "places opening: Mitte", "Let it run there")
    cafe.presses(person, action, value)
    return count(cafe, Process.location_id.is_not(None)) == 1


def edit_family(cafe, person):
    two_places(cafe)
    editor, opened = Editor(cafe, person), len(cafe.slack.opened)
    if cafe.presses(person, FAMILY_EDIT, 1) is not None:
        return False
    editor._take_opened(opened)
    editor.saves(name="Morning checks")
    return count(cafe, Process.name.startswith("Morning checks")) == 2


def staff_place(cafe, person):
    one = two_places(cafe)
    people = {"owner_id": "U0A", "backup_id": BEN, "manager_id": MIA}
    view = {"callback_id": PEOPLE_FORM, "private_metadata": str(one.id)}
    cafe.sends(person, view, **{r: {"selected_user": p} for r, p in people.items()})
    return count(cafe, Process.owner_id == "U0A", Process.location_id.is_not(None)) == 1


def pause_family(cafe, person):
    two_places(cafe)
    cafe.presses(person, AT_PLACE, Wish(verb="pause", family=1).carried)
    return count(cafe, Process.state == ProcessState.PAUSED) == 2


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


ATTEMPTS = {
    "create": create,
    "create while it is restricted": create_while_restricted,
    "restrict who creates": restrict,
    "put a chain right": put_right,
    "list": sees("list", "Opening checks"),
    "mine": sees("mine", "Yours to look after"),
    "show": sees("show opening", "Unlock doors"),
    "history": sees("history opening", "has not run yet"),
    "digest": sees("digest", "Nothing keeps failing"),
    "turn a page": turn_page,
    "open past its owner": open_list,
    "reassign": hands(ids.REASSIGN_CALLBACK, successor=picked("U0NEW"), reason=why("x")),
    "cancel a step": hands(ids.CANCEL_STEP_CALLBACK, reason=why("gone")),
    "accept a proof": hands(ids.ACCEPT_CALLBACK, proof=chosen(1), reason=why("seen")),
    "start": start,
    "report of one": report_one,
    "report of all": report_all,
    "pause": changes("pause opening", ProcessState.PAUSED),
    "resume": changes("resume opening", ProcessState.ACTIVE, before="pause opening"),
    "archive": changes("archive opening", ProcessState.ARCHIVED),
    "edit": edit,
    "clone": clone,
    "skip an occurrence": skip,
    "take a skip back": unskip,
    "cancel a run": cancel,
    "hand over": hand_over,
    "choose who follows a leaver": fill,
    "say that the owner is away": send_away,
    "use the owner's card": press,
    "see locations": sees_locations,
    "create a location": create_location,
    "change a location": change_location,
    "retire a location": retire_location,
    "choose where a process runs": place,
    "change a process at all its places": edit_family,
    "choose the people of one place": staff_place,
    "pause a process at all its places": pause_family,
    "change what worked": change_what_worked,
    "schedule the digest": schedule,
}
WORDS = {True: "yes", False: "no"}


def test_the_table_has_a_row_for_each_action_and_a_column_for_each_role():
    assert {action for action, _ in table()} == set(ATTEMPTS)
    assert {role for _, role in table()} == set(PEOPLE)


@pytest.mark.parametrize(("action", "role"), table())
def test_each_cell_is_what_really_happens(cafe, action, role):
    done = ATTEMPTS[action](cafe, PEOPLE[role])
    assert WORDS.get(done, done) == table()[action, role]


def test_who_lost_the_right_before_the_report_was_made_gets_none(cafe):
    cafe.asks(OLE, "start opening")
    cafe.engine.delivery.close()
    cafe.asks(ANA, "report opening")
    with cafe.database.work() as session:
        session.scalars(select(Process)).first().owner_id = "U0ZOE"
        session.commit()
    cafe.restart()
    cafe.at("6:59")
    assert cafe.slack.uploads == {}
    assert count(cafe, Outgoing.kind == OutgoingKind.REPORT, Outgoing.state == "cancelled") == 1
