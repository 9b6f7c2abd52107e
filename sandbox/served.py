"""What a request or WebSocket is served by."""

from starlette.requests import HTTPConnection

from sandbox.workspace import Workspace


def workspace_of(connection: HTTPConnection) -> Workspace:
    """Return the workspace that is served."""
    workspace: Workspace = connection.app.state.workspace
    return workspace
