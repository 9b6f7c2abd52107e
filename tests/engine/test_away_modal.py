"""The modal in which people say when they are away."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE, read
from leave import away_now, entries
from sqlalchemy import select

from handlers.views import away_form as ids
from storage.models import Process


def values(**typed):
    kinds = {ids.WORDS: "value", ids.LAST_DAY: "selected_date", ids.FIRST_DAY: "selected_date"}
    return {
        block: {block: {kinds.get(block, "selected_time"): value}} for block, value in typed.items()
    }


def test_nothing_said_opens_the_modal_which_shows_what_is_known(open_shop):
    away_now(open_shop, ANA)
    assert open_shop.asks(ANA, "away") is None
    form = open_shop.slack.opened[-1]
    assert form["callback_id"] == ids.AWAY_CALLBACK
    assert "Said already: away until <!date" in read({"text": "", "blocks": form["blocks"]})
    assert "Europe/Berlin" in str(form)


def test_words_that_are_not_understood_open_the_modal_with_all_that_was_typed(open_shop):
    assert open_shop.asks(ANA, "away until mondy 9:00") is None
    form = open_shop.slack.opened[-1]
    assert "did you mean “until monday 9:00”?" in str(form["blocks"])
    (field,) = [b for b in form["blocks"] if b.get("block_id") == ids.WORDS]
    assert field["element"]["initial_value"] == "until mondy 9:00"


def test_a_day_is_picked_while_the_words_that_failed_still_stand_there(open_shop):
    picked = values(**{ids.WORDS: "mondy", ids.LAST_DAY: "2026-11-27", ids.LAST_TIME: "09:00"})
    answer = open_shop.submits_to(ANA, ids.AWAY_CALLBACK, picked, memory=ANA)
    assert answer["response_action"] == "update"
    assert "You are away until" in str(answer["view"]["blocks"])
    assert "27 Nov at 9:00" in str(answer["view"]["blocks"])
    open_shop.at("7:00")
    assert len(open_shop.cards(BEN)) == 1


def test_days_that_are_picked_may_lie_ahead(open_shop):
    picked = values(**{ids.FIRST_DAY: "2026-11-24", ids.LAST_DAY: "2026-11-25"})
    answer = open_shop.submits_to(ANA, ids.AWAY_CALLBACK, picked, memory=ANA)
    assert "24 Nov at 0:00" in str(answer["view"]["blocks"])
    assert "25 Nov at 9:00" in str(answer["view"]["blocks"])
    open_shop.at("7:00")
    assert len(open_shop.cards(ANA)) == 1
    open_shop.at("7:00", day=1)
    assert f"<@{ANA}> is away" in open_shop.cards(BEN)[-1]


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({}, ids.WORDS, "Say until when"),
        ({ids.WORDS: "mondy"}, ids.WORDS, "did you mean"),
        ({ids.WORDS: "x" * 3000}, ids.WORDS, "too long"),
        ({ids.LAST_DAY: "2026-11-22"}, ids.LAST_DAY, "over already"),
        ({ids.LAST_DAY: "2036-11-22"}, ids.LAST_DAY, "two years"),
        ({ids.LAST_DAY: "9999-99-99"}, ids.LAST_DAY, ""),
        ({ids.LAST_DAY: "2026-11-27", ids.FIRST_DAY: "2026-11-28"}, ids.LAST_DAY, "ends before"),
        ({ids.WORDS: "for 3 days", ids.LAST_DAY: "2026-11-25"}, ids.WORDS, "two different times"),
    ],
)
def test_what_is_wrong_in_the_modal_is_said_at_its_field(open_shop, typed, field, why):
    answer = open_shop.submits_to(ANA, ids.AWAY_CALLBACK, values(**typed), memory=ANA)
    assert list(answer["errors"]) == [field]
    assert why in answer["errors"][field]
    assert entries(open_shop, "absence_said") == []


def test_a_modal_that_is_submitted_twice_says_it_once(open_shop):
    for _ in range(2):
        open_shop.submits_to(
            MIA, ids.AWAY_CALLBACK, values(**{ids.LAST_DAY: "2026-11-27"}), memory=ANA
        )
    assert len(entries(open_shop, "absence_said")) == 1
    assert len(open_shop.cards(ANA)) == 1


def test_who_manages_someone_no_longer_when_the_modal_is_submitted_changes_nothing(open_shop):
    with open_shop.database.work() as session:
        for process in session.scalars(select(Process)).all():
            process.manager_id = OLE
        session.commit()
    answer = open_shop.submits_to(
        MIA, ids.AWAY_CALLBACK, values(**{ids.WORDS: "for 3 days"}), memory=ANA
    )
    assert answer["view"]["title"]["text"] == "Not saved"
    assert entries(open_shop, "absence_said") == []


@pytest.mark.parametrize("memory", ["", "nobody", "x" * 3000])
def test_a_modal_about_nobody_changes_nothing(open_shop, memory):
    answer = open_shop.submits_to(
        ANA, ids.AWAY_CALLBACK, values(**{ids.WORDS: "for 3 days"}), memory=memory
    )
    assert answer["view"]["title"]["text"] == "Not saved"


def test_who_became_a_guest_meanwhile_saves_nothing(open_shop):
    open_shop.asks(ANA, "list")
    open_shop.slack.people[ANA]["is_restricted"] = True
    open_shop.now += timedelta(minutes=10)
    typed = values(**{ids.WORDS: "for 3 days"})
    assert "Only full members" in str(
        open_shop.submits_to(ANA, ids.AWAY_CALLBACK, typed, memory=ANA)
    )
