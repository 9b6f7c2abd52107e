"""Whatever runs in a workspace is the same again after its file has been applied."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from cadence_strategies import ZONES, rules, times
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler import changing, families, locations, phrases, processes, versions
from scheduler.cadence.public_holidays import Holidays
from scheduler.configuration.applying import apply
from scheduler.configuration.context import By
from scheduler.configuration.exporting import export, live_alone
from scheduler.configuration.reading import read
from scheduler.configuration.writing import Format, written
from scheduler.location_plan import LocationPlan
from scheduler.phrases import Reading
from scheduler.plan import ProcessPlan, StepPlan
from scheduler.plan_checks import problems
from scheduler.rotas import Rota, RotaTurn
from scheduler.typed_text import one_line, several_lines
from storage.database import Database
from storage.models import Member, UserGroup, UserGroupMember
from storage.states import HolidayMove, Nudges, Opening, Overlap, ProofKind

NOW = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
PEOPLE = [f"U0P{number}" for number in range(9)]
GROUP = "S0GROUP"
FIVE_MINUTES = timedelta(minutes=5)
ODD = st.sampled_from(
    [
        "7:00",
        "yes",
        "null",
        "~",
        "- a",
        "a: b",
        "# c",
        "'",
        '"',
        "&a",
        "*a",
        "<@U0P1>",
        "2026-01-01",
    ]
)


def _lines(most, keep=one_line):
    text = (ODD | st.text(max_size=most)).map(keep).filter(bool)
    return text.map(lambda one: one[:most].strip()).filter(lambda one: one and keep(one) == one)


windows = st.integers(300, 7 * 24 * 3600)
links = st.none() | st.sampled_from(["https://sop.example/a?b=c#d", "https://x.example/ä ö"])
three = st.permutations(PEOPLE).map(lambda people: people[:3])
ROLES = ("owner", "backup", "manager")


@st.composite
def steps(draw):
    own = draw(st.sampled_from([(), ("owner",), ROLES]))
    people = dict(zip((f"{role}_id" for role in own), PEOPLE[6:], strict=False))
    return StepPlan(
        title=draw(_lines(300)),
        proof_kind=draw(st.sampled_from(ProofKind)),
        proof_count=draw(st.integers(1, 10)),
        instruction=draw(st.none() | _lines(1500, several_lines)),
        sop_url=draw(links),
        owner_seconds=draw(st.none() | windows),
        **people,
    )


@st.composite
def plans(draw):
    owner, backup, manager = draw(three.filter(lambda one: not {*one} & {*PEOPLE[6:]}))
    reading = Reading(str(draw(rules)), draw(times), ())
    zone = draw(st.sampled_from(ZONES))
    kept = phrases.start_for(reading, reading.time, zone, NOW)
    others = [one for one in PEOPLE if one not in {backup, manager, *PEOPLE[6:]}]
    turn = draw(st.sampled_from(RotaTurn))
    rota = draw(
        st.none()
        | st.permutations(others).map(lambda members: Rota(turn, tuple(members[:2])))
        | st.just(Rota(turn, group_id=GROUP, group_handle="openers"))
    )
    holidays = st.builds(Holidays, st.sampled_from(["DE-BE", "US"]), st.sampled_from(HolidayMove))
    return ProcessPlan(
        name=draw(_lines(80)),
        rule=kept.rule,
        start=kept.start,
        zone=zone,
        holidays=draw(st.none() | holidays),
        owner_id=rota.stand_in if rota else owner,
        rota=rota,
        backup_id=backup,
        manager_id=manager,
        owner_seconds=draw(windows),
        nudges=draw(st.sampled_from(Nudges)),
        opening=draw(st.sampled_from(Opening)),
        overlap=draw(st.sampled_from(Overlap)),
        sop_url=draw(links),
        digest_channel_id=draw(st.none() | st.just("C0OPS")),
        steps=tuple(draw(st.lists(steps(), min_size=1, max_size=4))),
    )


@pytest.fixture(scope="module")
def workspace(all_tables, tmp_path_factory):
    """An empty workspace with nine people and a group of two; nothing is ever committed to it."""
    file = tmp_path_factory.mktemp("configuration") / "baton.db"
    shutil.copyfile(all_tables, file)
    database = Database(f"sqlite:///{file}")
    with database.work() as session:
        facts = {"is_active": True, "is_human": True, "is_guest": False, "zone": "UTC"}
        for person in PEOPLE:
            name = f"Person {person[-1]} <x>"
            session.add(Member(id=person, name=name, is_admin=True, seen_at=NOW, **facts))
        session.add(UserGroup(id=GROUP, handle="openers", seen_at=NOW))
        session.flush()
        session.add_all(UserGroupMember(group_id=GROUP, person_id=one) for one in PEOPLE[7:])
        session.commit()
    yield database
    database.close()


def text_of(session, form=Format.YAML):
    session.expire_all()
    return written(export(session, NOW), form)


def plans_of(session):
    return {one.name: versions.plan_of(one) for one in live_alone(session)}


def applied(session, text, *, prune=False):
    by = By(PEOPLE[0], lambda *_: None, FIVE_MINUTES)
    return apply(session, read(text), by, NOW, prune=prune)


alike = settings(
    max_examples=12, suppress_health_check=[*HealthCheck], derandomize=True, deadline=None
)


@alike
@given(plan=plans(), form=st.sampled_from(Format), is_paused=st.booleans())
def test_a_process_is_the_same_after_its_file_was_applied(workspace, plan, form, is_paused):
    assume(not problems(plan, FIVE_MINUTES))
    with workspace.work() as session:
        made = processes.create(session, plan, PEOPLE[0], NOW)
        if is_paused:
            processes.pause(session, made, PEOPLE[0], NOW, NOW + timedelta(days=3, seconds=7))
        text, before = text_of(session, form), plans_of(session)
        assert applied(session, text).is_nothing
        applied(session, "baton: 1", prune=True)
        assert plans_of(session) == {}
        applied(session, text)
        assert plans_of(session) == before
        assert text_of(session, form) == text
        assert applied(session, text).is_nothing


@alike
@given(plan=plans(), moves=st.sampled_from(HolidayMove), owns=st.booleans())
def test_a_family_is_the_same_after_its_file_was_applied(workspace, plan, moves, owns):
    here = LocationPlan(
        name="Mitte", zone="Europe/Berlin", holiday_place="DE-BE",
        owner_id=PEOPLE[0], backup_id=PEOPLE[1], manager_id=PEOPLE[2],
    )  # fmt: skip
    there = here.model_copy(update={"name": "Nord #1", "zone": "America/New_York"})
    plan = plan.model_copy(
        update={"name": plan.name[:40].strip(), "rota": None, "zone": "Europe/Berlin"}
        | {"owner_id": PEOPLE[0], "backup_id": PEOPLE[1], "manager_id": PEOPLE[2]}
        | {"holidays": Holidays("DE-BE", moves)}
    )
    assume(not problems(plan, FIVE_MINUTES))
    with workspace.work() as session:
        chosen = [locations.create(session, one, PEOPLE[0], NOW) for one in (here, there)]
        made = processes.create(session, plan, PEOPLE[0], NOW)
        family = families.found(session, made, chosen, PEOPLE[0], NOW)
        if owns:
            place = families.places_of(session, family.id)[1]
            own = versions.plan_of(place).model_copy(update={"backup_id": PEOPLE[4]})
            changing.change(session, place, own, PEOPLE[0], NOW)
        text = text_of(session)
        assert applied(session, text).is_nothing
        applied(session, "baton: 1", prune=True)
        assert text_of(session).endswith("\nbaton: 1\n")
        applied(session, text)
        assert text_of(session) == text
        assert applied(session, text).is_nothing
