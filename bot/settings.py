"""Settings: from the environment and `.env`, typed and checked, secrets never printed."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.assistant import Model
from bot.health import Door
from bot.limits import HISTORY_PER_MINUTE

SLACK_API = "https://slack.com/api/"
SQLITE = "sqlite:///"
POSTGRESQL_KINDS = {"postgresql", "postgresql+psycopg", "postgres"}


class SettingsError(Exception):
    """A setting cannot be used; the message says which, and what it takes."""


class Settings(BaseSettings):
    """Everything that can be set. Durations are in seconds."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = SLACK_API
    port: Annotated[int, Field(ge=0, le=65535)] = 8484
    database_url: SecretStr | None = None
    baton_data: Path = Path("data")
    baton_tick_seconds: Annotated[float, Field(gt=0, le=60)] = 5
    baton_min_window_seconds: Annotated[int, Field(ge=1, le=604800)] = 300
    baton_history_per_minute: Annotated[int, Field(ge=1, le=1000)] = HISTORY_PER_MINUTE
    baton_health_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    baton_health_host: str = "127.0.0.1"
    baton_model_url: str | None = None
    baton_model_name: str | None = None
    baton_model_key: SecretStr | None = None
    baton_log: Annotated[str, Field(pattern="^(text|json)$")] = "text"

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _token_kind(cls, token: SecretStr | None, info: object) -> SecretStr | None:
        field = getattr(info, "field_name", "")
        prefix = "xoxb-" if field == "slack_bot_token" else "xapp-"
        if token is not None and not token.get_secret_value().startswith(prefix):
            raise ValueError(f"must start with {prefix}")
        return token

    @field_validator("database_url")
    @classmethod
    def _database_kind(cls, url: SecretStr | None) -> SecretStr | None:
        if url is None or url.get_secret_value().startswith(SQLITE):
            return url
        kind, _, rest = url.get_secret_value().partition("://")
        address = f"postgresql+psycopg://{rest}"
        if kind not in POSTGRESQL_KINDS or not _is_address(address):
            raise ValueError(
                "must be the address of an SQLite file, such as sqlite:////path/to.db, or of a "
                "PostgreSQL database, such as postgresql://user:password@host/name"
            )
        return SecretStr(address)

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        _refuse_open_line(url)
        return url if url.endswith("/") else url + "/"

    @field_validator("baton_model_url")
    @classmethod
    def _model_url(cls, url: str | None) -> str | None:
        if url is not None:
            _refuse_open_line(url)
        return url

    @property
    def serves_slack(self) -> bool:
        """Whether tokens are given: a real workspace instead of the local one."""
        return self.slack_bot_token is not None or self.slack_app_token is not None

    @property
    def health_door(self) -> Door | None:
        """Where the health endpoint listens; None for nowhere."""
        if self.baton_health_port is None:
            return None
        return Door(self.baton_health_host, self.baton_health_port)

    @property
    def model(self) -> Model | None:
        """The language model that helps to read documents; None where there is none."""
        if self.baton_model_url is None or self.baton_model_name is None:
            return None
        return Model(self.baton_model_url, self.baton_model_name, self.baton_model_key)

    @property
    def home(self) -> Path:
        """The folder of the state; the local workspace has one of its own."""
        return self.baton_data if self.serves_slack else self.baton_data / "local"

    @property
    def database(self) -> str:
        """The database's address, SQLAlchemy's form. It may hold a password."""
        if self.database_url is None:
            return f"{SQLITE}{self.home.absolute() / 'baton.db'}"
        return self.database_url.get_secret_value()

    @property
    def database_file(self) -> Path | None:
        """The file of the database; None where it is a server's."""
        is_file = self.database.startswith(SQLITE)
        return Path(self.database.removeprefix(SQLITE)) if is_file else None


def _refuse_open_line(url: str) -> None:
    parts = urlsplit(url)
    loopback = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    if not (parts.hostname and (parts.scheme == "https" or loopback)):
        raise ValueError("must be https, or http on this machine")


def _is_address(url: str) -> bool:
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        return False
    return True


def load() -> Settings:
    """Read the settings. Raises SettingsError."""
    try:
        settings = Settings()
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()]
        raise SettingsError("; ".join(lines)) from None
    if settings.serves_slack and not (settings.slack_bot_token and settings.slack_app_token):
        missing = "SLACK_APP_TOKEN" if settings.slack_bot_token else "SLACK_BOT_TOKEN"
        raise SettingsError(f"{missing} is missing: a real workspace needs both tokens")
    if (settings.baton_model_url is None) != (settings.baton_model_name is None):
        missing = "BATON_MODEL_URL" if settings.baton_model_url is None else "BATON_MODEL_NAME"
        raise SettingsError(f"{missing} is missing: a language model needs an address and a name")
    return settings


def read_bot_token() -> str | None:
    """Read the bot token anew; None where there is none, or the settings cannot be used."""
    try:
        token = load().slack_bot_token
    except SettingsError:
        return None
    return token.get_secret_value() if token else None
