"""Which step of a draft is which expected one, and which process is which."""

import re

_WORD = re.compile(r"[^\W_]+")
# One sure step outweighs all doubtful ones of a process.
_SURE, _DOUBTFUL = 1000, 1


def words(text):
    """Return the words of a text without marks, in one case."""
    return _WORD.findall(text.casefold())


def begins_with(text, start):
    """Tell whether a text begins with these words, whatever marks stand between them."""
    wanted = words(start)
    return words(text)[: len(wanted)] == wanted


def says(text, part):
    """Tell whether these words stand next to each other anywhere in a text."""
    return f" {' '.join(words(part))} " in f" {' '.join(words(text))} "


def is_step(draft, expected):
    """Tell whether a draft's step is the expected one: by its line, or by its first words."""
    is_there = expected.line is not None and draft.source_line == expected.line
    return is_there or begins_with(draft.title, expected.begins)


def matched_steps(drafts, expected, *, ordered=True):
    """Return pairs of places (draft, expected) of the best match, in order unless there is none."""
    return _in_order(drafts, expected) if ordered else _in_any_order(drafts, expected)


def _in_order(drafts, expected):
    """Return the longest common subsequence; a sure step counts for more than a doubtful one."""
    best = [[0] * (len(expected) + 1) for _ in range(len(drafts) + 1)]
    for at in reversed(range(len(drafts))):
        for to in reversed(range(len(expected))):
            best[at][to] = max(best[at + 1][to], best[at][to + 1])
            if is_step(drafts[at], expected[to]):
                best[at][to] = max(best[at][to], best[at + 1][to + 1] + _weight(expected[to]))
    return list(_walked(best, drafts, expected))


def _weight(expected):
    return _DOUBTFUL if expected.doubtful else _SURE


def _walked(best, drafts, expected):
    at = to = 0
    while at < len(drafts) and to < len(expected):
        if best[at][to] == best[at + 1][to]:
            at += 1
        elif best[at][to] == best[at][to + 1]:
            to += 1
        else:
            yield at, to
            at, to = at + 1, to + 1


def _in_any_order(drafts, expected):
    pairs, taken = [], set()
    for to, step in enumerate(expected):
        free = (at for at in range(len(drafts)) if at not in taken)
        at = next((at for at in free if is_step(drafts[at], step)), None)
        if at is not None:
            taken.add(at)
            pairs.append((at, to))
    return pairs


def matched_processes(drafts, expected):
    """Return for each expected process the place of its draft, or None; each draft goes once."""
    scores = [
        (_score(draft, process), -to, -at)
        for to, process in enumerate(expected)
        for at, draft in enumerate(drafts)
    ]
    found = {}
    for score, to, at in sorted(scores, reverse=True):
        if score and -to not in found and -at not in found.values():
            found[-to] = -at
    return [found.get(to) for to in range(len(expected))]


def _score(draft, process):
    is_named = any(says(draft.name, name) for name in process.names)
    pairs = matched_steps(draft.steps, process.steps, ordered=process.ordered)
    return len(pairs) + (1 if is_named else 0)


def holder(drafts, process):
    """Return the place of the draft that has most of the process's steps; None if none has any."""
    counts = [len(matched_steps(one.steps, process.steps, ordered=False)) for one in drafts]
    most = max(counts, default=0)
    return counts.index(most) if most else None
