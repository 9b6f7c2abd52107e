"""What only one person can resolve: a DM to whoever created the process."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from handlers.views.words import NAME, Message, channel, clip, command, said

Facts = Mapping[str, Any]

SHORT = 300
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{1,31}")
INVITE = "Please write `/invite @Baton` in that channel; the next digest will then arrive."
NOT_A_MEMBER = ("I am not a member of it", INVITE)
ARCHIVED = (
    "it is archived",
    "Please unarchive it, or create the process anew with another channel.",
)
RESTRICTED = (
    "only some people may post in it",
    "Please ask an admin of this workspace to let Baton post there.",
)
DIGEST_REFUSALS = {
    "not_in_channel": NOT_A_MEMBER,
    "channel_not_found": ("it is gone, or private and I am not a member of it", INVITE),
    "is_archived": ARCHIVED,
    "restricted_action": RESTRICTED,
    "restricted_action_read_only_channel": RESTRICTED,
    "restricted_action_thread_only_channel": RESTRICTED,
}


def trouble(code: str, facts: dict[str, Any]) -> Message:
    """Return what happened and what to do; `facts` is what the engine wrote down with `code`."""
    return KNOWN.get(code, _otherwise)({"code": code, **facts})


def _digest_refused(facts: Facts) -> Message:
    error = str(facts.get("error", ""))
    said_by_slack = (f"Slack refused it ({clip(error, SHORT)})", INVITE)
    why, do = DIGEST_REFUSALS.get(error, said_by_slack)
    return said(f"I could not post the weekly digest in {_channel(facts)}: {why}.", do)


def _channel(facts: Facts) -> str:
    channel_id = str(facts.get("channel", ""))
    return channel(channel_id) if CHANNEL_ID.fullmatch(channel_id) else "its channel"


def _nobody_reachable(facts: Facts) -> Message:
    return said(
        f"Nobody could be asked for “{_detail(facts)}” of {_process(facts)}: its owner, backup",
        "and manager could not be reached in Slack, so it counts as missed.",
        f"Please look at who they are with {_show(facts)}.",
    )


def _overtaken(facts: Facts) -> Message:
    name = str(facts.get("process", ""))
    return said(
        f"{_process(facts)} was due on {_detail(facts)} while I was not running, and was due",
        "again before I was back. I asked nobody for that run, so its steps count as missed.",
        f"If it is still needed, run it now with {command('start', name)}.",
    )


def _proof_not_kept(facts: Facts) -> Message:
    error = clip(str(facts.get("error", "")), SHORT)
    reason = f" ({error})" if error else ""
    return said(
        f"I could not keep our own copy of “{_detail(facts)}”, a proof of {_process(facts)}"
        f"{reason}.",
        "The step stays done and the file is still in Slack.",
        "If you need it for longer than Slack shows it, please download it there.",
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
    "overtaken": _overtaken,
    "proof_not_kept": _proof_not_kept,
}
