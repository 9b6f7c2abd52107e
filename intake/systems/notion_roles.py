"""What a property or a column of Notion tells: names as anywhere, and those of its templates."""

from intake.systems.columns import Role, role_of
from intake.tables.header import plain

_OWN = {"assign": Role.ASSIGNEE, "day": Role.CADENCE, "days": Role.CADENCE}


def notion_role(name: str) -> Role | None:
    """Return what a property of this name tells, None for one that is not known."""
    return role_of(name) or _OWN.get(plain(name))
