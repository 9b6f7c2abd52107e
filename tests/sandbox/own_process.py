"""The local workspace in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def own_process(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`python -m sandbox` on a free port, and its address; killed in the end if it still runs."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.kill()
