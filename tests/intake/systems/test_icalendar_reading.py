from contextlib import suppress
from datetime import date

import pytest
from calendars import calendar, event
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.draft import MOST_PROCESSES, UnreadableError
from intake.found import Found, FoundProcess, Said, Trust, Upload
from intake.systems.icalendar import read
from intake.systems.ics_text import MOST_BYTES, MOST_EVENTS

TODAY = date(2026, 3, 2)
TILL = """UID:till-1
SUMMARY:Close the till\\, then lock up
DTSTART;TZID=Europe/Berlin:20260105T173000
RRULE:FREQ=WEEKLY;BYDAY=MO,FR
ATTENDEE;CN="Roe, Rita";CUTYPE=INDIVIDUAL:mailto:rita@example.com
ATTENDEE;CUTYPE=ROOM;CN=Back office:mailto:room@example.com
DESCRIPTION:How it is done:\\n1. Count the notes\\n2. Photograph the slip
  \\n   with the date\\n\\n- [ ] Lock the safe (https://example.com/safe)."""


def found(data: bytes, today: date | None = TODAY) -> Found:
    result = read(Upload("ops.ics", data), today)
    assert result
    return result


def only(lines: str, head: str = "") -> FoundProcess:
    (process,) = found(calendar(event(lines), head=head)).processes
    return process


def test_an_event_with_a_rule_is_a_process_with_all_it_says() -> None:
    process = only(TILL)
    assert process.name.text == "Close the till, then lock up"
    assert process.key == "till-1"
    assert process.first_due == date(2026, 1, 5)
    assert process.owner == Said("Roe, Rita", "event “Close the till, then lock up”, ATTENDEE")
    (rule,) = process.cadence
    assert (rule.trust, rule.rrule) == (Trust.RULE, "FREQ=WEEKLY;BYDAY=MO,FR")
    assert (rule.time, rule.zone) == ("17:30", "Europe/Berlin")
    assert rule.said.text == "RRULE:FREQ=WEEKLY;BYDAY=MO,FR"


def test_the_list_items_of_a_description_are_the_steps() -> None:
    steps = only(TILL).steps
    assert [(step.title, step.detail) for step in steps] == [
        ("Count the notes", ""),
        ("Photograph the slip with the date", ""),
        ("Lock the safe (https://example.com/safe).", ""),
    ]
    assert steps[2].url == "https://example.com/safe"
    assert steps[1].where.endswith("line 3 of its description")


def test_html_in_a_description_is_read_as_what_it_shows() -> None:
    process = only(
        "UID:1\nSUMMARY:Bins\nDTSTART:20260105\nRRULE:FREQ=WEEKLY\n"
        "DESCRIPTION:Hello<br><ul><li>Glass <b>out</b></li><li>Paper out</li></ul>Thanks"
    )
    assert [(step.title, step.detail) for step in process.steps] == [
        ("Glass out", ""),
        ("Paper out", ""),
    ]
    assert "Left out of the description: 2 lines beside the list." in process.notes


def test_an_event_without_a_list_is_its_own_only_step() -> None:
    process = only(
        "UID:1\nSUMMARY:Water plants\nDTSTART:20260105\nRRULE:FREQ=DAILY\nDESCRIPTION:All of them"
    )
    assert [(step.title, step.detail) for step in process.steps] == [
        ("Water plants", "All of them")
    ]
    assert any("lists no steps" in note for note in process.notes)


