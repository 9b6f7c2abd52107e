"""What people gave Baton to read, and which processes were made of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import SLACK_ID, Base
from storage.states import DocumentPurpose, DocumentState


class Document(Base):
    """A file or a text that somebody gave; while it is to be read, `next_at` is when."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    # What it came by: a message or a modal, and the file in it. The same thing comes once.
    key: Mapped[str] = mapped_column(String(160), unique=True)
    person_id: Mapped[str] = mapped_column(String(SLACK_ID))
    purpose: Mapped[DocumentPurpose]
    state: Mapped[DocumentState]
    # What its sender called the file; "" of a text.
    name: Mapped[str]
    text: Mapped[str | None] = mapped_column(deferred=True)
    file_id: Mapped[str | None] = mapped_column(String(SLACK_ID))
    mimetype: Mapped[str]
    size: Mapped[int]
    permalink: Mapped[str | None]
    download_url: Mapped[str | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
    came_at: Mapped[datetime]
    attempts: Mapped[int]
    # How often the message about it was edited.
    edits: Mapped[int]
    progress: Mapped[str | None]
    error: Mapped[str | None]
    # What was read, as `handlers/readings.py` writes it; large, so that it is loaded when wanted.
    reading: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    next_at: Mapped[datetime | None] = mapped_column(index=True)


class ProcessSource(Base):
    """The document that a process was made of, or last brought up to date from."""

    __tablename__ = "process_source"
    __table_args__ = (
        Index("ix_process_source_key", "system", "key"),
        Index("ix_process_source_file_key", "file_key"),
    )

    process_id: Mapped[int] = mapped_column(
        ForeignKey("process.id"), primary_key=True, autoincrement=False
    )
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    # Which of its processes, and which part of that where it had too many steps for one.
    number: Mapped[int]
    part: Mapped[int]
    system: Mapped[str] = mapped_column(String(64))
    # What the source knows it by, "" where it has no such thing; its file and what that calls it.
    key: Mapped[str]
    file_key: Mapped[str] = mapped_column(String(400))
    name_key: Mapped[str] = mapped_column(String(400))
    # The version of the process that was made of it.
    version: Mapped[int]
    made_at: Mapped[datetime]

    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
