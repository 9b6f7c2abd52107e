"""conversations.*: open a DM, and read what was said."""

from dataclasses import dataclass

from sandbox import posting
from sandbox.seed import BOT_USER_ID
from sandbox.values import Json, Message
from sandbox.web_api.call import Call, Method, RefusedError
from sandbox.web_api.paging import page_of
from sandbox.web_api.places import history_scope, joined_channel

HISTORY = ("channels:history", "im:history")
NEWEST = "9999999999.999999"


def open_(call: Call) -> Json:
    """Open the DM with a person."""
    users = [user for user in call.required("users").split(",") if user]
    if len(users) != 1:
        raise RefusedError("not_enough_users" if not users else "too_many_users")
    person = call.workspace.person(users[0])
    if person is None:
        raise RefusedError("user_not_found")
    already = call.workspace.state.dm(BOT_USER_ID, person.id) is not None
    channel = call.workspace.open_dm(BOT_USER_ID, person.id)
    known = {"no_op": True, "already_open": True} if already else {}
    return {**known, "channel": {"id": channel.id}}


def history(call: Call) -> Json:
    """Read a conversation's top level, newest first."""
    channel = joined_channel(call)
    history_scope(call, channel)
    span = _span(call)
    within = [
        message
        for message in reversed(call.workspace.state.messages(channel.id))
        if message.is_top_level and message.only_for is None and span.holds(message)
    ]
    page, cursor = page_of(call, within, 100)
    answer: Json = {
        "messages": [_as_read(call, message) for message in page],
        "has_more": bool(cursor),
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    return answer | _next(cursor)


def replies(call: Call) -> Json:
    """Read a thread: its parent, then the replies, oldest first."""
    channel = joined_channel(call)
    history_scope(call, channel)
    named = call.workspace.state.message(channel.id, call.required("ts"))
    if named is None or named.only_for:
        raise RefusedError("thread_not_found")
    parent = named
    if named.thread_ts and named.is_reply:
        parent = call.workspace.state.message(channel.id, named.thread_ts) or named
    # The parent comes with every first page, whatever `oldest` says.
    span = _span(call)
    below = [
        message
        for message in call.workspace.state.replies(channel.id, parent.ts)
        if message.only_for is None and span.holds(message)
    ]
    page, cursor = page_of(call, [parent, *below], 1000)
    answer: Json = {
        "messages": [_as_read(call, message) for message in page],
        "has_more": bool(cursor),
    }
    return answer | _next(cursor)


@dataclass(frozen=True)
class _Span:
    """The times that are read."""

    oldest: str
    latest: str
    inclusive: bool

    def holds(self, message: Message) -> bool:
        if self.inclusive and message.ts in {self.oldest, self.latest}:
            return True
        return self.oldest < message.ts < self.latest


def _span(call: Call) -> _Span:
    return _Span(
        oldest=_padded(call.text("oldest") or "0", "oldest"),
        latest=_padded(call.text("latest") or NEWEST, "latest"),
        inclusive=call.flag("inclusive"),
    )


def _padded(ts: str, which: str) -> str:
    seconds, _, fraction = ts.partition(".")
    if not (seconds.isdecimal() and (fraction or "0").isdecimal()):
        raise RefusedError(f"invalid_ts_{which}")
    return f"{int(seconds):010d}.{fraction:0<6}"


def _as_read(call: Call, message: Message) -> Json:
    body = posting.body_of(call.workspace, message)
    # Only events call it a file share; read back it is a message with files.
    if body.get("subtype") == "file_share":
        del body["subtype"]
    metadata = body.get("metadata")
    if metadata and not call.flag("include_all_metadata"):
        body["metadata"] = {"event_type": metadata["event_type"]}
    return body


def _next(cursor: str) -> Json:
    return {"response_metadata": {"next_cursor": cursor}} if cursor else {}


METHODS = {
    "conversations.open": Method(open_, ("im:write",)),
    "conversations.history": Method(history, HISTORY),
    "conversations.replies": Method(replies, HISTORY),
}
