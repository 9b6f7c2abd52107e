"""The modal of `/baton away` as Slack draws it."""

from datetime import UTC, datetime, timedelta

import pytest
from creation_support import HOSTILE, refused_by_slack

from handlers.views.away_form import LAST_TIME, WORDS, AwayForm, away_form
from storage.models import Absence

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)


def absence(begins_in=0):
    return Absence(
        person_id="U0ANA",
        from_at=NOW + timedelta(days=begins_in),
        until_at=NOW + timedelta(days=begins_in + 2),
    )


def fields(view):
    return {block["block_id"]: block for block in view["blocks"] if "block_id" in block}


@pytest.mark.parametrize("words", ["", *HOSTILE])
@pytest.mark.parametrize("is_oneself", [True, False])
def test_slack_takes_it_whatever_was_typed(words, is_oneself):
    known = (absence(), absence(5))
    form = AwayForm("U0ANA", is_oneself, "Europe/Berlin", words, f"I do not know {words}", known)
    view = away_form(form, NOW)
    assert refused_by_slack(view["blocks"], 100) == []
    assert all(len(view[part]["text"]) <= 24 for part in ("title", "submit", "close"))
    assert fields(view)[WORDS]["element"].get("initial_value", "") == words[:3000]


def test_it_says_whom_it_is_about_and_what_is_known():
    head = away_form(AwayForm("U0ANA", False, "Europe/Berlin", known=(absence(5),)), NOW)["blocks"]
    assert "While <@U0ANA> is away" in head[0]["text"]["text"]
    assert "Said already: away from <!date^" in head[0]["text"]["text"]
    alone = away_form(AwayForm("U0ANA", True, "Europe/Berlin"), NOW)["blocks"][0]["text"]["text"]
    assert "While you are away" in alone
    assert "Now:" not in alone


def test_every_field_may_stay_empty_and_nine_is_the_usual_time():
    view = away_form(AwayForm("U0ANA", True, "Europe/Berlin"), NOW)
    assert all(block["optional"] for block in fields(view).values())
    assert fields(view)[LAST_TIME]["element"]["initial_time"] == "09:00"
