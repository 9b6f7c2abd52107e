"""The part of `/baton new …` after the cadence: who, steps, link, windows, channel, zone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from pydantic import AnyUrl

from handlers.clause_people import ClauseError, nothing_after, person, read_owner
from handlers.slack_text import CHANNEL, LINK, Mention, plain, unescape
from handlers.step_owners import read_steps
from handlers.views import line_refusals as refusals
from scheduler import links, windows, zones
from scheduler.cadence.public_holidays import Holidays, PlaceError, read_place
from scheduler.links import LinkError
from scheduler.plan import StepPlan
from scheduler.rotas import Rota
from scheduler.step_lines import StepLineError
from scheduler.typed_text import one_line
from scheduler.windows import WindowError
from storage.states import HolidayMove, Nudges, Opening, Overlap

ROLES = ("owner", "backup", "manager")

_ONE_AFTER_ANOTHER = r"one\s+by\s+one|one\s+after\s+(?:another|the\s+other)"
# What stands in a token, such as a link or somebody's label, is passed over whole.
_START = r"<[^<>]*>|(?<![^\s,;])"
# A keyword with the right thing behind it; names of processes hardly ever contain one.
STRICT = re.compile(
    rf"""{_START}(?P<word>
        (?:owner|backup|manager)\s*[:=]?\s*(?=<?@|<!subteam\^)
      | steps?\s*:
      | sop\s*[:=]?\s*(?=<?https?://)
      | windows?\s*[:=]?\s*(?=\d)
      | holidays\s*[:=]?\s*(?=[a-z]{2}\b)
      | nudges\s*[:=]?\s*(?=none\b|(?:at\s+the\s+|(?:quarter|half|three\s+quarters)\s+and\s+)?end\b)
      | overlap\s*[:=]?\s*(?=(?:close|both|skip)\b)
      | digest\s*[:=]?\s*(?=<?\#|none\b)
      | all\s+at\s+once\b | (?:{_ONE_AFTER_ANOTHER})\b
      | in\s+(?=[a-z_]+/[a-z_]|utc\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A keyword with anything behind it.
LOOSE = re.compile(
    rf"""{_START}(?P<word>
        owner|backup|manager|steps?|sop|windows?|digest|holidays|overlap|nudges|in
      | (?P<together>all\s+at\s+once) | (?P<apart>{_ONE_AFTER_ANOTHER})
    )\b\s*[:=]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
NUDGES = {
    "none": Nudges.NONE,
    "end": Nudges.END,
    "at the end": Nudges.END,
    "quarter and end": Nudges.QUARTER_AND_END,
    "half and end": Nudges.HALF_AND_END,
    "three quarters and end": Nudges.MOST_AND_END,
}
_BETWEEN = re.compile(r"[\s,;.]*(?:and\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Clauses:
    """What was understood after the cadence, and a sentence for each thing that was not."""

    people: dict[str, Mention] = field(default_factory=dict)
    rota: Rota | None = None
    # The owner, or all who take turns, as they were typed.
    owner_shown: str = ""
    steps: tuple[StepPlan, ...] | None = None
    steps_text: str | None = None
    sop_url: AnyUrl | None = None
    windows: tuple[timedelta, timedelta, timedelta] | None = None
    digest: str | None = None
    no_digest: bool = False
    zone: str | None = None
    holidays: Holidays | None = None
    nudges: Nudges = Nudges.HALF_AND_END
    opening: Opening = Opening.ONE_BY_ONE
    overlap: Overlap = Overlap.CLOSE
    said: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    def with_problem(self, sentence: str) -> "Clauses":
        """Return these clauses with one more thing that was not understood."""
        return replace(self, problems=(*self.problems, sentence))


def read_clauses(text: str, minimum_window: timedelta) -> Clauses:
    """Read everything after the cadence, in any order; the steps come last."""
    clauses, at = Clauses(), _skip(text, 0)
    while at < len(text):
        keyword = LOOSE.match(text, at)
        if keyword is None or not keyword["word"]:
            end = _next_keyword(text, at)
            clauses = clauses.with_problem(refusals.unknown_clause(plain(text[at:end])))
        else:
            word = _word(keyword)
            end = len(text) if word == "steps" else _next_keyword(text, keyword.end())
            value = text[keyword.end() : end].strip()
            # In steps a last semicolon may belong to an entity, as in "temperature &lt;".
            value = value if word == "steps" else value.rstrip(",; \t\n")
            clauses = _once(clauses, word, value, minimum_window)
        at = _skip(text, end)
    return clauses


def keywords(pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Find STRICT or LOOSE keywords from `start` on, outside of tokens."""
    return (found for found in pattern.finditer(text, start) if found["word"])


def _skip(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _next_keyword(text: str, at: int) -> int:
    found = next(keywords(LOOSE, text, at), None)
    return found.start() if found else len(text)


def _word(keyword: re.Match[str]) -> str:
    if keyword["together"] or keyword["apart"]:
        return "all at once" if keyword["together"] else "one by one"
    word = keyword["word"].casefold()
    return {"step": "steps", "window": "windows"}.get(word, word)


def _topic(word: str) -> str:
    return "opening" if word in {"all at once", "one by one"} else word


def _once(clauses: Clauses, word: str, value: str, minimum: timedelta) -> Clauses:
    topic = _topic(word)
    if topic in clauses.said:
        return clauses.with_problem(refusals.said_twice(topic))
    clauses = replace(clauses, said=clauses.said | {topic})
    if topic == "steps":
        # Kept even if it cannot be read, so that what was typed can be given back.
        clauses = replace(clauses, steps_text=one_line(plain(value)))
    try:
        return replace(clauses, **_read(clauses, word, value, minimum))
    except (ClauseError, StepLineError, WindowError, LinkError, PlaceError) as problem:
        return clauses.with_problem(str(problem))


def _read(clauses: Clauses, word: str, value: str, minimum: timedelta) -> dict[str, Any]:
    if word == "owner":
        owner = read_owner(value)
        people = clauses.people | {word: owner.first}
        return {"people": people, "rota": owner.rota, "owner_shown": owner.shown}
    if word in ROLES:
        return {"people": clauses.people | {word: person(word, value)}}
    if word == "steps":
        return {"steps": read_steps(value)}
    if word == "windows":
        return {"windows": windows.parse_windows(plain(value), minimum)}
    return _OTHERS[word](word, value)


def _sop(_word: str, value: str) -> dict[str, Any]:
    found = LINK.match(value)
    if found is None:
        return {"sop_url": links.sop_link(plain(value))}
    nothing_after(value[found.end() :], refusals.SOP_LINK)
    return {"sop_url": links.sop_link(unescape(found[1]))}


def _digest(_word: str, value: str) -> dict[str, Any]:
    if value.casefold() == "none":
        return {"no_digest": True}
    found = CHANNEL.match(value)
    if found is None:
        raise ClauseError(refusals.no_digest(plain(value)))
    nothing_after(value[found.end() :], refusals.DIGEST_CHANNEL)
    return {"digest": found[1]}


def _zone(_word: str, value: str) -> dict[str, Any]:
    zone = zones.known(plain(value))
    if zone is None:
        raise ClauseError(zones.unknown(plain(value)))
    return {"zone": zone}


def _holidays(_word: str, value: str) -> dict[str, Any]:
    place, _, move = one_line(plain(value)).rpartition(" ")
    if move.casefold() not in set(HolidayMove):
        raise ClauseError(refusals.no_holidays(plain(value)))
    return {"holidays": Holidays(read_place(place), HolidayMove(move.casefold()))}


def _nudges(_word: str, value: str) -> dict[str, Any]:
    said = one_line(plain(value)).casefold()
    if said not in NUDGES:
        raise ClauseError(refusals.no_nudges(NUDGES, plain(value)))
    return {"nudges": NUDGES[said]}


def _overlap(_word: str, value: str) -> dict[str, Any]:
    chosen = plain(value).casefold()
    if chosen not in set(Overlap):
        raise ClauseError(refusals.no_overlap(plain(value)))
    return {"overlap": Overlap(chosen)}


def _opening(word: str, value: str) -> dict[str, Any]:
    nothing_after(value, f"“{word}”")
    return {"opening": Opening.ALL_AT_ONCE if word == "all at once" else Opening.ONE_BY_ONE}


_OTHERS: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "sop": _sop,
    "digest": _digest,
    "in": _zone,
    "holidays": _holidays,
    "nudges": _nudges,
    "overlap": _overlap,
    "all at once": _opening,
    "one by one": _opening,
}
