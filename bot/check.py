"""`baton check`: whether everything that Baton stands on is fit, one line each."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import yaml
from slack_sdk.errors import SlackApiError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.slack_answers import NET_ERRORS, error_name
from bot.slack_calls import client_for, header_of
from bot.slack_errors import explain
from scheduler import groups, stuck
from storage import ledger
from storage.database import Database, NewerSchemaError
from storage.models import Inbound, Outgoing, UserGroup
from storage.states import InboundState, OutgoingState

# Deadlines are told by our clock, proofs are stamped by Slack's.
MOST_CLOCK_ERROR = timedelta(seconds=30)
MOST_KEYS = 5
GROUP_REMEDY = (
    "Update the app from manifest.yml where a scope is missing, enable the group in Slack, or name "
    "the people themselves with /baton edit."
)
LEAST_FREE_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` says what to do where it is not fit."""

    subject: str
    what: str
    fit: bool
    remedy: str = ""

    def line(self) -> str:
        """Return the one line about it."""
        mark = "ok  " if self.fit else "FAIL"
        return f"{mark}  {self.subject}: {self.what}" + (f". {self.remedy}" if self.remedy else "")


def run(settings: Settings, manifest: Path) -> list[Finding]:
    """Look at everything; nothing is changed but a folder for the data that did not exist."""
    findings = [_data_folder(settings.home), *_database(settings)]
    if settings.serves_slack:
        findings += _slack(settings, manifest)
    else:
        what = f"none given, so `baton run` serves a local workspace on port {settings.port}"
        findings.append(Finding("tokens", what, fit=True))
    return findings


def _data_folder(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"baton")
    except OSError as error:
        remedy = "Set BATON_DATA to a folder that this user may write to."
        return Finding(
            "data folder", f"{folder} cannot be written ({error.strerror})", False, remedy
        )
    stats = os.statvfs(folder)
    free = stats.f_bavail * stats.f_frsize
    what = f"{folder} is writable, {free // 1024**2} MB are free"
    if free < LEAST_FREE_BYTES:
        return Finding("data folder", what, False, "Make room: proofs are kept there.")
    return Finding("data folder", what, True)


def _database(settings: Settings) -> Iterator[Finding]:
    database = Database(settings.database)
    try:
        is_behind = database.is_behind()
        url = database.engine.url.difference_update_query(["password"])
        where = url.render_as_string(hide_password=True)
        state = "the next start brings its tables up to date" if is_behind else "up to date"
        yield Finding("database", f"{where}, {state}", fit=True)
        if not is_behind:
            yield from _contents(database)
    except NewerSchemaError as error:
        yield Finding("database", "newer than this Baton", fit=False, remedy=str(error))
    except SQLAlchemyError as error:
        reason = str(error.__cause__ or error).splitlines()[0]
        remedy = "Check DATABASE_URL and that the database is running."
        yield Finding("database", f"cannot be used ({reason})", fit=False, remedy=remedy)
    finally:
        database.close()


def _contents(database: Database) -> Iterator[Finding]:
    left_unknown = (Outgoing.state == OutgoingState.UNKNOWN, Outgoing.next_at.is_(None))
    with database.look() as session:
        unsure = session.scalars(select(Outgoing.key).where(*left_unknown)).all()
        aside = session.scalar(select(func.count()).where(Inbound.state == InboundState.SET_ASIDE))
        broken = ledger.first_broken_link(session)
        yield from _stuck(session, datetime.now(UTC))
        yield _user_groups(session)
    remedy = f"Look whether they are there: {', '.join(unsure[:MOST_KEYS])}." if unsure else ""
    yield Finding("messages", f"{len(unsure)} may not have been posted", not unsure, remedy)
    remedy = "The log says why, by action=event_failed." if aside else ""
    yield Finding("events", f"{aside} could not be worked off", not aside, remedy)
    what = "its chain is unbroken" if broken is None else f"its chain breaks at entry {broken}"
    remedy = "" if broken is None else "Somebody changed it: compare it with a backup."
    yield Finding("ledger", what, broken is None, remedy)


