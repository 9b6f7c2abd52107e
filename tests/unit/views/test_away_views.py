"""What is said of those who are away, and of those who have left."""

from datetime import timedelta

import pytest
from view_rows import BERLIN, DUE, asked, berlin, open_step, passed, standing, token, vacancy

from handlers.views.away import (
    About,
    away,
    away_by_another,
    back,
    back_by_another,
    may_not_speak_for,
    not_away,
    whom,
)
from handlers.views.card import card
from handlers.views.leaver import leaver_message, not_vacant, nothing_to_fill, on_ladder, took_over
from handlers.views.status import status_left_alone, status_over, status_question
from scheduler.meanwhile import MOST_LOOKED_AT, Handed, Meanwhile, Moving
from storage.models import Absence, StatusHint
from storage.states import AbsenceSource, Level, PassReason, ProcessState
from tests.block_kit import HOSTILE, problems_of, words_in

UNTIL = berlin(9, day=27)
NOTHING = Meanwhile((), ())
ANA = About("U0ANA", is_reader=True, zone=BERLIN)
OF_ANA = About("U0ANA", is_reader=False, zone=BERLIN)


def absence(**changes):
    facts = {
        "id": 1,
        "person_id": "U0ANA",
        "from_at": DUE,
        "until_at": UNTIL,
        "said_by_id": "U0MIA",
        "said_at": DUE,
        "source": AbsenceSource.OTHER,
    }
    return Absence(**facts | changes)


def handed(level=Level.OWNER, name="Opening checks", **changes):
    facts = {"process": name, "zone": BERLIN, "level": level, "first_at": DUE, "times": 1}
    return Handed(**facts | {"to": ("U0BEN",)} | changes)


def text_of(message):
    """Everything that a message shows, once Slack would take it."""
    assert problems_of(message) == []
    return words_in(message.blocks)


def test_the_card_of_the_next_person_says_who_is_away_and_until_when():
    step = open_step()
    owner = passed(step, reason=PassReason.AWAY)
    owner.channel_id = owner.message_ts = owner.started_at = None
    owner.away_until = UNTIL
    backup = asked(step, Level.BACKUP)
    shown = text_of(card(backup, DUE))
    assert "Moved to you at" in shown
    assert f"<@U0ANA> is away until {token(UNTIL)}" in shown
    assert "late" not in shown


def test_a_manager_who_is_away_reads_why_they_are_asked():
    step = open_step()
    passed(step)
    passed(step, Level.BACKUP)
    manager = standing(step, Level.MANAGER)
    assert "away" not in text_of(card(manager, DUE))
    manager.away_until = UNTIL
    assert f"You are away until {token(UNTIL)}" in text_of(card(manager, DUE))


def test_the_answer_counts_and_names_who_gets_what():
    due = (handed(times=5), handed(Level.BACKUP, "Cash-up"), handed(Level.MANAGER, "Fridge log"))
    shown = text_of(away(absence(), Meanwhile((), due), ANA, DUE))
    assert f"You are away until {token(UNTIL)}" in shown
    assert f"• *Opening checks*, 5 times, first {token(DUE)}" in shown
    assert "goes straight to <@U0BEN>" in shown
    assert "asks <@U0BEN>; you, as the backup, are passed over" in shown
    assert "what nobody proves still comes to you, as the last one" in shown
    assert ":warning:" not in shown


def test_the_answer_of_somebody_else_speaks_of_the_person():
    due = (handed(), handed(Level.BACKUP), handed(Level.MANAGER))
    shown = text_of(away(absence(), Meanwhile((), due), OF_ANA, DUE))
    assert "<@U0ANA> is away until" in shown
    assert "you" not in shown.replace("`/baton back` and their name", "")


def test_the_warnings_are_words():
    due = (handed(away_too=("U0BEN",), to=("U0MIA",)), handed(nobody_left=True))
    shown = text_of(away(absence(), Meanwhile((), due), ANA, DUE))
    assert ":warning: <@U0BEN> is away at the same time" in shown
    assert ":warning: Everybody on it is away then" in shown


