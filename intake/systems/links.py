"""Links within words; never followed."""

import re

_MARKDOWN = re.compile(r"!?\[([^\[\]]{0,500})\]\((https?://[^\s()<>]{1,2000})[^()]{0,200}\)")
_BARE = re.compile(r"https?://[^\s<>\"|)\]]{1,2000}")


def without_link(text: str) -> tuple[str, str | None]:
    """Return words without the marks of a Markdown link, and the first link in them."""
    bare = _BARE.search(text)
    plain = _MARKDOWN.sub(lambda link: link[1] or link[2], text)
    return plain, bare[0].rstrip(".,;:!?") if bare else None


def web_link(text: str) -> str | None:
    """Return a text that is a link to the web, None for anything else."""
    return text if _BARE.fullmatch(text) else None
