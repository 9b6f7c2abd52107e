"""A café that runs on Baton, with a clock that the test turns."""

from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from line_reader import LineReader
from paper_slack import PaperSlack
from sqlalchemy import select

from bot.engine import Engine, Workers
from bot.rooms import rooms
from handlers.acting import Acting
from handlers.commands import Commands
from handlers.creating import Creating
from handlers.editing import Editing
from handlers.reading import Library
from handlers.slack_requests import SlackClick, SlackCommand, SlackSubmission
from scheduler import phrases, processes
from scheduler.archiving import Copier
from scheduler.delivery import Senders
from scheduler.plan import ProcessPlan, StepPlan
from storage.database import Database
from storage.models import LedgerEntry, Process, Run, RunStep
from storage.states import ProofKind

ANA, BEN, MIA, OLE = "U0ANA", "U0BEN", "U0MIA", "U0OLE"
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, tzinfo=BERLIN)
ANY, PHOTO, FILE = ProofKind.ANY, ProofKind.PHOTO, ProofKind.FILE
THREE_STEPS = (
    StepPlan(title="Unlock doors"),
    StepPlan(title="Fridge temperature", proof_kind=PHOTO),
    StepPlan(title="Count the float", proof_kind=FILE),
)
ONE_STEP = THREE_STEPS[:1]


def read(message):
    """Everything in a message that people see or hear."""
    return "\n".join([message["text"], *_words(message["blocks"])])


def _words(part):
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"text", "url"} and isinstance(value, str):
                yield value
            else:
                yield from _words(value)
    elif isinstance(part, list):
        for item in part:
            yield from _words(item)


class AtOnce(Executor):
    """Runs what it is handed in the caller's thread."""

    def submit(self, work, /, *args, **kwargs):
        work(*args, **kwargs)


