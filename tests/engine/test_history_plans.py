"""What people look back on is found by an index, on both kinds of database."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from cafe import ANA, MIA, OLE
from sqlalchemy import event, text

from handlers.reporting import write_sheet
from scheduler import history, home_news, mine, recent, report, unresolved
from scheduler.history import Spot
from scheduler.plan import StepPlan
from scheduler.report import Wanted

# The tables that grow with each run; of the others there are as many as a company has processes.
GROWING = ("run", "run_step", "turn", "proof", "outgoing", "ledger_entry")
TWO = (StepPlan(title="Unlock doors"), StepPlan(title="Fridge temperature"))


def asked(cafe, look):
    """The statements that a look takes, each with what it was given."""
    seen = []

    def note(_connection, _cursor, statement, parameters, *_rest):
        if statement.lstrip().startswith(("SELECT", "WITH")):
            seen.append((statement, parameters))

    event.listen(cafe.database.engine, "before_cursor_execute", note)
    with cafe.database.look() as session:
        look(session)
    event.remove(cafe.database.engine, "before_cursor_execute", note)
    return seen


def read_whole(session, statement, parameters):
    """The growing tables that a statement reads from the first row to the last."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        scans = [row[-1].split() for row in plan if row[-1].startswith("SCAN")]
        found = [words[1] for words in scans if "USING" not in words]
    else:
        # PostgreSQL prefers to read small tables whole, unless it is told that this is dear.
        session.execute(text("SET LOCAL enable_seqscan = off"))
        plan = [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]
        found = re.findall(r"Seq Scan on (\w+)", "\n".join(plan))
    return [table for table in found if table.removesuffix("_1") in GROWING]


def whole_report(wanted):
    return lambda session: write_sheet(BytesIO(), report.steps(session, wanted), {})


NOW = datetime(2026, 11, 24, tzinfo=UTC)
BEFORE = Spot(before=datetime(2026, 12, 24))
AFTER = Spot(after=datetime(2026, 1, 1))
LOOKS = {
    "history": lambda session: history.page(session, 1, Spot()),
    "history, older": lambda session: history.page(session, 1, BEFORE),
    "history, newer": lambda session: history.page(session, 1, AFTER),
    "what is open": lambda session: mine.open_turns(session, ANA),
    "what follows": lambda session: mine.following(session, ANA),
    "mine": lambda session: mine.parts(session, ANA, 0, NOW),
    "the strips": lambda session: recent.strips(session, [1, 2], NOW),
    "what is unresolved": lambda session: unresolved.unresolved(session, MIA, 0, NOW),
    "open past its owner": lambda session: unresolved.open_past_owner(session, None, 0),
    "the news": lambda session: home_news.concerned(session, 0, 400),
    "a report of all": whole_report(Wanted()),
    "a report of some": whole_report(Wanted((1, 2))),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_it_is_found_by_an_index(cafe, look):
    cafe.process(steps=TWO)
    cafe.process(name="Closing checks", steps=TWO)
    cafe.at("7:00")
    cafe.posts(ANA, "door.jpg")
    statements = asked(cafe, look)
    assert statements
    with cafe.database.look() as session:
        for statement, parameters in statements:
            assert read_whole(session, statement, parameters) == [], statement


def test_whether_a_report_is_on_its_way_is_found_by_an_index(cafe):
    cafe.process(steps=TWO)
    seen = []
    note = lambda *call: seen.append(call[2:4])  # noqa: E731 - taken away below
    event.listen(cafe.database.engine, "before_cursor_execute", note)
    cafe.answer(OLE, "report")
    event.remove(cafe.database.engine, "before_cursor_execute", note)
    about_reports = [one for one in seen if one[0].startswith("SELECT") and "outgoing" in one[0]]
    assert about_reports
    with cafe.database.look() as session:
        for statement, parameters in about_reports:
            assert read_whole(session, statement, parameters) == [], statement
