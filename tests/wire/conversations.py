"""Where to look in the workspace: cards, threads, answers."""

from workspace_client import OPERATIONS, wait_for

STEP = "Unlock doors"


def line(*, windows="10m, 10m, 10m", steps=STEP, name="Opening checks"):
    """A one-line command that creates a process."""
    return (
        f"/baton new {name} every weekday at 7:00 owner @ana backup @ben manager @mia "
        f"windows {windows} steps: {steps}"
    )


def create(person, **changes):
    """Create a process in one line and confirm its preview."""
    preview = person.command(line(**changes), channel=OPERATIONS)
    person.press(preview, "create_draft", channel=OPERATIONS)
    wait_for(lambda: "is created" in person.newest(OPERATIONS)["text"])


def start(person, name="opening"):
    """Start an extra run; what is answered."""
    return person.command(f"/baton start {name}", channel=OPERATIONS)


def put_to_work(person, proven, missed):
    """Start a process for each step; there is time for those that are to be proven."""
    for step in proven:
        create(person, name=f"P {step}", steps=step)
    for step in missed:
        create(person, name=f"P {step}", steps=step, windows="8s, 8s, 8s")
    for step in (*proven, *missed):
        start(person, f"P {step}")


def cards(person, step=STEP):
    """All that Baton posted about a step at the top of someone's DM."""
    return [m for m in person.messages() if step in m["text"] and "bot_id" in m]


def asked(person, step=STEP):
    """The card that asks a person for a step, as soon as it is there."""
    return wait_for(lambda: cards(person, step))[-1]


def current(person, message):
    """A message as it now is."""
    return next(m for m in person.messages() if m["ts"] == message["ts"])


def answers(person, card):
    """What Baton said in the thread of a card."""
    return [m["text"] for m in person.thread(card["ts"])[1:] if "bot_id" in m]


def all_answers(person, card, expected=1, seconds=30):
    """The same, as soon as there are as many as expected: a card may be edited before."""
    wait_for(lambda: len(answers(person, card)) >= expected, seconds)
    return answers(person, card)


def is_done(person, card):
    """Whether the card says that its step is done."""
    return "Done by" in current(person, card)["text"]
