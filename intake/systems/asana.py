"""What holds for all of Asana's exports, as CSV and as JSON."""

SYSTEM = "asana"
LACKS = ("cadence", "proof", "backup", "manager")
NO_TASKS = (
    "This export has no tasks in it: the project may be empty, or filtered while it was exported."
    " Show all of its tasks and export it again."
)
