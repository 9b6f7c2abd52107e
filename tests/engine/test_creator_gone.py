"""What a process's creator hears goes to its manager once the creator has left."""

from cafe import ANA, BEN, MIA, OLE, ONE_STEP

from scheduler.rotas import Rota, RotaTurn

OPENERS = "S0OPENERS"


def test_that_a_group_has_nobody_is_told_to_the_manager(cafe):
    cafe.slack.groups[OPENERS] = ("openers", [])
    rota = Rota(turn=RotaTurn.EACH_RUN, group_id=OPENERS, group_handle="openers")
    cafe.process(steps=ONE_STEP, owner_id=OPENERS, rota=rota)
    cafe.changes(OLE, deleted=True)
    cafe.at("7:00")
    assert any("nobody in @openers" in said for said in cafe.cards(MIA))
    assert cafe.cards(OLE) == []


def test_what_the_night_finds_is_told_to_the_manager(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.changes(OLE, deleted=True)
    cafe.asks(ANA, "away for 4 days")
    cafe.asks(BEN, "away for 4 days")
    cafe.at("4:01", day=1)
    told = [message["key"] or "" for message in cafe.slack.said(MIA)]
    assert len([key for key in told if key.startswith("chain:")]) == 1
    assert cafe.cards(OLE) == []


def test_that_a_pause_is_over_is_told_to_the_manager(cafe):
    cafe.process(steps=ONE_STEP)
    cafe.asks(OLE, "pause opening until tomorrow 6:00")
    cafe.changes(OLE, deleted=True)
    cafe.at("6:01", day=1)
    assert any("pause" in said for said in cafe.cards(MIA))
