"""The table in docs/permissions.md, and the people who stand in it."""

from pathlib import Path

from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import func, select

from scheduler.plan import StepPlan
from storage.models import Process

DOC = Path(__file__).parents[2] / "docs" / "permissions.md"
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
WORDS = {True: "yes", False: "no"}


def table():
    """The table of the document as {(action, role): cell}."""
    lines = [line for line in DOC.read_text("utf-8").splitlines() if line.startswith("|")]
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        (row[0], role): cell for row in rows for role, cell in zip(head[1:], row[1:], strict=True)
    }


def stage(cafe, people=PEOPLE, **own):
    """A process that concerns some of them, and one that concerns none of those but the admin.

    `own` is what the only step of the first has of its own.
    """
    for role, person in people.items():
        cafe.hires(person, real_name=role.title(), **FACTS.get(role, {}))
    cafe.hires("U0A", "U0B", "U0C")
    cafe.process(steps=(StepPlan(title="Unlock doors", **own),))
    others = {"owner_id": "U0A", "backup_id": "U0B", "manager_id": "U0C"}
    other = cafe.process(name="Somebody else's", **others)
    with cafe.database.work() as session:
        session.get_one(Process, other.id).creator_id = "U0A"
        session.commit()


def count(cafe, *which):
    with cafe.database.look() as session:
        return session.scalar(select(func.count()).where(*which))
