"""The names of the modals, buttons and fields by which people arrange a process's steps."""

STEPS_CALLBACK = "arrange_steps"
DETAILS_CALLBACK = "step_details"
SAVE_CALLBACK = "save_steps"
# The list once more, with what was arranged on what is there now.
AGAIN_CALLBACK = "arrange_steps_again"

# Carries the id of its process.
OPEN_STEPS = "open_steps"
# Carries the id of a family.
OPEN_FAMILY_STEPS = "open_family_steps"
# Each carries the key of its step; the modal remembers the draft.
MOVE_UP = "step_up"
MOVE_DOWN = "step_down"
OPEN_DETAILS = "open_step_details"

# Fields; a field's block and element share one name.
OWNER = "owner_id"
BACKUP = "backup_id"
MANAGER = "manager_id"
OWNER_WINDOW = "owner_seconds"
BACKUP_WINDOW = "backup_seconds"
MANAGER_WINDOW = "manager_seconds"
INSTRUCTION = "instruction"
SOP = "sop_url"
PICTURE = "picture"
