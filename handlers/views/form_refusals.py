"""What the form of a process or a family says at a field that cannot stay as it is."""

from scheduler.plan import LONGEST_NAME

NO_NAME = "Give the process a name, for example: Opening checks."
NAME_TAKEN = "Another process has this name already. Please give this one another name."
FAMILY_NAME_TAKEN = "Something else has this name already. Please choose another name."
NO_CADENCE = "Choose how often the work is due."
NO_ZONE = "Say in which time zone, for example Europe/Berlin."
NO_HOLIDAY_MOVE = "Choose what becomes of work on a public holiday."
NO_OWNER = "Choose the owner, or name a user group below."
PEOPLE_AND_GROUP = "Choose people or name a user group, not both."
NO_NUDGES = "Choose when the thread says that a proof is still missing."
NO_OPENING = "Choose whether the steps open one after another or all at once."
NO_OVERLAP = "Choose what happens when a run is still open and the next one is due."
DIGEST_TO_PERSON = "Choose a channel; a digest cannot go to a direct message."


def name_too_long(length: int) -> str:
    """Say that a name has too many characters."""
    return f"The name has {length} characters; please use at most {LONGEST_NAME}."


def no_person(role: str) -> str:
    """Ask for the person in a role."""
    return f"Choose the {role}."


def no_window(role: str) -> str:
    """Ask for the time that a role has."""
    return f"Say how long the {role} has, for example 1 hour."


def hidden(problem: str) -> str:
    """Say what is wrong with a detail of the cadence whose field is not shown now."""
    return f"{problem} Choose how often once more to see the field."


def nobody_in(handle: str) -> str:
    """Say that a user group has nobody who could take turns; its handle may be empty."""
    return (
        f"There is nobody in {_group(handle)} whom I could ask: only full, active members count, "
        "and neither the backup nor the manager."
    )


def in_group(handle: str) -> str:
    """Say that somebody takes turns as the owner in a user group; its handle may be empty."""
    return (
        f"This person is in {_group(handle)}, who take turns as the owner: in their turn, missed "
        "work would move to someone who was already asked. Choose another person."
    )


def _group(handle: str) -> str:
    return f"@{handle}" if handle else "this user group"
