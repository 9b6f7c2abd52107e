"""Buttons that turn the pages of an answer."""

from handlers.views.blocks import Block, press, row


def numbered(what: str, number: int, *, has_more: bool) -> list[Block]:
    """Return a row with a button each way that there is a page; pages are counted from 0."""
    back = str(number - 1) if number else None
    return pager(what, back, str(number + 1) if has_more else None, ("Back", "More"))


def pager(what: str, newer: str | None, older: str | None, words: tuple[str, str]) -> list[Block]:
    """Return a row with a button each way that there is a page; none where there is one page.

    `newer` and `older` are what the buttons carry, `words` their labels in this order.
    """
    carried = {"newer": newer, "older": older}
    buttons = [
        press(f"page_{what}_{way}", label, value=value)
        for (way, value), label in zip(carried.items(), words, strict=True)
        if value is not None
    ]
    return [row(*buttons)] if buttons else []