@pytest.mark.parametrize(
    ("start", "head", "time", "zone"),
    [
        ("DTSTART;VALUE=DATE:20260105", "", None, None),
        ("DTSTART:20260105T090000", "", "09:00", None),
        ("DTSTART:20260105T090000", "X-WR-TIMEZONE:Europe/Rome", "09:00", "Europe/Rome"),
        ("DTSTART:20260105T090000Z", "X-WR-TIMEZONE:Europe/Rome", "09:00", "UTC"),
        ("DTSTART;TZID=W. Europe Standard Time:20260105T090000", "", "09:00", "Europe/Berlin"),
        ("DTSTART;TZID=/vendor/20/Europe/Paris:20260105T090000", "", "09:00", "Europe/Paris"),
        ("DTSTART;TZID=/v/America/Lima:20260105T090000", "", "09:00", "America/Lima"),
        ("DTSTART;TZID=Shop time:20260105T090000", "", "09:00", None),
        ("DTSTART;TZID=America:20260105T090000", "", "09:00", None),
        ("DTSTART;TZID=../../etc/passwd:20260105T090000", "", "09:00", None),
        (
            "DTSTART;TZID=Shop time:20260105T090000",
            "BEGIN:VTIMEZONE\nTZID:Shop time\nX-LIC-LOCATION:Europe/Oslo\nEND:VTIMEZONE",
            "09:00",
            "Europe/Oslo",
        ),
    ],
)  # fmt: skip
def test_time_and_zone_are_the_event_s_own(
    start: str, head: str, time: str | None, zone: str | None
) -> None:
    (rule,) = only(f"UID:1\nSUMMARY:A\n{start}\nRRULE:FREQ=WEEKLY", head).cadence
    assert (rule.time, rule.zone) == (time, zone)
    assert rule.rrule == "FREQ=WEEKLY;BYDAY=MO"


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        ("RRULE:FREQ=HOURLY", "cannot be kept: A process runs at most once a day"),
        ("RRULE:FREQ=WEEKLY;COUNT=5", "repeated 5 times only"),
        ("RRULE:FREQ=WEEKLY\nRRULE:FREQ=DAILY", "There are several"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20301231", "ends this series on 2030-12-31"),
        (
            "RRULE:FREQ=DAILY\nEXDATE:20260106,20260107\nEXDATE:20260108,20260109",
            "leaves out 2026-01-06, 2026-01-07, 2026-01-08 and 1 more days",
        ),
        ("RRULE:FREQ=DAILY\nRDATE;VALUE=DATE:20260210", "adds 2026-02-10"),
        (
            "RRULE:FREQ=DAILY\nATTENDEE;CN=Ann:mailto:a@example.com\nATTENDEE:mailto:b@example.com",
            "Invited as well: Ann, b@example.com",
        ),
    ],
)
def test_what_a_rule_does_not_keep_is_said(lines: str, note: str) -> None:
    process = only(f"UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20260105\n{lines}")
    assert any(note in one for one in process.notes)


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=WEEKLY;COUNT=5", "nonsense", "FREQ=X"])
def test_a_rule_that_cannot_be_kept_is_no_other_rule(rule: str) -> None:
    (evidence,) = only(f"UID:1\nSUMMARY:A\nDTSTART:20260105\nRRULE:{rule}").cadence
    assert evidence.rrule is None
    assert evidence.said.text == f"RRULE:{rule}"


def test_an_instance_changed_by_hand_is_a_note_wherever_it_stands() -> None:
    changed = event("UID:till-1\nRECURRENCE-ID:20260112T163000Z\nSUMMARY:Moved")
    odd = event("UID:till-1\nRECURRENCE-ID:19700101T000000Z\nSUMMARY:Odd")
    result = found(calendar(changed, event(TILL), odd))
    (process,) = result.processes
    assert process.name.text.startswith("Close the till")
    (note,) = (one for one in process.notes if "changed by hand" in one)
    assert note.startswith("2 of its dates")
    assert "1970-01-01 is not of the series" in note
    assert result.notes == ()


def test_of_two_versions_of_an_event_the_later_counts() -> None:
    newer = TILL.replace("Close", "Shut") + "\nSEQUENCE:3"
    for both in ([TILL, newer], [newer, TILL]):
        (process,) = found(calendar(*map(event, both))).processes
        assert process.name.text.startswith("Shut")


def test_a_series_that_is_over_is_a_note_once_the_day_is_known() -> None:
    data = calendar(event(TILL.replace("BYDAY", "UNTIL=20260228;BYDAY")))
    assert found(data).processes == ()
    assert "1 series that came to its end" in found(data).notes[0]
    assert len(found(data, today=None).processes) == 1
    assert len(found(data, today=date(2026, 2, 28)).processes) == 1


def test_single_events_are_no_processes_but_their_spacing_is_told() -> None:
    turns = [
        event(f"UID:{n}\nSUMMARY:user{n % 3}\nDTSTART;VALUE=DATE:202601{5 + 7 * n:02}")
        for n in range(4)
    ]
    result = found(calendar(*turns))
    assert result.processes == ()
    assert "4 single events without a rule (“user0”, “user1”, “user2”)" in result.notes[0]
    assert "every 7 days" in result.notes[1]


def test_cancelled_damaged_and_orphaned_events_are_told() -> None:
    result = found(
        calendar(
            event(TILL + "\nSTATUS:CANCELLED"),
            event("UID:2\nSUMMARY:Broken\nDTSTART;TZID=America:20260101T990000\nRRULE:FREQ=DAILY"),
            event("UID:gone\nSUMMARY:Lost\nRECURRENCE-ID:20260101"),
        )
    )
    assert result.processes == ()
    assert [note.split(" (")[0] for note in result.notes] == [
        "Left out: 1 series that is cancelled",
        "Left out: 1 changed date of a missing series",
        "1 damaged event could not be read.",
    ]


