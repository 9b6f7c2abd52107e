"""What the night has found, and who takes turns, as people read it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from block_kit import HOSTILE, problems_of, words_in
from view_rows import open_step, process, standing

from handlers.views import rota_words
from handlers.views.card import card
from handlers.views.chain import MOST_FINDINGS, chain_message
from handlers.views.chain_words import SAID, warnings
from handlers.views.process_list import process_list
from handlers.views.process_page import process_page
from handlers.views.trouble import trouble
from scheduler.chain_reading import Found
from scheduler.chain_watch import written_down
from scheduler.chains import Code, Odd
from scheduler.finding import ProcessPage
from scheduler.rotas import Chosen, PassedOver, Rota, RotaTurn
from storage.states import Level, PassReason, ProcessState

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
ODD = Odd(Code.AWAY_BOTH, Level.BACKUP, "U0BEN", "U0ANA", NOW, "Unlock doors", 10)
ROTA = Rota(turn=RotaTurn.EACH_RUN, members=("U0ANA", "U0ZOE"))


def found(odd=ODD, number=1, **facts):
    row = written_down(Found("U0OLE", number, odd), NOW)
    row.id = number
    row.process = process(**facts)
    row.process.id = number
    return row


def fix_of(odd):
    return chain_message([found(odd)]).blocks[1]["accessory"]


@pytest.mark.parametrize("code", Code)
def test_everything_odd_has_its_sentence_and_a_message_that_slack_takes(code):
    assert set(SAID) == set(Code)
    message = chain_message([found(replace(ODD, code=code))])
    assert problems_of(message) == []
    assert words_in(message.blocks).splitlines()[0] in message.text
    (line,) = warnings([replace(ODD, code=code)], process(), "Europe/Berlin")
    assert line.startswith(":warning: ")


def test_what_is_about_a_person_has_a_picker_and_what_is_about_time_the_form():
    kinds = {
        code: fix_of(replace(ODD, code=code, detail=""))["type"]
        for code in (Code.AWAY_BOTH, Code.GONE, Code.GUEST, Code.AT_NIGHT, Code.TOO_SHORT)
    }
    assert list(kinds.values()) == ["users_select"] * 3 + ["button"] * 2


def test_what_is_about_a_person_of_a_single_step_opens_the_steps():
    for code in (Code.AWAY_BOTH, Code.GONE, Code.GUEST, Code.SAME_PERSON):
        odd = replace(ODD, code=code)
        assert fix_of(odd)["action_id"] == "open_steps:1"
        assert "the backup of “Unlock doors”" in chain_message([found(odd)]).text
    assert fix_of(replace(ODD, code=Code.TOO_SHORT))["action_id"] == "edit_this_process:1"


def test_the_owner_of_a_rota_is_changed_in_the_form():
    odd = replace(ODD, code=Code.GONE, level=Level.OWNER, detail="")
    message = chain_message([found(odd, rota=ROTA)])
    assert message.blocks[1]["accessory"]["type"] == "button"


def test_what_is_settled_or_archived_meanwhile_has_nothing_left_to_tap():
    settled, archived = found(number=1), found(number=2, state=ProcessState.ARCHIVED)
    settled.over_at = NOW
    message = chain_message([settled, archived])
    assert "Nothing is left to do" in message.text
    assert not any("accessory" in block for block in message.blocks)


def test_a_night_with_very_many_findings_still_fits():
    message = chain_message([found(number=number) for number in range(1, 200)])
    assert problems_of(message) == []
    assert f"… and {199 - MOST_FINDINGS} more" in words_in(message.blocks)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_harm_nobody(text):
    for code in Code:
        odd = replace(ODD, code=code, detail=text)
        assert problems_of(chain_message([found(odd, name=text)])) == []
    group = Rota(group_id="S0OPEN", group_handle=text)
    page = process(rota=group, owner_id="S0OPEN")
    assert problems_of(process_list(ProcessPage([page], 0, 1))) == []
    assert problems_of(process_page(page, (), (), NOW)) == []
    told = {"process": text, "detail": text, "person": "U0BEN"}
    assert problems_of(trouble("empty_group", told, lambda _error: ("", ""))) == []


def test_a_group_is_named_without_calling_its_members():
    group = process(rota=Rota(group_id="S0OPEN", group_handle="openers"), owner_id="S0OPEN")
    assert rota_words.owners(group) == "the members of @openers take turns, a week each"
    assert rota_words.next_owner(group) == "nobody of @openers yet"
    assert rota_words.chosen(Chosen("S0OPEN")) == "nobody yet, so the backup is asked at once"


def test_an_occurrence_says_whom_its_owner_stands_in_for():
    away = PassedOver("U0ANA", PassReason.AWAY, LATER)
    gone = PassedOver("U0KIM", PassReason.GONE)
    assert rota_words.chosen(Chosen("U0ZOE", (away,))) == "<@U0ZOE>, as <@U0ANA> is away then"
    assert "no longer active" in rota_words.chosen(Chosen("U0ZOE", (gone, away)))


def test_the_card_says_whose_turn_it_was_and_only_the_owners_does():
    over = (PassedOver("U0ANA", PassReason.AWAY, LATER), PassedOver("U0KIM", PassReason.GONE))
    step = open_step()
    step.passed_over = over
    said = card(standing(step), NOW)
    assert "yours as the next in the rota: <@U0ANA> is away until" in said.text
    assert "<@U0KIM> is no longer active in Slack." in said.text
    assert problems_of(said) == []
    assert "rota" not in card(standing(step, Level.BACKUP), NOW).text
