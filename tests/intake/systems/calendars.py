"""Calendars for tests."""


def calendar(*components: str, head: str = "") -> bytes:
    """Return a calendar of these components; `head` are lines of its own."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.splitlines()]
    lines += [line for one in components for line in one.splitlines()]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def event(lines: str, kind: str = "VEVENT") -> str:
    """Return an event of these lines."""
    return f"BEGIN:{kind}\n{lines}\nEND:{kind}"
