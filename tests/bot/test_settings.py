"""Settings that cannot be used are refused by name, and secrets stay secret."""

from pathlib import Path

import pytest

from bot.health import Door
from bot.settings import SettingsError, load


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_API_URL", "PORT", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_tokens_it_serves_the_local_workspace_in_a_folder_of_its_own():
    settings = load()
    assert not settings.serves_slack
    assert settings.home == Path("data/local")
    assert settings.port == 8484


def test_tokens_may_stand_in_a_dotenv_file():
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    settings = load()
    assert settings.serves_slack
    assert settings.home == Path("data")
    assert "xoxb-1" not in repr(settings)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xapp-secret"}, "must start with xoxb-"),
        ({"SLACK_API_URL": "http://slack.evil.example/"}, "must be https"),
        ({"SLACK_API_URL": "http://127.0.0.1.evil.example/api/"}, "must be https"),
        ({"SLACK_API_URL": "http://localhost@evil.example/api/"}, "must be https"),
        ({"DATABASE_URL": "mysql://baton:secret@db/baton"}, "DATABASE_URL: .* PostgreSQL"),
        ({"DATABASE_URL": "postgresql+asyncpg://baton:secret@db/baton"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://baton:secret@db:port/baton"}, "DATABASE_URL"),
        ({"PORT": "99999"}, "PORT"),
        ({"BATON_TICK_SECONDS": "0"}, "BATON_TICK_SECONDS"),
        ({"BATON_MIN_WINDOW_SECONDS": "soon"}, "BATON_MIN_WINDOW_SECONDS"),
        ({"BATON_LOG": "xml"}, "BATON_LOG"),
        ({"BATON_HISTORY_PER_MINUTE": "0"}, "BATON_HISTORY_PER_MINUTE"),
        ({"BATON_HEALTH_PORT": "99999"}, "BATON_HEALTH_PORT"),
    ],
)
def test_what_cannot_be_used_is_said_by_name(monkeypatch, values, complaint):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=complaint) as caught:
        load()
    assert "secret" not in str(caught.value)


def test_a_proxy_may_stand_between():
    Path(".env").write_text("SLACK_API_URL=https://proxy.example/slack/api\n")
    assert load().slack_api_url == "https://proxy.example/slack/api/"


@pytest.mark.parametrize("kind", ["postgresql+psycopg", "postgresql", "postgres"])
def test_a_postgresql_server_is_one_way_to_keep_the_data(monkeypatch, kind):
    monkeypatch.setenv("DATABASE_URL", f"{kind}://baton:secret@db.example/baton?sslmode=require")
    settings = load()
    wanted = "postgresql+psycopg://baton:secret@db.example/baton?sslmode=require"
    assert settings.database == wanted
    assert settings.database_file is None
    assert "secret" not in repr(settings)


def test_an_sqlite_file_is_another(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////var/lib/baton/baton.db")
    settings = load()
    assert settings.database == "sqlite:////var/lib/baton/baton.db"
    assert settings.database_file == Path("/var/lib/baton/baton.db")


def test_the_health_endpoint_is_off_and_on_this_machine_alone_unless_set(monkeypatch):
    assert load().health_door is None
    monkeypatch.setenv("BATON_HEALTH_PORT", "9464")
    assert load().health_door == Door("127.0.0.1", 9464)
    monkeypatch.setenv("BATON_HEALTH_HOST", "0.0.0.0")
    assert load().health_door == Door("0.0.0.0", 9464)
