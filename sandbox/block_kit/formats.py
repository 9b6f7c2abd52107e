"""Strings that must have a certain form."""

import re
from datetime import date

from sandbox.block_kit.schema import Format

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


DATE = Format("YYYY-MM-DD", _is_date)
TIME = Format("HH:mm", lambda text: bool(_TIME.fullmatch(text)))
DECIMAL = Format("of a decimal number", lambda text: bool(_DECIMAL.fullmatch(text)))
