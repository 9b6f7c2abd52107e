"""Work described in a few sentences, from many trades."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.draft import Sure
from intake.drafting import drafted
from intake.reading import read_text
from intake.understanding import sentences

DAILY, MONDAYS, FRIDAYS = "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=FR"


class Told(NamedTuple):
    """A description and the draft that a careful person makes of it."""

    text: str
    steps: tuple[str, ...]
    rrule: str | None = None
    time: str | None = None
    deadline: str | None = None
    owner: str | None = None
    backup: str | None = None
    manager: str | None = None
    name: str | None = None


SALES = Told(
    "Every morning someone on the sales team follows up with new leads before 9. "
    "Usually Maria does it but sometimes James covers.",
    ("Follow up with new leads",),
    DAILY,
    deadline="09:00",
    owner="Maria",
    backup="James",
)
TOLD = {
    "sales": SALES,
    "café": Told(
        "The opening barista cleans the espresso machine every day at 6:30 and takes a photo of "
        "the group heads.",
        ("Clean the espresso machine",),
        DAILY,
        time="06:30",
        owner="opening barista",
    ),
    "fire safety": Told(
        "Jeden Montag um 9 prüft Jana die Feuerlöscher, sonst macht es Tim.",
        ("Die Feuerlöscher prüfen",),
        MONDAYS,
        time="09:00",
        owner="Jana",
        backup="Tim",
    ),
    "petty cash": Told(
        "Every Friday by 5pm Priya reconciles the petty cash. Tom is her backup and Dana the "
        "manager.",
        ("Reconcile the petty cash",),
        FRIDAYS,
        deadline="17:00",
        owner="Priya",
        backup="Tom",
        manager="Dana",
    ),
    "finance": Told(
        "Every Friday by 5pm, export the CRM report, then email it to finance; finally post the "
        "link in the channel.",
        ("Export the CRM report", "Email it to finance", "Post the link in the channel"),
        FRIDAYS,
        deadline="17:00",
    ),
    "clinic": Told(
        "Record the vaccine fridge temperature every day at 8 am (2-8 °C). The night nurse does "
        "it, Ana covers when she is away.",
        ("Record the vaccine fridge temperature (2-8 °C)",),
        DAILY,
        time="08:00",
        owner="night nurse",
        backup="Ana",
    ),
    "shop": Told(
        "We need to mop the floor, empty the bins and lock the back door every day.",
        ("Mop the floor", "Empty the bins", "Lock the back door"),
        DAILY,
    ),
    "garage": Told(
        "First check the oil level, then refill the washer fluid, finally sign the log sheet. "
        "Every Monday at 7.",
        ("Check the oil level", "Refill the washer fluid", "Sign the log sheet"),
        MONDAYS,
        time="07:00",
    ),
    "bar": Told(
        "Tom reconciles the till every day. If Tom is out, Priya does it. Escalate to the duty "
        "manager if it is off.",
        ("Reconcile the till",),
        DAILY,
        owner="Tom",
        backup="Priya",
        manager="duty manager",
    ),
    "named": Told(
        "Closing: wipe the counter, count the till, lock the door.",
        ("Wipe the counter", "Count the till", "Lock the door"),
        name="Closing",
    ),
    "IT": Told(
        "Backups are checked every Monday by Dana.", ("Check backups",), MONDAYS, owner="Dana"
    ),
    "office": Told(
        "Someone has to water the plants every Tuesday and Friday.",
        ("Water the plants",),
        "FREQ=WEEKLY;BYDAY=TU,FR",
    ),
    "agency": Told(
        "Remind the team to submit timesheets every Friday by noon.",
        ("Submit timesheets",),
        FRIDAYS,
        deadline="12:00",
    ),
    "church": Told(
        "Every Sunday at 9:00 the sound engineer tests the microphones. Randy is in charge.",
        ("Test the microphones",),
        "FREQ=WEEKLY;BYDAY=SU",
        time="09:00",
        owner="Randy",
    ),
    "books": Told(
        "On the 5th of every month the accountant reconciles the bank account, the CFO approves "
        "it.",
        ("Reconcile the bank account",),
        "FREQ=MONTHLY;BYMONTHDAY=5",
        owner="accountant",
        manager="CFO",
    ),
    "servers": Told(
        "Every Monday Sam backs up the server and Lee checks it.",
        ("Back up the server",),
        MONDAYS,
        owner="Sam",
        manager="Lee",
    ),
    "kitchen": Told(
        "Every day wash, dry and stack the cups.", ("Wash, dry and stack the cups",), DAILY
    ),
    "lab": Told(
        "Every day at 9:00 the lab technician calibrates the pH meter and records the slope "
        "(95 to 105 %).",
        ("Calibrate the pH meter", "Record the slope (95 to 105 %)"),
        DAILY,
        time="09:00",
        owner="lab technician",
    ),
    "warehouse": Told(
        "The forklifts must be inspected every day before 6:00. Backup is Omar.",
        ("Inspect the forklifts",),
        DAILY,
        deadline="06:00",
        backup="Omar",
    ),
    "school": Told(
        "Please check the fire doors every Monday. It's Mr Lee's job.",
        ("Check the fire doors",),
        MONDAYS,
        owner="Mr Lee",
    ),
    "gym": Told(
        "Test the pool every day at 10 am: chlorine 1-3 ppm, pH 7.2-7.6. Proof: photo of the strip",
        ("Test the pool: chlorine 1-3 ppm, pH 7.2-7.6",),
        DAILY,
        time="10:00",
    ),
    "payroll": Told(
        "Priya runs payroll every other Friday and Tom is the backup.",
        ("Run payroll",),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        owner="Priya",
        backup="Tom",
    ),
    "hotel": Told(
        "Every evening the receptionist counts the safe, prints the report, and files it.",
        ("Count the safe", "Print the report", "File it"),
        DAILY,
        owner="receptionist",
    ),
    "dentist": Told(
        "I need someone to sterilize the instruments every day. Normally Zoë does it.",
        ("Sterilize the instruments",),
        DAILY,
        owner="Zoë",
    ),
    "bakery": Told("Lunch count by 10am.", ("Lunch count",)),
    "farm": Told(
        "Feed the hens every day. After that, collect the eggs.",
        ("Feed the hens", "Collect the eggs"),
        DAILY,
    ),
    "Kühlschrank": Told(
        "Jeden Morgen prüft Anna die Temperatur im Kühlschrank. Manchmal springt Ben ein.",
        ("Die Temperatur im Kühlschrank prüfen",),
        DAILY,
        owner="Anna",
        backup="Ben",
    ),
    "Kasse": Told(
        "Jeden Freitag die Kasse zählen und den Bericht unterschreiben. Zuständig ist Frau Weber.",
        ("Die Kasse zählen", "Den Bericht unterschreiben"),
        FRIDAYS,
        owner="Frau Weber",
    ),
    "Werkstatt": Told(
        "Der Hausmeister reinigt jeden Montag den Filter. Wenn er krank ist, macht es Jonas.",
        ("Den Filter reinigen",),
        MONDAYS,
        owner="Hausmeister",
        backup="Jonas",
    ),
    "nevera": Told(
        "Cada mañana Ana revisa la nevera. A veces lo cubre Luis.",
        ("Revisa la nevera",),
        DAILY,
        owner="Ana",
        backup="Luis",
    ),
    "cafetera": Told(
        "Limpiar la cafetera cada día y tomar una foto. Normalmente lo hace Marta.",
        ("Limpiar la cafetera",),
        DAILY,
        owner="Marta",
    ),
}


def draft(text):
    (process,) = drafted(sentences.found(text), "description").processes
    return process


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_a_description_becomes_the_draft_that_a_person_would_make(told):
    process = draft(told.text)
    assert tuple(step.title for step in process.steps) == told.steps
    assert (process.owner, process.backup, process.manager) == (
        told.owner,
        told.backup,
        told.manager,
    )
    cadence = process.cadence
    if told.rrule:
        assert (cadence.rrule, cadence.time, cadence.deadline) == (
            told.rrule,
            told.time,
            told.deadline,
        )
    assert process.name == (told.name or told.steps[0])


def test_people_of_a_description_are_inferred_with_their_sentence():
    why = {reason.field: reason for reason in draft(SALES.text).reasons}
    assert why["owner"].sure is why["backup"].sure is Sure.INFERRED
    assert why["owner"].where == "sentence 2"


def test_a_photo_asked_for_is_the_proof_of_the_step_before():
    (step,) = draft(TOLD["café"].text).steps
    assert step.proof.kind == "photo"
    assert "photo of the group heads" in step.instruction


def test_a_range_in_a_description_becomes_a_reading():
    (step,) = draft(TOLD["clinic"].text).steps
    assert (step.proof.reading.low, step.proof.reading.high) == (2, 8)


def test_others_than_the_owner_are_assigned_their_steps():
    first, second = draft("Ana opens the till, then Luis signs the log.").steps
    assert (first.assignee, second.assignee) == (None, "Luis")


def test_what_is_pasted_without_a_list_is_read_as_a_description():
    (process,) = read_text(SALES.text).processes
    assert (process.owner, process.backup) == ("Maria", "James")
    assert [step.title for step in process.steps] == ["Follow up with new leads"]


SOME = (
    "every Friday Maria does it but sometimes James covers . ; , and then take a photo if is away "
    "prüft Anna jeden Morgen den by noon clean the : 5pm"
)
WORDS = st.sampled_from(SOME.split())


@settings(max_examples=40)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text())
def test_any_words_are_read_as_a_description(text):
    assert len(drafted(sentences.found(text), "x").processes) == 1
