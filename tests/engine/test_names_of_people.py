"""What people are called in Slack is typed by them: it is shown, and does nothing."""

import pytest
from cafe import ANA, BEN, MIA, OLE
from sqlalchemy import select

from handlers.views.chain import FIX
from handlers.views.leaver import TAKE_OVER
from scheduler.plan import StepPlan
from storage.models import ChainFinding, Vacancy
from tests.block_kit import problems_of

EVE = "U0EVE"
CALLED = "Eve <!channel> & <https://evil.example|co>"


@pytest.fixture
def cafe(cafe):
    """Eve is called so that her name would call everybody, and has left."""
    cafe.slack.people[EVE] = {"id": EVE, "real_name": CALLED, "deleted": True}
    return cafe


def is_said_as_it_stands(message):
    return problems_of(message) == [] and "Eve &lt;!channel&gt; &amp;" in message.text


@pytest.mark.parametrize(
    "line",
    [
        f"away <@{EVE}|eve> until Monday",
        f"back <@{EVE}|eve>",
        f"demo <@{EVE}|eve> <@{BEN}|ben>",
        f"handover opening to <@{EVE}|eve>",
        f"new A every day at 7:00 owner <@{EVE}|e> backup <@{BEN}|b> manager <@{MIA}|m> steps: B",
        f"location new A owner <@{EVE}|e> backup <@{BEN}|b> manager <@{MIA}|m>",
    ],
)
def test_a_command_that_names_somebody_who_has_left(cafe, line):
    cafe.process()
    assert is_said_as_it_stands(cafe.answer(OLE, line).message)


def test_a_picker_in_which_somebody_who_has_left_was_chosen(cafe):
    cafe.process()
    cafe.changes(ANA, deleted=True)
    cafe.at("4:00", day=1)
    with cafe.database.look() as session:
        vacancy = session.scalars(select(Vacancy)).one()
        finding = session.scalars(select(ChainFinding)).first()
    for action, block in ((TAKE_OVER, f"vacancy:{vacancy.id}"), (FIX, f"chain:{finding.id}")):
        answer = cafe.taps(MIA, action, block_id=block, selected_user=EVE)
        assert is_said_as_it_stands(answer.message), action


def test_a_step_that_is_in_the_way_of_who_was_picked_is_named_as_it_was_typed(cafe):
    cafe.process(steps=(StepPlan(title="Tell <!channel>", backup_id=OLE),))
    cafe.changes(ANA, is_restricted=True)
    cafe.at("4:00", day=1)
    with cafe.database.look() as session:
        finding = session.scalars(select(ChainFinding)).first()
    block = f"chain:{finding.id}"
    answer = cafe.taps(MIA, FIX, block_id=block, selected_user=OLE).message
    assert "Tell &lt;!channel&gt;" in answer.text
    assert problems_of(answer) == []
