"""Every chain is looked at once a night, and each creator hears of what is new, once."""

import time

import pytest
from block_kit import problems_of, words_in
from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from sqlalchemy import event, func, select

from handlers.views import form_ids
from handlers.views.chain import FIX
from handlers.views.words import Message
from scheduler import chain_reading, processes
from scheduler.chain_watch import Watch
from scheduler.rotas import Rota
from storage.models import ChainFinding, ChainWatch, Outgoing, Process
from storage.states import OutgoingKind

ZOE, KIM = "U0ZOE", "U0KIM"
# Ten photos in five minutes.
TOO_MUCH = {
    "steps": (ONE_STEP[0].model_copy(update={"proof_count": 10}),),
    "owner_seconds": 300,
}


@pytest.fixture
def shop(cafe):
    cafe.hires(ZOE, KIM)
    return cafe


def told(cafe, person=OLE):
    """The nightly messages to somebody."""
    said = cafe.slack.said(person)
    return [message for message in said if message["key"].startswith("chain:")]


def findings(cafe):
    with cafe.database.look() as session:
        return session.scalars(select(ChainFinding).order_by(ChainFinding.id)).all()


def pick(cafe, person, chosen, finding=0):
    place = f"chain:{findings(cafe)[finding].id}"
    return cafe.taps(person, FIX, block_id=place, selected_user=chosen)


def next_look(cafe):
    with cafe.database.look() as session:
        return session.scalars(select(ChainWatch)).one().next_at


def test_nothing_odd_is_told_to_nobody(shop):
    shop.process(steps=ONE_STEP)
    for day in range(1, 4):
        shop.at("4:00", day=day)
    assert told(shop) == []


def test_a_creator_gets_one_message_about_all_that_is_new_and_not_once_more(shop):
    shop.process(**TOO_MUCH)
    shop.process(name="Cash-up", **TOO_MUCH)
    shop.at("3:59", day=1)
    assert told(shop) == []
    shop.at("4:00", day=1)
    (message,) = told(shop)
    words = words_in(message["blocks"])
    assert "2 things about who is asked in your processes" in words
    assert "*Opening checks*: “Unlock doors” wants 10 photos or files" in words
    assert "*Cash-up*" in words
    assert problems_of(Message(message["text"], message["blocks"])) == []
    for day in (2, 3):
        shop.at("4:00", day=day)
    assert len(told(shop)) == 1


def test_what_went_away_and_came_back_is_told_again(shop):
    made = shop.process(**TOO_MUCH)
    shop.at("4:00", day=1)
    seconds(shop, made, 3600)
    shop.at("4:00", day=2)
    seconds(shop, made, 300)
    shop.at("4:00", day=3)
    assert len(told(shop)) == 2


def seconds(cafe, made, window):
    with cafe.database.work() as session:
        session.get_one(Process, made.id).owner_seconds = window
        session.commit()


def test_it_is_looked_at_once_a_night_by_whichever_bot_is_first_and_after_a_restart(shop):
    shop.process(**TOO_MUCH)
    shop.at("4:00", day=1)
    first = next_look(shop)
    shop.restart()
    Watch(shop.database).run(shop.now)
    assert next_look(shop) == first
    assert (first - shop.now).days == 0
    shop.at("9:00", day=4)
    assert len(told(shop)) == 1


def test_what_was_put_right_before_it_is_sent_is_not_said(shop):
    made = shop.process(**TOO_MUCH)
    shop.engine.delivery.close()
    shop.at("4:00", day=1)
    shop.change(processes.archive, made)
    shop.restart()
    shop.at("4:10", day=1)
    assert told(shop) == []


def test_owner_and_backup_who_are_away_together_are_said_with_a_picker_that_puts_it_right(shop):
    shop.process("every Thursday at 7:00", steps=ONE_STEP)
    for person in (ANA, BEN):
        shop.asks(person, "away until Friday 9:00")
    shop.at("4:00", day=1)
    (message,) = told(shop)
    assert f"<@{ANA}>, its owner, and <@{BEN}>, its backup, are both away" in message["text"]
    assert problems_of(Message(message["text"], message["blocks"])) == []
    answer = pick(shop, OLE, ZOE)
    assert answer.replaces
    assert "settled" in answer.message.text
    assert "You are now its backup" in shop.cards(ZOE)[-1]
    assert "already" in pick(shop, OLE, KIM).message.text
    shop.at("4:00", day=2)
    assert len(told(shop)) == 1
    with shop.database.look() as session:
        process = session.scalars(select(Process)).one()
    assert (process.backup_id, process.version) == (ZOE, 2)


