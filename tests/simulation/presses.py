"""What people press on their cards: more time, somebody else, a problem; twice where it failed."""

from datetime import timedelta

from simulation.chance import draw
from storage.states import Level

# Out of a hundred cards.
HOW_OFTEN = {"nothing": 76, "extend": 10, "pass": 9, "problem": 5}
PATIENCE = timedelta(seconds=20)
MOST_TRIES = 4


class Presses:
    """Presses of everyone; `given_up` tells when it was taken that a turn goes to the next."""

    def __init__(self, world):
        self.world = world
        self.given_up = {}

    def plan(self, wanted):
        """Decide what somebody presses on the card that they have just been shown, and when."""
        chance = draw(self.world.scenario.seed, "press", wanted.name)
        what = chance.choices(tuple(HOW_OFTEN), HOW_OFTEN.values())[0]
        delay = wanted.window * chance.uniform(0.02, 1.05)
        name = f"{what} on {wanted.name}"
        if what != "nothing" and self.world.scenario.allows("press", name):
            self.world.later(delay, lambda: self._press(what, wanted, chance, MOST_TRIES))

    def _press(self, what, wanted, chance, tries):
        bot = self.world.any_bot()
        self.world.story.tell(f"{wanted.person} presses {what}")
        is_heard = bot is not None and self.world.run_on(bot, lambda: bot.press(what, wanted))
        # With a manager's problem the turn stays: nobody is next.
        goes_on = what == "extend" or wanted.level == Level.MANAGER
        if is_heard and not goes_on and bot.press_was_taken:
            self.given_up.setdefault(wanted.turn_id, self.world.clock.now)
        # Whoever gets no answer tries again, and so does somebody with a restless thumb.
        if tries and (not is_heard or chance.random() < 0.2):
            self.world.later(PATIENCE, lambda: self._press(what, wanted, chance, tries - 1))
