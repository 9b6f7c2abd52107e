"""Which public holidays a process goes by."""

from dataclasses import dataclass

from storage.states import HolidayMove

# How many characters a place has at most; that of “BR-São Paulo Capital” are 20.
LONGEST_PLACE = 64


@dataclass(frozen=True)
class Holidays:
    """Whose holidays count, and what becomes of work that falls on one.

    `place` is a country by ISO 3166, such as "DE", or a part of one, such as "DE-BY".
    """

    place: str
    move: HolidayMove
