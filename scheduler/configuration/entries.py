"""What a configuration file holds: a strict model, whose values people can read."""

from collections import Counter
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from scheduler.configuration.notations import (
    Cadence,
    Channel,
    Group,
    HolidayPlace,
    Line,
    Lines,
    Pause,
    Person,
    Picture,
    Proof,
    Sop,
    Turn,
    Window,
    Zone,
)
from scheduler.location_plan import LONGEST_LOCATION
from scheduler.placing import MOST_PLACES
from scheduler.plan import LONGEST_INSTRUCTION, LONGEST_NAME, LONGEST_TITLE, MOST_STEPS
from scheduler.rotas import MOST_MEMBERS
from storage.states import HolidayMove, Nudges, Opening, Overlap

VERSION = 1
MOST_ENTRIES = 2000

Name = Annotated[Line, Field(min_length=1, max_length=LONGEST_NAME)]
LocationName = Annotated[Line, Field(min_length=1, max_length=LONGEST_LOCATION)]
Key = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,32}$")]


class Part(BaseModel):
    """A part of a configuration; it never changes, and takes nothing that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Windows(Part):
    """How long each has, in seconds; None only in a step, where it is as in its process."""

    owner: Window | None = None
    backup: Window | None = None
    manager: Window | None = None


class EveryWindow(Part):
    """How long each has, in seconds."""

    owner: Window = 3600
    backup: Window = 3600
    manager: Window = 7200


class Turns(Part):
    """Who take turns as the owner: people in their order, or a user group."""

    turns: Turn
    people: Annotated[tuple[Person, ...] | None, Field(min_length=1, max_length=MOST_MEMBERS)] = (
        None
    )
    group: Group | None = None

    @model_validator(mode="after")
    def _people_or_a_group(self) -> "Turns":
        if (self.people is None) == (self.group is None):
            raise ValueError("Say who take turns: people, or a group; one of the two.")
        return self


def _kind_of_owner(value: Any) -> str:
    return "turns" if isinstance(value, dict | Turns) else "person"


Owner = Annotated[
    Annotated[Person, Tag("person")] | Annotated[Turns, Tag("turns")],
    Discriminator(_kind_of_owner),
]


class StepEntry(Part):
    """One thing to prove; `key` is what its history is kept by, "" for a new one."""

    title: Annotated[Line, Field(min_length=1, max_length=LONGEST_TITLE)]
    proof: Proof
    owner: Person | None = None
    backup: Person | None = None
    manager: Person | None = None
    windows: Windows | None = None
    instruction: Annotated[Lines | None, Field(max_length=LONGEST_INSTRUCTION)] = None
    sop: Sop | None = None
    picture: Picture | None = None
    key: Key | None = None


def _start(value: Any) -> Any:
    if type(value) is date or isinstance(value, str):
        return value
    raise ValueError("This is no day; write it as 2026-11-23.")


class Work(Part):
    """What a process says, and a family for all its places.

    `start` is the day from which days, weeks, months or years are counted.
    """

    name: Name
    cadence: Cadence
    start: Annotated[date | None, BeforeValidator(_start)] = None
    windows: EveryWindow = EveryWindow()
    nudges: Nudges = Nudges.HALF_AND_END
    opening: Opening = Opening.ONE_BY_ONE
    overlap: Overlap = Overlap.CLOSE
    sop: Sop | None = None
    digest: Channel | None = None
    steps: Annotated[tuple[StepEntry, ...], Field(min_length=1, max_length=MOST_STEPS)]

    @model_validator(mode="after")
    def _keys_once(self) -> "Work":
        keys = Counter(step.key for step in self.steps if step.key)
        for key, times in keys.most_common(1):
            if times > 1:
                raise ValueError(
                    f"Two of its steps have the key {key}. Leave the key out of the new one."
                )
        return self


class ProcessEntry(Work):
    """A process that runs at one place."""

    zone: Zone
    holidays: HolidayPlace | None = None
    on_holidays: HolidayMove | None = None
    owner: Owner
    backup: Person
    manager: Person
    paused: Pause | None = None

    @model_validator(mode="after")
    def _whose_holidays(self) -> "ProcessEntry":
        if self.on_holidays is not None and self.holidays is None:
            raise ValueError("on_holidays needs holidays: say whose they are, such as DE-BE.")
        return self


class PlaceStep(Part):
    """Whom a step names at one place alone; it is the family's step with this key."""

    title: Line = ""
    owner: Person | None = None
    backup: Person | None = None
    manager: Person | None = None
    key: Key


class PlaceEntry(Part):
    """A family at one of its locations; its people are the location's where it names none."""

    location: LocationName
    owner: Person | None = None
    backup: Person | None = None
    manager: Person | None = None
    steps: Annotated[tuple[PlaceStep, ...], Field(max_length=MOST_STEPS)] = ()
    paused: Pause | None = None


class FamilyEntry(Work):
    """A process that is defined once and runs at several locations."""

    on_holidays: HolidayMove = HolidayMove.SKIP
    places: Annotated[tuple[PlaceEntry, ...], Field(min_length=1, max_length=MOST_PLACES)]


class LocationEntry(Part):
    """Where processes run."""

    name: LocationName
    zone: Zone
    holidays: HolidayPlace | None = None
    owner: Person
    backup: Person
    manager: Person


class Configuration(Part):
    """All that runs in a workspace, as a file says it. `baton` is the version of the file."""

    baton: Literal[1]
    locations: Annotated[tuple[LocationEntry, ...], Field(max_length=MOST_ENTRIES)] = ()
    families: Annotated[tuple[FamilyEntry, ...], Field(max_length=MOST_ENTRIES)] = ()
    processes: Annotated[tuple[ProcessEntry, ...], Field(max_length=MOST_ENTRIES)] = ()
