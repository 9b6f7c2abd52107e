"""What is said of the one line of `/baton new` and `/baton location`: what is wrong or missing.

All of it is plain text, and so is what was `got`; escape it for Slack.
"""

from collections.abc import Iterable, Sequence

from handlers.views.location_words import ROLES
from scheduler.plan import LONGEST_NAME
from scheduler.typed_text import quoted

KNOWN = (
    "owner, backup, manager, windows, sop, digest, in, holidays, overlap, nudges, all at once "
    "and steps:"
)
EXAMPLE_NAME = "Opening checks"
EXAMPLE_CADENCE = "every weekday at 7:00"
EXAMPLE_STEPS = "Unlock doors; Fridge temperature [photo]"
EXAMPLE_PERSON = "@name"
# Parts of the line, as other sentences name them.
NAME = "the name"
CADENCE = "when it is due"
STEPS = "the steps"
SOP_LINK = "the SOP link"
DIGEST_CHANNEL = "the digest channel"


def the(role: str) -> str:
    """Return a role as a part of the line."""
    return f"the {role}"


def time_of_day(phrase: str) -> str:
    """Return the time of day as a part of the line; `phrase` is a cadence without one."""
    return f"the time of day (“{with_time(phrase)}”)"


def with_time(phrase: str) -> str:
    """Return a cadence with a time of day as an example."""
    return f"{phrase} at 7:00"


def about(field: str, sentence: str) -> str:
    """Return a sentence with the role that it is about, where its field is that of a role."""
    return f"{ROLES[field]}: {sentence}" if field in ROLES else sentence


def with_example(wrong: Iterable[str], example: str) -> str:
    """Return all that is wrong, a line each, and below it the line as it could be."""
    return "\n".join([*wrong, "", "For example:", f"/baton new {example}"])


# The name and the cadence.


def no_cadence(words: str, why: str) -> str:
    """Say that no cadence was understood; `why` is a sentence."""
    return f"I do not understand when “{quoted(words, 80)}” is due. {why}"


def head_too_long(words: str) -> str:
    """Say that what stands before the clauses is no name with a cadence."""
    return f"“{quoted(words)}” is too long for a name and a time."


def name_too_long(name: str) -> str:
    """Say that a name has too many characters."""
    return (
        f"The name has {len(name)} characters; please use at most {LONGEST_NAME}: “{quoted(name)}”."
    )


# What is missing.


def missing(parts: Sequence[str]) -> str:
    """Say which parts of the line are missing."""
    return f"Still missing: {', '.join(parts)}."


def missing_people(roles: Iterable[str]) -> str:
    """Say which people of a location are missing."""
    return f"{missing([the(role) for role in roles])} Type @ and pick them from the list."


def steps_not_last(role: str) -> str:
    """Say that a role stands where it reads as a step."""
    return f"Put “steps:” last: I read “{role} …” behind it as a step."


# The clauses.


def unknown_clause(got: str) -> str:
    """Say that something begins with none of the words of the line."""
    return f"I do not understand “{quoted(got)}”. After the time I know {KNOWN}."


def said_twice(topic: str) -> str:
    """Say that a clause stands there twice."""
    return f"Say {topic} only once."


def too_much(got: str, part: str) -> str:
    """Say that something is left behind a part of the line."""
    return f"I do not understand “{quoted(got)}” after {part}."


def no_person(role: str, got: str) -> str:
    """Say that no person was picked; nothing may have been `got`."""
    what = f"I got “{quoted(got)}”" if got else "I got nothing"
    return (
        f"{role.capitalize()}: type @ and pick the person from the list that Slack shows, so that "
        f"the name becomes a mention. {what}."
    )


def not_one_person(role: str, got: str) -> str:
    """Say that a location has one person in each role."""
    return (
        f"{role.capitalize()}: type @ and pick one person from the list that Slack shows, so that "
        f"the name becomes a mention. I got “{quoted(got)}”."
    )


def no_turn(sentence: str) -> str:
    """Say of the owner what a sentence says of those who take turns."""
    return f"Owner: {sentence[:1].lower()}{sentence[1:]}"


def no_digest(got: str) -> str:
    """Ask for a channel."""
    return (
        "Digest: type # and pick the channel from the list that Slack shows, "
        f"or write “digest none”. I got “{quoted(got)}”."
    )


def no_holidays(got: str) -> str:
    """Ask whose public holidays, and what becomes of the work."""
    return (
        "Holidays: say whose, and then skip, before or after, as in “holidays DE-BY skip”. "
        f"I got “{quoted(got)}”."
    )


def no_nudges(known: Iterable[str], got: str) -> str:
    """Say what can be said of nudges."""
    choices = ", ".join(f"“{words}”" for words in known)
    return f"Nudges are one of {choices}. I got “{quoted(got)}”."


def no_overlap(got: str) -> str:
    """Say what can be said of overlaps."""
    return (
        "Overlap: say what happens when a run is still open and the next one is due: "
        "“overlap close” (the earlier one closes as missed), “overlap both” or “overlap skip” "
        f"(the new one is skipped). I got “{quoted(got)}”."
    )
