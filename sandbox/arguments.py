"""Named values that came over HTTP, read as what they stand for."""

from sandbox.values import Json

TRUE = {"1", "true", "True"}


def text_of(arguments: Json, name: str) -> str:
    """Return a value as text; "" when it is missing."""
    value = arguments.get(name)
    return "" if value is None else str(value)


def is_set(arguments: Json, name: str) -> bool:
    """Return whether a value says true, in JSON or in a form."""
    return text_of(arguments, name) in TRUE
