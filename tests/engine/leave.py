"""People who are away, and what was written down of it."""

from sqlalchemy import select

from storage.models import LedgerEntry, Turn


def turns(cafe):
    """Every turn as (person, state, reason), oldest first."""
    with cafe.database.look() as session:
        rows = session.scalars(select(Turn).order_by(Turn.id)).all()
        return [(row.person_id, str(row.state), row.reason and str(row.reason)) for row in rows]


def entries(cafe, action):
    with cafe.database.look() as session:
        wanted = select(LedgerEntry).where(LedgerEntry.action == action)
        return session.scalars(wanted.order_by(LedgerEntry.seq)).all()


def away_now(cafe, person, words="until Friday 9:00"):
    said = cafe.asks(person, f"away {words}")
    assert "away" in said
    return said
