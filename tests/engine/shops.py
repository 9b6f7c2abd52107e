"""Shops of one company: locations, and what runs there."""

from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select

from scheduler import families, locations, placing
from scheduler.location_plan import LocationPlan
from storage.models import Family, Location, Process

ZOE, KIM, LEA = "U0ZOE", "U0KIM", "U0LEA"


def location(cafe, name, *people, zone="Europe/Berlin", holidays=None, creator=OLE):
    """Create a location; without people of its own it has those of the café."""
    owner, backup, manager = people or (ANA, BEN, MIA)
    plan = LocationPlan(
        name=name,
        zone=zone,
        holiday_place=holidays,
        owner_id=owner,
        backup_id=backup,
        manager_id=manager,
    )
    with cafe.database.work() as session:
        made = locations.create(session, plan, creator, cafe.now)
        session.commit()
        return made


def two_shops(cafe):
    """Mitte in Berlin with Ana, Ben and Mia; Nord in New York with Zoe, Kim and Lea."""
    cafe.hires(ZOE, KIM, LEA)
    location(cafe, "Mitte")
    location(cafe, "Nord", ZOE, KIM, LEA, zone="America/New_York", holidays="US")


def family(cafe, *names, **plan):
    """Let the opening checks run at locations."""
    process = cafe.process(**plan)
    with cafe.database.work() as session:
        chosen = [locations.named(session, name) for name in names]
        proposed = placing.proposal(session, session.get_one(Process, process.id), chosen)
        made = placing.place(session, proposed, OLE, cafe.now)
        session.commit()
    cafe.run()
    return made


def places(cafe):
    """The live processes of families, by their names."""
    with cafe.database.look() as session:
        found = session.scalars(select(Family).order_by(Family.id)).all()
        return {p.name: p for one in found for p in families.places_of(session, one.id)}


def processes(cafe):
    """The states of all processes, by name."""
    with cafe.database.look() as session:
        rows = session.scalars(select(Process).order_by(Process.id))
        return {row.name: str(row.state) for row in rows}


def buttons(message):
    """What can be pressed below an answer, as (action, value), by its label."""
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return {
        one["text"]["text"]: (one["action_id"].partition(":")[0], one["value"])
        for row in rows
        for one in row["elements"]
    }


def by_name(cafe, name):
    with cafe.database.look() as session:
        return session.scalar(select(Location).where(Location.name == name))
