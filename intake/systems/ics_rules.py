"""A calendar's recurrence rule as a cadence can keep it: the same days, or a reason against it."""

from datetime import date

from icalendar import vRecur

from scheduler.cadence.rule_text import RuleError, parse_rule
from scheduler.cadence.rules import BUSINESS_DAYS, WEEKDAYS

_Parts = dict[str, list[str]]
_NO_RULE = "It is not written as a calendar's rules are."
_WHOLE_WEEK = set(WEEKDAYS)


def kept_rule(written: str, start: date) -> str:
    """Return an RRULE value that falls on the same days and that a cadence can have.

    What an iCalendar rule takes from its start is put into it: the weekday, the day, the month.
    An end by date is left out (see `end_of`). Raises RuleError with a sentence for people.
    """
    parts = _parts(written)
    if not parts:
        raise RuleError(_NO_RULE)
    parts.pop("UNTIL", None)
    if "COUNT" in parts:
        raise RuleError(f"It is repeated {parts['COUNT'][0]} times only, and then it is over.")
    _drop_week_start(parts, start)
    _weekly(parts, start)
    _positions(parts)
    _monthly(parts, start)
    _yearly(parts, start)
    text = ";".join(f"{name}={','.join(values)}" for name, values in parts.items())
    return str(parse_rule(text))


def end_of(written: str) -> date | None:
    """Return the last day of a rule that has one (UNTIL); None for others."""
    try:
        until = vRecur.from_ical(written).get("UNTIL")
    except ValueError:
        return None
    if not until or not hasattr(until[0], "year"):
        return None
    return date(until[0].year, until[0].month, until[0].day)


def _parts(written: str) -> _Parts:
    try:
        rule = vRecur.from_ical(written)
    except ValueError as error:
        raise RuleError(_NO_RULE) from error
    parts = {name.upper(): [str(value).removeprefix("+") for value in rule[name]] for name in rule}
    if parts.get("INTERVAL") == ["1"]:
        del parts["INTERVAL"]
    return parts


def _drop_week_start(parts: _Parts, start: date) -> None:
    """Where a week begins only matters to every second week or so, and then seldom."""
    begins = parts.pop("WKST", ["MO"])
    starts_on = WEEKDAYS[start.weekday()]
    days = parts.get("BYDAY", [starts_on])
    is_spaced = parts.get("FREQ") == ["WEEKLY"] and "INTERVAL" in parts and days != [starts_on]
    is_same_week = begins == ["MO"] or (begins == ["SU"] and "SU" not in {*days, starts_on})
    if is_spaced and not is_same_week:
        raise RuleError(f"Its weeks begin on {begins[0]}, and here they begin on Monday.")


def _weekly(parts: _Parts, start: date) -> None:
    is_daily = parts.get("FREQ") == ["DAILY"] and "INTERVAL" not in parts
    if is_daily and "BYDAY" in parts:
        parts["FREQ"] = ["WEEKLY"]
    if parts.get("FREQ") == ["WEEKLY"] and "BYDAY" not in parts:
        parts["BYDAY"] = [WEEKDAYS[start.weekday()]]


def _positions(parts: _Parts) -> None:
    """Outlook says “the second of the Tuesdays” and “the last of all days”."""
    days, positions = parts.get("BYDAY", []), parts.get("BYSETPOS", [])
    # A position counts within a period of the rule: in a year of one month it is that month's.
    is_of_month = parts.get("FREQ") == ["MONTHLY"] or (
        parts.get("FREQ") == ["YEARLY"] and len(parts.get("BYMONTH", [])) == 1
    )
    if not (positions and is_of_month):
        return
    if len(days) == 1 and days[0] in _WHOLE_WEEK:
        parts["BYDAY"] = [position + days[0] for position in parts.pop("BYSETPOS")]
    elif set(days) == _WHOLE_WEEK and "BYMONTHDAY" not in parts:
        del parts["BYDAY"]
        parts["BYMONTHDAY"] = parts.pop("BYSETPOS")
    elif set(days) == set(BUSINESS_DAYS):
        parts["BYDAY"] = list(BUSINESS_DAYS)


def _monthly(parts: _Parts, start: date) -> None:
    if parts.get("FREQ") != ["MONTHLY"]:
        return
    if not {"BYDAY", "BYMONTHDAY"} & parts.keys():
        parts["BYMONTHDAY"] = [str(start.day)]
    interval = int(parts.get("INTERVAL", ["1"])[0])
    if "BYMONTH" in parts:
        if interval == 1 and len(parts["BYMONTH"]) == 1:
            parts["FREQ"] = ["YEARLY"]
    elif interval % 12 == 0:
        parts |= {"FREQ": ["YEARLY"], "BYMONTH": [str(start.month)]}
        parts["INTERVAL"] = [str(interval // 12)]
    elif 12 % interval == 0 and interval > 1:
        del parts["INTERVAL"]
        months = sorted((start.month - 1 + n) % 12 + 1 for n in range(0, 12, interval))
        parts["BYMONTH"] = [str(month) for month in months]


def _yearly(parts: _Parts, start: date) -> None:
    if parts.get("FREQ") != ["YEARLY"]:
        return
    if not {"BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & parts.keys():
        parts["BYMONTH"] = [str(start.month)]
    if "BYMONTH" in parts and not {"BYDAY", "BYMONTHDAY"} & parts.keys():
        parts["BYMONTHDAY"] = [str(start.day)]
    if len(parts.get("BYMONTH", [])) > 1 and not {"INTERVAL", "BYSETPOS"} & parts.keys():
        parts["FREQ"] = ["MONTHLY"]
