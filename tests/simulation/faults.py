"""What the net and Slack do to a call."""

import json
import ssl
from dataclasses import dataclass
from datetime import timedelta
from http.client import RemoteDisconnected
from urllib.error import URLError

from bot.limits import HISTORY
from simulation.chance import draw

RATE = 0.25
STILL = 0.004
MINUTE = timedelta(minutes=1)
PATIENCE = timedelta(seconds=10)
HTML = "<!DOCTYPE html><html><head><title>502</title></head><body>Bad gateway</body></html>"


@dataclass(frozen=True)
class Fault:
    """How a call goes wrong: whether Slack acts, and what is answered or raised."""

    acts: bool = False
    raises: object = None
    status: int = 200
    body: str = ""
    retry_after: int | None = None
    takes: timedelta = timedelta(milliseconds=100)
    acts_late: bool = False


def _refusal(error):
    return json.dumps({"ok": False, "error": error})


def _timeout():
    return URLError(TimeoutError("timed out"))


FAULTS = {
    "429": Fault(status=429, body=_refusal("ratelimited"), retry_after=7),
    "429 for long": Fault(status=429, body=_refusal("ratelimited"), retry_after=120),
    "429 without Retry-After": Fault(status=429, body=_refusal("ratelimited")),
    "500 before": Fault(status=500, body=_refusal("fatal_error")),
    "500 after": Fault(acts=True, status=500, body=_refusal("fatal_error")),
    "503 page before": Fault(status=503, body=HTML),
    "503 page after": Fault(acts=True, status=503, body=HTML),
    "200 page before": Fault(body=HTML),
    "200 page after": Fault(acts=True, body=HTML),
    "internal_error before": Fault(body=_refusal("internal_error")),
    "internal_error after": Fault(acts=True, body=_refusal("internal_error")),
    "service_unavailable": Fault(status=503, body=_refusal("service_unavailable")),
    "reset before": Fault(raises=lambda: ConnectionResetError(104, "reset by peer")),
    "reset after": Fault(acts=True, raises=lambda: RemoteDisconnected("closed without response")),
    "refused": Fault(raises=lambda: URLError(ConnectionRefusedError(111, "refused"))),
    "tls": Fault(raises=lambda: URLError(ssl.SSLEOFError("EOF in violation of protocol"))),
    "timeout before": Fault(raises=_timeout, takes=PATIENCE),
    "timeout after": Fault(acts=True, raises=_timeout, takes=PATIENCE),
    "timeout, acts late": Fault(acts_late=True, raises=_timeout, takes=PATIENCE),
}
NAMES = tuple(FAULTS)
ONE_TOO_MANY = Fault(status=429, body=_refusal("ratelimited"), retry_after=60)
OUTAGE = FAULTS["503 page before"]
DEAD_TOKEN = Fault(body=_refusal("token_revoked"))


class Weather:
    """Decides which call goes wrong, and how."""

    def __init__(self, scenario, clock, story, days):
        self.scenario, self.clock, self.story = scenario, clock, story
        self._asked = {}
        self.is_tight, self._read_at = False, {}
        self.rate = RATE
        start = clock.now
        self.outages = self._spells("outage", start, days, 0.7, (5, 300))
        self.dead_tokens = self._spells("dead token", start, days, 0.25, (20, 900))
        self.archived = self._spells("archived channel", start, days, 0.3, (600, 9000))

    def _spells(self, kind, start, days, a_month, minutes):
        chance = draw(self.scenario.seed, "weather", kind)
        spells = []
        for day in range(days):
            name = f"{kind} on day {day}"
            if chance.random() < a_month / 30 and self.scenario.allows(kind, name):
                begin = start + timedelta(days=day, minutes=chance.randrange(1440))
                spells.append((begin, begin + timedelta(minutes=chance.randint(*minutes)), name))
        return spells

    def stop(self):
        """Let everything go well from now on."""
        self.outages, self.dead_tokens, self.archived, self.rate = [], [], [], 0

    def during(self, kind, spells):
        """Whether one of the spells is on."""
        while spells and spells[0][1] < self.clock.now:
            spells.pop(0)
        if spells and spells[0][0] <= self.clock.now:
            self.story.fault(kind, spells[0][2])
            return True
        return False

    def _is_one_too_many(self, method):
        if not self.is_tight or method not in HISTORY:
            return False
        last, self._read_at[method] = self._read_at.get(method), self.clock.now
        return last is not None and self.clock.now - last < MINUTE

    def over(self, method, subject):
        """The fault that befalls a call, None where all is well."""
        fault = self._over(method, subject)
        self.story.counts["calls"] += 1
        self.story.counts["faulty calls"] += fault is not None
        return fault

    def stands_still(self, method, subject):
        """For how long the machine stands still before it reads an answer, None mostly."""
        name = f"{method} {subject} @{self.clock.now.timestamp():.3f}"
        chance = draw(self.scenario.seed, "still", name)
        if chance.random() >= STILL or not self.rate:
            return None
        if not self.scenario.allows("standstill", f"standstill at {name}"):
            return None
        self.story.fault("standstill", f"standstill at {name}")
        return timedelta(seconds=chance.uniform(30, 600))

    def _over(self, method, subject):
        if self.during("outage", self.outages):
            return OUTAGE
        if self.during("dead token", self.dead_tokens):
            return DEAD_TOKEN
        if self._is_one_too_many(method):
            self.story.fault("one read too many", f"{method} one too many")
            return ONE_TOO_MANY
        about = f"{method} {subject}"
        nth = self._asked[about] = self._asked.get(about, 0) + 1
        name = f"{about} #{nth}"
        chance = draw(self.scenario.seed, "fault", name)
        if chance.random() >= self.rate:
            return None
        kind = chance.choice(NAMES)
        if not self.scenario.allows(kind, name):
            return None
        self.story.fault(kind, name)
        return FAULTS[kind]
