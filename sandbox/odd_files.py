"""Files that Slack reports but that are no plain upload."""

import time
from dataclasses import replace
from typing import Literal

from sandbox.uploading import keep_file
from sandbox.values import File
from sandbox.workspace import Workspace

Oddity = Literal[
    "tombstone",
    "hidden_by_limit",
    "gdrive",
    "check_file_info",
    "access_denied",
    "file_not_found",
    "scanning",
    "snippet",
    "post",
]
DRIVE = "https://docs.google.example/document/d/local"


def odd_file(workspace: Workspace, user: str, name: str, data: bytes, kind: Oddity) -> File:
    """Keep a file of an odd kind; it is shared by the caller."""
    file = _made_odd(keep_file(workspace, user, name, data), kind, data)
    workspace.state.put(file)
    return file


def _made_odd(file: File, kind: Oddity, data: bytes) -> File:
    if kind in {"tombstone", "hidden_by_limit"}:
        return replace(file, mode=kind)
    if kind in {"check_file_info", "access_denied", "file_not_found"}:
        return replace(file, file_access=kind)
    if kind == "gdrive":
        return replace(
            file,
            mode="external",
            external_type="gdrive",
            external_url=DRIVE,
            filetype="gdoc",
            mimetype="application/vnd.google-apps.document",
            pretty_type="Google Docs",
        )
    if kind == "snippet":
        preview = data.decode(errors="replace")
        return replace(file, mode="snippet", preview=preview, mimetype="text/plain")
    return replace(file, mode="post", filetype="post") if kind == "post" else file


def scan_until(workspace: Workspace, file: File, seconds: float) -> File:
    """Leave a file without type until its malware scan ends in so many seconds."""
    file = replace(file, scanned_at=time.time() + seconds)
    workspace.state.put(file)
    return file
