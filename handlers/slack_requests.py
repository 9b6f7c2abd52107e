"""What we read of a command, a click and a submitted form, parsed before anything else looks."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class SlackCommand(BaseModel):
    """A slash command as typed; its trigger lets us open a modal within three seconds."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    user_id: str
    channel_id: str
    text: str = ""
    trigger_id: str = ""


class SlackActor(BaseModel):
    """Who clicked."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str


class SlackViewState(BaseModel):
    """What stands in a modal's fields, still unread."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    values: dict[str, Any] = {}


class SlackView(BaseModel):
    """An open modal, or a Home tab, which has no fields."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    hash: str | None = None
    private_metadata: str = ""
    state: SlackViewState = SlackViewState()
    root_view_id: str | None = None
    previous_view_id: str | None = None

    @property
    def is_last_layer(self) -> bool:
        """Whether no modal can be pushed on top of this one: Slack stacks three."""
        return self.previous_view_id not in {None, "", self.root_view_id}


class SlackAction(BaseModel):
    """What was clicked."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    action_id: str
    value: str = ""
    block_id: str = ""
    selected_user: str | None = None


class SlackClick(BaseModel):
    """A block_actions payload."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    user: SlackActor
    actions: list[SlackAction]
    trigger_id: str = ""
    view: SlackView | None = None

    @property
    def value(self) -> str:
        """What the clicked button carries; empty when it carries nothing."""
        return self.actions[0].value if self.actions else ""

    @property
    def place(self) -> str:
        """The block that what was clicked stands in."""
        return self.actions[0].block_id if self.actions else ""

    @property
    def chosen_person(self) -> str:
        """Who was picked; empty when nobody was."""
        return (self.actions[0].selected_user or "") if self.actions else ""

    @property
    def action_id(self) -> str:
        """Which button it was."""
        return self.actions[0].action_id if self.actions else ""


class SlackSubmission(BaseModel):
    """A view_submission payload."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    user: SlackActor
    view: SlackView
