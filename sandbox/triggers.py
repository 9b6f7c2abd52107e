"""What the app gets in hand with each interaction: a trigger and an address to respond to."""

import secrets
from dataclasses import dataclass, field

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 1800.0
RESPONSE_USES = 5


class TriggerError(Exception):
    """A trigger does not open a view; the message is Slack's name for why."""


@dataclass
class Trigger:
    """Whose interaction it came from, until when it works, and the view it came from."""

    person: str
    until: float
    view_id: str | None
    used: bool = False


@dataclass
class ResponseTo:
    """What a response address answers: a command, or something pressed in a message."""

    person: str
    channel: str
    until: float
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class Triggers:
    """Both kinds, by their secret."""

    _triggers: dict[str, Trigger] = field(default_factory=dict)
    _responses: dict[str, ResponseTo] = field(default_factory=dict)

    def issue(self, person: str, now: float, view_id: str | None = None) -> str:
        """Return a trigger id for something that a person has just done."""
        self._forget_old(now)
        trigger_id = f"{int(now * 1000)}.{secrets.randbelow(10**10)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(person, now + TRIGGER_SECONDS, view_id)
        return trigger_id

    def exchange(self, trigger_id: str, now: float) -> Trigger:
        """Use a trigger, once and within three seconds. Raises TriggerError."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise TriggerError("invalid_trigger_id")
        if trigger.used:
            raise TriggerError("exchanged_trigger_id")
        if now > trigger.until:
            raise TriggerError("expired_trigger_id")
        trigger.used = True
        return trigger

    def respond_to(self, response: ResponseTo) -> str:
        """Return the secret of a new response address."""
        secret = secrets.token_urlsafe(18)
        self._responses[secret] = response
        return secret

    def response(self, secret: str, now: float) -> ResponseTo | None:
        """Use a response address; None when it is unknown, too old or used up."""
        response = self._responses.get(secret)
        if response is None or now > response.until or response.uses >= RESPONSE_USES:
            return None
        response.uses += 1
        return response

    def _forget_old(self, now: float) -> None:
        # A used or late trigger still says why for a while.
        kept = {key: each for key, each in self._triggers.items() if each.until > now - 600}
        self._triggers = kept
        self._responses = {key: each for key, each in self._responses.items() if each.until > now}
