"""Documents → outlines: which reader a file needs, by what is in it, then by its name."""

from collections.abc import Callable

from intake.decoding import text_of, without_controls
from intake.documents import docx, html, markdown, pdf, refusals, text
from intake.documents.detection import Form, form_of, form_of_words
from intake.draft import UnreadableError
from intake.found import Upload
from intake.limits import MOST_BYTES, MOST_CHARACTERS
from intake.outline import Outline


def outline_of(upload: Upload) -> Outline | None:
    """The outline of a document; None where the file is something else, such as a table.

    Raises UnreadableError for one that is broken, protected, too large, or in a format that has to
    be saved as another first.
    """
    form = form_of(upload)
    if form is None:
        return None
    if len(upload.data) > MOST_BYTES:
        raise UnreadableError(
            f"This document is larger than {MOST_BYTES // 1_000_000} MB; leave its pictures out or"
            " send the part that matters."
        )
    try:
        return _readers()[form](upload.data)
    except UnreadableError:
        raise
    except Exception as error:  # whatever a hostile file makes a library raise
        raise UnreadableError(refusals.FAILED) from error


def outline_of_pasted(pasted: str) -> Outline:
    """The outline of text that somebody typed or pasted, Markdown or not.

    Raises UnreadableError where it is too long.
    """
    words = without_controls(_fitting(pasted))
    return markdown.read(words) if form_of_words(words) is Form.MARKDOWN else text.read(words)


def _readers() -> dict[Form, Callable[[bytes], Outline]]:
    return {
        Form.DOCX: docx.read,
        Form.PDF: pdf.read,
        Form.HTML: html.read,
        Form.MARKDOWN: lambda data: markdown.read(_fitting(text_of(data))),
        Form.TEXT: lambda data: text.read(_fitting(text_of(data))),
    }


def _fitting(whole: str) -> str:
    if len(whole) > MOST_CHARACTERS:
        raise UnreadableError(
            "This text is too long to be instructions; send the part that matters."
        )
    return whole
