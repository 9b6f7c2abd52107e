"""Changing a process in its form: what it says back, what is saved, and by whom."""

import pytest
from cafe import ANA, BEN, FILE, MIA, OLE, PHOTO
from editor import Editor
from sqlalchemy import select

from handlers.views import form_ids as ids
from scheduler import processes
from scheduler.plan import StepPlan
from storage import ledger
from storage.models import LedgerEntry, Process, ProcessVersion
from tests.block_kit import HOSTILE

ZOE = "U0ZOE"
STEPS = "Unlock doors\nFridge temperature [photo]\nCount the float [file]"


@pytest.fixture
def open_form(cafe):
    """The opening checks, and its creator with their form open."""
    cafe.hires(ZOE, real_name="Zoe")
    cafe.process()
    return opened(cafe, OLE)


def opened(cafe, person):
    editor = Editor(cafe, person)
    assert editor.asks("edit opening") is None
    return editor


def versions(cafe):
    with cafe.database.look() as session:
        rows = session.scalars(select(ProcessVersion).order_by(ProcessVersion.version))
        return [(row.version, row.person_id) for row in rows]


def test_the_form_is_filled_with_the_process(open_form):
    assert open_form.view["title"]["text"] == "Edit process"
    assert open_form.has(ids.NAME) == "Opening checks"
    assert open_form.has(ids.STEPS) == STEPS
    assert open_form.has(ids.CADENCE_KIND) == "every_weekday"
    assert open_form.has(ids.TIME) == "07:00"
    people = [open_form.has(role) for role in (ids.OWNER, ids.BACKUP, ids.MANAGER)]
    assert people == [ANA, BEN, MIA]
    assert open_form.has(ids.MANAGER_WINDOW) == "2 hours"
    assert open_form.has(ids.DIGEST) == "C0OPS"


def test_a_form_that_is_submitted_as_it_was_opened_says_that_nothing_is_changed(open_form, cafe):
    assert "Nothing is changed" in open_form.submits()
    assert "submit" not in open_form.view
    open_form.goes_back()
    assert open_form.has(ids.NAME) == "Opening checks"
    assert versions(cafe) == [(1, OLE)]


def test_every_field_is_said_back_before_and_after(open_form, cafe):
    said = open_form.types(
        name="Morning checks",
        steps="Fridge temperature [2 photos]\nUnlock all doors\nRead the meter",
        sop_url="https://wiki.example/morning",
        cadence_kind="daily",
        time="08:00",
        zone="Europe/Paris",
        owner_id=BEN,
        backup_id=ANA,
        manager_id=ZOE,
        owner_window="30 minutes",
        opening="all_at_once",
        digest_channel_id="C0BAR",
    ).submits()
    for line in (
        "Name: Opening checks → Morning checks",
        "Due: every weekday at 7:00 (Europe/Berlin) → every day at 8:00 (Europe/Paris)",
        f"Owner: <@{ANA}> → <@{BEN}>",
        f"Backup: <@{BEN}> → <@{ANA}>",
        f"Manager: <@{MIA}> → <@{ZOE}>",
        "Time for the owner: 60 minutes → 30 minutes",
        "The steps open: one after another → all at once",
        "SOP: no link → <https://wiki.example/morning|https://wiki.example/morning>",
        "Weekly digest: <#C0OPS> → <#C0BAR>",
        "Step 1, Fridge temperature: a photo → 2 photos",
        "Step 2 is new: Unlock all doors \u2013 a photo or file",
        "Step 3 is taken out: Count the float",
        "Mon 23 Nov at 8:00\nTue 24 Nov at 8:00\nWed 25 Nov at 8:00",
        f"8:00 <@{BEN}> → 8:30 <@{ANA}> → 9:30 <@{ZOE}> → 11:30 missed",
        "Nothing of it is open now",
    ):
        assert line in said
    assert "Changed by" not in cafe.asks(OLE, "show opening")
    assert "Time for the backup" not in said
    open_form.submits()
    page = cafe.asks(OLE, "show morning")
    for part in ("every day at 8:00", "Europe/Paris", "Read the meter", "<#C0BAR>", f"<@{ZOE}>"):
        assert part in page
    assert f"Changed by <@{OLE}> on <!date^" in page


def test_a_saved_change_is_a_version_with_who_made_it_and_stands_in_the_ledger(open_form, cafe):
    open_form.saves(name="Morning checks", owner_window="30 minutes")
    assert versions(cafe) == [(1, OLE), (2, OLE)]
    with cafe.database.look() as session:
        entry = session.scalar(select(LedgerEntry).where(LedgerEntry.action == "process_changed"))
        assert ledger.first_broken_link(session) is None
    assert (entry.person_id, entry.facts["version"]) == (OLE, 2)
    assert entry.facts["changes"] == {
        "name": {"before": "Opening checks", "after": "Morning checks"},
        "owner_seconds": {"before": 3600, "after": 1800},
    }


