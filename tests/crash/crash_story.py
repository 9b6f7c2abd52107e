"""The canonical story, told by people whom no restart confuses."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import httpx
from workspace_client import OPERATIONS, Person, RefusedError, Team, photo, wait_for

Some = TypeVar("Some")

PAUSE = 0.3
# People look again before they do something a second time.
SECOND_THOUGHT = 5
ANSWER_SECONDS = 4
DOORS, FRIDGE = "Unlock doors", "Fridge temperature"


def line() -> str:
    """A command whose process does not come due by itself while the story runs.

    The owner has time to wait for an answer to words; nobody acts on the second step before it has
    come to the manager.
    """
    day = (datetime.now(UTC) + timedelta(days=3)).strftime("%A")
    return (
        f"/baton new Opening checks every {day} at 7:00 owner @ana backup @ben manager @mia "
        f"windows 12s, 1s, 5m steps: {DOORS}; {FRIDGE} [photo]"
    )


@dataclass(frozen=True)
class Story:
    """The story of one workspace, whose people wait `patience` seconds for each thing."""

    team: Team
    patience: float

    def tell(self) -> str:
        """Live through it; the digest at its end."""
        ana, ben, mia = self.team.ana, self.team.ben, self.team.mia
        preview = self._ask_until_answered(ana, line(), "create_draft")
        self._press_until(ana, preview, "create_draft", lambda: "is created" in _newest(ana))
        self._ask_until_answered(ana, "/baton start opening", "open now", "a moment ago")

        doors = self.wait_for(lambda: cards(ana, DOORS))[0]
        ana.message("done!", thread=doors["ts"])
        await_answer(ana, doors)
        ana.upload(photo("doors.png"), thread=doors["ts"])
        self.wait_for(lambda: "Done by" in current(ana, doors)["text"])

        self.wait_for(lambda: cards(ana, FRIDGE))
        for_ben = self.wait_for(lambda: cards(ben, FRIDGE))[0]
        for_mia = self.wait_for(lambda: cards(mia, FRIDGE))[0]
        mia.upload(photo("fridge.png", 7), thread=for_mia["ts"])
        self.wait_for(lambda: "Done by" in current(mia, for_mia)["text"])

        ben.upload(photo("late.png", 9), thread=for_ben["ts"])
        self.wait_for(lambda: answers(ben, for_ben))
        return str(self._ask_until_answered(ana, "/baton digest", "text")["text"])

    def wait_for(self, find: Callable[[], Some]) -> Some:
        """Wait as somebody who looks a few times a second."""

        def look() -> Some:
            found = find()
            if not found:
                time.sleep(PAUSE)
            return found

        return wait_for(look, self.patience)

    def _ask_until_answered(self, person: Person, typed: str, *answer: str) -> dict:
        """Type a command, and again where the bot died before it answered."""

        def typed_once() -> dict | None:
            if not person.state()["connected"]:
                return None
            try:
                said = person.command(typed, channel=OPERATIONS)
            except RefusedError:
                return None
            return said if any(words in str(said) for words in answer) else None

        return self.wait_for(typed_once)

    def _press_until(
        self, person: Person, where: dict, button: str, done: Callable[[], bool]
    ) -> None:
        """Press a button, and again where nothing has come of it."""

        def pressed() -> bool:
            if not done() and person.state()["connected"]:
                try:
                    person.press(where, button, channel=OPERATIONS)
                except RefusedError:
                    return False
                until = time.monotonic() + SECOND_THOUGHT
                while not done() and time.monotonic() < until:
                    time.sleep(PAUSE)
            return done()

        self.wait_for(pressed)


def await_answer(person: Person, card: dict) -> None:
    """Wait for an answer to words, but no longer than leaves time for the photo."""
    until = time.monotonic() + ANSWER_SECONDS
    while not answers(person, card) and time.monotonic() < until:
        time.sleep(PAUSE)


def cards(person: Person, step: str) -> list[dict]:
    """All that Baton posted about a step at the top of someone's DM."""
    return [m for m in person.messages() if step in m["text"] and "bot_id" in m]


def current(person: Person, message: dict) -> dict:
    """A message as it now is."""
    return next(m for m in person.messages() if m["ts"] == message["ts"])


def answers(person: Person, card: dict) -> list[str]:
    """What Baton said in the thread of a card."""
    return [m["text"] for m in person.thread(card["ts"])[1:] if "bot_id" in m]


def patient_team(url: str) -> Team:
    """The people, whose connections outlive a busy machine."""
    team = Team(url)
    team.http.timeout = httpx.Timeout(60)
    return team


def _newest(person: Person) -> str:
    return str((person.newest(OPERATIONS) or {}).get("text"))
