"""From where a moment is seen: a clock on somebody's wall."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from scheduler.cadence import wall_time
from scheduler.phrases.refusing import PhraseError

TOO_FAR = "That is more than two years away; say an earlier day."


class MomentError(PhraseError):
    """Words that are no moment, or one that cannot be meant; the message is one sentence."""


@dataclass(frozen=True)
class Here:
    """The aware instant at which somebody speaks, and their zone."""

    now: datetime
    zone: ZoneInfo

    @property
    def local(self) -> datetime:
        """What the clock on the wall shows, naive."""
        return self.now.astimezone(self.zone).replace(tzinfo=None, fold=0)

    @property
    def today(self) -> date:
        """The day in the zone."""
        return self.local.date()

    def at(self, day: date, clock: time = time(0)) -> datetime:
        """Return the UTC instant of a wall time in the zone."""
        return wall_time.instant(datetime.combine(day, clock), self.zone)
