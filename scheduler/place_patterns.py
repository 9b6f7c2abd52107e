"""Steps of one family that fail at several of its places: one record for all of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.digest_report import StepRecord
from storage.models import Family, Location, Process

# A process and the key of one of its steps, which is the same at each place of a family.
Step = tuple[int, str]
# Every way in which a step can end, so that the sums are those of the ledger.
COUNTED = tuple(field.name for field in fields(StepRecord) if field.default == 0)


@dataclass(frozen=True)
class PlaceOf:
    """Of which family a process is, and how its place is called."""

    family_id: int
    family: str
    place: str


def places(session: Session, processes: Sequence[Process]) -> dict[int, PlaceOf]:
    """Return the place of each process that is of a family, by its id; in one question."""
    theirs = [process.id for process in processes if process.family_id is not None]
    if not theirs:
        return {}
    query = (
        select(Process.id, Family.id, Family.name, Location.name)
        .join(Family, Family.id == Process.family_id)
        .join(Location, Location.id == Process.location_id)
        .where(Process.id.in_(theirs))
    )
    return {row[0]: PlaceOf(*row[1:]) for row in session.execute(query)}


def joined(
    records: Mapping[Step, tuple[StepRecord, int]], known: Mapping[int, PlaceOf]
) -> list[tuple[StepRecord, int]]:
    """Return the records, each with the failures from which on it counts as a pattern.

    A step that was due at several places of a family becomes one, whose counts are their sums.
    """
    alone = [record for (process_id, _), record in records.items() if process_id not in known]
    groups: dict[tuple[int, str], list[tuple[PlaceOf, StepRecord, int]]] = defaultdict(list)
    for (process_id, key), (record, least) in records.items():
        if process_id in known:
            place = known[process_id]
            groups[place.family_id, key].append((place, record, least))
    return [*alone, *(_joined(group) for group in groups.values())]


def _joined(group: Sequence[tuple[PlaceOf, StepRecord, int]]) -> tuple[StepRecord, int]:
    (place, first, least), *others = group
    if not others:
        return first, least
    there = (replace(record, process_name=one.place) for one, record, _ in group)
    sums = {name: sum(getattr(one, name) for _, one, _ in group) for name in COUNTED}
    worst_first = tuple(sorted(there, key=_badness))
    return StepRecord(place.family, first.step_title, **sums, places=worst_first), least


def _badness(record: StepRecord) -> tuple[int, int, str]:
    return -record.missed, -record.failures, record.process_name
