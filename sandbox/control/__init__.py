"""What tests do to the workspace that no person could. Loopback only, like all of it."""

from sandbox.control import behaviour, delivery, files, people, user_groups

ROUTES = [
    *behaviour.ROUTES,
    *delivery.ROUTES,
    *people.ROUTES,
    *user_groups.ROUTES,
    *files.ROUTES,
]
