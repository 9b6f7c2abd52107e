"""A rota as people write it: "@openers weekly", "each run"."""

import re

from scheduler.rotas import Rota
from scheduler.typed_text import quoted
from storage.states import RotaTurn

TURNS = {RotaTurn.WEEKLY: "weekly", RotaTurn.EACH_RUN: "each run"}
_WEEKLY = re.compile(r"(?:by\s+(?:the\s+)?|(?:each|every|per|a)\s+)?week(?:ly)?(?:\s+each)?")
_EACH_RUN = re.compile(r"(?:by\s+(?:the\s+)?|(?:each|every|per|a|one)\s+)?runs?(?:\s+each)?")
_GROUP = re.compile(r"@?([^\s@<>,;]{1,80})(?:[\s,;]+(.*))?", re.DOTALL)


class RotaTextError(ValueError):
    """What cannot be read as a rota; the message says what to do."""


def read_turn(text: str) -> RotaTurn:
    """Read how turns are taken; weekly where nothing is said. Raises RotaTextError."""
    said = " ".join(text.casefold().split()).strip(" ,;.()")
    if not said or _WEEKLY.fullmatch(said):
        return RotaTurn.WEEKLY
    if _EACH_RUN.fullmatch(said):
        return RotaTurn.EACH_RUN
    raise RotaTextError(f"Say how they take turns: weekly or each run. I got “{quoted(text)}”.")


def read_group(text: str) -> Rota | None:
    """Read a user group's @handle and how its members take turns; None where nothing is typed.

    Which group it is, is for Slack to say. Raises RotaTextError.
    """
    if not text.strip():
        return None
    found = _GROUP.fullmatch(text.strip())
    if found is None:
        raise RotaTextError("Write the @handle of one user group, for example: @openers weekly.")
    return Rota(turn=read_turn(found[2] or ""), group_id="", group_handle=found[1])


def said_group(rota: Rota) -> str:
    """Return a group's rota so that it can be read back; empty for a list of people."""
    return f"@{rota.group_handle} {TURNS[rota.turn]}" if rota.group_id is not None else ""
