"""What we read of Slack's payloads, parsed before anything else looks at it."""

from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from scheduler.judging import OfferedFile
from scheduler.typed_text import one_line

Shape = TypeVar("Shape", bound=BaseModel)


class SlackFile(BaseModel):
    """A file object; every field may be missing."""

    model_config = ConfigDict(extra="ignore")

    id: str
    name: str | None = None
    title: str | None = None
    mimetype: str | None = None
    filetype: str | None = None
    mode: str | None = None
    file_access: str | None = None
    size: int | None = None
    is_external: bool | None = None
    created: int | None = None
    permalink: str | None = None
    url_private: str | None = None
    url_private_download: str | None = None

    @property
    def needs_a_look(self) -> bool:
        """Whether Slack tells more in files.info than it did here."""
        return self.file_access == "check_file_info"

    @property
    def is_being_scanned(self) -> bool:
        """Whether Slack has not finished looking at the upload."""
        return self.mode == "hosted" and not self.mimetype and not self.filetype

    def offered(self) -> OfferedFile:
        """Return the facts that proofs are judged by."""
        return OfferedFile(
            id=self.id,
            name=one_line(self.name or self.title or "") or self.id,
            mimetype=self.mimetype or "",
            mode=self.mode or "",
            access=self.file_access or "",
            size=self.size or 0,
            is_external=bool(self.is_external),
            created_at=datetime.fromtimestamp(self.created, UTC) if self.created else None,
            permalink=self.permalink,
            download_url=self.url_private_download or self.url_private,
        )


class SlackMessage(BaseModel):
    """A message event."""

    model_config = ConfigDict(extra="ignore")

    channel: str
    ts: Annotated[str, Field(pattern=r"^\d{1,12}\.\d{1,6}$")]
    subtype: str | None = None
    user: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    deleted_ts: str | None = None
    text: str = ""
    files: list[SlackFile] = []


class ReactionItem(BaseModel):
    """What was reacted to."""

    model_config = ConfigDict(extra="ignore")

    type: str
    channel: str | None = None
    ts: str | None = None


class Reaction(BaseModel):
    """A reaction_added event."""

    model_config = ConfigDict(extra="ignore")

    user: str
    item: ReactionItem


class SlackProfile(BaseModel):
    """What of a profile tells how someone is; every field may be missing or null."""

    model_config = ConfigDict(extra="ignore")

    status_text: str | None = None
    status_emoji: str | None = None
    status_expiration: int | None = None


# Slack leaves a flag out, or sends null or "" for it, where it is not so.
Flag = Annotated[bool, BeforeValidator(bool)]


class SlackUser(BaseModel):
    """A user object; see the platform's notes on what each flag leaves out."""

    model_config = ConfigDict(extra="ignore")

    id: str
    name: str | None = None
    real_name: str | None = None
    deleted: Flag = False
    is_bot: Flag = False
    is_workflow_bot: Flag = False
    is_restricted: Flag = False
    is_ultra_restricted: Flag = False
    is_stranger: Flag = False
    team_id: str | None = None
    # Of an organisation with several workspaces: all that they belong to.
    enterprise_user: Any = None
    is_admin: Flag = False
    tz: str | None = None
    # Parsed on its own: whatever stands in it, that someone has left must be heard.
    profile: Any = None

    @property
    def status(self) -> SlackProfile:
        """What their profile says of how they are; empty where it says nothing."""
        return parse_or_none(SlackProfile, self.profile) or SlackProfile()

    @property
    def is_human(self) -> bool:
        """Whether a person reads what is sent there; Slackbot says that it is no bot."""
        return not (self.is_bot or self.is_workflow_bot or self.id == "USLACKBOT")

    @property
    def is_guest(self) -> bool:
        """Whether they belong to the workspace only in part, or not at all."""
        return self.is_restricted or self.is_ultra_restricted or self.is_stranger

    def is_of(self, team_id: str) -> bool:
        """Whether this workspace is theirs; nobody is a stranger where a channel is shared."""
        org = self.enterprise_user if isinstance(self.enterprise_user, dict) else {}
        return self.team_id in {None, "", team_id} or team_id in (org.get("teams") or ())


class SlackGroup(BaseModel):
    """A user group object; `date_delete` is 0 unless it is disabled."""

    model_config = ConfigDict(extra="ignore")

    id: Annotated[str, Field(pattern=r"^S[A-Z0-9]{1,31}$")]
    handle: Annotated[str, Field(max_length=200)] = ""
    date_delete: int | None = 0


class SlackGroupUpdate(BaseModel):
    """A subteam_updated event."""

    model_config = ConfigDict(extra="ignore")

    subteam: SlackGroup


class SlackGroupChange(BaseModel):
    """A subteam_members_changed event."""

    model_config = ConfigDict(extra="ignore")

    subteam_id: Annotated[str, Field(pattern=r"^S[A-Z0-9]{1,31}$")]


def parse_or_none(shape: type[Shape], data: Any) -> Shape | None:
    """Parse what Slack sent; None when it is not of this shape."""
    try:
        return shape.model_validate(data)
    except ValidationError:
        return None
