"""How the recent runs of a process went: a mark for each, and the same in words."""

from collections import Counter

from handlers.views.words import plural
from scheduler.recent import Strip, Went

MARKS = {
    Went.ON_TIME: ":white_check_mark:",
    Went.LATER: ":ballot_box_with_check:",
    Went.MISSED: ":x:",
    Went.OPEN: ":hourglass_flowing_sand:",
    Went.LEFT_OUT: ":heavy_minus_sign:",
}
WORDS = {
    Went.ON_TIME: "on time",
    Went.LATER: "later or by somebody else",
    Went.MISSED: "not all proven",
    Went.OPEN: "open",
    Went.LEFT_OUT: "left out",
}


def strip(went: Strip) -> str:
    """Return the marks, the newest last, and behind them how many there are of each.

    A screen reader says what the marks are called; the words say what they mean.
    """
    if not went:
        return "has not run yet"
    marks = " ".join(MARKS[one] for one in went)
    counts = Counter(went)
    words = ", ".join(f"{counts[one]} {words}" for one, words in WORDS.items() if counts[one])
    last = "last run" if len(went) == 1 else f"last {plural(len(went), 'run')}"
    return f"{marks} {last}: {words}"
