"""What the night has found about somebody's processes: one message, with a fix for each."""

from collections.abc import Sequence

from handlers.views.blocks import Block, picker, press, section
from handlers.views.chain_words import is_about_time, sentence
from handlers.views.form_ids import EDIT_PROCESS
from handlers.views.step_ids import OPEN_STEPS
from handlers.views.words import (
    NAME,
    ROLES,
    Message,
    aloud,
    bold,
    clip,
    fitting,
    mention,
    plural,
    said,
)
from scheduler.chain_watch import is_open, odd_in
from scheduler.chains import Code, Odd
from storage.models import ChainFinding
from storage.states import Level

FIX = "fix_chain"
PLACE = "chain:"
SHORT_NAME = 200
# A message holds 50 blocks: a head, a last line, and these.
MOST_FINDINGS = 40
TAKES_TURNS = "They take turns as its owner. Choose another person."
SETTLED = ":white_check_mark: settled."


def chain_message(findings: Sequence[ChainFinding]) -> Message:
    """Return what was found in one night, as it stands now."""
    shown = findings[:MOST_FINDINGS]
    left = len(findings) - len(shown)
    head = _head(findings)
    more = [f"… and {left} more. `/baton list` shows the processes."] if left else []
    blocks = [section(head), *(_block(one) for one in shown), *map(section, more)]
    return Message(fitting([head, *map(_line, shown), *more]), blocks)


def _head(findings: Sequence[ChainFinding]) -> str:
    still = sum(is_open(one) for one in findings)
    if not still:
        return "What I found in your processes is settled. Nothing is left to do."
    return f"{plural(still, 'thing', 'things')} about who is asked in your processes, worth a look:"


def _line(one: ChainFinding) -> str:
    name = f"{bold(clip(one.process.name, SHORT_NAME))}: " if one.process else ""
    zone = one.process.zone if one.process else "UTC"
    return f"{name}{sentence(odd_in(one), one.process, zone) if is_open(one) else SETTLED}"


def _block(one: ChainFinding) -> Block:
    block = section(_line(one))
    fix = _fix(one) if is_open(one) else None
    return block | {"block_id": f"{PLACE}{one.id}", "accessory": fix} if fix else block


def _fix(one: ChainFinding) -> Block | None:
    """Return the tap that puts it right: a person, or the form; none where there are several."""
    if one.process is None:
        return None
    odd = odd_in(one)
    if can_be_picked(odd, has_rota=one.process.rota is not None):
        role = ROLES[odd.level] if odd.level is not None else "person"
        return picker(FIX, f"Choose another {role}")
    if odd.detail and not is_about_time(odd):
        return _opens(OPEN_STEPS, "Its steps", "Steps of", one)
    return _opens(EDIT_PROCESS, "Change it", "Change", one)


def _opens(action: str, shown: str, verb: str, one: ChainFinding) -> Block:
    assert one.process is not None, "there is no form for what is about no process"
    spoken = aloud(verb, one.process.name)
    value = str(one.process_id)
    return press(f"{action}:{one.id}", shown, value=value, accessibility_label=spoken)


def can_be_picked(odd: Odd, *, has_rota: bool) -> bool:
    """Tell whether choosing one other person puts it right; a rota is changed in the form.

    So is what a step has of its own, in the list of steps.
    """
    if odd.level is None or odd.detail or is_about_time(odd) or odd.code == Code.ONE_BACKUP:
        return False
    return odd.level != Level.OWNER or not has_rota


def nothing_to_fix() -> Message:
    """Say that a picker is of something that is settled, or was never asked."""
    return said(
        "This is settled already, so nothing was changed. `/baton list` shows what there is."
    )


def not_fitting(one: ChainFinding, person_id: str, why: str) -> Message:
    """Say why the person who was chosen cannot take the place; `why` is in plain text."""
    name = bold(clip(one.process.name, NAME)) if one.process else "this process"
    return said(f"{mention(person_id)} cannot have that place in {name}. {clip(why, NAME)}")
