"""Files of configuration: people, turns, days that count, locations and families."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from configured import applied, changed, edited, exported, knows
from shops import KIM, LEA, ZOE, places, two_shops
from sqlalchemy import select
from test_configuration import OPENING, process, refused

from scheduler.locations import live
from storage.models import Family, Member, UserGroup, UserGroupMember

PEOPLE = {ANA: "Ana Abel", BEN: "Ben Berg", MIA: "Mia Manz", OLE: "Ole Olsen"}
STRANGERS = {"U0T1": "Twin", "U0T2": "Twin", "U0GONE": "Gone Guy", "U0GUEST": "Guest Gil"}


@pytest.fixture
def cafe(cafe):
    """Opening checks, and everybody by their whole name."""
    two_shops(cafe)
    cafe.process()
    cafe.hires(*STRANGERS)
    knows(cafe, *PEOPLE, *STRANGERS, ZOE, KIM, LEA)
    with cafe.database.work() as session:
        for person, name in (PEOPLE | STRANGERS).items():
            member = session.get_one(Member, person)
            member.name = name
            member.is_active, member.is_guest = person != "U0GONE", person == "U0GUEST"
        session.commit()
    return cafe


def with_group(cafe, *people):
    cafe.slack.groups["S0OPENERS"] = ("openers", list(people))
    with cafe.database.work() as session:
        session.add(UserGroup(id="S0OPENERS", handle="openers", seen_at=cafe.now))
        session.flush()
        for person in people:
            session.add(UserGroupMember(group_id="S0OPENERS", person_id=person))
        session.commit()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("U0NOBODY", "Baton knows nobody with the id U0NOBODY"),
        ("@Oel Olsen", "nobody called “Oel Olsen”. Did you mean @Ole Olsen?"),
        ("Ole Olsen <U0ANA>", "U0ANA is Ana Abel, and Ole Olsen <U0OLE> has the name"),
        ("U0GONE", "The account of Gone Guy is deactivated"),
        ("U0GUEST", "Guest Gil is a guest"),
        ("@Twin", "Several people are called “Twin”: write one of Twin <U0T1>, Twin <U0T2>"),
    ],
)
def test_a_person_who_cannot_be_asked_is_refused_with_what_to_write(cafe, said, why):
    file = edited(cafe)
    file[OPENING]["manager"] = said
    assert why in refused(cafe, file)
    file = edited(cafe)
    file[OPENING]["steps"][0]["owner"] = said
    assert why in refused(cafe, file)


@pytest.mark.parametrize("said", [OLE, "@ole olsen", "Ole Olsen <U0OLE>", "Old Name <U0OLE>"])
def test_a_person_is_meant_by_id_or_by_the_name_that_only_they_have(cafe, said):
    file = edited(cafe)
    file[OPENING]["manager"] = said
    applied(cafe, file)
    assert process(cafe).manager_id == OLE
    assert "manager: Ole Olsen <U0OLE>" in exported(cafe)


def test_people_take_turns_as_the_file_says(cafe):
    file = edited(cafe)
    file[OPENING]["owner"] = {"turns": "each run", "people": [OLE, "@Ana Abel"]}
    applied(cafe, file)
    assert process(cafe).rota.members == (OLE, ANA)
    assert applied(cafe, exported(cafe)).is_nothing
    file[OPENING]["owner"]["people"].append(BEN)
    assert "takes turns as the owner" in refused(cafe, file)


def test_a_group_takes_turns_once_it_has_been_read(cafe):
    file = edited(cafe)
    file[OPENING]["owner"] = {"turns": "weekly", "group": "@openers"}
    assert "has not read the user group @openers yet" in refused(cafe, file)
    with_group(cafe, OLE, ANA)
    applied(cafe, file)
    assert (process(cafe).rota.group_id, process(cafe).owner_id) == ("S0OPENERS", ANA)
    assert "group: '@openers <S0OPENERS>'" in exported(cafe)
    file[OPENING]["backup"] = OLE
    assert "takes turns in @openers" in refused(cafe, file)


def test_a_group_in_which_nobody_can_be_asked_is_refused(cafe):
    with_group(cafe, "U0GONE")
    file = edited(cafe)
    file[OPENING]["owner"] = {"turns": "weekly", "group": "@openers"}
    assert "Nobody in @openers can be asked" in refused(cafe, file)


def test_the_week_from_which_others_are_counted_is_kept_and_can_be_changed(cafe):
    cafe.process("every other Tuesday 18:30", name="Deep clean")
    file = edited(cafe)
    assert "start" not in file[OPENING]
    assert str(file["Deep clean"]["start"]) == "2026-11-24"
    file["Deep clean"]["start"] = "2026-12-01"
    assert changed(applied(cafe, file)) == {"Deep clean": "changed"}
    assert process(cafe, "Deep clean").next_local.date().isoformat() == "2026-12-01"
    assert applied(cafe, exported(cafe)).is_nothing


def test_a_first_day_that_is_to_come_holds_until_it_has_come(cafe):
    file = edited(cafe)
    file[OPENING]["start"] = "2026-12-07"
    assert changed(applied(cafe, file)) == {OPENING: "changed"}
    assert process(cafe).next_local.isoformat() == "2026-12-07T07:00:00"
    assert "start: '2026-12-07'" in exported(cafe)
    cafe.at("8:00", day=14)
    assert "start:" not in exported(cafe)
    assert applied(cafe, file).is_nothing


def test_a_location_changes_with_all_that_runs_there(cafe):
    file = edited(cafe)
    make_family(file)
    applied(cafe, file)
    file = edited(cafe)
    file["Nord"].update(zone="America/Chicago", owner="@Ole Olsen")
    assert changed(applied(cafe, file)) == {"Nord": "changed"}
    nord = places(cafe)[f"{OPENING} \u2013 Nord"]
    assert (nord.zone, nord.owner_id) == ("America/Chicago", OLE)
    assert "    places:\n      - location: Mitte\n      - location: Nord\n" in exported(cafe)


def make_family(file):
    """Let the opening checks run at both locations."""
    family = dict(file[OPENING])
    file.drop(OPENING)
    for own in ("zone", "owner", "backup", "manager"):
        del family[own]
    family["places"] = [{"location": "Mitte"}, {"location": "Nord"}]
    file.data["families"] = [family]


def test_a_process_becomes_a_family_and_its_first_place(cafe):
    before, file = process(cafe), edited(cafe)
    make_family(file)
    assert changed(applied(cafe, file)) == {OPENING: "changed"}
    assert places(cafe)[f"{OPENING} \u2013 Mitte"].id == before.id
    assert applied(cafe, file).is_nothing


def test_a_family_does_not_become_a_process_by_a_file(cafe):
    single, file = edited(cafe), edited(cafe)
    make_family(file)
    applied(cafe, file)
    single.data["processes"][0]["name"] = f"{OPENING} alone"
    single.data["processes"][0]["steps"] = [{"title": "Doors", "proof": "photo"}]
    assert changed(applied(cafe, single)) == {f"{OPENING} alone": "new"}
    single.data["processes"][0]["name"] = OPENING
    assert f"There is a process called “{OPENING}” already" in refused(cafe, single)


def test_a_new_family_begins_with_all_that_its_entry_says(cafe):
    file = edited(cafe)
    make_family(file)
    family = file.data["families"][0]
    family |= {"name": "Cold chain", "on_holidays": "after"}
    family["places"].reverse()
    family["places"][0] |= {"backup": "@Ole Olsen", "paused": True}
    family["steps"] = [{"title": "Fridge", "proof": "2 photos", "owner": "@Ben Berg"}]
    assert "Step 1, “Fridge”" in refused(cafe, file), "who has Ben for a backup asks him twice"
    family["steps"][0]["owner"] = "@Twin <U0T1>"
    assert changed(applied(cafe, file)) == {"Cold chain": "new"}
    here = places(cafe)
    nord = here["Cold chain \u2013 Nord"]
    assert (nord.backup_id, nord.state, str(nord.holidays.move)) == (OLE, "paused", "after")
    assert applied(cafe, file).is_nothing
    assert applied(cafe, exported(cafe)).is_nothing


def test_a_family_at_a_location_that_is_not_there_is_refused(cafe):
    file = edited(cafe)
    make_family(file)
    file.data["families"][0]["places"][1]["location"] = "Nrod"
    assert "“Nrod”, location: There is no such location" in refused(cafe, file)
    with cafe.database.look() as session:
        assert session.scalar(select(Family)) is None


def test_a_location_that_the_file_does_not_have_is_retired_when_pruned(cafe):
    file = edited(cafe)
    make_family(file)
    applied(cafe, file)
    file.drop("Nord")
    file[OPENING]["places"].pop()
    assert changed(applied(cafe, file, prune=True)) == {OPENING: "changed", "Nord": "ended"}
    with cafe.database.look() as session:
        assert [one.name for one in live(session)] == ["Mitte"]


def test_a_location_that_is_wrong_is_refused(cafe):
    file = edited(cafe)
    file["Nord"]["manager"] = ZOE
    assert "“Nord”, manager: This is the owner already" in refused(cafe, file)
