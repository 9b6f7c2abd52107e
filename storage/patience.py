"""A connection that gives a silent server up.

The server ends what takes too long, and TCP tells when its machine is gone. A server that stands
still, on a machine that goes on, does neither: then nobody but we can end the wait.
"""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

# Longer than the server lets a statement take, so that as a rule the server ends it, and says why.
ANSWER_SECONDS = 40.0
LOOK_SECONDS = 0.1

Result = TypeVar("Result")


class PatientConnection(psycopg.Connection[Any]):
    """Waits for each answer for `answer_seconds`, None for ever; then it is closed."""

    answer_seconds: float | None = ANSWER_SECONDS

    def wait(
        self, gen: PQGen[Result], interval: float = LOOK_SECONDS, timeout: float | None = None
    ) -> Result:
        """Wait for the server. Raises OperationalError when it does not answer."""
        try:
            return super().wait(gen, interval, timeout or self.answer_seconds)
        except psycopg.OperationalError as error:
            if self.info.transaction_status != TransactionStatus.ACTIVE:
                raise
            # The answer is still to come: the connection is of no use to anybody else.
            self.close()
            raise psycopg.OperationalError("the server does not answer") from error
