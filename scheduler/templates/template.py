"""A process without its people."""

from dataclasses import dataclass
from datetime import datetime

from scheduler import phrases
from scheduler.plan import ProcessPlan
from scheduler.step_lines import LINE_BREAK, parse_steps
from storage.states import Opening

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Template:
    """A process to start from. `cadence` is in words, `steps` as people write them, a line each.

    `windows` are those of owner, backup and manager in seconds.
    """

    key: str
    name: str
    about: str
    cadence: str
    windows: tuple[int, int, int]
    steps: tuple[str, ...]
    opening: Opening = Opening.ONE_BY_ONE

    def plan(
        self,
        zone: str,
        now: datetime,
        people: tuple[str, str, str] = ("", "", ""),
        digest_channel_id: str | None = None,
    ) -> ProcessPlan:
        """Return the plan for someone in `zone` (IANA) at the aware instant `now`.

        `people` are owner, backup and manager; empty where they are still to be chosen.
        """
        reading = phrases.parse(self.cadence)
        assert reading.time is not None, "a template's cadence says its time"
        kept = phrases.start_for(reading, reading.time, zone, now)
        owner, backup, manager = people
        owner_seconds, backup_seconds, manager_seconds = self.windows
        return ProcessPlan(
            name=self.name,
            owner_id=owner,
            backup_id=backup,
            manager_id=manager,
            rule=kept.rule,
            start=kept.start,
            zone=kept.zone,
            notes=reading.notes,
            owner_seconds=owner_seconds,
            backup_seconds=backup_seconds,
            manager_seconds=manager_seconds,
            steps=parse_steps(LINE_BREAK.join(self.steps)),
            opening=self.opening,
            digest_channel_id=digest_channel_id,
        )
