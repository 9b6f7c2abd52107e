"""What people look back on: the runs of a process, and what is theirs."""

import re

import pytest
from cafe import ANA, ANY, BEN, MIA, OLE, read
from sqlalchemy import event

from bot.rooms import pages
from handlers.pages import Pages
from handlers.slack_requests import SlackClick
from scheduler import processes
from scheduler.plan import StepPlan
from tests.block_kit import buttons_in, problems_of

ONE = (StepPlan(title="Unlock doors"),)
TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Fridge temperature", proof_kind=ANY))


def click(cafe, person, action, value):
    """Click a button of a page; the answer."""
    click = {"user": {"id": person}, "actions": [{"action_id": action, "value": value}]}
    turning = Pages(cafe.creating.acting, pages(cafe.engine))
    return turning.turn(SlackClick.model_validate(click), cafe.now)


def shown(message):
    assert problems_of(message) == []
    return read({"text": message.text, "blocks": message.blocks})


def blocks_of(message):
    return read({"text": "", "blocks": message.blocks})


def history(cafe, rest="opening", person=OLE):
    message = cafe.answer(person, f"history {rest}", f"D{person[1:]}").message
    assert problems_of(message) == []
    return message


def mine(cafe, person):
    message = cafe.answer(person, "mine", f"D{person[1:]}").message
    assert problems_of(message) == []
    return message


def days(cafe, number):
    """Let so many weekdays pass without a proof."""
    for day in range(number):
        for hour in range(7, 13):
            cafe.at(f"{hour}:05", day)


def test_each_way_that_a_step_can_end_is_said(cafe):
    cafe.process(steps=TWO)
    cafe.at("7:00")
    cafe.at("7:12")
    cafe.posts(ANA, "door.jpg")
    cafe.at("8:30")
    cafe.posts(BEN, "fridge.jpg")
    text = shown(history(cafe))
    assert "*Mon 23 Nov 2026, 7:00* (Europe/Berlin): done" in text
    assert re.search(
        rf"Unlock doors – done by <@{ANA}> at <!date\^\d+\^\{{time\}}\|7:12>, on", text
    )
    assert f"Fridge temperature – done by <@{BEN}>" in text
    assert "as the backup" in text
    assert "<https://x/F1|door.jpg> (a copy is kept)" in text


def test_an_owner_whose_proof_comes_after_their_time_was_late_and_the_manager_is_named(cafe):
    cafe.process(steps=TWO)
    cafe.at("7:00")
    cafe.at("8:10")
    cafe.posts(ANA, "door.jpg")
    for clock in ("9:20", "10:20"):
        cafe.at(clock)
    cafe.posts(MIA, "fridge.jpg")
    text = shown(history(cafe))
    assert re.search(rf"Unlock doors – done by <@{ANA}> .*8:10>, late", text)
    assert re.search(rf"Fridge temperature – done by <@{MIA}> .*, as the manager", text)


def test_what_was_missed_names_nobody_and_late_evidence_is_said(cafe):
    cafe.process(steps=ONE)
    days(cafe, 1)
    assert "<@" not in blocks_of(history(cafe))
    cafe.posts(ANA, "late.jpg")
    cafe.run()
    text = shown(history(cafe))
    assert "not all of it was proven" in text
    assert "Unlock doors – missed" in text
    assert f"late.jpg> (later, from <@{ANA}>, a copy is kept)" in text


def test_a_run_that_goes_on_says_with_whom_and_what_waits(cafe):
    cafe.process(steps=TWO)
    cafe.at("7:00")
    text = shown(history(cafe))
    assert f"Unlock doors – open, with <@{ANA}> until" in text
    assert "Fridge temperature – waits for the step before it" in text


def test_a_proof_that_is_gone_from_slack_is_said_with_whether_we_kept_it(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    cafe.run()
    cafe.tell({"type": "file_deleted", "file_id": "F1"})
    text = shown(history(cafe))
    assert "door.jpg (deleted in Slack, a copy is kept)" in text
    assert "https://x/F1" not in text


def test_pages_go_back_to_the_first_run_and_forth_again_without_losing_one(cafe):
    cafe.process("every day at 7:00", steps=ONE)
    days(cafe, 13)
    page, seen, pages_seen = history(cafe), [], 0
    while True:
        seen += re.findall(r"\*\w+ (\d+ \w+) 2026, 7:00\*", blocks_of(page))
        pages_seen += 1
        buttons = buttons_in(page.blocks)
        assert ("page_history_newer" in buttons) == (pages_seen > 1)
        if "page_history_older" not in buttons:
            break
        page = click(
            cafe, OLE, "page_history_older", buttons["page_history_older"]["value"]
        ).message
    assert seen == [f"{day} Dec" for day in range(5, 0, -1)] + [
        f"{day} Nov" for day in range(30, 22, -1)
    ]
    assert pages_seen == 3
    back = buttons_in(page.blocks)["page_history_newer"]["value"]
    assert "*Mon 30 Nov" in blocks_of(click(cafe, OLE, "page_history_newer", back).message)


def test_an_archived_process_keeps_its_history_and_a_new_one_of_its_name_comes_first(cafe):
    old = cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.change(processes.archive, old)
    assert "Unlock doors – cancelled" in shown(history(cafe, "opening checks"))
    cafe.process(steps=TWO)
    assert "has not run yet" in shown(history(cafe, "opening checks"))


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("page_history_older", ""),
        ("page_history_older", "1 before yesterday"),
        ("page_history_older", "1 before 2026-13-01T07:00"),
        ("page_history_older", "99 before 2026-11-23T07:00:00"),
        ("page_history_older", "1 before 2026-11-23T07:00:00+01:00"),
        ("page_history_older", "9999999999999999999 before 2026-11-23T07:00:00"),
        ("page_mine_newer", "-1"),
        ("page_mine_newer", "²"),
        ("page_mine_newer", "99999999999"),
        ("page_list_newer", "one"),
        ("page_home_newer", "1"),
        ("page_history_older; drop", "1"),
    ],
)
def test_a_button_that_was_tampered_with_gets_a_clear_answer(cafe, action, value):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    answer = click(cafe, OLE, action, value)
    assert not answer.replaces
    assert "write `/baton" in answer.message.text or "went wrong" in answer.message.text


