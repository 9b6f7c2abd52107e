"""The form that creates or changes a process."""

from handlers.views import form_ids as ids
from handlers.views import inputs
from handlers.views.beside import NOTHING_BESIDE, Beside, with_beside
from handlers.views.blocks import section
from handlers.views.family_ids import FAMILY_FORM
from handlers.views.form_ids import CADENCE_KIND_ACTION
from handlers.views.form_preset import (
    FormPreset,
    memory_of,
    preset_for,
    preset_from_plan,
    preset_from_state,
)
from handlers.views.form_when import when_fields
from handlers.views.form_who import who_fields
from handlers.views.inputs import Block, field
from handlers.views.modal import View, modal
from scheduler.plan import LONGEST_NAME
from storage.states import Opening, Overlap

__all__ = [
    "CADENCE_KIND_ACTION",
    "FormPreset",
    "preset_for",
    "preset_from_plan",
    "preset_from_state",
    "process_form",
]

OPENINGS = {
    str(Opening.ONE_BY_ONE): "One after another",
    str(Opening.ALL_AT_ONCE): "All at once",
}
OVERLAPS = {
    str(Overlap.CLOSE): "The earlier one closes as missed",
    str(Overlap.BOTH): "Both stay open",
    str(Overlap.SKIP): "The new one is skipped",
}
STEPS_HINT = (
    "One step a line. At its end say what proves it: [photo], [file] or [2 photos]. "
    "Without that, a photo or a file will do. What a step has of its own stays; see /baton steps."
)
TEMPLATES_HINT = "To start from something that works: `/baton templates`"


def process_form(preset: FormPreset, lines: Beside = NOTHING_BESIDE) -> View:
    """Return the modal, filled with what is there already; `lines` stand beside its fields."""
    blocks = [
        *_head(preset),
        *_what(preset),
        *when_fields(preset),
        *who_fields(preset),
        *_how(preset),
    ]
    if preset.family:
        # What each location says for itself is no matter of what they have in common.
        blocks = [one for one in blocks if one.get("block_id") not in ids.OF_THE_PLACE]
    blocks = with_beside(blocks, lines)
    callback, title = _kind(preset)
    return modal(
        callback, title, blocks, submit="Preview", close="Cancel", memory=memory_of(preset)
    )


def _kind(preset: FormPreset) -> tuple[str, str]:
    if preset.family:
        return FAMILY_FORM, "Edit at all places"
    if preset.basis:
        return ids.EDIT_CALLBACK, "Edit process"
    return ids.FORM_CALLBACK, "New process"


def _head(preset: FormPreset) -> list[Block]:
    return [] if preset.name else [section(TEMPLATES_HINT)]


def _what(preset: FormPreset) -> list[Block]:
    name = inputs.text_line(
        ids.NAME, preset.name, longest=LONGEST_NAME, placeholder="Opening checks"
    )
    return [
        field("Name", name),
        *(_steps(part, text) for part, text in enumerate(preset.steps)),
        field(
            "SOP link",
            inputs.link_line(ids.SOP, preset.sop_url),
            hint="The page that says how the work is done.",
            optional=True,
        ),
    ]


def _steps(part: int, text: str) -> Block:
    if part:
        return field("Steps (continued)", inputs.text_lines(ids.steps_block(part), text))
    example = "Unlock the doors\nFridge temperature [photo]\nCount the float [file]"
    return field("Steps", inputs.text_lines(ids.STEPS, text, placeholder=example), hint=STEPS_HINT)


def _how(preset: FormPreset) -> list[Block]:
    return [
        field("The steps open", inputs.radio(ids.OPENING, OPENINGS, preset.opening)),
        field(
            "If a run is still open when the next is due",
            inputs.select(ids.OVERLAP, OVERLAPS, preset.overlap),
        ),
        field(
            "Digest channel",
            inputs.channel(ids.DIGEST, preset.digest_channel_id),
            hint="Sees once a week which steps keep failing. Invite @Baton there.",
            optional=True,
        ),
    ]
