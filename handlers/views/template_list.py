"""The templates, a line each with a button: /baton templates."""

from collections.abc import Sequence

from handlers.views.act_ids import USE_TEMPLATE
from handlers.views.blocks import Block, button, section
from handlers.views.words import Message, aloud, bold, clip, plural
from scheduler.templates import Template

INTRODUCTION = (
    "Start from one of these: the form opens filled in, and only the people are missing. "
    "Everything in it can be changed."
)
SHORT = 200
SEPARATOR = "@"


def template_list(templates: Sequence[Template], channel_id: str | None) -> Message:
    """Return all templates; the digest of what is made of one goes to `channel_id`."""
    blocks: list[Block] = [section(INTRODUCTION)]
    lines = [INTRODUCTION]
    for template in templates:
        line = _line(template)
        lines.append(line)
        value = f"{template.key}{SEPARATOR}{channel_id or ''}"
        spoken = aloud("Use", template.name)
        use = button(USE_TEMPLATE, "Use this", value=value, accessibility_label=spoken)
        blocks += [section(line), use]
    return Message("\n".join(lines), blocks)


def _line(template: Template) -> str:
    steps = plural(len(template.steps), "step")
    name = bold(clip(template.name, SHORT))
    cadence = template.cadence[:1].upper() + template.cadence[1:]
    return f"{name} \u2013 {template.about} {cadence}, {steps}."
