"""Senders without threads."""

from concurrent.futures import Executor


class AtOnce(Executor):
    """Runs what it is handed in the caller's thread."""

    def submit(self, work, /, *args, **kwargs):
        work(*args, **kwargs)
