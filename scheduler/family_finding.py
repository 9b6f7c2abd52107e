"""Families among processes: which they are of, who is meant by a name and a place, a line each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from scheduler.parts import IS_LIVE
from storage.models import Family, Location, Process
from storage.states import ProcessState

# What people write between the name of a process and that of a place.
BETWEEN = " ,:-\u2013\u2014"
Families = Mapping[int, Family]


@dataclass(frozen=True)
class FamilyLine:
    """A family in one line: its name, its live places, those that are paused, its next run."""

    name: str
    places: int
    paused: int
    next_at: datetime | None


def families_of(session: Session, processes: Iterable[Process]) -> dict[int, Family]:
    """Return the families of these processes by their ids, in one question at most."""
    ids = {process.family_id for process in processes if process.family_id is not None}
    if not ids:
        return {}
    return {
        family.id: family for family in session.scalars(select(Family).where(Family.id.in_(ids)))
    }


def at_place(
    session: Session, key: str, processes: Iterable[Process], families: Families
) -> list[Process]:
    """Return those of families at a place of which a line names the beginnings of both."""
    theirs = [process for process in processes if process.family_id is not None]
    cuts = list(_cuts(key))
    if not theirs or not cuts:
        return []
    places = _location_keys(session, theirs)
    meant = {
        process.id: (families[process.family_id or 0].name_key, places[process.id])
        for process in theirs
    }
    exact = [
        p
        for p in theirs
        if any(_fits(meant[p.id], cut) and meant[p.id][1] == cut[1] for cut in cuts)
    ]
    return exact or [p for p in theirs if any(_fits(meant[p.id], cut) for cut in cuts)]


def _cuts(key: str) -> Iterator[tuple[str, str]]:
    words = key.split()
    for at in range(1, len(words)):
        name, place = " ".join(words[:at]).strip(BETWEEN), " ".join(words[at:]).strip(BETWEEN)
        if name and place:
            yield name, place


def _fits(meant: tuple[str, str], cut: tuple[str, str]) -> bool:
    return meant[0].startswith(cut[0]) and meant[1].startswith(cut[1])


def _location_keys(session: Session, processes: Iterable[Process]) -> dict[int, str]:
    keys = {row.id: row.name_key for row in session.execute(select(Location.id, Location.name_key))}
    return {process.id: keys[process.location_id] for process in processes if process.location_id}


def family_lines(session: Session, processes: Iterable[Process]) -> dict[int, FamilyLine]:
    """Return a line for each family of these processes, by its id."""
    ids = {process.family_id for process in processes if process.family_id is not None}
    if not ids:
        return {}
    is_active = Process.state == ProcessState.ACTIVE
    query = (
        select(
            Family.id,
            Family.name,
            func.count(Process.id),
            func.count(case((Process.state == ProcessState.PAUSED, 1))),
            func.min(case((is_active, Process.next_at))),
        )
        .join(Process, Process.family_id == Family.id)
        .where(Family.id.in_(ids), IS_LIVE)
        .group_by(Family.id, Family.name)
    )
    return {row[0]: FamilyLine(*row[1:]) for row in session.execute(query)}
