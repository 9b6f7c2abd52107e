"""Slack on paper: conversations, people and files in memory, for any number of bots at once."""

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from itertools import count
from threading import RLock

from handlers.user_groups import GroupUnreadError
from scheduler.archiving import DownloadError
from scheduler.letters import Later, Refused, Sent, Unknown

PHOTO = b"\xff\xd8\xff a photo"


@dataclass(frozen=True)
class ActedAndUnknown(Unknown):
    """Slack took the message, but its answer was lost."""

    acted: bool = field(default=True)


class PaperSlack:
    """What the engine needs of Slack; `answers` holds outcomes for the posts to come."""

    def __init__(self, clock):
        self.clock = clock
        self.channels = {}
        self.people = {}
        self.files = {}
        self.bytes = {}
        self.downloads = []
        self.homes = {}
        self.opened = []
        self.pushed = []
        self.redrawn = []
        self.updated = []
        self.uploads = {}
        # User groups: {id: (handle, members)}.
        self.groups = {}
        self.groups_read = 0
        self.groups_refused = ""
        self.answers = deque()
        self.unreadable = False
        self._number = count(1)
        self.lock = RLock()

    # What the engine calls.

    def post(self, letter, is_ours=lambda: True):
        if not is_ours():
            return Later("the machine stood still for too long")
        with self.lock:
            answer = self.answers.popleft() if self.answers else None
            if answer is not None and not getattr(answer, "acted", False):
                return answer
            sent = self._posted(letter)
            return answer or sent

    def find(self, letter, since):
        channel = self.channel_of(letter.conversation)
        for message in list(self.channels.get(channel, [])):
            if message["key"] == letter.key and float(message["ts"]) >= since.timestamp():
                return Sent(channel, message["ts"])
        return Refused("not there")

    def replies(self, thread):
        if self.unreadable:
            return None
        messages = list(self.channels.get(thread.channel_id, []))
        return [dict(m) for m in messages if thread.message_ts in {m["ts"], m.get("thread_ts")}]

    def user_info(self, person_id):
        return self.people.get(person_id)

    def everyone(self):
        return list(self.people.values())

    def user_groups(self):
        self._refuse_groups()
        return [{"id": one, "handle": handle} for one, (handle, _) in self.groups.items()]

    def group_members(self, group_id):
        self._refuse_groups()
        self.groups_read += 1
        if group_id not in self.groups:
            raise GroupUnreadError("no_such_subteam", "there is none")
        return list(self.groups[group_id][1])

    def _refuse_groups(self):
        if self.groups_refused:
            raise GroupUnreadError(self.groups_refused, "the scope usergroups:read is missing")

    def file_info(self, file_id):
        return self.files.get(file_id)

    def publish_home(self, person_id, view):
        self.homes[person_id] = view

    def open_view(self, trigger_id, view):
        self.opened.append(view)
        return True

    def push_view(self, trigger_id, view):
        self.pushed.append(view)
        return True

    def update_view(self, view_id, view_hash, view):
        self.updated.append(view)
        self.redrawn.append((view_id, view))
        return True

    @contextmanager
    def download(self, url, mimetype):
        self.downloads.append(url)
        found = [one["id"] for one in self.files.values() if one.get("url_private") == url]
        if not found:
            raise DownloadError("no such file")
        yield iter([self.bytes.get(found[0], PHOTO)])

    # What tests ask and do.

    def take_redrawn(self):
        """The modals that were drawn anew since this was last asked, with their ids."""
        taken, self.redrawn = self.redrawn, []
        return taken

    def channel_of(self, conversation):
        return f"D{conversation[1:]}" if conversation[0] == "U" else conversation

    def said(self, conversation, thread_ts=None):
        messages = self.channels.get(self.channel_of(conversation), [])
        return [m for m in messages if m.get("key") and m.get("thread_ts") == thread_ts]

    def next_ts(self):
        moment = self.clock() + timedelta(microseconds=next(self._number))
        return f"{moment.timestamp():.6f}"

    def _uploaded(self, letter, channel):
        file = BytesIO()
        text = letter.attachment.make(file)
        name = letter.attachment.name
        self.uploads[name] = file.getvalue()
        message = {"ts": self.next_ts(), "thread_ts": None, "text": text, "blocks": []}
        self.channels[channel].append(message | {"key": letter.key, "files": [{"name": name}]})
        return Sent(channel, "")

    def _posted(self, letter):
        if letter.conversation[0] == "U" and self.people[letter.conversation].get("deleted"):
            return Refused("person_gone", person_gone=True)
        channel = self.channel_of(letter.conversation)
        messages = self.channels.setdefault(channel, [])
        if letter.attachment:
            return self._uploaded(letter, channel)
        if letter.replaces:
            edited = next(m for m in messages if m["ts"] == letter.replaces)
            edited.update(text=letter.text, blocks=letter.blocks)
            return Sent(channel, letter.replaces)
        ts = self.next_ts()
        messages.append(
            {
                "ts": ts,
                "thread_ts": letter.thread_ts,
                "text": letter.text,
                "blocks": letter.blocks,
                "key": letter.key,
                "bot_id": "B0BATON",
            }
        )
        return Sent(channel, ts)
