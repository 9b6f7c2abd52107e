"""The Home tab: open for someone now, coming today, to be resolved, and theirs to look after."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from handlers.views.blocks import Block, context, divider, header, paragraphs, press, row, section
from handlers.views.mine import (
    NOTHING_OPEN,
    NOTHING_TODAY,
    Permalink,
    comes,
    follows,
    open_turn,
    part,
)
from handlers.views.modal import View
from handlers.views.strip import strip
from handlers.views.unresolved import amount, item
from handlers.views.words import first_of, mention, moment
from scheduler.home_page import MOST_AWAY, HomePage, Reader
from scheduler.mine import MOST_TURNS, PartsPage
from scheduler.unresolved import RECENT, UnresolvedPage

# Carries which list, and the page that it leads to.
TURN_PAGE = "turn_home"
PARTS, UNRESOLVED = "parts", "unresolved"
# The action of the form for a new process.
NEW_PROCESS = "new_process"
NO_PROCESS = (
    "You have no part in a process yet. Create one with the button, or write `/baton new` "
    "in any conversation."
)
IN_THE_THREAD = "Reply with proof in Messages, in the thread of each."
GUESTS = (
    "Only full members of this workspace can use Baton. Please ask a colleague to create a process."
)


def home(page: HomePage, reader: Reader, permalink: Permalink, now: datetime) -> View:
    """Return the view to publish, with links made by `permalink(channel id, ts)`."""
    zone = reader.zone
    asked = [open_turn(turn, permalink, zone, now) for turn in page.open_turns]
    where = [IN_THE_THREAD] if asked else []
    today = [*map(follows, page.following), *(comes(each) for each in page.coming)]
    blocks = [
        header("Open for you now"),
        *paragraphs([*(first_of(asked, MOST_TURNS) or [NOTHING_OPEN]), *where]),
        header("Coming to you today"),
        *paragraphs(first_of(today, MOST_TURNS) or [NOTHING_TODAY]),
        *_away(page, zone, now),
        *_unresolved(page.unresolved, zone, now),
        divider(),
        header(f"Yours to look after{f' ({page.parts.total})' if page.parts.total else ''}"),
        *(_parts(page, reader.person_id) or paragraphs([NO_PROCESS])),
        *_pager(PARTS, "what you have a part in", page.parts),
        row(press(NEW_PROCESS, "New process", style="primary")),
    ]
    return {"type": "home", "blocks": blocks}


def for_guests() -> View:
    """Return the view for whoever cannot use Baton."""
    return {"type": "home", "blocks": [section(GUESTS)]}


def _away(page: HomePage, zone: str, now: datetime) -> list[Block]:
    lines = [
        f"{mention(one.person_id)} until {moment(one.until_at, zone, now)}" for one in page.away
    ]
    return [context(f"Away today: {', '.join(first_of(lines, MOST_AWAY))}")] if lines else []


def _unresolved(page: UnresolvedPage, zone: str, now: datetime) -> list[Block]:
    if not page.total:
        return []
    lead = f"Open past its owner, or not proven in the last {RECENT.days} days."
    return [
        divider(),
        header(f"What could not be resolved ({amount(page)})"),
        context(lead),
        *(item(step, zone, now) for step in page.steps),
        *_pager(UNRESOLVED, "what could not be resolved", page),
    ]


def _parts(page: HomePage, person_id: str) -> list[Block]:
    return paragraphs(_part_lines(page, person_id)) if page.parts.parts else []


def _part_lines(page: HomePage, person_id: str) -> Iterator[str]:
    for one in page.parts.parts:
        went = strip(page.strips.get(one.process.id, ()))
        yield f"{part(one.process, person_id)}\n      {went}"


def _pager(which: str, name: str, page: PartsPage | UnresolvedPage) -> Sequence[Block]:
    ways = {
        f"{TURN_PAGE}:back": ("Back", page.number - 1, page.number > 0),
        f"{TURN_PAGE}:more": ("More", page.number + 1, page.has_more),
    }
    buttons = [
        press(action, label, value=f"{which} {number}", accessibility_label=f"{label}: {name}")
        for action, (label, number, is_there) in ways.items()
        if is_there
    ]
    return [row(*buttons)] if buttons else []
