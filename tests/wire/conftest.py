import pytest
from baton_process import BatonProcess


@pytest.fixture
def process(workspace, team, tmp_path):
    """Baton in a process of its own, not started yet."""
    process = BatonProcess(workspace, team, tmp_path / "data")
    yield process
    if process.process is not None and process.process.poll() is None:
        process.terminate()
    print(process.log())  # shown by pytest where the test has failed
