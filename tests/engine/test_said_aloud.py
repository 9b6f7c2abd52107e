"""Of buttons that look alike, a screen reader says which one each is."""

from cafe import OLE
from shops import two_shops

from scheduler.plan import StepPlan
from tests.block_kit import heard_in


def heard(cafe, line):
    return heard_in(cafe.answer(OLE, line).message.blocks)


def test_each_template(cafe):
    names = heard(cafe, "templates")
    assert len(names) == len(set(names)) == 7
    assert "Use Opening checks" in names


def test_each_location(cafe):
    two_shops(cafe)
    assert heard(cafe, "locations") == [
        "Show Mitte",
        "Edit Mitte",
        "Show Nord",
        "Edit Nord",
        "New location",
    ]


def test_each_step_that_is_open_past_its_owner(cafe):
    cafe.process(steps=(StepPlan(title="Doors"), StepPlan(title="Till")), opening="all_at_once")
    cafe.at("7:00")
    cafe.at("8:01")
    assert heard(cafe, "open") == ["Handle Doors, Opening checks", "Handle Till, Opening checks"]


def test_each_occurrence_that_is_skipped(cafe):
    cafe.process("every day at 7:00")
    for _ in range(2):
        cafe.asks(OLE, "skip Opening because it is a holiday")
    assert heard(cafe, "unskip Opening") == [
        "Let it run after all: Mon 23 Nov 2026 at 7:00",
        "Let it run after all: Tue 24 Nov 2026 at 7:00",
    ]
