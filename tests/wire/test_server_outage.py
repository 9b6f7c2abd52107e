"""PostgreSQL goes away under two Batons at work and comes back; they need nobody's help."""

import json
import socket
import time
from collections import Counter
from threading import Thread

import httpx
import pytest
from conversations import all_answers, answers, cards, current, is_done, put_to_work
from one_of_two import OneOfTwo
from sqlalchemy import select
from workspace_client import photo
from workspace_client import wait_for as wait_for_seconds

from storage import ledger
from storage.database import Database
from storage.models import Inbound, LedgerEntry, Outgoing, Proof

pytestmark = [pytest.mark.wire, pytest.mark.timeout(900)]

# What was being sent when the server went is looked up when its lease of 90 seconds is over.
PATIENCE = 180
# And the copy of a proof that could not be written down is made again when its lease of 2 minutes
# is over.
COPY_PATIENCE = 240
PROVEN = [f"Unlock door {number}" for number in range(8)]
MISSED = [f"Check fridge {number}" for number in range(4)]
OUTAGES = ("immediate", "fast")
OUTAGE_SECONDS = 10
PHOTO_SECONDS = 2.5
RETRIES = [0, *[3] * 40]
REFUSED = "an event could not be written down; Slack will send it again"
# A line for each minute of an outage, and one for each event or message that it hit.
MOST_TROUBLES = 60


def wait_for(find, seconds=PATIENCE):
    return wait_for_seconds(find, seconds)


class Watched(OneOfTwo):
    """A Baton with a health endpoint."""

    def __init__(self, workspace, team, data, **settings):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        super().__init__(workspace, team, data, BATON_HEALTH_PORT=str(self.port), **settings)

    def is_ready(self):
        return httpx.get(f"http://127.0.0.1:{self.port}/ready", timeout=60).status_code == 200

    def lines(self):
        return [json.loads(line) for line in self.log().splitlines() if line.startswith("{")]


@pytest.fixture
def two(workspace, team, postgresql, tmp_path):
    url = postgresql.url()
    both = [
        Watched(workspace, team, tmp_path / name, DATABASE_URL=url) for name in ("one", "other")
    ]
    try:
        for bot in both:
            bot.start()
        yield both
    finally:
        for bot in both:
            if bot.process is not None and bot.process.poll() is None:
                bot.terminate()
            print(bot.log())  # shown by pytest where the test has failed


def test_the_server_goes_away_twice_under_load_and_each_thing_is_said_once(two, team, postgresql):
    ana = team.ana
    team.control.events(retry_schedule=RETRIES)
    put_to_work(ana, PROVEN, MISSED)
    mine = [wait_for(lambda step=step: cards(ana, step))[-1] for step in PROVEN]

    proving = Thread(target=prove, args=(ana, mine))
    proving.start()
    for how in OUTAGES:
        outage(two, postgresql, how)
    proving.join()

    for card in mine:
        wait_for(lambda card=card: is_done(ana, card))
        wait_for(lambda card=card: answers(ana, card))
    for step in MISSED:
        wait_for(lambda step=step: cards(team.mia, step))
        wait_for(lambda step=step: "Missed" in current(team.mia, cards(team.mia, step)[-1])["text"])
    check_that_each_thing_was_said_once(team, mine)
    check_the_tables(postgresql)
    check_the_logs(two)
    assert [bot.terminate() for bot in two] == [0, 0]


def prove(person, mine):
    """Post a photo below each card, some while the server is away."""
    for number, card in enumerate(mine):
        person.upload(photo(f"door{number}.png", number), thread=card["ts"])
        time.sleep(PHOTO_SECONDS)


def outage(two, postgresql, how):
    """Stop the server; both say so, and are ready again by themselves."""
    postgresql.stop(how)
    began = time.monotonic()
    for bot in two:
        wait_for(lambda bot=bot: not bot.is_ready())
    time.sleep(max(0.0, OUTAGE_SECONDS - (time.monotonic() - began)))
    postgresql.start()
    for bot in two:
        wait_for(bot.is_ready)


def check_that_each_thing_was_said_once(team, mine):
    for step in PROVEN + MISSED:
        ladder = int(step in MISSED)
        said = [len(cards(person, step)) for person in (team.ana, team.ben, team.mia)]
        assert said == [1, ladder, ladder], step
    assert [len(all_answers(team.ana, card)) for card in mine] == [1] * len(mine)


def check_the_tables(postgresql):
    database = Database(postgresql.address_of("shared"))
    waiting = (
        select(Outgoing.id).where(Outgoing.next_at.is_not(None)),
        select(Proof.id).where(Proof.next_at.is_not(None)),
    )
    wait_for(lambda: not any(_found(database, query) for query in waiting), COPY_PATIENCE)
    with database.look() as session:
        assert ledger.first_broken_link(session) is None
        assert set(session.scalars(select(Inbound.state))) == {"done"}
        assert set(session.scalars(select(Outgoing.state))) <= {"sent", "cancelled"}
        assert set(session.scalars(select(Proof.archive))) == {"kept"}
        actions = Counter(session.scalars(select(LedgerEntry.action)))
    database.close()
    assert actions["step_done"] == actions["proof_kept"] == len(PROVEN)
    assert actions["step_missed"] == len(MISSED)
    assert actions["turn_passed"] == 3 * len(MISSED)


def _found(database, query):
    with database.look() as session:
        return session.scalars(query).all()


def check_the_logs(two):
    assert any(REFUSED in bot.log() for bot in two), "photos came while the server was away"
    for bot in two:
        troubles = [line for line in bot.lines() if line["level"] in {"error", "critical"}]
        troubles += [line for line in bot.lines() if line["action"] == "database_unusable"]
        assert {line["action"] for line in troubles} == {"database_unusable"}
        assert all(line["remedy"] for line in troubles)
        assert len(troubles) < MOST_TROUBLES, "it is said, not shouted"
        assert "Traceback" not in bot.log()
        back = [line for line in bot.lines() if line["action"] == "database_back"]
        # The second outage may come before a cycle has been whole again since the first.
        assert 1 <= len(back) <= len(OUTAGES)
