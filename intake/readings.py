"""The figure that a step asks for: what is measured, its unit, and the range that is right."""

import re
from dataclasses import dataclass
from itertools import takewhile

from intake.draft import Reading

_NUMBER = r"[-\u2212+]?\d{1,9}(?:[.,]\d{3}){0,3}(?:[.,]\d{1,6})?"

# What the text may write, and the unit that it means; the first that fits counts.
_UNITS = (
    (r"(?:°|º|˚|\bo)\s?C\b|degrees? (?:C\b|celsius)|grad celsius|grados (?:C\b|celsius)", "°C"),
    (r"(?:°|º|˚|\bo|(?<=\d)o)\s?F\b|degrees? (?:F\b|fahrenheit)", "°F"),
    (r"°|degrees?\b|grad\b|grados\b", "°"),
    (r"ppm\b", "ppm"),
    (r"ppb\b", "ppb"),
    (r"mg/l\b", "mg/L"),
    (r"µS/cm\b|μS/cm\b|uS/cm\b", "µS/cm"),
    (r"%|percent\b|per cent\b|prozent\b|por ciento\b", "%"),
    (r"psi\b", "psi"),
    (r"mbar\b", "mbar"),
    (r"bar\b", "bar"),
    (r"kpa\b", "kPa"),
    (r"mph\b", "mph"),
    (r"km/h\b", "km/h"),
    (r"rpm\b", "rpm"),
    (r"kwh\b", "kWh"),
    (r"volts?\b|v\b", "V"),
    (r"amps?\b|a\b", "A"),
    (r"kg\b|kilos?\b", "kg"),
    (r"g\b|grams?\b|gramm\b|gramos\b", "g"),
    (r"lbs?\b|pounds?\b", "lb"),
    (r"oz\b", "oz"),
    (r"ml\b", "ml"),
    (r"l\b|lit(?:er|re)s?\b|litros?\b", "L"),
    (r"gal(?:lons?)?\b", "gal"),
    (r"€|eur\b|euros?\b", "€"),
    (r"\$|usd\b|dollars?\b", "$"),
    (r"£|gbp\b", "£"),
    (r"mm\b", "mm"),
    (r"cm\b", "cm"),
    (r"in(?:ches)?\b|\"", "in"),
)
# These are measured wherever they are given with a limit; others need a word that says so.
_TELLING = {"°C", "°F", "ppm", "ppb", "mg/L", "µS/cm", "psi", "mbar", "bar", "kPa", "mph", "pH"}
_WHAT_OF_UNIT = {
    "°C": "temperature",
    "°F": "temperature",
    "°": "temperature",
    "ppm": "concentration",
    "ppb": "concentration",
    "mg/L": "concentration",
    "µS/cm": "conductivity",
    "psi": "pressure",
    "mbar": "pressure",
    "bar": "pressure",
    "kPa": "pressure",
    "mph": "speed",
    "km/h": "speed",
    "kg": "weight",
    "g": "weight",
    "lb": "weight",
    "oz": "weight",
    "€": "amount",
    "$": "amount",
    "£": "amount",
    "pH": "pH",
}

