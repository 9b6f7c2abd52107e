"""Files of configuration applied to a café, as somebody at the command line does it."""

import json
from datetime import timedelta

import yaml
from cafe import OLE

from bot.configuring import gate
from scheduler.configuration import applying, exporting, reading
from scheduler.configuration.context import By
from scheduler.configuration.writing import Format, written
from storage.models import Member

FIVE_MINUTES = timedelta(minutes=5)


class Edited:
    """What `baton export` writes, opened in an editor."""

    def __init__(self, text):
        self.data = yaml.safe_load(text)

    def __getitem__(self, name):
        """The entry of this name."""
        sections = ("locations", "families", "processes")
        every = [one for section in sections for one in self.data.get(section, [])]
        (found,) = [one for one in every if one["name"] == name]
        return found

    def drop(self, name):
        for section in ("locations", "families", "processes"):
            self.data[section] = [one for one in self.data.get(section, []) if one["name"] != name]

    @property
    def text(self):
        return json.dumps(self.data)


def exported(cafe, form=Format.YAML):
    """The text that `baton export` writes."""
    with cafe.database.look() as session:
        return written(exporting.export(session, cafe.now), form)


def edited(cafe):
    """The same, ready to be changed."""
    return Edited(exported(cafe))


def knows(cafe, *people):
    """Let Baton learn of people, as it does when they are picked or write to it."""
    for person in people:
        cafe.engine.directory.member(person, cafe.now)


def applied(cafe, file, who=OLE, *, prune=False):
    """Apply a file; what became of it."""
    text = file.text if isinstance(file, Edited) else file
    with cafe.database.work() as session:
        by = By(who, gate(session.get_one(Member, who)), FIVE_MINUTES)
        done = applying.apply(session, reading.read(text), by, cafe.now, prune=prune)
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
