"""A plan as a whole, its zone and its link."""

from datetime import timedelta

import pytest
from creation_support import plan_of
from pydantic import AnyUrl

from scheduler import zones
from scheduler.links import LinkError, sop_link
from scheduler.plan_checks import problems, same_person

FIVE = timedelta(minutes=5)


def test_a_plan_that_can_stay_has_no_problems():
    assert problems(plan_of(), FIVE) == {}
    assert problems(plan_of(sop_url=AnyUrl("http://intranet/sop")), FIVE) == {}


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"rule": "FREQ=HOURLY"}, "rule", "."),
        ({"zone": "Mars/Base"}, "zone", "I do not know the time zone “Mars/Base”"),
        ({"owner_seconds": 299}, "owner_seconds", "at least 5 minutes"),
        ({"backup_seconds": 7 * 86400 + 1}, "backup_seconds", "at most 7 days"),
        ({"manager_seconds": 0}, "manager_seconds", "at least 5 minutes"),
        ({"manager_seconds": -60}, "manager_seconds", "at least 5 minutes"),
        ({"backup_id": "U1"}, "backup_id", "someone who was already asked"),
        ({"manager_id": "U2"}, "manager_id", "This is the backup already"),
        ({"sop_url": AnyUrl("javascript:alert(1)")}, "sop_url", "begins with https://"),
    ],
)
def test_what_cannot_stay_is_said_at_its_field(changes, field, says):
    found = problems(plan_of(**changes), FIVE)
    assert set(found) == {field}
    assert says in found[field]


def test_all_problems_are_found_at_once():
    found = problems(plan_of(zone="Nowhere", owner_seconds=1, manager_id="U1"), FIVE)
    assert set(found) == {"zone", "owner_seconds", "manager_id"}


def test_people_who_are_not_known_yet_are_not_the_same_person():
    assert same_person({}) == {}
    assert same_person({"owner_id": "", "backup_id": ""}) == {}
    assert set(same_person({"owner_id": "U1", "manager_id": "U1"})) == {"manager_id"}


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
        ("", None),
        ("Berlin", None),
        ("../../etc/passwd", None),
        ("posixrules", None),
        ("Europe/Berlin\x00", None),
    ],
)
def test_a_zone_is_known_by_its_name_in_any_case(typed, zone):
    assert zones.known(typed) == zone


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Amerika/New_York", "America/New_York"),
        ("tokio", "Asia/Tokyo"),
    ],
)
def test_the_nearest_zone_is_suggested_and_is_known(typed, meant):
    assert zones.nearest(typed) == meant
    assert meant in zones.unknown(typed)


def test_a_zone_that_resembles_nothing_gets_an_example():
    assert zones.nearest("q" * 3000) is None
    assert "Europe/Berlin" in zones.unknown("q" * 3000)
    assert len(zones.unknown("q" * 3000)) < 200


def test_a_link_is_the_address_of_a_web_page():
    assert str(sop_link(" https://x.org/a?b=1 ")) == "https://x.org/a?b=1"


@pytest.mark.parametrize(
    "typed", ["x.org", "", "https://", "mailto:a@x.org", "https:// x", "x" * 3000]
)
def test_what_is_no_web_address_is_refused_in_words(typed):
    with pytest.raises(LinkError, match="https://"):
        sop_link(typed)
