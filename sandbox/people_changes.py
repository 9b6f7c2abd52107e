"""People and channels that change: someone joins, leaves, moves; a channel is archived."""

import time
from dataclasses import replace

from sandbox import events
from sandbox.objects import person_object
from sandbox.seed import BOT_USER_ID
from sandbox.values import Channel, Person
from sandbox.workspace import Workspace


def join(workspace: Workspace, person: Person) -> None:
    """Let somebody join the workspace and its channels."""
    workspace.state.put(replace(person, updated=int(time.time())))
    for channel in workspace.state.every(Channel):
        if not channel.is_im and person.id not in channel.members:
            workspace.state.put(replace(channel, members=(*channel.members, person.id)))
    event = events.team_joined(person_object(person), workspace.next_ts())
    workspace.tell_app("team_join", event)
    workspace.live.tell({"type": "people"})


def change(workspace: Workspace, person: Person) -> None:
    """Put somebody's new profile in the old one's place."""
    person = replace(person, updated=int(time.time()))
    workspace.state.put(person)
    event = events.user_changed(person_object(person), workspace.next_ts())
    workspace.tell_app("user_change", event)
    workspace.live.tell({"type": "people"})


def archive(workspace: Workspace, channel: Channel, *, archived: bool) -> None:
    """Archive a channel, or bring it back."""
    workspace.state.put(replace(channel, is_archived=archived))
    workspace.live.tell({"type": "conversations"})


def bot_in_channel(workspace: Workspace, channel: Channel, *, is_member: bool) -> None:
    """Invite the bot to a channel, or remove it."""
    others = tuple(member for member in channel.members if member != BOT_USER_ID)
    members = (*others, BOT_USER_ID) if is_member else others
    workspace.state.put(replace(channel, members=members))
    workspace.live.tell({"type": "conversations"})
