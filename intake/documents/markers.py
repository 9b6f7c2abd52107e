"""What stands before a list item: numbers, letters, bullets, check boxes."""

import re
from typing import Literal

from intake.documents.words import Words
from intake.outline import Block, Kind

Style = Literal["number", "letter", "bullet", "box"]

_OPEN_BOXES = "☐□❏❑❐❒▢◻◽⬜🔲\uf0a8\uf06f\uf071\uf072"
_TICKED_BOXES = "☑☒✓✔✅🗹\uf0fe\uf0fc\uf052"
_BULLETS = "•‣◦▪▫●○■◆◇–—·∙⁃➢➤►▸▶→❖*+-\uf0b7\uf0a7\uf0d8\uf076\uf0e0"  # noqa: RUF001
_BOX = re.compile(rf"(?P<open>\[[ _]?\]|[{_OPEN_BOXES}])|\[[xX✓✔]\]|[{_TICKED_BOXES}]")
_NUMBER = re.compile(
    r"""(?:
      \(\d{1,3}\)                         # (1)
    | \d{1,3}\s?[.)]\)?(?=\s)             # 1.   1)   1.)
    | \d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[^\W\d_a-z])  # 1.2  1.2.3, before a capital
    | (?i:step|schritt|paso|étape|etapa)\s\d{1,3}\s?[:.)-](?=\s)
    )""",
    re.VERBOSE,
)
_LETTER = re.compile(r"(?:\([a-z]\)|[a-z]\)|[a-hA-H]\.|\(?[ivx]{1,5}[.)])(?=\s)")
_BULLET = re.compile(rf"(?:[{re.escape(_BULLETS)}]|o(?=\s{{2}}))(?=\s|$)")


def split_marker(text: str) -> tuple[str, str]:
    """Take the marker off a text: ("1.", "Sweep"); ("", text) where it has none.

    A check box wins over the bullet or number before it, and reads "[ ]" or "[x]" whatever its
    shape was.
    """
    text = text.lstrip()
    for pattern in (_NUMBER, _LETTER, _BULLET):
        if found := pattern.match(text):
            rest = text[found.end() :].lstrip()
            box, behind = _split_box(rest)
            return (box, behind) if box else (found.group(), rest)
    return _split_box(text)


def _split_box(text: str) -> tuple[str, str]:
    found = _BOX.match(text)
    # What is asked with several boxes in a row is one question, not an item: "☐ Yes ☐ No".
    if found is None or _BOX.search(text, found.end()):
        return "", text
    return "[ ]" if found["open"] else "[x]", text[found.end() :].lstrip()


def style_of(marker: str) -> Style:
    """What kind of marker it is; items of one list have the same."""
    if marker in {"[ ]", "[x]"}:
        return "box"
    if _NUMBER.match(marker + " A"):
        return "number"
    return "letter" if _LETTER.match(marker + " ") else "bullet"


def block_of(
    words: Words, line: int, *, level: int = 0, marker: str = "", is_item: bool = False
) -> Block:
    """The words as an item or a paragraph.

    A marker that stands in the words is taken off them, and makes them an item. In an item that its
    format already marks, only a check box is taken off, and wins.
    """
    written, rest = split_marker(words.text)
    if written and (not marker or written in {"[ ]", "[x]"}):
        words = words.behind(len("".join(words.text[: len(words.text) - len(rest)].split())))
        return words.block(Kind.ITEM, line, level=level, marker=written)
    if marker or is_item:
        return words.block(Kind.ITEM, line, level=level, marker=marker)
    return words.block(Kind.PARAGRAPH, line)
