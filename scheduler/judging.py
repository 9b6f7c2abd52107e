"""What counts as proof: pure rules over what Slack says of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from storage.states import ProofKind

# Slack's clock and ours differ a little; an old photo is older than that.
CLOCK_TOLERANCE = timedelta(minutes=2)
TYPED_MODES = {"snippet", "post", "canvas", "quip", "list", "email"}
# Drawings and code carry an image type too, but nobody photographs a fridge as SVG.
NOT_PHOTOS = {"image/svg+xml"}


class Refusal(StrEnum):
    """Why a file proves nothing; the sentence for each stands in the views."""

    NOT_A_PHOTO = "not_a_photo"
    NOT_A_FILE = "not_a_file"
    DELETED = "deleted"
    HIDDEN = "hidden"
    EXTERNAL = "external"
    SHARED_AGAIN = "shared_again"
    TOO_OLD = "too_old"
    TYPED_TEXT = "typed_text"
    NOT_READABLE = "not_readable"
    EMPTY = "empty"


@dataclass(frozen=True)
class OfferedFile:
    """A file as Slack describes it. `created_at` is an aware instant, None where unknown."""

    id: str
    name: str = ""
    mimetype: str = ""
    mode: str = ""
    access: str = ""
    size: int = 0
    is_external: bool = False
    created_at: datetime | None = None
    permalink: str | None = None
    download_url: str | None = None

    @property
    def is_image(self) -> bool:
        """Whether a camera could have made it."""
        return self.mimetype.startswith("image/") and self.mimetype not in NOT_PHOTOS


@dataclass(frozen=True)
class Offer:
    """One message with files in the thread of a turn's card."""

    message_ts: str
    person_id: str
    posted_at: datetime
    files: Sequence[OfferedFile]


def judge(
    file: OfferedFile, kind: ProofKind, opened_at: datetime, *, used_before: bool
) -> Refusal | None:
    """Say why `file` does not prove a step that opened at `opened_at`; None when it does."""
    return (
        _unusable(file) or _stale(file, opened_at, used_before=used_before) or _misfit(file, kind)
    )


def _unusable(file: OfferedFile) -> Refusal | None:
    if file.mode == "tombstone":
        return Refusal.DELETED
    if file.mode == "hidden_by_limit":
        return Refusal.HIDDEN
    if file.is_external or file.mode == "external":
        return Refusal.EXTERNAL
    if file.mode == "file_access" or file.access in {"access_denied", "file_not_found"}:
        return Refusal.NOT_READABLE
    if file.mode in TYPED_MODES:
        return Refusal.TYPED_TEXT
    if file.size == 0:
        return Refusal.EMPTY
    return None


def _stale(file: OfferedFile, opened_at: datetime, *, used_before: bool) -> Refusal | None:
    if used_before:
        return Refusal.SHARED_AGAIN
    if file.created_at is not None and file.created_at < opened_at - CLOCK_TOLERANCE:
        return Refusal.TOO_OLD
    return None


def _misfit(file: OfferedFile, kind: ProofKind) -> Refusal | None:
    if kind == ProofKind.PHOTO and not file.is_image:
        return Refusal.NOT_A_PHOTO
    if kind == ProofKind.FILE and file.is_image:
        return Refusal.NOT_A_FILE
    return None
