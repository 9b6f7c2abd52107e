"""What people do with a card: some prompt, some forgetful, some in the wrong place."""

from datetime import timedelta

from simulation.chance import draw
from simulation.presses import Presses

CHARACTERS = {
    # in time, late, never, words first, a wrong file first, in the wrong place first
    "prompt": (70, 5, 5, 8, 6, 6),
    "forgetful": (25, 25, 30, 10, 5, 5),
    "away": (5, 15, 75, 3, 1, 1),
    "careless": (25, 10, 10, 15, 25, 15),
}
WAYS = ("in time", "late", "never", "words first", "wrong file first", "wrong place first")
WRONG = ("other kind", "tombstone", "external", "old", "snippet", "empty", "used before")
ODD = 0.12
# Of those who are late: how many are so by seconds, while the next person is being asked.
JUST_TOO_LATE = 0.7


class People:
    """Everyone in the workspace, each with a character."""

    def __init__(self, world, persons):
        self.world, self.slack = world, world.slack
        self.seed = world.scenario.seed
        self.character = {}
        self.good = []
        self.presses = Presses(world)
        self._uploads = 0
        for person, zone in persons:
            self.slack.people[person] = {"id": person, "real_name": person, "tz": zone}
            kinds = tuple(CHARACTERS)
            self.character[person] = draw(self.seed, "person", person).choice(kinds)

    def sees(self, card):
        """Someone reads a card: decide what they will do, and when."""
        wanted = self.world.wanted(card["key"])
        if wanted is None or self.slack.people[wanted.person].get("deleted"):
            return
        self.presses.plan(wanted)
        chance = draw(self.seed, "reply", wanted.name)
        way = chance.choices(WAYS, CHARACTERS[self.character[wanted.person]])[0]
        if way == "never":
            return
        stretch = (0.02, 0.95) if way != "late" else (1.0, 2.5)
        delay = wanted.window * chance.uniform(*stretch)
        if way == "late" and chance.random() < JUST_TOO_LATE:
            delay = wanted.window + timedelta(seconds=chance.uniform(1, 150))
        self.world.story.tell(f"   {wanted.person} will answer {way}")
        reply = Reply(self, card, wanted, chance)
        if way == "words first":
            self.world.later(delay / 2, reply.words)
        if way == "wrong file first":
            self.world.later(delay / 2, reply.wrong_file)
        if way == "wrong place first":
            self.world.later(delay / 2, reply.wrong_place)
        if way in {"in time", "late"} or chance.random() < 0.7:
            self.world.later(delay, reply.photos)

    def file(self, kind, chance, **facts):
        """Upload a file, a photo or a PDF."""
        self._uploads += 1
        file_id = f"F{self._uploads}"
        mimetype, ending = ("application/pdf", "pdf") if kind == "file" else ("image/jpeg", "jpg")
        url = f"https://files.slack.com/{file_id}"
        file = {
            "id": file_id,
            "name": f"{file_id}.{ending}",
            "mimetype": mimetype,
            "filetype": ending,
            "mode": "hosted",
            "size": 1000,
            "created": int(self.world.clock.now.timestamp()),
            "permalink": f"https://x/{file_id}",
            "url_private": url,
            "url_private_download": url,
            "truth": None if facts else kind,
        } | facts
        if not facts and ending == "jpg":
            self._hide_at_first(file, chance)
        self.slack.files[file_id] = file
        return file

    def _hide_at_first(self, file, chance):
        odd = chance.random()
        if odd < ODD:
            file.update(hidden_type=file["mimetype"], mimetype="", filetype="")
        elif odd < ODD * 1.5:
            file.update(file_access="check_file_info", mode="file_access")


