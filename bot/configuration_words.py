"""What applying a file does, line by line, for whoever is at the command line."""

import html
import re
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.views.chain_words import sentence
from scheduler import chain_reading, versions
from scheduler.configuration.applying import Applied, Change
from scheduler.configuration.differences import differences, said
from scheduler.configuration.notations import say_person
from scheduler.configuration.people import People
from storage.models import Process

NEW, CHANGED, ENDED = "+", "~", "-"
INDENT = "    "
_MENTION = re.compile(r"<@([A-Z0-9]+)>")


def lines(session: Session, done: Applied, now: datetime, *, dry_run: bool) -> Iterator[str]:
    """Say what was done, or would be: each change with its parts, then what is left alone."""
    people = People(session)
    shown = [change for change in done.changes if not change.is_none]
    for change in shown:
        yield from _change(change)
        for process in change.processes:
            yield from _odd(session, process, people, now)
    if done.unmentioned:
        yield f"Not in the file, and left alone: {', '.join(done.unmentioned)}. To end: --prune."
    yield _summary(shown, len(done.changes) - len(shown), dry_run=dry_run)


def _change(change: Change) -> Iterator[str]:
    title = f"{change.kind} “{change.name}”"
    if change.before is None:
        yield f"{NEW} {title}"
        yield from (f"{INDENT}{key}: {said(part)}" for key, part in (change.after or {}).items())
    elif change.after is None:
        yield f"{ENDED} {title}"
    else:
        yield f"{CHANGED} {title}"
        yield from (f"{INDENT}{line}" for line in differences(change.before, change.after))


def _odd(session: Session, process: Process, people: People, now: datetime) -> Iterator[str]:
    """Warn of what is odd about who is asked, as the preview in Slack does."""
    plan = versions.plan_of(process)
    for odd in chain_reading.odd_of_plan(session, plan, process, now):
        slacks = sentence(odd, plan, plan.zone)
        text = _MENTION.sub(lambda found: say_person(people.named(found[1])), slacks)
        yield f"{INDENT}! {html.unescape(text)}"


def _summary(shown: list[Change], left: int, *, dry_run: bool) -> str:
    new = sum(change.before is None for change in shown)
    ended = sum(change.after is None for change in shown)
    changed = len(shown) - new - ended
    counted = f"{new} new, {changed} changed, {ended} ended, {left} as they are."
    if not shown:
        return f"Everything is as the file says. {counted}"
    return f"{counted} {'A dry run: nothing was done.' if dry_run else 'Done.'}"
