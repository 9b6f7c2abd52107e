"""`python -m sandbox`: the local workspace on its own."""

import argparse
import signal
import threading
from pathlib import Path

from sandbox.server import LocalWorkspace


def main() -> None:
    """Serve until stopped."""
    options = _options()
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with LocalWorkspace.start(options.port, options.folder, options.manifest) as workspace:
        print(f"The local workspace is at {workspace.url}", flush=True)  # noqa: T201  # its answer
        stop.wait()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8484)
    parser.add_argument("--folder", type=Path, default=None, help="default: memory only")
    parser.add_argument("--manifest", type=Path, default=Path("manifest.yml"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
