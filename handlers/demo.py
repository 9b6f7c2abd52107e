"""`/baton demo`: a process that is due in a few seconds, to watch Baton work."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from handlers.asking import Answer, Asked
from handlers.creators import barred
from handlers.people import Directory
from handlers.slack_text import PERSON
from handlers.views import demo as views
from scheduler import processes
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.plan_checks import same_person
from storage.database import Database
from storage.states import ProcessKind, ProofKind

SECONDS_AHEAD = 5
WINDOW_SECONDS = 60
STEPS = (
    StepPlan(title=views.FIRST_STEP),
    StepPlan(title=views.PHOTO_STEP, proof_kind=ProofKind.PHOTO),
)


class Demo:
    """Starts demos."""

    def __init__(self, database: Database, directory: Directory, people: Sequence[str]) -> None:
        """Take backup and manager from `people` where the caller names none."""
        self.database = database
        self.directory = directory
        self.people = people

    @property
    def is_ready(self) -> bool:
        """Whether a demo can be started without naming anybody."""
        return len(self.people) > len(("owner", "backup"))

    def answer(self, asked: Asked) -> Answer:
        """Start a demo with the caller as owner."""
        others = self._others(asked)
        if len(others) < len(("backup", "manager")):
            return Answer(views.not_ready(views.NOBODY_ELSE))
        backup, manager = others[:2]
        why_not = self._why_not(asked, backup, manager)
        if why_not:
            return Answer(views.not_ready(why_not))
        with self.database.work() as session:
            refusal = barred(session, asked.member)
            if refusal:
                return Answer(refusal)
            plan = _plan(session, asked, backup, manager)
            first = processes.soon(plan.zone, asked.now, SECONDS_AHEAD)
            process = processes.create(
                session, plan, asked.member.id, asked.now, kind=ProcessKind.DEMO, first=first
            )
            session.commit()
            return Answer(views.started(process, asked.now))

    def _others(self, asked: Asked) -> list[str]:
        named = PERSON.findall(asked.rest)
        if named or asked.rest:
            return [person for person, _ in named]
        return [person for person in self.people if person != asked.member.id]

    def _why_not(self, asked: Asked, backup: str, manager: str) -> str | None:
        ladder = {"owner_id": asked.member.id, "backup_id": backup, "manager_id": manager}
        for sentence in same_person(ladder).values():
            return sentence
        reasons = (self.directory.why_not(person, asked.now) for person in (backup, manager))
        return next((reason for reason in reasons if reason), None)


def _plan(session: Session, asked: Asked, backup: str, manager: str) -> ProcessPlan:
    return ProcessPlan(
        name=_free_name(session),
        owner_id=asked.member.id,
        backup_id=backup,
        manager_id=manager,
        rule="FREQ=DAILY",
        start=_today(asked.now),
        zone=asked.member.zone,
        steps=STEPS,
        owner_seconds=WINDOW_SECONDS,
        backup_seconds=WINDOW_SECONDS,
        manager_seconds=WINDOW_SECONDS,
    )


def _today(now: datetime) -> datetime:
    return now.replace(tzinfo=None, second=0, microsecond=0)


def _free_name(session: Session) -> str:
    names = (views.CALLED if number == 1 else f"{views.CALLED} {number}" for number in count(1))
    return processes.free_name(session, names)
