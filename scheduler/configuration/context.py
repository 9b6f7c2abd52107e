"""What everything that is applied shares: who does it, when, and what has been refused so far."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.configuration.parsing import Path
from scheduler.configuration.people import NobodyError, People
from scheduler.configuration.plans import Reader
from scheduler.configuration.reading import Problem
from scheduler.definition import PlaceError
from scheduler.parts import IS_LIVE
from scheduler.plan import ProcessPlan
from scheduler.plan_checks import problems
from storage.models import Location, Process, Step

Value = TypeVar("Value")
# What the fields of a plan are called in a file.
_FIELDS = {
    "rule": ("cadence",),
    "owner_seconds": ("windows", "owner"),
    "backup_seconds": ("windows", "backup"),
    "manager_seconds": ("windows", "manager"),
    "owner_id": ("owner",),
    "backup_id": ("backup",),
    "manager_id": ("manager",),
    "sop_url": ("sop",),
    "holiday_place": ("holidays",),
}


class Deed(Enum):
    """What applying a file can do to something that is there, or to nothing yet."""

    CREATE = auto()
    CHANGE = auto()
    PAUSE = auto()
    RESUME = auto()
    ARCHIVE = auto()
    CHANGE_LOCATION = auto()
    RETIRE_LOCATION = auto()


# Says why a person may not do this; None when they may.
Gate = Callable[[Session, Deed, Process | Location | None], str | None]


@dataclass(frozen=True)
class By:
    """Who applies a file, what they may, and how short a window may be."""

    person_id: str
    gate: Gate
    minimum_window: timedelta


@dataclass
class Context:
    """One file being applied in one unit of work."""

    session: Session
    people: People
    by: By
    now: datetime
    problems: list[Problem] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        """What reads the entries."""
        return Reader(self.people, self.now, self._free)

    def refuse(self, path: Path, sentence: str) -> None:
        """Take note of what is wrong with a part of the file."""
        self.problems.append(Problem(path, sentence))

    def read(self, path: Path, read: Callable[[], Value]) -> Value | None:
        """Return what an entry is as a plan; None, and why, where it cannot be."""
        try:
            return read()
        except (NobodyError, PlaceError) as problem:
            self.refuse(path, str(problem))
            return None

    def may(self, path: Path, deed: Deed, subject: Process | Location | None) -> bool:
        """Tell whether this may be done; where not, that is taken note of."""
        why_not = self.by.gate(self.session, deed, subject)
        if why_not:
            self.refuse(path, why_not)
        return not why_not

    def is_right(self, path: Path, plan: ProcessPlan) -> bool:
        """Tell whether a plan can be saved; where not, all of why is taken note of."""
        wrong = problems(plan, self.by.minimum_window)
        return self.are_right(path, wrong, self.people.problems(plan))

    def are_right(self, path: Path, wrong: Mapping[str, str], reasons: Iterable[str] = ()) -> bool:
        """Take note of a sentence for each wrong field, and of others; False if there are any."""
        before = len(self.problems)
        for name, sentence in wrong.items():
            self.refuse((*path, *_FIELDS.get(name, (name,))), sentence)
        for sentence in reasons:
            self.refuse(path, sentence)
        return len(self.problems) == before

    def _free(self, keys: Iterable[str]) -> set[str]:
        asked = {key for key in keys if key}
        live = select(Step.key).join(Process).where(IS_LIVE, Step.key.in_(asked))
        return asked - set(self.session.scalars(live))
