"""What Slack would refuse in the blocks of a message or in a view."""

from sandbox.block_kit.surfaces import message_problems, view_problems, view_size_error

__all__ = ["message_problems", "view_problems", "view_size_error"]