def test_what_comes_every_day_is_not_counted_out():
    due = (handed(times=MOST_LOOKED_AT),)
    assert "31 times or more" in text_of(away(absence(), Meanwhile((), due), ANA, DUE))


def test_hundreds_of_processes_fit_into_one_answer():
    due = tuple(handed(name=f"{number} {HOSTILE[0]}") for number in range(500))
    moving = tuple(Moving(HOSTILE[1], HOSTILE[0], "U0BEN") for _ in range(500))
    message = away(absence(), Meanwhile(moving, due), ANA, DUE)
    assert "… and 480 more" in text_of(message)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_break_no_message(name):
    means = Meanwhile((Moving(name, name, "U0BEN"),), (handed(name=name),))
    text_of(away(absence(), means, ANA, DUE))
    text_of(away_by_another(absence(), means, BERLIN, DUE))
    for level in Level:
        one = vacancy(level, name=name)
        text_of(leaver_message([one], "U0ANA"))
        text_of(on_ladder(one, "U0BEN", Level.BACKUP))
        one.successor_id = one.filled_by_id = "U0ZOE"
        text_of(took_over(one))
        text_of(not_vacant(one))


def test_the_short_answers_are_messages():
    later = absence(from_at=DUE + timedelta(days=1))
    for message in (
        back(absence(), None, ANA, DUE),
        back(absence(), later, OF_ANA, DUE),
        back(later, None, ANA, DUE),
        back_by_another("U0MIA"),
        not_away(ANA),
        not_away(OF_ANA),
        may_not_speak_for("U0ANA"),
        whom(),
        nothing_to_fill(),
        status_left_alone(),
        status_over(),
    ):
        assert len(text_of(message)) > 30


def test_who_is_back_and_goes_again_reads_both():
    later = absence(from_at=DUE + timedelta(days=1))
    shown = text_of(back(absence(), later, ANA, DUE))
    assert "You are back" in shown
    assert "You are away again from <!date" in shown


@pytest.mark.parametrize(
    ("to", "whom_to"),
    [
        (("U0BEN",), "to <@U0BEN> until"),
        (("U0BEN", "U0MIA"), "to whoever is next (<@U0BEN>, <@U0MIA>) until"),
        (
            tuple(f"U{n}" for n in range(9)),
            "to whoever is next (<@U0>, <@U1>, <@U2> and 6 more) until",
        ),
    ],
)
def test_the_question_about_a_status_names_who_would_be_asked(to, whom_to):
    hint = StatusHint(id=1, person_id="U0ANA", status="x", until_at=UNTIL, asked_at=DUE)
    message = status_question(hint, to, BERLIN)
    assert f"Shall I pass your runs {whom_to} {token(UNTIL)}" in text_of(message)
    assert "unless you say so" in message.text


def test_what_became_of_a_place_is_said_in_its_line():
    filled = vacancy(successor_id="U0ZOE", filled_by_id="U0MIA", closed_at=DUE)
    archived = vacancy(number=2, name="Cash-up")
    archived.process.state = ProcessState.ARCHIVED
    returned = vacancy(number=3, closed_at=DUE)
    changed = vacancy(number=4)
    changed.process.owner_id = "U0KIM"
    message = leaver_message([filled, archived, returned, changed], "U0ANA")
    shown = text_of(message)
    assert "<@U0ZOE> is the owner now, chosen by <@U0MIA>" in shown
    assert "*Cash-up*: archived meanwhile" in shown
    assert "<@U0ANA> is back, so nothing was changed" in shown
    assert "changed meanwhile" in shown
    assert not any("accessory" in block for block in message.blocks)


def test_a_page_of_pickers_is_within_slacks_limits_and_read_out_whole():
    places = [vacancy(number=number, name=f"Process {number}") for number in range(1, 100)]
    for page in (-1, 0, 1, 2, 3, 99):
        message = leaver_message(places, "U0ANA", page)
        text_of(message)
        assert "Process" in message.text
