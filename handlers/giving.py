"""What can be given to be read, and how it is written down: files of Slack, and texts."""

from pathlib import PurePath

from sqlalchemy.orm import Session

from handlers.slack_shapes import SlackFile
from handlers.slack_text import PERSON, plain, unescape
from scheduler.documents import Given
from storage.models import Member

# By the end of a file's name, or as Slack calls the type of a file that has none.
READABLE = frozenset(
    {"csv", "docx", "htm", "html", "ics", "json", "markdown", "md", "pdf", "text", "tsv", "txt"}
    | {"xlsx", "zip"}
)
# A field for files takes these; Slack does not look whether they are what they are called.
FILE_TYPES = ("docx", "pdf", "html", "md", "txt", "csv", "json", "xlsx", "zip", "ics")
FEWEST_LINES = 2
FEWEST_LETTERS = 100


def is_readable(file: SlackFile) -> bool:
    """Tell whether a file is of a kind that processes can be made of; photos never are."""
    if file.is_external or (file.mimetype or "").startswith(("image/", "video/", "audio/")):
        return False
    ending = PurePath(file.name or file.title or "").suffix.removeprefix(".").casefold()
    return (ending or (file.filetype or "").casefold()) in READABLE


def is_long(text: str) -> bool:
    """Tell whether words in a DM were pasted there to be read: several lines, or a long one."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= FEWEST_LINES or len(text.strip()) >= FEWEST_LETTERS


def given_file(file: SlackFile, came_by: str) -> Given:
    """Return a file as it is written down; `came_by` names the message or modal it came by."""
    facts = file.offered()
    return Given(
        key=f"{came_by}:{facts.id}",
        name=facts.name,
        file_id=facts.id,
        mimetype=facts.mimetype,
        size=facts.size,
        permalink=facts.permalink,
        download_url=facts.download_url,
    )


def given_text(text: str, came_by: str) -> Given:
    """Return a text as it is written down."""
    return Given(key=came_by, text=text.strip(), size=len(text.encode()))


def as_read(session: Session, text: str) -> str:
    """Return what the writer of a message saw, people by their names."""

    def name(person_id: str, label: str | None) -> str:
        known = session.get(Member, person_id)
        return known.name if known else unescape(label or person_id)

    return plain(PERSON.sub(lambda found: name(found[1], found[2]), text))
