"""What runs in a workspace beside what a file says: which is which, and what is left over."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from scheduler import families, family_versions, locations
from scheduler.configuration import exporting
from scheduler.configuration.entries import Work
from scheduler.configuration.matching import Known, matched
from scheduler.configuration.parsing import Path
from scheduler.configuration.reading import File
from storage.models import Family, Location, Process

Thing = Process | Family | Location


def kind_of(thing: Thing) -> str:
    """Return what people call it."""
    return type(thing).__name__.lower()


def entries_of(file: File, section: str) -> list[Known[Path]]:
    """Return the entries of a section of a file, by where they stand."""
    entries = getattr(file.configuration, section)
    return [Known((section, at), one.name, _keys(one)) for at, one in enumerate(entries)]


def _keys(entry: Any) -> list[str]:
    return [step.key for step in entry.steps if step.key] if isinstance(entry, Work) else []


def there(session: Session, file: File) -> dict[Path, Thing]:
    """Return what each entry of a file is; those that are nothing yet are left out."""
    found: list[tuple[Known[Path], Known[Any]]] = []
    alone = [
        Known(one, one.name, [step.key for step in one.steps])
        for one in exporting.live_alone(session)
    ]
    found += matched(entries_of(file, "processes"), alone)
    several = [_family(session, one) for one in exporting.live_families(session)]
    found += matched(entries_of(file, "families"), several)
    used = {id(what.what) for _, what in found}
    known = {entry.what for entry, _ in found}
    # What is a process yet can become a family.
    found += matched(
        [one for one in entries_of(file, "families") if one.what not in known],
        [one for one in alone if id(one.what) not in used],
    )
    places = [Known(one, one.name) for one in locations.live(session)]
    found += matched(entries_of(file, "locations"), places)
    return {entry.what: what.what for entry, what in found}


def _family(session: Session, family: Family) -> Known[Any]:
    steps = family_versions.defined(session, family).steps
    return Known(family, family.name, [step.key for step in steps])


def left_over(session: Session, used: Iterable[Thing]) -> list[Thing]:
    """Return what is live besides these."""
    every: list[Thing] = [
        *exporting.live_families(session),
        *exporting.live_alone(session),
        *locations.live(session),
    ]
    taken = {id(one) for one in used}
    return [one for one in every if id(one) not in taken]


def processes_of(session: Session, thing: Thing) -> list[Process]:
    """Return the live processes of a thing; a location has none of its own."""
    if isinstance(thing, Family):
        return families.places_of(session, thing.id)
    return [thing] if isinstance(thing, Process) else []
