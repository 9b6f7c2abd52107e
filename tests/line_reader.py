"""A small reader of texts: for what Baton makes of what was read, whatever the format was.

Processes stand apart by an empty line: the name, lines such as "owner: Maria", then the steps.
"""

import re

from intake.draft import (
    CadenceDraft,
    Intake,
    ProcessDraft,
    ProofDraft,
    Reason,
    Source,
    StepDraft,
    Sure,
    UnreadableError,
)

FIELD = re.compile(r"(owner|backup|manager|when|rule|time|deadline|note|key|zone): *(.*)")
STEP = re.compile(r"- (.*?)(?: \[(photo|file)\])?(?: @(\w+))?(?: \((.*)\))?")


class LineReader:
    helper = None

    def read(self, upload, on_progress=None):
        text = upload.data.decode(errors="replace")
        if "\0" in text:
            raise UnreadableError("This is no text; please save it as one.")
        return self._read(text, upload.name, on_progress)

    def read_text(self, text):
        return self._read(text, "", None)

    def _read(self, text, file, on_progress):
        parts = [part for part in re.split(r"\n\s*\n", text) if "\n- " in part]
        drafts = []
        for number, part in enumerate(parts, start=1):
            if on_progress:
                on_progress(f"{number} of {len(parts)}")
            drafts.append(self._process(part.strip().splitlines(), file))
        return Intake(processes=tuple(drafts))

    def _process(self, lines, file):
        fields, reasons, steps = {}, [], []
        for at, line in enumerate(lines[1:], start=2):
            if field := FIELD.fullmatch(line):
                fields[field[1]] = field[2]
                path = "cadence" if field[1] in {"when", "rule"} else field[1]
                path = "cadence.deadline" if path == "deadline" else path
                sure = Sure.INFERRED if path == "backup" else Sure.STATED
                reasons.append(Reason(field=path, where=f"line {at}", quote=line, sure=sure))
            elif step := STEP.fullmatch(line):
                steps.append(self._step(step, at))
        return ProcessDraft(
            name=lines[0],
            source=Source(system="text", file=file),
            cadence=CadenceDraft(
                text=fields.get("when"),
                rrule=fields.get("rule"),
                time=fields.get("time"),
                deadline=fields.get("deadline"),
                zone=fields.get("zone"),
            ),
            steps=tuple(steps),
            notes=tuple(filter(None, [fields.get("note")])),
            reasons=tuple(reasons),
            key=fields.get("key", ""),
            **{role: fields.get(role) for role in ("owner", "backup", "manager")},
        )

    def _step(self, found, at):
        title, proof, assignee, instruction = found.groups()
        return StepDraft(
            title=title,
            proof=ProofDraft(kind=proof or "any"),
            assignee=assignee,
            instruction=instruction,
            source_line=at,
        )
