"""How events reach a bot: lost, twice, out of order, hours late, or when nobody is there."""

from datetime import timedelta
from itertools import count

from simulation.chance import draw

RETRIES = (timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=5))


class EventPost:
    """Delivers what happened in Slack to one of the bots that are up."""

    def __init__(self, world):
        self.world = world
        self._numbers = count(1)

    def send(self, event):
        """Let an event go its way."""
        about = event.get("ts") or event.get("deleted_ts") or event.get("file_id") or ""
        name = f"event {event['type']} {event.get('subtype', '')} {about} #{next(self._numbers)}"
        chance = draw(self.world.scenario.seed, name)
        body = {"event_id": f"Ev{name}", "event": dict(event)}
        fate = chance.random()
        delay = timedelta(seconds=chance.uniform(0.1, 4))
        if fate < 0.06 and self._befalls("lost event", name):
            return
        if fate < 0.12 and self._befalls("late event", name):
            delay = timedelta(minutes=chance.uniform(1, 600))
        elif fate < 0.24 and self._befalls("event twice", name):
            again = {**body, "event_id": body["event_id"] + chance.choice(["", " again"])}
            self.world.later(delay * chance.uniform(0.5, 9), lambda: self._deliver(again, 0))
        elif fate < 0.30 and self._befalls("event out of order", name):
            delay = timedelta(seconds=chance.uniform(4, 90))
        self.world.later(delay, lambda: self._deliver(body, 0))

    def _befalls(self, kind, name):
        if not self.world.scenario.allows(kind, name):
            return False
        self.world.story.fault(kind, name)
        return True

    def _deliver(self, body, attempt):
        bot = self.world.any_bot()
        if bot is not None and self.world.run_on(bot, lambda: bot.record(body)):
            self.world.story.tell(f"   {bot.name} hears of {body['event_id']}")
            self.world.delivered(body)
        elif attempt < len(RETRIES):
            self.world.later(RETRIES[attempt], lambda: self._deliver(body, attempt + 1))
        else:
            self.world.story.fault("lost event", body["event_id"])
