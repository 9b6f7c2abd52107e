"""A document or an export → drafts of processes; knows neither Slack nor SQL."""

from intake.reading import read, read_text

__all__ = ["read", "read_text"]
