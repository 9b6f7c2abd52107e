"""A card arrives although Slack cannot fetch its picture, and it arrives once."""

import pytest
from workspace_client import wait_for

from bot.pictures import as_links
from scheduler.letters import Later, Letter, Refused, Sent

pytestmark = pytest.mark.wire

WORDS = {"type": "section", "text": {"type": "mrkdwn", "text": "Fridge temperature"}}


def letter(url, replaces=None, key="ask:1"):
    picture = {"type": "image", "image_url": url, "alt_text": "How to do it"}
    return Letter(key, "U0ANA", None, replaces, "Fridge", [WORDS, picture])


def said(team):
    return [message for message in team.ana.messages() if "bot_id" in message]


def test_a_picture_that_slack_can_fetch_is_shown(gateway, team):
    assert isinstance(gateway.post(letter("https://wiki.example/a.png")), Sent)
    (message,) = wait_for(lambda: said(team))
    assert [block["type"] for block in message["blocks"]] == ["section", "image"]


def test_one_that_it_cannot_fetch_becomes_a_link(gateway, team):
    outcome = gateway.post(letter("https://wiki.local/a.png?a=1&b=<2>"))
    (message,) = wait_for(lambda: said(team))
    assert outcome == Sent(team.ana.dm(), message["ts"])
    assert [block["type"] for block in message["blocks"]] == ["section", "section"]
    shown = "<https://wiki.local/a.png?a=1&amp;b=%3C2%3E|Picture>"
    assert message["blocks"][1]["text"]["text"] == shown
    assert len(team.control.calls("chat.postMessage")) == 2


def test_the_same_holds_for_an_edit(gateway, team):
    posted = gateway.post(letter("https://wiki.example/a.png"))
    edited = gateway.post(letter("https://wiki.local/a.png", posted.message_ts, "refresh:1:0"))
    assert isinstance(edited, Sent)
    (message,) = wait_for(lambda: said(team))
    assert "|Picture>" in message["blocks"][1]["text"]["text"]


def test_what_is_refused_for_another_reason_stays_refused(gateway, team):
    wrong = letter("https://wiki.example/a.png")
    wrong.blocks.append({"type": "foo"})
    assert gateway.post(wrong) == Refused("invalid_blocks")
    without = Letter("ask:2", "U0ANA", None, None, "Fridge", [{"type": "foo"}])
    assert gateway.post(without) == Refused("invalid_blocks")
    assert len(team.control.calls("chat.postMessage")) == 3
    assert said(team) == []


def test_a_machine_that_stood_still_after_the_refusal_sends_nothing(gateway, team):
    answers = iter((True, False))
    assert isinstance(
        gateway.post(letter("https://wiki.local/a.png"), lambda: next(answers)), Later
    )
    assert len(team.control.calls("chat.postMessage")) == 1
    assert said(team) == []


def test_only_pictures_are_changed():
    assert as_links([WORDS]) == [WORDS]
