"""What is odd about a chain, in a sentence, for its preview and for its creator."""

from collections.abc import Callable, Mapping, Sequence

from handlers.views.words import ROLES, clip, day_and_clock, duration, mention, plural
from scheduler.chains import Code, Odd, Work
from scheduler.ladder import rungs
from scheduler.step_ladders import ladder_of
from storage.states import Level

SHORT_TITLE = 200
BEFORE = {Level.BACKUP: "owner", Level.MANAGER: "backup"}
MARK = ":warning:"


def warnings(odd: Sequence[Odd], work: Work, zone: str) -> tuple[str, ...]:
    """Return a line for each odd thing about a plan."""
    return tuple(f"{MARK} {sentence(one, work, zone)}" for one in odd)


def sentence(odd: Odd, work: Work | None, zone: str) -> str:
    """Say what is odd and what it means; `work` is None where it is about several processes."""
    return SAID[odd.code](odd, work, zone)


def _role(odd: Odd) -> str:
    return ROLES[odd.level] if odd.level is not None else "owner"


def _place(odd: Odd) -> str:
    """Return what somebody is: "its backup", "the backup of “Fridge”"."""
    if odd.detail:
        return f"the {_role(odd)} of “{clip(odd.detail, SHORT_TITLE)}”"
    return f"its {_role(odd)}"


def _same_person(odd: Odd, _work: Work | None, _zone: str) -> str:
    return (
        f"{mention(odd.person_id)}, {_place(odd)}, is on it twice: missed work would move to "
        "someone who was already asked."
    )


def _gone(odd: Odd, _work: Work | None, _zone: str) -> str:
    return (
        f"{mention(odd.person_id)}, {_place(odd)}, is no longer active in Slack, so their turns "
        "go straight to the next person."
    )


def _guest(odd: Odd, _work: Work | None, _zone: str) -> str:
    return (
        f"{mention(odd.person_id)}, {_place(odd)}, is a guest here by now. Guests cannot use "
        "`/baton`; a full member is better."
    )


def _empty_group(odd: Odd, _work: Work | None, zone: str) -> str:
    when = day_and_clock(odd.at, zone) if odd.at else "the next one"
    return (
        f"There is nobody in the user group that owns it whom I can ask: {when} goes straight to "
        "its backup."
    )


def _away_both(odd: Odd, _work: Work | None, zone: str) -> str:
    before = BEFORE.get(odd.level or Level.BACKUP, "owner")
    when = day_and_clock(odd.at, zone) if odd.at else "soon"
    return (
        f"{mention(odd.other_id)}, its {before}, and {mention(odd.person_id)}, {_place(odd)}, "
        f"are both away when it is due {when}."
    )


def _at_night(odd: Odd, _work: Work | None, _zone: str) -> str:
    return (
        f"The whole time of {mention(odd.person_id)}, its {_role(odd)}, lies between 22:00 and "
        "6:00 where they are."
    )


def _too_short(odd: Odd, work: Work | None, _zone: str) -> str:
    of = f"“{clip(odd.detail, SHORT_TITLE)}” wants" if odd.detail else "Its steps together want"
    window = f", {_window(odd, work, odd.level)}," if work and odd.level is not None else ""
    return (
        f"{of} {plural(odd.count, 'photo or file', 'photos or files')}, and the time of its "
        f"{_role(odd)}{window} is hardly enough for that."
    )


def _window(odd: Odd, work: Work, level: Level) -> str:
    steps = (step for step in work.steps if odd.detail and step.title == odd.detail)
    ladders = (ladder_of(work, step) for step in steps)
    # Two steps may have one title; it is too short for either.
    shortest = min((rungs(ladder)[level].window for ladder in ladders), default=None)
    return duration(rungs(work)[level].window if shortest is None else shortest)


def _one_backup(odd: Odd, _work: Work | None, _zone: str) -> str:
    return (
        f"{mention(odd.person_id)} backs up {plural(odd.count, 'process', 'processes')}: on a day "
        "when they are ill, all of these go straight to the manager. Choose somebody else for some "
        "of them with `/baton edit`."
    )


SAID: Mapping[Code, Callable[[Odd, Work | None, str], str]] = {
    Code.SAME_PERSON: _same_person,
    Code.GONE: _gone,
    Code.GUEST: _guest,
    Code.EMPTY_GROUP: _empty_group,
    Code.AWAY_BOTH: _away_both,
    Code.AT_NIGHT: _at_night,
    Code.TOO_SHORT: _too_short,
    Code.ONE_BACKUP: _one_backup,
}


def is_about_time(odd: Odd) -> bool:
    """Tell whether it is put right in the form rather than by choosing another person."""
    return odd.code in {Code.AT_NIGHT, Code.TOO_SHORT, Code.EMPTY_GROUP}
