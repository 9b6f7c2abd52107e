"""Whether a Slack status reads as if its person were away, and until when: pure."""

import hashlib
import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.slack_shapes import SlackProfile
from scheduler.cadence import wall_time
from scheduler.moments import LATEST

AWAY_EMOJI = {
    "palm_tree",
    "desert_island",
    "beach_with_umbrella",
    "airplane",
    "airplane_departure",
    "small_airplane",
    "luggage",
    "thermometer",
    "face_with_thermometer",
    "mask",
    "sneezing_face",
    "hospital",
    "ooo",
    "vacation",
}
AWAY_WORDS = re.compile(
    r"\b(?:vacation(?:ing)?|holidays?|ooo|out of (?:the )?office|out sick|off sick"
    r"|sick(?: leave| day)?"
    r"|(?:on|annual|parental|maternity|paternity|medical) leave|pto|day off|time off|away until"
    r"|urlaub|krank(?:geschrieben)?|abwesend|elternzeit|feiertag"
    r"|vacances|congés?|vacaciones|ferien|ferie)\b",
    re.IGNORECASE,
)
THERE_AGAIN = re.compile(r"\b(?:back (?:from|on|at)|not|no|zurück)\b", re.IGNORECASE)
USUAL_TIME = time(9)
MONDAY = 0


def reads_as_away(profile: SlackProfile) -> bool:
    """Tell whether a status says that its person is on vacation, ill or out of office."""
    text = profile.status_text or ""
    emoji = (profile.status_emoji or "").strip(":").partition("::")[0].casefold()
    if THERE_AGAIN.search(text):
        return False
    return emoji in AWAY_EMOJI or AWAY_WORDS.search(text) is not None


def away_until(profile: SlackProfile, zone: str, now: datetime) -> datetime | None:
    """Return until when a status that reads as away should count; None if it does not.

    That is when Slack clears it, else the next Monday at 9:00 in `zone`. `now` is aware.
    """
    if not reads_as_away(profile):
        return None
    expires = profile.status_expiration or 0
    if expires <= 0:
        return _next_monday(zone, now)
    # A number that is no moment of the next two years is nothing to go by.
    latest = (now + LATEST).timestamp()
    return datetime.fromtimestamp(min(expires, latest), UTC)


def name_of(profile: SlackProfile) -> str:
    """Return what two sightings of one status share, in 64 characters."""
    parts = (profile.status_text, profile.status_emoji, profile.status_expiration)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _next_monday(zone: str, now: datetime) -> datetime:
    here = ZoneInfo(zone)
    today = now.astimezone(here).date()
    ahead = (MONDAY - today.weekday() - 1) % 7 + 1
    return wall_time.instant(datetime.combine(today + timedelta(days=ahead), USUAL_TIME), here)
