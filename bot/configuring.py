"""`baton export` and `baton apply`: what runs in a workspace as a file. Baton may run meanwhile."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer
from sqlalchemy.orm import Session

from bot import configuration_words
from bot.settings import Settings
from handlers.permission import Action, may, who_may
from scheduler import creation
from scheduler.configuration import applying, exporting, reading, writing
from scheduler.configuration.context import By, Deed, Gate
from scheduler.configuration.notations import plain_name, read_person, say_person
from scheduler.configuration.people import People
from scheduler.configuration.reading import ConfigurationError
from scheduler.configuration.writing import Format
from storage.database import Database
from storage.models import Location, Member, Process

MOST_BYTES = 8_000_000
STDIN = "-"
_ACTIONS = {
    Deed.CHANGE: Action.EDIT,
    Deed.PAUSE: Action.PAUSE,
    Deed.RESUME: Action.RESUME,
    Deed.ARCHIVE: Action.ARCHIVE,
    Deed.CHANGE_LOCATION: Action.EDIT_LOCATION,
    Deed.RETIRE_LOCATION: Action.RETIRE_LOCATION,
}


class NotReadyError(Exception):
    """There is no database to work on; the message says what to do."""


def export(settings: Settings, form: Format, output: Path | None) -> None:
    """Write what runs to a file, or to where the command's answers go.

    Raises NotReadyError and OSError.
    """
    with _database(settings) as database, database.look() as session:
        text = writing.written(exporting.export(session, datetime.now(UTC)), form)
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


def apply(settings: Settings, path: str, person: str, *, dry_run: bool, prune: bool) -> bool:
    """Let everything be as a file says, or only say what that would do; False if that is nothing.

    Raises NotReadyError, ConfigurationError and OSError.
    """
    file = reading.read(_text_of(path))
    now = datetime.now(UTC)
    minimum = timedelta(seconds=settings.baton_min_window_seconds)
    # A dry run does it all, in a unit of work that is not committed: so it refuses what the other
    # would, and says what that does.
    with _database(settings) as database, database.work() as session:
        member = _actor(session, person)
        by = By(member.id, gate(member), minimum)
        done = applying.apply(session, file, by, now, prune=prune)
        answer = list(configuration_words.lines(session, done, now, dry_run=dry_run))
        if not dry_run:
            session.commit()
    typer.echo("\n".join(answer))
    return not done.is_nothing


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    """Open the database of a Baton that may be running: nothing of it is brought up to date."""
    file = settings.database_file
    if file is not None and not file.exists():
        raise NotReadyError(f"There is no database at {file} yet. Start Baton once: baton run.")
    database = Database(settings.database)
    try:
        if database.is_behind():
            raise NotReadyError(
                "The tables of this database are of an older Baton. Start this one: baton run."
            )
        yield database
    finally:
        database.close()


def _text_of(path: str) -> str:
    """Read a file, or what is piped in. Raises ConfigurationError and OSError."""
    if path == STDIN:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ConfigurationError([f"It is larger than {MOST_BYTES // 10**6} MB."])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise ConfigurationError(
            [f"Line {line}: this is no UTF-8 text; save it as UTF-8."]
        ) from None


def _actor(session: Session, said: str) -> Member:
    """Return the full member as whom a file is applied. Raises ConfigurationError."""
    people = People(session)
    try:
        person_id = people.person(read_person(said))
    except ValueError as problem:
        raise ConfigurationError([f"--as {said}: {problem}"]) from None
    why_not = people.why_not(person_id)
    if why_not:
        raise ConfigurationError([f"--as {said}: {why_not}"])
    return people.members[person_id]


def gate(member: Member) -> Gate:
    """Return what allows somebody here what Slack would, and nothing else."""

    def why_not(session: Session, deed: Deed, subject: Process | Location | None) -> str | None:
        who = plain_name(member.name)
        if subject is None:
            allowed = creation.may_create(session, member)
            return None if allowed else f"{who} may not create processes here; see /baton creators."
        action = _ACTIONS[deed]
        if may(member, action, subject):
            return None
        people = People(session)
        others = ", ".join(say_person(people.named(one)) for one in who_may(action, subject))
        return f"{who} may not {action} “{subject.name}”; {others} or an admin may."

    return why_not
