"""What Prometheus is told: counters fed by what happens, gauges counted when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from bot.vitals import Vitals
from scheduler import backlog
from scheduler.backlog import Backlog
from scheduler.letters import Outcome
from storage.states import OutgoingKind

log = structlog.get_logger()

CYCLE_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Metrics:
    """The counters of one Baton, in a registry of its own."""

    def __init__(
        self, vitals: Vitals, clock: Callable[[], datetime], sweep_lag: Callable[[datetime], float]
    ) -> None:
        """Ask `vitals` and its database when scraped; `sweep_lag` gives seconds."""
        self._registry = CollectorRegistry()
        self._sends = Counter(
            "baton_sends",
            "What Slack answered to messages and edits.",
            ("kind", "outcome"),
            registry=self._registry,
        )
        self._limited = Counter(
            "baton_rate_limited",
            "Answers 429 of Slack.",
            ("method",),
            registry=self._registry,
        )
        self._cycles = Histogram(
            "baton_cycle_seconds",
            "How long the cycles took.",
            buckets=CYCLE_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Gauges(vitals, clock, sweep_lag))

    def sent(self, kind: OutgoingKind, outcome: Outcome) -> None:
        """Count what Slack answered to a message."""
        self._sends.labels(str(kind), type(outcome).__name__.lower()).inc()

    def limited(self, method: str) -> None:
        """Count an answer 429."""
        self._limited.labels(method).inc()

    def cycle(self, seconds: float) -> None:
        """Count a cycle that took `seconds`."""
        self._cycles.observe(seconds)

    def text(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self._registry)


class _Gauges(Collector):
    def __init__(
        self, vitals: Vitals, clock: Callable[[], datetime], sweep_lag: Callable[[datetime], float]
    ) -> None:
        self._vitals = vitals
        self._clock = clock
        self._sweep_lag = sweep_lag

    def collect(self) -> Iterator[Metric]:
        """Count everything now."""
        now = self._clock()
        yield _one("baton_connected", "Connected to Slack.", self._vitals.slack.is_connected())
        dead = self._vitals.slack.dead_token() is not None
        yield _one("baton_token_dead", "Slack refuses the token.", dead)
        ago = self._vitals.seconds_since_cycle()
        if ago is not None:
            about = "Seconds since the last full cycle."
            yield _one("baton_seconds_since_full_cycle", about, ago)
        about = "How long the oldest thread has waited to be read back."
        yield _one("baton_sweep_lag_seconds", about, self._sweep_lag(now))
        try:
            with self._vitals.database.look() as session:
                counted = backlog.measure(session, now)
        except SQLAlchemyError as error:
            log.warning("not counted", action="scrape_failed", error=type(error).__name__)
            yield _one("baton_database_up", "The database answers.", 0)
            return
        yield _one("baton_database_up", "The database answers.", 1)
        yield from _of(counted)

    def describe(self) -> Iterator[Metric]:
        """Say nothing beforehand: the database may not be there yet."""
        return iter(())


def _of(counted: Backlog) -> Iterator[Metric]:
    yield _many("baton_due", "Rows that are due.", "kind", counted.due)
    yield _many("baton_overdue", "Rows due for more than 15 minutes.", "kind", counted.overdue)
    yield _many("baton_open", "What is open.", "kind", counted.open)
    depth = {str(urgency): queue.depth for urgency, queue in counted.outbox.items()}
    yield _many("baton_outbox_depth", "Messages on their way; 0 is most urgent.", "urgency", depth)
    ages = {str(urgency): queue.oldest_seconds for urgency, queue in counted.outbox.items()}
    about = "Age of the oldest message on its way."
    yield _many("baton_outbox_oldest_seconds", about, "urgency", ages)
    yield _one("baton_inbox_depth", "Events to be worked off.", counted.inbox)
    yield _one("baton_events_set_aside", "Events that could not be worked off.", counted.set_aside)
    about = "Messages that may not have been posted."
    yield _one("baton_messages_left_unknown", about, counted.left_unknown)


def _one(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=float(value))


def _many(name: str, about: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, about, labels=[label])
    for labelled, value in values.items():
        family.add_metric([labelled], float(value))
    return family
