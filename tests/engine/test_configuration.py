"""What runs in a workspace as a file: exported, changed, applied again."""

from datetime import datetime, timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE, ONE_STEP, PHOTO
from configured import applied, changed, exported, knows
from shops import KIM, LEA, ZOE, family, places, processes, two_shops
from sqlalchemy import select

from scheduler.configuration.reading import ConfigurationError
from scheduler.configuration.writing import Format
from scheduler.plan import StepPlan
from scheduler.processes import archive, pause
from scheduler.rotas import Rota, RotaTurn
from storage import ledger
from storage.models import LedgerEntry, Member, Process, UserGroup, UserGroupMember
from storage.states import ProcessState

EVERYBODY = (ANA, BEN, MIA, OLE, ZOE, KIM, LEA)
OPENING, CLOSING = "Opening checks", "Closing checks"


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


def refused(cafe, text, who=OLE, **options):
    """Why a file is not applied; nothing of it is."""
    before = exported(cafe)
    with pytest.raises(ConfigurationError) as wrong:
        applied(cafe, text, who, **options)
    assert exported(cafe) == before
    return "\n".join(wrong.value.lines)


def section(text, name):
    """One of the sections of a file, with its head."""
    (found,) = [one for one in text.split("\n\n") if one.startswith(f"{name}:")]
    return found


def without(text, name):
    """A file without one of its processes or families, which stand apart."""
    return "\n\n".join(part for part in text.split("\n\n") if f"- name: {name}" not in part)


@pytest.mark.parametrize("form", list(Format))
def test_applying_what_was_exported_changes_nothing(cafe, form):
    text = exported(cafe, form)
    with cafe.database.look() as session:
        entries = len(session.scalars(select(LedgerEntry)).all())
    assert applied(cafe, text).is_nothing
    assert exported(cafe, form) == text
    with cafe.database.look() as session:
        assert len(session.scalars(select(LedgerEntry)).all()) == entries


def test_a_workspace_that_was_emptied_is_as_it_was(cafe):
    cafe.change(pause, cafe.process("every other Tuesday 18:30", name="Deep clean"))
    text = exported(cafe)
    applied(cafe, "baton: 1", prune=True)
    assert set(processes(cafe).values()) == {"archived"}
    assert set(changed(applied(cafe, text)).values()) == {"new"}
    assert exported(cafe) == text


def test_a_change_makes_the_next_version_and_is_told(cafe):
    text = exported(cafe).replace(
        f"name: {OPENING}\n    cadence: every weekday at 7:00",
        f"name: {OPENING}\n    cadence: every day at 8:15",
    )
    before, said = process(cafe), len(cafe.cards(BEN))
    assert changed(applied(cafe, text)) == {OPENING: "changed"}
    after = process(cafe)
    assert (after.id, after.version, after.rule) == (before.id, 2, "FREQ=DAILY")
    assert [step.key for step in after.steps] == [step.key for step in before.steps]
    assert "every day at 8:15" in cafe.cards(BEN)[said]
    assert exported(cafe) == text


def test_what_a_file_did_stands_in_the_ledger_with_who_did_it(cafe):
    applied(cafe, exported(cafe).replace("title: Unlock doors", "title: Open up"), ANA_IS_ADMIN := MIA)
    with cafe.database.look() as session:
        entry = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq.desc())).first()
        assert (entry.action, entry.person_id) == ("configuration_applied", ANA_IS_ADMIN)
        assert entry.facts["names"] == [CLOSING, OPENING]
        assert ledger.first_broken_link(session) is None
