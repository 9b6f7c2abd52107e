"""Telling the story once for each point at which the bot may die."""

import multiprocessing
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from crash_story import Story, patient_team
from databases import Ground
from kept_alive import ROOT, KeptAlive
from outcome import Outcome, is_quiet, read_outcome

from sandbox.server import LocalWorkspace
from storage.database import Database

# Threads race: a point that was passed in the clean run may not be in another one.
MOST_TELLINGS = 3


@dataclass(frozen=True)
class Telling:
    """One story: where the bot died, if it did, how it ended, and what it passed."""

    crash_at: str | None
    kills: int
    seconds: float
    outcome: Outcome
    passed: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """A point, and what was wrong when the bot died there."""

    telling: Telling
    wrong: tuple[str, ...]

    @property
    def was_reached(self) -> bool:
        """Whether the bot died at all."""
        return self.telling.kills > 0


def tell_once(ground: Ground, crash_at: str | None = None) -> Telling:
    """Tell the story in a workspace and a database of its own, killing the bot at one point."""
    folder = Path(tempfile.mkdtemp(prefix="baton-crash-"))
    try:
        with (
            ground.fresh(folder) as address,
            LocalWorkspace.start(port=0, folder=None, manifest=ROOT / "manifest.yml") as workspace,
        ):
            bot = KeptAlive(workspace, folder, address, crash_at)
            return _told(Story(patient_team(workspace.url), ground.patience), bot, crash_at)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _told(story: Story, bot: KeptAlive, crash_at: str | None) -> Telling:
    began = time.monotonic()
    team, database = story.team, Database(bot.address)
    trouble: list[str] = []
    digest = ""
    try:
        digest = story.tell()
        story.wait_for(lambda: team.control.undelivered() == 0 and _is_quiet(database))
    except AssertionError as error:
        trouble.append(f"the story did not end: {error!r}, {_where(error)}")
    code = bot.stop()
    if code != 0:
        trouble.append(f"it did not stop by itself: {code}")
    outcome = read_outcome(team, database, bot.proofs, digest, bot.log())
    team.close()
    database.close()
    if trouble:
        trouble.append(bot.log()[-3000:])
    return Telling(
        crash_at,
        bot.kills,
        time.monotonic() - began,
        Outcome(outcome.facts, (*trouble, *outcome.violations)),
        tuple(bot.trace.read_text("utf-8").splitlines()),
    )


def _is_quiet(database: Database) -> bool:
    with database.look() as session:
        return is_quiet(session)


def _where(error: BaseException) -> str:
    frame, last = error.__traceback__, 0
    while frame is not None:
        if frame.tb_frame.f_code.co_name == "tell":
            last = frame.tb_lineno
        frame = frame.tb_next
    return f"line {last} of the story"


def tell_until_reached(ground: Ground, crash_at: str) -> Telling:
    """Tell the story until the bot has died at the point, a few times at most."""
    for _ in range(MOST_TELLINGS):
        told = tell_once(ground, crash_at)
        if told.kills or told.outcome.violations:
            break
    return told


def judged(ground: Ground, points: Iterable[str], clean: Outcome) -> Iterator[Verdict]:
    """Tell the story once for each point, several at once; yield as they end."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(ground.at_once, mp_context=context) as pool:
        telling = [pool.submit(tell_until_reached, ground, point) for point in points]
        for future in as_completed(telling):
            told = future.result()
            wrong = (*told.outcome.violations, *told.outcome.differences(clean))
            yield Verdict(told, wrong)


def kind_of(point: str) -> str:
    """Name the kind of a point: `after call chat.postMessage 3` is an `after call`."""
    return " ".join(point.split()[:2])


def by_kind(points: Iterable[str]) -> Counter[str]:
    """Count points by their kind."""
    return Counter(kind_of(point) for point in points)


def thinned(points: Iterable[str], step: int, first: int = 0) -> list[str]:
    """Every `step`-th point of each kind from the `first` one on, the same for the same points."""
    in_order = sorted(points, key=_in_order)
    kept = []
    for kind in sorted(by_kind(in_order)):
        same = [point for point in in_order if kind_of(point) == kind]
        kept += same[first % min(step, len(same)) :: step]
    return kept


def _in_order(point: str) -> tuple[str, int]:
    name, _, number = point.rpartition(" ")
    assert re.fullmatch(r"\d+", number), "a point ends with its number"
    return name, int(number)
