"""How a story ended: what two tellings of it must share, and what no telling may show."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from workspace_client import BOT, Team

from storage import ledger
from storage.database import Database
from storage.models import (
    DigestSchedule,
    Inbound,
    LedgerEntry,
    Outgoing,
    Process,
    Proof,
    Run,
    RunStep,
    Turn,
)
from storage.proofs import ProofArchive
from storage.states import ArchiveState, InboundState, OutgoingKind, OutgoingState

# Words are answered while their step is open: a photo that comes first takes the answer's place.
MAY_LAPSE = OutgoingKind.HINT
EDITS = (OutgoingKind.REFRESH, OutgoingKind.AMENDED)
# What a fact of the ledger says, apart from ids and times.
TOLD = ("title", "level", "outcome", "reason", "state", "extra", "corrected", "sha256")
# An answer that waited for a lease says where the next step is by then.
NEXT_STEP = re.compile(r"(Next: [^\n]*), is (?:in a new message|with <@U#[A-Z]+>)")
UNFINISHED = {OutgoingState.PENDING, OutgoingState.SENDING, OutgoingState.UNKNOWN}


@dataclass(frozen=True)
class Outcome:
    """What two tellings must share: `facts`; and what is wrong in any telling: `violations`."""

    facts: dict[str, Any] = field(default_factory=dict)
    violations: tuple[str, ...] = ()

    def differences(self, clean: "Outcome") -> list[str]:
        """Say in which facts this telling differs from the one without a crash."""
        return [
            f"{name}: {difference}"
            for name, wanted in clean.facts.items()
            for difference in _differences(self.facts.get(name), wanted)
        ]


def _differences(found: Any, wanted: Any) -> Iterator[str]:
    if not isinstance(wanted, dict):
        if found != wanted:
            yield f"{found} instead of {wanted}"
        return
    for key in sorted({*found, *wanted}):
        if found.get(key, 0) != wanted.get(key, 0):
            yield f"{key} {found.get(key, 0)} times instead of {wanted.get(key, 0)}"


def read_outcome(team: Team, database: Database, proofs: Path, digest: str, log: str) -> Outcome:
    """Read everything once Baton has stopped."""
    with database.work() as session:
        facts = {
            **{name: read(session) for name, read in TABLES.items()},
            "cards": _counted(_cards(team)),
            "messages": _counted([_plain(key)] for key in _keys(team) if not _may_lapse(key)),
            "digest": _plain(digest),
        }
        violations = [
            *_said_twice_or_never(session, team),
            *_in_flight(session),
            *_proofs_lost(session, ProofArchive(proofs)),
            *_left_behind(database, proofs),
            *_broken_ledger(session),
            *_errors_in(log),
        ]
    return Outcome(facts, tuple(violations))


def _may_lapse(key: str) -> bool:
    return key.startswith(f"{MAY_LAPSE}:")


def _plain(text: str) -> str:
    """Leave out ids, times, durations, and how far the next step had come when this was said."""
    timeless = re.sub(r"\d+", "#", re.sub(r"\d+\.\d+", "#", text))
    return NEXT_STEP.sub(r"\1", timeless)


def _counted(rows: Any) -> dict[tuple[str, ...], int]:
    return dict(sorted(Counter(tuple(map(str, row)) for row in rows).items()))


def _ledger(session: Session) -> dict[tuple[str, ...], int]:
    return _counted(
        (entry.action, entry.person_id, *(entry.facts.get(name) for name in TOLD))
        for entry in session.scalars(select(LedgerEntry))
    )


# Refreshed cards are edits, which may be repeated: what a card says in the end is what counts.
TABLES: dict[str, Callable[[Session], Any]] = {
    "processes": lambda s: _counted(s.execute(select(Process.name, Process.state))),
    "digest channels": lambda s: _counted(s.execute(select(DigestSchedule.channel_id))),
    "runs": lambda s: _counted(s.execute(select(Run.name, Run.is_extra, Run.state))),
    "steps": lambda s: _counted(s.execute(select(RunStep.title, RunStep.state))),
    "turns": lambda s: _counted(
        s.execute(select(Turn.level, Turn.person_id, Turn.state, Turn.reason))
    ),
    "proofs": lambda s: _counted(
        s.execute(select(Proof.name, Proof.person_id, Proof.verdict, Proof.archive, Proof.sha256))
    ),
    "outgoing": lambda s: _counted(
        s.execute(
            select(Outgoing.kind, Outgoing.state).where(Outgoing.kind.not_in((*EDITS, MAY_LAPSE)))
        )
    ),
    "ledger": _ledger,
}


def is_quiet(session: Session) -> bool:
    """Whether nothing is left to be worked off, sent or copied."""
    waiting = (
        select(Inbound.id).where(Inbound.state == InboundState.RECEIVED),
        select(Outgoing.id).where(Outgoing.state.in_(UNFINISHED), Outgoing.next_at.is_not(None)),
        select(Proof.id).where(Proof.next_at.is_not(None)),
    )
    return all(session.scalar(rows.limit(1)) is None for rows in waiting)


def _bot_messages(team: Team) -> Iterator[dict[str, Any]]:
    for person in (team.ana, team.ben, team.mia, team.ole, team.zoe):
        messages = team.control.messages(person.dm())
        yield from (m for m in messages if m["user"] == BOT and not m["only_for"])


def _keys(team: Team) -> list[str]:
    return [_key_of(message) for message in _bot_messages(team)]


def _key_of(message: dict[str, Any]) -> str:
    return str(((message["metadata"] or {}).get("event_payload") or {}).get("key"))


def _cards(team: Team) -> Iterator[tuple[str, str]]:
    """What stands in each DM in the end, in words."""
    for message in _bot_messages(team):
        if not _may_lapse(_key_of(message)):
            yield str(message["channel"]), _plain(message["text"])


def _said_twice_or_never(session: Session, team: Team) -> list[str]:
    new = Outgoing.kind.not_in(EDITS)
    sent = session.scalars(select(Outgoing.key).where(Outgoing.state == OutgoingState.SENT, new))
    in_slack, on_file = Counter(_keys(team)), set(sent)
    return [
        *(f"said {times} times: {key}" for key, times in in_slack.items() if times > 1),
        *(f"on file as said, but not in Slack: {key}" for key in on_file - set(in_slack)),
        *(f"in Slack, but not on file as said: {key}" for key in set(in_slack) - on_file),
    ]


def _in_flight(session: Session) -> list[str]:
    unsent = session.scalars(select(Outgoing.key).where(Outgoing.state.in_(UNFINISHED)))
    undone = session.scalars(
        select(Inbound.event_id).where(
            Inbound.state.in_((InboundState.RECEIVED, InboundState.SET_ASIDE))
        )
    )
    return [
        *(f"never settled: {key}" for key in unsent),
        *(f"never worked off: {event_id}" for event_id in undone),
    ]


def _proofs_lost(session: Session, archive: ProofArchive) -> list[str]:
    return [
        f"proof not kept: {proof.name} ({proof.archive})"
        for proof in session.scalars(select(Proof))
        if proof.archive != ArchiveState.KEPT or not archive.path(str(proof.sha256)).is_file()
    ]


def _left_behind(database: Database, proofs: Path) -> list[str]:
    if database.is_shared:
        return []  # for all that a bot knows, another one is still writing it
    return [f"left behind: {path.name}" for path in proofs.glob(".incoming-*")]


def _broken_ledger(session: Session) -> list[str]:
    broken = ledger.first_broken_link(session)
    return [f"the ledger's chain breaks at {broken}"] if broken is not None else []


def _errors_in(log: str) -> list[str]:
    lines = (json.loads(line) for line in log.splitlines() if line.startswith("{"))
    return [f"logged: {line}" for line in lines if line.get("level") in {"error", "critical"}]
