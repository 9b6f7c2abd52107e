"""The names of the buttons and forms by which a manager handles a step."""

# Buttons; each carries the id of its step.
ASK_REASSIGN = "ask_reassign"
ASK_CANCEL_STEP = "ask_cancel_step"
ASK_ACCEPT = "ask_accept"

REASSIGN_CALLBACK = "reassign_turn"
CANCEL_STEP_CALLBACK = "cancel_step"
ACCEPT_CALLBACK = "accept_proof"

PERSON = "successor"
PROOF = "proof"
REASON = "reason"
