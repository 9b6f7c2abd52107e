"""Which statuses read as if their person were away, and until when."""

from datetime import UTC, datetime

import pytest

from handlers.slack_shapes import SlackProfile
from handlers.status_words import away_until, name_of, reads_as_away

NOW = datetime(2026, 11, 25, 9, 12, tzinfo=UTC)  # a Wednesday


def profile(text="", emoji="", expiration=0):
    return SlackProfile(status_text=text, status_emoji=emoji, status_expiration=expiration)


@pytest.mark.parametrize(
    "status",
    [
        profile("Vacationing", ":palm_tree:"),
        profile("", ":palm_tree:"),
        profile("Out sick", ":face_with_thermometer:"),
        profile("", ":thermometer:"),
        profile("on my way", ":airplane:"),
        profile("Urlaub bis 3.1."),
        profile("im URLAUB"),
        profile("OOO"),
        profile("ooo until Monday"),
        profile("Out of office"),
        profile("out of the office"),
        profile("parental leave"),
        profile("PTO 🌴"),
        profile("krank"),
        profile("congés"),
        profile("", ":mask::skin-tone-3:"),
    ],
)
def test_these_read_as_away(status):
    assert reads_as_away(status)


@pytest.mark.parametrize(
    "status",
    [
        profile(),
        SlackProfile(),
        profile("In a meeting", ":spiral_calendar_pad:"),
        profile("Commuting", ":bus:"),
        profile("Working remotely", ":house_with_garden:"),
        profile("Planning the sick-pay release is not on me"),
        profile("back from vacation", ":palm_tree:"),
        profile("Wieder zurück aus dem Urlaub"),
        profile("zoooom"),
        profile("leaves are falling"),
        profile("x" * 3000),
    ],
)
def test_these_do_not(status):
    assert not reads_as_away(status)
    assert away_until(status, "Europe/Berlin", NOW) is None


def test_it_counts_until_slack_clears_it():
    expires = datetime(2026, 12, 4, 17, tzinfo=UTC)
    status = profile("Vacationing", ":palm_tree:", int(expires.timestamp()))
    assert away_until(status, "Europe/Berlin", NOW) == expires


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_without_an_end_it_counts_until_the_next_monday_at_nine(zone):
    at = away_until(profile("OOO"), zone, NOW)
    assert at == datetime(2026, 11, 30, 8 if zone == "Europe/Berlin" else 14, tzinfo=UTC)
    on_a_monday = datetime(2026, 11, 30, 6, tzinfo=UTC)
    assert away_until(profile("OOO"), "Europe/Berlin", on_a_monday) == datetime(
        2026, 12, 7, 8, tzinfo=UTC
    )


@pytest.mark.parametrize("expiration", [10**18, 2**63, 10**12])
def test_an_end_that_is_no_moment_is_no_further_than_two_years_ahead(expiration):
    at = away_until(profile("OOO", expiration=expiration), "UTC", NOW)
    assert at.year == 2028


def test_a_status_is_told_from_another_by_all_that_it_says():
    names = {
        name_of(profile("OOO")),
        name_of(profile("OOO", ":palm_tree:")),
        name_of(profile("OOO", expiration=5)),
        name_of(SlackProfile()),
    }
    assert len(names) == 4
    assert all(len(name) == 64 for name in names)
