"""What a message says: text, blocks and metadata, held against Slack's limits."""

import json
from dataclasses import dataclass, replace
from typing import Any

from sandbox.block_ids import with_ids
from sandbox.block_kit import message_problems
from sandbox.posting import LONGEST_TEXT
from sandbox.seed import BOT_USER_ID
from sandbox.values import Json, Message
from sandbox.web_api.call import Call, RefusedError

LONGEST_UPDATE = 4_000
MOST_ATTACHMENTS = 100
LARGEST_METADATA = 8_000  # bytes; Slack does not publish its own number
LONGEST_EVENT_TYPE = 255


@dataclass(frozen=True)
class Content:
    """The content of a message; None for what was not given."""

    text: str
    blocks: tuple[Json, ...] | None
    attachments: tuple[Json, ...] | None
    metadata: Json | None


def content_of(call: Call) -> Content:
    """Read and check a message's content. Raises RefusedError."""
    text = call.text("text")
    blocks = _blocks(call.structure("blocks", "invalid_blocks_format"))
    attachments = _attachments(call.structure("attachments", "invalid_attachments"))
    metadata = _metadata(call.structure("metadata", "invalid_metadata_format"))
    if not text.strip() and not blocks and not attachments:
        raise RefusedError("no_text")
    return Content(text[:LONGEST_TEXT], blocks, attachments, metadata)


def _blocks(blocks: Any) -> tuple[Json, ...] | None:
    """Check blocks and give each an id. Raises RefusedError."""
    if blocks is None:
        return None
    problems = message_problems(blocks)
    if problems:
        raise RefusedError("invalid_blocks", problems, errors=problems)
    return with_ids(blocks)


def _attachments(attachments: Any) -> tuple[Json, ...] | None:
    if attachments is None:
        return None
    if not isinstance(attachments, list) or not all(isinstance(a, dict) for a in attachments):
        raise RefusedError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise RefusedError("too_many_attachments")
    return tuple(attachments)


def _metadata(metadata: Any) -> Json | None:
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise RefusedError("invalid_metadata_format")
    event_type, payload = metadata["event_type"], metadata["event_payload"]
    if not isinstance(event_type, str) or not 1 <= len(event_type) <= LONGEST_EVENT_TYPE:
        raise RefusedError("invalid_metadata_format")
    if not isinstance(payload, dict):
        raise RefusedError("invalid_metadata_format")
    if len(json.dumps(payload).encode()) > LARGEST_METADATA:
        raise RefusedError("metadata_too_large")
    return metadata


def edited(message: Message, content: Content) -> Message:
    """Return a message with new content, as Slack edits: text alone takes the blocks away."""
    blocks = message.blocks if content.blocks is None and not content.text else content.blocks
    kept = message.attachments if content.attachments is None else content.attachments
    return replace(
        message,
        text=content.text,
        blocks=blocks,
        attachments=kept,
        metadata=content.metadata or message.metadata,
    )


def editor(content: Content) -> str | None:
    """Return who is shown as the editor: nobody where blocks were given, as in Slack."""
    return None if content.blocks else BOT_USER_ID