def test_a_change_that_is_submitted_twice_is_saved_and_told_once(open_form, cafe):
    open_form.types(name="Morning checks").submits()
    for _ in range(2):
        assert open_form.answer_to_submit() == {"response_action": "clear"}
    cafe.run()
    assert versions(cafe) == [(1, OLE), (2, OLE)]
    assert [len(cafe.cards(person)) for person in (ANA, BEN, MIA, OLE)] == [1, 1, 1, 0]


@pytest.mark.parametrize(("person", "may"), [(OLE, 1), (MIA, 1), (ANA, 0), (BEN, 0), (ZOE, 0)])
def test_the_creator_and_the_manager_may_edit(open_form, cafe, person, may):
    editor = Editor(cafe, person)
    said = editor.asks("edit opening")
    assert bool(editor.stack) == bool(may)
    assert may or "To edit *Opening checks* is up to" in said
    assert ("Edit" in cafe.asks(person, "show opening").splitlines()) == bool(may)
    (page,) = [editor.clicks(str(cafe.first_process().id))]
    assert (page is None) == bool(may)


def test_an_admin_may_edit_and_who_is_no_admin_any_more_when_saving_may_not(open_form, cafe):
    cafe.slack.people[ZOE]["is_admin"] = True
    editor = opened(cafe, ZOE)
    editor.types(name="Morning checks").submits()
    cafe.slack.people[ZOE]["is_admin"] = False
    cafe.at("6:30")
    assert "is up to" in editor.submits()
    editor.goes_back()
    assert editor.has(ids.NAME) == "Morning checks", "nothing typed is lost"
    assert versions(cafe) == [(1, OLE)]


def test_who_has_become_a_guest_while_the_form_was_open_changes_nothing(open_form, cafe):
    open_form.types(name="Morning checks")
    cafe.slack.people[OLE]["is_restricted"] = True
    cafe.at("6:30")
    assert "Only full members" in open_form.submits()
    assert versions(cafe) == [(1, OLE)]


def test_a_manager_who_hands_the_process_on_meanwhile_may_no_longer_save(open_form, cafe):
    mia = opened(cafe, MIA)
    mia.types(name="Morning checks").submits()
    open_form.saves(manager_id=ZOE)
    assert "is up to" in mia.submits()
    assert cafe.first_process().name == "Opening checks"


def test_a_process_that_was_archived_meanwhile_is_not_changed_and_nothing_typed_is_lost(
    open_form, cafe
):
    open_form.types(name="Morning checks").submits()
    cafe.change(processes.archive, cafe.first_process())
    assert "has been archived meanwhile" in open_form.submits()
    open_form.goes_back()
    assert open_form.has(ids.NAME) == "Morning checks"
    assert "has been archived meanwhile" in open_form.submits()
    assert versions(cafe) == [(1, OLE)]
    assert cafe.cards(ANA) == []


def test_a_name_that_is_taken_is_refused_at_its_field_and_its_own_name_is_not(open_form, cafe):
    cafe.process(name="Closing checks")
    assert ids.NAME in open_form.types(name="closing  CHECKS").submits()
    assert (
        "Name: Opening checks → OPENING checks" in open_form.types(name="OPENING checks").submits()
    )


def test_a_name_that_is_taken_between_preview_and_save_leads_back_to_the_form(open_form, cafe):
    open_form.types(name="Morning checks", time="08:00").submits()
    cafe.process(name="Morning checks")
    assert "called “Morning checks” already" in open_form.submits()
    open_form.submits()
    assert (open_form.has(ids.NAME), open_form.has(ids.TIME)) == ("Morning checks", "08:00")
    open_form.saves(name="Early checks")
    assert cafe.first_process().name == "Early checks"


