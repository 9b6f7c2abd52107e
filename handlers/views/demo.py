"""The demo: what its process is made of, and what is said of it."""

from datetime import datetime

from handlers.views.words import NAME, Message, clip, duration, mention, named, plural, said
from storage.models import Process

CALLED = "Demo opening checks"
FIRST_STEP = "Unlock the doors"
PHOTO_STEP = "Photograph the fridge thermometer"
NOBODY_ELSE = "It needs two colleagues besides you. Write `/baton demo @backup @manager`."


def started(process: Process, now: datetime) -> Message:
    """Say what is about to happen; `now` is an aware instant."""
    wait = duration(max((process.next_at - now).total_seconds(), 1)) if process.next_at else ""
    steps = plural(len(process.steps), "step")
    owner_time = duration(process.owner_seconds)
    return said(
        f"{named(process.name)} begins{f' in {wait}' if wait else ' now'}:",
        f"I ask {mention(process.owner_id)} for {steps}, in a message of mine.",
        "Reply in its thread with any photo,",
        f"or wait {owner_time} and watch it move to {mention(process.backup_id)}.",
        "When it is over, `/baton digest` says what failed.",
    )


def not_ready(why: str) -> Message:
    """Say why no demo can be run; `why` is a sentence of ours, perhaps with a name in it."""
    return said(
        f"The demo cannot run here: {clip(why, NAME)}",
        "Create a process with `/baton new` instead.",
    )
