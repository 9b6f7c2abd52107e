"""What buttons and modals about documents are known by, and what they carry."""

import re
from dataclasses import dataclass

IMPORT_CALLBACK = "import_document"
SCAN_CALLBACK = "scan_document"
FILES = "document_files"
TEXT = "document_text"

# Read what was offered; draw the form of one piece; say where it would slip; make it run.
READ_IT = "document_read"
REVIEW = "document_review"
SCAN_IT = "document_scan"
RUN_IT = "document_run"
UPDATE = "document_update"
COMPARE = "document_compare"
COMPARED_CALLBACK = "document_compared"
# What the pages of a list of drafts are known by.
PAGES = "documents"

_PLACE = re.compile(r"([0-9]{1,9}):([0-9]{1,4}):([0-9]{1,4})")


@dataclass(frozen=True)
class Place:
    """Where a piece stands: its document's row, its draft and its part, from 0."""

    document_id: int
    number: int
    part: int

    def __str__(self) -> str:
        """Return what a button carries."""
        return f"{self.document_id}:{self.number}:{self.part}"


def place_in(value: str) -> Place | None:
    """Return the place that a button carries; None where it carries something else."""
    found = _PLACE.fullmatch(value)
    return Place(*map(int, found.groups())) if found else None
