"""The pages of a PDF as another process took them apart, within a bounded time and memory."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intake.documents import refusals
from intake.draft import UnreadableError
from intake.limits import MOST_PAGES, PDF_MEMORY_BYTES, PDF_SECONDS

_WORKER = Path(__file__).with_name("pdf_worker.py")
_TOO_MUCH = (
    "This PDF takes too much time or memory to take apart; print the pages that matter into a new"
    " PDF and send that."
)


@dataclass(frozen=True)
class Box:
    """Where something is on a page, in points from its top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Word:
    """A word, as high as its font."""

    text: str
    box: Box
    size: float
    strong: bool


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, its words as they were drawn, its ruled lines, its links."""

    number: int
    height: float
    words: tuple[Word, ...]
    rules: tuple[Box, ...]
    links: tuple[tuple[str, Box], ...]


@dataclass(frozen=True)
class Pages:
    """The pages that were read, of how many, and whether all of their words were."""

    pages: tuple[Page, ...]
    count: int
    complete: bool


def taken_apart(data: bytes) -> Pages:
    """The pages of a PDF, MOST_PAGES at most.

    The process that does it ends after PDF_SECONDS of computing or twice that by the clock, and may
    take PDF_MEMORY_BYTES. Raises UnreadableError for a PDF that is broken, protected, or too much.
    """
    limits = [str(limit) for limit in (MOST_PAGES, PDF_SECONDS, PDF_MEMORY_BYTES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script and numbers
            [sys.executable, "-P", str(_WORKER), *limits],
            input=data,
            capture_output=True,
            timeout=2 * PDF_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(_TOO_MUCH) from error
    return _pages(_answer(done))


def _answer(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode:
        died = done.returncode < 0
        raise UnreadableError(_TOO_MUCH if died else refusals.BROKEN.format(name="PDF"))
    answer: dict[str, Any] = json.loads(done.stdout)
    match answer.get("refused"):
        case "protected":
            raise UnreadableError(refusals.PROTECTED)
        case "broken":
            raise UnreadableError(refusals.BROKEN.format(name="PDF"))
    return answer


def _pages(answer: dict[str, Any]) -> Pages:
    pages = tuple(_page(number, page) for number, page in enumerate(answer["pages"], 1))
    return Pages(pages, answer["count"], answer["complete"])


def _page(number: int, page: dict[str, Any]) -> Page:
    return Page(
        number,
        page["height"],
        tuple(Word(word[0], Box(*word[1:5]), word[5], word[6]) for word in page["words"]),
        tuple(Box(*rule) for rule in page["rules"]),
        tuple((link[0], Box(*link[1:5])) for link in page["links"]),
    )
