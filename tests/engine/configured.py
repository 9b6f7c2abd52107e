"""Files of configuration applied to a café, as somebody at the command line does it."""

from datetime import timedelta

from cafe import OLE

from bot.configuring import gate
from scheduler.configuration import applying, exporting, reading
from scheduler.configuration.context import By
from scheduler.configuration.writing import Format, written
from storage.models import Member

FIVE_MINUTES = timedelta(minutes=5)


def text_of(session, now, form=Format.YAML):
    """What is exported of the state in a session."""
    session.expire_all()
    return written(exporting.export(session, now), form)


def exported(cafe, form=Format.YAML):
    """The text that `baton export` writes."""
    with cafe.database.look() as session:
        return text_of(session, cafe.now, form)


def knows(cafe, *people):
    """Let Baton learn of people, as it does when they are picked or write to it."""
    for person in people:
        cafe.engine.directory.member(person, cafe.now)


def apply_in(session, text, now, who=OLE, *, prune=False):
    """Apply a file in a unit of work, and commit nothing."""
    by = By(who, gate(session.get_one(Member, who)), FIVE_MINUTES)
    return applying.apply(session, reading.read(text), by, now, prune=prune)


def applied(cafe, text, who=OLE, *, prune=False):
    """Apply a file; what became of it."""
    with cafe.database.work() as session:
        done = apply_in(session, text, cafe.now, who, prune=prune)
        session.commit()
    cafe.run()
    return done


def changed(done):
    """What is not as it was, by name: new, changed or ended."""
    return {
        change.name: "new" if not change.before else "changed" if change.after else "ended"
        for change in done.changes
        if not change.is_none
    }
