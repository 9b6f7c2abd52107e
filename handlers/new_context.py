"""Where and when somebody asks for a new process."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class NewContext:
    """What a new process takes from its surroundings.

    `zone` is the person's IANA zone, `channel_id` where the command was typed (None in a DM or on
    the Home tab), `now` an aware instant, `minimum_window` the shortest window allowed.
    """

    zone: str
    channel_id: str | None
    now: datetime
    minimum_window: timedelta
