"""Files: take their bytes in, describe them, delete them."""

import secrets
import time
from dataclasses import replace

from sandbox import events, posting
from sandbox.filetypes import file_type, image_size
from sandbox.state import new_id
from sandbox.values import File
from sandbox.workspace import Upload, Workspace

LARGEST_UPLOAD = 50_000_000  # bytes


def keep_file(
    workspace: Workspace, user: str, name: str, data: bytes, file_id: str | None = None
) -> File:
    """Keep an uploaded file; nobody sees it before it is shared."""
    kind, size = file_type(name, data), image_size(data)
    file = File(
        id=file_id or new_id("F"),
        name=name,
        title=name,
        user=user,
        created=int(time.time()),
        size=len(data),
        mimetype=kind.mimetype,
        filetype=kind.filetype,
        pretty_type=kind.pretty,
        width=size[0] if size else None,
        height=size[1] if size else None,
    )
    workspace.blobs.put(file.id, data)
    workspace.state.put(file)
    return file


def delete_file(workspace: Workspace, file: File) -> None:
    """Delete a file: every message that carries it keeps a tombstone."""
    workspace.blobs.drop(file.id)
    workspace.state.put(replace(file, deleted=True))
    channels = list(dict.fromkeys(channel for channel, _, _ in file.shares))
    workspace.tell_app("file_deleted", events.file_deleted(file.id, channels, workspace.next_ts()))
    for channel, ts, _ in file.shares:
        message = workspace.state.message(channel, ts)
        if message is not None:
            posting.tell_pages(workspace, message)


def begin_upload(workspace: Workspace, name: str, length: int) -> tuple[str, Upload]:
    """Return the secret of a new upload address and what it will hold."""
    secret = secrets.token_urlsafe(18)
    ticket = Upload(new_id("F"), name, length)
    workspace.uploads[secret] = ticket
    return secret, ticket


def complete_upload(workspace: Workspace, file_id: str, title: str, user: str) -> File | None:
    """Turn an upload that has arrived into a file; None when there is none."""
    for secret, ticket in list(workspace.uploads.items()):
        if ticket.file_id == file_id and ticket.data is not None:
            del workspace.uploads[secret]
            file = keep_file(workspace, user, ticket.name, ticket.data, file_id)
            file = replace(file, title=title or ticket.name)
            workspace.state.put(file)
            return file
    return None
