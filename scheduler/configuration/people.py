"""Who is meant by a configuration, and who of them can be asked, as far as Baton knows them."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler import groups, rota_runs
from scheduler.configuration.notations import Named, plain_name, say_group, say_person
from scheduler.members import is_full_member
from scheduler.names import name_key
from scheduler.plan import ProcessPlan
from scheduler.step_checks import named
from scheduler.step_ladders import is_in_turns, own_person, people
from scheduler.typed_text import quoted
from storage.models import Member, UserGroup
from storage.states import Level

MOST_NAMED = 5
LEARN = "Baton learns of people when somebody picks them in a form of /baton, or they write to it."


class NobodyError(ValueError):
    """Nobody, or not one person or group alone, is meant; the message says what to write."""


class People:
    """The members and user groups that a database knows."""

    def __init__(self, session: Session) -> None:
        """Read them."""
        self._session = session
        self.members = {one.id: one for one in session.scalars(select(Member).order_by(Member.id))}
        self._groups = {one.id: one for one in session.scalars(select(UserGroup))}

    def named(self, person_id: str) -> Named:
        """Return a person with the name that they have now."""
        member = self.members.get(person_id)
        return Named(plain_name(member.name) if member else "", person_id)

    def person(self, said: Named) -> str:
        """Return the id of who is meant. Raises NobodyError."""
        alike = [one for one in self._called(said.name) if one.id != said.id]
        if not said.id:
            return _only(said, alike) if alike else self._nobody(said)
        known = self.members.get(said.id)
        if alike and (known is None or not _is_called(known, said.name)):
            who = plain_name(known.name) if known else "somebody whom Baton does not know"
            other = say_person(self.named(alike[0].id))
            raise NobodyError(
                f"{said.id} is {who}, and {other} has the name; write which of the two is meant."
            )
        return said.id

    def group(self, said: Named) -> UserGroup:
        """Return the user group that is meant, which has been read. Raises NobodyError."""
        if said.id:
            found = [self._groups[said.id]] if said.id in self._groups else []
        else:
            same = said.name.casefold()
            found = [one for one in self._groups.values() if one.handle.casefold() == same]
        read = [one for one in found if one.seen_at is not None]
        if len(read) != 1:
            raise NobodyError(
                f"Baton has not read the user group {say_group(said)} yet. Let it take turns in a "
                "process once, with /baton edit, and apply this again."
            )
        return read[0]

    def why_not(self, person_id: str) -> str | None:
        """Say why a person cannot be asked for anything; None when they can."""
        member = self.members.get(person_id)
        if member is None:
            return f"Baton knows nobody with the id {person_id}. {LEARN}"
        if is_full_member(member):
            return None
        if not member.is_human:
            return f"{plain_name(member.name)} is an app; write a person."
        if not member.is_active:
            return f"The account of {plain_name(member.name)} is deactivated; write someone else."
        return f"{plain_name(member.name)} is a guest; write a full member."

    def problems(self, plan: ProcessPlan) -> Iterator[str]:
        """Say of each person of a plan why they cannot be asked, and what a group rules out."""
        yield from self.reasons(people(plan))
        yield from self._of_group(plan)

    def reasons(self, person_ids: Iterable[str]) -> Iterator[str]:
        """Say of each of these who cannot be asked why that is."""
        found = (self.why_not(person_id) for person_id in person_ids)
        yield from (why for why in found if why)

    def _of_group(self, plan: ProcessPlan) -> Iterator[str]:
        rota = plan.rota
        if rota is None or not rota.group_id:
            return
        if not rota_runs.people_of(self._session, plan):
            yield f"Nobody in @{rota.group_handle} can be asked; name another group, or people."
        again = f"takes turns in @{rota.group_handle}: missed work would move to them again."
        for person_id in (plan.backup_id, plan.manager_id):
            if groups.is_member(self._session, rota.group_id, person_id):
                yield f"{say_person(self.named(person_id))} {again}"
        for number, step in enumerate(plan.steps, start=1):
            own = (own_person(step, level) for level in (Level.BACKUP, Level.MANAGER))
            for one in own:
                if one and is_in_turns(step) and self._is_in(rota.group_id, one):
                    yield named(number, step, f"{say_person(self.named(one))} {again}")

    def _is_in(self, group_id: str, person_id: str) -> bool:
        return groups.is_member(self._session, group_id, person_id)

    def _called(self, name: str) -> list[Member]:
        full = (one for one in self.members.values() if is_full_member(one))
        return [one for one in full if name and _is_called(one, name)]

    def _nobody(self, said: Named) -> str:
        names = [plain_name(one.name) for one in self.members.values() if is_full_member(one)]
        near = get_close_matches(said.name, names, n=1, cutoff=0.6)
        hint = f"Did you mean @{near[0]}?" if near else LEARN
        raise NobodyError(f"Baton knows nobody called “{quoted(said.name)}”. {hint}")


def _is_called(member: Member, name: str) -> bool:
    return name_key(plain_name(member.name)) == name_key(name)


def _only(said: Named, alike: list[Member]) -> str:
    if len(alike) == 1:
        return alike[0].id
    which = ", ".join(f"{said.name} <{one.id}>" for one in alike[:MOST_NAMED])
    raise NobodyError(f"Several people are called “{quoted(said.name)}”: write one of {which}.")
