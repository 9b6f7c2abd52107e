"""What a step's words say of its proof."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.proofs import proof_for

KINDS = [
    ("photo", 1, "Photograph the pastry case"),
    ("photo", 1, "Take a picture of the locked door"),
    ("photo", 1, "Check that all lights are off"),
    ("photo", 1, "Clean the espresso machine"),
    ("photo", 1, "Lock the back door"),
    ("photo", 1, "Turn on neon signs"),
    ("photo", 1, "Kühlschrank reinigen"),
    ("photo", 1, "Kühlschrank reinigen und Foto machen"),
    ("photo", 1, "Limpiar filtros"),
    ("photo", 1, "Take a screenshot of the backup report"),
    ("photo", 2, "Take 2 photos of the display"),
    ("photo", 2, "Take before and after photos of the prep area"),
    ("photo", 2, "Photos of both tills"),
    ("photo", 3, "Attach three pictures of the wall"),
    ("photo", 1, "Wash hands before and after prep"),
    ("file", 1, "Sign the log"),
    ("file", 1, "Initial the sheet"),
    ("file", 1, "Reconcile the bank account"),
    ("file", 1, "Export backup verification results"),
    ("file", 1, "Upload the form to the CRM"),
    ("file", 1, "File all receipts"),
    ("file", 1, "Print the Z report"),
    ("file", 1, "Staple the slip to the report"),
    ("file", 1, "Scan the invoices"),
    ("file", 1, "Results must be recorded"),
    ("file", 1, "Bericht unterschreiben"),
    ("file", 1, "Firmar el registro"),
    ("any", 1, "Log in to the till"),
    ("any", 1, "Talk to the team"),
    ("any", 1, "Sign in to Slack"),
    ("any", 1, ""),
]
READINGS = [
    ("Record the fridge temperature (0–5 °C)", "fridge temperature", "°C", 0, 5),
    ("Record the fridge temperature: 1 °C to 5 °C", "fridge temperature", "°C", 1, 5),
    ("Log walk-in temp, must be below 41oF", "walk-in temp", "°F", None, 41),
    ("Check that the water is between 60 and 65 °C", "temperature", "°C", 60, 65),
    ("Freezer at −18 °C or colder", "temperature", "°C", None, -18),
    ("Cook chicken to at least 165°F", "temperature", "°F", 165, None),
    ("Incubator at 35+/-0.5°C", "temperature", "°C", 34.5, 35.5),
    ("Record pH 7.2-7.6", "pH", "pH", 7.2, 7.6),
    ("Test the pool: 1–3 ppm", "concentration", "ppm", 1, 3),
    ("Tire pressure 32 to 36 psi", "Tire pressure", "psi", 32, 36),
    ("Humidity below 60 %", "Humidity", "%", None, 60),
    ("Check the float, no more than €1,200", "float", "€", None, 1200),
    ("Ensure there’s no variance", "variance", None, 0, 0),
    ("Write down the meter reading", "meter reading", None, None, None),
    (
        "Temperatur im Kühlschrank protokollieren (2 bis 8 °C)",
        "Temperatur im Kühlschrank",
        "°C",
        2,
        8,
    ),
    ("Kerntemperatur messen, mindestens 72,5 °C", "Kerntemperatur", "°C", 72.5, None),
    ("Registrar la temperatura entre 2 y 8 °C", "temperatura", "°C", 2, 8),
]


@pytest.mark.parametrize(("kind", "files", "title"), KINDS)
def test_the_verb_and_its_object_tell_the_kind_of_proof(kind, files, title):
    proof, quote = proof_for(title)
    assert (proof.kind, proof.min_files) == (kind, files)
    assert proof.reading is None
    assert bool(quote) == (kind != "any")
    assert quote in title


@pytest.mark.parametrize(("title", "what", "unit", "low", "high"), READINGS)
def test_a_figure_is_proved_by_a_photo_with_its_range(title, what, unit, low, high):
    proof, quote = proof_for(title)
    assert proof.kind == "photo"
    reading = proof.reading
    assert reading is not None
    assert (reading.what, reading.unit, reading.low, reading.high) == (what, unit, low, high)
    assert quote in title


@pytest.mark.parametrize(
    "title",
    [
        "Brush the gaskets for 10 seconds",
        "Add 2-3 drops of the blue",
        "Cut bread into 2-3 cm slices",
    ],
)
def test_a_number_that_nobody_reads_off_is_no_reading(title):
    assert proof_for(title)[0].reading is None


def test_the_range_of_a_figure_may_stand_in_the_detail():
    proof, _ = proof_for("Record the temperature", "The walk-in has to be between 1 and 4 °C.")
    assert proof.reading is not None
    assert (proof.reading.low, proof.reading.high) == (1, 4)


def test_the_title_decides_before_the_detail():
    assert proof_for("Mop the floor", "Sign the sheet on the wall.")[0].kind == "photo"
    assert proof_for("Tell the owner", "Sign the sheet on the wall.")[0].kind == "file"


SOME = (
    "record the temperature - 5 -18 °C or below between and 3,000.5 € $ pH no variance 2 photos ± "
    "before after sign + / , . \n"
)
WORDS = st.sampled_from(SOME.split(" "))


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text())
def test_any_words_get_a_proof(text):
    proof, quote = proof_for(text, text)
    assert len(quote) <= 160
    assert proof.kind in {"any", "photo", "file"}
