"""The English words of a cadence."""

import re
from datetime import time

from scheduler.cadence.rules import BUSINESS_DAYS, LAST_DAY, WEEKDAYS, WEEKEND
from scheduler.phrases.clocks import of_twelve, shifted
from scheduler.phrases.lexemes import language
from scheduler.phrases.vocabulary import (
    BEFORE,
    DAY_NAMES,
    EVERY,
    LAST_DAY_OF,
    MONTH_NAMES,
    NUMBERS,
    ORDINALS,
    Clocks,
    Daypart,
    Kind,
    Meaning,
    Refusal,
    Token,
    Unit,
    anchored,
    every,
    lettered,
    meaning,
    numbered,
    refused,
    unit,
)

CLOCK = rf"""
    (?P<clock>[0-9]{{1,2}}[:.][0-9]{{2}}(?![0-9])(?:\s?(?:[ap]\.?\s?m\b\.?|h\b))?
            | [0-9]{{1,2}}h[0-9]{{2}}\b
            | [0-9]{{1,2}}\s?(?:[ap]\.?m\b\.?|h\b|o'clock\b)
            | (?:half|quarter)\s(?:past|to)\s(?:[0-9]{{1,2}}|{"|".join(NUMBERS)})
              (?:\s?[ap]\.?m\b\.?)?)
"""
_TO_OR_PAST = re.compile(r"(half|quarter) (past|to) ([a-z]+)?(.*)")
_SHORT_DAYS = {
    "MO": "mon", "TU": "tue tues", "WE": "wed weds", "TH": "thu thur thurs",
    "FR": "fri", "SA": "sat", "SU": "sun",
}  # fmt: skip
# How days are written in one or two letters, where several stand side by side.
_LETTERS = {
    "m": "MO", "t": "TU", "tu": "TU", "w": "WE", "th": "TH", "r": "TH", "f": "FR",
    "sa": "SA", "su": "SU",
}  # fmt: skip
_ANCHORS = {
    "opening": "opening,open,opening time,we open,you open,doors open,the doors open,store opening,"
    "the store opens,the shop opens,opening the store,business opens,we open the doors",
    "closing": "closing,close,closing time,we close,doors close,the doors close,store closing,"
    "the store closes,the shop closes",
    "the start of work": "work begins,work starts,starting work,work commences,start of work",
    "the start of the shift": "the shift,shift,each shift,every shift,your shift,the shift starts,"
    "the shift begins,shift start,start of shift,the start of the shift,start of the shift,"
    "the start of each shift,the start of your shift",
    "the end of the shift": "end of shift,the end of the shift,end of the shift,"
    "the end of each shift,the end of your shift,end of each shift",
    "service": "service,lunch service,dinner service,the service",
    "lunch": "lunch",
    "dinner": "dinner",
    "breakfast": "breakfast",
}
_DAY_ENDS = {
    "the end of the day": "end of day,end of the day,eod,end of business,end of business day,"
    "end of the business day,close of business,cob,close of play,day end,end of the working day,"
    "end of the work day",
    "the start of the day": "start of day,start of the day,beginning of the day,beginning of day,"
    "start of business,the start of business",
}
_EACH_DAY_ENDS = {
    "the end of the day": "end of each day,end of every day,end of each business day,"
    "end of every business day,end of each working day",
    "the start of the day": "start of each day,start of every day,beginning of each day,"
    "beginning of every day",
}
_ZONES = {
    "America/New_York": "et,est,edt,eastern,eastern time",
    "America/Chicago": "ct,cst,cdt,central time",
    "America/Denver": "mt,mst,mdt,mountain time",
    "America/Los_Angeles": "pt,pst,pdt,pacific,pacific time",
    "Europe/London": "bst,uk time",
    "UTC": "utc,gmt",
}
BIWEEKLY = "“Biweekly” is read as every 2 weeks."
AT_LEAST = "“At least” names the longest wait; it is read as exactly that often."


