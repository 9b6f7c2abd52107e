"""Guarantees 2 and 3: done with proof only, on time by when it was posted, up one at a time."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import event, select

from scheduler.clock import instant_of
from scheduler.presses import EXTENSION
from simulation.violation import Violation
from storage.models import LedgerEntry, Proof, RunStep, Turn
from storage.states import PassReason, TurnState, Verdict

OLD = timedelta(minutes=2)
NEVER = datetime.min.replace(tzinfo=UTC)
ACCEPTED = {Verdict.COUNTED, Verdict.ACCEPTED, Verdict.LATE}
ENDINGS = {"turn_passed", "step_missed"}
OUTCOMES = {1: "backup", 2: "manager"}


class Steps:
    """Follows each step by the ledger, and judges it by what stands in Slack."""

    def __init__(self, world):
        self.world, self.slack = world, world.slack
        self.endings = {}
        self._proves = {}
        self._read_by = {}
        self._overtaken_at = {}
        event.listen(world.database._sessions, "after_flush", self._remember_reads)
        self._looks = {
            "turn_asked": self._turn_asked,
            "turn_passed": self._turn_passed,
            "step_missed": self._step_missed,
            "step_done": self._step_done,
        }

    def _remember_reads(self, session, _):
        # The machine may stand still, and a thread be read again, before the entry is looked at.
        for row in session.new:
            if isinstance(row, LedgerEntry) and row.action in ENDINGS:
                self._read_by[row.seq] = dict(self.slack.read_at)

    def entered(self, session, entry):
        """Look at what a ledger entry is about. Raises Violation."""
        if entry.action == "run_overtaken":
            self._overtaken_at[entry.run_id] = entry.at
        look = self._looks.get(entry.action)
        if look is not None:
            look(session, session.get(RunStep, entry.run_step_id), entry)

    def _turn_asked(self, session, step, entry):
        turn = _turn(step, entry)
        asked = self.slack.said[f"ask:{turn.id}"]
        if not asked or asked[0]["ts"] != turn.message_ts:
            raise Violation(3, f"turn {turn.id} stands without its card in Slack")
        self._check_window(turn)
        before = [other for other in step.turns if other.level < turn.level]
        passed = all(other.state == TurnState.PASSED for other in before)
        if len(before) != turn.level or not (passed or step.closed_at):
            raise Violation(3, f"turn {turn.id} of level {turn.level} came before the one below")

    def _check_window(self, turn):
        extra = EXTENSION if turn.extended_at is not None else timedelta(0)
        if turn.deadline_at not in {
            None,
            instant_of(turn.message_ts or "0.0") + turn.window + extra,
        }:
            raise Violation(3, f"the window of turn {turn.id} does not count from its DM")

    def _turn_passed(self, session, step, entry):
        turn = _turn(step, entry)
        self._check_window(turn)
        if sorted(int(other.level) for other in step.turns if other.level <= turn.level) != list(
            range(turn.level + 1)
        ):
            raise Violation(3, f"step {step.id} skipped a level")
        if entry.facts["reason"] == "time" and entry.at < turn.deadline_at:
            raise Violation(3, f"turn {turn.id} was passed on before its deadline")
        for card in step.turns:
            if card.level <= turn.level and card.channel_id is not None:
                self._check_was_read(turn, card, entry)
        self._check_nothing_unread(session, step, turn, entry)

    def _check_was_read(self, turn, card, entry):
        read_at = self._read_by[entry.seq].get((card.channel_id, card.message_ts))
        if read_at is None:
            raise Violation(3, f"turn {turn.id} was passed on, and a thread of it never read")
        is_time = entry.facts["reason"] == "time" and self.world.clocks.were_right(
            turn.deadline_at, self.world.clock.now
        )
        if is_time and read_at < turn.deadline_at:
            raise Violation(3, f"turn {turn.id} was passed on, and a thread read before its end")
        overtaken_at = self._overtaken_at.get(entry.run_id)
        if (
            entry.facts["reason"] == "overtaken"
            and self.world.clocks.were_right(overtaken_at, self.world.clock.now)
            and read_at < overtaken_at
        ):
            raise Violation(3, f"turn {turn.id} was overtaken, and a thread read before that")
        pressed_at = self.world.people.presses.given_up.get(turn.id)
        if (
            entry.facts["reason"] in {"by_hand", "problem"}
            and pressed_at is not None
            and read_at < pressed_at
            and self.world.clocks.were_right(pressed_at, self.world.clock.now)
        ):
            raise Violation(3, f"turn {turn.id} was passed on, and a thread read before the press")

    def _check_nothing_unread(self, session, step, turn, entry):
        read_by = self._read_by[entry.seq]
        known = set(session.scalars(select(Proof.file_id).where(Proof.run_step_id == step.id)))
        unread = [
            message["ts"]
            for message in self._good_messages(step)
            if not known.issuperset(file["id"] for file in message["files"])
            # What is posted after the last look is late, and nobody can know of it.
            and instant_of(message["ts"])
            <= read_by.get((message["channel"], message["thread_ts"]), NEVER)
        ]
        if unread:
            raise Violation(3, f"turn {turn.id} was passed on with {unread} unread in its threads")

    def _step_missed(self, session, step, entry):
        if step.opened_at is not None:
            in_time = [m for m in self._good_messages(step) if self._was_in_time(step, m, entry)]
            files = {file["id"] for message in in_time for file in message["files"]}
            if len(files) >= step.proof_count and not entry.facts.get("corrected"):
                raise Violation(2, f"step {step.id} was missed with {sorted(files)} posted in time")
        self._end(step, entry, "missed")

    def _was_in_time(self, step, message, entry):
        if entry.facts.get("reason") != "overtaken":
            return _in_time(step, message)
        # What is posted after the last look is late, and nobody can know of it.
        place = (message["channel"], message["thread_ts"])
        return instant_of(message["ts"]) <= self._read_by[entry.seq].get(place, NEVER)

    def _step_done(self, session, step, entry):
        accepted = [proof for proof in step.proofs if proof.verdict == Verdict.ACCEPTED]
        if len({proof.file_id for proof in accepted}) < step.proof_count:
            raise Violation(2, f"step {step.id} is done with {len(accepted)} accepted files")
        for proof in accepted:
            self._check_proof(session, step, proof)
            self._proves_only(proof, step)
        turn = _proven(step)
        last = max(proof.posted_at for proof in accepted)
        in_time = turn.deadline_at is None or last <= turn.deadline_at
        before = [other for other in step.turns if other.level < turn.level]
        stands_in = all(other.reason == PassReason.AWAY for other in before)
        by = None if stands_in else OUTCOMES.get(turn.level)
        outcome = by or ("on_time" if in_time else "late")
        if entry.facts["outcome"] != outcome and len(accepted) == 1:
            raise Violation(2, f"step {step.id} counts as {entry.facts['outcome']}, not {outcome}")
        self._end(step, entry, entry.facts["outcome"])

    def _check_proof(self, session, step, proof):
        turn = session.get_one(Turn, proof.turn_id)
        message = self.slack.ever.get((turn.channel_id, proof.message_ts))
        if message is None or message.get("thread_ts") != turn.message_ts:
            raise Violation(2, f"proof {proof.file_id} was not posted in the thread of its turn")
        truth = self.slack.files[proof.file_id]["truth"]
        if message["user"] != turn.person_id or not _fits(truth, step):
            raise Violation(2, f"{proof.file_id} ({truth}) proves no {step.proof_kind}")

    def _proves_only(self, proof, step):
        first = self._proves.setdefault(proof.file_id, step.id)
        if first != step.id:
            raise Violation(2, f"{proof.file_id} proves step {first} and step {step.id}")

    def _end(self, step, entry, outcome):
        self.endings.setdefault(step.id, []).append(
            (entry.at, entry.process_id, step.title, outcome)
        )

    def _good_messages(self, step):
        """Messages with files that prove a step and stand in the thread of one of its turns."""
        for turn in step.turns:
            if turn.channel_id is None:
                continue
            for message in self.slack.threads.get((turn.channel_id, turn.message_ts), []):
                if message.get("user") == turn.person_id and self._all_good(message, step):
                    yield message

    def _all_good(self, message, step):
        files = message.get("files", [])
        return bool(files) and all(self._is_good(file, message, step) for file in files)

    def _is_good(self, file, message, step):
        opened_at = self.world.clocks.really(step.opened_at)
        fresh = file["created"] >= (opened_at - OLD).timestamp()
        place = (message["channel"], message.get("thread_ts"))
        only_here = self.slack.places[file["id"]] <= {place}
        return fresh and only_here and _fits(file["truth"], step)

    def check_offers(self, session):
        """No good file that a bot was told of may be forgotten."""
        for message, wanted in self.world.people.good:
            step = session.get_one(RunStep, wanted.step_id)
            if (
                message["channel"],
                message["ts"],
            ) not in self.slack.told or "deleted_at" in message:
                continue
            if self._all_good(message, step):
                self._check_kept(session, step, message)

    def _check_kept(self, session, step, message):
        for file in message["files"]:
            mine = select(Proof.verdict).where(
                Proof.run_step_id == step.id, Proof.file_id == file["id"]
            )
            if not set(session.scalars(mine)) & ACCEPTED:
                raise Violation(2, f"{file['id']}, posted for step {step.id}, was lost")


def _turn(step, entry):
    return next(turn for turn in step.turns if turn.level.name == entry.facts["level"])


def _proven(step):
    proven = [turn for turn in step.turns if turn.state == TurnState.PROVEN]
    if len(proven) != 1:
        raise Violation(2, f"step {step.id} is done by {len(proven)} turns")
    return proven[0]


def _fits(truth, step):
    return truth is not None and step.proof_kind in {truth, "any"}


def _in_time(step, message):
    turns = [turn for turn in step.turns if turn.message_ts == message["thread_ts"]]
    return any(t.deadline_at and instant_of(message["ts"]) <= t.deadline_at for t in turns)
