"""The steps that an event's description lists."""

import re
from dataclasses import dataclass, field

import bs4

from intake.found import FoundStep
from intake.systems.ics_events import Event
from scheduler.typed_text import one_line

_MARKER = re.compile(
    r"^\s*(?:(?:[-*+•–‣▪●○◦☐□☑✓✔]|\d{1,3}[.)]|[A-Za-z][.)])\s+|\[[ xX]?\]\s*)(?:\[[ xX]?\]\s*)?"
)
_HTML = re.compile(r"<(?:br|p|li|ul|ol|div|html|b|a)\b[^>]*>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']+")
# What calendar programs add below a line of their own.
_BOILERPLATE = re.compile(r"^\s*(?:-::~|~:~|_{20,}|-{20,}|\*~\*)")


@dataclass
class _Open:
    """A step that is still being read."""

    title: str
    line: int
    detail: list[str] = field(default_factory=list)


def steps_of(event: Event, where: str) -> tuple[tuple[FoundStep, ...], tuple[str, ...]]:
    """Return the list items of the description as steps, and notes on its other lines.

    Where it lists none, the event's title is the only step.
    """
    steps, others = _read(description_lines(event.description))
    if not steps:
        return (_only_step(event, where),), (
            "The event lists no steps; its title stands as the only one.",
        )
    found = tuple(
        FoundStep(
            title=step.title,
            where=f"{where}, line {step.line} of its description",
            detail="\n".join(step.detail),
            url=_link("\n".join([step.title, *step.detail])),
        )
        for step in steps
    )
    return found, (_on_others(others),) if others else ()


def _on_others(count: int) -> str:
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"Left out of the description: {lines} beside the list."


def description_lines(text: str) -> list[str]:
    """Return a description's lines; where it is HTML, its items stand behind hyphens."""
    if _HTML.search(text):
        text = _plain(text)
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if _BOILERPLATE.match(line)), len(lines))
    return lines[:end]


def _only_step(event: Event, where: str) -> FoundStep:
    detail = "\n".join(one_line(line) for line in description_lines(event.description)).strip()
    return FoundStep(event.title or "Untitled event", where, detail=detail, url=_link(detail))


def _read(lines: list[str]) -> tuple[list[_Open], int]:
    """Take the lines right below an item as its detail; those elsewhere are counted only."""
    steps: list[_Open] = []
    others = 0
    is_open = False
    for number, line in enumerate(lines, 1):
        marker = _MARKER.match(line)
        title = one_line(line[marker.end() :]) if marker else ""
        if title:
            steps.append(_Open(title, number))
            is_open = True
        elif not line.strip():
            is_open = False
        elif is_open and not marker:
            steps[-1].detail.append(one_line(line))
        elif not marker:
            others += 1
    return steps, others


def _plain(html: str) -> str:
    soup = bs4.BeautifulSoup(html, "html.parser")
    for item in soup.find_all("li"):
        item.insert_before("\n- ")
        item.insert_after("\n")
    for end in soup.find_all(["br", "p", "div"]):
        end.insert_after("\n")
    for end in soup.find_all(["ul", "ol"]):
        end.insert_after("\n\n")
    return soup.get_text()


def _link(text: str) -> str | None:
    found = _URL.search(text)
    return found[0].rstrip(".,;)") if found else None
