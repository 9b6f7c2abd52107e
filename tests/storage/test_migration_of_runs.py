"""Runs that were written before it was kept who ends one by hand."""

from migrating import move
from sqlalchemy import text

from storage.database import Database
from storage.models import Run
from storage.states import RunState

BEFORE = "0003"
ROWS = """
INSERT INTO process (id, name, name_key, kind, state, rule, start, zone, owner_id, backup_id,
    manager_id, owner_seconds, backup_seconds, manager_seconds, opening, creator_id, created_at)
VALUES (1, 'Opening checks', 'opening checks', 'regular', 'active', 'FREQ=DAILY',
    '2026-11-23T07:00:00', 'Europe/Berlin', 'U1', 'U2', 'U3', 3600, 3600, 3600, 'one_by_one',
    'U4', '2026-11-20 06:00:00');
INSERT INTO run (id, process_id, occurrence, is_extra, state, due_at, opened_at, name, zone,
    opening)
VALUES (1, 1, '2026-11-23T07:00:00', FALSE, 'cancelled', '2026-11-23 06:00:00',
    '2026-11-23 06:00:00', 'Opening checks', 'Europe/Berlin', 'one_by_one')
"""


def test_an_older_run_was_ended_by_nobody_that_is_known(bare_url):
    database = Database(bare_url)
    move(database, BEFORE)
    with database.engine.begin() as connection:
        for row in ROWS.split(";"):
            connection.execute(text(row))
    database.migrate()
    with database.look() as session:
        run = session.get_one(Run, 1)
        assert (run.state, run.closed_by_id, run.reason) == (RunState.CANCELLED, None, None)
    database.close()
