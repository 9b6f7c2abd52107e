"""The app's manifest: what the workspace lets the app do and tells it about."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Command:
    """A slash command; `should_escape` turns @names and #channels into ids."""

    name: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Manifest:
    """The parts of a manifest that shape the workspace."""

    app_name: str
    bot_name: str
    commands: tuple[Command, ...]
    scopes: tuple[str, ...]
    events: frozenset[str]
    takes_messages: bool

    def command(self, name: str) -> Command | None:
        """Return the command of that name, if the app has it."""
        return next((command for command in self.commands if command.name == name), None)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file. Raises OSError, yaml.YAMLError, KeyError."""
    body = yaml.safe_load(path.read_text(encoding="utf-8"))
    features = body["features"]
    settings = body.get("settings", {})
    return Manifest(
        app_name=body["display_information"]["name"],
        bot_name=features["bot_user"]["display_name"],
        commands=tuple(_command(each) for each in features.get("slash_commands", [])),
        scopes=tuple(body["oauth_config"]["scopes"]["bot"]),
        takes_messages=bool(features.get("app_home", {}).get("messages_tab_enabled")),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
    )


def _command(body: dict[str, Any]) -> Command:
    return Command(
        name=body["command"],
        description=body.get("description", ""),
        usage_hint=body.get("usage_hint", ""),
        should_escape=bool(body.get("should_escape")),
    )
