"""The workspace as it begins: a café's team, three channels, and the bot."""

from sandbox.values import Channel, Person, UserGroup

TEAM_ID = "T0LOCAL"
TEAM_NAME = "Corner Café (local)"
TEAM_DOMAIN = "corner-cafe"
BOT_USER_ID = "U0BATON"
BOT_ID = "B0BATON"
APP_ID = "A0BATON"
BOT_TOKEN = "xoxb-local-baton"  # noqa: S105  # opens nothing but this loopback workspace
APP_TOKEN = "xapp-local-baton"  # noqa: S105  # opens nothing but this loopback workspace
SLACKBOT_ID = "USLACKBOT"
VERIFICATION_TOKEN = "local-verification-token"  # noqa: S105  # nobody checks it

PEOPLE = (
    Person("U0ANA", "ana", "Ana Ortiz", "9f69e7", is_admin=True),
    Person("U0BEN", "ben", "Ben Hart", "4bbe2e"),
    Person("U0MIA", "mia", "Mia Lindt", "e7392d"),
    Person("U0OLE", "ole", "Ole Jansen", "3c989f", tz="Europe/London"),
    Person("U0ZOE", "zoe", "Zoe Park", "674b1b", tz="America/New_York"),
)

_EVERYBODY = tuple(person.id for person in PEOPLE)

# The bot is in all but #random.
CHANNELS = (
    Channel("C0GENERAL", "general", (*_EVERYBODY, BOT_USER_ID)),
    Channel("C0OPS", "operations", (*_EVERYBODY, BOT_USER_ID)),
    Channel("C0RANDOM", "random", _EVERYBODY),
)

USER_GROUPS = (UserGroup("S0OPENERS", "openers", "Those who open", ("U0OLE", "U0ZOE")),)


def bot_person(handle: str, name: str) -> Person:
    """Return the app's own user."""
    return Person(BOT_USER_ID, handle, name, "1f3a5f", tz="UTC", is_bot=True)
