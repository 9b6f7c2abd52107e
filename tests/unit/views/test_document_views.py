"""What was read of a document, as Slack takes it, however hostile or long it is."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.prefilling import plan_from, prefilled, preset_from
from handlers.readings import Candidate, ReadDocument, SlipLine, pieces
from handlers.views.beside import beside
from handlers.views.document_ids import Place, place_in
from handlers.views.document_newer import Newer, compared
from handlers.views.document_page import Result, one_found, several_found, where_it_slips
from handlers.views.document_words import being_read, not_read, nothing_in_it
from handlers.views.draft_words import as_figures
from handlers.views.form import process_form
from handlers.views.import_form import import_form, scan_form
from intake.draft import (
    CadenceDraft,
    Intake,
    ProcessDraft,
    ProofDraft,
    Reading,
    Reason,
    Source,
    StepDraft,
    Sure,
)
from sandbox.block_kit import view_problems
from storage.models import Document, Process
from tests.block_kit import problems_of, words_in

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
HOSTILE = "<!channel> & *bold* `code` <https://evil.example|here> \u202e " * 20
TEMPERATURE = Reading(what="temperature", unit="°C", low=0, high=5)


def document(**facts):
    known = {"id": 7, "name": HOSTILE, "permalink": "https://x/F1", "progress": HOSTILE}
    return Document(**known | facts)


def draft(text=HOSTILE, steps=30, **facts):
    step = StepDraft(
        title=text[:200],
        instruction=text,
        proof=ProofDraft(kind="photo", min_files=10, reading=TEMPERATURE),
        assignee=text,
        cadence=text,
        sop_url="javascript:alert(1)",
        picture="media/image1.png",
    )
    reasons = tuple(
        Reason(field=field, where=text, quote=text[:160], sure=Sure.INFERRED)
        for field in ("name", "cadence", "owner", "steps.0.proof", "steps.29.proof", "odd")
    )
    return ProcessDraft(
        **{
            "name": text,
            "source": Source(system="text", file=text),
            "owner": text,
            "cadence": CadenceDraft(text=text, question=text),
            "steps": (step,) * steps,
            "notes": (text,) * 30,
            "reasons": reasons * 20,
        }
        | facts
    )


def result(*drafts, **facts):
    maybe = tuple(Candidate(person_id=f"U{n}", confidence=0.5) for n in range(9))
    slips = tuple(SlipLine(kind="vague", sentence=HOSTILE) for _ in range(30))
    read = ReadDocument(
        intake=Intake(processes=drafts, notes=(HOSTILE,) * 30),
        people={HOSTILE: maybe},
        slips=slips,
    )
    found = pieces(read.intake)
    filled = [prefilled(one, read, "Europe/Berlin", timedelta(hours=1)) for one in found[:10]]
    return Result(document(), read, filled, 0, len(found), **facts)


def test_every_message_is_taken_by_slack_and_mentions_nobody():
    one, many = result(draft()), result(*[draft()] * 25)
    made = result(draft(), made={Place(7, 0, 0): HOSTILE})
    messages = [
        one_found(one),
        one_found(made),
        several_found(many),
        where_it_slips(one),
        where_it_slips(Result(document(), ReadDocument(intake=Intake(processes=())), [], 0, 0)),
        being_read(document(), HOSTILE),
        not_read(document(error=HOSTILE)),
        nothing_in_it(document(name=""), (HOSTILE,)),
    ]
    for message in messages:
        assert problems_of(message) == []
        assert "<!channel>" not in message.text + words_in(message.blocks)


@pytest.mark.parametrize("steps", [0, 1, 30, 31])
def test_the_form_is_taken_by_slack_with_all_that_stands_beside_it(steps):
    shown = result(draft(steps=steps))
    for filled in shown.pieces:
        plan = plan_from(filled, NOW)
        preset = preset_from(filled, plan, timedelta(minutes=5), "d" * 32)
        form = process_form(preset, beside(shown.document, shown.read, filled))
        assert view_problems(form) == []
        assert plan.owner_id == plan.backup_id == ""
        assert plan.steps[0].sop_url is None
        assert plan.steps[0].picture is None


def test_the_modals_are_taken_by_slack():
    assert view_problems(import_form(None)) == view_problems(scan_form("model.example")) == []
    assert "model.example" in str(scan_form("model.example"))


def test_what_a_newer_document_changes_is_taken_by_slack():
    (filled,) = result(draft()).pieces
    plan = plan_from(filled, NOW).model_copy(update={"name": "Opening"})
    after = plan.model_copy(update={"steps": plan.steps[:3]})
    process = Process(id=1, name=HOSTILE, version=3)
    for newer in (
        Newer(process, document(), plan, after, None),
        Newer(process, document(), plan, plan, None),
    ):
        assert view_problems(compared(newer, Place(7, 0, 0))) == []
        place = Place(7, 0, 0)
        assert problems_of(one_found(result(draft(), newer={place: newer}))) == []
        assert problems_of(several_found(result(draft(), draft(), newer={place: newer}))) == []


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0, 5, "Show the temperature: 0 to 5 °C."),
        (None, 5, "Show the temperature: at most 5 °C."),
        (63.5, None, "Show the temperature: at least 63.5 °C."),
        (None, None, "Show the temperature."),
    ],
)
def test_figures_are_said_with_their_range(low, high, said):
    assert as_figures(TEMPERATURE.model_copy(update={"low": low, "high": high})) == said


@pytest.mark.parametrize("place", [Place(1, 0, 0), Place(123456, 499, 16)])
def test_a_place_is_carried_and_read_back(place):
    assert place_in(str(place)) == place
