import pytest
from cafe import Cafe


@pytest.fixture
def cafe(tmp_path, database_url):
    """A café, once on each kind of database."""
    cafe = Cafe(tmp_path, database_url)
    yield cafe
    cafe.database.close()