def test_a_page_beyond_the_last_run_shows_the_newest(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    answer = click(cafe, OLE, "page_history_older", "1 before 2020-01-01T07:00:00")
    assert "Mon 23 Nov 2026" in blocks_of(answer.message)


def test_mine_shows_what_is_open_with_a_link_what_comes_and_what_is_mine(cafe):
    cafe.process(steps=TWO)
    cafe.process("every day at 16:00", name="Cash count", steps=ONE, backup_id=OLE)
    cafe.process("every day at 9:00", name="Bins", steps=ONE, owner_id=BEN, backup_id=ANA)
    cafe.at("7:00")
    text = shown(mine(cafe, ANA))
    card = cafe.slack.said(ANA)[0]["ts"]
    assert f"<https://x/{cafe.slack.channel_of(ANA)}/{card}|Unlock doors> – Opening checks" in text
    assert "a photo or file by" in text
    assert "Opening checks: 1 more step when the open one is over" in text
    assert re.search(r"• Cash count: <!date\^\d+\^\{time\}\|16:00>\n", text)
    assert "*Yours to look after* (3)" in text
    assert "*Opening checks* – you own it; :hourglass_flowing_sand: open" in text
    assert "*Bins* – you back it up; has not run yet" in text


def test_mine_goes_by_the_askers_own_midnight(cafe):
    cafe.slack.people[ANA]["tz"] = "Pacific/Auckland"
    cafe.process("every day at 11:30", name="Before her midnight", steps=ONE)
    cafe.process("every day at 12:30", name="Behind it", steps=ONE)
    today = blocks_of(mine(cafe, ANA)).split("*Yours to look after*")[0]
    assert "Before her midnight" in today
    assert "Behind it" not in today


def test_mine_of_somebody_without_a_part_says_so(cafe):
    cafe.process(steps=ONE, owner_id=BEN, backup_id=MIA, manager_id=OLE)
    text = shown(mine(cafe, ANA))
    for words in ("Nothing is open", "Nothing more comes", "no part in a process yet"):
        assert words in text


def test_a_turn_that_moved_on_still_stands_in_mine(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.at("8:05")
    assert "moved on; a photo or file from you still counts" in shown(mine(cafe, ANA))
    assert "a photo or file by" in shown(mine(cafe, BEN))


def test_mine_has_pages_that_go_there_and_back(cafe):
    for number in range(23):
        cafe.process(name=f"Check {number:02}", steps=ONE)
    page, seen = mine(cafe, ANA), []
    while True:
        seen += re.findall(r"\*(Check \d\d)\* –", blocks_of(page))
        buttons = buttons_in(page.blocks)
        if "page_mine_older" not in buttons:
            break
        page = click(cafe, ANA, "page_mine_older", buttons["page_mine_older"]["value"]).message
    assert seen == [f"Check {number:02}" for number in range(23)]
    page = click(cafe, ANA, "page_mine_newer", buttons["page_mine_newer"]["value"]).message
    page = click(cafe, ANA, "page_mine_newer", "0").message
    assert "*Open for you now*" in blocks_of(page)


def test_the_list_has_pages_too_and_one_beyond_the_last_is_the_last(cafe):
    for number in range(43):
        cafe.process(name=f"Check {number:02}", steps=ONE)
    first = cafe.answer(ANA, "list").message
    value = buttons_in(first.blocks)["page_list_older"]["value"]
    second = blocks_of(click(cafe, ANA, "page_list_older", value).message)
    names = re.findall(r"Check \d\d", blocks_of(first) + second)
    assert names == [f"Check {number:02}" for number in range(43)]
    assert "Check 42" in blocks_of(click(cafe, ANA, "page_list_older", "77").message)


def statements(cafe, person, text):
    """How many statements a command takes."""
    cafe.answer(person, text)  # who asks is known from here on
    seen = []
    listener = lambda *call: seen.append(call[2])  # noqa: E731 - removed again by itself
    event.listen(cafe.database.engine, "before_cursor_execute", listener)
    cafe.answer(person, text)
    event.remove(cafe.database.engine, "before_cursor_execute", listener)
    return len([one for one in seen if one.startswith(("SELECT", "WITH"))])


@pytest.mark.parametrize("text", ["list", "mine", "history check 0", "show check 0"])
def test_more_processes_runs_and_proofs_take_no_more_statements(cafe, text):
    def live(numbers, day):
        for number in numbers:
            cafe.process("every day at 7:00", name=f"Check {number}", steps=TWO)
        cafe.at("7:00", day)
        for card in range(-len(cafe.slack.said(ANA)), 0, 3):
            cafe.posts(ANA, "a.jpg", card=card)

    live(range(1), 0)
    few = statements(cafe, ANA, text)
    live(range(1, 8), 1)
    live([], 2)
    assert statements(cafe, ANA, text) <= max(few, 9)
