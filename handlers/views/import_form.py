"""The modals in which people give a document: a file, or a text."""

from typing import Any

from handlers.giving import FILE_TYPES
from handlers.views import document_ids as ids
from handlers.views import inputs
from handlers.views.blocks import section
from handlers.views.document_words import FORMATS, helped
from handlers.views.inputs import field
from handlers.views.modal import View, modal

MOST_FILES = 10
IMPORT = (
    "Give me an SOP, a checklist or an export of your task board. I say what I read, and you look "
    "it through before anything runs."
)
SCAN = (
    "Give me an SOP or a checklist. I say where it would slip: steps without an owner, a time or "
    "anything that shows that they are done."
)
NOTHING_GIVEN = "Choose a file here, or paste the text below."


def import_form(helper: str | None) -> View:
    """Return the modal of /baton import; `helper` is given the text as well."""
    return _form(ids.IMPORT_CALLBACK, "Make a process of it", IMPORT, helper)


def scan_form(helper: str | None) -> View:
    """Return the modal of /baton scan; `helper` is given the text as well."""
    return _form(ids.SCAN_CALLBACK, "Where would it slip?", SCAN, helper)


def _form(callback_id: str, title: str, about: str, helper: str | None) -> View:
    blocks = [
        section(f"{about} {helped(helper)}" if helper else about),
        field("File", _files(), hint=FORMATS, optional=True),
        field("Or paste the text", inputs.text_lines(ids.TEXT, ""), optional=True),
    ]
    return modal(callback_id, title, blocks, submit="Read it", close="Cancel", memory="")


def _files() -> dict[str, Any]:
    return {
        "type": "file_input",
        "action_id": ids.FILES,
        "filetypes": list(FILE_TYPES),
        "max_files": MOST_FILES,
    }
