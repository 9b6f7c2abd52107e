"""Small valid PDFs, written by hand: words at places, rules, links, many pages."""

import zlib
from collections.abc import Sequence

PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
    " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
)
FONTS = {False: "/F1", True: "/F2"}


class Sheet:
    """A page of 612 by 792 points; places are from its top left."""

    def __init__(self) -> None:
        self.drawn: list[str] = []

    def say(
        self, left: float, top: float, text: str, size: float = 11, *, bold: bool = False
    ) -> None:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        place = f"{FONTS[bold]} {size} Tf {left} {792 - top - size} Td"
        self.drawn.append(f"BT {place} ({escaped}) Tj ET")

    def lines(self, left: float, top: float, *texts: str) -> None:
        for index, text in enumerate(texts):
            self.say(left, top + 14 * index, text)

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        self.drawn.append(f"{left} {792 - top} m {right} {792 - bottom} l S")

    def box(self, left: float, top: float, side: float) -> None:
        self.drawn.append(f"{left} {792 - top - side} {side} {side} re S")


def pdf(*sheets: Sheet) -> bytes:
    """The PDF of these pages."""
    count = len(sheets)
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    for index, sheet in enumerate(sheets):
        content = "\n".join(sheet.drawn)
        objects += [
            f"{PAGE} /Contents {6 + 2 * index} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    return _file(objects)


def swelling(size: int) -> bytes:
    """A PDF whose only page unpacks to this many bytes."""
    squeezed = zlib.compressobj(1)
    block = b" " * 10_000_000
    content = b"".join(squeezed.compress(block) for _ in range(size // len(block)))
    content += squeezed.flush()
    head = f"<< /Filter /FlateDecode /Length {len(content)} >>\nstream\n"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        head + content.decode("latin-1") + "\nendstream",
    ]
    return _file(objects)


def _file(objects: Sequence[str]) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
