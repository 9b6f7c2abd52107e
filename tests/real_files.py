"""Real files of other people, read in place where they are."""

from pathlib import Path

import pytest

from intake.found import Upload

FOLDER = Path(__file__).parents[2] / "shared" / "data" / "intake"


def real(path: str) -> Upload:
    """Return one of the files; skips the test where it is not there."""
    file = FOLDER / path
    if not file.is_file():
        pytest.skip(f"no real file {path} here")
    return Upload(file.name, file.read_bytes())
