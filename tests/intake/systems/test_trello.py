"""Trello boards and cards: order, what is archived, whose card is missing, and no secrets."""

import json
from datetime import date
from pathlib import Path

import pytest

from intake.draft import UnreadableError
from intake.found import Found, Trust, Upload
from intake.systems import read_json

REAL = Path(__file__).parents[4] / "shared" / "data" / "intake" / "trello"
SECRET = "kitchen+abc123def456@boards.trello.com"


def card(key, name, pos, place="l1", **more):
    return {"id": key, "name": name, "pos": pos, "idList": place, "email": SECRET, **more}


def checklist(card_key, *names, pos=1, name="Steps", **more):
    items = [
        {"name": title, "pos": 10 * number, "idMember": "", **more}
        for number, title in enumerate(names, 1)
    ]
    return {"id": f"k-{card_key}-{pos}", "idCard": card_key, "name": name, "pos": pos,
            "checkItems": list(reversed(items))}  # fmt: skip


def board(cards, checklists=(), lists=None, **more):
    return {
        "id": "b1",
        "name": "Shop",
        "url": "https://trello.com/b/abc",
        "cards": cards,
        "checklists": list(checklists),
        "lists": lists or [{"id": "l1", "name": "Weekly", "pos": 1}],
        "members": [
            {"id": "m1", "fullName": "Ada Cole", "username": "ada", "bio": "secret bio"},
            {"id": "m2", "fullName": "", "username": "bert"},
        ],
        "labels": [{"id": "g1", "name": "Every Monday"}],
        **more,
    }


def read(source) -> Found:
    found = read_json(Upload("whatever.bin", json.dumps(source).encode()))
    assert found is not None
    return found


def titles(process):
    return [step.title for step in process.steps]


def test_a_card_with_a_checklist_is_a_process_and_its_items_are_steps_in_their_order():
    found = read(board([card("c1", "Closing", 5)], [checklist("c1", "Till", "Lights", "Door")]))
    (process,) = found.processes
    assert (found.system, process.name.text, process.key) == ("trello", "Closing", "c1")
    assert titles(process) == ["Till", "Lights", "Door"]
    assert process.steps[2].where == "card “Closing”, item 3"


def test_what_several_checklists_of_a_card_hold_comes_in_the_order_of_the_checklists():
    lists = [checklist("c1", "Door", pos=9, name="Bar"), checklist("c1", "Till", "Float", pos=2)]
    (process,) = read(board([card("c1", "Closing", 5)], lists)).processes
    assert titles(process) == ["Till", "Float", "Door"]
    assert process.steps[2].where == "card “Closing”, checklist “Bar”, item 1"


def test_the_cards_of_a_list_are_its_steps_where_hardly_any_has_a_checklist():
    cards = [card("c2", "Second", 2.5), card("c1", "First", 1), card("c3", "Third", 2.5)]
    found = read(board(cards, [checklist("c3", "a", "b")]))
    (process,) = found.processes
    assert (process.name.text, process.key) == ("Weekly", "l1")
    assert titles(process) == ["First", "Second", "Third"]
    assert process.steps[2].detail == "- a\n- b"
    assert "1 card" in found.notes[0]


def test_archived_cards_and_lists_are_left_out_and_counted():
    lists = [
        {"id": "l1", "name": "Open", "pos": 2},
        {"id": "l2", "name": "Old", "pos": 1, "closed": True},
    ]
    cards = [card("c1", "A", 1), card("c2", "B", 2, closed=True), card("c3", "C", 3, "l2")]
    found = read(board(cards, lists=lists))
    assert [titles(process) for process in found.processes] == [["A"]]
    assert "1 archived card left out." in found.notes
    assert "1 archived list left out, with 1 open card." in found.notes


def test_a_card_whose_list_is_missing_comes_first_and_is_said():
    found = read(board([card("c1", "A", 1), card("c2", "Stray", 2, "gone")]))
    assert [titles(process) for process in found.processes] == [["Stray"], ["A"]]
    assert any("not in the file" in note for note in found.notes)


def test_a_checklist_whose_card_is_missing_is_kept_and_says_so():
    found = read(board([card("c1", "A", 1)], [checklist("gone", "Till", "Door")]))
    assert titles(found.processes[-1]) == ["Till", "Door"]
    assert "not in the file" in found.processes[-1].notes[0]


