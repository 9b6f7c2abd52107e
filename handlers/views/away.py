"""What it means that somebody is away: said to whoever said it, and to the person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views.blocks import paragraphs
from handlers.views.step_words import quoted_titles
from handlers.views.words import (
    NAME,
    Message,
    bold,
    clip,
    day_and_clock,
    first_of,
    fitting,
    mention,
    plural,
    said,
)
from scheduler.meanwhile import MOST_LOOKED_AT, Handed, Meanwhile, Moving
from storage.models import Absence
from storage.states import Level

MOST_LINES = 20
SHORT_TITLE = 200


@dataclass(frozen=True)
class About:
    """Whom an answer is about, as its reader calls them, and the zone they read it in."""

    person_id: str
    is_reader: bool
    zone: str

    @property
    def subject(self) -> str:
        """Who is away, at the beginning of a sentence."""
        return "You are" if self.is_reader else f"{mention(self.person_id)} is"

    @property
    def them(self) -> str:
        """Whom something would be asked of."""
        return "you" if self.is_reader else mention(self.person_id)

    @property
    def back(self) -> str:
        """The command that ends it."""
        return "`/baton back`" if self.is_reader else "`/baton back` and their name"


def away(absence: Absence, means: Meanwhile, about: About, now: datetime) -> Message:
    """Say from when until when somebody is away, what moves on, what falls due and who gets it."""
    lines = [
        f"{about.subject} away {span(absence, about.zone, now)}. {about.back} ends it earlier.",
        *_moving(means.moving),
        *_due(means.due, about),
    ]
    return Message(fitting(lines), paragraphs(lines))


def away_by_another(absence: Absence, means: Meanwhile, zone: str, now: datetime) -> Message:
    """Tell somebody that another person has said for them that they are away."""
    about = About(absence.person_id, is_reader=True, zone=zone)
    lines = [
        f"{mention(absence.said_by_id)} told me that you are away {span(absence, zone, now)}.",
        "If that is not so, `/baton back` ends it.",
        *_moving(means.moving),
        *_due(means.due, about),
    ]
    return Message(fitting(lines), paragraphs(lines))


def span(absence: Absence, zone: str, now: datetime) -> str:
    """Return "until Monday at 9:00", or from when as well where that is still to come."""
    until = f"until {day_and_clock(absence.until_at, zone)}"
    if absence.from_at <= now:
        return until
    return f"from {day_and_clock(absence.from_at, zone)} {until}"


def back(absence: Absence, following: Absence | None, about: About, now: datetime) -> Message:
    """Confirm that somebody is back, or that what was to come is called off."""
    next_one = (
        f"{about.subject} away again {span(following, about.zone, now)}." if following else ""
    )
    if absence.from_at > now:
        text = f"{about.subject} not going to be away then: what falls due asks {about.them}."
        return said(text, next_one)
    return said(
        f"{about.subject} back: what falls due from now on asks {about.them} again.",
        "What has moved on stays with those who have it.",
        next_one,
    )


def back_by_another(by_id: str) -> Message:
    """Tell somebody that another person has said for them that they are back."""
    return said(
        f"{mention(by_id)} told me that you are back: what falls due from now on asks you again.",
        "If that is not so, write `/baton away` and until when.",
    )


def not_away(about: About) -> Message:
    """Say that there is nothing to come back from."""
    return said(f"{about.subject} not away, as far as I know, so nothing was changed.")


def may_not_speak_for(person_id: str) -> Message:
    """Say who may say that somebody is away."""
    return said(
        f"That {mention(person_id)} is away can be said by themselves, by the manager of a process",
        "that they own or back up, or by an admin of this workspace.",
    )


def whom() -> Message:
    """Ask for a person whom Slack recognises."""
    return said(
        "I cannot tell who that is. Please pick the person from the list that Slack shows after @:",
        "`/baton away @ana until Monday 9:00`, `/baton back @ana`.",
    )


def _moving(moving: Sequence[Moving]) -> Iterator[str]:
    if moving:
        yield "Moving on now, unless a proof has come already:"
        yield from first_of([_step(one) for one in moving], MOST_LINES)


def _step(one: Moving) -> str:
    title, process = clip(one.title, SHORT_TITLE), clip(one.process, NAME)
    return f"• “{title}” of {process}, to {mention(one.to)}"


def _due(due: Sequence[Handed], about: About) -> Iterator[str]:
    if not due:
        yield f"Nothing that would ask {about.them} falls due in that time."
        return
    yield "Falling due in that time:"
    yield from first_of([f"• {_handed(one, about)}" for one in due], MOST_LINES)


def _handed(one: Handed, about: About) -> str:
    name = bold(clip(one.process, NAME))
    if one.steps:
        name += f" ({quoted_titles(one.steps)})"
    return f"{name}, {_times(one)}: {_goes_to(one, about)}{_warning(one)}"


def _times(one: Handed) -> str:
    first = day_and_clock(one.first_at, one.zone)
    if one.times == 1:
        return first
    many = f"{one.times} times or more" if one.times == MOST_LOOKED_AT else f"{one.times} times"
    return f"{many}, first {first}"


def _goes_to(one: Handed, about: About) -> str:
    to = " or ".join(mention(person) for person in one.to)
    match one.level:
        case Level.OWNER:
            return f"goes straight to {to}"
        case Level.BACKUP:
            return f"asks {to}; {about.them}, as the backup, {_is(about)} passed over"
        case Level.MANAGER:
            return f"asks {to}; what nobody proves still comes to {about.them}, as the last one"


def _is(about: About) -> str:
    return "are" if about.is_reader else "is"


def _warning(one: Handed) -> str:
    if one.nobody_left:
        return (
            ". :warning: Everybody on it is away then: the manager is asked all the same. "
            "Please find somebody else for it"
        )
    if one.away_too:
        names = " and ".join(mention(person) for person in one.away_too)
        are = "is" if len(one.away_too) == 1 else "are"
        return f". :warning: {names} {are} away at the same time, so fewer are left to ask"
    return ""


def question(until: str, to: Sequence[str]) -> str:
    """Ask whether somebody's runs shall be passed on; `until` is a moment in words."""
    if len(to) == 1:
        whom_to = mention(to[0])
    else:
        whom_to = f"whoever is next ({', '.join(mention(one) for one in to[:3])}"
        whom_to += f" and {plural(len(to) - 3, 'more', 'more')})" if len(to) > 3 else ")"
    return f"Shall I pass your runs to {whom_to} until {until}?"
