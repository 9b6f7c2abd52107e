"""User groups that change: their members, their handle, disabled or not."""

import time
from collections.abc import Collection
from dataclasses import replace

from sandbox.seed import TEAM_ID
from sandbox.values import Json, Person, UserGroup
from sandbox.workspace import Workspace


def group_object(group: UserGroup) -> Json:
    """Return Slack's user group object, without its members."""
    return {
        "id": group.id,
        "team_id": TEAM_ID,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": group.date_create,
        "date_update": group.date_update,
        "date_delete": group.date_delete,
        "auto_type": None,
        "auto_provision": False,
        "enterprise_subteam_id": "",
        "created_by": "U0ANA",
        "updated_by": "U0ANA",
        "deleted_by": "U0ANA" if group.date_delete else None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
        "channel_count": 0,
    }


def change(workspace: Workspace, group: UserGroup) -> UserGroup:
    """Put a new or changed group in place; the app hears of it as it subscribes."""
    before = workspace.state.get(UserGroup, group.id)
    now = int(time.time())
    group = replace(group, date_create=group.date_create or now, date_update=now)
    workspace.state.put(group)
    if before is None:
        return group
    users = {"users": list(group.users)}
    updated = {"type": "subteam_updated", "subteam": group_object(group) | users}
    workspace.tell_app("subteam_updated", updated | {"event_ts": workspace.next_ts()})
    if set(before.users) != set(group.users):
        workspace.tell_app("subteam_members_changed", _members_changed(workspace, before, group))
    return group


def _members_changed(workspace: Workspace, before: UserGroup, after: UserGroup) -> Json:
    added = _without(after.users, before.users)
    removed = _without(before.users, after.users)
    return {
        "type": "subteam_members_changed",
        "subteam_id": after.id,
        "team_id": TEAM_ID,
        "date_previous_update": before.date_update,
        "date_update": after.date_update,
        "added_users": added,
        "added_users_count": str(len(added)),
        "removed_users": removed,
        "removed_users_count": str(len(removed)),
        "event_ts": workspace.next_ts(),
    }


def _without(people: Collection[str], others: Collection[str]) -> list[str]:
    return [person for person in people if person not in others]


def members(workspace: Workspace, group: UserGroup) -> list[str]:
    """Return who is in a group; Slack takes out whoever is deactivated."""
    people = (workspace.state.get(Person, user) for user in group.users)
    return [person.id for person in people if person is not None and not person.deleted]
