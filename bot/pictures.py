"""What to do with pictures that Slack cannot fetch: a card must arrive without them, too.

Slack fetches a picture when it is posted, and refuses the whole message when that fails, be it
for a moment only. A refusal says for sure that nothing was posted.
"""

from typing import Any

from slack_sdk.errors import SlackApiError

from bot.slack_answers import error_name

Blocks = list[dict[str, Any]]
REFUSALS = {"invalid_blocks", "invalid_attachments"}


def may_be_at_fault(error: SlackApiError, blocks: Blocks) -> bool:
    """Tell whether a message may have been refused for one of its pictures."""
    return error_name(error) in REFUSALS and any(block["type"] == "image" for block in blocks)


def as_links(blocks: Blocks) -> Blocks:
    """Return the blocks of a message with a link in the place of each picture."""
    return [_link(block) if block["type"] == "image" else block for block in blocks]


def _link(picture: dict[str, Any]) -> dict[str, Any]:
    url = str(picture["image_url"])
    address = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    text = {"type": "mrkdwn", "text": f"<{address}|Picture>", "verbatim": True}
    return {"type": "section", "text": text}
