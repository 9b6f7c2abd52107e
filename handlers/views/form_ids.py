"""The names of the creation form's fields; a field's block and its element share one name."""

from enum import StrEnum

FORM_CALLBACK = "new_process"
CREATE_CALLBACK = "create_process"
EDIT_CALLBACK = "edit_process"
SAVE_CALLBACK = "save_process"
# The form once more, with what was typed on what is there now.
AGAIN_CALLBACK = "edit_process_again"

NAME = "name"
SOP = "sop_url"
OWNER = "owner_id"
OWNER_TURN = "owner_turn"
OWNER_GROUP = "owner_group"
BACKUP = "backup_id"
MANAGER = "manager_id"
CADENCE_KIND = "cadence_kind"
WEEKDAYS = "weekdays"
EVERY_N = "every_n"
MONTH_DAY = "month_day"
NTH = "nth"
WEEKDAY = "weekday"
WORDS = "words"
TIME = "time"
ZONE = "zone"
HOLIDAY_PLACE = "holiday_place"
HOLIDAY_MOVE = "holiday_move"
STEPS = "steps"
OWNER_WINDOW = "owner_window"
BACKUP_WINDOW = "backup_window"
MANAGER_WINDOW = "manager_window"
NUDGES = "nudges"
OPENING = "opening"
OVERLAP = "overlap"
DIGEST = "digest_channel_id"

# What a family leaves to each of its locations.
OF_THE_PLACE = frozenset({OWNER, OWNER_TURN, OWNER_GROUP, BACKUP, MANAGER, ZONE, HOLIDAY_PLACE})

# Sent when another kind of cadence is chosen in the open form.
CADENCE_KIND_ACTION = CADENCE_KIND
CREATE_DRAFT = "create_draft"
EDIT_DRAFT = "edit_draft"
DROP_DRAFT = "drop_draft"
EDIT_PROCESS = "edit_this_process"
EDIT_AGAIN = "edit_again"


class CadenceKind(StrEnum):
    """The ways in which the form lets a cadence be said."""

    DAILY = "daily"
    WEEKDAYS = "every_weekday"
    CHOSEN = "chosen_weekdays"
    EVERY_N_WEEKS = "every_n_weeks"
    MONTH_DAY = "day_of_month"
    LAST_DAY = "last_day"
    LAST_BUSINESS_DAY = "last_business_day"
    NTH_WEEKDAY = "nth_weekday"
    WORDS = "in_words"


# Which detail fields the form shows for each kind, in this order.
DETAILS: dict[CadenceKind, tuple[str, ...]] = {
    CadenceKind.DAILY: (TIME,),
    CadenceKind.WEEKDAYS: (TIME,),
    CadenceKind.CHOSEN: (WEEKDAYS, TIME),
    CadenceKind.EVERY_N_WEEKS: (EVERY_N, WEEKDAYS, TIME),
    CadenceKind.MONTH_DAY: (MONTH_DAY, TIME),
    CadenceKind.LAST_DAY: (TIME,),
    CadenceKind.LAST_BUSINESS_DAY: (TIME,),
    CadenceKind.NTH_WEEKDAY: (NTH, WEEKDAY, TIME),
    # Words say their time themselves: two times in one form could contradict each other.
    CadenceKind.WORDS: (WORDS,),
}


def steps_block(part: int) -> str:
    """Return the name of a part of the steps: more than 3,000 characters need several fields."""
    return STEPS if part == 0 else f"{STEPS}_{part + 1}"
