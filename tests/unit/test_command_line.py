"""`/baton new …` in one line."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from creation_support import BERLIN, CONTEXT, HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from handlers.command_line import CommandError, parse_new
from scheduler import phrases
from scheduler.cadence.public_holidays import Holidays
from scheduler.plan import StepPlan
from storage.rota import Rota
from storage.states import HolidayMove, Nudges, Opening, Overlap, ProofKind, RotaTurn

ANA, BEN, MIA = "<@U0ANA|ana>", "<@U0BEN|ben>", "<@U0MIA|mia>"
PEOPLE = f"owner {ANA} backup {BEN} manager {MIA}"
WHEN = "every weekday at 7:00"
LINE = (
    f"Opening checks {WHEN} {PEOPLE} "
    "steps: Unlock doors; Fridge temperature [photo]; Count the float [file]"
)


def read(text):
    """Return the plan, or why there is none."""
    try:
        return parse_new(text, CONTEXT), None
    except CommandError as refused:
        return None, str(refused)


def refusal(text, context=CONTEXT):
    with pytest.raises(CommandError) as refused:
        parse_new(text, context)
    return str(refused.value)


def test_the_line_from_the_help_is_understood_whole():
    plan = parse_new(LINE, CONTEXT)
    assert plan.name == "Opening checks"
    assert plan.rule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert plan.start.time() == time(7, 0)
    assert plan.zone == BERLIN
    assert (plan.owner_id, plan.backup_id, plan.manager_id) == ("U0ANA", "U0BEN", "U0MIA")
    assert plan.steps == (
        StepPlan(title="Unlock doors"),
        StepPlan(title="Fridge temperature", proof_kind=ProofKind.PHOTO),
        StepPlan(title="Count the float", proof_kind=ProofKind.FILE),
    )
    assert (plan.owner_seconds, plan.backup_seconds, plan.manager_seconds) == (3600, 3600, 7200)
    assert plan.opening == Opening.ONE_BY_ONE
    assert plan.digest_channel_id == "C0OPS"
    assert plan.sop_url is None


def test_the_start_is_naive_local_time_from_today_on():
    start = parse_new(LINE, CONTEXT).start
    assert start.tzinfo is None
    assert start >= datetime(2026, 11, 21)


def test_keywords_come_in_any_order_with_any_case_and_punctuation():
    plan = parse_new(
        f"Closing every day at 22:00, MANAGER: {MIA}, sop <https://x.org/a?b=1&amp;c=2|x.org>; "
        f"All at once. windows 1h 30m 2h in america/new_york Backup {BEN} "
        f"and digest <#C0GEN|general> owner = {ANA} Steps: Lock up",
        CONTEXT,
    )
    assert plan.name == "Closing"
    assert (plan.owner_id, plan.backup_id, plan.manager_id) == ("U0ANA", "U0BEN", "U0MIA")
    assert str(plan.sop_url) == "https://x.org/a?b=1&c=2"
    assert plan.opening == Opening.ALL_AT_ONCE
    assert (plan.owner_seconds, plan.backup_seconds, plan.manager_seconds) == (3600, 1800, 7200)
    assert plan.zone == "America/New_York"
    assert plan.digest_channel_id == "C0GEN"


@pytest.mark.parametrize(
    "name",
    [
        "Owner handover",
        "Check backup",
        "Backup windows and digest",
        "Check in guests",
        "Manager steps in",
        "All at once owner",
        "Next steps: review",
        "SOP digest",
        "In Berlin",
        "Morning in the bar",
    ],
)
def test_a_name_may_contain_our_keywords(name):
    plan = parse_new(f"{name} {WHEN} {PEOPLE} steps: Mop", CONTEXT)
    assert plan.name == name
    assert [step.title for step in plan.steps] == ["Mop"]


@pytest.mark.parametrize(
    "cadence", ["every other Tuesday at 18:30", "on the 31st of each month at 9", "daily at noon"]
)
def test_any_phrase_of_the_calendar_may_say_when(cadence):
    plan = parse_new(f"Opening checks {cadence} {PEOPLE} steps: Mop", CONTEXT)
    reading = phrases.parse(cadence)
    assert (plan.rule, plan.start.time()) == (reading.rule, reading.time)
    assert plan.notes == reading.notes


@pytest.mark.parametrize("dash", [":", " -", " \u2013", ","])
def test_a_mark_between_name_and_time_is_no_part_of_the_name(dash):
    assert parse_new(LINE.replace("checks", f"checks{dash}"), CONTEXT).name == "Opening checks"


def test_what_slack_has_escaped_becomes_what_was_typed():
    plan = parse_new(
        f"R&amp;D &lt;lab&gt; {WHEN} {PEOPLE} "
        "steps: Is it &lt; 5° &amp; dry?; Ask <@U0OLE|ole> in <#C0OPS|operations>; "
        "Read <https://x.org/in/owner|the page>; Tell <!channel>; &amp;lt or &lt;",
        CONTEXT,
    )
    assert plan.name == "R&D <lab>"
    assert [step.title for step in plan.steps] == [
        "Is it < 5° & dry?",
        "Ask @ole in #operations",
        "Read the page (https://x.org/in/owner)",
        "Tell @channel",
        "&lt or <",
    ]


def test_keywords_within_links_and_labels_and_steps_are_only_text():
    plan = parse_new(
        f"Opening checks {WHEN} sop <https://wiki.in/owner,in,steps:|owner in> "
        "owner <@U0ANA|ana in steps: sop> backup <@U0BEN> manager <@W0MIA|> "
        "steps: Ask the owner in digest; windows all at once",
        CONTEXT,
    )
    assert (plan.owner_id, plan.backup_id, plan.manager_id) == ("U0ANA", "U0BEN", "W0MIA")
    assert [step.title for step in plan.steps] == ["Ask the owner in digest", "windows all at once"]


def test_steps_may_stand_on_lines():
    plan = parse_new(f"Opening checks {WHEN}\n{PEOPLE}\nsteps:\n- Mop\n- Wipe [photo]", CONTEXT)
    assert [step.title for step in plan.steps] == ["Mop", "Wipe"]


@pytest.mark.parametrize(
    ("channel", "digest"), [("C1", "C1"), ("G1", "G1"), ("D1", None), (None, None)]
)
def test_the_digest_goes_where_the_command_was_typed_unless_that_is_a_dm(channel, digest):
    assert parse_new(LINE, replace(CONTEXT, channel_id=channel)).digest_channel_id == digest


def test_a_digest_can_be_declined():
    line = LINE.replace("steps:", "digest none steps:")
    assert parse_new(line, CONTEXT).digest_channel_id is None


def test_a_missing_time_is_asked_for_with_the_words_that_were_typed():
    said = refusal(LINE.replace(" at 7:00", ""))
    assert "Still missing: the time of day (“every weekday at 7:00”)." in said
    assert "/baton new Opening checks every weekday at 7:00 owner @ana backup @ben" in said


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (f"{WHEN} {PEOPLE} steps: Mop", "the name"),
        (LINE.replace(f"owner {ANA} ", ""), "the owner"),
        (LINE.replace(f"backup {BEN} ", ""), "the backup"),
        (LINE.replace(f"manager {MIA} ", ""), "the manager"),
        (f"Opening checks {WHEN} {PEOPLE}", "the steps"),
        (f"Opening checks {WHEN} owner {ANA}", "the backup, the manager, the steps"),
        (
            "",
            "the name, when it is due, the owner, the backup, the manager, the steps",
        ),
    ],
)
def test_what_is_missing_is_named_exactly(line, missing):
    assert f"Still missing: {missing}." in refusal(line).splitlines()


def test_the_example_is_made_of_what_was_understood():
    said = refusal(
        f"Closing every day at 22:00 backup {BEN} in Asia/Tokyo windows 1h 1h 90m "
        "sop <https://x.org/a> all at once steps: Lock; Count [photo]"
    )
    assert said.splitlines()[-1] == (
        "/baton new Closing every day at 22:00 owner @name backup @ben manager @name "
        "in Asia/Tokyo windows 1 hour, 1 hour, 1 hour 30 minutes sop https://x.org/a all at once "
        "steps: Lock; Count [photo]"
    )


def test_a_time_that_is_not_understood_is_said_back():
    said = refusal(LINE.replace("weekday", "blursday"))
    assert "I do not understand when “Opening checks every blursday at 7:00” is due." in said


@pytest.mark.parametrize(
    ("clause", "nudges"),
    [
        ("nudges none", Nudges.NONE),
        ("nudges at the end", Nudges.END),
        ("Nudges: END", Nudges.END),
        ("nudges half and end", Nudges.HALF_AND_END),
        ("nudges quarter and end", Nudges.QUARTER_AND_END),
        ("nudges three quarters and end", Nudges.MOST_AND_END),
    ],
)
def test_nudges_stand_in_the_line(clause, nudges):
    assert parse_new(LINE.replace("steps:", f"{clause} steps:"), CONTEXT).nudges == nudges
    assert parse_new(LINE, CONTEXT).nudges == Nudges.HALF_AND_END


@pytest.mark.parametrize(
    ("clause", "overlap"),
    [
        ("overlap close", Overlap.CLOSE),
        ("overlap: BOTH", Overlap.BOTH),
        ("overlap skip,", Overlap.SKIP),
    ],
)
def test_what_happens_to_a_run_that_is_still_open_stands_in_the_line(clause, overlap):
    assert parse_new(LINE.replace("steps:", f"{clause} steps:"), CONTEXT).overlap == overlap
    assert parse_new(LINE, CONTEXT).overlap == Overlap.CLOSE
    named = parse_new(LINE.replace("Opening checks", "Check the overlap of shifts"), CONTEXT)
    assert (named.name, named.overlap) == ("Check the overlap of shifts", Overlap.CLOSE)
    assert "overlap skip" in refusal(f"Opening checks {WHEN} owner {ANA} overlap skip")


@pytest.mark.parametrize(
    ("clause", "holidays"),
    [
        ("holidays DE-BY skip", Holidays("DE-BY", HolidayMove.SKIP)),
        ("Holidays: Germany, Bayern before", Holidays("DE-BY", HolidayMove.BEFORE)),
        ("holidays us AFTER", Holidays("US", HolidayMove.AFTER)),
    ],
)
def test_public_holidays_stand_in_the_line(clause, holidays):
    assert parse_new(LINE.replace("steps:", f"{clause} steps:"), CONTEXT).holidays == holidays
    assert parse_new(LINE, CONTEXT).holidays is None


@pytest.mark.parametrize("typed", ["ana", "@ana", "@ana.ortiz", "Ana Ortiz", ""])
def test_a_person_who_is_no_mention_must_be_picked_from_the_list(typed):
    said = refusal(LINE.replace(ANA, typed))
    assert "Owner: type @ and pick the person from the list" in said
    assert (f"I got “{typed}”." if typed else "I got nothing.") in said


def test_two_people_for_one_role_are_refused():
    assert "after the backup" in refusal(LINE.replace(BEN, f"{BEN} and <@U0OLE|ole>"))


@pytest.mark.parametrize(
    ("owner", "rota"),
    [
        (f"{ANA} and <@U0OLE>", Rota(members=("U0ANA", "U0OLE"))),
        (f"{ANA}, <@U0OLE|ole> weekly", Rota(members=("U0ANA", "U0OLE"))),
        (f"{ANA} <@U0OLE|ole> by run", Rota(RotaTurn.EACH_RUN, ("U0ANA", "U0OLE"))),
        ("<!subteam^S0OPEN|@openers>", Rota(group_id="S0OPEN", group_handle="openers")),
        ("<!subteam^S0OPEN> each run,", Rota(RotaTurn.EACH_RUN, group_id="S0OPEN")),
    ],
)
def test_several_owners_or_a_group_take_turns(owner, rota):
    plan = parse_new(LINE.replace(ANA, owner), CONTEXT)
    assert plan.rota == rota
    assert plan.owner_id == rota.stand_in


def test_a_rota_is_given_back_in_the_example():
    line = LINE.replace(ANA, f"{ANA}, <@U0OLE|ole> each run").replace("steps:", "sop foo steps:")
    assert "owner @ana, @ole each run backup @ben" in refusal(line)


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        ("windows 3 60 60", "at least 5 minutes; 3 minutes is too short"),
        ("windows 60 60", "I do not read three windows in “60 60”"),
        ("windows soon", "I do not understand “soon” as a length of time"),
        ("sop foo", "“foo” is no web address"),
        ("sop <javascript:alert>", "web"),
        ("sop <ftp://x.org/a>", "begins with https://"),
        ("digest #operations", "Digest: type # and pick the channel"),
        ("digest <#C0GEN|general> <#C1|x>", "I do not understand “#x” after the digest channel"),
        ("holidays DE-BY", "say whose, and then skip, before or after"),
        ("holidays", "say whose, and then skip, before or after"),
        ("nudges", "“none”, “end”, “at the end”, “quarter and end”, “half and end”"),
        ("nudges hourly", "I got “hourly”"),
        ("overlap", "say what happens when a run is still open"),
        ("overlap wait", "“overlap close” (the earlier one closes as missed), “overlap both” or"),
        ("overlap skip it", "I got “skip it”"),
        ("holidays Gemany skip", "did you mean DE, Germany?"),
        ("in Berlin", "I do not know the time zone “Berlin”; did you mean Europe/Berlin?"),
        ("in Europe/Berln", "did you mean Europe/Berlin?"),
        ("all at once please", "I do not understand “please” after “all at once”"),
        (f"owner {ANA}", "Say owner only once."),
        ("all at once one by one", "Say opening only once."),
        ("please", "after the manager"),
    ],
)
def test_each_clause_that_is_wrong_says_what_to_do(clause, says):
    assert says in refusal(f"Opening checks {WHEN} {PEOPLE} {clause} steps: Mop")


def test_a_word_that_is_no_keyword_is_named():
    said = refusal(f"Opening checks {WHEN} all at once, {PEOPLE}, quickly steps: Mop")
    assert "I do not understand “quickly” after the manager." in said
    said = refusal(f"Opening checks {WHEN} in Asia/Tokyo. {ANA} steps: Mop")
    assert "@ana" in said


def test_a_step_without_words_is_refused():
    said = refusal(f"Opening checks {WHEN} {PEOPLE} steps: [photo]")
    assert "Step 1: write what is to be done before “[photo]”." in said


def test_a_wrong_step_says_which_and_the_typed_steps_are_given_back():
    said = refusal(LINE.replace("[photo]", "[foto]"))
    assert "Step 2: I do not know [foto]; use [photo], [file] or [2 photos]." in said
    assert said.endswith("steps: Unlock doors; Fridge temperature [foto]; Count the float [file]")


def test_steps_that_are_not_last_are_explained():
    said = refusal(f"Opening checks {WHEN} steps: Mop; Wipe {PEOPLE}")
    assert "Put “steps:” last" in said


def test_the_same_person_twice_is_refused_for_the_later_role():
    said = refusal(LINE.replace(MIA, ANA))
    assert "Manager: This is the owner already" in said
    assert "manager @name" in said


def test_a_name_that_is_too_long_is_refused():
    said = refusal(LINE.replace("Opening checks", "x" * 81))
    assert "The name has 81 characters; please use at most 80" in said
    assert parse_new(LINE.replace("Opening checks", "x" * 80), CONTEXT).name == "x" * 80


def test_all_that_is_wrong_is_said_at_once():
    said = refusal(f"Opening checks {WHEN} owner ana windows 1 2 3 in Berln steps: a [foto]")
    for part in ("Owner: ", "too short", "Europe/Berlin", "[foto]", "the backup, the manager"):
        assert part in said


def test_a_minimum_below_the_usual_is_honoured():
    context = replace(CONTEXT, minimum_window=timedelta(minutes=1))
    assert parse_new(LINE.replace("steps:", "windows 1 1 1 steps:"), context).owner_seconds == 60


@pytest.mark.parametrize("text", [*HOSTILE, "owner " * 500, "steps: " * 400, f"{PEOPLE} " * 60])
def test_hostile_text_in_place_of_the_line_is_refused_in_a_bounded_answer(text):
    assert len(refusal(text)) < 6000


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_as_a_step_is_a_plain_title_or_refused(text):
    plan, refusal = read(f"Opening checks {WHEN} {PEOPLE} steps: Mop {text.replace(';', '')}")
    if plan is None:
        assert "at most 300" in refusal
    else:
        assert plan.steps[0].title.startswith("Mop")
        assert "\x00" not in plan.steps[0].title


@given(st.text(max_size=300))
def test_any_text_is_a_plan_or_a_refusal(text):
    plan, refusal = read(text)
    assert plan is not None or "For example:" in refusal


@given(
    st.permutations(
        [
            f"owner {ANA}",
            f"backup {BEN}",
            f"manager {MIA}",
            "windows 60 60 90",
            "in Asia/Tokyo",
            "all at once",
            "digest <#C1|a>",
            "sop <https://x.org/a>",
        ]
    )
)
def test_the_order_of_the_clauses_changes_nothing(clauses):
    base = "Opening checks every day at 7:00"
    plans = [
        parse_new(f"{base} {' '.join(order)} steps: Mop", CONTEXT)
        for order in (clauses, sorted(clauses))
    ]
    assert plans[0] == plans[1]


def line(when, more=""):
    return f"Opening checks {when} {PEOPLE} {more} steps: Unlock doors"


@pytest.mark.parametrize(
    ("when", "windows", "start", "seconds", "note"),
    [
        ("every weekday before 9", "", "8:00", 3600, "Asked at 8:00, so that it is done by 9:00."),
        ("every day by noon", "windows 30, 60, 60", "11:30", 1800, "Asked at 11:30, so that"),
        ("every day by midnight", "", "23:00", 3600, "“By midnight” is read as the end"),
        ("every day at 7:00, by 9:00", "", "7:00", 7200, "The owner has until 9:00."),
        ("every day 7:00-9:00", "", "7:00", 7200, "The owner has until 9:00."),
        ("every day at 22:00, by 2:00", "", "22:00", 14400, "The owner has until 2:00."),
        ("every day at 7, by 9", "windows 60, 60, 60", "7:00", 3600, "as chosen, ends at 8:00"),
        ("jeden Tag bis 9 Uhr", "", "8:00", 3600, "Asked at 8:00, so that it is done by 9:00."),
    ],
)
def test_a_deadline_says_when_to_ask_or_how_long_the_owner_has(when, windows, start, seconds, note):
    plan = parse_new(line(when, windows), CONTEXT)

    assert (f"{plan.start.hour}:{plan.start:%M}", plan.owner_seconds) == (start, seconds)
    assert any(note in said for said in plan.notes)
    assert plan.name == "Opening checks"


def test_a_deadline_earlier_in_the_day_than_the_owners_time_is_refused_with_a_way_out():
    sentence = refusal(line("every Monday before 9", "windows 1 day, 60, 60"))

    assert "longer than the day is old at 9:00" in sentence
    assert "at 0:00, by 9:00" in sentence
