"""The workspace's processes, and what is done to them over the year."""

from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.limits import HISTORY_PER_MINUTE
from scheduler import phrases, processes
from scheduler.plan import ProcessPlan, StepPlan
from simulation.by_hand import BY_HAND, HOW_OFTEN_BY_HAND, ByHand, first_of, first_to_come
from simulation.cadences import CADENCES, ZONES
from simulation.chance import draw
from storage.models import Process
from storage.states import Opening, Overlap, ProofKind

PERSONS = tuple(f"U0{name}" for name in ("ANA", "BEN", "MIA", "OLE", "EVA", "TOM", "KIM"))
# How many of the workspaces Slack counts among those that it sells apps to.
A_TIGHT_ONE = 0.15
CHANNEL = "C0OPS"
MOMENT = timedelta(microseconds=1)
OVERLAPS, HOW_MANY = (Overlap.CLOSE, Overlap.BOTH, Overlap.SKIP), (6, 2, 2)
WINDOWS = (300, 900, 3600, 7200, 14400, 86400)
ACTS = ("pause", "start", "list", "digest", "leave", "gap", "archive", "reschedule")
HOW_OFTEN = (4, 6, 2, 2, 5, 8, 1, 1)
# How often a day somebody says that they are away, and how: in words that Baton understands.
ABSENCES_A_DAY = 0.35
AWAY_WORDS = ("for 3 days", "for 20 hours", "until tomorrow noon", "from tomorrow 6:00 for 2 days")


@dataclass
class Planned:
    """A process with what is known of it outside the product."""

    number: int
    cadence: object
    zone: str
    name: str
    process_id: int = 0
    start: object = None
    created_at: object = None
    ended_at: object = None
    pauses: list = field(default_factory=list)
    skipped: set = field(default_factory=set)