# What people measure; of what may stand beside it ("fridge temperature", "weight of the bag").
_QUANTITIES = (
    r"temperatures?|temps?|temperaturas?|(?:[a-zäöü]*temperatur(?:en)?)"
    r"|pressures?|(?:[a-zäöü]*druck)|presi[oó]n(?:es)?"
    r"|humidity|luftfeuchtigkeit|humedad"
    r"|ph(?:[ -]?(?:levels?|values?|wert))?"
    r"|(?:chlorine|chlor|cloro|oil|water|fuel|level|füll)[ -]?(?:levels?|stand|wert|readings?)|"
    r"chlorine"
    r"|weights?|gewicht|peso"
    r"|(?:gas|water|electricity|power|meter|gauge|blank)[ -](?:readings?|meters?)|readings?"
    r"|zählerst(?:and|ände)|lecturas?"
    r"|mileage|odometer|kilometerstand|kilometraje"
    r"|cash|takings|float|(?:till|cash|card|daily|drawer) (?:totals?|counts?|takings)|kassenbestand"
    r"|voltage|spannung|voltaje|wind speed|conductivity|leitfähigkeit|flow rate"
    r"|variances?|differenz(?:en)?|diferencias?|discrepanc(?:y|ies)"
)
_QUANTITY = re.compile(
    rf"(?P<before>(?:[\w-]+ ){{0,3}})\b(?P<noun>{_QUANTITIES})\b"
    r"(?P<of> (?:of|in|der|des|del?|im)(?: (?:the|all|each|la|las|los|el|der|des))?)?"
    r"(?P<after>(?: [\w-]+){0,3})",
    re.IGNORECASE,
)
_OTHER_WORDS = """
    the a an all each every of and that if to in its their your our correct right die der das den
    dem alle und ob el la los las un una y is are should must be was record records log logs note
    notes write down enter measure take read check verify monitor document input count confirm
    ensure make sure there s no with for on at from when daily weekly before after then than or
    between below under above over registrar anotar medir tomar entre bei von zwischen
"""
_NO_PART_OF_A_NAME = frozenset(_OTHER_WORDS.split())
_MEASURING = re.compile(
    r"\b(?:record(?:s|ed|ing)?|log(?:s|ged|ging)?|not(?:e|es|ed|ing)(?! on)|writ(?:e|es|ten|"
    r"ing) down|"
    r"written record|measur(?:e|es|ed|ing)|enter(?:s|ed)?|input|take(?:s|n)?|reads?|"
    r"document(?:s|ed)?|"
    r"count(?:s|ed)?|weigh(?:s|ed)?|"
    r"protokollier\w*|notier\w*|aufschreib\w*|mess(?:en|t)|gemessen|ablesen|eintragen|erfass\w*|"
    r"dokumentier\w*|zähl(?:en|t)|"
    r"registr(?:ar|e|a|en)|anot(?:ar|e|a|en)|apunt(?:ar|e|a|en)|medir|mid[ae]|tom(?:ar|e|a)|"
    r"cont(?:ar|e))\b",
    re.IGNORECASE,
)
_CHECKING = re.compile(
    r"\b(?:check\w*|verif\w+|monitor\w*|ensure\w*|make sure|confirm\w*|maintain\w*|keep|test\w*|"
    r"prüf\w*|kontrollier\w*|überprüf\w*|comprob\w*|comprueb\w*|control\w*|revis\w*|mantener)\b",
    re.IGNORECASE,
)
_NO_DIFFERENCE = re.compile(
    r"\b(?:no|zero|without(?: any)?|keine?|ohne|sin|ninguna) "
    r"(?P<what>variances?|discrepanc(?:y|ies)|differences?|differenz(?:en)?|diferencias?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Limits:
    quote: str
    unit: str
    low: float | None
    high: float | None


def _limit_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what a range looks like, and how it is to be taken."""
    units = "|".join(pattern for pattern, _ in _UNITS)
    unit, money = rf"\s?(?P<unit>{units})", r"(?P<money>[€$£])?\s?"
    # A unit may stand behind the first number as well ("0 °C to 5 °C").
    again = rf"(?:\s?(?:{units}))?"
    a, b = rf"(?P<a>{_NUMBER})", rf"(?P<b>{_NUMBER})"
    ph = r"\bph\b(?: (?:value|level|wert))?(?: (?:is|of|at|be))?(?P<unit>) ?"
    below = (
        r"(?:below|under|less than|lower than|no (?:more|higher|warmer) than|not (?:above|over|"
        r"exceed)|"
        r"at most|up to|max(?:imum|\.)?|<=?|≤|unter|höchstens|maximal|weniger als|nicht über|"
        r"por debajo de|menos de|inferior a|no más de|máximo)"
    )
    above = (
        r"(?:above|over|more than|greater than|higher than|no (?:less|lower) than|not below|"
        r"at least|"
        r"min(?:imum|\.)?|>=?|≥|über|mindestens|mehr als|nicht unter|por encima de|más de|"
        r"superior a|al menos|mínimo)"
    )
    down = r"\s?(?:or|oder|o) (?:below|less|lower|colder|cooler|under|weniger|kälter|menos)"
    up = r"\s?(?:or|oder|o) (?:above|more|higher|hotter|warmer|over|mehr|wärmer|más)"
    maybe = rf"(?:\s?(?P<unit>{units}))?"
    span = "(?:between|from|zwischen|von|entre|de) "
    shapes = (
        (rf"{a}{again}\s?(?:\+\s?/\s?[-\u2212]|±)\s?{b}{unit}", "around"),
        (rf"{ph}(?:between |from )?{a}\s?(?:-|\u2013|\u2014|to|and|bis|und|a|y)\s?{b}", "between"),
        (rf"{ph}{below} {a}", "below"),
        (rf"{ph}{above} {a}", "above"),
        (rf"{span}{money}{a}{again} (?:and|to|und|bis|y|a) [€$£]?{b}{maybe}", "between"),
        (rf"{money}{a}{again}\s?(?:-|\u2013|\u2014| to | bis | a )\s?[€$£]?{b}{unit}", "between"),
        (rf"(?P<money>[€$£])\s?{a}\s?(?:-|\u2013|\u2014| to )\s?[€$£]?{b}", "between"),
        (rf"{below}\s?{a}{unit}", "below"),
        (rf"{above}\s?{a}{unit}", "above"),
        (rf"{below}\s?(?P<money>[€$£])\s?{a}", "below"),
        (rf"{above}\s?(?P<money>[€$£])\s?{a}", "above"),
        (rf"(?<![\w.,]){a}{unit}{down}", "below"),
        (rf"(?<![\w.,]){a}{unit}{up}", "above"),
    )
    return tuple(
        (re.compile(rf"(?<![\w.]){shape}" if shape[0] != "(" else shape, re.IGNORECASE), taken)
        for shape, taken in shapes
    )


_LIMITS = _limit_patterns()


def reading_for(text: str) -> tuple[Reading, str] | None:
    """Return the figure that `text` asks for and the words that say so; None if it asks for none.

    A figure is asked for by a word for noting it beside a quantity ("record the temperature"), by a
    range beside a quantity or a word for checking ("check that it is 60-65 °C"), or by a range in a
    unit that nothing but an instrument tells ("fridge 0-5 °C").
    """
    if none := _NO_DIFFERENCE.search(text):
        return Reading(what=none["what"].casefold(), low=0, high=0), none[0]
    limits, quantity = _limits(text), _QUANTITY.search(text)
    measuring = _MEASURING.search(text)
    if limits and (quantity or measuring or _CHECKING.search(text) or limits.unit in _TELLING):
        return _reading(quantity, limits), limits.quote
    if quantity and measuring:
        first = min(measuring.start(), quantity.start("noun"))
        quote = text[first : max(measuring.end(), quantity.end("noun"))]
        return Reading(what=_named(quantity)), quote
    return None


def _reading(quantity: re.Match[str] | None, limits: _Limits) -> Reading:
    what = _named(quantity) if quantity else _WHAT_OF_UNIT.get(limits.unit, "reading")
    return Reading(what=what, unit=limits.unit or None, low=limits.low, high=limits.high)


def _named(quantity: re.Match[str]) -> str:
    """Return the quantity with what it is of: “walk-in temperature”, “temperature of the oven”."""
    before = reversed(list(takewhile(_of_a_name, reversed(quantity["before"].split()))))
    after = list(takewhile(_of_a_name, quantity["after"].split())) if quantity["of"] else []
    of = [quantity["of"].strip()] if after else []
    return " ".join([*before, quantity["noun"], *of, *after])


def _of_a_name(word: str) -> bool:
    return word.casefold() not in _NO_PART_OF_A_NAME and not _MEASURING.fullmatch(word)


def _limits(text: str) -> _Limits | None:
    for pattern, taken in _LIMITS:
        if found := pattern.search(text):
            return _taken(found, taken)
    return None


def _taken(found: re.Match[str], taken: str) -> _Limits:
    groups = found.groupdict()
    unit = _unit(groups)
    first = _number(groups["a"])
    if taken == "below":
        return _Limits(found[0], unit, None, first)
    if taken == "above":
        return _Limits(found[0], unit, first, None)
    second = _number(groups["b"])
    if taken == "around":
        return _Limits(found[0], unit, round(first - second, 6), round(first + second, 6))
    return _Limits(found[0], unit, min(first, second), max(first, second))


def _unit(groups: dict[str, str | None]) -> str:
    written = groups.get("unit")
    if written == "":
        return "pH"
    if money := groups.get("money"):
        return money
    for pattern, unit in _UNITS:
        if written and re.fullmatch(pattern, written, re.IGNORECASE):
            return unit
    return ""


def _number(written: str | None) -> float:
    """Return what is written; a comma before three digits parts thousands, any other decimals."""
    plain = (written or "0").replace("\u2212", "-")
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    whole, *rest = re.split(r"[.,]", plain)
    return float(f"{whole}{''.join(rest[:-1])}.{rest[-1]}" if rest else whole)
