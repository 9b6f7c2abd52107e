"""auth.*, team.*, users.*, bots.*, apps.*: who is who, and the way in."""

from operator import attrgetter

from sandbox.objects import bot_profile, person_object
from sandbox.seed import BOT_ID, BOT_USER_ID, TEAM_DOMAIN, TEAM_ID, TEAM_NAME
from sandbox.values import Json, Person
from sandbox.web_api.call import Call, Method, RefusedError
from sandbox.web_api.paging import page_of

MOST_PEOPLE = 1000


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


def team_info(call: Call) -> Json:
    """Describe the workspace."""
    url = f"{call.workspace.url}/"
    team = {"id": TEAM_ID, "name": TEAM_NAME, "url": url, "domain": TEAM_DOMAIN}
    return {"team": team | {"email_domain": "", "icon": {"image_default": True}}}


def users_info(call: Call) -> Json:
    """Describe one person."""
    person = call.workspace.person(call.required("user"))
    if person is None:
        raise RefusedError("user_not_found")
    return {"user": person_object(person)}


def users_list(call: Call) -> Json:
    """List everybody, deactivated people included."""
    everybody = list(call.workspace.state.every(Person))
    page, cursor = page_of(call, everybody, MOST_PEOPLE, attrgetter("id"))
    return {
        "members": [person_object(person) for person in page],
        "cache_ts": max(person.updated for person in everybody),
        "response_metadata": {"next_cursor": cursor},
    }


def bots_info(call: Call) -> Json:
    """Describe the app's bot."""
    if call.required("bot") != BOT_ID:
        raise RefusedError("bot_not_found")
    bot = call.workspace.person(BOT_USER_ID)
    assert bot, "the bot's user is always there"
    profile = bot_profile(bot)
    profile.pop("team_id")
    return {"bot": profile | {"user_id": BOT_USER_ID}}


def connections_open(call: Call) -> Json:
    """Return the address of a new Socket Mode connection."""
    host = call.workspace.url.removeprefix("http")
    return {"url": f"ws{host}/socket?ticket={call.workspace.sockets.ticket()}"}


METHODS = {
    "auth.test": Method(auth_test),
    "team.info": Method(team_info, ("team:read",)),
    "users.info": Method(users_info, ("users:read",)),
    "users.list": Method(users_list, ("users:read",)),
    "bots.info": Method(bots_info, ("users:read",)),
}
APP_METHODS = {"apps.connections.open": Method(connections_open)}
