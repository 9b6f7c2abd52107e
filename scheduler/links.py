"""The link to a process's SOP."""

from pydantic import AnyUrl, TypeAdapter, ValidationError

from scheduler.typed_text import quoted

# A button of Slack takes 3,000 characters; percent signs can make a typed link longer.
LONGEST_LINK = 2000
SCHEMES = ("https", "http")
_URL: TypeAdapter[AnyUrl] = TypeAdapter(AnyUrl)


class LinkError(ValueError):
    """Text that is no web address; the message says what to do."""


def sop_link(text: str) -> AnyUrl:
    """Read the address of a web page. Raises LinkError."""
    url = web_address(text)
    if url is None:
        raise LinkError(
            f"“{quoted(text)}” is no web address; copy the whole link, it begins with https://."
        )
    problem = link_problem(url)
    if problem:
        raise LinkError(problem)
    return url


def web_address(text: str) -> AnyUrl | None:
    """Read an address; None for what is none."""
    try:
        return _URL.validate_python(text.strip())
    except ValidationError:
        return None


def link_problem(url: AnyUrl) -> str | None:
    """Say why this link cannot be opened from Slack; None when it can."""
    if url.scheme not in SCHEMES or not url.host:
        return "The SOP link must be the address of a web page that begins with https://."
    if len(str(url)) > LONGEST_LINK:
        return f"The SOP link is longer than {LONGEST_LINK} characters; please use a shorter one."
    return None
