"""Files as Slack's JSON objects, among them those that are not there any more."""

import re
import time
from collections import defaultdict
from urllib.parse import quote

from sandbox.filetypes import INLINE
from sandbox.seed import TEAM_ID
from sandbox.state import State
from sandbox.values import File, Json

THUMB_SIZES = (64, 80, 160, 360, 480)
UNSAFE = re.compile(r"[^a-z0-9._-]+")


def message_files(state: State, url: str, file_ids: tuple[str, ...]) -> list[Json]:
    """Return a message's files; a deleted one leaves a tombstone."""
    found = ((file_id, state.get(File, file_id)) for file_id in file_ids)
    return [in_message(file, url) if file else _tombstone(file_id) for file_id, file in found]


def _tombstone(file_id: str) -> Json:
    """Return what is left of a deleted file."""
    return {"id": file_id, "mode": "tombstone"}


def in_message(file: File, url: str) -> Json:
    """Return a file as a message carries it."""
    if file.deleted or file.mode == "tombstone":
        return _tombstone(file.id)
    if file.mode == "hidden_by_limit":
        return {"id": file.id, "mode": "hidden_by_limit"}
    if file.file_access == "check_file_info":
        return {
            "id": file.id,
            "created": 0,
            "timestamp": 0,
            "user": "",
            "mode": "file_access",
            "file_access": "check_file_info",
        }
    if file.file_access != "visible":
        return {"id": file.id, "mode": "file_access", "file_access": file.file_access}
    return file_object(file, url)


def file_object(file: File, url: str) -> Json:
    """Return a file in full, as files.info does."""
    scanned = time.time() >= file.scanned_at
    body: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype if scanned else "",
        "filetype": file.filetype if scanned else "",
        "pretty_type": file.pretty_type if scanned else "",
        "user": file.user,
        "user_team": TEAM_ID,
        "editable": file.mode == "snippet",
        "size": file.size,
        "mode": file.mode,
        "is_external": bool(file.external_type),
        "external_type": file.external_type,
        "is_public": any(not channel.startswith("D") for channel, _, _ in file.shares),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "has_rich_preview": False,
        "file_access": "visible",
    }
    body |= _addresses(file, url)
    if file.mode == "snippet":
        body |= {"preview": file.preview, "lines": file.preview.count("\n") + 1}
    return body | (_image(file, body["url_private"]) if scanned else {})


def _addresses(file: File, url: str) -> Json:
    permalink = f"{url}/files/{file.user}/{file.id}/{quote(_slug(file.name))}"
    if file.external_type:
        return {"url_private": file.external_url, "permalink": permalink}
    private = f"{url}/files/{TEAM_ID}-{file.id}"
    name = quote(_slug(file.name))
    return {
        "url_private": f"{private}/{name}",
        "url_private_download": f"{private}/download/{name}",
        "permalink": permalink,
    }


def _slug(name: str) -> str:
    """Return a file name as it stands in addresses."""
    return UNSAFE.sub("_", name.lower()) or "file"


def _image(file: File, address: str) -> Json:
    # The thumbnails are the picture itself: the page scales it.
    if file.mimetype not in INLINE:
        return {}
    image: Json = {f"thumb_{size}": address for size in THUMB_SIZES}
    if file.width and file.height:
        image |= {"original_w": file.width, "original_h": file.height}
    return image | {"thumb_360_w": 360, "thumb_360_h": 360} if file.width else image


def with_shares(body: Json, file: File) -> Json:
    """Add to a file where it was shared, as files.info tells it."""
    shares: dict[str, dict[str, list[Json]]] = {}
    for channel, ts, thread_ts in file.shares:
        side = "private" if channel.startswith("D") else "public"
        share: Json = {"ts": ts, "reply_users": [], "reply_users_count": 0, "reply_count": 0}
        if thread_ts:
            share["thread_ts"] = thread_ts
        shares.setdefault(side, defaultdict(list))[channel].append(share)
    places = list(dict.fromkeys(channel for channel, _, _ in file.shares))
    return body | {
        "shares": shares,
        "channels": [place for place in places if place.startswith("C")],
        "groups": [],
        "ims": [place for place in places if place.startswith("D")],
    }
