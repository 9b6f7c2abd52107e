"""What runs in a workspace as a file: exported, changed, applied again."""

from copy import deepcopy

import pytest
from cafe import ANA, BEN, MIA, OLE
from configured import applied, changed, edited, exported, knows
from shops import KIM, LEA, ZOE, family, places, processes, two_shops
from sqlalchemy import func, select

from scheduler.configuration.reading import ConfigurationError
from scheduler.configuration.writing import Format
from scheduler.processes import pause, resume
from storage import ledger
from storage.models import CreationRule, LedgerEntry, Member, Process, UserGroup
from storage.states import ProcessKind, ProcessState

EVERYBODY = (ANA, BEN, MIA, OLE, ZOE, KIM, LEA)
OPENING, CLOSING = "Opening checks", "Closing checks"
MITTE, NORD = f"{CLOSING} \u2013 Mitte", f"{CLOSING} \u2013 Nord"


@pytest.fixture
def cafe(cafe):
    """Opening checks at one place, closing checks at two; Ole created all of it."""
    two_shops(cafe)
    family(cafe, "Mitte", "Nord", name=CLOSING)
    cafe.process()
    knows(cafe, *EVERYBODY)
    return cafe


def process(cafe, name=OPENING):
    with cafe.database.look() as session:
        live = (Process.name == name, Process.state != ProcessState.ARCHIVED)
        found = session.scalar(select(Process).where(*live))
        assert found is None or found.steps
        return found


def entries(cafe):
    with cafe.database.look() as session:
        return session.scalar(select(func.count()).select_from(LedgerEntry))


def refused(cafe, file, who=OLE, **options):
    """Why a file is not applied; nothing of it is."""
    before = exported(cafe), entries(cafe)
    with pytest.raises(ConfigurationError) as wrong:
        applied(cafe, file, who, **options)
    assert (exported(cafe), entries(cafe)) == before
    return "\n".join(wrong.value.lines)


@pytest.mark.parametrize("form", list(Format))
def test_applying_what_was_exported_changes_nothing(cafe, form):
    text, before = exported(cafe, form), entries(cafe)
    assert applied(cafe, text).is_nothing
    assert (exported(cafe, form), entries(cafe)) == (text, before)


def test_a_workspace_that_was_emptied_is_as_it_was(cafe):
    cafe.change(pause, cafe.process("every other Tuesday 18:30", name="Deep clean"))
    text = exported(cafe)
    applied(cafe, "baton: 1", prune=True)
    assert set(processes(cafe).values()) == {"archived"}
    assert set(changed(applied(cafe, text)).values()) == {"new"}
    assert exported(cafe) == text


def test_a_change_makes_the_next_version_and_is_told(cafe):
    before, said, file = process(cafe), len(cafe.cards(BEN)), edited(cafe)
    file[OPENING]["cadence"] = "every day at 8:15"
    assert changed(applied(cafe, file)) == {OPENING: "changed"}
    after = process(cafe)
    assert (after.id, after.version, after.rule) == (before.id, 2, "FREQ=DAILY")
    assert [step.key for step in after.steps] == [step.key for step in before.steps]
    assert "every day at 8:15" in cafe.cards(BEN)[said]


def test_what_a_file_did_stands_in_the_ledger_with_who_did_it(cafe):
    file = edited(cafe)
    file[OPENING]["nudges"] = "none"
    file[CLOSING]["steps"][0]["title"] = "Open up"
    applied(cafe, file)
    with cafe.database.look() as session:
        wanted = LedgerEntry.action == "configuration_applied"
        (entry,) = session.scalars(select(LedgerEntry).where(wanted))
        assert (entry.person_id, entry.facts["names"]) == (OLE, [CLOSING, OPENING])
        assert ledger.first_broken_link(session) is None


def test_names_go_from_one_process_to_another_and_each_keeps_its_history(cafe):
    cafe.process(name="Morning checks")
    opening, morning = process(cafe).id, process(cafe, "Morning checks").id
    file = edited(cafe)
    first, second = file[OPENING], file["Morning checks"]
    first["name"], second["name"] = "Early checks", OPENING
    assert set(changed(applied(cafe, file)).values()) == {"changed"}
    assert process(cafe, "Early checks").id == opening
    assert process(cafe).id == morning


def test_an_entry_that_was_copied_is_a_process_of_its_own(cafe):
    file = edited(cafe)
    file.data["processes"].append(deepcopy(file[OPENING]) | {"name": "Fridges"})
    assert changed(applied(cafe, file)) == {"Fridges": "new"}
    keys = {step.key for step in process(cafe).steps}
    assert keys.isdisjoint(step.key for step in process(cafe, "Fridges").steps)
    assert applied(cafe, file).is_nothing


def test_a_step_that_is_put_back_is_the_same_step_again(cafe):
    whole, file = edited(cafe), edited(cafe)
    del file[OPENING]["steps"][1]
    applied(cafe, file)
    before = exported(cafe)
    applied(cafe, whole)
    assert exported(cafe) != before
    assert [s.key for s in process(cafe).steps] == [s["key"] for s in whole[OPENING]["steps"]]


