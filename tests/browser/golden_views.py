"""Which views have a golden picture: each is built by the product, from rows of fixed dates."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from golden_rows import (
    TITLES,
    accepted_late,
    cash_up,
    fridge_log,
    heated,
    looked_back_on,
    of_a_manager,
    of_an_owner,
    opening,
    page_of_opening,
    proven,
)
from view_plans import NOW, PLAN, STEPS, prospect
from view_rows import (
    BERLIN,
    DUE,
    HOUR,
    NOON,
    asked,
    berlin,
    lesson,
    link,
    missed_by_all,
    passed,
    standing,
    vacancy,
)

from handlers.views.away_form import AwayForm, away_form
from handlers.views.card import card
from handlers.views.card_buttons import NextPerson
from handlers.views.chain_words import warnings
from handlers.views.digest import digest
from handlers.views.edit_modals import change_preview
from handlers.views.form import preset_for, process_form
from handlers.views.history_page import history_page
from handlers.views.home import home
from handlers.views.leaver import leaver_message
from handlers.views.preview import Outlook, preview_modal
from handlers.views.process_list import process_list
from handlers.views.process_page import process_page
from handlers.views.words import Message
from scheduler.chains import Code, Odd
from scheduler.digest_report import DigestReport, StepRecord
from scheduler.finding import ProcessPage
from scheduler.history import HistoryPage
from scheduler.home_page import Reader
from scheduler.plan import StepPlan
from storage.models import Absence
from storage.states import Level, ProofKind

View = dict[str, Any]
PHONE, NEW_YORKER = 390, "U0ZOE"
BEN = NextPerson(Level.BACKUP, "U0BEN", "Ben Hart")
MIA = NextPerson(Level.MANAGER, "U0MIA", "Mia Lindt")


@dataclass(frozen=True)
class Golden:
    """A view as `reader` sees it at the instant `now`, in a window of so many pixels."""

    name: str
    build: Callable[[datetime], Any]
    now: datetime
    reader: str = "U0ANA"
    width: int = 1000


def card_of_owner(now: datetime) -> Message:
    turn = standing(heated())
    turn.started_at = DUE + timedelta(minutes=25)
    turn.deadline_at = turn.started_at + HOUR
    return card(turn, now, BEN, lesson())


def card_of_backup(now: datetime) -> Message:
    step = heated()
    passed(step)
    return card(standing(step, Level.BACKUP, DUE + HOUR), now, MIA, lesson())


def card_of_manager(now: datetime) -> Message:
    step = heated()
    passed(step)
    passed(step, Level.BACKUP, DUE + HOUR)
    return card(asked(step, Level.MANAGER, DUE + 2 * HOUR), now)


def card_done(now: datetime) -> Message:
    return card(proven(berlin(7, 12)), now)


def card_missed(now: datetime) -> Message:
    return card(missed_by_all(), now)


def card_accepted(now: datetime) -> Message:
    return card(accepted_late(), now)


def empty_form(_now: datetime) -> View:
    return process_form(preset_for(BERLIN, "C0OPS", timedelta(minutes=5)))


def preview(now: datetime) -> View:
    both_away = Odd(Code.AWAY_BOTH, Level.BACKUP, "U0BEN", "U0ANA", berlin(7, day=25))
    return preview_modal(PLAN, "d1", now, Outlook(warnings=warnings([both_away], PLAN, BERLIN)))


def change(now: datetime) -> View:
    fridge = STEPS[1].model_copy(update={"proof_count": 2})
    steps = (STEPS[0], fridge, StepPlan(title="Wipe the tables", proof_kind=ProofKind.PHOTO))
    start = datetime(2026, 11, 23, 6, 45)
    after = PLAN.model_copy(update={"start": start, "owner_id": "U0ZOE", "steps": steps})
    return change_preview(prospect(after, open_runs=1), "d1", now, is_last=True)


def digest_of_four_weeks(now: datetime) -> Message:
    fridge = StepRecord("Opening checks", TITLES[1], on_time=12, late=1, backup=2, missed=5)
    till = StepRecord("Cash-up", "Count the till", on_time=17, backup=2, manager=1)
    since = now - timedelta(days=28)
    return digest(DigestReport(since, now, BERLIN, (fridge, till), 96, 85), now)


def list_of_processes(_now: datetime) -> Message:
    return process_list(ProcessPage([cash_up(), fridge_log(), opening()], 0, 3))


def page_of_process(now: datetime) -> Message:
    return process_page(*page_of_opening(now))


def history(now: datetime) -> Message:
    page = HistoryPage(looked_back_on(), has_newer=False, has_older=True)
    return history_page(opening(), page, now)


def home_of_owner(now: datetime) -> View:
    return home(of_an_owner(), Reader("U0ANA", BERLIN), link, now)


def home_of_manager(now: datetime) -> View:
    return home(of_a_manager(), Reader("U0MIA", BERLIN), link, now)


def form_of_absence(now: datetime) -> View:
    later = Absence(person_id="U0ANA", from_at=berlin(7, day=25), until_at=berlin(9, day=27))
    return away_form(AwayForm("U0ANA", True, BERLIN, known=(later,)), now)


def who_takes_over(_now: datetime) -> Message:
    filled = vacancy(Level.BACKUP, 2, "Cash-up", successor_id="U0ZOE", filled_by_id="U0MIA")
    waiting = vacancy(Level.OWNER, 3, "Fridge log")
    filled.closed_at, waiting.process_id = DUE, 3
    return leaver_message([vacancy(), filled, waiting], "U0ANA")


MESSAGES = (
    Golden("card-owner", card_of_owner, berlin(7, 26)),
    Golden("card-owner-phone", card_of_owner, berlin(7, 26), width=PHONE),
    Golden("card-owner-new-york", card_of_owner, berlin(7, 26), NEW_YORKER),
    Golden("card-backup", card_of_backup, berlin(8), "U0BEN"),
    Golden("card-manager", card_of_manager, berlin(9), "U0MIA"),
    Golden("card-done", card_done, berlin(7, 12)),
    Golden("card-missed", card_missed, berlin(11)),
    Golden("card-accepted", card_accepted, NOON),
    Golden("digest", digest_of_four_weeks, DUE),
    Golden("list", list_of_processes, DUE),
    Golden("process", page_of_process, berlin(8, 30)),
    Golden("history", history, DUE),
    Golden("leaver", who_takes_over, berlin(8), "U0MIA"),
)
MODALS = (
    Golden("form", empty_form, NOW),
    Golden("preview", preview, NOW),
    Golden("change", change, NOW),
    Golden("away", form_of_absence, DUE),
)
HOMES = (
    Golden("home-owner", home_of_owner, berlin(7, 5)),
    Golden("home-owner-phone", home_of_owner, berlin(7, 5), width=PHONE),
    Golden("home-manager", home_of_manager, NOON, "U0MIA"),
)
