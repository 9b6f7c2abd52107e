"""An offer of files, from its thread to a closed step."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scheduler import outbox, runs
from scheduler.judging import Offer, OfferedFile, Refusal, judge
from storage import ledger
from storage.ledger import Subject
from storage.models import Proof, RunStep, Turn
from storage.states import ArchiveState, OutgoingKind, StepState, Verdict

COUNTING = {Verdict.COUNTED, Verdict.ACCEPTED}
KEPT = COUNTING | {Verdict.LATE}


def offer(session: Session, turn: Turn, made: Offer, now: datetime) -> None:
    """Judge the files of one message, keep what counts, and answer in the thread."""
    new = [file for file in made.files if not _known(session, turn.run_step, made, file)]
    if not new:
        return
    proofs = [_record(session, turn, made, file, now) for file in new]
    session.flush()
    session.expire(turn.run_step, ["proofs"])
    fitting = [proof for proof in proofs if proof.verdict != Verdict.REFUSED]
    if not fitting:
        outbox.answer(session, now, OutgoingKind.REFUSED, turn, made.message_ts)
    elif _still_counts(turn.run_step, made):
        _count(session, turn, made, now)
    else:
        _keep_late(session, turn, made, fitting, now)


def offer_words(session: Session, turn: Turn, now: datetime) -> None:
    """Say once per turn, to someone who wrote or reacted instead, what is missing."""
    if turn.run_step.state == StepState.OPEN:
        outbox.answer(session, now, OutgoingKind.HINT, turn, "once")


def _still_counts(step: RunStep, made: Offer) -> bool:
    # A photo that was posted in time counts as such, however late we learn of it.
    learned_late = step.state == StepState.MISSED and (
        step.closed_at is not None and made.posted_at <= step.closed_at
    )
    return step.state == StepState.OPEN or learned_late


def _count(session: Session, turn: Turn, made: Offer, now: datetime) -> None:
    step = turn.run_step
    counting = [proof for proof in step.proofs if proof.verdict in COUNTING]
    if len(counting) < step.proof_count:
        outbox.answer(session, now, OutgoingKind.COUNTED, turn, made.message_ts)
        return
    for proof in counting:
        proof.verdict = Verdict.ACCEPTED
    outbox.answer(session, now, OutgoingKind.ACCEPTED, turn, made.message_ts)
    runs.prove(session, turn, made.posted_at, now)


def _keep_late(
    session: Session, turn: Turn, made: Offer, proofs: list[Proof], now: datetime
) -> None:
    step = turn.run_step
    for proof in proofs:
        proof.verdict = Verdict.LATE
    missed = step.state == StepState.MISSED
    kind = OutgoingKind.LATE if missed else OutgoingKind.CLOSED
    outbox.answer(session, now, kind, turn, made.message_ts)
    runs.refresh_cards(session, step, now)


def _known(session: Session, step: RunStep, made: Offer, file: OfferedFile) -> bool:
    # One gesture can arrive as two messages; what was refused may be offered again.
    mine = select(Proof.id).where(
        Proof.run_step_id == step.id,
        Proof.file_id == file.id,
        or_(Proof.verdict.in_(KEPT), Proof.message_ts == made.message_ts),
    )
    return session.scalar(mine) is not None


def _used_before(session: Session, step: RunStep, file: OfferedFile) -> bool:
    elsewhere = select(Proof.id).where(
        Proof.file_id == file.id, Proof.run_step_id != step.id, Proof.verdict.in_(KEPT)
    )
    return session.scalar(elsewhere) is not None


def _record(session: Session, turn: Turn, made: Offer, file: OfferedFile, now: datetime) -> Proof:
    step = turn.run_step
    used = _used_before(session, step, file)
    refusal = judge(file, step.proof_kind, _opened_at(step), used_before=used)
    proof = Proof(
        run_step_id=step.id,
        turn_id=turn.id,
        person_id=made.person_id,
        file_id=file.id,
        message_ts=made.message_ts,
        posted_at=made.posted_at,
        verdict=Verdict.REFUSED if refusal else Verdict.COUNTED,
        reason=refusal,
        name=file.name,
        mimetype=file.mimetype,
        size=file.size,
        permalink=file.permalink,
        download_url=file.download_url,
        archive=ArchiveState.NOT_WANTED if refusal else ArchiveState.WANTED,
        archive_attempts=0,
        next_at=None if refusal else now,
    )
    session.add(proof)
    _enter(session, step, proof, refusal, now)
    return proof


def _opened_at(step: RunStep) -> datetime:
    """Return when a step opened; by Slack's clock, where ours was ahead of it."""
    assert step.opened_at is not None, "a step with a turn has been opened"
    return min([step.opened_at, *(turn.started_at for turn in step.turns if turn.started_at)])


def _enter(
    session: Session, step: RunStep, proof: Proof, refusal: Refusal | None, now: datetime
) -> None:
    ledger.append(
        session,
        "proof_refused" if refusal else "proof_received",
        now,
        Subject.of(step),
        proof.person_id,
        file=proof.file_id,
        name=proof.name,
        message_ts=proof.message_ts,
        posted_at=proof.posted_at.isoformat(),
        reason=refusal,
    )
