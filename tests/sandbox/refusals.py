"""What the Web API refuses, as Slack's client reports it."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


def refusal(call: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
    """The answer of a call that must be refused."""
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    answer: dict[str, Any] = refused.value.response.data
    return answer


def error_of(call: Callable[..., Any], **arguments: Any) -> str:
    """The name of the error of a call that must be refused."""
    return str(refusal(call, **arguments)["error"])
