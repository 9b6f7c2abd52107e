"""Every command with one example: /baton help."""

from handlers.views.blocks import divider, header, section
from handlers.views.words import Message

WHAT = (
    "I make recurring work happen. When a step is due, I ask its owner here in Slack; "
    "it is done when a photo or file is posted in the thread of my message. "
    "What is missed moves to the backup, then to the manager. "
    "If you cannot do it, press Pass or Problem on my message and say why."
)
ONE_LINE = (
    "`/baton new Opening checks every weekday at 7:00 owner @ana backup @ben manager @mia "
    "steps: Unlock doors; Fridge temperature [photo] @zoe`"
)
EXAMPLES = (
    ("Create a process in a form", "`/baton new`"),
    ("Create it in one line; a person at the end of a step owns that step", ONE_LINE),
    (
        "Let several take turns as the owner, weekly or a run each",
        "`/baton new … owner @ana, @zoe weekly …` or `owner @openers each run`",
    ),
    ("Start from opening checks, a fridge log and the like", "`/baton templates`"),
    ("Make processes of an SOP, a checklist, an export", "`/baton import`, or post it here"),
    ("See where an SOP would slip", "`/baton scan`"),
    ("See all processes", "`/baton list`"),
    ("See what is yours: open now, today, to look after", "`/baton mine`"),
    ("See what is open past its owner, and handle it", "`/baton open`"),
    ("See one, with its last runs", "`/baton show Opening checks`"),
    ("Change anything of it", "`/baton edit Opening checks`"),
    (
        "Move its steps about; give one its own people, times, instruction, picture",
        "`/baton steps Opening checks`",
    ),
    ("Make a new one like it", "`/baton clone Opening checks`"),
    ("See all its runs, with their proofs", "`/baton history Opening checks`"),
    ("Get them as a CSV file", "`/baton report Opening checks since 1 October`"),
    ("Let nothing new come due", "`/baton pause Opening checks`"),
    ("The same for a while", "`/baton pause Opening checks until Monday 9:00`"),
    ("Let it come due again", "`/baton resume Opening checks`"),
    ("End it for good; its proofs are kept", "`/baton archive Opening checks`"),
    ("Run it once more, now", "`/baton start Opening checks`"),
    (
        "Leave the next one out, or choose which",
        "`/baton skip Opening checks because public holiday`",
    ),
    ("Let it run after all", "`/baton unskip Opening checks`"),
    ("End what is open, with a reason", "`/baton cancel Opening checks`"),
    ("See where processes run", "`/baton locations`"),
    (
        "Create a location",
        "`/baton location new Mitte in Europe/Berlin owner @ana backup @ben manager @mia`",
    ),
    ("Let a process run at several", "`/baton places Opening checks: Mitte, Nord`"),
    ("Let somebody else look after it", "`/baton handover Opening checks to @ben`"),
    ("Be asked for nothing while you are away", "`/baton away until Monday 9:00`"),
    ("Say it for somebody of yours", "`/baton away @ana for two weeks`"),
    ("Be asked again", "`/baton back`"),
    ("Leave creating to a user group (for admins)", "`/baton creators @openers`"),
    ("See which steps keep failing", "`/baton digest`"),
    ("Choose when this channel gets its digest", "`/baton digest every Friday at 16:00`"),
)
DEMO = ("Watch a run in a few minutes", "`/baton demo`")
HELP = ("See this again", "`/baton help`")


def help_message(is_demo_ready: bool) -> Message:  # noqa: FBT001 - the one thing it depends on
    """Return the help; the demo is in it where it can be run."""
    examples = (*EXAMPLES, *((DEMO,) if is_demo_ready else ()), HELP)
    lines = [f"{what}:\n{example}" for what, example in examples]
    spoken = [WHAT, *(f"{what}: {example}" for what, example in examples)]
    blocks = [header("What I can do"), section(WHAT), divider(), section("\n".join(lines))]
    return Message("\n".join(spoken), blocks)
