"""What a workspace holds, as frozen values. Times are seconds since 1970 unless named `ts`."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """A member of the workspace, the bot's own user included. `tz` is an IANA zone."""

    id: str
    handle: str
    real_name: str
    color: str
    tz: str = "Europe/Berlin"
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    updated: int = 0


@dataclass(frozen=True)
class Channel:
    """A public channel (`C…`) or a direct conversation (`D…`, with its two members)."""

    id: str
    name: str
    members: tuple[str, ...]
    is_im: bool = False
    is_archived: bool = False


@dataclass(frozen=True)
class UserGroup:
    """A user group (`S…`); people write to all of `users` by its handle."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()
    date_create: int = 0
    date_update: int = 0
    date_delete: int = 0


@dataclass(frozen=True)
class Message:
    """A message; `only_for` makes it ephemeral, `tombstone` a deleted parent with replies."""

    channel: str
    ts: str
    user: str
    text: str
    subtype: str | None = None
    thread_ts: str | None = None
    parent_user_id: str | None = None
    broadcast: bool = False
    blocks: tuple[Json, ...] | None = None
    attachments: tuple[Json, ...] | None = None
    metadata: Json | None = None
    file_ids: tuple[str, ...] = ()
    upload: bool = False
    client_msg_id: str | None = None
    edited_ts: str | None = None
    edited_by: str | None = None
    reactions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    only_for: str | None = None
    tombstone: bool = False

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, below its parent."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_top_level(self) -> bool:
        """Whether the conversation itself shows it."""
        return not self.is_reply or self.broadcast

    def is_visible_to(self, person: str) -> bool:
        """Whether a member of the conversation sees it."""
        return self.only_for in {None, person}


@dataclass(frozen=True)
class File:
    """A file's description; `scanned_at` is when Slack's malware scan ends."""

    id: str
    name: str
    title: str
    user: str
    created: int
    size: int
    mimetype: str
    filetype: str
    pretty_type: str
    mode: str = "hosted"
    file_access: str = "visible"
    external_type: str = ""
    external_url: str = ""
    preview: str = ""
    width: int | None = None
    height: int | None = None
    scanned_at: float = 0
    deleted: bool = False
    shares: tuple[tuple[str, str, str | None], ...] = ()  # (channel, ts, thread_ts)


@dataclass(frozen=True)
class View:
    """A modal or a Home tab of one person; `body` is what the app gave."""

    id: str
    user: str
    type: str
    body: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None


@dataclass(frozen=True)
class ReadMark:
    """How far a person has read a conversation."""

    user: str
    channel: str
    ts: str
