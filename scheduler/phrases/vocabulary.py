"""The English words of a cadence, each with what it stands for.

Another language is another table: the grammar knows kinds and values, never words. A key may be
several words; a hyphen between them counts as a blank.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import Enum, StrEnum, auto

from scheduler.cadence.rules import BUSINESS_DAYS, LAST_DAY, WEEKDAYS, WEEKEND


class Kind(Enum):
    """What a word does in a phrase."""

    EVERY = auto()
    OTHER = auto()
    NUMBER = auto()
    ORDINAL = auto()
    WEEKDAYS = auto()
    MONTH = auto()
    UNIT = auto()
    CLOCK = auto()
    DAYPART = auto()
    AT = auto()
    AND = auto()
    TO = auto()
    OF = auto()
    FILLER = auto()
    NOTE = auto()
    REFUSED = auto()
    UNKNOWN = auto()


class Unit(StrEnum):
    """A length of time that work can recur by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class Daypart(StrEnum):
    """A part of the day that tells 7 in the morning from 7 in the evening."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Refusal(StrEnum):
    """Why a word is in no cadence that Baton can keep."""

    TOO_OFTEN = "too often"
    TWICE = "twice"
    TWICE_A_MONTH = "twice a month"
    TWICE_OR_HALF = "twice or half as often"
    ONCE_ONLY = "once only"
    HOLIDAYS = "holidays"
    EXCEPTIONS = "exceptions"


Value = int | str | time | tuple[str, ...] | None


@dataclass(frozen=True)
class Token:
    """A word of a phrase: its kind, its meaning, and the word as typed."""

    kind: Kind
    value: Value = None
    text: str = ""


EVERY = Token(Kind.EVERY)
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAY_NAMES = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
NUMBERS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_SHORT_DAYS = {
    "MO": "mon", "TU": "tue tues", "WE": "wed weds", "TH": "thu thur thurs",
    "FR": "fri", "SA": "sat", "SU": "sun",
}  # fmt: skip

BIWEEKLY = "“Biweekly” is read as every 2 weeks."


def _unit(unit: Unit) -> Token:
    return Token(Kind.UNIT, unit)


def _every(unit: Unit, count: int = 1) -> tuple[Token, ...]:
    return (EVERY, _unit(unit)) if count == 1 else (EVERY, Token(Kind.NUMBER, count), _unit(unit))


def _all(words: str | Iterable[str], *meaning: Token) -> dict[str, tuple[Token, ...]]:
    return dict.fromkeys(words.split(",") if isinstance(words, str) else words, meaning)


def _refused(words: str, why: Refusal) -> dict[str, tuple[Token, ...]]:
    return _all(words, Token(Kind.REFUSED, why))


def _days() -> dict[str, tuple[Token, ...]]:
    found: dict[str, tuple[Token, ...]] = {}
    for day in WEEKDAYS:
        names = [DAY_NAMES[day].casefold(), *_SHORT_DAYS[day].split()]
        found |= _all([*names, *(f"{name}s" for name in names)], Token(Kind.WEEKDAYS, (day,)))
    return found


def _months() -> dict[str, tuple[Token, ...]]:
    found: dict[str, tuple[Token, ...]] = {}
    for number, name in enumerate(MONTH_NAMES, start=1):
        found |= _all([name.casefold(), name[:3].casefold()], Token(Kind.MONTH, number))
    return found | _all("sept", Token(Kind.MONTH, 9))


WORDS: dict[str, tuple[Token, ...]] = {
    **_days(),
    **_months(),
    **{word: (Token(Kind.NUMBER, n),) for n, word in enumerate(NUMBERS, start=1)},
    **{word: (Token(Kind.ORDINAL, n),) for n, word in enumerate(ORDINALS, start=1)},
    **_all("last,final", Token(Kind.ORDINAL, LAST_DAY)),
    **_all("second last,second to last,2nd last,2nd to last,penultimate", Token(Kind.ORDINAL, -2)),
    **_all("end", Token(Kind.ORDINAL, LAST_DAY), _unit(Unit.DAY)),
    **_all("every,each,any,all,a,per,once a,once per,once every,once each", EVERY),
    **_all("other,alternate,alternating", Token(Kind.OTHER)),
    **_all("weekday,weekdays,week day,week days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **_all("business day,business days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **_all("working day,working days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **_all("workday,workdays,work day,work days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **_all("weekend,weekends", Token(Kind.WEEKDAYS, WEEKEND)),
    **_all("day,days,day of the week,days of the week", _unit(Unit.DAY)),
    **_all("week,weeks,wk,wks", _unit(Unit.WEEK)),
    **_all("month,months,calendar month", _unit(Unit.MONTH)),
    **_all("quarter,quarters,calendar quarter", _unit(Unit.QUARTER)),
    **_all("half year,half years,half a year", _unit(Unit.HALF_YEAR)),
    **_all("year,years,calendar year", _unit(Unit.YEAR)),
    **_all("daily,everyday", *_every(Unit.DAY)),
    **_all("weekly", *_every(Unit.WEEK)),
    **_all("monthly", *_every(Unit.MONTH)),
    **_all("quarterly", *_every(Unit.QUARTER)),
    **_all("yearly,annually,annual", *_every(Unit.YEAR)),
    **_all("half yearly,semi annually,semiannually,semi annual", *_every(Unit.HALF_YEAR)),
    **_all("fortnightly", *_every(Unit.WEEK, 2)),
    **_all("fortnight", Token(Kind.NUMBER, 2), _unit(Unit.WEEK)),
    **_all("biweekly,bi weekly", Token(Kind.NOTE, BIWEEKLY), *_every(Unit.WEEK, 2)),
    **_all("nightly", EVERY, Token(Kind.DAYPART, Daypart.NIGHT)),
    **{part: (Token(Kind.DAYPART, part),) for part in Daypart},
    **{f"{part}s": (Token(Kind.DAYPART, part),) for part in Daypart},
    **_all("noon,midday", Token(Kind.CLOCK, time(12))),
    **_all("midnight", Token(Kind.CLOCK, time(0))),
    **_all("at,@", Token(Kind.AT)),
    **_all("and,&,+", Token(Kind.AND)),
    **_all([",", "/"], Token(Kind.AND)),
    **_all("-,to,through,thru,till,until", Token(Kind.TO)),
    **_all("of", Token(Kind.OF)),
    **_all("on,the,in,(,),during,from,once", Token(Kind.FILLER)),
    **_refused("hour,hours,hourly,minute,minutes,minutely,seconds", Refusal.TOO_OFTEN),
    **_refused("twice,thrice,times,semiweekly,semi weekly", Refusal.TWICE),
    **_refused("twice a month,twice per month,twice monthly", Refusal.TWICE_A_MONTH),
    **_refused("semimonthly,semi monthly", Refusal.TWICE_A_MONTH),
    **_refused("bimonthly,bi monthly,biannual,biannually,bi annually", Refusal.TWICE_OR_HALF),
    **_refused("biyearly,bi yearly,biennially", Refusal.TWICE_OR_HALF),
    **_refused("today,tomorrow,tonight,next", Refusal.ONCE_ONLY),
    **_refused("holiday,holidays", Refusal.HOLIDAYS),
    **_refused("except,excluding,but not,unless", Refusal.EXCEPTIONS),
}  # fmt: skip
LONGEST_KEY = max(len(key.split()) for key in WORDS)
# The words that keys of several words are made of.
KEY_PARTS = frozenset(part for key in WORDS for part in key.split())
