"""What was there before processes had versions gets its first one, and keys for its steps."""

from datetime import UTC, datetime

import pytest
from alembic import command
from migrating import move
from sqlalchemy import MetaData, inspect, select

from scheduler.versions import Basis, plan_of, version_of
from storage.database import Database
from storage.models import Process, ProcessVersion, Run, RunStep

CREATED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PEOPLE = {"owner_id": "U0ANA", "backup_id": "U0BEN", "manager_id": "U0MIA"}
WINDOWS = {"owner_seconds": 3600, "backup_seconds": 60, "manager_seconds": 7200}
PROOF = {"proof_kind": "photo", "proof_count": 2}
TITLES = {1: ("Unlock doors", "Fridge"), 2: ("Count",)}


def process(number, name, sop_url, channel):
    return PEOPLE | WINDOWS | {
        "id": number,
        "name": name,
        "name_key": name.casefold(),
        "kind": "regular",
        "state": "active",
        "sop_url": sop_url,
        "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "start": "2026-11-24T18:30:00",
        "zone": "Europe/Berlin",
        "opening": "all_at_once",
        "digest_channel_id": channel,
        "creator_id": "U0OLE",
        "created_at": CREATED,
    }  # fmt: skip


def run_step(number, run_id, position, title):
    facts = {"id": number, "run_id": run_id, "position": position, "title": title}
    return facts | PEOPLE | WINDOWS | PROOF | {"state": "open", "version": 1}


@pytest.fixture
def old(bare_url):
    """A database of the version before, with two processes; the first one has two runs."""
    database = Database(bare_url)
    move(database, "0003")
    tables = MetaData()
    with database.engine.begin() as connection:
        tables.reflect(connection)

        def put(table, *rows):
            connection.execute(tables.tables[table].insert(), list(rows))

        put(
            "process",
            process(1, "R&D “checks”", "https://x.org/a?b=1", "C0OPS"),
            process(2, "Zählung", None, None),
        )
        steps = [(p, at, title) for p, titles in TITLES.items() for at, title in enumerate(titles)]
        put(
            "step",
            *(
                {"id": n, "process_id": p, "position": at, "title": title, **PROOF}
                for n, (p, at, title) in enumerate(steps, start=1)
            ),
        )
        put(
            "run",
            *(
                {
                    "id": number,
                    "process_id": 1,
                    "occurrence": f"2026-11-2{number}T18:30:00",
                    "is_extra": False,
                    "state": "open",
                    "due_at": CREATED,
                    "opened_at": CREATED,
                    "name": "R&D",
                    "zone": "Europe/Berlin",
                    "opening": "all_at_once",
                }
                for number in (1, 2)
            ),
        )
        put(
            "run_step",
            *(run_step(2 * r + at, r, at, t) for r in (1, 2) for at, t in enumerate(TITLES[1])),
        )
        put("draft", {"id": "d", "person_id": "U0ANA", "plan": {"a": 1}, "created_at": CREATED})
    yield database
    database.close()


def test_each_process_gets_its_first_version_by_who_created_it(old):
    old.migrate()
    with old.look() as session:
        for number in TITLES:
            one = session.get_one(Process, number)
            (version,) = session.scalars(
                select(ProcessVersion).where(ProcessVersion.process_id == number)
            )
            assert (one.version, version.version) == (1, 1)
            assert (version.person_id, version.at) == ("U0OLE", CREATED)
            assert version_of(session, Basis(number, 1)) == plan_of(one)
            # Told by the migration just as the engine tells it, as far as there was something.
            told = plan_of(one).model_dump(mode="json")
            assert version.plan == {name: told[name] for name in version.plan}


def test_a_step_gets_one_key_and_shares_it_with_its_runs(old):
    old.migrate()
    with old.look() as session:
        processes = [session.get_one(Process, number) for number in TITLES]
        keys = [step.key for one in processes for step in one.steps]
        assert all(len(key) == 32 for key in keys)
        assert len(set(keys)) == len(keys)
        assert {run.version for run in session.scalars(select(Run))} == {1}
        by_title = {step.title: step.key for step in processes[0].steps}
        for step in session.scalars(select(RunStep)):
            assert step.step_key == by_title[step.title]


def test_the_way_back_leaves_the_tables_of_before(old):
    old.migrate()
    move(old, "0003", command.downgrade)
    tables = inspect(old.engine)
    assert "process_version" not in tables.get_table_names()
    for table, column in (("process", "version"), ("step", "key"), ("draft", "changes_id")):
        assert column not in {one["name"] for one in tables.get_columns(table)}
    old.migrate()
    assert not old.is_behind()
