"""Everything that people do in Slack, with the room that answers it."""

from datetime import timedelta

from bot.engine import Engine
from handlers.acting import Acting
from handlers.acts import Acts
from handlers.asking import Answer, Verb
from handlers.away import Away
from handlers.card_buttons import CardButtons
from handlers.chain_fixes import ChainFixes
from handlers.creating import Creating
from handlers.creators import Creators
from handlers.deciding import Deciding
from handlers.demo import Demo
from handlers.digest_command import DigestCommand
from handlers.document_review import DocumentReview
from handlers.document_update import DocumentUpdate
from handlers.editing import Editing
from handlers.family_acts import FamilyActs
from handlers.family_editing import FamilyEditing
from handlers.family_history import FamilyHistory
from handlers.family_skipping import FamilySkipping
from handlers.handling import Handling, OpenList
from handlers.history_command import HistoryCommand
from handlers.importing import Importing
from handlers.leavers import Leavers
from handlers.lessons import Lessons
from handlers.locations import Locations
from handlers.mine_command import MineCommand
from handlers.pages import Pages, Turning
from handlers.place_people import PlacePeople
from handlers.placing import Placing
from handlers.process_commands import ProcessCommands
from handlers.reporting import ReportCommand
from handlers.rooms import Rooms
from handlers.statuses import Statuses
from handlers.steps import Steps
from handlers.views.help import help_message


def rooms(engine: Engine, minimum_window: timedelta, demo_people: tuple[str, ...]) -> Rooms:
    """Return the table of all rooms; `demo_people` stand in a demo with nobody named."""
    database, directory, desk = engine.database, engine.directory, engine.desk
    acting = Acting(database, directory, desk)
    creating = Creating(acting, minimum_window)
    away = Away(acting)
    return (
        creating.rooms()
        | Editing(acting, minimum_window).rooms()
        | Steps(acting, minimum_window).rooms()
        | Acts(acting, creating).rooms()
        | Lessons(acting).rooms()
        | Handling(acting).rooms()
        | Deciding(acting).rooms()
        | engine.home_tabs.rooms()
        | _at_locations(acting, minimum_window)
        | CardButtons(database, desk).rooms()
        | away.rooms()
        | Statuses(acting, away).rooms()
        | Leavers(acting).rooms()
        | ChainFixes(acting).rooms()
        | Importing(acting, engine.reading.reader.helper).rooms()
        | DocumentReview(acting, minimum_window).rooms()
        | DocumentUpdate(acting, minimum_window).rooms()
        | Rooms(verbs=ProcessCommands(database).verbs())
        | Rooms(verbs=Creators(database, directory).verbs())
        | Rooms(verbs=_looking_back(engine))
        | Pages(acting, pages(engine)).rooms()
        | Rooms(verbs={"digest": DigestCommand(database).answer})
        | _first_steps(engine, demo_people)
    )


def _at_locations(acting: Acting, minimum_window: timedelta) -> Rooms:
    places = Locations(acting)
    return (
        places.rooms()
        | places.changes.rooms()
        | Placing(acting).rooms()
        | FamilyActs(acting).rooms()
        | FamilySkipping(acting).rooms()
        | FamilyEditing(acting, minimum_window).rooms()
        | PlacePeople(acting).rooms()
    )


def _looking_back(engine: Engine) -> dict[str, Verb]:
    return {
        "history": HistoryCommand(engine.database).answer,
        "mine": MineCommand(engine.database, engine.permalink).answer,
        "report": ReportCommand(engine.database).answer,
        "open": OpenList(engine.database).answer,
    }


def pages(engine: Engine) -> dict[str, Turning]:
    """Return what the buttons of each answer with pages lead to."""
    acting = Acting(engine.database, engine.directory, engine.desk)
    return {
        "list": ProcessCommands(engine.database).turn,
        "history": HistoryCommand(engine.database).turn,
        "mine": MineCommand(engine.database, engine.permalink).turn,
        "locations": Locations(acting).turn,
        "documents": Importing(acting, engine.reading.reader.helper).turn,
        "family": FamilyHistory(engine.database).turn,
        "open": OpenList(engine.database).turn,
    }


def _first_steps(engine: Engine, demo_people: tuple[str, ...]) -> Rooms:
    demo = Demo(engine.database, engine.directory, demo_people)
    return Rooms(verbs={"demo": demo.answer, "help": lambda _: Answer(help_message(demo.is_ready))})
