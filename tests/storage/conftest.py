import pytest

from storage.database import Database


@pytest.fixture
def database(database_url):
    """An empty database with all tables, once of each kind."""
    database = Database(database_url)
    database.migrate()
    yield database
    database.close()
