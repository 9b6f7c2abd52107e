"""The buttons of a card, for as long as its turn stands."""

from dataclasses import dataclass
from datetime import datetime

from handlers.views.blocks import LONGEST_BUTTON_URL, Block, press, row
from handlers.views.step_help import sop_of
from handlers.views.words import label
from scheduler.ladder import rung_after
from storage.models import Turn
from storage.states import Level, StepState

PASS, PROBLEM, EXTEND, OPEN_SOP = "pass_turn", "report_problem", "extend_turn", "open_sop"
LONGEST_FIRST_NAME = 40
ROLES = {Level.BACKUP: "the backup", Level.MANAGER: "the manager"}


def is_given_up(turn: Turn) -> bool:
    """Tell whether a live turn ends as soon as its threads have been read."""
    return turn.is_live and turn.reason is not None


@dataclass(frozen=True)
class NextPerson:
    """Who is asked next as things stand: whoever is away is passed over."""

    level: Level
    person_id: str
    name: str = ""


def next_on_ladder(turn: Turn) -> NextPerson | None:
    """Return whom a turn was given to, else who is next if nobody is away; or nobody."""
    if turn.given_to_id is not None:
        return NextPerson(turn.level, turn.given_to_id)
    rung = rung_after(turn.run_step, turn.level)
    return NextPerson(rung.level, rung.person_id) if rung else None


def buttons(turn: Turn, now: datetime, following: NextPerson | None) -> list[Block]:
    """Return what can be pressed at the instant `now`; `following` is who would be asked next."""
    elements = [*_moves(turn, now, following), *_sop(sop_of(turn.run_step))]
    return [row(*elements)] if elements else []


def _moves(turn: Turn, now: datetime, following: NextPerson | None) -> list[Block]:
    if not turn.is_live or is_given_up(turn) or turn.run_step.state != StepState.OPEN:
        return []
    value, moves = str(turn.id), []
    if following is not None:
        to = label(following.name, LONGEST_FIRST_NAME) or ROLES[following.level]
        moves.append(press(PASS, f"Pass to {to} now", value=value))
    if turn.note is None:
        moves.append(press(PROBLEM, "Problem", value=value))
    if turn.extended_at is None and (turn.deadline_at is None or now < turn.deadline_at):
        moves.append(press(EXTEND, "15 more minutes", value=value))
    return moves


def _sop(url: str | None) -> list[Block]:
    # Slack would refuse the whole card for one address that is too long.
    fits = url is not None and len(url) <= LONGEST_BUTTON_URL
    return [press(OPEN_SOP, "Open SOP", url=url)] if url and fits else []