class Office:
    """Creates processes, and now and then pauses, starts or ends one; people come and go."""

    def __init__(self, world):
        self.world, self.seed = world, world.scenario.seed
        chance = draw(self.seed, "office")
        self.persons = [(person, chance.choice(ZONES)) for person in PERSONS]
        both = chance.random() < 0.4 and world.scenario.allows("second bot", "second bot")
        self.bots = range(1, 1 + (world.scenario.bots or 1 + both))
        if both:
            world.story.note("second bot")
        tight = draw(self.seed, "tight").random() < A_TIGHT_ONE
        tight = tight and world.scenario.allows("one read a minute", "one read a minute")
        self.history_per_minute = 1 if tight else HISTORY_PER_MINUTE
        chosen = [0, *chance.sample(range(1, len(CADENCES)), world.scenario.processes - 1)]
        self.planned = [
            Planned(n, CADENCES[c], chance.choice(ZONES), f"Process {n}")
            for n, c in enumerate(chosen)
            if n not in world.scenario.left_out
        ]
        self.is_open = True
        self._acts = {
            "pause": self._pause,
            "start": self._start,
            "list": self._list,
            "digest": self._digest,
            "leave": self._leave,
            "gap": self._gap,
            "archive": self._archive,
            "reschedule": self._reschedule,
            **ByHand(self).acts,
            "away": self._away,
        }

    def open(self):
        """Create the processes and plan the year."""
        for planned in self.planned:
            self._create(planned)
        self._plan("acts", ACTS, HOW_OFTEN, 0.15)
        self._plan("acts by hand", BY_HAND, HOW_OFTEN_BY_HAND, 0.1)

    def _plan(self, subject, acts, how_often, share):
        chance = draw(self.seed, subject)
        for day in range(1, self.world.scenario.days):
            act, at = (
                chance.choices(acts, how_often)[0],
                timedelta(days=day, seconds=chance.randrange(86400)),
            )
            name = f"{act} on day {day}"
            if chance.random() < share and self.world.scenario.allows(act, name):
                self.world.later(at, self._act(act, name))
        self._plan_absences()

    def _plan_absences(self):
        # From a source of their own, so that they change nothing else.
        chance = draw(self.seed, "absences")
        for day in range(1, self.world.scenario.days):
            at = timedelta(days=day, seconds=chance.randrange(86400))
            name = f"away on day {day}"
            wanted = chance.random() < ABSENCES_A_DAY
            if wanted and self.world.scenario.allows("away", name):
                self.world.later(at, self._act("away", name))

    def close(self):
        """Let nothing new fall due."""
        self.is_open = False
        now = self.world.clock.now
        for planned in self.planned:
            with self.world.database.work() as session:
                process = session.get_one(Process, planned.process_id)
                if process.state == "active":
                    processes.fire(session, process, now)
                    begin = first_to_come(session, process, now)
                    processes.pause(session, process, process.creator_id, now)
                    planned.pauses.append([begin, None])
                elif process.state == "paused" and process.next_at is not None:
                    processes.pause(session, process, process.creator_id, now)
                    planned.pauses[-1][1] = None
                session.commit()

    def _create(self, planned):
        world, chance = self.world, draw(self.seed, "process", planned.number)
        now = world.clock.now
        people = chance.sample(PERSONS, 4)
        reading = phrases.parse(planned.cadence.words)
        kept = phrases.start_for(reading, reading.time, planned.zone, now)
        windows = chance.choices(WINDOWS, k=3)
        plan = ProcessPlan(
            name=planned.name,
            owner_id=people[0],
            backup_id=people[1],
            manager_id=people[2],
            rule=kept.rule,
            start=kept.start,
            zone=kept.zone,
            owner_seconds=windows[0],
            backup_seconds=windows[1],
            manager_seconds=windows[2],
            steps=tuple(self._step(n, chance) for n in range(chance.randint(1, 3))),
            opening=chance.choice(list(Opening)),
            # From a source of its own, so that it changes nothing else.
            overlap=draw(self.seed, "overlap", planned.number).choices(OVERLAPS, HOW_MANY)[0],
            digest_channel_id=CHANNEL,
        )
        with world.database.work() as session:
            made = processes.create(session, plan, people[3], now)
            session.commit()
        planned.process_id, planned.created_at = made.id, now
        planned.start = (
            kept.start.date() if "other" in reading_words(planned) else first_day(planned, now)
        )
        world.story.tell(
            f"{planned.name}: {planned.cadence.words}, {planned.zone}, {people}, {windows}"
        )

    def _step(self, number, chance):
        kind = chance.choice((ProofKind.PHOTO, ProofKind.PHOTO, ProofKind.FILE, ProofKind.ANY))
        count = chance.choice((1, 1, 1, 2))
        return StepPlan(title=f"Step {number}", proof_kind=kind, proof_count=count)

    # What happens to them.

    def _act(self, act, name):
        def do():
            if self.is_open:
                self.world.story.note(name)
                self._acts[act](draw(self.seed, name))

        return do

    def live(self, chance):
        return chance.choice([p for p in self.planned if p.ended_at is None] or self.planned)

    def type(self, text, planned=None):
        """Type a command about a process; return the bot that it went to, if one was up."""
        bot = self.world.any_bot()
        if bot is None:
            return None
        with self.world.database.work() as session:
            name = planned.name if planned else text.split(None, 1)[-1]
            found = processes.named(session, name)
            person = found.creator_id if found else PERSONS[0]
        self.world.story.tell(f"{person} types /baton {text}")
        self.world.run_on(bot, lambda: bot.command(person, CHANNEL, text))
        return bot

    def state(self, planned):
        with self.world.database.work() as session:
            process = session.get_one(Process, planned.process_id)
            return str(process.state), process.next_at

    def _pause(self, chance):
        planned = self.live(chance)
        state, next_at = self.state(planned)
        if state != "active" or self.is_about_to_fire(next_at):
            return
        begin = first_of(self.world, planned)
        self.type(f"pause {planned.name}")
        if self.state(planned)[0] == "paused":
            planned.pauses.append([begin, None])
            self.world.later(timedelta(days=chance.uniform(1, 20)), lambda: self._resume(planned))

    def _resume(self, planned):
        if not self.is_open or self.state(planned)[0] != "paused":
            return
        bot = self.type(f"resume {planned.name}")
        if self.state(planned)[0] == "active":
            planned.pauses[-1][1] = bot.typed_at
        else:
            self.world.later(timedelta(hours=1), lambda: self._resume(planned))

    def _archive(self, chance):
        planned = self.live(chance)
        _, next_at = self.state(planned)
        if self.is_about_to_fire(next_at):
            return
        self.type(f"archive {planned.name}")
        if self.state(planned)[0] == "archived":
            planned.ended_at = self.world.clock.now if next_at is None else next_at - MOMENT
            self._create_again(planned)

    def is_about_to_fire(self, next_at):
        return next_at is not None and next_at <= self.world.latest() + timedelta(minutes=1)

    def _create_again(self, planned):
        following = Planned(len(self.planned) + 100, planned.cadence, planned.zone, planned.name)
        self.planned.append(following)
        self._create(following)

    def _start(self, chance):
        self.type(f"start {self.live(chance).name}")

    def _list(self, _chance):
        self.type("list")

    def _digest(self, _chance):
        self.type("digest")

    def _reschedule(self, chance):
        bot, words = (
            self.world.any_bot(),
            chance.choice(("every Friday at 16:00", "every day at 6:00")),
        )
        if bot is not None:
            with self.world.database.work() as session:
                creator = session.get_one(Process, self.live(chance).process_id).creator_id
            self.world.run_on(bot, lambda: bot.command(creator, CHANNEL, f"digest {words}"))

    def _gap(self, _chance):
        """The socket breaks and comes back."""
        bot = self.world.any_bot()
        if bot is not None:
            self.world.run_on(bot, bot.engine.sweep.want_all)

    def _away(self, chance):
        """Somebody is away, and comes back by themselves or says so earlier."""
        person = chance.choice(PERSONS)
        self._says(person, f"away {chance.choice(AWAY_WORDS)}")
        if chance.random() < 0.5:
            back = timedelta(hours=chance.uniform(0, 40))
            self.world.later(back, lambda: self._says(person, "back"))

    def _says(self, person, text):
        bot = self.world.any_bot()
        if bot is not None:
            self.world.story.tell(f"{person} types /baton {text}")
            self.world.run_on(bot, lambda: bot.command(person, CHANNEL, text))

    def _leave(self, chance):
        person = chance.choice(PERSONS)
        self._tell_of(person, deleted=True)
        self.world.later(
            timedelta(days=chance.uniform(2, 25)), lambda: self._tell_of(person, deleted=False)
        )

    def _tell_of(self, person, *, deleted):
        self.world.slack.people[person]["deleted"] = deleted
        self.world.story.tell(f"{person} {'leaves' if deleted else 'is back'}")
        user = dict(self.world.slack.people[person])
        self.world.tells({"type": "user_change", "user": user})


def reading_words(planned):
    return planned.cadence.words.split()


def first_day(planned, now):
    """The day that "every 3 days" counts from: the first one still to come."""
    local = now.astimezone(ZoneInfo(planned.zone))
    return local.date() if local.time() < planned.cadence.at else local.date() + timedelta(days=1)
