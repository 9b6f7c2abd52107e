"""Several bots over one PostgreSQL: everything happens, and happens once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from bots import Bot, wait_until_quiet
from cafe import ANA, BEN, MIA, Cafe
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from scheduler.plan import StepPlan
from storage import ledger
from storage.models import Inbound, LedgerEntry, Outgoing, Run, Turn
from storage.states import InboundState, Level, OutgoingState

pytestmark = [pytest.mark.wire, pytest.mark.timeout(300)]

PROCESSES = 12
PROVEN = 6
ONE = (StepPlan(title="Unlock doors"),)


@pytest.fixture
def cafe(tmp_path, postgresql):
    cafe = Cafe(tmp_path, postgresql.url())
    for number in range(PROCESSES):
        cafe.process(name=f"Opening {number}", steps=ONE)
    yield cafe
    cafe.database.close()


@pytest.fixture
def bots(cafe, postgresql, tmp_path):
    """Three bots, beating."""
    url = postgresql.address_of("shared")
    three = [Bot(url, cafe.slack, lambda: cafe.now, tmp_path / "proofs") for _ in range(3)]
    for bot in three:
        bot.start()
    yield three
    for bot in three:
        bot.stop()


def turn_clock(cafe, **ahead):
    cafe.now += timedelta(**ahead)
    wait_until_quiet(cafe)


def tell(bot, cafe, event, event_id):
    """Let Slack tell a bot of an event, until it is taken."""
    for _ in range(600):
        try:
            return bot.engine.inbox.record({"event_id": event_id, "event": event}, cafe.now)
        except SQLAlchemyError:
            time.sleep(0.1)
    raise AssertionError("the bot did not take the event")


def prove(cafe, bots, cards):
    """Post a photo below each card; every event reaches every bot, at the same time."""
    events = [cafe.posts(ANA, f"door{card}.jpg", card=card, told=False) for card in cards]
    with ThreadPoolExecutor(len(bots)) as threads:
        told = [
            threads.submit(tell, bot, cafe, event, f"Ev{event['ts']}:{number % 2}")
            for event in events
            for number, bot in enumerate(bots)
        ]
    assert sum(bool(answer.result()) for answer in told) == len(events)


def keys(cafe):
    said = (m for messages in cafe.slack.channels.values() for m in messages)
    return Counter(m["key"] for m in said if m["key"])


def check_that_each_thing_happened_once(cafe):
    with cafe.database.look() as session:
        per_process = session.execute(
            select(Run.process_id, func.count()).group_by(Run.process_id)
        ).all()
        assert [number for _, number in per_process] == [1] * PROCESSES
        actions = Counter(session.scalars(select(LedgerEntry.action)))
        levels = Counter(session.scalars(select(Turn.level)))
        outgoing = Counter(session.scalars(select(Outgoing.state)))
        inbound = Counter(session.scalars(select(Inbound.state)))
        kinds = Counter(session.scalars(select(Outgoing.kind)))
        assert ledger.first_broken_link(session) is None
    missed = PROCESSES - PROVEN
    assert levels == {Level.OWNER: PROCESSES, Level.BACKUP: missed, Level.MANAGER: missed}
    assert actions["run_opened"] == actions["run_closed"] == PROCESSES
    assert actions["turn_asked"] == PROCESSES + 2 * missed
    assert actions["turn_passed"] == 3 * missed
    assert actions["proof_received"] == actions["step_done"] == PROVEN
    assert actions["proof_kept"] == PROVEN
    assert actions["step_missed"] == missed
    assert actions["digest_due"] == kinds["digest"] == 1
    assert set(outgoing) <= {OutgoingState.SENT, OutgoingState.CANCELLED}
    assert set(inbound) == {InboundState.DONE}
    assert set(keys(cafe).values()) == {1}
    assert len(cafe.cards(ANA)) == PROCESSES
    assert len(cafe.cards(BEN)) == len(cafe.cards(MIA)) == missed
    assert len(cafe.slack.said("C0OPS")) == 1


def live_the_day(cafe, bots, trouble=lambda: None):
    """From the opening to the digest; the owner proves half of it."""
    turn_clock(cafe, hours=2, seconds=1)
    prove(cafe, bots, range(PROVEN))
    trouble()
    turn_clock(cafe, minutes=1)
    for _ in range(4):
        turn_clock(cafe, minutes=61)
    turn_clock(cafe, minutes=2)


def test_many_processes_due_at_once_live_their_day_once(cafe, bots):
    live_the_day(cafe, bots)
    check_that_each_thing_happened_once(cafe)


def test_what_a_killed_bot_had_in_hand_is_finished_by_the_others(cafe, bots):
    bots[0].die_while_posting(after=3)
    live_the_day(cafe, bots)
    assert bots[0]._is_dead, "it was killed in the middle"
    check_that_each_thing_happened_once(cafe)


def test_a_server_that_is_killed_and_started_again_stops_nobody(cafe, bots, postgresql):
    def restart():
        for _ in range(3):
            postgresql.stop()
            time.sleep(0.2)
            postgresql.start()
            time.sleep(0.2)

    live_the_day(cafe, bots, restart)
    check_that_each_thing_happened_once(cafe)
