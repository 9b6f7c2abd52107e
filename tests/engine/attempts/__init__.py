"""What anybody may try: for each row of docs/permissions.md, somebody's try and what came of it."""

from attempts.looking import LOOKING
from attempts.places import ON_PLACES
from attempts.processes import ON_PROCESSES
from attempts.runs import ON_RUNS

ATTEMPTS = LOOKING | ON_PROCESSES | ON_RUNS | ON_PLACES
