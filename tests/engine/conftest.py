import pytest
from cafe import Cafe


@pytest.fixture
def cafe(tmp_path):
    cafe = Cafe(tmp_path)
    yield cafe
    cafe.database.close()
