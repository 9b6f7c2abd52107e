"""The workspace: its state and everything that surrounds it, changed on one event loop."""

import time
from dataclasses import dataclass, field, replace

from sandbox import events, seed
from sandbox.blobs import Blobs
from sandbox.calls import Calls
from sandbox.delivery import Deliveries, EventSettings
from sandbox.faults import Faults
from sandbox.live import Live
from sandbox.manifest import Manifest
from sandbox.socket_mode import ACK_SECONDS, Sockets
from sandbox.state import State, dm_id
from sandbox.triggers import ResponseTo, Trigger, Triggers
from sandbox.values import Channel, Json, Person


@dataclass
class Upload:
    """A file of the app that is on its way; `data` once it has arrived, `length` in bytes."""

    file_id: str
    name: str
    length: int
    data: bytes | None = None


@dataclass
class Workspace:
    """One team with one app. `url` is where it is reached, without a slash at the end."""

    manifest: Manifest
    url: str
    state: State = field(default_factory=State)
    blobs: Blobs = field(default_factory=Blobs)
    live: Live = field(default_factory=Live)
    triggers: Triggers = field(default_factory=Triggers)
    faults: Faults = field(default_factory=Faults)
    calls: Calls = field(default_factory=Calls)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Wire the app's connections; plant the seed where nothing was kept."""
        self.sockets = Sockets()
        self.deliveries = Deliveries(self.sockets)
        self.sockets.on_connect = self.deliveries.reconnected
        self.sockets.on_change = lambda: self.live.tell({"type": "connection"})
        if self.state.is_empty():
            self.plant()

    def plant(self) -> None:
        """Put the people and channels that every workspace begins with."""
        now = int(time.time())
        bot = seed.bot_person(self.manifest.bot_name, self.manifest.app_name)
        for person in (*seed.PEOPLE, bot):
            self.state.put(replace(person, updated=now))
        for channel in seed.CHANNELS:
            self.state.put(channel)
        for group in seed.USER_GROUPS:
            self.state.put(replace(group, date_create=now, date_update=now))

    def begin_anew(self) -> None:
        """Make the workspace as it begins, behaving well; connections stay."""
        self.deliveries.forget()
        self.deliveries.settings = EventSettings()
        self.sockets.ack_timeout = ACK_SECONDS
        self.faults.rules.clear()
        self.calls.clear()
        self.uploads.clear()
        self.state.clear()
        self.plant()

    def next_ts(self) -> str:
        """Return the timestamp of something that happens now."""
        return self.state.next_ts(time.time())

    def exchange_trigger(self, trigger_id: str) -> Trigger:
        """Use a trigger. Raises TriggerError."""
        return self.triggers.exchange(trigger_id, time.time())

    def take_response(self, secret: str) -> ResponseTo | None:
        """Use a response address; None when it does not work any more."""
        return self.triggers.response(secret, time.time())

    def tell_app(self, subscription: str, event: Json) -> None:
        """Send the app an event, if its manifest subscribes to it."""
        if subscription in self.manifest.events:
            self.deliveries.deliver(events.event_callback(event))

    def person(self, person_id: str) -> Person | None:
        """Return a person, the bot's user included."""
        return self.state.get(Person, person_id)

    def people(self) -> list[Person]:
        """Return everybody but the bot's own user."""
        return [each for each in self.state.every(Person) if each.id != seed.BOT_USER_ID]

    def channel(self, channel_id: str) -> Channel | None:
        """Return a conversation; the DM of anybody with the bot counts as there."""
        found = self.state.get(Channel, channel_id)
        if found is not None:
            return found
        for person in self.people():
            if dm_id(person.id, seed.BOT_USER_ID) == channel_id:
                return self.open_dm(person.id, seed.BOT_USER_ID)
        return None

    def open_dm(self, one: str, other: str) -> Channel:
        """Return the direct conversation of two people, opening it if needed."""
        channel = self.state.dm(one, other)
        if channel is None:
            channel = Channel(dm_id(one, other), "", (one, other), is_im=True)
            self.state.put(channel)
            self.live.tell({"type": "conversations"})
        return channel
