"""What a step still needs, what it has, and from whom."""

from collections.abc import Iterable, Sequence

from handlers.views.words import clip, first_of, link, proof_rule
from scheduler.plan import MOST_PHOTOS
from scheduler.typed_text import one_line
from storage.models import Proof, RunStep, Turn
from storage.states import TurnState, Verdict

FILE_NAME = 60
# Ten of these links, with their names, are below the 3,000 characters of a section.
PERMALINK = 200


def missing(step: RunStep) -> str:
    """Return what is still missing: "2 photos", or "one more photo" when some have come."""
    got = len(with_verdict(step, Verdict.COUNTED))
    return still_wanted(step, got) if got else proof_rule(step.proof_kind, step.proof_count)


def still_wanted(step: RunStep, got: int) -> str:
    """Return what is missing after the first `got` proofs."""
    return proof_rule(step.proof_kind, max(step.proof_count - got, 1), more="more ")


def with_verdict(step: RunStep, verdict: Verdict) -> list[Proof]:
    """Return the proofs of a step with this verdict, the earliest first."""
    return [proof for proof in step.proofs if proof.verdict == verdict]


def links(proofs: Sequence[Proof]) -> str:
    """Return links to proofs by their names, in a length that one section holds."""
    linked = [proof_link(proof) for proof in proofs]
    return ", ".join(first_of(linked, MOST_PHOTOS))


def names(proofs: Sequence[Proof]) -> str:
    """Return the names of proofs, for where links cannot be followed."""
    shown = [clip(name_of(proof), FILE_NAME) for proof in proofs]
    return ", ".join(first_of(shown, MOST_PHOTOS))


def name_of(proof: Proof) -> str:
    """Return how a proof is called, as it was typed; some files have no name."""
    return one_line(proof.name) or "proof"


def in_order(step: RunStep) -> list[Turn]:
    """Return the turns of a step from the owner's up."""
    return sorted(step.turns, key=lambda turn: turn.place)


def prover(step: RunStep) -> str | None:
    """Return who proved a step; None while nobody has."""
    proven = (turn.person_id for turn in step.turns if turn.state == TurnState.PROVEN)
    return next(proven, None)


def by_person(proofs: Iterable[Proof]) -> dict[str, list[Proof]]:
    """Return proofs by who posted them, in order."""
    grouped: dict[str, list[Proof]] = {}
    for proof in proofs:
        grouped.setdefault(proof.person_id, []).append(proof)
    return grouped


def proof_link(proof: Proof) -> str:
    """Return a link to a proof by its name; the name alone where there is no link."""
    return link(proof.permalink or "", name_of(proof), PERMALINK, FILE_NAME)
