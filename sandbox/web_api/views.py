"""views.*: modals and the Home tab."""

from typing import Any

from sandbox import modals
from sandbox.block_kit import view_problems, view_size_error
from sandbox.objects import view_object
from sandbox.seed import BOT_USER_ID
from sandbox.triggers import Trigger, TriggerError
from sandbox.values import Json, View
from sandbox.web_api.call import Call, Method, RefusedError
from sandbox.workspace import Workspace


def open_(call: Call) -> Json:
    """Open a modal in answer to an interaction."""
    body = checked_view(call.structure("view", "invalid_arguments"), "modal")
    trigger = _trigger(call)
    _refuse_known_external_id(call, body)
    return {"view": view_object(modals.open_modal(call.workspace, trigger.person, body))}


def push(call: Call) -> Json:
    """Put a modal on top of the one that the interaction came from."""
    body = checked_view(call.structure("view", "invalid_arguments"), "modal")
    trigger = _trigger(call)
    _refuse_known_external_id(call, body)
    stack = modals.stack(call.workspace, trigger.person)
    if trigger.view_id is None or not stack:
        raise RefusedError("not_found")
    if len(stack) >= modals.HIGHEST_STACK:
        raise RefusedError("push_limit_reached")
    return {"view": view_object(modals.push(call.workspace, trigger.person, body))}


def update(call: Call) -> Json:
    """Redraw an open modal, or the Home tab."""
    view = _named_view(call)
    body = checked_view(call.structure("view", "invalid_arguments"), view.type)
    _refuse_other_hash(call, view)
    return {"view": view_object(modals.redraw(call.workspace, view, body))}


def publish(call: Call) -> Json:
    """Draw somebody's Home tab."""
    person = call.required("user_id")
    if call.workspace.person(person) is None or person == BOT_USER_ID:
        raise RefusedError("invalid_arguments", ["invalid user_id"])
    body = checked_view(call.structure("view", "invalid_arguments"), "home")
    view = modals.home(call.workspace, person)
    if view is not None:
        _refuse_other_hash(call, view)
    return {"view": view_object(modals.publish(call.workspace, person, body))}


def checked_view(body: Any, kind: str) -> Json:
    """Return a view that keeps to Slack's limits. Raises RefusedError."""
    if view_size_error(body):
        raise RefusedError("view_too_large")
    problems = view_problems(body)
    if not problems and isinstance(body, dict) and body.get("type") != kind:
        problems = [f"[ERROR] must be a view of type {kind} [json-pointer:/view/type]"]
    if problems:
        raise RefusedError("invalid_arguments", problems)
    assert isinstance(body, dict), "anything else has problems"
    return body


def _trigger(call: Call) -> Trigger:
    try:
        return call.workspace.exchange_trigger(call.required("trigger_id"))
    except TriggerError as error:
        raise RefusedError(str(error)) from None


def _named_view(call: Call) -> View:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if bool(view_id) == bool(external_id):
        raise RefusedError("invalid_arguments")
    view = _find(call.workspace, view_id, external_id)
    if view is None:
        raise RefusedError("not_found")
    return view


def _find(workspace: Workspace, view_id: str, external_id: str) -> View | None:
    if view_id:
        return workspace.state.get(View, view_id)
    views = workspace.state.every(View)
    return next((v for v in views if v.body.get("external_id") == external_id), None)


def _refuse_known_external_id(call: Call, body: Json) -> None:
    external_id = body.get("external_id")
    if external_id and _find(call.workspace, "", str(external_id)):
        raise RefusedError("duplicate_external_id")


def _refuse_other_hash(call: Call, view: View) -> None:
    known = call.text("hash")
    if known and known != view.hash:
        raise RefusedError("hash_conflict")


METHODS = {
    "views.open": Method(open_),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