def read_clock(text: str) -> time:
    """Read "7:30 pm", "19h" or "quarter past 7". Raises PhraseError."""
    found = _TO_OR_PAST.fullmatch(text)
    if not found:
        return of_twelve(text)
    hour = of_twelve(f"{NUMBERS.index(found[3]) + 1}{found[4]}" if found[3] else found[4])
    minutes = 30 if found[1] == "half" else 15
    return shifted(hour, minutes if found[2] == "past" else -minutes)


def _days() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for day in WEEKDAYS:
        names = [DAY_NAMES[day].casefold(), *_SHORT_DAYS[day].split()]
        found |= meaning([*names, *(f"{name}s" for name in names)], Token(Kind.WEEKDAYS, (day,)))
    return found


def _parts_of_day() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for part in Daypart:
        found[part] = (Token(Kind.DAYPART, part),)
        found[f"{part}s"] = (Token(Kind.DAYPART, part), Token(Kind.EACH_DAY))
    return found


def _ends(names: dict[str, str], *before: Token) -> dict[str, Meaning]:
    return {
        words: (*before, Token(Kind.ANCHOR, anchor))
        for anchor, said in names.items()
        for words in said.split(",")
    }


def _often(words: str, times: int, one: Unit) -> dict[str, Meaning]:
    return meaning(words, Token(Kind.NUMBER, times), Token(Kind.TIMES), *every(one))


