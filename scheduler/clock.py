"""Slack's timestamps and our instants."""

from datetime import UTC, datetime


def instant_of(ts: str) -> datetime:
    """Return the UTC instant of a Slack message ts such as "1595552503.001300".

    Raises ValueError for anything else.
    """
    return datetime.fromtimestamp(float(ts), UTC)
