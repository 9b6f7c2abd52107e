"""What people expect of the real files and phrases, as `expected/README.md` tells."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

EXPECTED = Path(__file__).parent / "expected"


@dataclass(frozen=True)
class Step:
    """A step by its place and its first words; what is doubtful is counted apart."""

    begins: str
    line: int | None = None
    doubtful: bool = False
    assignee: str | None = None
    cadence: str | None = None


@dataclass(frozen=True)
class Cadence:
    """A cadence as far as the source says it."""

    rrule: str
    time: str | None = None
    deadline: str | None = None
    zone: str | None = None
    doubtful: bool = False


@dataclass(frozen=True)
class Process:
    """A process; `names` are the first words of any name that is right."""

    names: tuple[str, ...]
    steps: tuple[Step, ...]
    cadence: Cadence | None = None
    owner: str | None = None
    backup: str | None = None
    manager: str | None = None
    doubtful: bool = False
    ordered: bool = True
    people_doubtful: bool = False


@dataclass(frozen=True)
class Expectation:
    """A file; `flat` where its steps can be parted into processes in more than one way."""

    file: str
    system: str
    processes: tuple[Process, ...]
    flat: bool = False
    notes: str = ""


@dataclass(frozen=True)
class Phrase:
    """A phrase; `rrule` is empty for no cadence, `otherwise` another reading that is right."""

    text: str
    language: str
    trust: str
    rrule: str
    otherwise: str | None
    time: str | None
    deadline: str | None
    zone: str | None
    ask: str
    occurrences: tuple[date, ...]


def load_expectations():
    """Return what is expected of each real file, by the file's name."""
    return [_expectation(path) for path in sorted((EXPECTED / "files").glob("*.yaml"))]


def load_phrases():
    """Return the cadence phrases in the order of the file."""
    with (EXPECTED / "phrases.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [_phrase(row) for row in rows]


def _expectation(path):
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Expectation(**found | {"processes": tuple(map(_process, found["processes"]))})


def _process(found):
    names = found.pop("name_words")
    cadence = found.pop("cadence")
    return Process(
        names=(names,) if isinstance(names, str) else tuple(names),
        steps=tuple(Step(**step) for step in found.pop("steps")),
        cadence=Cadence(**cadence) if cadence else None,
        **found,
    )


def _phrase(row):
    return Phrase(
        text=row["phrase"],
        language=row["language"],
        trust=row["trust"],
        rrule=row["rrule"],
        otherwise=row["or"].removeprefix("none") if row["or"] else None,
        time=row["time"] or None,
        deadline=row["deadline"] or None,
        zone=row["zone"] or None,
        ask=row["ask"],
        occurrences=tuple(map(date.fromisoformat, row["next"].split())),
    )
