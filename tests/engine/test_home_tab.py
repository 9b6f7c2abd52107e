"""The Home tab, as it is drawn when someone opens it."""

from datetime import timedelta

from cafe import ANA, BEN

from scheduler.letters import Later

OPENED = {"type": "app_home_opened", "tab": "home"}


def home(cafe, person):
    cafe.tell(OPENED | {"user": person})
    return str(cafe.slack.homes[person]["blocks"])


def test_what_is_open_is_shown_to_whose_turn_it_is(cafe):
    cafe.process()
    cafe.at("7:00")
    assert "Unlock doors" in home(cafe, ANA)
    assert "Unlock doors" not in home(cafe, BEN)


def test_what_slack_has_not_taken_yet_is_open_all_the_same(cafe):
    cafe.slack.answers.append(Later("ratelimited", timedelta(minutes=5)))
    cafe.process()
    cafe.at("7:00")
    assert cafe.cards(ANA) == []
    assert "Unlock doors" in home(cafe, ANA)


def test_what_passed_someone_by_unasked_is_not_theirs(cafe):
    cafe.leaves(ANA)
    cafe.process()
    cafe.at("7:00")
    assert "Unlock doors" not in home(cafe, ANA)
    assert "Unlock doors" in home(cafe, BEN)
