"""What people give Baton to read in the tests, as they post it."""

from itertools import count

from cafe import read

OPENING = """Opening checks
owner: U0ANA
backup: U0BEN
manager: U0MIA
when: each day before opening
rule: FREQ=DAILY
deadline: 09:00
- Unlock the doors
- Fridge temperature [photo] (0 to 5 °C is right)
- Count the float [file]
"""
CLOSING = """Closing checks
owner: U0ANA
- Lock the doors
"""
_number = count(1)


def gives(cafe, person, text=OPENING, name="opening.txt", **facts):
    """Post a file beside every card, with this in it."""
    file = cafe._file(name, **facts)
    cafe.slack.bytes[file["id"]] = text if isinstance(text, bytes) else text.encode()
    cafe.posts(person, again=[file], card=None)
    waits(cafe)
    return file


def waits(cafe):
    """Let a second go by, twice: an edit follows what it edits."""
    for _ in range(2):
        cafe.run()


def answer(cafe, person, at=-1):
    """The last message about something that somebody gave, as Slack shows it."""
    about = ("document:", "pointer:")
    return [one for one in cafe.slack.said(person) if one["key"].startswith(about)][at]


def told(cafe, person, at=-1):
    return read(answer(cafe, person, at))


def buttons(message):
    """What can be pressed in a message: [(action, what it carries)], in its order."""
    found = [block.get("accessory") for block in message["blocks"]]
    found += [one for b in message["blocks"] if b["type"] == "actions" for one in b["elements"]]
    return [(one["action_id"], one["value"]) for one in found if one]


def press(cafe, person, action, message=None, at=0):
    """Press a button of the last message; `at` tells several of one action apart."""
    message = message or answer(cafe, person)
    values = [value for name, value in buttons(message) if name.partition(":")[0] == action]
    said = cafe.presses(person, action, values[at])
    waits(cafe)
    return said


def uploads(cafe, person, callback_id, *texts, pasted="", view="V1"):
    """Submit the modal of /baton import or scan with files."""
    files = []
    for text in texts:
        file = cafe._file(f"sop{next(_number)}.txt")
        cafe.slack.bytes[file["id"]] = text.encode()
        files.append(file)
    values = {
        "document_files": {"document_files": {"type": "file_input", "files": files}},
        "document_text": {"document_text": {"value": pasted or None}},
    }
    response = cafe.submits_to(person, callback_id, values)
    waits(cafe)
    return response
