"""The names of the forms and buttons of locations and of families, and what a button carries."""

from pydantic import BaseModel, ConfigDict

# Buttons that carry the id of a location.
LOCATION_SHOW = "location_show"
LOCATION_EDIT = "location_edit"
LOCATION_RETIRE = "location_retire"
# Carries the location and its version, as they were when it was asked about.
LOCATION_END = "location_end"
LOCATION_NEW = "location_new"
# Carries a change that was typed in one line.
LOCATION_SAVE = "location_save"
LOCATION_DROP = "location_drop"
LOCATION_FORM = "location_form"
LOCATION_CONFIRM = "location_confirm"

# Carries the id of a process: its locations, or its family's.
PLACES_OPEN = "places_open"
PLACES_FORM = "places_form"
PLACES_CONFIRM = "places_confirm"
PLACES_SAVE = "places_save"
PLACES_DROP = "places_drop"
PLACES = "places"

# Carries the id of a family.
FAMILY_EDIT = "family_edit"
FAMILY_AGAIN_PRESS = "family_again_press"
FAMILY_FORM = "family_form"
FAMILY_SAVE = "family_save"
FAMILY_AGAIN = "family_again"
# Carries the id of one of its processes.
PEOPLE_OPEN = "place_people"
PEOPLE_FORM = "place_people_form"

# What was asked of a family, done at one of its places or at all of them.
AT_PLACE = "at_place"
SKIP_ALL_OPEN = "skip_all"
SKIP_ALL_FORM = "skip_all_form"

LONGEST_WORDS = 500


class Wish(BaseModel):
    """What a button does: a verb with the words behind it, for one process or a whole family."""

    model_config = ConfigDict(frozen=True)

    verb: str
    process: int | None = None
    family: int | None = None
    words: str = ""

    @property
    def carried(self) -> str:
        """What a button carries, short enough for Slack."""
        return self.model_copy(update={"words": self.words[:LONGEST_WORDS]}).model_dump_json(
            exclude_defaults=True
        )
