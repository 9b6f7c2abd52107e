"""What `baton check` says of the user groups that take turns or may create processes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.check import run
from bot.settings import Settings
from scheduler import groups, processes
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.rotas import Rota
from storage.database import Database
from storage.models import CreationRule, Member

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
MANIFEST = Path(__file__).parents[2] / "manifest.yml"
ZOE, OPENERS = "U0ZOE", "S0OPENERS"


@pytest.fixture
def checked(tmp_path, monkeypatch):
    """Do something to a Baton of which the openers own a process; give what is said of groups."""
    monkeypatch.chdir(tmp_path)
    settings = Settings(baton_data=tmp_path)
    settings.home.mkdir(parents=True)
    database = Database(settings.database)
    database.migrate()
    with database.work() as session:
        session.add(_member(ZOE))
        made = processes.create(session, _plan(), "U0OLE", NOW)
        groups.read(session, groups.want(session, OPENERS, "openers", NOW), [ZOE], NOW)
        session.commit()

    def check(change):
        with database.work() as session:
            change(session, session.get_one(type(made), made.id))
            session.commit()
        (found,) = [one for one in run(settings, MANIFEST) if one.subject == "user groups"]
        return found

    yield check
    database.close()


def _member(person_id, **facts):
    known = {"name": person_id, "zone": "UTC", "is_active": True, "is_human": True}
    rest = {"is_guest": False, "is_admin": False, "seen_at": NOW}
    return Member(id=person_id, **known | rest | facts)


def _plan():
    return ProcessPlan(
        name="Opening checks",
        owner_id=OPENERS,
        rota=Rota(group_id=OPENERS, group_handle="openers"),
        backup_id="U0BEN",
        manager_id="U0MIA",
        rule="FREQ=DAILY",
        start=datetime(2026, 11, 24, 7),
        zone="UTC",
        steps=(StepPlan(title="Unlock doors"),),
    )


def unread(session, _process):
    group = groups.want(session, OPENERS, "openers", NOW)
    groups.unread(group, "the app lacks a scope that it needs", NOW)


def test_a_group_that_is_read_is_fit(checked):
    found = checked(lambda _session, _process: None)
    assert found.line() == "ok    user groups: 0 of the 1 in use cannot be asked"


def test_a_group_that_cannot_be_read_is_named_with_why_and_what_to_do(checked):
    found = checked(unread)
    assert not found.fit
    line = found.line()
    assert line.startswith("FAIL  user groups: 1 of the 1 in use cannot be asked. @openers: ")
    assert "it could not be read, as the app lacks a scope that it needs." in line
    assert "Update the app from manifest.yml where a scope is missing" in line
    assert "\n" not in line


def test_a_group_that_is_disabled_has_nobody(checked):
    found = checked(
        lambda session, _process: groups.read(
            session, groups.want(session, OPENERS, "openers", NOW), [], NOW
        )
    )
    assert not found.fit
    assert "@openers: nobody is in it, or it is disabled." in found.remedy


def test_a_group_that_no_live_process_has_is_of_no_interest(checked):
    def archived(session, process):
        unread(session, process)
        processes.archive(session, process, "U0OLE", NOW)

    assert checked(archived).what == "0 of the 0 in use cannot be asked"


def test_the_group_that_may_create_counts_as_well(checked):
    def restricted(session, process):
        unread(session, process)
        processes.archive(session, process, "U0OLE", NOW)
        session.add(CreationRule(id=1, group_id=OPENERS, said_by_id="U0OLE", said_at=NOW))

    assert not checked(restricted).fit
