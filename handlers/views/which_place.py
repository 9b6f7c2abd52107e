"""Which place of a family is meant, or all of them: one tap each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.views import act_ids
from handlers.views import family_ids as ids
from handlers.views.blocks import Block, paragraphs, press, row
from handlers.views.family_ids import LONGEST_WORDS, Wish
from handlers.views.words import NAME, Message, bold, clip, fitting, label, plural
from storage.models import Family, Process

MOST_LABEL = 70
MOST_IN_A_ROW = 25
VERBS = {
    "pause": "be paused",
    "resume": "come due again",
    "skip": "leave one out",
    "archive": "end for good",
    "start": "run once more, now",
    "cancel": "have an open run cancelled",
    "edit": "be changed",
}
# What a tap leads to, where it is not done at once: the modal's button, which carries the process.
OPENS = {"skip": act_ids.OPEN_SKIP, "cancel": act_ids.OPEN_CANCEL, "edit": ids.PEOPLE_OPEN}
OPENS_FOR_ALL = {"skip": ids.SKIP_ALL_OPEN, "edit": ids.FAMILY_EDIT}


@dataclass(frozen=True)
class Choice:
    """A family whose places are to choose from, each by its name; `words` stand behind the verb."""

    family_id: int
    name: str
    places: Sequence[tuple[Process, str]]
    verb: str
    words: str = ""

    @property
    def is_done_at_once(self) -> bool:
        """Whether a tap does it, rather than opening a modal."""
        return self.verb not in OPENS or (self.verb == "skip" and bool(self.words))


def which_place(choice: Choice) -> Message:
    """Ask where it shall be done."""
    count = plural(len(choice.places), "place")
    name = bold(clip(choice.name, NAME))
    words = f" ({clip(choice.words, NAME)})" if choice.words else ""
    question = f"{name} runs at {count}. Where shall it {VERBS[choice.verb]}{words}?"
    names = [clip(place, NAME) for _, place in choice.places]
    people = ["At one place only its people can be changed; all else is the same at each."]
    lines = [question, *(people if choice.verb == "edit" else ())]
    return Message(fitting([*lines, *names]), [*paragraphs(lines), *_rows(_buttons(choice))])


def _rows(buttons: Iterable[Block]) -> list[Block]:
    every = list(buttons)
    starts = range(0, len(every), MOST_IN_A_ROW)
    return [row(*every[at : at + MOST_IN_A_ROW]) for at in starts]


def _buttons(choice: Choice) -> Iterable[Block]:
    for process, place in choice.places:
        yield _one(choice, process, label(place, MOST_LABEL))
    everywhere = f"All {len(choice.places)} places"
    if choice.is_done_at_once:
        wish = Wish(verb=choice.verb, family=choice.family_id, words=choice.words)
        style = {"style": "danger"} if choice.verb == "archive" else {}
        yield press(f"{ids.AT_PLACE}:all", everywhere, value=wish.carried, **style)
    elif choice.verb in OPENS_FOR_ALL:
        value = str(choice.family_id)
        yield press(f"{OPENS_FOR_ALL[choice.verb]}:all", everywhere, value=value)


def _one(choice: Choice, process: Process, place: str) -> Block:
    if choice.is_done_at_once:
        wish = Wish(verb=choice.verb, process=process.id, words=choice.words)
        return press(f"{ids.AT_PLACE}:{process.id}", place, value=wish.carried)
    # What stood behind the verb goes into the modal.
    value = f"{process.id} {choice.words[:LONGEST_WORDS]}".strip()
    return press(f"{OPENS[choice.verb]}:{process.id}", place, value=value)


def one_place(place: Process, family: Family, count: int) -> Message:
    """Say that a process is a place of a family, and offer to change that or its people alone."""
    text = " ".join(
        (
            f"{bold(clip(place.name, NAME))} is a place of {bold(clip(family.name, NAME))}, which",
            f"is defined once for {plural(count, 'place')}. Only its people can differ here.",
        )
    )
    everywhere = press(ids.FAMILY_EDIT, "Change all places", value=str(family.id))
    people = press(ids.PEOPLE_OPEN, "Only the people here", value=str(place.id))
    return Message(text, [*paragraphs([text]), row(everywhere, people)])
