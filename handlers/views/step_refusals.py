"""What is said of a step that cannot be as it was typed: in its modal, or in the one line."""

from scheduler.plan import LONGEST_INSTRUCTION, LONGEST_TITLE
from scheduler.typed_text import quoted

ONE_PERSON = "Choose one person, so that it is clear whose step this is."


def instruction_too_long(length: int) -> str:
    """Say that an instruction has too many characters."""
    return (
        f"The instruction has {length} characters; please use at most {LONGEST_INSTRUCTION}, "
        "and put the rest on the page that the link leads to."
    )


def at_place(place: str, sentence: str) -> str:
    """Say at which place of a family a sentence holds; `place` is empty for a process."""
    return f"At {place}: {sentence}" if place else sentence


def two_owners(number: int, person: str) -> str:
    """Say that a step ends with two people, of whom `person` is the last."""
    return f"Step {number}: name one person at its end, who owns it; I got two before “{person}”."


def no_title(number: int, person: str) -> str:
    """Say that a step is nothing but its owner."""
    return f"Step {number}: write what is to be done before “{person}”."


def title_too_long(number: int, title: str) -> str:
    """Say that a title has too many characters."""
    return (
        f"Step {number}: “{quoted(title)}” has {len(title)} characters; please use at most "
        f"{LONGEST_TITLE}."
    )
