"""What only one person can resolve: a DM to whoever created the process."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from handlers.views.rota_words import handle
from handlers.views.words import (
    NAME,
    Message,
    channel,
    clip,
    command,
    day_and_clock,
    mention,
    said,
)
from scheduler.letters import NOT_MADE

Facts = Mapping[str, Any]

SHORT = 300
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{1,31}")
PERSON_ID = re.compile(r"[UW][A-Z0-9]{1,31}")
LONGEST_NOTE = 1200
# Says of an error of Slack's why, as a clause, and what to do, as a sentence.
Explain = Callable[[str], tuple[str, str]]


def trouble(code: str, facts: dict[str, Any], explain: Explain) -> Message:
    """Return what happened and what to do; `facts` is what the engine wrote down with `code`."""
    why, do = explain(str(facts.get("error", "")))
    return KNOWN.get(code, _otherwise)({**facts, "code": code, "why": why, "do": do})


def _digest_refused(facts: Facts) -> Message:
    why = clip(str(facts["why"]), SHORT)
    return said(
        f"I could not post the weekly digest in {_channel(facts)}: {why}.", str(facts["do"])
    )


def _channel(facts: Facts) -> str:
    channel_id = str(facts.get("channel", ""))
    return channel(channel_id) if CHANNEL_ID.fullmatch(channel_id) else "its channel"


def _nobody_reachable(facts: Facts) -> Message:
    return said(
        f"Nobody could be asked for “{_detail(facts)}” of {_process(facts)}: its owner, backup",
        "and manager are away or could not be reached in Slack, so it counts as missed.",
        f"Please look at who they are with {_show(facts)}.",
    )


def _empty_group(facts: Facts) -> Message:
    name = handle(str(facts.get("detail", "")))
    following = str(facts.get("person", ""))
    return said(
        f"{_process(facts)} was due, and there is nobody in {name}, who take turns as its owner,",
        f"whom I can ask: I went straight to {mention(following)}, who is next.",
        "Please add somebody to that group in Slack, or choose another owner with",
        f"{command('edit', str(facts.get('process', '')))}.",
    )


def _manager_away(facts: Facts) -> Message:
    person, until = str(facts.get("person", "")), str(facts.get("until", ""))
    manager = f"{mention(person)}, its manager," if person else "its manager,"
    end = ""
    if until:
        at, zone = datetime.fromisoformat(until), str(facts.get("zone", "UTC"))
        end = f" until {day_and_clock(at, zone)}"
    return said(
        f"“{_detail(facts)}” of {_process(facts)} is with {manager} who is away{end}:",
        "nobody else is left to ask.",
        f"Please look who can do it; {_show(facts)} says how it stands.",
    )


def _overtaken(facts: Facts) -> Message:
    name, count = str(facts.get("process", "")), int(facts.get("count", 1))
    runs = "that run, so its" if count == 1 else "those runs, so their"
    return said(
        f"{_process(facts)} was due {_due(facts, count)} while I was not running, and was due",
        f"again before I was back. I asked nobody for {runs} steps count as missed.",
        f"If it is still needed, run it now with {command('start', name)}.",
    )


def _due(facts: Facts, count: int) -> str:
    # What an earlier Baton has queued says it by the clock of the process.
    if "due" not in facts:
        return f"on {_detail(facts)}"
    first = _at(facts, "due")
    return first if count == 1 else f"{count} times, from {first} to {_at(facts, 'until')},"


def _at(facts: Facts, name: str) -> str:
    return day_and_clock(datetime.fromisoformat(str(facts[name])), str(facts["zone"]))


def _proof_not_kept(facts: Facts) -> Message:
    error = clip(str(facts.get("error", "")), SHORT)
    reason = f" ({error})" if error else ""
    return said(
        f"I could not keep our own copy of “{_detail(facts)}”, a proof of {_process(facts)}"
        f"{reason}.",
        "The step stays done and the file is still in Slack.",
        "If you need it for longer than Slack shows it, please download it there.",
    )


def _problem(facts: Facts) -> Message:
    person = str(facts.get("person", ""))
    who = mention(person) if PERSON_ID.fullmatch(person) else "Its manager"
    until = datetime.fromisoformat(str(facts["until"]))
    return said(
        f"{who} reported a problem with “{_detail(facts)}” of {_process(facts)}:",
        f"“{clip(str(facts.get('note', '')), LONGEST_NOTE)}”.",
        f"It stays open with them until {day_and_clock(until, str(facts['zone']))}, and nobody is",
        f"asked after that. See how it stands with {_show(facts)}.",
    )


STUCK = {
    "process_never_due": "{process} is active, but I have no time at which it is next due.",
    "run_without_step": "The run of {process} due on {detail} is open, but none of its steps is.",
    "step_without_turn": "“{detail}” of {process} is open, but I am asking nobody for it.",
    "turn_without_end": "“{detail}” of {process} is with somebody, but I have no deadline for it.",
    "turn_not_asked": "“{detail}” of {process} is somebody's turn, but I never asked them.",
    "message_never_sent": "There is a message on “{detail}” of {process} that I cannot send.",
    "proof_never_copied": "I cannot keep our own copy of a proof for “{detail}” of {process}.",
    "process_overdue": "{process} was due more than 15 minutes ago, and I could not start it.",
    "turn_overdue": (
        "“{detail}” of {process} was to move on more than 15 minutes ago, and I could not move it,"
        " because I cannot read its thread in Slack."
    ),
    "message_overdue": "A message on “{detail}” of {process} has waited to be sent for 15 minutes.",
    "proof_overdue": "A proof for “{detail}” of {process} has waited to be copied for 15 minutes.",
}
# What goes on by itself as soon as it can.
WAITING = "I keep trying; whoever runs me finds the reason in my log, or with `baton check`."
HARMLESS = {"proof_never_copied", "proof_overdue"}


def _report_refused(facts: Facts) -> Message:
    if facts.get("error") == NOT_MADE:
        return said(
            "I could not make the report that you asked for, by a mistake of mine.",
            "Whoever runs me finds it in my log; please tell them.",
        )
    why = clip(str(facts["why"]), SHORT)
    return said(
        f"I could not send you the report that you asked for: {why}.",
        str(facts["do"]),
        "Then please ask for it again with `/baton report`.",
    )


def _stuck(facts: Facts) -> Message:
    what = str(facts.get("what", ""))
    if what not in STUCK:
        return _otherwise(facts)
    happened = STUCK[what].format(process=_process(facts), detail=_detail(facts))
    if what in HARMLESS:
        return said(happened, "The step stays done and the file is in Slack.", WAITING)
    if what.endswith("_overdue"):
        return said(happened, f"See how it stands with {_show(facts)}.", WAITING)
    return said(
        f"Something is stuck, by a mistake of mine. {happened} It will not move on by itself.",
        _unstick(what, facts),
        "Whoever runs me can see it with `baton check`; please tell them.",
    )


def _unstick(what: str, facts: Facts) -> str:
    name = str(facts.get("process", ""))
    if not name:
        return "Please start what is missing by hand: `/baton list` shows the processes."
    if what == "process_never_due":
        return f"{command('pause', name)} and then {command('resume', name)} give it its next time."
    return (
        f"See how it stands with {_show(facts)}, ask for the work yourself if it is urgent, or"
        f" let it start anew with {command('start', name)}."
    )


def _otherwise(facts: Facts) -> Message:
    detail = _detail(facts)
    about = f": {detail}" if detail else ""
    return said(
        f"{_process(facts)} needs a look ({clip(str(facts['code']), SHORT)}{about}).",
        f"See how it stands with {_show(facts)}.",
    )


def _process(facts: Facts) -> str:
    return clip(str(facts.get("process", "")), NAME) or "A process of yours"


def _detail(facts: Facts) -> str:
    return clip(str(facts.get("detail", "")), SHORT)


def _show(facts: Facts) -> str:
    name = str(facts.get("process", ""))
    return command("show", name) if name else "`/baton list`"


KNOWN: Mapping[str, Callable[[Facts], Message]] = {
    "digest_refused": _digest_refused,
    "nobody_reachable": _nobody_reachable,
    "manager_away": _manager_away,
    "empty_group": _empty_group,
    "overtaken": _overtaken,
    "problem": _problem,
    "proof_not_kept": _proof_not_kept,
    "report_refused": _report_refused,
    "stuck": _stuck,
}
