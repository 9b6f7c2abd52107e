"""What a modal's fields hold, as Slack sends it in `view.state.values`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Bounds


class Choice(BaseModel):
    """A chosen option."""

    value: str


class Field(BaseModel):
    """One input, whatever its type; what it does not have stays None."""

    model_config = ConfigDict(frozen=True)

    value: str | None = None
    selected_option: Choice | None = None
    selected_options: list[Choice] | None = None
    selected_user: str | None = None
    selected_users: list[str] | None = None
    selected_conversation: str | None = None
    selected_time: str | None = None
    # Seconds since 1970, in Slack's ten digits.
    selected_date_time: Annotated[int, Bounds(ge=0, lt=10**10)] | None = None
    selected_date: str | None = None
    files: list[Any] | None = None

    @property
    def text(self) -> str:
        """What was typed or chosen; empty when nothing was."""
        option = self.selected_option.value if self.selected_option else None
        person_or_place = self.selected_user or self.selected_conversation
        moment = self.selected_date or self.selected_time
        return self.value or option or person_or_place or moment or ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """All ticked options, in the order of the form."""
        return tuple(option.value for option in self.selected_options or ())

    @property
    def people(self) -> tuple[str, ...]:
        """All people who were chosen, in the order in which they were."""
        one = (self.selected_user,) if self.selected_user else ()
        return tuple(dict.fromkeys(self.selected_users or one))


class FormState:
    """The fields by their names; a field that is absent or malformed is empty."""

    def __init__(self, values: Any) -> None:
        self._values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def field(self, name: str) -> Field:
        """Return the field whose block and element are called `name`."""
        block = self._values.get(name)
        element = block.get(name) if isinstance(block, Mapping) else None
        try:
            return Field.model_validate(element)
        except ValidationError:
            return Field()

    def text(self, name: str) -> str:
        """Return what was typed or chosen in the field; empty when nothing was."""
        return self.field(name).text

    def people(self, name: str) -> tuple[str, ...]:
        """Return who was chosen in the field, in their order."""
        return self.field(name).people

    def files(self, name: str) -> list[Any]:
        """Return the file objects of the field, unread."""
        return self.field(name).files or []

    def instant(self, name: str) -> datetime | None:
        """Return the day and time that were picked in the field, in UTC; None where none were."""
        picked = self.field(name).selected_date_time
        return datetime.fromtimestamp(picked, UTC) if picked is not None else None

    def chosen(self, name: str) -> tuple[str, ...]:
        """Return the ticked options of the field."""
        return self.field(name).chosen
