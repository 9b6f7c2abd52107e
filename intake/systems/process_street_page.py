"""Reads workflows of Process Street as printed or shared pages; its tables are read elsewhere."""

import re
from dataclasses import replace

from intake.found import Found, FoundStep, Said
from intake.outline import Outline
from intake.systems.manuals import (
    Page,
    Section,
    headed_in,
    mentions,
    numbered_in,
    process_of,
    sections,
    title_level,
)
from intake.systems.page_steps import Numbered

_MARK = re.compile(r"\bprocess\.st\b|\bprocess street\b", re.IGNORECASE)
_HOME = re.compile(r"https://(?:app|www)\.process\.st/[\w/-]*\w")
_PROOF = re.compile(
    r"\b(?:file|photo|image|picture|video|document) upload\b|"
    r"\bupload (?:a|an|the|your)? ?(?:file|photo|image|picture|video|document)\b|\bsignature\b",
    re.IGNORECASE,
)
_DUE = re.compile(r"^due\b.*\b(?:after|before|from)\b", re.IGNORECASE)


def read(outline: Outline, name: str) -> Found | None:
    """Return each workflow that has tasks; None where no mark of the system stands."""
    if not mentions(outline, _MARK):
        return None
    page = Page(outline, name, _HOME)
    parts = [(part, _tasks(part)) for part in sections(outline.blocks, title_level(outline))]
    processes = []
    for part, tasks in parts:
        if tasks:
            found = process_of(part, tasks, page)
            steps = tuple(map(_with_proof, found.steps))
            processes.append(replace(found, steps=steps, notes=(*found.notes, *_on_due(steps))))
    lacks = ("backup", "manager", "its schedule")
    return Found("process_street", tuple(processes), outline.notes, lacks) if processes else None


def _tasks(part: Section) -> list[Numbered]:
    numbered = numbered_in(part)
    return numbered if len(numbered) > 1 else headed_in(part)


def _with_proof(step: FoundStep) -> FoundStep:
    """A field for a file, a photo or a signature is the proof that the workflow asks for."""
    asked = [line for line in step.detail.splitlines() if _PROOF.search(line)]
    return replace(step, proof=Said(asked[0], step.where)) if asked and not step.proof else step


def _on_due(steps: tuple[FoundStep, ...]) -> tuple[str, ...]:
    rules = [line for step in steps for line in step.detail.splitlines() if _DUE.match(line)]
    if not rules:
        return ()
    return (f"Tasks that fall due by others (“{rules[0][:80]}”) keep that in their instruction.",)
