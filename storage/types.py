"""Column types that refuse what would be ambiguous later."""

from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import DateTime, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Aware in, aware UTC out; a naive value is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware instant into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone: instants are kept in UTC")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class's signature
        """Give the instant back in UTC."""
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class LocalDateTime(TypeDecorator[datetime]):
    """A wall time in a zone kept elsewhere. Naive in, naive out; an aware value is refused."""

    impl = String(26)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base class's signature
        """Write it as ISO 8601."""
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError(f"{value!r} has a zone: wall times are kept without one")
        return value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base class's signature
        """Read it back."""
        return None if value is None else datetime.fromisoformat(value)


class ValueAsJson(TypeDecorator[Any]):
    """A frozen value of one kind, written as JSON, so that what it names can be searched for."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        """Keep values of `kind`, which pydantic can read and write."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base class's signature
        """Write it down."""
        return None if value is None else TypeAdapter(self.kind).dump_json(value).decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the base class's signature
        """Read it back."""
        return None if value is None else TypeAdapter(self.kind).validate_json(value)
