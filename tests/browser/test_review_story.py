"""A Word document, a Trello board and a few sentences, each looked through before it runs."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from looking import LookAs, messages, say, to_baton
from playwright.sync_api import expect

from bot.app import Baton

pytestmark = [pytest.mark.browser, pytest.mark.wire, pytest.mark.timeout(180)]

SENTENCES = (
    "Every morning someone on the sales team follows up with new leads before 9. "
    "Usually Ana does it but sometimes Ben covers."
)


def word() -> bytes:
    document = Document()
    document.add_heading("Closing the kitchen", 1)
    document.add_paragraph("Responsible: Ana Ortiz")
    document.add_paragraph("Frequency: every weekday at 22:00")
    document.add_heading("Steps", 2)
    for step in ("Clean the grill", "Record the walk-in temperature, 0 to 4 °C", "Sign the sheet"):
        document.add_paragraph(step, "List Number")
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def trello() -> bytes:
    items = ("Count the cash", "Check the safe", "Upload the report")
    board = {
        "id": "b1",
        "name": "Shop",
        "shortUrl": "https://trello.example/b/1",
        "lists": [{"id": "l1", "name": "Weekly", "pos": 1}],
        "cards": [
            {
                "id": "c1",
                "idList": "l1",
                "name": "Cash reconciliation",
                "pos": 1,
                "idMembers": ["m1"],
            }
        ],
        "members": [{"id": "m1", "fullName": "Mia Lindt"}],
        "checklists": [
            {
                "idCard": "c1",
                "name": "Steps",
                "checkItems": [{"name": name, "pos": at} for at, name in enumerate(items)],
            }
        ],
    }
    return json.dumps(board).encode()


GIVEN = {
    "word": ("closing.docx", word(), "Closing the kitchen", "Clean the grill [photo]", "Ana Ortiz"),
    "trello": ("shop.json", trello(), "Cash reconciliation", "Check the safe [photo]", "Mia Lindt"),
    "sentences": (
        None,
        SENTENCES,
        "Follow up with new leads",
        "Follow up with new leads",
        "Ana Ortiz",
    ),
}


@pytest.mark.parametrize("kind", GIVEN)
def test_what_was_read_stands_in_the_form_with_why(
    baton: Baton, look_as: LookAs, pictures: Path, tmp_path: Path, kind: str
) -> None:
    file, given, name, step, owner = GIVEN[kind]
    ole = look_as("U0OLE", viewport={"width": 1280, "height": 2200})
    to_baton(ole)
    say(ole, "/baton import")
    modal = ole.get_by_role("dialog", name="Make a process of it")
    if file is None:
        modal.get_by_label("Or paste the text").fill(given)
    else:
        (tmp_path / file).write_bytes(given)
        modal.get_by_label("File").set_input_files(tmp_path / file)
        expect(modal.get_by_text(file)).to_be_visible()
    modal.get_by_role("button", name="Read it").click()
    ole.get_by_role("dialog", name="I am reading it").get_by_role(
        "button", name="Close"
    ).last.click()
    found = messages(ole).filter(has_text="Read from")
    expect(found).to_contain_text(name)
    found.get_by_role("button", name="Review").click()

    form = ole.get_by_role("dialog", name="New process")
    expect(form.get_by_label("Name", exact=True)).to_have_value(name)
    expect(form.get_by_role("textbox", name="Steps")).to_have_value(re.compile(re.escape(step)))
    expect(form).to_contain_text("From ")
    expect(form).not_to_contain_text("“”")
    expect(form.get_by_label(re.compile("^Owner"))).to_contain_text(owner)
    ole.screenshot(path=pictures / f"review-{kind}.png")
