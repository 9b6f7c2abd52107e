"""What is odd about a chain, by itself."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from creation_support import plan_of

from scheduler.chains import Code, Coming, odd_of, one_backup
from scheduler.plan import StepPlan
from scheduler.rotas import Rota
from storage.states import Level, Opening

DUE = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 7:00 in Berlin


@dataclass(frozen=True)
class Somebody:
    zone: str = "Europe/Berlin"
    is_active: bool = True
    is_guest: bool = False


class Away:
    """Who is away, whatever the time."""

    def __init__(self, *people):
        self.people = people

    def is_away(self, person_id, _at):
        return person_id in self.people


PEOPLE = {name: Somebody() for name in ("U1", "U2", "U3", "U4")}


def plan(**changes):
    return plan_of(**{"rule": "FREQ=DAILY", "start": datetime(2026, 11, 23, 7, 0)} | changes)


def odd(work, at=DUE, owner="U1", people=PEOPLE, away=()):
    coming = [Coming(at + timedelta(days=day), owner) for day in range(3)]
    return [(one.code, one.level) for one in odd_of(work, coming, people, Away(*away))]


def test_nothing_is_odd_about_three_people_by_day():
    assert odd(plan()) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"backup_id": "U1"}, [(Code.SAME_PERSON, Level.BACKUP)]),
        ({"manager_id": "U1"}, [(Code.SAME_PERSON, Level.MANAGER)]),
        ({"rota": Rota(members=("U1", "U3"))}, [(Code.SAME_PERSON, Level.MANAGER)]),
    ],
)
def test_the_same_person_twice(changes, found):
    assert odd(plan(**changes)) == found


def test_who_has_left_and_who_is_a_guest_by_now():
    people = PEOPLE | {"U2": Somebody(is_active=False), "U4": Somebody(is_guest=True)}
    work = plan(rota=Rota(members=("U1", "U4")))
    assert odd(work, people=people) == [(Code.GUEST, Level.OWNER), (Code.GONE, Level.BACKUP)]


def with_own(**own):
    return plan(steps=(StepPlan(title="Mop"), StepPlan(title="Fridge", **own)))


def of_fridge(work, people=PEOPLE, away=()):
    coming = [Coming(DUE, work.owner_id)]
    found = odd_of(work, coming, people, Away(*away))
    return [(one.code, one.level, one.person_id, one.detail) for one in found]


def test_who_stands_in_a_single_step_is_looked_at_as_well():
    people = PEOPLE | {"U4": Somebody(is_active=False)}
    gone = (Code.GONE, Level.BACKUP, "U4", "Fridge")
    assert of_fridge(with_own(backup_id="U4"), people) == [gone]
    guest = (Code.GUEST, Level.OWNER, "U4", "Fridge")
    assert of_fridge(with_own(owner_id="U4"), PEOPLE | {"U4": Somebody(is_guest=True)}) == [guest]


def test_one_person_twice_on_the_ladder_of_a_step():
    twice = [(Code.SAME_PERSON, Level.MANAGER, "U2", "Fridge")]
    assert of_fridge(with_own(manager_id="U2")) == twice
    work = with_own(backup_id="U4").model_copy(update={"rota": Rota(members=("U1", "U4"))})
    assert of_fridge(work) == [(Code.SAME_PERSON, Level.BACKUP, "U4", "Fridge")]


def test_two_who_follow_each_other_in_a_step_are_away_together():
    work = with_own(backup_id="U4")
    found = [(Code.AWAY_BOTH, Level.BACKUP, "U4", "Fridge")]
    assert of_fridge(work, away=("U1", "U4")) == found
    as_in_process = [(Code.AWAY_BOTH, Level.BACKUP, "U2", "")]
    assert of_fridge(with_own(owner_id="U4"), away=("U4", "U2")) == as_in_process


def test_a_steps_own_time_is_what_its_proofs_are_measured_by():
    work = with_own(proof_count=10, backup_seconds=300)
    assert of_fridge(work) == [(Code.TOO_SHORT, Level.BACKUP, "", "Fridge")]
    short = with_own(proof_count=10, backup_seconds=900).model_copy(update={"backup_seconds": 300})
    assert of_fridge(short) == []


def test_a_group_without_anybody_is_no_matter_where_each_step_has_its_owner():
    rota = Rota(group_id="S0A", group_handle="a")
    steps = (StepPlan(title="Mop", owner_id="U1"),)
    assert odd(plan(owner_id="S0A", rota=rota, steps=steps), owner="S0A") == []


def test_a_group_that_has_nobody():
    work = plan(owner_id="S0A", rota=Rota(group_id="S0A", group_handle="a"))
    assert odd(work, owner="S0A") == [(Code.EMPTY_GROUP, Level.OWNER)]
    assert odd(work, owner="U1") == [], "a plan names its group also where somebody is in it"


@pytest.mark.parametrize(
    ("away", "found"),
    [
        (("U1",), []),
        (("U2",), []),
        (("U1", "U3"), []),
        (("U1", "U2"), [(Code.AWAY_BOTH, Level.BACKUP)]),
        (("U2", "U3"), [(Code.AWAY_BOTH, Level.MANAGER)]),
        (("U1", "U2", "U3"), [(Code.AWAY_BOTH, Level.BACKUP), (Code.AWAY_BOTH, Level.MANAGER)]),
    ],
)
def test_two_who_follow_each_other_are_away_together(away, found):
    assert odd(plan(), away=away) == found


@pytest.mark.parametrize(
    ("zone", "found"),
    [
        ("Europe/Berlin", []),
        # 7:00 in Berlin is 1:00 in New York: the backup's hour from 2:00 on is at night there.
        ("America/New_York", [(Code.AT_NIGHT, Level.BACKUP)]),
        # 23:00 the evening before in Los Angeles until midnight.
        ("America/Los_Angeles", [(Code.AT_NIGHT, Level.BACKUP)]),
        ("Asia/Tokyo", []),
    ],
)
def test_a_time_that_lies_wholly_in_somebodys_night(zone, found):
    assert odd(plan(), people=PEOPLE | {"U2": Somebody(zone)}) == found


@pytest.mark.parametrize(
    ("begin", "minutes", "is_odd"),
    [
        (datetime(2026, 11, 22, 21, 0, tzinfo=UTC), 480, True),  # 22:00 to 6:00
        (datetime(2026, 11, 22, 20, 59, tzinfo=UTC), 60, False),  # from 21:59 on
        (datetime(2026, 11, 23, 4, 30, tzinfo=UTC), 30, True),  # 5:30 to 6:00
        (datetime(2026, 11, 23, 4, 30, tzinfo=UTC), 31, False),  # to 6:01
        (datetime(2026, 11, 23, 5, 0, tzinfo=UTC), 10, False),  # from 6:00 on
    ],
)
def test_a_night_is_from_22_to_6(begin, minutes, is_odd):
    work = plan(owner_seconds=minutes * 60, backup_seconds=86400, manager_seconds=86400)
    assert ((Code.AT_NIGHT, Level.OWNER) in odd(work, begin)) == is_odd


@pytest.mark.parametrize(
    ("counts", "opening", "minutes", "is_odd"),
    [
        ((10,), Opening.ONE_BY_ONE, 5, True),
        ((10,), Opening.ONE_BY_ONE, 10, False),
        ((3, 3), Opening.ONE_BY_ONE, 5, False),
        ((3, 3), Opening.ALL_AT_ONCE, 5, True),
        ((1, 1, 1), Opening.ALL_AT_ONCE, 5, False),
    ],
)
def test_more_proofs_than_minutes(counts, opening, minutes, is_odd):
    steps = tuple(StepPlan(title=str(count), proof_count=count) for count in counts)
    work = plan(steps=steps, opening=opening, backup_seconds=minutes * 60)
    assert odd(work) == ([(Code.TOO_SHORT, Level.BACKUP)] if is_odd else [])


@pytest.mark.parametrize(
    ("backups", "found"),
    [
        (["U1"] * 3, []),
        (["U1"] * 4, [("U1", 4)]),
        (["U1"] * 4 + ["U2"], []),
        (["U1"] * 9 + ["U2"], [("U1", 9)]),
        ([], []),
    ],
)
def test_one_backup_for_everything_or_for_too_much(backups, found):
    assert [(one.person_id, one.count) for one in one_backup(backups)] == found


def test_what_it_is_known_by_does_not_change_from_night_to_night():
    first = {one.about for one in odd_of(plan(), [Coming(DUE, "U1")], PEOPLE, Away("U1", "U2"))}
    later = Coming(DUE + timedelta(days=1), "U1")
    assert {one.about for one in odd_of(plan(), [later], PEOPLE, Away("U1", "U2"))} == first