def test_people_dates_labels_and_the_link_come_along():
    cards = [
        card("c1", "Closing", 1, idMembers=["m1", "m2"], idLabels=["g1"], desc="Do it daily.",
             due="2026-03-02T16:00:00.000Z", shortUrl="https://trello.com/c/xyz"),
    ]  # fmt: skip
    source = board(cards, [checklist("c1", "Till", "Lights", "Door", idMember="m2")])
    (process,) = read(source).processes
    assert process.owner is not None
    assert (process.owner.text, process.first_due) == ("Ada Cole", date(2026, 3, 2))
    assert process.url == "https://trello.com/c/xyz"
    assert [step.assignee.text for step in process.steps if step.assignee] == ["bert"] * 3
    assert "Also named as doing it: bert." in process.notes
    assert [(one.said.text, one.trust) for one in process.cadence] == [
        ("Every Monday", Trust.FIELD),
        ("Closing", Trust.HEADING),
        ("Weekly", Trust.TITLE),
        ("Shop", Trust.TITLE),
        ("Do it daily.", Trust.PROSE),
    ]


def test_custom_fields_and_a_rule_of_the_card_are_evidence_of_its_cadence():
    fields = [
        {"id": "f1", "name": "Frequency", "options": [{"id": "o1", "value": {"text": "Monthly"}}]},
        {"id": "f2", "name": "Backup"},
        {"id": "f3", "name": "Colour"},
    ]
    filled = [
        {"idCustomField": "f1", "idValue": "o1"},
        {"idCustomField": "f2", "value": {"text": "Cleo"}},
        {"idCustomField": "f3", "value": {"text": "red"}},
    ]
    cards = [card("c1", "A", 1, customFieldItems=filled, recurrenceRule="FREQ=MONTHLY")]
    source = board(cards, [checklist("c1", "a", "b", "c")], customFields=fields)
    (process,) = read(source).processes
    assert [(one.said.text, one.trust, one.rrule) for one in process.cadence[:2]] == [
        ("FREQ=MONTHLY", Trust.RULE, "FREQ=MONTHLY"),
        ("Monthly", Trust.FIELD, None),
    ]
    assert process.backup is not None
    assert process.backup.text == "Cleo"


def test_a_link_in_an_item_becomes_the_link_of_the_step():
    lists = [checklist("c1", "Read [the manual](https://example.com/m) first", "b", "c")]
    (process,) = read(board([card("c1", "A", 1)], lists)).processes
    assert process.steps[0].title == "Read the manual first"
    assert process.steps[0].url == "https://example.com/m"


def test_a_card_that_was_exported_alone_is_one_process_and_its_past_names_its_list():
    items = [{"name": "b", "pos": 2}, {"name": "a", "pos": 1}]
    alone = card("c1", "Closing", 1, idBoard="b1", shortUrl="https://trello.com/c/xyz",
                 badges={"checkItems": 3},
                 checklists=[{"idCard": "c1", "name": "K", "checkItems": items}],
                 actions=[{"data": {"list": {"id": "l1", "name": "Nightly"}}}])  # fmt: skip
    found = read(alone)
    assert titles(found.processes[0]) == ["a", "b"]
    assert "Nightly" in [one.said.text for one in found.processes[0].cadence]
    assert found.notes == ("The card says that it has 3 items; the file holds 2.",)


def test_addresses_that_post_to_a_board_and_what_people_say_of_themselves_are_never_kept():
    found = read(board([card("c1", "A", 1)], [checklist("c1", "a", "b", "c")]))
    assert "boards.trello.com" not in repr(found)
    assert "secret bio" not in repr(found)


@pytest.mark.parametrize(
    "source",
    [
        board([]),
        board([card("c1", "A", 1, closed=True)]),
        card("c1", "A", 1, idBoard="b1", checklists=[]),
    ],
)
def test_an_export_without_tasks_says_so(source):
    with pytest.raises(UnreadableError, match="has no tasks in it"):
        read(source)


def real(name: str) -> Found:
    file = REAL / name
    if not file.exists():
        pytest.skip("the real exports are not on this machine")
    found = read_json(Upload("x", file.read_bytes()))
    assert found is not None
    return found


def test_a_real_board_gives_its_card_and_the_checklist_that_lost_its_card():
    found = real("trello_board_2020_excerpt.json")
    assert [len(process.steps) for process in found.processes] == [5, 3]
    assert "trello.com" in (found.processes[0].url or "")


def test_a_real_card_has_its_items_by_position_not_by_their_order_in_the_file():
    file = REAL / "trello_card_export_2026_excerpt.json"
    (process,) = real(file.name).processes
    items = json.loads(file.read_bytes())["checklists"][0]["checkItems"]
    by_position = sorted(items, key=lambda item: item["pos"])
    assert [step.title for step in process.steps] == [item["name"] for item in by_position]
    assert by_position != items
