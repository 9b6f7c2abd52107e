"""A database that refuses: at one moment, or for minutes."""

import sqlite3
from datetime import timedelta

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from simulation.chance import draw

RATE = 0.0006
A_MONTH = 2
MINUTES = (1, 25)
# What is refused, and when: before anything was done, before or after it was kept.
TROUBLES = {
    "database is locked": ("begin",),
    "database or disk is full": ("commit",),
    "server closed the connection unexpectedly": ("begin", "commit", "committed"),
}


class Refusals:
    """Raises what a database raises, while a bot uses it."""

    def __init__(self, scenario, clock, story, is_armed):
        self.scenario, self.clock, self.story, self.is_armed = scenario, clock, story, is_armed
        self.rate = RATE
        self._points = 0
        self._chance = draw(scenario.seed, "refusal")
        self._spells = list(self._planned())

    def _planned(self):
        chance = draw(self.scenario.seed, "refusals")
        for day in range(self.scenario.days):
            if chance.random() < A_MONTH / 30:
                begin = self.clock.now + timedelta(days=day, minutes=chance.randrange(1440))
                end = begin + timedelta(minutes=chance.randint(*MINUTES))
                text = chance.choice(tuple(TROUBLES))
                name = f"{text} on day {day}"
                if self.scenario.allows("database refuses", name):
                    yield begin, end, text, name

    def stop(self):
        """Refuse nothing from now on."""
        self._spells, self.rate = [], 0

    def watch(self, engine, working):
        """Let every transaction be a moment to refuse at: all that begin, all that are kept."""
        event.listen(engine, "begin", lambda _: self._at("begin"), insert=True)
        event.listen(working, "before_commit", lambda _: self._at("commit"))
        event.listen(working, "after_commit", lambda _: self._at("committed"))

    def _at(self, moment):
        if not self.is_armed():
            return
        self._points += 1
        found = self._spell(moment) or self._single(moment)
        if found is not None:
            text, name = found
            self.story.fault("database refuses", name)
            raise OperationalError(moment, {}, sqlite3.OperationalError(text))

    def _spell(self, moment):
        while self._spells and self._spells[0][1] < self.clock.now:
            self._spells.pop(0)
        for begin, _, text, name in self._spells[:1]:
            if begin <= self.clock.now and moment in TROUBLES[text]:
                return text, name
        return None

    def _single(self, moment):
        if self._chance.random() >= self.rate:
            return None
        text = "server closed the connection unexpectedly"
        name = f"{text} at a {moment} #{self._points}"
        return (text, name) if self.scenario.allows("database refuses", name) else None
