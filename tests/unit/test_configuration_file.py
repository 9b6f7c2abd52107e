"""A file of configuration as text: read with the line of what is wrong, and written."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.configuration.differences import differences
from scheduler.configuration.matching import Known, matched
from scheduler.configuration.parsing import MOST_CHARACTERS
from scheduler.configuration.reading import ConfigurationError, read
from scheduler.configuration.writing import Format, written

TEXT = """\
baton: 1
processes:
  - name: Opening checks
    cadence: every weekday at 7am
    zone: europe/berlin
    owner:
      turns: weekly
      people: [Ana <U0ANA>, "@Ben"]
    backup: U0KIM
    manager: Mia Manz <U0MIA>
    windows: {owner: 60, backup: 90 seconds}
    sop: https://sop.example/opening
    paused: 2026-12-24T08:00:00+01:00
    steps:
      - title: Fridge
        proof: 2 photos
        windows: {owner: 30}
        instruction: |
          Left door first.

          Wait a minute: then read it.
        key: a1
      - title: "7:00"
        proof: photo or file
"""


def why(text):
    with pytest.raises(ConfigurationError) as wrong:
        read(text)
    return list(wrong.value.lines)


def test_what_is_written_is_read_as_the_same():
    configuration = read(TEXT).configuration
    for form in Format:
        assert read(written(configuration, form)).configuration == configuration
    text = written(configuration, Format.YAML)
    assert "cadence: every weekday at 7:00\n    zone: Europe/Berlin\n" in text
    assert "backup: 1 minute 30 seconds" in text
    assert "          Left door first.\n\n          Wait a minute" in text
    assert text.startswith("# ")


def test_the_example_of_the_handbook_is_such_a_file():
    handbook = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
    (example,) = re.findall("```yaml\n(.*?)```", handbook, re.DOTALL)
    assert written(read(example).configuration, Format.YAML).count("- name: ") == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("proof: 2", "prof: 2", "Line 16, “Opening checks”, “Fridge”, prof: I do not know this; "),
        ("zone: europe/berlin", "zone: Europe/Berlim", "Line 5, “Opening checks”, zone: I do not"),
        ("7am", "the full moon", "Line 4, “Opening checks”, cadence: "),
        ("at 7am", "", "Line 4, “Opening checks”, cadence: “every weekday” has no time of day"),
        ("at 7am", "at 7am by 9", "cadence: “every weekday at 7am by 9” says by when"),
        ("2 photos", "99 photos", "Line 16, “Opening checks”, “Fridge”, proof: A step takes 1"),
        ("2 photos", "a poem", "proof: “a poem” is no proof; write photo, file"),
        ("U0KIM", "7", "Line 9, “Opening checks”, backup: This is no text; write a person"),
        ("owner: 30", "owner: -3", "windows, owner: A window is a positive number"),
        ("owner: 30", "manger: 3", "manger: I do not know this; did you mean manager?"),
        ("weekly", "daily", "Line 7, “Opening checks”, owner, turns: Say how they take turns"),
        ("turns: weekly", "turn: weekly", "owner, turns: is missing."),
        ("[Ana <U0ANA>", "[]\n      group: [Ana <U0ANA>", "Line "),
        ("https://sop", "sop", "Line 12, “Opening checks”, sop: “sop.example/opening” is no web"),
        ("2026-12-24T08:00:00+01:00", "2026-12-24T08:00:00", "paused: The end of a pause needs"),
        ("2026-12-24T08:00:00+01:00", "Christmas", "paused: This is no pause"),
        ("key: a1", "key: a 1", "Line 22, “Opening checks”, “Fridge”, key: has letters, digits"),
        ('title: "7:00"', "title: 7:00", "Line 23, “Opening checks”, number 2, title: This is no"),
        ("  - title: Fridge", "  - tile: Fridge", "tile: I do not know this; did you mean title?"),
        ("baton: 1", "baton: 2", "Line 1, baton: this Baton reads version 1 of the file."),
        (
            "processes:",
            "proceses:",
            "Line 2, proceses: I do not know this; did you mean processes?",
        ),
        (
            "proof: photo or file",
            "proof: file\n        key: a1",
            "Two of its steps have the key a1",
        ),
        ("    zone: e", "    name: e", "Line 5: name stands in line 3 already."),
        ("U0KIM", "&kim U0KIM", "Line 9: anchors and aliases"),
        ("U0KIM", "*kim", "Line 9: "),
        ("U0KIM", "!!python/name:os.system ''", "Line 9: tags (!) are not taken here"),
        ("U0KIM", "[" * 40, "nests more deeply than any"),
        ("U0KIM", "x" * 20_000, "Line 9: this text is longer than 10,000 characters."),
        ("U0KIM", "2026-13-01", "Line 9: month must be in 1..12; put it in quotes."),
        ("U0KIM", '"\\0"', "“” is no person"),
        ("    zone", "\tzone", "this is no YAML: "),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_what_to_write(old, new, said):
    assert old in TEXT
    assert said in "\n".join(why(TEXT.replace(old, new, 1)))


def test_a_list_is_not_called_short_because_its_entries_are_wrong():
    assert len(why(TEXT.replace("proof: ", "proof: x"))) == 2


def test_a_name_that_stands_twice_is_refused():
    again = TEXT[TEXT.index("  - name") :].replace("Opening", "OPENING")
    (line,) = why(TEXT + again)
    assert line.startswith("Line 25, “OPENING checks”: this name stands in the file already; ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "This is no configuration of Baton"),
        ("- a", "This is no configuration of Baton"),
        ("x" * (MOST_CHARACTERS + 1), "It has 2,000,001 characters, and at most 2,000,000"),
        ('{"baton": 1, "baton": 1}', "baton stands twice"),
        ('{"baton": 1,\n x}', "Line 2: this is no JSON"),
        ('{"baton": ' + "[" * 100_000, "nests more deeply"),
        ('{"baton": ' + "9" * 10_000 + "}", "This is no JSON"),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_line(text, said):
    (line,) = why(text)
    assert said in line


@given(
    st.text(max_size=60) | st.integers(0, len(TEXT)).map(lambda at: TEXT[:at] + "\x00\ud800&*!{[")
)
@example("? x\n: y")
@example("baton: 1\n? [x]\n: y")
@example("{}\n---\n{}")
@example("baton: !<tag:yaml.org,2002:binary> x")
@example("baton: 1\nlocations: {? {} : 1}")
def test_whatever_is_no_configuration_is_refused_in_words(text):
    assert all(line.strip() for line in why(text))


OPENING, CLOSING = Known("opening", "Opening", "ab"), Known("closing", "Closing", "cd")


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ([Known(1, "opening ", ""), Known(2, "X", "")], {1: "opening"}),
        ([Known(1, "Early", "bx")], {1: "opening"}),
        ([Known(1, "Closing", "a"), Known(2, "Late", "c")], {1: "opening", 2: "closing"}),
        ([Known(1, "Opening", "ab"), Known(2, "Copy", "ab")], {1: "opening"}),
        ([Known(1, "Copy", "ab"), Known(2, "Copy 2", "ab")], {}),
        ([Known(1, "Both", "ac")], {}),
    ],
)
def test_an_entry_is_what_has_its_steps_or_its_name(entries, found):
    assert {one.what: other.what for one, other in matched(entries, [OPENING, CLOSING])} == found


def test_differences_are_said_in_the_words_of_the_file():
    fridge = {"title": "Fridge", "proof": "photo", "key": "a"}
    doors = {"title": "Doors", "proof": "file", "key": "b", "windows": {"owner": 5}}
    before = {"zone": "UTC", "windows": {"owner": 60}, "steps": [fridge, doors], "sop": "https://x"}
    after = {
        "zone": "Europe/Berlin",
        "windows": {"owner": 30},
        "steps": [doors | {"title": "All doors"}, fridge, {"title": "Till", "proof": "2 files"}],
        "paused": True,
    }
    assert differences(before, before) == []
    assert differences(before, after) == [
        "zone: UTC → Europe/Berlin",
        "windows.owner: 60 → 30",
        "step “Doors”, title: Doors → All doors",
        "step “Till”: new, proof 2 files",
        "steps in another order: “All doors”, “Fridge”, “Till”",
        "sop: https://x → (nothing)",
        "paused: (nothing) → true",
    ]
    assert differences(after, {**after, "steps": []})[0] == "step “All doors”: taken out"
