"""Who may create processes, in words: for admins who choose it, and for whoever may not."""

from collections.abc import Sequence

from handlers.views.rota_words import handle
from handlers.views.words import Message, mention, said

MOST_NAMED = 3
EVERYONE = "Everybody who is a full member here may create processes."
HOW = (
    "An admin of this workspace can leave it to a user group with "
    "`/baton creators @openers`, and to all again with `/baton creators everyone`."
)


def everyone() -> Message:
    """Say that all may create."""
    return said(EVERYONE, HOW)


def only_group(name: str) -> Message:
    """Say that the members of a group may, and admins."""
    return said(f"The members of {handle(name)} and admins of this workspace may create.", HOW)


def chosen(name: str) -> Message:
    """Confirm that only a group may create from now on."""
    return said(
        f"From now on only the members of {handle(name)} and admins of this workspace may create,",
        "clone and start from templates. What there is goes on, and can be changed as before.",
    )


def opened() -> Message:
    """Confirm that all may create again."""
    return said("From now on everybody who is a full member here may create processes again.")


def for_admins() -> Message:
    """Say who may choose it."""
    return said("Who may create processes is up to an admin of this workspace. Please ask one.")


def which_group() -> Message:
    """Ask for a group that Slack recognises."""
    return said(
        "Which group? Write `/baton creators @openers`, picking the group from the list that",
        "Slack shows after @, or `/baton creators everyone`.",
    )


def not_yours(name: str, people: Sequence[str]) -> Message:
    """Say who may create, and whom to ask."""
    named = ", ".join(mention(person) for person in people[:MOST_NAMED])
    ask = f"Please ask one of them, for example {named}." if named else "Please ask an admin."
    return said(
        f"To create processes is up to the members of {handle(name)} and admins of this workspace.",
        ask,
    )
