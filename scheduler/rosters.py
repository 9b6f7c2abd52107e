"""Rotas of many processes: people, groups and absences, read once for all of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import rota_runs
from scheduler.cadence import Occurrence
from scheduler.meanwhile import Calendar
from scheduler.members import is_full_member
from scheduler.rotas import Chosen, PassedOver, Roster
from scheduler.step_ladders import asked_later
from storage.models import Member, Process, UserGroupMember
from storage.states import PassReason


class Rosters:
    """Who takes turns in which process, and who can; each kind of row is read when first needed."""

    def __init__(self, session: Session, now: datetime) -> None:
        """Read by `session`; what is over at the instant `now` does not count."""
        self._session = session
        self.now = now

    @cached_property
    def people(self) -> Mapping[str, Member]:
        """Everybody whom we know, by their ids."""
        return {one.id: one for one in self._session.scalars(select(Member))}

    @cached_property
    def calendar(self) -> Calendar:
        """Who is away when."""
        return Calendar(self._session, self.now)

    @cached_property
    def _groups(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        rows = select(UserGroupMember.group_id, UserGroupMember.person_id)
        for row in self._session.execute(rows.order_by(UserGroupMember.person_id)):
            found.setdefault(row.group_id, []).append(row.person_id)
        return found

    def owners(self, process: Process, coming: Sequence[Occurrence]) -> list[Chosen]:
        """Return who owns each of the next occurrences, from the one it waits for on."""
        roster = self._roster(process)
        if roster is None:
            return [Chosen(process.owner_id) for _ in coming]
        return rota_runs.ahead(roster, coming, 0, self.hindrance)

    def hindrance(self, person_id: str, at: datetime) -> PassedOver | None:
        """Return why somebody cannot take a turn at the instant `at`; None when they can."""
        one = self.people.get(person_id)
        if one is not None and not one.is_active:
            return PassedOver(person_id, PassReason.GONE)
        return self.calendar.hindrance(person_id, at)

    def _roster(self, process: Process) -> Roster | None:
        rota = process.rota
        if rota is None:
            return None
        people = rota.members or tuple(self._able(process, rota.group_id or ""))
        first = process.rota_first_id or rota.stand_in
        return Roster(rota, people, process.rota_since or process.start, first)

    def _able(self, process: Process, group_id: str) -> Iterator[str]:
        others = asked_later(process)
        for person_id in self._groups.get(group_id, ()):
            if is_full_member(self.people.get(person_id)) and person_id not in others:
                yield person_id
