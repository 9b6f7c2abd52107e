"""An export in JSON, parsed once for all its readers."""

import json
import re

from intake.decoding import text_of
from intake.draft import UnreadableError
from intake.found import Upload

MOST_BYTES = 50_000_000
# What no prose and no Markdown begins with: an object with a name in it, alone or in a list.
_BEGINNING = re.compile(r"\s*(\[\s*)*\{\s*[\"}]")
_SEARCHED_BYTES = 256


def parsed(upload: Upload) -> object | None:
    """Return the value that a JSON file holds; None where it is none.

    Raises UnreadableError for JSON that is damaged, too large or nested too deeply.
    """
    if not _BEGINNING.match(_start(upload.data)):
        return None
    if len(upload.data) > MOST_BYTES:
        raise UnreadableError(
            f"This export is larger than {MOST_BYTES // 1_000_000} MB; export a part of it, such as"
            " one board or one project, and import that."
        )
    try:
        value: object = json.loads(text_of(upload.data))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "This JSON file is damaged or breaks off; export it again and send the new file."
        ) from error
    return value


def _start(data: bytes) -> str:
    try:
        return text_of(data[:_SEARCHED_BYTES])
    except UnreadableError:
        return ""
