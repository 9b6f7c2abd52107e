"""Where words stand, told to people."""

from intake.outline import Block, Outline


def place(block: Block, outline: Outline) -> str:
    """Return where a block stands: “line 14”, “page 2, paragraph 5”."""
    where = f"{outline.unit} {block.line}"
    return f"page {block.page}, {where}" if block.page else where
