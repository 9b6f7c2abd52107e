"""A process said back before it is created."""

import re
from datetime import UTC, datetime, time

import pytest
from creation_support import BERLIN, HOSTILE, NOW, refused_by_slack
from pydantic import AnyUrl

from handlers.views.preview import created_message, preview_message, preview_modal
from scheduler import phrases
from scheduler.cadence.public_holidays import Holidays
from scheduler.plan import LONGEST_NAME, LONGEST_TITLE, MOST_STEPS, ProcessPlan, StepPlan
from storage.models import Process
from storage.states import HolidayMove, Nudges, Opening, Overlap, ProofKind
from tests.block_kit import harm_in

STEPS = (
    StepPlan(title="Unlock doors"),
    StepPlan(title="Fridge temperature", proof_kind=ProofKind.PHOTO, proof_count=2),
    StepPlan(title="Count the float", proof_kind=ProofKind.FILE),
)


def plan_of(words="every weekday at 7:00", zone=BERLIN, now=NOW, **changes):
    reading = phrases.parse(words)
    kept = phrases.start_for(reading, reading.time, zone, now)
    facts = {
        "name": "Opening checks",
        "owner_id": "U0ANA",
        "backup_id": "U0BEN",
        "manager_id": "U0MIA",
        "rule": kept.rule,
        "start": kept.start,
        "zone": zone,
        "notes": reading.notes,
        "steps": STEPS,
    }
    return ProcessPlan(**facts | changes)


def said(plan, now=NOW):
    view = preview_modal(plan, "d1", now)
    return "\n".join(block["text"]["text"] for block in view["blocks"])


def test_the_modal_asks_for_the_creation_of_its_draft():
    view = preview_modal(plan_of(), "draft-1", NOW)
    assert (view["type"], view["callback_id"]) == ("modal", "create_process")
    assert view["private_metadata"] == "draft-1"
    assert (view["submit"]["text"], view["close"]["text"]) == ("Create", "Back")


def test_the_message_has_a_button_for_each_way_on():
    message = preview_message(plan_of(), "draft-1", NOW)
    buttons = message.blocks[-1]["elements"]
    assert [(b["action_id"], b["text"]["text"], b["value"]) for b in buttons] == [
        ("create_draft", "Create", "draft-1"),
        ("edit_draft", "Change", "draft-1"),
        ("drop_draft", "Cancel", "draft-1"),
    ]


def test_message_and_modal_say_the_same():
    message = preview_message(plan_of(), "d1", NOW)
    assert message.blocks[:-1] == preview_modal(plan_of(), "d1", NOW)["blocks"]


def test_it_says_what_happens_to_a_run_that_is_still_open():
    line = "If a run is still open when the next one is due: the new one is skipped"
    assert line in said(plan_of(overlap=Overlap.SKIP))
    assert "the earlier one closes as missed" in said(plan_of())


def test_the_cadence_is_said_in_words_with_its_zone():
    words = phrases.describe("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(7, 0))
    assert f"{words[0].upper()}{words[1:]} (Europe/Berlin)" in said(plan_of())


def test_the_next_three_runs_are_named_with_weekday_date_and_time():
    assert "*Next runs*\nMon 23 Nov at 7:00\nTue 24 Nov at 7:00\nWed 25 Nov at 7:00" in said(
        plan_of()
    )


@pytest.mark.parametrize(
    ("move", "what", "goes"),
    [
        (HolidayMove.SKIP, "not at all", "is left out"),
        (HolidayMove.BEFORE, "on the working day before", "moves to Thu 24 Dec 2026"),
        (HolidayMove.AFTER, "on the next working day", "moves to Mon 28 Dec 2026"),
    ],
)
def test_holidays_are_said_with_the_next_that_matters(move, what, goes):
    text = said(plan_of(holidays=Holidays("DE-BY", move)))
    assert f"On public holidays in Germany (Bayern): {what}\n" in text
    assert f"_The next one: Christmas Day, Fri 25 Dec 2026, {goes}._" in text


def test_the_next_runs_leave_holidays_out():
    now = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)
    plan = plan_of(now=now, holidays=Holidays("DE", HolidayMove.SKIP))
    assert "*Next runs*\nThu 24 Dec at 7:00\nMon 28 Dec at 7:00\n" in said(plan, now)


def test_another_year_is_named():
    now = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)
    assert "Fri 1 Jan 2027 at 7:00" in said(plan_of(now=now), now)


def test_the_ladder_of_the_first_run_goes_by_the_clock():
    assert "7:00 <@U0ANA> → 8:00 <@U0BEN> → 9:00 <@U0MIA> → 11:00 missed" in said(plan_of())


def test_the_ladder_names_the_day_when_it_changes():
    plan = plan_of("every day at 22:30")
    ladder = "22:30 <@U0ANA> → 23:30 <@U0BEN> → Sun 22 Nov 0:30 <@U0MIA> → 2:30 missed"
    assert ladder in said(plan)
    plan = plan_of("every day at 22:30", owner_seconds=2 * 86400)
    assert "22:30 <@U0ANA> → Mon 23 Nov 22:30 <@U0BEN> → 23:30 <@U0MIA> → Tue 24" in said(plan)


