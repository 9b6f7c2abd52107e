"""Processes that people start from: good enough to use as they are, once they have people."""

from scheduler.templates.finance import CASH_UP, MONTH_END
from scheduler.templates.premises import CLOSING, FRIDGE_LOG, OPENING, SAFETY_WALK
from scheduler.templates.systems import BACKUP_RESTORE
from scheduler.templates.template import Template

__all__ = ["ALL", "Template", "with_key"]

ALL = (OPENING, CLOSING, CASH_UP, FRIDGE_LOG, SAFETY_WALK, BACKUP_RESTORE, MONTH_END)


def with_key(key: str) -> Template | None:
    """Return the template with this key."""
    return next((template for template in ALL if template.key == key), None)
