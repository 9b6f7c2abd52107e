"""usergroups.*: the groups of the workspace and who is in them."""

from sandbox.user_groups import group_object, members
from sandbox.values import Json, UserGroup
from sandbox.web_api.call import Call, Method, RefusedError

SCOPES = ("usergroups:read",)


def usergroups_list(call: Call) -> Json:
    """Return the groups, disabled ones only where they are asked for."""
    everyone = call.workspace.state.every(UserGroup)
    shown = [one for one in everyone if not one.date_delete or call.flag("include_disabled")]
    return {"usergroups": [_listed(call, one) for one in shown]}


def _listed(call: Call, group: UserGroup) -> Json:
    users = {"users": members(call.workspace, group)} if call.flag("include_users") else {}
    return group_object(group) | users


def usergroups_users_list(call: Call) -> Json:
    """Return who is in a group."""
    group = call.workspace.state.get(UserGroup, call.required("usergroup"))
    if group is None or (group.date_delete and not call.flag("include_disabled")):
        raise RefusedError("no_such_subteam")
    return {"users": members(call.workspace, group)}


METHODS = {
    "usergroups.list": Method(usergroups_list, SCOPES),
    "usergroups.users.list": Method(usergroups_users_list, SCOPES),
}
