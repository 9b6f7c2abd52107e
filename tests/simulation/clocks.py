"""Clocks of bots that go wrong for a while; Slack's own stays true."""

from datetime import timedelta

from simulation.chance import draw

A_DAY = 0.05
HOUR = timedelta(hours=1)
# How it goes wrong, how likely that is, and by how many hours.
SHIFTS = {
    "minutes back": (4, (-0.75, -0.03)),
    "hours back": (3, (-30, -1)),
    "hours forward": (2, (1, 20)),
    "days forward": (3, (24, 150)),
}
LASTS = (0.2, 9)


class Clocks:
    """When whose clock is wrong, and what it really was when one of them told a time."""

    def __init__(self, world):
        self.world = world
        self.furthest = world.clock.now
        self._told = {}
        self._wrong = []
        self._is_over = False

    def plan(self, bots):
        """Let the clock of each bot jump now and then, and be corrected after some hours."""
        for bot in bots:
            for day in range(self.world.scenario.days):
                chance = draw(self.world.scenario.seed, "clock", bot.name, day)
                if chance.random() < A_DAY:
                    self._jump(bot, timedelta(days=day, hours=chance.uniform(0, 24)), chance)

    def _jump(self, bot, at, chance):
        kind = chance.choices(tuple(SHIFTS), [likely for likely, _ in SHIFTS.values()])[0]
        offset = timedelta(hours=chance.uniform(*SHIFTS[kind][1]))
        length = timedelta(hours=chance.uniform(*LASTS))
        name = f"clock of {bot.name} {kind} at {at}"
        if self.world.scenario.allows("clock", name):
            self.world.later(at, lambda: self._set(bot, offset, length, name))

    def _set(self, bot, offset, length, name):
        if self._is_over or bot.offset:
            return
        bot.offset = offset
        now = self.world.clock.now
        self._wrong.append((now, now + length))
        self.world.story.fault("clock", name)
        self.world.later(length, lambda: self._correct(bot))

    def _correct(self, bot):
        bot.offset = timedelta(0)
        self.world.story.tell(f"the clock of {bot.name} is right again")

    def stop(self, bots):
        """Let every clock be right from now on."""
        self._is_over = True
        for bot in bots:
            bot.offset = timedelta(0)

    def told_by(self, bot):
        """The time by the clock of a bot."""
        told = self.world.clock.now + bot.offset
        if bot.offset:
            self._told[told] = self.world.clock.now
            self.furthest = max(self.furthest, told)
        return told

    def really(self, told):
        """When it really was that a bot took for `told`."""
        return self._told.get(told, told)

    def were_right(self, since, until):
        """Whether no clock was wrong at any moment between two real ones."""
        return not any(begin <= until and since <= end for begin, end in self._wrong)
