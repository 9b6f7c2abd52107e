"""A stand-in for Slack's side of a modal, and checks of what Slack would refuse."""

from datetime import UTC, datetime, timedelta

from handlers.new_context import NewContext
from scheduler.plan import ProcessPlan, StepPlan

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)  # a Saturday
BERLIN = "Europe/Berlin"
CONTEXT = NewContext(BERLIN, "C0OPS", NOW, timedelta(minutes=5))

HOSTILE = (
    "x" * 3000,
    "<!channel> <!here> <@U0ANA> & <https://evil.example|click>",
    "&amp;&lt;!channel&gt;",
    "*bold* _it_ ~s~ `code` ```block```",
    "\u202eمرحبا بالعالم\u202c שלום",
    "👩‍👩‍👧‍👦🧊🔥" * 20,
    "\x00\x01\x7f",
    "<" * 80,
)


def state_of(view):
    """Return what Slack sends as `view.state.values` when nobody has touched the form."""
    return {
        block["block_id"]: {block["element"]["action_id"]: _state(block["element"])}
        for block in view["blocks"]
        if block["type"] == "input"
    }


def _state(element):
    kind = element["type"]
    if kind in {"plain_text_input", "url_text_input"}:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in {"static_select", "radio_buttons"}:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind == "checkboxes":
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    key, initial = {
        "users_select": ("selected_user", "initial_user"),
        "multi_users_select": ("selected_users", "initial_users"),
        "conversations_select": ("selected_conversation", "initial_conversation"),
        "timepicker": ("selected_time", "initial_time"),
    }[kind]
    return {"type": kind, key: element.get(initial)}


def typed(value):
    return {"type": "plain_text_input", "value": value}


def picked(value):
    text = {"type": "plain_text", "text": value}
    return {"type": "static_select", "selected_option": {"text": text, "value": value}}


def ticked(*values):
    options = [picked(value)["selected_option"] for value in values]
    return {"type": "checkboxes", "selected_options": options}


def somebody(person_id):
    return {"type": "users_select", "selected_user": person_id}


def filled(**changes):
    """Return the values of a form that is right, with some fields changed (None: absent)."""
    fields = {
        "name": typed("Opening checks"),
        "steps": typed("Unlock doors\nFridge temperature [photo]"),
        "sop_url": {"type": "url_text_input", "value": None},
        "owner_id": somebody("U0ANA"),
        "backup_id": somebody("U0BEN"),
        "manager_id": somebody("U0MIA"),
        "cadence_kind": picked("every_weekday"),
        "time": {"type": "timepicker", "selected_time": "07:00"},
        "zone": typed(BERLIN),
        "owner_window": typed("1 hour"),
        "backup_window": typed("60"),
        "manager_window": typed("2h"),
        "opening": picked("one_by_one"),
        "digest_channel_id": {
            "type": "conversations_select",
            "selected_conversation": "C0OPS",
        },
    } | changes
    return {name: {name: field} for name, field in fields.items() if field is not None}


def refused_by_slack(blocks, most):
    """Return what of these blocks Slack would refuse; empty when it takes them all."""
    names = [block["block_id"] for block in blocks if "block_id" in block]
    found = [] if len(names) == len(set(names)) else ["two blocks share a block_id"]
    if not 1 <= len(blocks) <= most:
        found.append(f"{len(blocks)} blocks")
    for block in blocks:
        found += _text_problems(block.get("text"), 3000)
        found += _text_problems(block.get("label"), 2000)
        found += _text_problems(block.get("hint"), 2000)
        for element in block.get("elements", [block["element"]] if "element" in block else []):
            found += _element_problems(element)
    return found


def _text_problems(text, most):
    if text is None or 1 <= len(text["text"]) <= most:
        return []
    return [f"{len(text['text'])} characters of text"]


def _element_problems(element):
    found = _text_problems(element.get("text"), 75) + _text_problems(
        element.get("placeholder"), 150
    )
    options = element.get("options")
    if options is not None:
        found += [] if 1 <= len(options) <= 100 else [f"{len(options)} options"]
        found += [p for option in options for p in _text_problems(option["text"], 75)]
        initial = element.get("initial_options", [element.get("initial_option", options[0])])
        found += (
            [] if all(one in options for one in initial) else ["an initial option not on offer"]
        )
    for name in ("initial_value", "initial_options", "initial_user", "initial_conversation"):
        if name in element and not element[name]:
            found.append(f"an empty {name}")
    if len(element.get("initial_value", "")) > min(element.get("max_length", 3000), 3000):
        found.append("an initial value that is longer than the field")
    return found


def plan_of(**changes):
    facts = {
        "name": "Opening checks",
        "owner_id": "U1",
        "backup_id": "U2",
        "manager_id": "U3",
        "rule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "start": datetime(2026, 11, 21, 7, 0),
        "zone": "Europe/Berlin",
        "steps": (StepPlan(title="Mop"),),
    }
    return ProcessPlan(**facts | changes)
