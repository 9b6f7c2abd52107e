"""What must hold between the fields of one object."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sandbox.block_kit.schema import Pointer, Problem, Rule, Values


def exactly_one(*names: str) -> Rule:
    """Return a rule: one of these fields and not another."""
    listed = " or ".join(f"`{name}`" for name in names)

    def check(value: Values, at: Pointer) -> Iterator[Problem]:
        given = sum(name in value for name in names)
        if not given:
            yield Problem(f"must define either {listed}", at)
        elif given > 1:
            yield Problem(f"must define only one of {listed}", at)

    return check


def at_least_one(*names: str) -> Rule:
    """Return a rule: some of these fields."""
    listed = " or ".join(f"`{name}`" for name in names)

    def check(value: Values, at: Pointer) -> Iterator[Problem]:
        if not any(name in value for name in names):
            yield Problem(f"must define either {listed}", at)

    return check


def in_order(low: str, high: str) -> Rule:
    """Return a rule: what `low` says is no more than what `high` says."""

    def check(value: Values, at: Pointer) -> Iterator[Problem]:
        if low in value and high in value and _amount(value[low]) > _amount(value[high]):
            yield Problem(f"`{low}` must not be greater than `{high}`", (*at, low))

    return check


def _amount(value: Any) -> Decimal:
    return Decimal(value)


def no_more_than_selectable(initial: str) -> Rule:
    """Return a rule: `max_selected_items` holds for what is selected at first, too."""

    def check(value: Values, at: Pointer) -> Iterator[Problem]:
        most = value.get("max_selected_items")
        if most is not None and len(value.get(initial, [])) > most:
            yield Problem(f"no more than {most} items allowed", (*at, initial))

    return check


def initial_fits(value: Values, at: Pointer) -> Iterator[Problem]:
    """Yield a problem if text is longer at first than anybody may type."""
    most = value.get("max_length")
    if most is not None and len(value.get("initial_value", "")) > most:
        yield Problem(f"must be less than {most + 1} characters", (*at, "initial_value"))


def initial_option_on_offer(value: Values, at: Pointer) -> Iterator[Problem]:
    """Yield a problem if what is selected at first is not exactly one of the options."""
    if "initial_option" in value and value["initial_option"] not in _options(value):
        yield _not_on_offer((*at, "initial_option"))


def initial_options_on_offer(value: Values, at: Pointer) -> Iterator[Problem]:
    """Yield a problem for each selected option that is not exactly one of the options."""
    offered = _options(value)
    for index, option in enumerate(value.get("initial_options", [])):
        if option not in offered:
            yield _not_on_offer((*at, "initial_options", index))


def _options(value: Values) -> list[Any]:
    grouped = [option for group in value.get("option_groups", []) for option in group["options"]]
    return [*value.get("options", []), *grouped]


def _not_on_offer(at: Pointer) -> Problem:
    return Problem("must exactly match one of the provided options", at)


def unique(field: str, within: str) -> Rule:
    """Return a rule: no two items of the array `within` have the same `field`."""

    def check(value: Values, at: Pointer) -> Iterator[Problem]:
        yield from repeated(field, value[within], (*at, within))

    return check


def repeated(field: str, items: list[Any], at: Pointer) -> Iterator[Problem]:
    """Yield a problem for each item whose `field` another had before; an empty one is none."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        name = item.get(field)
        if name and name in seen:
            yield Problem(f'`{field}` "{name}" already exists', (*at, index, field))
        seen.add(name)


def no_dispatch_of_files(value: Values, at: Pointer) -> Iterator[Problem]:
    """Yield a problem if files are to be told of before the view is submitted."""
    kind = value["element"]["type"]
    if value.get("dispatch_action") and kind == "file_input":
        yield Problem(f"unsupported type: {kind}", (*at, "element", "type"))
