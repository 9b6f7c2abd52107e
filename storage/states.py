"""The states that rows pass through; the words are the design's, stored as they stand here."""

from enum import IntEnum, StrEnum


class ProcessState(StrEnum):
    """Whether a process fires."""

    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


class ProcessKind(StrEnum):
    """A demo fires once, soon, with windows below the usual minimum."""

    REGULAR = "regular"
    DEMO = "demo"


class Opening(StrEnum):
    """How the steps of a run open."""

    ONE_BY_ONE = "one_by_one"
    ALL_AT_ONCE = "all_at_once"


class HolidayMove(StrEnum):
    """What becomes of work that falls on a public holiday: left out, or on a working day by it."""

    SKIP = "skip"
    BEFORE = "before"
    AFTER = "after"


class RotaTurn(StrEnum):
    """How long a turn of a rota is: a week, from Monday on, or one run."""

    WEEKLY = "weekly"
    EACH_RUN = "each_run"


class Overlap(StrEnum):
    """What happens when a run is due and an earlier one of its process is still open."""

    CLOSE = "close"
    BOTH = "both"
    SKIP = "skip"


class RunState(StrEnum):
    """One occurrence of a process; one that is skipped has no steps and asks nobody."""

    OPEN = "open"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"


class StepState(StrEnum):
    """One step of one run."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class TurnState(StrEnum):
    """One person's time on a run step; the window starts when the DM has really been posted."""

    ASKED = "asked"
    STANDING = "standing"
    PROVEN = "proven"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"


class Level(IntEnum):
    """A rung of the ladder."""

    OWNER = 0
    BACKUP = 1
    MANAGER = 2

    @property
    def role(self) -> str:
        """What people call it; the columns that name its person and window begin so."""
        return self.name.lower()


class PassReason(StrEnum):
    """Why a turn ended without its person's proof."""

    TIME = "time"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    AWAY = "away"
    BY_HAND = "by_hand"
    PROBLEM = "problem"
    REASSIGNED = "reassigned"
    OVERTAKEN = "overtaken"
    EMPTY_GROUP = "empty_group"


# What nobody was asked for is nobody's failure.
UNASKED = frozenset({PassReason.AWAY, PassReason.EMPTY_GROUP})


class AbsenceSource(StrEnum):
    """How we know that somebody is away."""

    SELF = "self"
    OTHER = "other"
    STATUS = "status"


class Nudges(StrEnum):
    """When the thread of a card says that a proof is still missing, where the window has room.

    At a share of the window (most of it: three quarters), and shortly before its end.
    """

    QUARTER_AND_END = "quarter_and_end"
    HALF_AND_END = "half_and_end"
    MOST_AND_END = "most_and_end"
    END = "end"
    NONE = "none"


class ProofKind(StrEnum):
    """What a step takes as proof."""

    ANY = "any"
    PHOTO = "photo"
    FILE = "file"


class Verdict(StrEnum):
    """What became of one offered file."""

    COUNTED = "counted"
    ACCEPTED = "accepted"
    LATE = "late"
    REFUSED = "refused"


class ArchiveState(StrEnum):
    """Whether our own copy of a proof is kept; NOT_KEPT once that has been given up."""

    WANTED = "wanted"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    NOT_WANTED = "not_wanted"


class OutgoingState(StrEnum):
    """What became of something that must be said."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class OutgoingKind(StrEnum):
    """What is to be said; rendered at delivery from the state as it then is."""

    ASK = "ask"
    REFRESH = "refresh"
    ACCEPTED = "accepted"
    COUNTED = "counted"
    REFUSED = "refused"
    LATE = "late"
    CLOSED = "closed"
    HINT = "hint"
    POINTER = "pointer"
    UNREAD = "unread"
    NUDGE = "nudge"
    EXTENDED = "extended"
    AMENDED = "amended"
    CREATED = "created"
    CHANGED = "changed"
    DIGEST = "digest"
    REPORT = "report"
    TROUBLE = "trouble"
    WOKE = "woke"
    SKIPPED = "skipped"
    UNSKIPPED = "unskipped"
    LEFT_OUT = "left_out"
    NOTED = "noted"
    HANDED = "handed"
    AWAY_SAID = "away_said"
    STATUS = "status"
    LEAVER = "leaver"
    TOOK_OVER = "took_over"
    FAMILY = "family"
    LOCATION = "location"
    CHAIN = "chain"
    DOCUMENT = "document"
    DOCUMENT_NEWS = "document_news"


class InboundState(StrEnum):
    """What became of something that Slack told us."""

    RECEIVED = "received"
    DONE = "done"
    SET_ASIDE = "set_aside"


class DocumentPurpose(StrEnum):
    """What a document was given for: to make processes of it, or to see where it would slip."""

    IMPORT = "import"
    SCAN = "scan"


class DocumentState(StrEnum):
    """What became of a document; one that is offered waits for its person's word."""

    OFFERED = "offered"
    WANTED = "wanted"
    READ = "read"
    UNREADABLE = "unreadable"
