"""The way from one schema to another, and back."""

from alembic import command
from alembic.config import Config

from storage.database import MIGRATIONS


def move(database, revision, step=command.upgrade):
    """Bring the tables to a revision, up or by `command.downgrade` down."""
    with database.engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        step(config, revision)
