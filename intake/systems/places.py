"""Where something stands, in words for people."""

from intake.outline import Block, Outline


def place(outline: Outline, block: Block) -> str:
    """Return “line 14”, or “page 2, line 5” where the document has pages."""
    line = f"{outline.unit} {block.line}"
    return line if block.page is None else f"page {block.page}, {line}"
