"""Entries of inputs: from plain values to the `state.values` that the page would send."""

from typing import Any

Json = dict[str, Any]


def entries(where: Json, values: dict[str, Any] | None = None) -> Json:
    """Return the `state.values` of a view or message: what it shows, changed by plain values."""
    left = dict(values or {})
    state: Json = {}
    for block, element in elements(where):
        if element["type"] in {"button", "overflow", "image"}:
            continue
        key = block["block_id"] if block["block_id"] in left else element["action_id"]
        entered = entered_value(element, left.pop(key)) if key in left else _initial(element)
        state.setdefault(block["block_id"], {})[element["action_id"]] = entered
    assert not left, f"there is no input for {sorted(left)}"
    return state


def elements(where: Json) -> list[tuple[Json, Json]]:
    """Return the elements of a view or message that can be used, each with its block."""
    found = []
    for block in where.get("blocks", []):
        parts = [block.get("element"), block.get("accessory")]
        parts += block.get("elements", []) if block["type"] == "actions" else []
        found += [(block, part) for part in parts if part and "action_id" in part]
    return found


OPTION = {"static_select", "radio_buttons", "overflow"}
OPTIONS = {"checkboxes", "multi_static_select"}
FIELDS = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "multi_users_select": "selected_users",
    "timepicker": "selected_time",
    "datepicker": "selected_date",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}


def entered_value(element: Json, value: Any) -> Json:
    """Return what an element reports once `value` was entered; options go by their value."""
    kind = element["type"]
    if kind in OPTION:
        return {"type": kind, "selected_option": value and _option(element, value)}
    if kind in OPTIONS:
        chosen = [_option(element, each) for each in value]
        return {"type": kind, "selected_options": chosen}
    if kind == "multi_users_select" and isinstance(value, str):
        value = [value]
    return {"type": kind, FIELDS.get(kind, "value"): value}


def _option(element: Json, value: str) -> Json:
    groups = element.get("option_groups", [])
    options = element.get("options") or [each for group in groups for each in group["options"]]
    found = [option for option in options if option["value"] == value]
    assert found, f"{value} is not among {[option['value'] for option in options]}"
    return dict(found[0])


def _initial(element: Json) -> Json:
    kind = element["type"]
    if kind in OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    field = FIELDS.get(kind, "value")
    many = field in {"selected_users", "files"}
    initial = f"initial_{field.removeprefix('selected_')}"
    return {"type": kind, field: element.get(initial, [] if many else None)}
