"""The steps that an event's description lists."""

import re

from intake.documents import html, text
from intake.found import FoundStep
from intake.outline import Block, Kind
from intake.systems.ics_events import Event

_HTML = re.compile(r"<(?:br|p|li|ul|ol|div|html|b|a)\b[^>]*>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']+")
_MOST_LINES = 300
# What calendar programs add below a line of their own.
_BOILERPLATE = re.compile(r"^\s*(?:-::~|~:~|_{20,}|-{20,}|\*~\*)", re.MULTILINE)


def steps_of(event: Event, where: str) -> tuple[tuple[FoundStep, ...], tuple[str, ...]]:
    """Return the list items of the description as steps, and notes on its other lines.

    Where it lists none, the event's title is the only step.
    """
    blocks = _blocks(event.description)
    steps: list[tuple[Block, list[str]]] = []
    others = 0
    for before, block in zip((None, *blocks), blocks, strict=False):
        if block.kind is Kind.ITEM and block.marker:
            steps.append((block, []))
        elif steps and before and block.line == before.line + 1:
            steps[-1][1].append(block.text)
        else:
            others += 1
    if not steps:
        return (_only_step(event, blocks, where),), (
            "The event lists no steps; its title stands as the only one.",
        )
    found = tuple(_step(block, detail, where) for block, detail in steps)
    return found, (_on_others(others),) if others else ()


def _blocks(description: str) -> tuple[Block, ...]:
    end = _BOILERPLATE.search(description)
    own = description[: end.start()] if end else description
    own = "\n".join(own.splitlines()[:_MOST_LINES])
    return (html.read(own.encode()) if _HTML.search(own) else text.read(own)).blocks


def _step(block: Block, detail: list[str], where: str) -> FoundStep:
    links = [link.url for link in block.links]
    return FoundStep(
        title=block.text,
        where=f"{where}, line {block.line} of its description",
        detail="\n".join(detail),
        url=links[0] if links else _link("\n".join([block.text, *detail])),
    )


def _only_step(event: Event, blocks: tuple[Block, ...], where: str) -> FoundStep:
    detail = "\n".join(block.text for block in blocks)
    return FoundStep(event.title or "Untitled event", where, detail=detail, url=_link(detail))


def _on_others(count: int) -> str:
    lines = "1 line" if count == 1 else f"{count} lines"
    return f"Left out of the description: {lines} beside the list."


def _link(words: str) -> str | None:
    found = _URL.search(words)
    return found[0].rstrip(".,;)") if found else None