def _user_groups(session: Session) -> Finding:
    used = groups.in_use(session)
    wrong = [f"@{one.handle or one.id}: {why}" for one in used if (why := _unusable(session, one))]
    what = f"{len(wrong)} of the {len(used)} in use cannot be asked"
    if not wrong:
        return Finding("user groups", what, fit=True)
    why = "; ".join(wrong[:MOST_KEYS])
    return Finding("user groups", what, fit=False, remedy=f"{why}. {GROUP_REMEDY}")


def _unusable(session: Session, group: UserGroup) -> str:
    """Return why nobody of a group can be asked; empty where somebody can."""
    if group.error:
        # Whoever was in it when it was last read takes turns until it is read again.
        return f"it could not be read, as {group.error}"
    return "" if groups.able_members(session, group.id) else "nobody is in it, or it is disabled"


def _stuck(session: Session, now: datetime) -> Iterator[Finding]:
    never = list(stuck.find(session, stuck.NEVER_MOVED, now))
    remedy = f"Please report these: {_named(never)}." if never else ""
    yield Finding("open work", f"{len(never)} will never move by itself", not never, remedy)
    late = list(stuck.find(session, stuck.MOVED_LATE, now))
    remedy = f"Start Baton, or look at its log if it runs: {_named(late)}." if late else ""
    yield Finding("due work", f"{len(late)} overdue by more than 15 minutes", not late, remedy)


def _named(findings: list[stuck.Finding]) -> str:
    return ", ".join(finding.about for finding in findings[:MOST_KEYS])


def _slack(settings: Settings, manifest: Path) -> Iterator[Finding]:
    assert settings.slack_bot_token, "checked when the settings were read"
    assert settings.slack_app_token, "checked when the settings were read"
    url = settings.slack_api_url
    bot = client_for(settings.slack_bot_token.get_secret_value(), url)
    app = client_for(settings.slack_app_token.get_secret_value(), url)
    answer = _ask(bot.auth_test)
    yield _bot_token(answer)
    if not isinstance(answer, str):
        yield _scopes(header_of(answer, "x-oauth-scopes") or "", manifest)
        yield _clock(header_of(answer, "date"), datetime.now(UTC))
    yield _app_token(_ask(lambda: app.apps_connections_open(app_token=app.token or "")))


def _ask(method: Callable[[], Any]) -> Any:
    """Return Slack's answer, or in words why there is none."""
    try:
        return method()
    except SlackApiError as error:
        return error_name(error)
    except NET_ERRORS as error:
        return f"Slack is not reached: {error}"


def _bot_token(answer: Any) -> Finding:
    if not isinstance(answer, str):
        return Finding("bot token", f"{answer['user']} in {answer['team']}", True)
    why, remedy = explain(answer)
    return Finding("bot token", f"refused ({answer}): {why}", False, remedy)


def _app_token(answer: Any) -> Finding:
    if not isinstance(answer, str):
        return Finding("app token", "Socket Mode is ready", True)
    remedy = (
        "Copy SLACK_APP_TOKEN anew; it needs the scope connections:write, and the app Socket Mode."
    )
    return Finding("app token", f"refused ({answer})", False, remedy)


def _scopes(header: str, manifest: Path) -> Finding:
    wanted = yaml.safe_load(manifest.read_text("utf-8"))["oauth_config"]["scopes"]["bot"]
    granted = {scope.strip() for scope in header.split(",")}
    missing = sorted(set(wanted) - granted)
    if not missing:
        return Finding("scopes", f"all {len(wanted)} are granted", True)
    remedy = "Update the app from manifest.yml and install it again."
    return Finding("scopes", f"{', '.join(missing)} missing", False, remedy)


def _clock(date: str | None, now: datetime) -> Finding:
    try:
        theirs = parsedate_to_datetime(date or "").astimezone(UTC)
    except ValueError:
        return Finding("clock", "Slack did not say what time it is", True)
    off = abs(now - theirs)
    what = f"{off.total_seconds():.0f} s from Slack's"
    remedy = "Let this machine's clock be set by NTP: deadlines depend on it."
    return (
        Finding("clock", what, True)
        if off <= MOST_CLOCK_ERROR
        else Finding("clock", what, False, remedy)
    )
