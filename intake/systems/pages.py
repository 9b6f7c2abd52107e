"""Documents of which a system's own marks tell how they are to be read."""

from intake.found import Found
from intake.outline import Outline
from intake.systems import notion, process_street_page, scribe, sweetprocess, tango, trainual, whale

_READERS = (
    notion.read_page,
    scribe.read,
    tango.read,
    process_street_page.read,
    sweetprocess.read,
    trainual.read,
    whale.read,
)


def read_page(outline: Outline, name: str) -> Found | None:
    """Return what the system that made this page lets it be read as; None where none made it."""
    return next((found for read in _READERS if (found := read(outline, name))), None)