def test_series_that_take_turns_look_like_a_rota() -> None:
    turns = [
        event(f"UID:{n}\nSUMMARY:@{who}\nDTSTART:2026010{5 + n}\nRRULE:FREQ=WEEKLY;INTERVAL=2")
        for n, who in enumerate(["Ann", "Bob"])
    ]
    result = found(calendar(*turns))
    assert result.notes == (
        "“@Ann”, “@Bob” take turns by one rule: a rota of one process, by the look of it.",
    )
    assert any("looks like a person" in note for note in result.processes[0].notes)


def test_a_recurring_to_do_is_a_process_and_an_alarm_is_nothing() -> None:
    todo = event(
        "UID:t\nSUMMARY:Filters\nDUE:20260105T080000\nRRULE:FREQ=MONTHLY\n"
        "BEGIN:VALARM\nSUMMARY:Ding\nDESCRIPTION:- ding\nEND:VALARM",
        kind="VTODO",
    )
    (process,) = found(calendar(todo)).processes
    assert [step.title for step in process.steps] == ["Filters"]
    assert process.cadence[0].rrule == "FREQ=MONTHLY;BYMONTHDAY=5"


@pytest.mark.parametrize("organizer", ["mailto:abc@group.calendar.google.com", "noreply@x.com"])
def test_a_calendar_or_a_machine_owns_nothing(organizer: str) -> None:
    lines = f"UID:1\nSUMMARY:A\nDTSTART:20260105\nRRULE:FREQ=DAILY\nORGANIZER:{organizer}"
    assert only(lines).owner is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    text = calendar(event("UID:1\nSUMMARY:Öffnen\nDTSTART:20260105\nRRULE:FREQ=DAILY")).decode()
    (process,) = found(text.encode(encoding)).processes
    assert process.name.text == "Öffnen"


def test_a_line_folded_within_a_letter_is_read() -> None:
    data = calendar(event("UID:1\nSUMMARY:Öffnen\nDTSTART:20260105\nRRULE:FREQ=DAILY"))
    (process,) = found(data.replace("Ö".encode(), b"\xc3\r\n \x96")).processes
    assert process.name.text == "Öffnen"


def test_a_zone_that_never_ends_is_not_followed() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE"
    )
    assert only(TILL.replace("Europe/Berlin", "Mine"), head=zone).cadence[0].zone is None


def test_what_is_no_calendar_is_left_to_others() -> None:
    assert read(Upload("a.ics", b"hello"), TODAY) is None
    assert read(Upload("a.ics", b""), TODAY) is None


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCALENDAR\r\n" + b"x" * MOST_BYTES,
        calendar(*[event("UID:1")] * (MOST_EVENTS + 1)),
    ],
)
def test_far_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="export a shorter time"):
        read(Upload("a.ics", data), TODAY)


def test_of_very_many_series_the_first_are_read_and_the_others_counted() -> None:
    lines = "UID:{}\nSUMMARY:A\nDTSTART:20260105\nRRULE:FREQ=DAILY"
    result = found(calendar(*[event(lines.format(n)) for n in range(MOST_PROCESSES + 7)]))
    assert len(result.processes) == MOST_PROCESSES
    assert result.notes == (f"The last 7 series are left out: {MOST_PROCESSES} is the most.",)


LINES = st.sampled_from(
    [line.encode() for line in TILL.splitlines()]
    + [b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VTODO", b"END:VCALENDAR", b"BEGIN:VTIMEZONE"]
    + [b"RECURRENCE-ID:20260101", b"EXDATE:,", b"RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2"]
    + [b"DTSTART;TZID=" + b"x" * 300 + b":20260101T000000", b"DTSTART:P1D", b"SEQUENCE:x"]
    + [b"DTSTART:20260101/20260102", b"RRULE:FREQ=MONTHLY;INTERVAL=" + b"9" * 5000]
    + [b"ATTENDEE;CN=\xff:x", b"DESCRIPTION:<ul><li>" + b"<b>" * 2000, b" folded", b"URL:\x00"]
)


@settings(max_examples=300)
@given(st.lists(LINES | st.binary(max_size=30), max_size=30), st.binary(max_size=3))
def test_nothing_but_a_sentence_comes_of_any_calendar(lines: list[bytes], noise: bytes) -> None:
    data = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + b"\r\n".join(lines)
    cut = len(data) // 2
    for hostile in (data, data[:cut] + noise + data[cut:]):
        with suppress(UnreadableError):
            read(Upload("a.ics", hostile), TODAY)
