"""Which steps keep failing. It goes to a channel, so it names steps and never people."""

from datetime import datetime, timedelta

from handlers.views.blocks import context, paragraphs, section
from handlers.views.words import Message, bold, clip, day, duration, first_of, fitting
from scheduler.digest_report import DigestReport, StepRecord

TITLE = "These steps keep failing"
MOST_ROWS = 20
SHORT_TITLE = 200
SHORT_NAME = 100
EXPLANATION = (
    "On time: proven by its owner within their window. "
    "To see how a process runs: `/baton show` and its name."
)


def digest(report: DigestReport, now: datetime) -> Message:
    """Return what kept failing in the report's time; `now` is an aware instant."""
    if report.quiet:
        text = f"Nothing keeps failing: {_score(report, now)}."
        return Message(text, [section(text)])
    score = _score(report, now)
    rows = [_row(record, "\n") for record in report.records]
    spoken = [_row(record, ": ") for record in report.records]
    lead = section(f"*{TITLE}*\n{score[:1].upper()}{score[1:]}.")
    blocks = [lead, *paragraphs(first_of(rows, MOST_ROWS)), context(EXPLANATION)]
    return Message(fitting([f"{TITLE}; {score}.", *first_of(spoken, MOST_ROWS)]), blocks)


def _score(report: DigestReport, now: datetime) -> str:
    if report.settled == 0:
        return f"nothing was due in {_span(report, now)}"
    were = "step was" if report.settled == 1 else "steps were"
    proven = f"{report.on_time} of {report.settled} {were} proven on time by their owner"
    return f"{proven} in {_span(report, now)}"


def _span(report: DigestReport, now: datetime) -> str:
    length = report.until - report.since
    weeks, rest = divmod(length, timedelta(weeks=1))
    words = duration(length) if rest or weeks < 2 else f"{weeks} weeks"
    if now - report.until < length:
        return f"the last {words}"
    return f"the {words} until {day(report.until, report.zone)}"


def _row(record: StepRecord, behind_title: str) -> str:
    title = bold(clip(record.step_title, SHORT_TITLE))
    name = clip(record.process_name, SHORT_NAME)
    return f"{title} \u2013 {name}{behind_title}{_counts(record)}"


def _counts(record: StepRecord) -> str:
    accepted = f"late, accepted by the manager {record.accepted}, " if record.accepted else ""
    return (
        f"on time {record.on_time}, late {record.late}, by the backup {record.backup}, "
        f"by the manager {record.manager}, {accepted}missed {record.missed} (of {record.total})"
    )
