"""Exports of any system with anything in them: a sentence at most, never a fall."""

import json
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.draft import UnreadableError
from intake.found import Upload
from intake.systems import read_json, read_table

ANY = st.sampled_from([None, True, 1, -1, 1e300, 10**400, "", "A", "2026-03-01", "c1", [], {}, [[]],
                       ["c1", 2], [{"id": "c1", "name": "N"}], {"name": "N", "id": 7},
                       [{"name": 1, "pos": "x", "checkItems": 5}]])  # fmt: skip


def thing(*keys: str):
    return st.dictionaries(st.sampled_from(keys), ANY, max_size=len(keys)) | ANY


def things(*keys: str):
    return st.lists(thing(*keys), max_size=4) | ANY


CARD = ("id", "idList", "idBoard", "name", "pos", "closed", "due", "idMembers", "labels", "desc",
        "customFieldItems", "recurrenceRule", "badges", "actions", "checklists")  # fmt: skip
TASK = ("gid", "id", "name", "completed", "subtasks", "parent", "memberships", "assignee", "tags",
        "custom_fields", "due_on", "taskType", "widgets", "assignees", "status")  # fmt: skip
OBJECTS = st.one_of(
    st.fixed_dictionaries(
        {
            "cards": things(*CARD),
            "lists": things("id", "name", "pos", "closed"),
            "checklists": things("idCard", "name", "pos", "checkItems"),
            "members": things("id", "fullName"),
            "customFields": things("id", "name", "options"),
        }
    ),
    st.fixed_dictionaries(dict.fromkeys(CARD, ANY)),
    st.fixed_dictionaries({"data": things(*TASK)}),
    st.fixed_dictionaries({"workflows": st.lists(thing("id", "name", "tasks"), max_size=3)}),
    st.fixed_dictionaries({"workflow": thing("id", "name"), "tasks": things(*TASK)}),
)
HEADERS = (
    "Task ID,Created At,Name,Section/Column,Due Date,Parent task,Projects,Frequency",
    "Task ID,Task Name,Parent ID,Assignees,Checklists,Due Date,Due Date Text,List Name",
    "TYPE,CONTENT,INDENT,DATE,TIMEZONE,RESPONSIBLE",
    "Workflow,Task,Task Type,Form Field,Field Type,Required",
    "Process,Section,Task,Owner,Frequency,Due,Evidence,Link",
)
WORDS = ("task", "section", "note", "null", "[a,b]", '{"x": [1]}', "A", "B", "weekly", "2026-03-01",
         "3/4/2026", "99999999999999", "-1", "1E+15", "* x", "[x](https://e.com)", "")  # fmt: skip


def read(data: bytes) -> None:
    for reader in (read_json, read_table):
        with suppress(UnreadableError):
            reader(Upload("x", data))


@settings(max_examples=120)
@given(OBJECTS)
def test_objects_of_the_right_names_and_the_wrong_kinds(value):
    read(json.dumps(value).encode())


@settings(max_examples=150)
@given(
    st.sampled_from(HEADERS),
    st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=10), max_size=12),
)
def test_tables_of_the_right_headers_and_any_cells(header, rows):
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    read("\n".join((header, *lines)).encode("utf-8", "replace"))


@settings(max_examples=100)
@given(st.sampled_from(HEADERS), st.binary(max_size=200))
def test_tables_that_end_in_any_bytes(header, tail):
    read(header.encode() + b"\n" + tail)


@pytest.mark.parametrize(
    "data",
    [
        b'{"cards": [' + b"[" * 200_000,
        b'{"a": ' * 50_000,
        b'{"data": [' + b'{"gid": "1", "name": "n", "subtasks": [' * 3_000 + b"]}" * 3_000 + b"]}",
        b'{"a": ' + b"9" * 10_000 + b"}",
        b'{"cards": [], "lists": []',
        b'{"a": "' + b"x" * 51_000_000,
    ],
    ids=["lists", "objects", "subtasks", "number", "cut", "long"],
)
def test_json_that_is_damaged_or_too_deep_or_too_long_is_refused(data):
    with pytest.raises(UnreadableError, match=r"(send the new file|import that)\.$"):
        read_json(Upload("x", data))


def test_tasks_that_are_nested_without_end_are_all_kept():
    header, often = "Task ID,Created At,Name,Parent task\n", 3_000
    rows = "".join(f"{n},x,Task {n},Task {n - 1}\n" for n in range(often))
    found = read_table(Upload("x", (header + rows).encode()))
    assert found is not None
    kept = sum(len(p.steps) + (p.key.isdecimal()) for p in found.processes)
    assert kept == often


def test_a_table_of_one_name_keeps_every_row():
    header, often = "Task ID,Created At,Name,Parent task\n", 3_000
    rows = "".join(f"{n},x,Same,Same\n" for n in range(often))
    found = read_table(Upload("x", (header + rows).encode()))
    assert found is not None
    assert sum(len(p.steps) + p.key.isdecimal() for p in found.processes) == often


@pytest.mark.parametrize(
    ("key", "value"),
    list(product(("cards", "lists", "checklists", "members"), (None, 1, "x", [[]]))),
)
def test_a_board_with_one_part_of_a_wrong_kind(key, value):
    board = {"cards": [{"name": "A"}], "lists": [], "checklists": [], "members": [], key: value}
    read(json.dumps(board).encode())
