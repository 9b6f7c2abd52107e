"""What supervisors and Prometheus are told."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.health import Door, Health
from bot.metrics import Metrics
from bot.vitals import Slack, Vitals
from scheduler.letters import Later, Sent
from storage.models import Inbound, Outgoing
from storage.states import InboundState, OutgoingKind, OutgoingState

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
TICK = timedelta(seconds=5)


class Watched:
    """Vitals and metrics over a real database, with a connection and a clock of the test's own."""

    def __init__(self, database):
        self.seconds = 1000.0
        self.connected = True
        self.dead_token = None
        slack = Slack(lambda: self.connected, lambda: self.dead_token)
        self.vitals = Vitals(database, slack, TICK, lambda: self.seconds)
        self.metrics = Metrics(self.vitals, lambda: NOW, lambda now: 42.0)
        self.vitals.on_cycle = self.metrics.cycle
        self.health = Health(self.vitals, self.metrics, Door("127.0.0.1", 0)).start()
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.health.port}")

    def stop(self):
        self.client.close()
        self.health.stop()

    def cycle(self, *, full=True, seconds=0.0):
        def run():
            self.seconds += seconds
            return full

        self.vitals.measured(run)()

    def ready(self):
        answer = self.client.get("/ready")
        body = answer.json()
        assert body["ready"] == (answer.status_code == 200) == (not body["problems"])
        return body["problems"]

    def values(self):
        """All samples as {"name{label=value}": number}."""
        lines = self.client.get("/metrics").text.splitlines()
        samples = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name.replace('"', ""): float(value) for name, value in samples}


@pytest.fixture
def watched(database):
    watched = Watched(database)
    yield watched
    watched.stop()


def outgoing(key, state, urgency=1, *, created=NOW, next_at=NOW):
    return Outgoing(
        key=key,
        kind=OutgoingKind.CREATED,
        state=state,
        urgency=urgency,
        conversation="U0ANA",
        facts={},
        attempts=0,
        created_at=created,
        next_at=next_at,
    )


def add(database, *rows):
    with database.work() as session:
        session.add_all(rows)
        session.commit()


def test_the_process_is_alive_whatever_else_is_wrong(watched):
    watched.connected = False
    assert watched.client.get("/live").status_code == 200


def test_it_is_ready_after_its_first_full_cycle(watched):
    assert watched.ready() == ["No full cycle has been run yet."]
    watched.cycle(full=False)
    assert watched.ready() == ["No full cycle has been run yet."]
    watched.cycle()
    assert watched.ready() == []


def test_a_cycle_that_is_long_ago_is_said_and_mended_by_the_next(watched):
    watched.cycle()
    watched.seconds += 60
    assert watched.ready() == []
    watched.seconds += 1
    assert watched.ready() == ["The last full cycle was 61 s ago."]
    watched.cycle(full=False)
    assert watched.ready()
    watched.cycle()
    assert watched.ready() == []


def test_without_slack_it_is_not_ready(watched):
    watched.cycle()
    watched.connected = False
    assert watched.ready() == ["Baton is not connected to Slack."]


def test_a_dead_token_is_said_with_its_remedy(watched):
    watched.cycle()
    watched.dead_token = "token_revoked"
    (problem,) = watched.ready()
    assert "token_revoked" in problem
    assert "Install the app again" in problem


def test_a_database_that_is_gone_is_said_and_the_rest_still_measured(watched, database, tmp_path):
    watched.cycle()
    database.close()
    for file in tmp_path.glob("baton.db*"):
        file.unlink()
    (tmp_path / "baton.db").mkdir()
    assert watched.ready() == ["The database cannot be used: OperationalError."]
    values = watched.values()
    assert values["baton_database_up"] == 0
    assert values["baton_connected"] == 1


def test_a_database_without_tables_is_not_ready(watched, database, tmp_path):
    watched.cycle()
    database.close()
    for file in tmp_path.glob("baton.db*"):
        file.unlink()
    assert watched.ready() == ["The database is not migrated."]


def test_what_there_is_to_do_is_counted(watched, database):
    long_ago = NOW - timedelta(hours=1)
    add(
        database,
        outgoing("a", OutgoingState.PENDING, created=NOW - timedelta(seconds=90)),
        outgoing("b", OutgoingState.SENDING, created=NOW - timedelta(seconds=30)),
        outgoing("c", OutgoingState.PENDING, 4, next_at=long_ago),
        outgoing("d", OutgoingState.SENT, next_at=None),
        outgoing("e", OutgoingState.UNKNOWN, next_at=None),
        Inbound(
            event_id="Ev1",
            kind="message",
            payload={},
            state=InboundState.RECEIVED,
            received_at=NOW,
            attempts=0,
            next_at=NOW + timedelta(seconds=5),
        ),
    )
    values = watched.values()
    assert values["baton_outbox_depth{urgency=1}"] == 2
    assert values["baton_outbox_oldest_seconds{urgency=1}"] == 90
    assert values["baton_outbox_depth{urgency=4}"] == 1
    assert values["baton_outbox_depth{urgency=0}"] == 0
    assert values["baton_due{kind=message}"] == 3
    assert values["baton_overdue{kind=message}"] == 1
    assert values["baton_due{kind=event}"] == 0
    assert values["baton_inbox_depth"] == 1
    assert values["baton_messages_left_unknown"] == 1
    assert values["baton_open{kind=run}"] == 0
    assert values["baton_sweep_lag_seconds"] == 42


def test_what_happens_is_counted(watched):
    watched.metrics.sent(OutgoingKind.ASK, Sent("D1", "1.0"))
    watched.metrics.sent(OutgoingKind.ASK, Later("ratelimited"))
    watched.metrics.sent(OutgoingKind.ASK, Later("ratelimited"))
    watched.metrics.limited("chat.postMessage")
    watched.cycle(seconds=0.2)
    watched.seconds += 3
    values = watched.values()
    assert values["baton_sends_total{kind=ask,outcome=sent}"] == 1
    assert values["baton_sends_total{kind=ask,outcome=later}"] == 2
    assert values["baton_rate_limited_total{method=chat.postMessage}"] == 1
    assert values["baton_cycle_seconds_count"] == 1
    assert values["baton_cycle_seconds_sum"] == pytest.approx(0.2)
    assert values["baton_seconds_since_full_cycle"] == pytest.approx(3)


def test_a_scrape_does_not_wait_for_somebody_who_writes(watched, database):
    with database.work() as session:
        session.add(outgoing("a", OutgoingState.PENDING))
        session.flush()
        assert watched.values()["baton_outbox_depth{urgency=1}"] == 0
        session.commit()
    assert watched.values()["baton_outbox_depth{urgency=1}"] == 1


def test_a_port_that_is_taken_is_said_in_words(watched):
    with pytest.raises(OSError, match="BATON_HEALTH_PORT"):
        Health(watched.vitals, watched.metrics, Door("127.0.0.1", watched.health.port))
