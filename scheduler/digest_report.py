"""What the digest says, as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class StepRecord:
    """How often a step was proven, by whom, within the report's time."""

    process_name: str
    step_title: str
    on_time: int = 0
    late: int = 0
    backup: int = 0
    manager: int = 0
    accepted: int = 0
    missed: int = 0

    @property
    def failures(self) -> int:
        """How often its owner did not prove it on time."""
        return self.late + self.backup + self.manager + self.accepted + self.missed

    @property
    def total(self) -> int:
        """How often it was due and is settled."""
        return self.on_time + self.failures


@dataclass(frozen=True)
class DigestReport:
    """What keeps failing between two instants (UTC). `records` is worst first."""

    since: datetime
    until: datetime
    zone: str
    records: tuple[StepRecord, ...]
    settled: int
    on_time: int

    @property
    def quiet(self) -> bool:
        """Whether nothing keeps failing."""
        return not self.records
