"""The process that takes a PDF apart: words, ruled lines and links of its pages, as JSON.

It is run as a script, with a PDF on its standard input, and imports nothing of this project: a PDF
that makes the library hang, crash or swell ends this process and nothing else.
"""

import contextlib
import ctypes
import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

MOST_WORDS = 150_000
MOST_RULES = 4_000
MOST_LINKS = 200
LONGEST_NAME = 200
LONGEST_URL = 2000
LONGEST_WORD = 500
BOLD = 600
DEEPEST_OBJECT = 8


def main() -> None:
    """Read a PDF from standard input; the arguments are the most pages, seconds and bytes."""
    most_pages, seconds, memory = (int(argument) for argument in sys.argv[1:4])
    _limit(seconds, memory)
    json.dump(_answer(sys.stdin.buffer.read(), most_pages), sys.stdout)


def _limit(seconds: int, memory: int) -> None:
    """Bound this process by the system itself, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - only where there is one

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes, most_pages: int) -> dict[str, Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"refused": "protected" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken"}
    count = len(document)
    left = [MOST_WORDS]
    pages = [_page(document, index, left) for index in range(min(count, most_pages))]
    return {"pages": pages, "count": count, "complete": left[0] > 0}


def _page(document: Any, index: int, left: list[int]) -> dict[str, Any]:
    try:
        page = document[index]
        width, height = page.get_size()
        words = list(_words(page.get_textpage(), height, left))
        found = {"words": words, "rules": list(_rules(page, height)), "links": _links(page, height)}
    except pypdfium2.PdfiumError:
        return {"width": 0, "height": 0, "words": [], "rules": [], "links": []}
    return {"width": width, "height": height, **found}


def _words(text: Any, height: float, left: list[int]) -> Iterator[list[Any]]:
    """Give the words in the order in which they are drawn: text, box from the top, size, bold."""
    letters, box = "", [0.0] * 4
    first = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < sys.maxunicode else " "
        ends = letter.isspace() or len(letters) >= LONGEST_WORD
        edges = None if ends else _box(text, index, height)
        if letters and (ends or (edges and _apart(box, edges))):
            yield [letters, *box, *_font(text, first)]
            letters = ""
            left[0] -= 1
            if left[0] <= 0:
                return
        if edges:
            first, box = (index, edges) if not letters else (first, _around(box, edges))
            letters += letter
    if letters:
        yield [letters, *box, *_font(text, first)]


def _box(text: Any, index: int, height: float) -> list[float]:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    return [box.left, height - box.top, box.right, height - box.bottom]


def _apart(box: list[float], edges: list[float]) -> bool:
    """Tell whether a letter lies on another line or far from the word so far."""
    middle = (edges[1] + edges[3]) / 2
    tall = max(box[3] - box[1], 1.0)
    return not box[1] <= middle <= box[3] or abs(edges[0] - box[2]) > tall


def _around(box: list[float], edges: list[float]) -> list[float]:
    return [min(box[0], edges[0]), min(box[1], edges[1]), *map(max, box[2:], edges[2:])]


def _font(text: Any, index: int) -> tuple[float, bool]:
    flags, name = ctypes.c_int(), ctypes.create_string_buffer(LONGEST_NAME)
    raw.FPDFText_GetFontInfo(text, index, name, LONGEST_NAME, flags)
    bold = raw.FPDFText_GetFontWeight(text, index) >= BOLD or any(
        word in name.value.lower() for word in (b"bold", b"black", b"heavy")
    )
    edges = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, edges)
    return round(abs(edges.top - edges.bottom), 1), bold


def _rules(page: Any, height: float) -> Iterator[list[float]]:
    """Give the boxes of what is drawn: lines, frames, the grounds of cells."""
    paths = page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=DEEPEST_OBJECT)
    for item in itertools.islice(paths, MOST_RULES):
        with contextlib.suppress(pypdfium2.PdfiumError):
            left, bottom, right, top = item.get_bounds()
            yield [left, height - top, right, height - bottom]


def _links(page: Any, height: float) -> list[list[Any]]:
    found: list[list[Any]] = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while len(found) < MOST_LINKS and raw.FPDFLink_Enumerate(page, position, link):
        box, url = raw.FS_RECTF(), ctypes.create_string_buffer(LONGEST_URL)
        action = raw.FPDFLink_GetAction(link)
        raw.FPDFLink_GetAnnotRect(link, box)
        if action and raw.FPDFAction_GetURIPath(page.pdf, action, url, LONGEST_URL) > 1:
            address = url.value.decode("utf-8", "replace")
            found.append([address, box.left, height - box.top, box.right, height - box.bottom])
    return found


if __name__ == "__main__":
    main()
