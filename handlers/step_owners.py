"""Steps in one line, with their own owners: "Unlock doors @zoe; Fridge [photo] @ben"."""

import re
from collections.abc import Sequence

from handlers.slack_text import PERSON, Mention, mention_at, plain
from handlers.views import step_refusals as refusals
from scheduler.plan import LONGEST_TITLE, StepPlan
from scheduler.step_lines import COMMAND_SEPARATORS, StepLineError, parse_steps

# What stands for a mention while the line is read: a number between characters that nobody types.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_AT_END = re.compile(rf"(?:^|\s+)(?:owner\s*:?\s*)?{_MARK.pattern}[.,]?$", re.IGNORECASE)
_BEHIND_RULE = re.compile(rf"(\[[^\[\]]*\])((?:\s*{_MARK.pattern})+)(?=\s*(?:[;\n]|$))")
_BETWEEN = " ,:;-\u2013\u2014"
# Behind one of these a person is part of what is to be done: "Hand the keys to @ben".
_PART_OF_THE_WORK = {
    *("to", "with", "from", "for", "by", "and", "or", "of", "at", "on", "in", "via", "about"),
    *("call", "ask", "tell", "see", "meet", "phone", "email", "remind", "backup", "manager"),
}


def read_steps(value: str) -> tuple[StepPlan, ...]:
    """Read the steps of the one line, as Slack delivers it; a mention at a step's end owns it.

    Raises StepLineError.
    """
    mentions: list[Mention] = []
    marked = PERSON.sub(lambda found: _marked(found, mentions), _without_marks(value))
    text = _BEHIND_RULE.sub(r"\2 \1", plain(marked))
    steps = parse_steps(text, COMMAND_SEPARATORS)
    return tuple(_owned(number, step, mentions) for number, step in enumerate(steps, start=1))


def _without_marks(value: str) -> str:
    return value.replace(_OPEN, "").replace(_CLOSE, "")


def _marked(found: re.Match[str], mentions: list[Mention]) -> str:
    read = mention_at(found[0])
    assert read is not None, "the pattern is that of a mention"
    mentions.append(read[0])
    return f"{_OPEN}{len(mentions) - 1}{_CLOSE}"


def _owned(number: int, step: StepPlan, mentions: Sequence[Mention]) -> StepPlan:
    found = _AT_END.search(step.title)
    before = step.title[: found.start()].rstrip(_BETWEEN) if found else step.title
    if found is None or _is_part_of_the_work(before):
        return step.model_copy(update={"title": _fitting(number, _shown(step.title, mentions))})
    owner = mentions[int(found[1])]
    if _AT_END.search(before):
        raise StepLineError(refusals.two_owners(number, owner.shown))
    title = _shown(before, mentions)
    if not title:
        raise StepLineError(refusals.no_title(number, owner.shown))
    return step.model_copy(update={"title": _fitting(number, title), "owner_id": owner.id})


def _is_part_of_the_work(before: str) -> bool:
    words = before.casefold().split()
    return bool(words) and words[-1] in _PART_OF_THE_WORK


def _shown(title: str, mentions: Sequence[Mention]) -> str:
    return _MARK.sub(lambda mark: mentions[int(mark[1])].shown, title)


def _fitting(number: int, title: str) -> str:
    if len(title) > LONGEST_TITLE:
        raise StepLineError(refusals.title_too_long(number, title))
    return title
