"""What tests do to the workspace that no person could. Loopback only, like all of it."""

from starlette.routing import Route

from sandbox.control import behaviour, delivery, files, people
from sandbox.page_api import act, upload

ROUTES = [
    *behaviour.ROUTES,
    *delivery.ROUTES,
    *people.ROUTES,
    *files.ROUTES,
    Route("/control/act/upload", upload, methods=["POST"]),
    Route("/control/act/{what}", act, methods=["POST"]),
]
