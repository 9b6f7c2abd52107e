"""Everything that people do in Slack, with the room that answers it."""

from datetime import timedelta

from bot.engine import Engine
from handlers.acting import Acting
from handlers.acts import Acts
from handlers.asking import Answer
from handlers.away import Away
from handlers.card_buttons import CardButtons
from handlers.creating import Creating
from handlers.demo import Demo
from handlers.digest_command import DigestCommand
from handlers.editing import Editing
from handlers.leavers import Leavers
from handlers.process_commands import ProcessCommands
from handlers.rooms import Rooms
from handlers.statuses import Statuses
from handlers.views.help import help_message


def rooms(engine: Engine, minimum_window: timedelta, demo_people: tuple[str, ...]) -> Rooms:
    """Return the table of all rooms; `demo_people` stand in a demo with nobody named."""
    database, directory, desk = engine.database, engine.directory, engine.desk
    creating = Creating(database, directory, desk, minimum_window)
    away = Away(database, directory, desk)
    return (
        creating.rooms()
        | Editing(database, directory, desk, minimum_window).rooms()
        | Acts(Acting(database, directory, desk), creating).rooms()
        | CardButtons(database, desk).rooms()
        | away.rooms()
        | Statuses(database, directory, away).rooms()
        | Leavers(database, directory).rooms()
        | Rooms(verbs=ProcessCommands(database).verbs())
        | Rooms(verbs={"digest": DigestCommand(database).answer})
        | _first_steps(engine, demo_people)
    )


def _first_steps(engine: Engine, demo_people: tuple[str, ...]) -> Rooms:
    demo = Demo(engine.database, engine.directory, demo_people)
    return Rooms(verbs={"demo": demo.answer, "help": lambda _: Answer(help_message(demo.is_ready))})
