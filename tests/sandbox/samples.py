"""Slack's recorded shapes, and how a payload differs from them."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "slack"

needs_samples = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="Slack's recorded shapes are not beside this repository"
)

# What apps and people fill in as they like; the recordings cut or emptied it.
FREE = {"blocks", "event_payload", "state"}


def sample(name: str) -> dict[str, Any]:
    """The recorded shape of an answer or payload, such as "api/auth.test"."""
    shape: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return shape


def differences(
    payload: Any, shape: Any, allowed: frozenset[str] = frozenset(), at: str = ""
) -> list[str]:
    """Where a payload has a key or a type that the shape does not have.

    `allowed` are places such as "/event/files"; everything below them is let through.
    """
    if at in allowed or payload is None or shape is None:
        return []
    if _kind(payload) != _kind(shape):
        return [f"{at}: {_kind(payload)} instead of {_kind(shape)}"]
    if isinstance(payload, list):
        # Lists in the samples were cut or emptied: an empty one tells nothing.
        return [
            each
            for entry in (payload if shape else [])
            for each in differences(entry, shape[0], allowed, f"{at}/*")
        ]
    if not isinstance(payload, dict):
        return []
    return [each for key, value in payload.items() for each in _key(key, value, shape, allowed, at)]


def _key(
    key: str, value: Any, shape: dict[str, Any], allowed: frozenset[str], at: str
) -> list[str]:
    where = f"{at}/{key}"
    if where in allowed or key in FREE:
        return []
    if key not in shape:
        return [f"{where}: unknown"]
    return differences(value, shape[key], allowed, where)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return type(value).__name__