class Reply:
    """What one person does about one card."""

    def __init__(self, people, card, wanted, chance):
        self.people, self.card, self.wanted, self.chance = people, card, wanted, chance
        self.world, self.slack = people.world, people.slack

    def photos(self):
        """Post all that is wanted, in one message or one by one."""
        files = [self._good() for _ in range(self.wanted.count)]
        together = self.chance.random() < 0.5
        for batch in [files] if together else [[file] for file in files]:
            message = self._post(batch)
            self.people.good.append((message, self.wanted))
            self._and_then(message)

    def _good(self):
        kind = "file" if self.wanted.kind == "file" else "photo"
        return self.people.file(kind, self.chance)

    def _and_then(self, message):
        what = self.chance.random()
        if what < 0.06:
            self.world.later(timedelta(seconds=self.chance.randint(1, 7200)), self._delete(message))
        elif what < 0.12:
            self._post(message["files"])
        elif what < 0.16:
            self.world.tells({"type": "message", "subtype": "message_changed", **_where(message)})
        elif what < 0.20:
            item = {"type": "message", "channel": self.card["channel"], "ts": self.card["ts"]}
            person = self.wanted.person
            self.world.tells({"type": "reaction_added", "user": person, "item": item})
        elif what < 0.28:
            self._once_more_elsewhere(message)

    def _once_more_elsewhere(self, message):
        """One photo for everything: post it in the thread of another card as well."""
        cards = [c for c in self.slack.conversations[self.card["channel"]] if "key" in c][-4:]
        others = [c["ts"] for c in cards if c["ts"] != self.card["ts"]]
        if others:
            self._post(message["files"], thread_ts=self.chance.choice(others))

    def _delete(self, message):
        def delete():
            self.slack.remove(message)
            message["deleted_at"] = self.world.clock.now
            self.world.story.tell(f"{self.wanted.person} deletes {message['ts']}")
            gone = {"subtype": "message_deleted", "deleted_ts": message["ts"]}
            self.world.tells({"type": "message", **gone, **_where(message)})
            for file in message["files"]:
                self.world.tells({"type": "file_deleted", "file_id": file["id"]})

        return delete

    def words(self):
        self._post([], text="done!")

    def wrong_place(self):
        """Post beside the thread, or in the thread of another card."""
        others = [c for c in self.slack.conversations[self.card["channel"]] if "key" in c][-6:]
        other = self.chance.choice(others)["ts"] if self.chance.random() < 0.3 else None
        if other != self.card["ts"]:
            self._post([self._good()], thread_ts=other)

    def wrong_file(self):
        what = self.chance.choice(WRONG)
        if what == "used before":
            earlier = [m for m, _ in self.people.good[-50:] if m["user"] == self.wanted.person]
            if earlier:
                self._post(self.chance.choice(earlier)["files"])
            return
        self._post(
            [self.people.file(*self._wrong(what))] if what == "other kind" else [self._odd(what)]
        )

    def _wrong(self, what):
        return ("photo" if self.wanted.kind == "file" else "file"), self.chance

    def _odd(self, what):
        old = int(self.world.clock.now.timestamp()) - 40 * 86400
        facts = {
            "tombstone": {"mode": "tombstone"},
            "external": {"mode": "external", "is_external": True},
            "old": {"created": old},
            "snippet": {"mode": "snippet", "mimetype": "text/plain"},
            "empty": {"size": 0},
        }[what]
        return self.people.file("photo", self.chance, **facts)

    def _post(self, files, text="", thread_ts=""):
        person = self.wanted.person
        thread = self.card["ts"] if thread_ts == "" else thread_ts
        content = {"user": person, "text": text, "channel_type": "im"}
        if files:
            content |= {"subtype": "file_share", "files": [dict(file) for file in files]}
        message = self.slack.post(self.card["channel"], thread, **content)
        shown = " ".join(file["id"] for file in files) or text
        self.world.story.tell(f"{person} posts {shown} in {thread} ({message['ts']})")
        self.world.tells(message)
        return message


def _where(message):
    return {"channel": message["channel"], "channel_type": "im"}
