"""A file applied to what runs in a workspace, in a unit of work that the caller may commit."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from scheduler import locations
from scheduler.configuration import exporting, standing
from scheduler.configuration.applying_families import settle_family, unmentioned
from scheduler.configuration.applying_locations import retire, settle_location
from scheduler.configuration.applying_processes import archive, settle_process
from scheduler.configuration.context import By, Context
from scheduler.configuration.parsing import Path
from scheduler.configuration.people import People
from scheduler.configuration.reading import File
from scheduler.configuration.standing import Thing
from scheduler.configuration.writing import Format, plain, written
from scheduler.processes import NameTakenError
from storage import ledger
from storage.ledger import Subject
from storage.models import Family, Location, Process

# Settles one entry, and returns what it is now. Raises NameTakenError.
Settle = Callable[[], Thing | None]
SECTIONS = ("locations", "families", "processes")


@dataclass(frozen=True)
class Change:
    """What became of one thing: None before where it is new, None after where it has ended."""

    kind: str
    name: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    processes: tuple[Process, ...] = ()

    @property
    def is_none(self) -> bool:
        """Whether it stays as it is."""
        return self.before == self.after


@dataclass(frozen=True)
class Applied:
    """What was done: what the file has, in its order, then what it does not have any more.

    `unmentioned` names what runs on although the file does not have it.
    """

    changes: tuple[Change, ...]
    unmentioned: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether everything was so already."""
        return all(change.is_none for change in self.changes)


def apply(session: Session, file: File, by: By, now: datetime, *, prune: bool = False) -> Applied:
    """Let everything be as a file says, with the same checks as in Slack.

    What the file does not have is left alone, with `prune` archived. Raises ConfigurationError,
    after which nothing of the unit of work may be committed.
    """
    context = Context(session, People(session), by, now)
    return _Applying(context, file, prune=prune).run()


class _Applying:
    """One file on its way."""

    def __init__(self, context: Context, file: File, *, prune: bool) -> None:
        self.context = context
        self.file = file
        self.prune = prune
        self.there = standing.there(context.session, file)
        self.left = standing.left_over(context.session, self.there.values())
        self.before = {path: self._shown(thing) for path, thing in self.there.items()}
        self.now_there: dict[Path, Thing] = {}

    def run(self) -> Applied:
        self._locations()
        self._refuse_if_wrong()
        ended = self._prune() if self.prune else []
        self._settle(dict(self._works()))
        self._refuse_if_wrong()
        if self.prune:
            ended += self._retire()
            self._refuse_if_wrong()
        self.context.session.flush()
        done = Applied((*self._changes(), *ended), () if self.prune else tuple(self._unmentioned()))
        if not done.is_nothing:
            self._note(done)
        return done

    def _refuse_if_wrong(self) -> None:
        if self.context.problems:
            raise self.file.refusal(self.context.problems)

    def _locations(self) -> None:
        for at, entry in enumerate(self.file.configuration.locations):
            path: Path = ("locations", at)
            known = self.there.get(path)
            settle_location(
                self.context, path, entry, known if isinstance(known, Location) else None
            )
            found = locations.named(self.context.session, entry.name)
            if found is not None:
                self.now_there[path] = found

    def _works(self) -> Iterator[tuple[Path, Settle]]:
        """Give what settles each entry: those that are there first, as they may free names."""
        every = [
            *standing.entries_of(self.file, "families"),
            *standing.entries_of(self.file, "processes"),
        ]
        for entry in sorted(every, key=lambda one: one.what not in self.there):
            section, at = entry.what
            there = self.there.get(entry.what)
            if section == "families":
                family = self.file.configuration.families[int(at)]
                known = there if isinstance(there, Family | Process) else None
                yield (
                    entry.what,
                    partial(
                        settle_family, self.context, entry.what, family, known, prune=self.prune
                    ),
                )
            else:
                process = self.file.configuration.processes[int(at)]
                alone = there if isinstance(there, Process) else None
                yield entry.what, partial(settle_process, self.context, entry.what, process, alone)

    def _settle(self, waiting: dict[Path, Settle]) -> None:
        """Settle each; what wants a name that another has yet waits until that is renamed."""
        while waiting:
            taken = dict(self._tried(waiting))
            if len(taken) == len(waiting):
                for path, name in taken.items():
                    self.context.refuse(path, f"There is a process called “{name}” already.")
                return
            waiting = {path: waiting[path] for path in taken}

    def _tried(self, waiting: Mapping[Path, Settle]) -> Iterator[tuple[Path, str]]:
        for path, settle in waiting.items():
            try:
                done = settle()
            except NameTakenError as taken:
                yield path, str(taken)
            else:
                if done is not None:
                    self.now_there[path] = done

    def _prune(self) -> list[Change]:
        ended = []
        for thing in self.left:
            if isinstance(thing, Location):
                continue
            before = self._shown(thing)
            for process in standing.processes_of(self.context.session, thing):
                archive(self.context, (), process)
            ended.append(Change(standing.kind_of(thing), thing.name, before, None))
        return ended

    def _retire(self) -> list[Change]:
        ended = []
        for thing in self.left:
            if isinstance(thing, Location):
                ended.append(Change(standing.kind_of(thing), thing.name, self._shown(thing), None))
                retire(self.context, (), thing)
        return ended

    def _changes(self) -> Iterator[Change]:
        for section in SECTIONS:
            for entry in standing.entries_of(self.file, section):
                thing = self.now_there[entry.what]
                processes = tuple(standing.processes_of(self.context.session, thing))
                before, after = self.before.get(entry.what), self._shown(thing)
                yield Change(standing.kind_of(thing), entry.name, before, after, processes)

    def _unmentioned(self) -> Iterator[str]:
        yield from (f"{standing.kind_of(thing)} “{thing.name}”" for thing in self.left)
        for at, entry in enumerate(self.file.configuration.families):
            family = self.now_there["families", at]
            assert isinstance(family, Family), "it has been settled"
            for place in unmentioned(self.context, family, entry):
                yield f"process “{place.name}”"

    def _shown(self, thing: Thing) -> Any:
        session, people, now = self.context.session, self.context.people, self.context.now
        if isinstance(thing, Location):
            return plain(exporting.location_entry(thing, people))
        if isinstance(thing, Family):
            return plain(exporting.family_entry(session, thing, people, now))
        return plain(exporting.process_entry(thing, people, now))

    def _note(self, done: Applied) -> None:
        """Write into the ledger that a file did it, besides what each change says of itself."""
        text = written(self.file.configuration, Format.JSON).encode()
        names = [change.name for change in done.changes if not change.is_none]
        ledger.append(
            self.context.session,
            "configuration_applied",
            self.context.now,
            Subject(),
            self.context.by.person_id,
            sha256=hashlib.sha256(text).hexdigest(),
            names=names,
        )
