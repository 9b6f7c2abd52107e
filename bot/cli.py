"""The `baton` command."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot import check as checks
from bot import configuring, importing, logs
from bot.app import Baton, Wiring
from bot.configuring import NotReadyError
from bot.document_reader import IntakeReader
from bot.endings import leave_at_once
from bot.identity import (
    Identity,
    IdentityError,
    WrongWorkspaceError,
    identify,
    take_possession,
)
from bot.importing import ImportingError
from bot.only_one import only_one
from bot.settings import Settings, SettingsError, load, read_bot_token
from bot.slack import SlackGateway
from sandbox.server import LocalWorkspace
from scheduler.configuration.reading import ConfigurationError
from scheduler.configuration.writing import Format
from storage.database import Database, NewerSchemaError

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "manifest.yml"
UNUSABLE = 2
WOULD_CHANGE = 1
CANNOT_START = "Baton cannot start"
UNUSABLE_ERRORS = (
    SettingsError,
    IdentityError,
    WrongWorkspaceError,
    NewerSchemaError,
    NotReadyError,
    ConfigurationError,
    ImportingError,
)

console = Console(stderr=True)
app = typer.Typer(
    help="Baton makes recurring work actually happen, in Slack, with proof.",
    no_args_is_help=True,
    add_completion=False,
)


def main() -> None:
    """Run the command line."""
    app()


@app.command()
def run() -> None:
    """Serve the Slack workspace of the tokens, or a local one when there are none."""
    with _complaining():
        settings = load()
        logs.set_up(settings.baton_log)
        stop = _stop_signal()
        if settings.serves_slack:
            with _serving(settings, settings.slack_api_url, *_tokens(settings)) as identity:
                console.print(f"Baton serves [bold]{identity.team}[/bold]. Ctrl-C stops it.")
                stop.wait()
        else:
            _run_locally(settings, stop)
    leave_at_once()


@app.command()
def check() -> None:
    """Tell whether tokens, scopes, database, clock and data folder are fit, one line each."""
    with _complaining():
        settings = load()
        findings = checks.run(settings, MANIFEST)
    for finding in findings:
        console.print(finding.line(), highlight=False)
    if not all(finding.fit for finding in findings):
        sys.exit(1)


@app.command()
def workspace() -> None:
    """Start the local workspace alone, without Baton in it."""
    with _complaining():
        settings = load()
        stop = _stop_signal()
        with LocalWorkspace.start(settings.port, settings.home / "workspace", MANIFEST) as local:
            console.print(f"The local workspace is at [bold]{local.url}[/bold]")
            console.print(f"SLACK_API_URL={local.api_url}", highlight=False)
            stop.wait()


@app.command()
def export(
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.YAML,
    output: Annotated[Path | None, typer.Option(help="A file instead of the answer.")] = None,
) -> None:
    """Write all processes, families and locations to a file that `baton apply` takes."""
    with _complaining("Nothing is exported"):
        configuring.export(load(), form, output)


@app.command()
def apply(
    file: Annotated[str, typer.Argument(help="A file of `baton export`, or - for what is piped.")],
    person: Annotated[
        str, typer.Option("--as", envvar="BATON_AS", help="Who does it: @Ana, or an id of Slack.")
    ],
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say it; ends with 1 if anything would change.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="End what the file does not have.")
    ] = False,
) -> None:
    """Let everything be as a file says, all or nothing."""
    with _complaining("Nothing is applied"):
        changes = configuring.apply(load(), file, person, dry_run=dry_run, prune=prune)
    if changes and dry_run:
        sys.exit(WOULD_CHANGE)


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="A document or an export, or - for what is piped.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Print the processes that a document or an export describes; nothing is created."""
    with _complaining("Nothing is imported"):
        model = load().model
        if model:
            console.print(importing.notice(model), highlight=False, markup=False)
        with console.status("Reading") as status:
            found = importing.import_file(file, model, status.update)
    if as_json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        importing.show(found, Console())


def _run_locally(settings: Settings, stop: Event) -> None:
    with LocalWorkspace.start(settings.port, settings.home / "workspace", MANIFEST) as local:
        tokens = local.bot_token, local.app_token
        with _serving(settings, local.api_url, *tokens, demo_people=local.people):
            _say_what_to_try(local.url)
            stop.wait()


def _say_what_to_try(url: str) -> None:
    console.print(f"Baton runs in a local workspace: open [bold]{url}[/bold]  (Ctrl-C stops it)")
    console.print("  1. As Ana, open Baton in the sidebar and type  [bold]/baton demo[/bold]")
    console.print("  2. Reply “done!” in the thread of what it asks, then reply with a photo")
    console.print("  3. Leave the next step alone: it moves to Ben, then to Mia. Switch to them")


@contextmanager
def _serving(
    settings: Settings,
    api_url: str,
    bot_token: str,
    app_token: str,
    demo_people: tuple[str, ...] = (),
) -> Iterator[Identity]:
    settings.home.mkdir(parents=True, exist_ok=True)
    file = settings.database_file
    with (
        only_one(file) if file else nullcontext(),
        _baton(
            settings, _gateway(settings, bot_token, api_url), app_token, demo_people
        ) as identity,
    ):
        yield identity


@contextmanager
def _baton(
    settings: Settings, gateway: SlackGateway, app_token: str, demo_people: tuple[str, ...]
) -> Iterator[Identity]:
    identity = identify(gateway.client)
    database = Database(settings.database)
    database.migrate()
    take_possession(database, identity, datetime.now(UTC))
    baton = Baton(
        Wiring(
            identity=identity,
            gateway=gateway,
            database=database,
            proofs=settings.home / "proofs",
            reader=IntakeReader(settings.model),
            app_token=app_token,
            tick=timedelta(seconds=settings.baton_tick_seconds),
            minimum_window=timedelta(seconds=settings.baton_min_window_seconds),
            demo_people=demo_people,
            health=settings.health_door,
            read_token=read_bot_token,
        )
    )
    baton.start()
    try:
        yield identity
    finally:
        baton.stop()
        database.close()


def _gateway(settings: Settings, bot_token: str, api_url: str) -> SlackGateway:
    history = settings.baton_history_per_minute
    return SlackGateway(bot_token, api_url, history_per_minute=history)


def _tokens(settings: Settings) -> tuple[str, str]:
    assert settings.slack_bot_token, "checked when the settings were read"
    assert settings.slack_app_token, "checked when the settings were read"
    return settings.slack_bot_token.get_secret_value(), settings.slack_app_token.get_secret_value()


def _stop_signal() -> Event:
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    return stop


@contextmanager
def _complaining(what: str = CANNOT_START) -> Iterator[None]:
    """Say in clear lines what cannot be used, instead of a traceback; `what` follows from it."""
    try:
        yield
    except UNUSABLE_ERRORS as error:
        _give_up(what, str(error))
    except SQLAlchemyError as error:
        why = f"the database cannot be used ({error.__cause__ or error}); see `baton check`"
        _give_up(what, why)
    except OSError as error:  # also the local workspace's own, whose port is taken, say
        _give_up(what, str(error))


def _give_up(what: str, why: str) -> None:
    text = f"{what}: {why}" if "\n" not in why else f"{what}:\n{why}"
    console.print(text, style="red", highlight=False, markup=False, soft_wrap=True)
    sys.exit(UNUSABLE)
