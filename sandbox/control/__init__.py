"""What tests do to the workspace that no person could. Loopback only, like all of it."""

from sandbox.control import behaviour, delivery, files, people

ROUTES = [*behaviour.ROUTES, *delivery.ROUTES, *people.ROUTES, *files.ROUTES]