def test_what_the_file_does_not_have_is_left_alone_unless_it_is_pruned(cafe):
    file = edited(cafe)
    file.drop(OPENING)
    file[CLOSING]["places"].pop()
    done = applied(cafe, file)
    assert done.is_nothing
    assert done.unmentioned == (f"process “{OPENING}”", f"process “{NORD}”")
    assert changed(applied(cafe, file, prune=True)) == {OPENING: "ended", CLOSING: "changed"}
    assert processes(cafe) == {MITTE: "active", NORD: "archived", OPENING: "archived"}


def test_a_demo_is_nobodys_configuration(cafe):
    with cafe.database.work() as session:
        session.get_one(Process, process(cafe).id).kind = ProcessKind.DEMO
        session.commit()
    assert OPENING not in exported(cafe)
    applied(cafe, "baton: 1", prune=True)
    assert processes(cafe)[OPENING] == "active"


def test_one_wrong_entry_and_nothing_is_done(cafe):
    file = edited(cafe)
    file[CLOSING]["cadence"] = "every day at 8:00"
    file[OPENING]["windows"]["manager"] = 2
    file[OPENING]["backup"] = ANA
    why = refused(cafe, file)
    assert f"“{OPENING}”, windows, manager: A window is at least 5 minutes" in why
    assert f"“{OPENING}”, backup: This is the owner already" in why


def test_the_same_is_allowed_as_in_slack(cafe):
    both, one, moved = edited(cafe), edited(cafe), edited(cafe)
    both[CLOSING]["overlap"] = both[OPENING]["overlap"] = "both"
    assert f"“{OPENING}”: {ANA} may not edit “{OPENING}”; {OLE} <{OLE}>" in refused(cafe, both, ANA)
    assert f"“{CLOSING}”" in refused(cafe, both, MIA), "she manages one of its two places"
    one[OPENING]["overlap"] = "both"
    assert changed(applied(cafe, one, MIA)) == {OPENING: "changed"}
    moved["Nord"]["zone"] = "America/Chicago"
    assert f"{MIA} may not change “Nord”; " in refused(cafe, moved, MIA)
    assert f"{ANA} may not archive “{OPENING}”; " in refused(cafe, "baton: 1", ANA, prune=True)


def test_who_may_not_create_adds_nothing(cafe):
    with cafe.database.work() as session:
        session.add(UserGroup(id="S0OPENERS", handle="openers", seen_at=cafe.now))
        session.flush()
        session.add(CreationRule(id=1, group_id="S0OPENERS", said_by_id=OLE, said_at=cafe.now))
        session.commit()
    file = edited(cafe)
    file.data["processes"].append(file[OPENING] | {"name": "Fridges"})
    assert f"“Fridges”: {OLE} may not create processes here" in refused(cafe, file)


def test_a_pause_begins_and_ends_as_the_file_says(cafe):
    file = edited(cafe)
    file[OPENING]["paused"] = "2026-12-24T08:00+01:00"
    file[CLOSING]["places"][1]["paused"] = True
    applied(cafe, file)
    assert process(cafe).next_at.isoformat() == "2026-12-24T07:00:00+00:00"
    assert (process(cafe, NORD).state, process(cafe, MITTE).state) == ("paused", "active")
    assert "paused: 2026-12-24T07:00+00:00" in exported(cafe)
    del file[OPENING]["paused"]
    assert changed(applied(cafe, file)) == {OPENING: "changed"}
    assert process(cafe).state == "active"


def test_a_pause_that_is_over_changes_nothing(cafe):
    file = edited(cafe)
    file[OPENING]["paused"] = "2026-11-23T09:00+01:00"
    applied(cafe, file)
    cafe.at("9:30")
    assert applied(cafe, file).is_nothing
    assert process(cafe).state == "active"


def test_whoever_may_not_pause_does_not_by_a_file(cafe):
    file = edited(cafe)
    file[OPENING]["paused"] = True
    assert "may not pause" in refused(cafe, file, BEN)
    cafe.change(pause, process(cafe))
    del file[OPENING]["paused"]
    assert "may not resume" in refused(cafe, file, BEN)
    cafe.change(resume, process(cafe))


def test_nobody_is_asked_whom_baton_does_not_know(cafe):
    with cafe.database.work() as session:
        session.delete(session.get_one(Member, LEA))
        session.commit()
    file = edited(cafe)
    assert applied(cafe, file).is_nothing, "what stays as it is, is not looked at"
    file[OPENING]["manager"] = LEA
    assert f"Baton knows nobody with the id {LEA}" in refused(cafe, file)


def test_the_places_of_a_family_are_listed_with_what_is_their_own(cafe):
    file = edited(cafe)
    file[CLOSING]["places"][1] |= {"manager": f"Mia <{MIA}>"}
    step = file[CLOSING]["steps"][0]
    file[CLOSING]["places"][0]["steps"] = [{"key": step["key"], "owner": OLE}]
    assert changed(applied(cafe, file)) == {CLOSING: "changed"}
    here = places(cafe)
    assert (here[NORD].manager_id, here[MITTE].manager_id) == (MIA, MIA)
    assert [one.steps[0].owner_id for one in here.values()] == [OLE, None]
    assert applied(cafe, exported(cafe)).is_nothing
