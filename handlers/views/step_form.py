"""The modal with what one step has of its own; a field that is empty is as the process says."""

from datetime import timedelta

from handlers.views import inputs
from handlers.views import step_ids as ids
from handlers.views.blocks import Block, section
from handlers.views.inputs import field
from handlers.views.modal import View, modal
from handlers.views.step_list import ladder_line
from handlers.views.step_words import seconds_of
from handlers.views.words import ROLES, TITLE, bold, clip
from scheduler import windows
from scheduler.plan import LONGEST_INSTRUCTION, LONGEST_WINDOW, ProcessPlan, StepPlan
from scheduler.step_ladders import own_person
from scheduler.step_order import place_of
from storage.states import Level

LONGEST_WORDS = 100
EXAMPLE = "Open each door, wait until the display stands still, photograph it."
PICTURE_HINT = (
    "The public address of a PNG, JPG or GIF, beginning with https://. Pictures that are uploaded "
    "to Slack are shown only to those whom they were shared with."
)


def step_form(plan: ProcessPlan, key: str, draft_id: str, minimum_window: timedelta) -> View:
    """Return the modal for the step with this key. Raises NoSuchStepError."""
    step = plan.steps[place_of(plan.steps, key)]
    return modal(
        ids.DETAILS_CALLBACK,
        "Details of a step",
        [_head(plan, step), *_how(step), *_who(step, minimum_window)],
        submit="Done",
        close="Back",
        memory=memory_of(draft_id, key),
    )


def memory_of(draft_id: str, key: str) -> str:
    """Return what the modal remembers: which step of which draft it is about."""
    return f"{draft_id} {key}"


def remembered(private_metadata: str) -> tuple[str, str]:
    """Return the draft and the key of the step; empty where the modal is none of ours."""
    draft_id, _, key = private_metadata.partition(" ")
    return draft_id, key


def _head(plan: ProcessPlan, step: StepPlan) -> Block:
    title = bold(clip(step.title, TITLE))
    return section(f"{title}\nWhat is empty here is as the process: {ladder_line(plan)}.")


def _how(step: StepPlan) -> list[Block]:
    words = inputs.text_lines(
        ids.INSTRUCTION, step.instruction or "", placeholder=EXAMPLE, longest=LONGEST_INSTRUCTION
    )
    return [
        field("Instruction", words, hint="Stands on the card, below the title.", optional=True),
        field(
            "SOP link of this step",
            inputs.link_line(ids.SOP, str(step.sop_url or "")),
            hint="Empty: the link of the process.",
            optional=True,
        ),
        field(
            "Picture",
            inputs.link_line(ids.PICTURE, str(step.picture or "")),
            hint=PICTURE_HINT,
            optional=True,
        ),
    ]


def _who(step: StepPlan, minimum: timedelta) -> list[Block]:
    bounds = f"From {windows.spoken(minimum)} to {windows.spoken(LONGEST_WINDOW)}."
    blocks = []
    for level, role in ROLES.items():
        person = inputs.person_or_none(f"{role}_id", own_person(step, level) or "")
        time = inputs.text_line(
            f"{role}_seconds", _spoken(step, level), longest=LONGEST_WORDS, placeholder="20 minutes"
        )
        blocks += [
            field(role.capitalize(), person, hint="Empty: as the process.", optional=True),
            field(
                f"Time for the {role}", time, hint=f"Empty: as the process. {bounds}", optional=True
            ),
        ]
    return blocks


def _spoken(step: StepPlan, level: Level) -> str:
    seconds = seconds_of(step, level)
    return windows.spoken(timedelta(seconds=seconds)) if seconds else ""
