"""The modal in which someone says until when they, or someone of theirs, are away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.views.away import span
from handlers.views.blocks import Block, section
from handlers.views.inputs import day, field, text_line, time_of_day
from handlers.views.modal import View, modal
from handlers.views.words import clip, mention
from storage.models import Absence

AWAY_CALLBACK = "away"

WORDS = "away_words"
LAST_DAY = "away_until_day"
LAST_TIME = "away_until_time"
FIRST_DAY = "away_from_day"
USUAL_TIME = "09:00"
LONGEST_WORDS = 200
LONGEST_PROBLEM = 1000
TWO_ANSWERS = "This and the day picked below are two different times. Please keep one of the two."
NO_ANSWER = "Say until when, here or with the fields below."
ENDS_FIRST = "That ends before it begins; say a later end."
EXAMPLES = "until Monday 9:00, for two weeks, from 3 January until 10 January"


@dataclass(frozen=True)
class AwayForm:
    """Whom it is about, what was typed so far, and why it was not understood."""

    person_id: str
    is_oneself: bool
    zone: str
    words: str = ""
    problem: str = ""
    known: Sequence[Absence] = ()


def away_form(form: AwayForm, now: datetime) -> View:
    """Return the modal; `now` is an aware instant."""
    return modal(
        AWAY_CALLBACK,
        "Away",
        [*_head(form, now), *_fields(form)],
        submit="Save",
        close="Cancel",
        memory=form.person_id,
    )


def _head(form: AwayForm, now: datetime) -> Iterator[Block]:
    who, are = ("you", "are") if form.is_oneself else (mention(form.person_id), "is")
    said = [f"Said already: away {span(absence, form.zone, now)}." for absence in form.known]
    rule = f"While {who} {are} away, what falls due goes straight to the next person."
    yield section("\n".join([rule, *said]))
    if form.problem:
        yield section(f":warning: {clip(form.problem, LONGEST_PROBLEM)}")


def _fields(form: AwayForm) -> Iterator[Block]:
    words = text_line(WORDS, form.words, longest=LONGEST_WORDS, placeholder="until Monday 9:00")
    yield field("Away, in your own words", words, hint=f"Such as: {EXAMPLES}.", optional=True)
    yield section(f"Or pick it here. All times are meant in {form.zone}.")
    yield field("Until this day", day(LAST_DAY, ""), optional=True)
    yield field("At", time_of_day(LAST_TIME, USUAL_TIME), optional=True)
    yield field("From this day on (empty: from now on)", day(FIRST_DAY, ""), optional=True)
