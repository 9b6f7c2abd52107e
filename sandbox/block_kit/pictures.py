"""Pictures that Slack would not get: it fetches them itself, from the open internet."""

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from sandbox.block_kit.schema import Pointer, Problem, Values

# Names that lead nowhere from outside; one without a dot does not, either.
PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".lan", ".invalid", ".test")


def fetchable(value: Values, at: Pointer) -> Iterator[Problem]:
    """Yield a problem where a picture's address cannot be reached from outside."""
    url = value.get("image_url")
    if isinstance(url, str) and _is_private(url):
        yield Problem("downloading image failed", (*at, "image_url"))


def _is_private(url: str) -> bool:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return True
    if not host:
        return False  # no address at all is refused for its form
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(PRIVATE_ENDINGS)
