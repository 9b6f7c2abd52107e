"""The modal in which one place of a family gets people of its own, and what came of it."""

from handlers.views import family_ids as ids
from handlers.views.blocks import section
from handlers.views.location_form import people_fields
from handlers.views.modal import View, modal
from handlers.views.words import NAME, Message, bold, clip, mention, said
from scheduler.ladder import rungs
from storage.models import Location, Process

SOMEBODY = "Please choose somebody."


def people_form(process: Process, location: Location) -> View:
    """Return the modal, filled with who is asked there now."""
    usual = ", then ".join(
        mention(person) for person in (location.owner_id, location.backup_id, location.manager_id)
    )
    text = (
        f"Whom I ask for {bold(clip(process.name, NAME))}, from its next run on. The location's "
        f"own are {usual}: where you choose one of these, it goes with the location when that "
        "changes; anybody else stays."
    )
    return modal(
        ids.PEOPLE_FORM,
        "People of this place",
        [section(text), *people_fields(process)],
        submit="Save",
        close="Cancel",
        memory=str(process.id),
    )


def people_changed(process: Process, *, is_changed: bool) -> Message:
    """Confirm who is asked there from now on."""
    who = ", then ".join(mention(rung.person_id) for rung in rungs(process))
    if not is_changed:
        return said(f"Nothing is changed: for {bold(clip(process.name, NAME))} I ask {who}.")
    return said(
        f"From its next run on I ask {who} for {bold(clip(process.name, NAME))}.",
        "What is open keeps what it started with; those whom it concerns are told.",
    )
