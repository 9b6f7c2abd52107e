"""Who hears of trouble with a process: its creator, or its manager once the creator has left."""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from scheduler.members import is_full_member
from storage.models import Member, Process

Known = Callable[[str], Member | None]


def who_hears(session: Session, process: Process) -> str:
    """Return whom trouble with a process is told to."""
    return first_there(process, partial(session.get, Member))


def first_there(process: Process, known: Known) -> str:
    """Return the creator, else the manager, as far as they can be asked; `known` gives a member.

    The creator where neither can: that nobody is left is said when people leave.
    """
    both = (process.creator_id, process.manager_id)
    return next((one for one in both if can_be_asked(known(one))), process.creator_id)


def can_be_asked(member: Member | None) -> bool:
    """Tell whether somebody can decide on a process."""
    # Somebody whom we have not looked at yet was there when the process was created.
    return member is None or is_full_member(member)
