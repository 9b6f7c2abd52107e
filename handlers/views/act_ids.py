"""The names of the forms and buttons by which people act on a process."""

PAUSE_CALLBACK = "pause"
SKIP_CALLBACK = "skip"
CANCEL_CALLBACK = "cancel_run"

# Buttons; each carries the id of its process.
OPEN_PAUSE = "open_pause"
OPEN_SKIP = "open_skip"
OPEN_CANCEL = "open_cancel"
# Carries the process and the occurrence.
UNSKIP = "unskip"
# Carries the template's key.
USE_TEMPLATE = "use_template"

UNTIL = "until"
OCCURRENCE = "occurrence"
RUN = "run"
REASON = "reason"
