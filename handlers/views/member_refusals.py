"""Why a person or a user group cannot be asked for anything: plain text, with names in it."""

NOT_FOUND = "I cannot find this person in Slack. Please pick someone from the list."
AN_APP = "This is an app, not a person. Please pick a person."


def deactivated(name: str) -> str:
    """Say that somebody has left."""
    return f"{name}'s account is deactivated. Please pick someone else."


def guest(name: str) -> str:
    """Say that somebody is no full member."""
    return f"{name} is a guest here. Please pick a full member."


def no_such_group(handle: str) -> str:
    """Say that no user group has this handle, which is without its @."""
    return f"I know no user group @{handle} in this workspace. Write its handle as Slack shows it."


def groups_unread(why: str) -> str:
    """Say that Slack does not list its user groups; `why` is a clause."""
    return f"Slack does not tell me its user groups: {why}."


def group_unread(why: str) -> str:
    """Say that Slack does not list the people of a user group; `why` is a clause."""
    return f"Slack does not tell me who is in this user group: {why}."
