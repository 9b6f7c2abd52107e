"""Forms: a modal is submitted or closed, and the app's answer changes the stack."""

from contextlib import suppress
from typing import Any

from sandbox import modals
from sandbox.asking import NoAnswerError, ask, interactive_payload
from sandbox.objects import view_object
from sandbox.values import Json, Person, View
from sandbox.web_api.call import RefusedError
from sandbox.web_api.views import checked_view
from sandbox.workspace import Workspace

OK: Json = {"ok": True}
REFUSED = "The app's answer to this form is not valid."


async def submit(workspace: Workspace, person: Person, view: View, values: Json) -> Json:
    """Submit a modal; the answer is the app's, as the page shows it. Raises NoAnswerError."""
    payload = interactive_payload(workspace, "view_submission", person, view.id) | {
        "view": view_object(view, values),
        "response_urls": [],
    }
    return _follow(workspace, person, view, await ask(workspace, "interactive", payload))


def _follow(workspace: Workspace, person: Person, view: View, answer: Json) -> Json:
    action = answer.get("response_action")
    if action == "errors":
        return _errors(view, answer.get("errors"))
    try:
        return _change(workspace, person, view, answer)
    except RefusedError as refusal:
        reasons = refusal.problems or [str(refusal)]
        return {"ok": False, "error": f"{REFUSED} {'; '.join(reasons)}"}


def _change(workspace: Workspace, person: Person, view: View, answer: Json) -> Json:
    action = answer.get("response_action")
    if action is None:
        modals.close(workspace, view)
    elif action == "clear":
        modals.clear(workspace, person.id)
    elif action == "update":
        modals.redraw(workspace, view, checked_view(answer.get("view"), "modal"))
    elif action == "push":
        _push(workspace, person, answer.get("view"))
    else:
        raise RefusedError(f"unknown response_action {action!r}")
    return OK


def _push(workspace: Workspace, person: Person, body: Any) -> None:
    checked = checked_view(body, "modal")
    if len(modals.stack(workspace, person.id)) >= modals.HIGHEST_STACK:
        raise RefusedError("push_limit_reached")
    modals.push(workspace, person.id, checked)


def _errors(view: View, errors: Any) -> Json:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        return {"ok": False, "error": f"{REFUSED} Errors belong to input blocks."}
    return {"ok": False, "errors": errors}


async def close(workspace: Workspace, person: Person, view: View) -> Json:
    """Close a modal by hand; the app is told if it asked for that."""
    modals.close(workspace, view)
    if not view.body.get("notify_on_close"):
        return OK
    payload: Json = interactive_payload(workspace, "view_closed", person) | {
        "view": view_object(view),
        "is_cleared": False,
    }
    payload.pop("trigger_id")
    # Answered or not: the person has closed it.
    with suppress(NoAnswerError):
        await ask(workspace, "interactive", payload)
    return OK
