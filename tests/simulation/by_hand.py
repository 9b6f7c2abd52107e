"""What managers do by hand: a pause with an end, a skip and its taking back, a cancelled run."""

from datetime import timedelta

from sqlalchemy import func, select

from handlers.views.act_ids import OCCURRENCE, REASON, SKIP_CALLBACK
from scheduler import skipping
from storage.models import Process, Run
from storage.states import RunState

BY_HAND = ("pause until", "skip", "unskip", "cancel")
HOW_OFTEN_BY_HAND = (2, 4, 2, 2)
HOW_OFTEN_LATER = 0.5
MOMENT = timedelta(microseconds=1)
SKIPPED_BY_HAND = (Run.state == RunState.SKIPPED, Run.yields_to_id.is_(None))


class ByHand:
    """Types the commands, and keeps what must come of them."""

    def __init__(self, office):
        self.office, self.world = office, office.world
        self.acts = {
            "pause until": self._pause_until,
            "skip": self._skip,
            "unskip": self._unskip,
            "cancel": self._cancel,
        }

    def _pause_until(self, chance):
        planned = self.office.live(chance)
        state, next_at = self.office.state(planned)
        if state != "active" or self.office.is_about_to_fire(next_at):
            return
        begin = first_of(self.world, planned)
        length = chance.choice(("2 days", "a week", "5 hours", "the rest of the week"))
        self.office.type(f"pause {planned.name} for {length}", planned)
        state, until = self.office.state(planned)
        if state == "paused":
            planned.pauses.append([begin, until - MOMENT])

    def _skip(self, chance):
        planned = self.office.live(chance)
        before = self._skipped(planned)
        if chance.random() < HOW_OFTEN_LATER:
            self._skip_a_later_one(planned)
        else:
            self.office.type(f"skip {planned.name} because it is a holiday", planned)
        planned.skipped |= self._skipped(planned) - before

    def _skip_a_later_one(self, planned):
        """Choose the second of those to come in the modal."""
        world = self.world
        bot = world.any_bot()
        with world.database.work() as session:
            process = session.get_one(Process, planned.process_id)
            person, coming = process.creator_id, skipping.coming(session, process, world.clock.now)
        if bot is None or len(coming) < 2:
            return
        later = {"selected_option": {"value": coming[1].local.isoformat()}}
        values = {OCCURRENCE: {OCCURRENCE: later}, REASON: {REASON: {"value": "a holiday"}}}
        memory = str(planned.process_id)
        world.story.tell(f"{person} skips {planned.name} of {coming[1].local}")
        world.run_on(bot, lambda: bot.submit(SKIP_CALLBACK, person, memory, values))

    def _unskip(self, chance):
        planned = self.office.live(chance)
        before = self._skipped(planned)
        self.office.type(f"unskip {planned.name}", planned)
        planned.skipped -= before - self._skipped(planned)

    def _skipped(self, planned):
        rows = select(Run.occurrence).where(Run.process_id == planned.process_id, *SKIPPED_BY_HAND)
        with self.world.database.work() as session:
            return set(session.scalars(rows))

    def _cancel(self, chance):
        planned = self.office.live(chance)
        self.office.type(f"cancel {planned.name} because nobody needs it", planned)


def first_of(world, planned):
    """When the first occurrence of a process to come is due."""
    with world.database.work() as session:
        process = session.get_one(Process, planned.process_id)
        return first_to_come(session, process, world.clock.now)


def first_to_come(session, process, now):
    """When the first occurrence to come is due, skipped or not: a skip can be taken back."""
    skipped = select(func.min(Run.due_at)).where(
        Run.process_id == process.id, *SKIPPED_BY_HAND, Run.due_at > now
    )
    ahead = (process.next_at, session.scalar(skipped))
    return min((at for at in ahead if at is not None), default=None)