@pytest.mark.parametrize(
    ("who", "chosen", "says"),
    [
        (BEN, ZOE, "is up to"),
        (ZOE, ZOE, "is up to"),
        (OLE, MIA, "cannot have that place"),
        (OLE, ANA, "cannot have that place"),
        (OLE, "U0NOBODY", "cannot find this person"),
    ],
)
def test_the_picker_asks_anew_who_may_and_who_fits(shop, who, chosen, says):
    shop.process("every Thursday at 7:00", steps=ONE_STEP)
    for person in (ANA, BEN):
        shop.asks(person, "away until Friday 9:00")
    shop.at("4:00", day=1)
    assert says in pick(shop, who, chosen).message.text
    with shop.database.look() as session:
        assert session.scalars(select(Process)).one().backup_id == BEN


def test_a_stale_or_forged_picker_changes_nothing(shop):
    for place in ("chain:99", "chain:x", "vacancy:1", ""):
        answer = shop.taps(OLE, FIX, block_id=place, selected_user=ZOE)
        assert "settled already" in answer.message.text


def test_a_window_is_put_right_in_the_form_that_its_button_opens(shop):
    made = shop.process(**TOO_MUCH)
    shop.at("4:00", day=1)
    buttons = [b["accessory"] for b in told(shop)[0]["blocks"] if "accessory" in b]
    (button,) = [b for b in buttons if b["type"] == "button"]
    assert button["action_id"].startswith(form_ids.EDIT_PROCESS)
    assert button["value"] == str(made.id)
    shop.presses(OLE, form_ids.EDIT_PROCESS, button["value"])
    assert shop.slack.opened[-1]["callback_id"] == form_ids.EDIT_CALLBACK


def test_a_guest_and_a_leaver_are_told_of(shop):
    shop.process("every Thursday at 7:00", steps=ONE_STEP)
    shop.changes(BEN, is_restricted=True)
    shop.changes(ANA, deleted=True)
    shop.at("4:00", day=1)
    text = told(shop)[0]["text"]
    assert f"<@{BEN}>, its backup, is a guest here by now" in text
    assert f"<@{ANA}>, its owner, is no longer active in Slack" in text


def test_one_backup_for_everything_is_told_to_each_creator_once(shop):
    owners = [ANA, ZOE, KIM, ANA]
    for number, owner in enumerate(owners):
        made = shop.process(name=f"Check {number}", owner_id=owner, steps=ONE_STEP)
        if number == 3:
            with shop.database.work() as session:
                session.get_one(Process, made.id).creator_id = ZOE
                session.commit()
    shop.at("4:00", day=1)
    for creator in (OLE, ZOE):
        (message,) = told(shop, creator)
        assert f"<@{BEN}> backs up 4 processes" in message["text"]


def test_a_rota_is_away_together_with_its_backup_only_if_all_of_it_is(shop):
    both = Rota(members=(ANA, ZOE))
    shop.process("every Thursday at 7:00", rota=both, steps=ONE_STEP)
    for person in (ANA, BEN):
        shop.asks(person, "away until Friday 9:00")
    shop.at("4:00", day=1)
    assert told(shop) == []
    shop.asks(ZOE, "away until Friday 9:00")
    shop.at("4:00", day=2)
    assert "are both away" in told(shop)[0]["text"]


def test_five_hundred_processes_take_a_few_questions_and_little_time(shop):
    with shop.database.work() as session:
        for number in range(500):
            rota = Rota(members=(ANA, ZOE, KIM)) if number % 2 else None
            facts = {"name": f"Check {number}", "rota": rota, **TOO_MUCH}
            processes.create(session, shop.plan("every Thursday at 7:00", **facts), OLE, shop.now)
        session.commit()
    shop.asks(BEN, "away until Friday 9:00")
    questions = []
    engine = shop.database._reading
    event.listen(engine, "before_cursor_execute", lambda *a: questions.append(a[2]))
    begun = time.perf_counter()
    with shop.database.look() as session:
        found = chain_reading.find(session, shop.now)
    print(f"\n500 chains: {len(questions)} questions, {time.perf_counter() - begun:.2f} s")
    assert len(found) == 501
    assert len(questions) <= 10
    begun = time.perf_counter()
    shop.at("4:00", day=1)
    print(f"500 chains, told: {time.perf_counter() - begun:.2f} s")
    (message,) = told(shop)
    assert "… and 461 more" in words_in(message["blocks"])
    assert problems_of(Message(message["text"], message["blocks"])) == []
    with shop.database.look() as session:
        said = select(func.count()).where(Outgoing.kind == OutgoingKind.CHAIN)
        assert session.scalar(said) == 1


def test_the_preview_warns_before_a_process_is_created_and_before_it_is_changed(shop):
    line = (
        "new Closing every day at 23:00 owner <@U0ANA|ana> backup <@U0BEN|ben> "
        "manager <@U0MIA|mia> windows 1h, 1h, 1h steps: Lock up [10 photos]"
    )
    answer = shop.answer(OLE, line).message
    assert ":warning: The whole time of <@U0ANA>, its owner, lies between 22:00 and 6:00" in (
        words_in(answer.blocks)
    )
    assert "The whole time" in answer.text
    assert problems_of(Message(answer.text, answer.blocks)) == []
