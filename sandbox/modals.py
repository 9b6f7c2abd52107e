"""Views: each person's stack of modals and Home tab."""

import secrets
from dataclasses import replace

from sandbox.block_ids import with_view_ids
from sandbox.seed import BOT_USER_ID
from sandbox.state import new_id
from sandbox.values import Json, View
from sandbox.workspace import Workspace

HIGHEST_STACK = 3


def stack(workspace: Workspace, person: str) -> list[View]:
    """Return a person's open modals, the top one last."""
    return [
        view for view in workspace.state.every(View) if view.user == person and view.type == "modal"
    ]


def home(workspace: Workspace, person: str) -> View | None:
    """Return a person's Home tab as the app last drew it."""
    views = workspace.state.every(View)
    return next((view for view in views if view.user == person and view.type == "home"), None)


def open_modal(workspace: Workspace, person: str, body: Json) -> View:
    """Open a modal as the only one: what was open is gone."""
    clear(workspace, person)
    return _add(workspace, person, body, below=None)


def push(workspace: Workspace, person: str, body: Json) -> View:
    """Put a modal on top of the stack."""
    below = stack(workspace, person)
    return _add(workspace, person, body, below=below[-1] if below else None)


def _add(workspace: Workspace, person: str, body: Json, below: View | None) -> View:
    view_id = new_id("V")
    view = View(
        id=view_id,
        user=person,
        type="modal",
        body=with_view_ids(body),
        hash=_hash(workspace),
        root_view_id=below.root_view_id if below else view_id,
        previous_view_id=below.id if below else None,
    )
    _put(workspace, view)
    return view


def redraw(workspace: Workspace, view: View, body: Json) -> View:
    """Put new content in a view's place."""
    view = replace(view, body=with_view_ids(body), hash=_hash(workspace))
    _put(workspace, view)
    return view


def publish(workspace: Workspace, person: str, body: Json) -> View:
    """Draw a person's Home tab."""
    view = home(workspace, person)
    if view is not None:
        return redraw(workspace, view, body)
    view_id = new_id("V")
    view = View(view_id, person, "home", with_view_ids(body), _hash(workspace), view_id)
    _put(workspace, view)
    workspace.open_dm(person, BOT_USER_ID)
    return view


def close(workspace: Workspace, view: View) -> None:
    """Close a modal and what stands on it."""
    above = False
    for each in stack(workspace, view.user):
        above = above or each.id == view.id
        if above:
            _drop(workspace, each)


def clear(workspace: Workspace, person: str) -> None:
    """Close all of a person's modals."""
    for view in stack(workspace, person):
        _drop(workspace, view)


def _put(workspace: Workspace, view: View) -> None:
    workspace.state.put(view)
    _tell_pages(workspace, view)


def _drop(workspace: Workspace, view: View) -> None:
    workspace.state.forget(view)
    _tell_pages(workspace, view)


def _tell_pages(workspace: Workspace, view: View) -> None:
    frame = {"type": "home" if view.type == "home" else "views"}
    workspace.live.tell(frame, only=view.user)


def _hash(workspace: Workspace) -> str:
    return f"{workspace.next_ts()[:10]}.{secrets.token_urlsafe(6)}"
