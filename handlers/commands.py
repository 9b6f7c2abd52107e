"""`/baton …`: who may ask, and which verb is meant."""

from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches

from handlers.asking import Answer, Asked, Verb
from handlers.people import Directory
from handlers.slack_requests import SlackCommand
from handlers.slack_text import plain
from handlers.views import command_answers
from handlers.views.words import Message
from scheduler.members import is_full_member


class Commands:
    """Answers every slash command."""

    def __init__(self, directory: Directory, verbs: Mapping[str, Verb]) -> None:
        """Let `directory` say who asks; `help` is the verb of a command without one."""
        self.directory = directory
        self.verbs = verbs

    def answer(self, typed: SlackCommand, now: datetime) -> Answer:
        """Answer a command that was typed at the aware instant `now`."""
        member = self.directory.member(typed.user_id, now)
        if member is None:
            return Answer(command_answers.failed())
        if not is_full_member(member):
            return Answer(command_answers.guest())
        name, rest = _split(typed.text)
        verb = self.verbs.get(name.casefold())
        if verb is None:
            return Answer(self._unknown(name))
        return verb(Asked(member, typed.channel_id, rest, typed.trigger_id, now))

    def _unknown(self, name: str) -> Message:
        near = get_close_matches(name.casefold(), self.verbs, n=1)
        return command_answers.unknown_command(plain(name), near[0] if near else None)


def _split(text: str) -> tuple[str, str]:
    words = text.split(None, 1)
    return (words[0] if words else "help"), (words[1] if len(words) > 1 else "")
