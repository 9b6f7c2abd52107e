"""The picture of how a step is done: an address that Slack can show to everybody who is asked.

A picture that somebody uploads in a modal is seen by them and by the bot alone: a block with it
shares it with nobody, and only a user's token could make it public. So it is a public address.
"""

from urllib.parse import urlsplit

from pydantic import AnyUrl

from scheduler.links import LONGEST_LINK, web_address
from scheduler.typed_text import quoted

SLACKS_OWN = ("slack.com", "slack-files.com")


class PictureError(ValueError):
    """Text that is no picture's address; the message says what to do."""


def picture_link(text: str) -> AnyUrl:
    """Read the address of a picture. Raises PictureError."""
    url = web_address(text)
    if url is None:
        raise PictureError(
            f"“{quoted(text)}” is no web address; copy the picture's whole address, "
            "it begins with https://."
        )
    problem = picture_problem(url)
    if problem:
        raise PictureError(problem)
    return url


def picture_problem(url: AnyUrl) -> str | None:
    """Say why Slack could not show a picture to everybody; None where it may well."""
    if url.scheme != "https" or not url.host:
        return "The picture must have a public address that begins with https://."
    if len(str(url)) > LONGEST_LINK:
        return f"The picture's address is longer than {LONGEST_LINK} characters."
    host = urlsplit(str(url)).hostname or ""
    if any(host == name or host.endswith(f".{name}") for name in SLACKS_OWN):
        return (
            "A file in Slack is shown only to those whom it was shared with. Please use a picture "
            "with a public address, or put it on the page that the link leads to."
        )
    return None
