"""While the database refuses, nothing is lost; it is said once, and then everything goes on."""

from datetime import timedelta

from cafe import ANA
from sqlalchemy import text
from structlog.testing import capture_logs

from scheduler.plan import StepPlan

ONE = (StepPlan(title="Unlock doors"),)


def rename(cafe, old, new):
    with cafe.database.work() as session:
        session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
        session.commit()


def test_it_is_said_once_a_minute_with_a_remedy_and_once_that_it_is_over(cafe):
    rename(cafe, "turn", "turn_elsewhere")
    with capture_logs() as lines:
        cafe.run()
        cafe.now += timedelta(seconds=61)
        cafe.run()
        rename(cafe, "turn_elsewhere", "turn")
        cafe.run()
    said = [(line["action"], line.get("remedy")) for line in lines]
    assert said == [("database_unusable", "see `baton check`")] * 2 + [("database_back", None)]


def test_what_came_while_we_were_away_is_read_back_when_the_database_is_there_again(cafe):
    cafe.process(steps=ONE)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg", told=False)
    rename(cafe, "turn", "turn_elsewhere")
    cafe.restart()
    cafe.run()
    rename(cafe, "turn_elsewhere", "turn")
    cafe.run()
    assert cafe.runs() == ["done"]