class Cafe:
    """The engine over a real database and a Slack on paper."""

    def __init__(self, folder, url):
        self.folder = folder
        self.now = MONDAY.astimezone(UTC) + timedelta(hours=5)
        self.slack = PaperSlack(lambda: self.now)
        self.hires(ANA, BEN, MIA, OLE)
        self.database = Database(url)
        self.database.migrate()
        self.reader = LineReader()
        self.restart()
        self._files = count(1)
        self._moments = 0
        self._events = count(1)

    def restart(self):
        """Forget all that is not in the database, as after a crash."""
        self.engine = Engine(
            self.database,
            self.slack,
            lambda c, ts: f"https://x/{c}/{ts}",
            lambda: self.now,
            Workers(
                Copier(self.folder / "proofs", AtOnce()),
                Senders(AtOnce(), count=8),
                Library(self.folder / "documents", AtOnce(), self.reader),
            ),
        )
        self.engine.take_over()
        self.engine.sweep.want_all()
        minimum = timedelta(minutes=5)
        acting = Acting(self.database, self.engine.directory, self.slack)
        self.creating = Creating(acting, minimum)
        self.editing = Editing(acting, minimum)
        self.rooms = rooms(self.engine, minimum, (ANA, BEN, MIA, OLE))
        self.commands = Commands(self.engine.directory, self.rooms.verbs)

    # Time.

    def at(self, clock, day=0):
        """Turn the clock to an hour of Monday (or `day` days later) in Berlin and let it run."""
        hour, minute, *second = (int(part) for part in clock.split(":"))
        local = MONDAY + timedelta(days=day)
        # A message goes out a moment after the clock strikes, and so does each deadline.
        self._moments += 1
        late = timedelta(seconds=second[0] if second else self._moments / 10)
        moment = local.replace(hour=hour, minute=minute) + late
        self.now = max(self.now, moment.astimezone(UTC))
        self.run()

    def run(self):
        """Let the engine settle everything that is due now."""
        for _ in range(6):
            self.engine.cycle.run()

    # Processes.

    def plan(self, words="every weekday at 7:00", **changes):
        reading = phrases.parse(words)
        kept = phrases.start_for(reading, reading.time, "Europe/Berlin", self.now)
        facts = {
            "name": "Opening checks",
            "owner_id": ANA,
            "backup_id": BEN,
            "manager_id": MIA,
            "rule": kept.rule,
            "start": kept.start,
            "zone": kept.zone,
            "steps": THREE_STEPS,
            "digest_channel_id": "C0OPS",
        }
        return ProcessPlan(**facts | changes)

    def process(self, words="every weekday at 7:00", **changes):
        """Create a process: the opening checks, unless told otherwise."""
        with self.database.work() as session:
            made = processes.create(session, self.plan(words, **changes), OLE, self.now)
            session.commit()
            return made

    def change(self, do, process, *args):
        """Do something to a process as its creator."""
        with self.database.work() as session:
            result = do(session, session.get(Process, process.id), OLE, self.now, *args)
            session.commit()
            return result

    # People.

    def cards(self, person):
        """The cards and notes in someone's DM, all that can be read of each."""
        return [read(message) for message in self._cards(person)]

    def thread(self, person, card=-1):
        """What Baton said in the thread of one of someone's cards, the last one as a rule."""
        ts = self._cards(person)[card]["ts"]
        return [read(message) for message in self.slack.said(person, ts)]

    def posts(self, person, *names, card=-1, text="", told=True, at=None, again=None, **facts):
        """Post files (or words) in the thread of a card; `told` says whether Slack tells us."""
        thread = self._cards(person)[card]["ts"] if card is not None else None
        files = again or [self._file(name, **facts) for name in names]
        return self._post(person, thread, files, text, told=told, at=at)

    def writes(self, person, text, card=-1):
        return self.posts(person, text=text, card=card)

    def reacts(self, person, card=-1):
        ts, channel = self._cards(person)[card]["ts"], self.slack.channel_of(person)
        item = {"type": "message", "channel": channel, "ts": ts}
        self.tell({"type": "reaction_added", "user": person, "item": item})

    def asks(self, person, text, channel="C0OPS"):
        """Type a command; return what is answered, all that can be read of it."""
        message = self.answer(person, text, channel).message
        self.run()
        return read({"text": message.text, "blocks": message.blocks}) if message else None

    def answer(self, person, text, channel="C0OPS"):
        typed = SlackCommand(user_id=person, channel_id=channel, text=text, trigger_id="t1")
        return self.commands.answer(typed, self.now)

    def submits(self, person, values, *, draft=""):
        """Submit the form, or the preview of a draft."""
        submit = self.creating.submit_preview if draft else self.creating.submit_form
        return submit(self.submission(person, values, draft), self.now)

    def submission(self, person, values, metadata, **facts):
        """A submitted modal that remembers `metadata`."""
        view = {"id": "V1", "private_metadata": metadata, "state": {"values": values}} | facts
        return SlackSubmission.model_validate({"user": {"id": person}, "view": view})

    def click(self, person, value, action="a", **facts):
        """A click on a button that carries `value`."""
        return SlackClick.model_validate(
            {
                "user": {"id": person},
                "trigger_id": "t1",
                "actions": [{"action_id": action, "value": value}],
            }
            | facts
        )

    def presses(self, person, action, value):
        """Press a button; what is answered, or None where a modal has opened."""
        does = {**self.rooms.clicks, **self.rooms.deeds}
        answer = does[action](self.click(person, str(value), action), self.now)
        self.run()
        return answer and read({"text": answer.message.text, "blocks": answer.message.blocks})

    def sends(self, person, view, **values):
        """Submit a modal that has opened, with the values of its fields."""
        state = {name: {name: value} for name, value in values.items()}
        return self.submits_to(person, view["callback_id"], state, view["private_metadata"])

    def submits_to(self, person, callback_id, values, memory=""):
        """Submit a modal; what Slack is answered."""
        submission = self.submission(person, values, memory)
        response = self.rooms.forms[callback_id](submission, self.now)
        self.run()
        return response

    def taps(self, person, action_id, **facts):
        """Tap a button or a picker of a message; what is said to it."""
        action = {"action_id": action_id, **facts}
        body = {"user": {"id": person}, "trigger_id": "t1", "actions": [action]}
        answer = self.rooms.clicks[action_id](SlackClick.model_validate(body), self.now)
        self.run()
        return answer

    # Cards' buttons.

    def pressable(self, person, card=-1):
        """What can be pressed on one of someone's cards: the labels by action."""
        rows = [b for b in self._cards(person)[card]["blocks"] if b["type"] == "actions"]
        return {e["action_id"]: e["text"]["text"] for row in rows for e in row["elements"]}

    def press(self, person, action, card=-1, of=None):
        """Press a button, on a card of one's own or `of` somebody; return what is answered."""
        (value,) = [
            element["value"]
            for block in self._cards(of or person)[card]["blocks"]
            for element in block.get("elements", ())
            if element["action_id"] == action
        ]
        return self.presses(person, action, value)

    def explains(self, person, note, view=None):
        """Submit the modal that was opened last; return Slack's answer."""
        return self.sends(person, view or self.slack.opened[-1], note={"value": note})

    def hires(self, *people, **facts):
        """People join the workspace, with what Slack says of them."""
        for person in people:
            known = {"id": person, "real_name": person, "tz": "Europe/Berlin"}
            self.slack.people[person] = known | facts

    def leaves(self, person):
        self.slack.people[person] |= {"deleted": True}

    def changes(self, person, **facts):
        """Slack tells that somebody's account or profile is another now."""
        self.slack.people[person] |= facts
        self.tell({"type": "user_change", "user": dict(self.slack.people[person])})

    def tell(self, event):
        body = {"event_id": f"Ev{next(self._events)}", "event": event}
        self.engine.inbox.record(body, self.now)
        self.run()

    def again(self, event):
        """Let Slack tell us of a message a second time, under another event id."""
        self.tell(event)

    def ledger(self, action):
        """The facts of all entries of an action, oldest first."""
        with self.database.look() as session:
            entries = select(LedgerEntry).where(LedgerEntry.action == action)
            return [entry.facts for entry in session.scalars(entries.order_by(LedgerEntry.seq))]

    # What became of it.

    def first_process(self):
        """The oldest process, with its steps."""
        with self.database.look() as session:
            one = session.scalar(select(Process).order_by(Process.id))
            assert one.steps
            return one

    def steps(self, run=-1):
        """The steps of a run, the last one as a rule, as {title: state}."""
        with self.database.work() as session:
            found = list(session.scalars(select(Run).order_by(Run.id)))[run]
            return {step.title: str(step.state) for step in found.steps}

    def runs(self):
        """The states of all runs, oldest first."""
        with self.database.work() as session:
            return [str(run.state) for run in session.scalars(select(Run).order_by(Run.id))]

    def proofs(self):
        """The verdicts of all proofs as {file name: verdict}."""
        with self.database.work() as session:
            steps = session.scalars(select(RunStep))
            return {p.name: str(p.verdict) for step in steps for p in step.proofs}

    def _cards(self, person):
        return self.slack.said(person)

    def _file(self, name, **facts):
        number = next(self._files)
        kinds = {"jpg": "image/jpeg", "pdf": "application/pdf", "csv": "text/csv"}
        kinds |= {"docx": "application/octet-stream", "txt": "text/plain", "zip": "application/zip"}
        url = f"https://files.slack.com/{number}"
        file = {
            "id": f"F{number}",
            "name": name,
            "mimetype": kinds[name.rsplit(".", 1)[1]],
            "filetype": name.rsplit(".", 1)[1],
            "mode": "hosted",
            "size": 1000,
            "created": int(self.now.timestamp()),
            "permalink": f"https://x/F{number}",
            "url_private": url,
            "url_private_download": url,
        } | facts
        self.slack.files[file["id"]] = file
        return file

    def _post(self, person, thread, files, text, *, told, at):
        channel = self.slack.channel_of(person)
        ts = f"{at.timestamp():.6f}" if at else self.slack.next_ts()
        event = {
            "type": "message",
            "channel": channel,
            "channel_type": "im",
            "user": person,
            "ts": ts,
            "text": text,
            "thread_ts": thread,
        }
        if files:
            event |= {"subtype": "file_share", "files": files}
        self.slack.channels.setdefault(channel, []).append({**event, "key": None})
        if told:
            self.tell(event)
        return event