def test_what_is_wrong_is_said_at_its_field_and_stays_typed(open_form, cafe):
    wrong = {"name": "x" * 3000, "steps": "y" * 3000, "owner_window": "z" * 3000, "zone": "Mars"}
    said = open_form.types(**wrong, backup_id=ANA).submits()
    for field in (*wrong, ids.BACKUP):
        assert f"'{field}'" in said
    assert open_form.has(ids.NAME) == "x" * 3000
    assert versions(cafe) == [(1, OLE)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_saved_as_text_and_harms_nobody(open_form, cafe, text):
    title = " ".join(text.split())[:80]
    said = open_form.types(name=title, steps=f"{title}\nUnlock doors").submits()
    if len(open_form.stack) == 1:
        assert ids.NAME in said or ids.STEPS in said
        return
    open_form.submits()
    (told,) = cafe.cards(ANA)
    for harm in ("<!channel>", "<!here>", "<https://evil"):
        assert harm not in said + told


def test_a_made_up_form_or_draft_changes_nothing(open_form, cafe):
    for metadata in ("", "{", '{"basis": {"process_id": 1}}', '{"basis": {"process_id": -1}}'):
        sent = cafe.submission(OLE, open_form.typed, metadata)
        answer = cafe.editing.submit_form(sent, cafe.now)
        assert "went wrong" in str(answer["view"])
    unknown = cafe.submission(OLE, open_form.typed, '{"basis": {"process_id": 99, "version": 1}}')
    assert "no longer open" in str(cafe.editing.submit_form(unknown, cafe.now))
    for draft in ("", "nothing", "x" * 2000):
        sent = cafe.submission(OLE, {}, draft)
        assert "no longer open" in str(cafe.editing.submit_preview(sent, cafe.now))
        assert "no longer open" in str(cafe.editing.submit_again(sent, cafe.now))
    for button in ("", "x", "-1", "9" * 30, "²", "77"):
        assert open_form.clicks(button) is not None
    assert versions(cafe) == [(1, OLE)]


def test_nobody_else_can_save_what_someone_has_typed(open_form, cafe):
    open_form.types(name="Morning checks").submits()
    open_form.person = MIA
    assert "no longer open" in open_form.submits()
    assert versions(cafe) == [(1, OLE)]


def test_a_draft_of_a_change_creates_no_process(open_form, cafe):
    open_form.types(name="Morning checks").submits()
    draft = open_form.view["private_metadata"]
    assert "no longer open" in str(cafe.submits(OLE, {}, draft=draft))
    new = cafe.submits(OLE, opened(cafe, OLE).types(name="Other").typed)
    created = cafe.submission(OLE, {}, new["view"]["private_metadata"])
    assert "no longer open" in str(cafe.editing.submit_preview(created, cafe.now))


def test_a_person_who_cannot_be_asked_is_refused_at_their_field(open_form, cafe):
    cafe.leaves(BEN)
    cafe.at("6:30")
    assert "deactivated" in open_form.types(name="Morning checks").submits()
    assert "Backup:" in open_form.types(backup_id=ZOE).submits()


def test_a_paused_process_stays_paused(open_form, cafe):
    cafe.asks(OLE, "pause opening")
    said = open_form.types(time="08:00").submits()
    assert "It is paused and stays so." in said
    assert "Mon 23 Nov at 8:00" in said
    open_form.submits()
    cafe.at("8:00")
    assert cafe.runs() == []
    cafe.asks(OLE, "resume opening")
    cafe.at("8:00", day=1)
    assert cafe.runs() == ["open"]


def test_a_demo_is_not_edited_but_can_be_cloned(cafe):
    cafe.asks(ANA, "demo")
    editor = Editor(cafe, ANA)
    assert "`/baton clone Demo opening checks`" in editor.asks("edit demo")
    assert editor.asks("clone demo") is None
    assert editor.has(ids.NAME) == "Copy of Demo opening checks"


def test_a_clone_is_a_new_process_with_steps_of_its_own(open_form, cafe):
    zoe = Editor(cafe, ZOE)
    assert zoe.asks("clone opening") is None
    assert zoe.view["title"]["text"] == "New process"
    zoe.saves()
    assert zoe.asks("clone opening") is None
    assert zoe.has(ids.NAME) == "Copy of Opening checks 2"
    with cafe.database.look() as session:
        first, copy = session.scalars(select(Process).order_by(Process.id))
        assert (copy.name, copy.creator_id, copy.version) == ("Copy of Opening checks", ZOE, 1)
        assert [s.title for s in copy.steps] == [s.title for s in first.steps]
        assert not {s.key for s in copy.steps} & {s.key for s in first.steps}


def test_a_clone_of_the_longest_name_still_has_a_name_that_fits(cafe):
    cafe.process(name="x" * 80)
    for number in ("", " 2"):
        ole = Editor(cafe, OLE)
        ole.asks(f"clone {'x' * 80}")
        assert len(ole.has(ids.NAME)) == 80
        assert ole.has(ids.NAME).endswith(f"x{number}")
        ole.saves()


@pytest.mark.parametrize("verb", ["edit", "clone"])
def test_a_name_is_needed_and_a_near_miss_gets_suggestions(open_form, verb):
    assert f"/baton {verb}" in open_form.asks(verb)
    assert "Opening checks" in open_form.asks(f"{verb} opnening checks")


def test_the_page_of_a_process_opens_its_form_by_a_button(open_form, cafe):
    mia = Editor(cafe, MIA)
    rows = [b for b in cafe.answer(MIA, "show opening").message.blocks if b["type"] == "actions"]
    pressable = {one["action_id"]: one for row in rows for one in row["elements"]}
    button = pressable[ids.EDIT_PROCESS]
    assert mia.clicks(button["value"]) is None
    assert mia.has(ids.NAME) == "Opening checks"


def test_a_cadence_in_words_and_long_steps_come_back_as_they_were(cafe):
    steps = tuple(StepPlan(title=f"{n} " + "x" * 290, proof_kind=FILE) for n in range(30))
    cafe.process("every other Tuesday at 18:30", steps=steps)
    editor = opened(cafe, OLE)
    assert "Nothing is changed" in editor.submits()
    cafe.process("on the 1st and 15th at noon", name="Payday", steps=(StepPlan(
        title="Pay", proof_kind=PHOTO, proof_count=3),))  # fmt: skip
    other = Editor(cafe, OLE)
    other.asks("edit payday")
    assert "Nothing is changed" in other.submits()
