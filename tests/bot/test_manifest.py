"""The manifest that people paste into Slack."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT.parent / "shared" / "data" / "slack"
TEXT = (ROOT / "manifest.yml").read_text("utf-8")
MANIFEST = yaml.safe_load(TEXT)


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0"])
def test_it_is_valid_against_slacks_schema(version):
    path = SCHEMAS / f"manifest.schema.{version}.json"
    if not path.exists():
        pytest.skip("Slack's manifest schema is not beside this checkout")
    schema = json.loads(path.read_text("utf-8"))
    modern = "2020" in schema.get("$schema", "")
    validator = (Draft202012Validator if modern else Draft7Validator)(schema)
    assert [error.message for error in validator.iter_errors(MANIFEST)] == []


def test_each_scope_and_event_tells_its_reason():
    for name in (
        *MANIFEST["oauth_config"]["scopes"]["bot"],
        *MANIFEST["settings"]["event_subscriptions"]["bot_events"],
    ):
        assert re.search(rf"- {re.escape(name)}\s+# \S+", TEXT), name


def test_people_can_reply_in_the_messages_tab():
    home = MANIFEST["features"]["app_home"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


def test_people_and_channels_arrive_as_ids():
    (command,) = MANIFEST["features"]["slash_commands"]
    assert command["command"] == "/baton"
    assert command["should_escape"]
