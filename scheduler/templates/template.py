"""A process without its people."""

from dataclasses import dataclass
from datetime import datetime

from scheduler import phrases
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.step_lines import LINE_BREAK, parse_steps
from storage.states import Opening

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Template:
    """A process to start from. `cadence` is in words, `windows` are in seconds.

    The first line of each of its `steps` is as people write them; the rest is its instruction.
    `windows` are those of owner, backup and manager.
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
            steps=tuple(_step(text) for text in self.steps),
            opening=self.opening,
            digest_channel_id=digest_channel_id,
        )


def _step(text: str) -> StepPlan:
    line, _, instruction = text.partition(LINE_BREAK)
    (step,) = parse_steps(line)
    return step.model_copy(update={"instruction": instruction or None})
