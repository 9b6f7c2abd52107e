"""What people give to be read: taken once, read once, answered in one message."""

from datetime import timedelta

import pytest
from cafe import ANA, BEN, MIA, OLE, ONE_STEP
from sops import CLOSING, OPENING, answer, buttons, gives, press, told, uploads, waits
from sqlalchemy import func, select, update

from handlers.reading import LEASE
from handlers.views import document_ids as ids
from scheduler import stuck
from scheduler.documents import MOST_MEGABYTES
from storage.models import Document
from storage.states import DocumentState


def documents(cafe):
    with cafe.database.look() as session:
        return list(session.scalars(select(Document).order_by(Document.id)))


def test_a_file_in_the_dm_is_read_and_what_was_found_is_said(cafe):
    file = gives(cafe, OLE)
    said = told(cafe, OLE)
    assert "opening.txt" in said
    assert "Opening checks" in said
    assert "3 steps: Unlock the doors; Fridge temperature; Count the float" in said
    assert "every day at 8:00 (Europe/Berlin), from “each day before opening”" in said
    assert "<@U0MIA>" in said
    assert [action for action, _ in buttons(answer(cafe, OLE))] == [ids.REVIEW, ids.SCAN_IT]
    assert len(cafe.slack.said(OLE)) == 1
    (document,) = documents(cafe)
    assert document.permalink == file["permalink"]
    kept = cafe.folder / "documents" / document.sha256[:2] / document.sha256
    assert kept.read_text() == OPENING


def test_the_message_says_that_it_is_being_read_and_then_what_was_found(cafe):
    cafe.engine.reading.close()
    gives(cafe, OLE)
    assert "Reading “opening.txt” …" in answer(cafe, OLE)["text"]
    cafe.restart()
    waits(cafe)
    assert "3 steps" in told(cafe, OLE)
    assert len(cafe.slack.said(OLE)) == 1


def test_a_bot_that_dies_while_it_reads_fetches_and_answers_once(cafe):
    def dies(text, file, on_progress):
        raise KeyboardInterrupt

    reading, cafe.reader._read = cafe.reader._read, dies
    with pytest.raises(KeyboardInterrupt):
        gives(cafe, OLE)
    cafe.reader._read = reading
    if cafe.database.is_shared:
        cafe.now += LEASE
    cafe.restart()
    waits(cafe)
    assert "3 steps" in told(cafe, OLE)
    assert len(cafe.slack.said(OLE)) == len(cafe.slack.downloads) == 1


def test_what_brings_baton_down_again_and_again_is_given_up(cafe):
    def dies(text, file, on_progress):
        raise KeyboardInterrupt

    cafe.reader._read = dies
    with pytest.raises(KeyboardInterrupt):
        gives(cafe, OLE)
    for _ in range(3):
        cafe.now += LEASE
        with pytest.raises(KeyboardInterrupt):
            cafe.run()
    cafe.now += LEASE
    waits(cafe)
    assert "too much for me" in told(cafe, OLE)
    assert documents(cafe)[0].state == DocumentState.UNREADABLE


def test_a_message_that_slack_tells_twice_is_read_once(cafe):
    file = cafe._file("opening.txt")
    cafe.slack.bytes[file["id"]] = OPENING.encode()
    event = cafe.posts(OLE, again=[file], card=None)
    cafe.tell(event)
    waits(cafe)
    assert len(documents(cafe)) == len(cafe.slack.said(OLE)) == 1


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"size": (MOST_MEGABYTES + 1) * 1024 * 1024}, "25 MB"),
        ({"url_private": "https://files.slack.com/none"}, "Slack did not let me fetch it"),
    ],
)
def test_a_file_that_cannot_be_had_says_why(cafe, facts, why):
    file = cafe._file("opening.txt") | facts
    file["url_private_download"] = file["url_private"]
    cafe.posts(OLE, again=[file], card=None)
    for _ in range(4):
        cafe.now += timedelta(minutes=3)
        waits(cafe)
    assert why in told(cafe, OLE)
    assert len(cafe.slack.said(OLE)) == 1


def test_a_file_that_is_none_says_why_in_its_readers_words(cafe):
    gives(cafe, OLE, b"PK\0\0", "opening.docx")
    assert "This is no text; please save it as one." in told(cafe, OLE)


def test_a_mistake_of_ours_keeps_the_file_and_says_what_helps(cafe):
    cafe.reader._read = lambda *of: 1 / 0
    gives(cafe, OLE)
    assert "paste the text that matters" in told(cafe, OLE)


def test_a_document_without_recurring_work_says_so(cafe):
    gives(cafe, OLE, "Our history begins in 1923.")
    assert "no work to be done again and again" in told(cafe, OLE)


def test_photos_are_never_read(cafe):
    cafe.posts(OLE, "door.jpg", card=None)
    assert "You have nothing open" in told(cafe, OLE)
    assert documents(cafe) == []


