"""Who may use Baton and can be asked: full members, that is active people and no guests."""

from storage.models import Member

# The same as a condition of a query.
IS_FULL = (Member.is_active, Member.is_human, Member.is_guest.is_(False))


def is_full_member(member: Member | None) -> bool:
    """Tell whether someone may use Baton's commands at all, and can stand on a ladder."""
    return bool(member and member.is_active and member.is_human and not member.is_guest)
