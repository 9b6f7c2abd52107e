"""auth.*, users.*, apps.*: who is who, and the way in."""

from sandbox.objects import person_object
from sandbox.seed import APP_TOKEN, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from sandbox.values import Json, Person
from sandbox.web_api.call import Call, Method, RefusedError


def auth_test(call: Call) -> Json:
    """Say whose token this is."""
    return {
        "url": f"{call.workspace.url}/",
        "team": TEAM_NAME,
        "user": call.workspace.manifest.bot_name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def users_info(call: Call) -> Json:
    """Describe one person."""
    person = call.workspace.person(call.required("user"))
    if person is None:
        raise RefusedError("user_not_found")
    return {"user": person_object(person)}


def users_list(call: Call) -> Json:
    """Return everybody, those who have left as well; all on one page, as in a small workspace."""
    people = [person_object(person) for person in call.workspace.state.every(Person)]
    return {"members": people, "response_metadata": {"next_cursor": ""}}


def connections_open(call: Call) -> Json:
    """Return the address of a new Socket Mode connection."""
    host = call.workspace.url.removeprefix("http")
    return {"url": f"ws{host}/socket?ticket={call.workspace.sockets.ticket()}"}


METHODS = {
    "auth.test": Method(auth_test),
    "users.info": Method(users_info, ("users:read",)),
    "users.list": Method(users_list, ("users:read",)),
    "apps.connections.open": Method(connections_open, token=APP_TOKEN),
}
