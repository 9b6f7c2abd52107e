"""The id of a row, as our own buttons and modals carry it, and as anyone may forge it."""

# No key of our tables has more digits, and every database can compare it.
LONGEST = 9
# No row has this id.
NONE = 0


def row_id(text: str) -> int:
    """Read an id; NONE, which finds nothing, where there is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_number else NONE
