"""The modals that lie on top of the form of a process that is changed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from handlers.views import form_ids as ids
from handlers.views import titles
from handlers.views.blocks import Block, button, paragraphs, section
from handlers.views.chain_words import warnings
from handlers.views.changes import bullets, changes
from handlers.views.modal import View, modal
from handlers.views.notice import notice_modal
from handlers.views.preview import Outlook, Say, forecast, notes, sections
from handlers.views.words import NAME, Message, bold, clip, first_of, fitting, mention, plural, when
from scheduler.changing import Prospect
from scheduler.versions import Change, ChangeOf, Plan

MOST_LINES = 40
NOTHING = "Nothing is changed: everything is as it was, so there is nothing to save."
OVERTAKEN = (
    "While you had the form open, the process was changed, so what you typed is not saved yet. "
    "Nothing of it is lost: Continue opens the form with it, on top of what is there now."
)


def change_preview(prospect: Prospect, draft_id: str, now: datetime, *, is_last: bool) -> View:
    """Return the modal that says a change back; on the last of Slack's three layers with a way on.

    There it stands in the place of the form, so that Back would not lead to what was typed.
    """
    way_on = ids.EDIT_AGAIN if is_last else ""
    return said_back(ids.SAVE_CALLBACK, sections(_groups(prospect, now)), draft_id, way_on)


def said_back(callback_id: str, blocks: list[Block], draft_id: str, way_on: str) -> View:
    """Return a modal that asks whether a change is right; `way_on` is its button to the form."""
    again = [button(way_on, "Change it", value=draft_id)] if way_on else []
    return modal(
        callback_id,
        "Is this right?",
        [*blocks, *again],
        submit="Save",
        close="Back",
        memory=draft_id,
    )


def _groups(prospect: Prospect, now: datetime) -> Iterable[Say]:
    before, after = prospect.before, prospect.after
    yield bold(f"What changes in {clip(before.name, NAME)}"), *changes(before, after)
    if before.rule != after.rule and prospect.typed.notes:
        yield tuple(notes(prospect.typed))
    if prospect.is_paused:
        yield ("It is paused and stays so. If it were not:",)
    outlook = Outlook(prospect.owners, warnings(prospect.odd, after, after.zone))
    yield from forecast(after, prospect.coming, now, outlook)
    if prospect.same_day is not None:
        ran = f"{prospect.same_day.hour}:{prospect.same_day:%M}"
        yield (f"That day's run began at {ran} already: with this it has one more.",)
    yield (kept(prospect.open_runs),)


def kept(open_runs: int) -> str:
    """Say what becomes of so many open runs when something is changed."""
    match open_runs:
        case 0:
            return "Nothing of it is open now: this holds from the next run on."
        case 1:
            return "1 open run keeps what it started with."
        case _:
            return f"{plural(open_runs, 'open run')} keep what they started with."


def nothing_changed() -> Message:
    """Say that the form is as it was opened."""
    return Message(NOTHING, paragraphs([NOTHING]))


def overtaken(name: str, zone: str, since: Sequence[Change], now: datetime) -> Message:
    """Say who changed a process after somebody opened its form: when, and what."""
    return changed_since(name, zone, since, now, bullets)


def changed_since(
    name: str,
    zone: str,
    since: Iterable[ChangeOf[Plan]],
    now: datetime,
    what: Callable[[ChangeOf[Plan]], list[str]],
) -> Message:
    """Say that of anything that has versions; `what` returns the lines of one change."""
    lines: list[str] = []
    for change in since:
        by = f"{mention(change.person_id)} changed {bold(clip(name, NAME))}"
        lines += [f"{by} {when(change.at, zone, now)}:", *what(change)]
    lines = first_of(lines, MOST_LINES)
    return Message(fitting([OVERTAKEN, *lines]), [section(OVERTAKEN), *paragraphs(lines)])


def again_modal(message: Message, draft_id: str, callback_id: str = ids.AGAIN_CALLBACK) -> View:
    """Return a modal that says why a change is not saved, and opens it once more."""
    return modal(
        callback_id,
        titles.NOT_SAVED,
        message.blocks,
        submit="Continue",
        close="Back",
        memory=draft_id,
    )


def not_saved_modal(message: Message) -> View:
    """Return a modal that says why a change cannot be saved."""
    return notice_modal(titles.NOT_SAVED, message, close="Back")


def unchanged_modal() -> View:
    """Return the modal that says that there is nothing to save."""
    return notice_modal("Nothing changed", nothing_changed(), close="Back")
