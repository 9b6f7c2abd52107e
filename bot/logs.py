"""Logs: one structured line each, with an `action`; no token ever reaches one."""

import json
import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from slack_sdk.errors import SlackClientNotConnectedError

# What Slack's client says of a message that it got half of, and of one that it could not
# acknowledge any more, each with the error that comes with it.
CONNECTION_ENDED = {
    "Failed to process a message: ": json.JSONDecodeError,
    "Failed to run a request listener: ": SlackClientNotConnectedError,
}
SLACK_REPEATS_IT = "the connection ended in the middle of a message; Slack sends it again"
TOKEN = re.compile(r"x(?:ox[a-z]|app)-[A-Za-z0-9-]+")


def set_up(form: str) -> None:
    """Write lines to standard error: `text` for people, `json` for machines."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _with_action,
        _without_tokens,
    ]
    last: Any = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, last],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_calm)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[_drop_meta, last])
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    # It warns of each beat that is skipped because the one before still runs, which is as meant.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _calm(record: logging.LogRecord) -> bool:
    """Make no error of a connection that ended in the middle of a message."""
    error = record.exc_info[1] if record.exc_info else None
    said = record.getMessage()
    if any(said.startswith(s) and isinstance(error, e) for s, e in CONNECTION_ENDED.items()):
        calmer = {"msg": SLACK_REPEATS_IT, "args": None, "exc_info": None}
        vars(record).update(calmer, levelno=logging.WARNING, levelname="WARNING")
    return True


def _with_action(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> Any:
    line.setdefault("action", "library")
    return line


def _without_tokens(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> Any:
    for key, value in line.items():
        if isinstance(value, str):
            line[key] = TOKEN.sub("x***", value)
    return line


def _drop_meta(logger: Any, name: str, line: MutableMapping[str, Any]) -> Any:
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(logger, name, line)
