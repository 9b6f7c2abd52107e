"""Holds JSON against a schema. It goes as deep as the schema does, never as deep as the JSON."""

from collections.abc import Iterator
from typing import Any

from sandbox.block_kit.schema import (
    Array,
    Boolean,
    Number,
    Object,
    Pointer,
    Problem,
    Schema,
    String,
    Typed,
    Values,
)


def problems(schema: Schema, value: object, at: Pointer) -> Iterator[Problem]:
    """Yield what is wrong with a value that stands at a place of the payload."""
    match schema:
        case String():
            yield from _string(schema, value, at)
        case Boolean():
            yield from _boolean(value, at)
        case Number():
            yield from _number(schema, value, at)
        case Array():
            yield from _array(schema, value, at)
        case Object():
            yield from _object(schema, value, at)
        case Typed():
            yield from _typed(schema, value, at)


def _string(schema: String, value: object, at: Pointer) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield Problem("must provide a string", at)
    elif len(value) < schema.shortest:
        yield Problem(f"must be more than {schema.shortest - 1} characters", at)
    elif schema.longest is not None and len(value) > schema.longest:
        yield Problem(f"must be less than {schema.longest + 1} characters", at)
    elif schema.choices and value not in schema.choices:
        yield Problem("must be a valid enum value", at)
    elif schema.format and not schema.format.fits(value):
        yield Problem(f"must be in format {schema.format.name}", at)


def _boolean(value: object, at: Pointer) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem("must provide a boolean", at)


def _number(schema: Number, value: object, at: Pointer) -> Iterator[Problem]:
    # JSON's true is no number, though Python's True is one.
    if isinstance(value, bool) or not isinstance(value, int if schema.whole else int | float):
        yield Problem(f"must provide {'an integer' if schema.whole else 'a number'}", at)
    elif schema.least is not None and value < schema.least:
        yield Problem(f"must be greater than {schema.least - 1}", at)
    elif schema.most is not None and value > schema.most:
        yield Problem(f"must be less than {schema.most + 1}", at)


def _array(schema: Array, value: object, at: Pointer) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem("must provide an array", at)
    elif schema.most is not None and len(value) > schema.most:
        yield Problem(f"no more than {schema.most} items allowed", at)
    elif len(value) < schema.fewest:
        yield Problem(f"no fewer than {schema.fewest} items allowed", at)
    else:
        for index, item in enumerate(value):
            yield from problems(schema.of, item, (*at, index))


def _object(schema: Object, value: object, at: Pointer) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem("must provide an object", at)
        return
    found = list(_fields(schema, value, at))
    yield from found
    if not found:
        for rule in schema.rules:
            yield from rule(value, at)


def _fields(schema: Object, value: Values, at: Pointer) -> Iterator[Problem]:
    known = {**schema.required, **schema.optional}
    for name in schema.required:
        if name not in value:
            yield Problem(f"missing required field: {name}", at)
    for name in value:
        if name not in known:
            yield Problem(f"invalid additional property: {name}", at)
        else:
            yield from problems(known[name], value[name], (*at, name))


def _typed(schema: Typed, value: Any, at: Pointer) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem("must provide an object", at)
    elif "type" not in value:
        yield Problem("missing required field: type", at)
    elif not isinstance(value["type"], str):
        yield Problem("must provide a string", (*at, "type"))
    elif value["type"] not in schema.kinds:
        yield Problem(f"unsupported type: {value['type']}", (*at, "type"))
    else:
        yield from _object(schema.kinds[value["type"]], value, at)
