"""The disk or the database refuses for a while: Baton says so, keeps what it has, and goes on."""

import json
import resource
import time
from contextlib import contextmanager

import pytest
from conversations import all_answers, asked, create, is_done, start
from locking import locked
from workspace_client import OPERATIONS, photo, wait_for

pytestmark = [pytest.mark.wire, pytest.mark.timeout(240)]

LOCKED_SECONDS = 20
PATIENCE = 120  # a message on its way when the fault came is looked up behind its lease
RETRIES = [0, *[3] * 40]


@contextmanager
def full(process):
    """Let no file of the process grow beyond what the log needs: the database is beyond it."""
    pid = process.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    room = (process.data / "log").stat().st_size + 40_000
    assert (process.data / "baton.db-wal").stat().st_size > room, "the database has no room left"
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (room, before[1]))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def troubles(process):
    """What the log says of troubles: {action: remedy}."""
    lines = (json.loads(line) for line in process.log().splitlines() if line.startswith("{"))
    return {line["action"]: line.get("remedy") for line in lines if line["level"] == "error"}


@pytest.mark.parametrize(("fault", "action"), [(locked, "database_locked"), (full, "disk_full")])
def test_what_could_not_be_written_down_is_not_acknowledged_and_counts_later(
    process, team, fault, action
):
    process.start()
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    wait_for(lambda: team.control.undelivered() == 0)
    team.control.events(retry_schedule=RETRIES)
    with fault(process):
        team.ana.upload(photo(), thread=card["ts"])
        wait_for(lambda: action in troubles(process), LOCKED_SECONDS)
        time.sleep(2)
        assert team.control.undelivered() == 1, "Slack is told nothing that is not on disk"
        assert not is_done(team.ana, card)
    assert troubles(process)[action], "and what to do about it"
    wait_for(lambda: is_done(team.ana, card), PATIENCE)
    assert len(all_answers(team.ana, card, seconds=PATIENCE)) == 1
    assert team.ana.command("/baton list", channel=OPERATIONS)
    assert len(process.log()) < 200_000, "it is said, not shouted"
    assert process.terminate() == 0


def test_a_proof_that_cannot_be_written_is_kept_once_it_can(process, team):
    process.start()
    create(team.ana)
    start(team.ana)
    card = asked(team.ana)
    proofs = process.data / "proofs"
    proofs.write_text("a file where the folder should be")
    team.ana.upload(photo(), thread=card["ts"])
    wait_for(lambda: is_done(team.ana, card))
    wait_for(lambda: "proof_not_written" in troubles(process))
    assert "data folder" in troubles(process)["proof_not_written"]
    proofs.unlink()
    wait_for(lambda: [path for path in proofs.rglob("*") if path.is_file()], PATIENCE)
    assert process.terminate() == 0
