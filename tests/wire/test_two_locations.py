"""A process that runs at two locations, through the real modals, commands and buttons."""

import pytest
from conversations import asked, create
from workspace_client import OPERATIONS, wait_for

pytestmark = pytest.mark.wire


def test_a_process_is_let_run_at_two_locations_and_started_at_both(baton, team):
    create(team.ole)
    team.ole.command("/baton location new", channel=OPERATIONS)
    fields = {"name": "Mitte", "zone": "Europe/Berlin", "holiday_place": "DE-BE"}
    people = {"owner_id": "U0ANA", "backup_id": "U0BEN", "manager_id": "U0MIA"}
    team.ole.submit(wait_for(team.ole.modal), fields | people)
    said = wait_for(team.ole.modal)
    assert "The location *Mitte* is there." in str(said["blocks"])
    team.ole.close(said)
    nord = "owner @zoe backup @ben manager @mia"
    team.ole.command(f"/baton location new Nord in America/New_York {nord}", channel=OPERATIONS)

    team.ole.command("/baton places opening", channel=OPERATIONS)
    form = wait_for(team.ole.modal)
    options = form["blocks"][-1]["element"]["options"]
    assert [option["text"]["text"] for option in options] == ["Mitte", "Nord"]
    team.ole.submit(form, {"places": [option["value"] for option in options]})
    preview = wait_for(team.ole.modal)
    assert "at 7:00 (America/New_York)" in str(preview["blocks"])
    team.ole.submit(preview)
    assert "runs at Mitte, Nord" in str(wait_for(team.ole.modal)["blocks"])

    question = team.ole.command("/baton start opening", channel=OPERATIONS)
    team.ole.press(question, "at_place:all", channel=OPERATIONS)
    for person, place in ((team.ana, "Mitte"), (team.zoe, "Nord")):
        assert f"Opening checks \u2013 {place}" in str(asked(person)["blocks"])