def test_the_ladder_counts_real_time_when_the_clocks_change():
    """In Berlin the hour from 2:00 happens twice on 25 October 2026."""
    now = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    plan = plan_of("every day at 1:30", now=now)
    assert "1:30 <@U0ANA> → 2:30 <@U0BEN> → 2:30 <@U0MIA> → 4:30 missed" in said(plan, now)


def test_times_are_in_the_zone_of_the_process():
    plan = plan_of(zone="Asia/Tokyo")
    assert "Mon 23 Nov at 7:00" in said(plan)
    assert "(Asia/Tokyo)" in said(plan)


def test_the_steps_are_listed_with_what_proves_them():
    text = said(plan_of())
    assert "*3 steps, one after another*" in text
    assert re.search(r"1\. Unlock doors \u2013 proven by .*photo or.*file", text)
    assert "2. Fridge temperature \u2013 proven by 2 photos" in text
    assert "3. Count the float \u2013 proven by a file" in text


def test_steps_that_open_together_and_a_single_step_are_said_so():
    together = said(plan_of(opening=Opening.ALL_AT_ONCE))
    assert "*3 steps, all at once*" in together
    assert "*If nobody proves a step on Mon 23 Nov*" in together
    assert "*The step*" in said(plan_of(steps=STEPS[:1]))


def test_notes_of_the_reading_are_said():
    reading = phrases.parse("on the 31st of each month at 9:00")
    assert reading.notes
    for note in reading.notes:
        assert note[1:] in said(plan_of("on the 31st of each month at 9:00"))


def test_link_and_digest_are_said_also_when_there_is_none():
    text = said(plan_of(sop_url=AnyUrl("https://x.org/a?b=1&c=2"), digest_channel_id="C0OPS"))
    assert "https://x.org/a?b=1&amp;c=2" in text
    assert "Weekly digest: <#C0OPS>" in text
    assert "SOP: no link\nWeekly digest: none" in said(plan_of())


def test_the_text_alone_carries_the_meaning():
    text = preview_message(plan_of(), "d1", NOW).text
    for part in ("Opening checks", "(Europe/Berlin)", "3 steps", "Mon 23 Nov at 7:00",
                 "7:00 <@U0ANA> → 8:00 <@U0BEN>", "Create, Change or Cancel"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text_within_the_limits(text):
    title = " ".join(text.split())[:LONGEST_TITLE]
    plan = plan_of(
        name=title[:LONGEST_NAME],
        steps=(StepPlan(title=title),) * MOST_STEPS,
        sop_url=AnyUrl("https://x.org/" + "<&>" * 300),
    )
    modal, message = preview_modal(plan, "d1", NOW), preview_message(plan, "d1", NOW)
    assert refused_by_slack(modal["blocks"], most=100) == []
    assert refused_by_slack(message.blocks, most=50) == []
    assert not re.search(r"<!|<@U0ANA>(?! →)|<https://evil", said(plan))
    assert not re.search(r"<!|<https://evil", message.text)
    assert said(plan).count("proven by") == MOST_STEPS
    assert harm_in(said(plan)) == harm_in(message.text) == []


def test_what_was_typed_turns_nothing_around_and_becomes_no_channel_and_no_bold():
    message = preview_message(plan_of(name="\u202e5* #general שלום"), "d1", NOW)
    assert message.blocks[0]["text"]["text"].startswith("\u20685* #general שלום\u2069\n")
    assert all(b["text"]["verbatim"] for b in message.blocks if b["type"] == "section")


def test_the_longest_plan_keeps_every_step_readable():
    plan = plan_of(steps=(StepPlan(title="&" * LONGEST_TITLE),) * MOST_STEPS)
    assert said(plan).count("&amp;" * LONGEST_TITLE) == MOST_STEPS
    assert refused_by_slack(preview_message(plan, "d1", NOW).blocks, most=50) == []


def created(**changes):
    return Process(owner_id="U0ANA", zone=BERLIN, **{"name": "Opening checks", **changes})


def test_the_creation_is_told_with_the_first_run():
    due = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    message = created_message(created(name="R&D <!channel>", next_at=due), NOW)
    assert "R&amp;D &lt;!channel&gt; is created." in message.text
    assert "Mon 23 Nov at 7:00 (Europe/Berlin)" in message.text
    assert "<@U0ANA>" in message.text
    assert refused_by_slack(message.blocks, most=50) == []


def test_the_creation_of_what_never_fires_by_itself_is_told_too():
    message = created_message(created(name="Demo"), NOW)
    assert message.text.startswith("Demo is created.")
    assert "first runs" not in message.text


def test_it_says_when_people_are_nudged():
    assert "Nudges: at half of the time and 10 minutes before its end" in said(plan_of())
    assert "Nudges: none" in said(plan_of(nudges=Nudges.NONE))
    short = {f"{role}_seconds": 900 for role in ("owner", "backup", "manager")}
    assert "Nudges: none, as each has less than 20 minutes" in said(plan_of(**short))
