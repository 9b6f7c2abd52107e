"""files.*: the files that people and the bot have shared."""

from typing import Any

from sandbox import posting, uploading
from sandbox.file_objects import file_object, in_message, with_shares
from sandbox.posting import Draft
from sandbox.seed import BOT_USER_ID
from sandbox.values import Channel, File, Json
from sandbox.web_api.call import Call, Method, RefusedError
from sandbox.web_api.places import joined_channel


def info(call: Call) -> Json:
    """Describe one file."""
    file = call.workspace.state.get(File, call.required("file"))
    if file is None or file.file_access == "file_not_found":
        raise RefusedError("file_not_found")
    if file.file_access == "access_denied":
        raise RefusedError("access_denied")
    if file.deleted or file.mode == "tombstone":
        raise RefusedError("file_deleted")
    url = call.workspace.url
    hidden = file.mode == "hidden_by_limit"
    body = in_message(file, url) if hidden else with_shares(file_object(file, url), file)
    return {"file": body, "comments": []}


def get_upload_url(call: Call) -> Json:
    """Return where to send the bytes of a new file."""
    name, length = call.required("filename"), call.number("length", 0)
    if length < 1:
        raise RefusedError("invalid_arguments")
    if length > uploading.LARGEST_UPLOAD:
        raise RefusedError("file_upload_size_restricted")
    secret, upload = uploading.begin_upload(call.workspace, name, length)
    return {"upload_url": f"{call.workspace.url}/upload/{secret}", "file_id": upload.file_id}


def complete_upload(call: Call) -> Json:
    """Finish uploads, and share them where a conversation is named."""
    channel = _destination(call)
    entries = _entries(call.structure("files", "invalid_arguments"))
    files = [_complete(call, entry) for entry in entries]
    if channel is not None:
        draft = Draft(
            user=BOT_USER_ID,
            text=call.text("initial_comment"),
            thread_ts=call.text("thread_ts") or None,
            file_ids=tuple(file.id for file in files),
            upload=True,
        )
        posting.post(call.workspace, channel, draft)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _destination(call: Call) -> Channel | None:
    target = call.text("channel_id") or call.text("channels").partition(",")[0]
    if not target:
        return None
    channel = joined_channel(Call(call.workspace, {"channel": target}))
    if channel.is_archived:
        raise RefusedError("is_archived")
    return channel


def _entries(entries: Any) -> list[Json]:
    well_formed = isinstance(entries, list) and all(
        isinstance(entry, dict) and isinstance(entry.get("id"), str) for entry in entries
    )
    if not entries or not well_formed:
        raise RefusedError("invalid_arguments")
    return list(entries)


def _complete(call: Call, entry: Json) -> File:
    title = str(entry.get("title") or "")
    file = uploading.complete_upload(call.workspace, entry["id"], title, BOT_USER_ID)
    if file is None:
        raise RefusedError("file_not_found")
    return file


METHODS = {
    "files.info": Method(info, ("files:read",)),
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
}
