"""Reads procedures of SweetProcess: DOCX, PDF, HTML, or text copied from its pages."""

import re

from intake.found import Found
from intake.outline import Outline
from intake.systems.manuals import (
    Page,
    mentions,
    numbered_in,
    process_of,
    sections,
    title_level,
)

_MARK = re.compile(r"sweet ?process", re.IGNORECASE)
_HOME = re.compile(r"https://[\w.-]*sweetprocess\.com/[\w-]+/[\w/-]*\w")


def read(outline: Outline, name: str) -> Found | None:
    """Return each procedure that numbers its steps; None where no mark of the system stands."""
    if not mentions(outline, _MARK):
        return None
    page = Page(outline, name, _HOME)
    parts = sections(outline.blocks, title_level(outline))
    processes = tuple(
        process_of(part, steps, page) for part in parts if len(steps := numbered_in(part)) > 1
    )
    lacks = ("owner", "backup", "manager", "cadence", "proof")
    return Found("sweetprocess", processes, outline.notes, lacks) if processes else None
