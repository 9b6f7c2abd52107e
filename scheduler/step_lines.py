"""Steps as people write them, one a line: "Fridge temperature [photo]"."""

import difflib
import re
from collections.abc import Iterable

from scheduler.plan import LONGEST_TITLE, MOST_PHOTOS, MOST_STEPS, StepPlan
from scheduler.typed_text import one_line, quoted
from storage.states import ProofKind

LINE_BREAK = "\n"
COMMAND_SEPARATORS = ";\n"
NOUNS = {
    "photo": ProofKind.PHOTO,
    "photos": ProofKind.PHOTO,
    "file": ProofKind.FILE,
    "files": ProofKind.FILE,
    "photo or file": ProofKind.ANY,
    "photos or files": ProofKind.ANY,
}
SINGULAR = {ProofKind.PHOTO: "photo", ProofKind.FILE: "file", ProofKind.ANY: "photo or file"}
PLURAL = {ProofKind.PHOTO: "photos", ProofKind.FILE: "files", ProofKind.ANY: "photos or files"}
# Words that people use for our rules; in the brackets at the end of a step they mean a rule.
RULE_WORDS = re.compile(
    r"\b(?:photos?|photographs?|pics?|pictures?|images?|files?|documents?|proofs?|fotos?)\b"
)
SAMPLES = ("photo", "photos", "file", "files")
ALIKE = 0.6
USE = "use [photo], [file] or [2 photos]"

_MARK = r"(?:[-*+•‣◦\u2013\u2014☐☑☒✓✔✅□▢]\ufe0f?|\[[ xX]?\])"
_NUMBER = r"\d{1,3}[.)]"
# A bullet, a box after it, a number: each needs a blank behind it, so that "2.5 l" stays text.
_LEAD = re.compile(rf"^(?:{_MARK}(?:\s+|$)){{0,2}}(?:{_NUMBER}(?:\s+|$))?")
_BRACKET = re.compile(r"\[([^\[\]]*)\]\s*[.;,]?$")
_RULE = re.compile(r"(?:(\d+)\s*(?:x\s*)?)?([a-z ]+)")
# Put before a title that itself begins like a list item, so that reading drops this instead.
_GUARD = "- [ ] 1. "


class StepLineError(ValueError):
    """A line that is no step; the message names the line and says what to do."""


def parse_steps(text: str, separators: str = LINE_BREAK) -> tuple[StepPlan, ...]:
    """Read the steps between any of the `separators`, in order; empty lines do not count.

    Raises StepLineError.
    """
    word = "Line" if separators == LINE_BREAK else "Step"
    lines = re.split(f"[{re.escape(separators)}]", text.replace("\r", LINE_BREAK))
    if separators != LINE_BREAK:
        lines = [line for line in lines if line.strip()]
    steps = tuple(_numbered(lines, word))
    _check_number(steps)
    return steps


def format_steps(steps: Iterable[StepPlan]) -> str:
    """Write steps, one a line, such that reading them gives the same steps."""
    return LINE_BREAK.join(_written(step) for step in steps)


def _numbered(lines: list[str], word: str) -> Iterable[StepPlan]:
    for number, raw in enumerate(lines, start=1):
        line = _bare(raw)
        if line:
            try:
                yield _step(line)
            except StepLineError as problem:
                raise StepLineError(f"{word} {number}: {problem}") from None


def _check_number(steps: tuple[StepPlan, ...]) -> None:
    if not steps:
        raise StepLineError('Write at least one step, for example "Fridge temperature [photo]".')
    if len(steps) > MOST_STEPS:
        raise StepLineError(
            f"These are {len(steps)} steps; a process has at most {MOST_STEPS}. "
            "Please join some, or make two processes."
        )


def _bare(raw: str) -> str:
    return _LEAD.sub("", one_line(raw), count=1)


def _step(line: str) -> StepPlan:
    title, kind, count = _split_rule(line)
    if not title:
        raise StepLineError(f"write what is to be done before “{quoted(line)}”.")
    if len(title) > LONGEST_TITLE:
        raise StepLineError(
            f"the step has {len(title)} characters; please use at most {LONGEST_TITLE} "
            "and put the details in the SOP."
        )
    return StepPlan(title=title, proof_kind=kind, proof_count=count)


def _split_rule(line: str) -> tuple[str, ProofKind, int]:
    found = _BRACKET.search(line)
    if found is None:
        return line, ProofKind.ANY, 1
    words = one_line(found[1]).casefold()
    rule = _RULE.fullmatch(words)
    if rule and rule[2].strip() in NOUNS:
        kind = NOUNS[rule[2].strip()]
        return line[: found.start()].rstrip(), kind, _count(rule[1], kind)
    if _resembles_rule(words):
        raise StepLineError(f"I do not know [{quoted(found[1])}]; {USE}.")
    return line, ProofKind.ANY, 1


def _count(digits: str | None, kind: ProofKind) -> int:
    # Eleven digits are as much too many as a thousand; int() of the latter would be slow.
    count = int(digits[:11]) if digits else 1
    if not 1 <= count <= MOST_PHOTOS:
        raise StepLineError(
            f"a step takes 1 to {MOST_PHOTOS} {PLURAL[kind]}, "
            f"for example [{SINGULAR[kind]}] or [2 {PLURAL[kind]}]."
        )
    return count


def _resembles_rule(words: str) -> bool:
    if len(words) > 40:
        return False
    noun = re.sub(r"^\d+\s*", "", words)
    if RULE_WORDS.search(words) or re.fullmatch(r"\d+\s*[a-z]+", words):
        return True
    return bool(difflib.get_close_matches(noun, SAMPLES, n=1, cutoff=ALIKE))


def _written(step: StepPlan) -> str:
    title = one_line(step.title)
    guard = _GUARD if _bare(title) != title else ""
    kind, count = step.proof_kind, step.proof_count
    if (kind, count) == (ProofKind.ANY, 1) and not _BRACKET.search(title):
        return f"{guard}{title}"
    rule = SINGULAR[kind] if count == 1 else f"{count} {PLURAL[kind]}"
    return f"{guard}{title} [{rule}]"