def test_beside_an_open_card_the_thread_is_pointed_to_and_reading_offered(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    gives(cafe, ANA)
    assert "Please reply in the thread" in told(cafe, ANA)
    assert [one.state for one in documents(cafe)] == [DocumentState.OFFERED]
    assert "I am reading" in press(cafe, ANA, ids.READ_IT)
    assert "3 steps" in told(cafe, ANA)
    press(cafe, ANA, ids.READ_IT, answer(cafe, ANA, -2))
    assert len(cafe.slack.downloads) == 1, "pressed again, nothing more comes of it"


def test_nobody_else_can_have_it_read(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.at("7:00")
    gives(cafe, ANA)
    assert "no longer have that" in press(cafe, BEN, ids.READ_IT, answer(cafe, ANA))


def test_a_pasted_text_is_read_and_a_word_is_not(cafe):
    cafe.posts(OLE, text="thanks", card=None)
    assert documents(cafe) == []
    cafe.asks(ANA, "help")
    cafe.posts(OLE, text=OPENING.replace("U0ANA", "&lt;<@U0ANA>"), card=None)
    waits(cafe)
    assert "Opening checks" in told(cafe, OLE)
    with cafe.database.look() as session:
        assert "owner: <U0ANA" in session.scalar(select(Document.text))


def test_a_guest_is_told_so_and_nothing_is_fetched(cafe):
    cafe.slack.people[OLE]["is_restricted"] = True
    gives(cafe, OLE)
    assert "Only full members" in told(cafe, OLE)
    assert cafe.slack.downloads == []


def test_the_modal_takes_files_and_a_text_and_answers_each_in_the_dm(cafe):
    assert cafe.asks(OLE, "import") is None
    form = cafe.slack.opened[-1]
    assert form["callback_id"] == ids.IMPORT_CALLBACK
    response = uploads(cafe, OLE, ids.IMPORT_CALLBACK, OPENING, pasted=CLOSING)
    assert "direct messages" in str(response["view"])
    waits(cafe)
    said = "".join(read for read in cafe.cards(OLE))
    assert "Opening checks" in said
    assert "Closing checks" in said
    uploads(cafe, OLE, ids.IMPORT_CALLBACK, pasted=CLOSING)
    assert len(documents(cafe)) == 2, "the same modal submitted again"


def test_the_modal_wants_a_file_or_a_text(cafe):
    response = uploads(cafe, OLE, ids.IMPORT_CALLBACK)
    assert list(response["errors"]) == [ids.FILES]


def test_a_text_behind_the_command_is_read(cafe):
    assert "I am reading your text" in cafe.asks(OLE, f"import {CLOSING}")
    waits(cafe)
    assert "Closing checks" in told(cafe, OLE)


def test_how_far_it_is_is_told_now_and_then(cafe):
    def slow(parts):
        cafe.now += timedelta(seconds=2)
        return parts

    read_one = cafe.reader._process
    cafe.reader._process = lambda lines, file: slow(read_one(lines, file))
    edits = []
    post = cafe.slack.post
    cafe.slack.post = lambda letter, is_ours: (edits.append(letter.text), post(letter, is_ours))[1]
    many = "\n\n".join(f"Process {number}\n- Step" for number in range(6))
    cafe.engine.reading.on_news = lambda: cafe.engine.delivery.deliver(cafe.now)
    gives(cafe, OLE, many)
    assert any("3 of 6" in text for text in edits), edits
    assert "I found 6 processes" in told(cafe, OLE)


def test_what_waits_too_long_is_stuck(cafe):
    cafe.engine.reading.close()
    gives(cafe, OLE)
    with cafe.database.work() as session:
        session.execute(update(Document).values(next_at=None))
        session.commit()
    with cafe.database.look() as session:
        codes = [one.code for one in stuck.find(session, stuck.NEVER_MOVED, cafe.now)]
        assert codes == ["document_never_read"]
        assert session.scalar(select(func.count(Document.id))) == 1


def test_where_it_would_slip_is_said_in_the_same_message_and_made_to_run(cafe):
    uploads(cafe, OLE, ids.SCAN_CALLBACK, OPENING.replace("owner: U0ANA\n", ""))
    waits(cafe)
    assert "Nobody is named for all 3 steps" in told(cafe, OLE)
    press(cafe, OLE, ids.RUN_IT)
    assert "3 steps" in told(cafe, OLE)
    press(cafe, OLE, ids.SCAN_IT)
    assert "Nobody is named" in told(cafe, OLE)
    assert len(cafe.slack.said(OLE)) == 1


def test_who_may_not_create_may_look_where_it_slips_only(cafe):
    cafe.slack.groups["S0OPEN"] = ("openers", [BEN])
    cafe.slack.people[MIA]["is_admin"] = True
    cafe.asks(MIA, "creators @openers")
    assert "openers" in cafe.asks(OLE, "import")
    gives(cafe, OLE)
    assert "openers" in told(cafe, OLE)
    assert ids.REVIEW not in dict(buttons(answer(cafe, OLE)))
    uploads(cafe, OLE, ids.SCAN_CALLBACK, CLOSING)
    assert "would slip:" in told(cafe, OLE)
