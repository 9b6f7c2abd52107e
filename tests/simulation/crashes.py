"""A bot that dies: at any commit, before or after any call."""

from sqlalchemy import event

from simulation.chance import draw

RATE = 0.0015


class CrashError(BaseException):
    """The process is gone. No handler of the product may catch it."""


class Crashes:
    """Kills whichever bot is running, at moments that the seed decides."""

    def __init__(self, scenario, story, rate=RATE):
        self.scenario, self.story, self.rate = scenario, story, rate
        self.armed = False
        self._points = 0
        self._chance = draw(scenario.seed, "crash")

    def watch(self, sessions):
        """Let every unit of work of these sessions be a moment to die at, before and after."""
        event.listen(sessions, "before_commit", lambda _: self.at("before a commit"))
        event.listen(sessions, "after_commit", lambda _: self.at("after a commit"))

    def at(self, moment):
        if not self.armed:
            return
        self._points += 1
        if self._chance.random() < self.rate:
            name = f"crash {moment} #{self._points}"
            if self.scenario.allows("crash", name):
                self.story.fault("crash", name)
                raise CrashError(name)