WORDS: dict[str, Meaning] = {
    **_days(),
    **numbered(Kind.MONTH, (f"{name} {name[:3]}".casefold() for name in MONTH_NAMES)),
    **meaning("sept", Token(Kind.MONTH, 9)),
    **numbered(Kind.NUMBER, NUMBERS),
    **numbered(Kind.ORDINAL, ORDINALS),
    **meaning("last,final", Token(Kind.ORDINAL, LAST_DAY)),
    **meaning("second last,second to last,2nd last,2nd to last,penultimate",
              Token(Kind.ORDINAL, -2)),
    **meaning("end", *LAST_DAY_OF),
    **meaning("month end", *LAST_DAY_OF, unit(Unit.MONTH)),
    **meaning("quarter end", *LAST_DAY_OF, unit(Unit.QUARTER)),
    **meaning("year end", *LAST_DAY_OF, unit(Unit.YEAR)),
    **meaning("end of week,end of the week", unit(Unit.WEEK)),
    **meaning("beginning of,start of,middle of,mid", Token(Kind.FILLER)),
    **meaning("every,each,any,all,a,per,once a,once per,once every,once each", EVERY),
    **meaning("following month", *every(Unit.MONTH)),
    **meaning("other,alternate,alternating", Token(Kind.OTHER)),
    **meaning("weekday,weekdays,week day,week days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **meaning("business day,business days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **meaning("working day,working days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **meaning("workday,workdays,work day,work days", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **meaning("weekend,weekends", Token(Kind.WEEKDAYS, WEEKEND)),
    **meaning("mwf", Token(Kind.WEEKDAYS, ("MO", "WE", "FR"))),
    **meaning("tth,tuth", Token(Kind.WEEKDAYS, ("TU", "TH"))),
    **lettered(_LETTERS),
    **meaning("day,days,day of the week,days of the week", unit(Unit.DAY)),
    **meaning("7 days a week,seven days a week", *every(Unit.DAY)),
    **meaning("week,weeks,wk,wks", unit(Unit.WEEK)),
    **meaning("month,months,calendar month", unit(Unit.MONTH)),
    **meaning("quarter,quarters,calendar quarter", unit(Unit.QUARTER)),
    **meaning("half year,half years,half a year", unit(Unit.HALF_YEAR)),
    **meaning("year,years,calendar year", unit(Unit.YEAR)),
    **meaning("daily,everyday", *every(Unit.DAY)),
    **meaning("weekly", *every(Unit.WEEK)),
    **meaning("monthly", *every(Unit.MONTH)),
    **meaning("quarterly", *every(Unit.QUARTER)),
    **meaning("yearly,annually,annual", *every(Unit.YEAR)),
    **meaning("half yearly,semi annually,semiannually,semi annual,semiannual",
              *every(Unit.HALF_YEAR)),
    **meaning("biennial,biennially", *every(Unit.YEAR, 2)),
    **meaning("fortnightly", *every(Unit.WEEK, 2)),
    **meaning("fortnight", Token(Kind.NUMBER, 2), unit(Unit.WEEK)),
    **meaning("biweekly,bi weekly", Token(Kind.NOTE, BIWEEKLY), *every(Unit.WEEK, 2)),
    **meaning("at least,at a minimum,at minimum,no less than,minimum", Token(Kind.NOTE, AT_LEAST)),
    **meaning("nightly", EVERY, Token(Kind.DAYPART, Daypart.NIGHT)),
    **_parts_of_day(),
    **meaning("noon,midday", Token(Kind.CLOCK, time(12))),
    **meaning("midnight", Token(Kind.CLOCK, time(0))),
    **meaning("at,@", Token(Kind.AT)),
    **meaning("between", Token(Kind.AT, "between")),
    **meaning("before,by,due by,due before,at latest,at the latest,latest,no later than,"
              "not later than,prior to", BEFORE),
    **_ends(_DAY_ENDS),
    **_ends(_EACH_DAY_ENDS, *every(Unit.DAY)),
    **anchored(("at", "at the"), _DAY_ENDS),
    **anchored(("before", "by", "before the", "by the"), _DAY_ENDS, BEFORE),
    **anchored(("at", "upon", "after", "at the"), _ANCHORS),
    **anchored(("before", "by", "prior to", "before the"), _ANCHORS, BEFORE),
    **meaning("before work", BEFORE, Token(Kind.ANCHOR, "the start of work")),
    **{words: (Token(Kind.ZONE, zone),) for zone, said in _ZONES.items()
       for words in said.split(",")},
    **meaning("and,&,+", Token(Kind.AND)),
    **meaning([",", "/"], Token(Kind.AND)),
    **meaning([":"], Token(Kind.FILLER)),
    **meaning("-,to,through,thru,till,until", Token(Kind.TO)),
    **meaning("of", Token(Kind.OF)),
    **meaning("on,the,in,(,),during,from,once,due", Token(Kind.FILLER)),
    **meaning("times,time,x,x /", Token(Kind.TIMES)),
    **meaning("twice", Token(Kind.NUMBER, 2), Token(Kind.TIMES)),
    **meaning("thrice", Token(Kind.NUMBER, 3), Token(Kind.TIMES)),
    **_often("semiweekly,semi weekly", 2, Unit.WEEK),
    **_often("semimonthly,semi monthly", 2, Unit.MONTH),
    **meaning("bimonthly,bi monthly", Token(Kind.TWICE_OR_HALF, Unit.MONTH)),
    **meaning("biannual,biannually,bi annually,bi annual,biyearly,bi yearly",
              Token(Kind.TWICE_OR_HALF, Unit.YEAR)),
    **refused("hour,hours,hourly,minute,minutes,minutely,seconds", Refusal.TOO_OFTEN),
    **refused("today,tomorrow,tonight,next", Refusal.ONCE_ONLY),
    **meaning("holiday,holidays,public holiday,public holidays,bank holidays",
              Token(Kind.HOLIDAYS)),
    **meaning("except,except for,excluding,but not,unless,not,other than,apart from",
              Token(Kind.EXCEPT)),
}  # fmt: skip
ENGLISH = language(
    name="English",
    words=WORDS,
    clocks=Clocks(CLOCK, read_clock, frozenset({"half", "past"})),
    ordinal=r"[0-9]{1,2}(?:st|nd|rd|th)\b",
    never_first={"the", "of", "a", "per", "to", "and", "&", "due", "x", "time", "times", "not",
                 "minimum", "-", ":"},
    before_every={"on", "in", "from", "at", "by", "before"},
)  # fmt: skip
