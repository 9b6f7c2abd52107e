"""The German words of a cadence."""

import re
from datetime import time

from scheduler.cadence.rules import LAST_DAY, WEEKEND
from scheduler.phrases.clocks import beside, of_twelve
from scheduler.phrases.lexemes import language
from scheduler.phrases.vocabulary import (
    BEFORE,
    BUSINESS,
    EVERY,
    LAST_DAY_OF,
    Clocks,
    Daypart,
    Kind,
    Meaning,
    Refusal,
    Token,
    Unit,
    anchored,
    every,
    meaning,
    numbered,
    plain,
    refused,
    unit,
)

_NUMBERS = (
    "eins", "zwei", "drei", "vier", "fünf", "sechs",
    "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)  # fmt: skip
_LATER_NUMBERS = {
    13: "dreizehn", 14: "vierzehn", 15: "fünfzehn", 16: "sechzehn", 17: "siebzehn",
    18: "achtzehn", 19: "neunzehn", 20: "zwanzig", 21: "einundzwanzig", 22: "zweiundzwanzig",
    23: "dreiundzwanzig",
}  # fmt: skip
_HOUR = rf"(?:[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
_CLOCK = rf"""
    (?P<clock>(?:halb|dreiviertel|viertel\s(?:nach|vor))\s{_HOUR}(?:\suhr)?\b
            | [0-9]{{1,2}}:[0-9]{{2}}(?![0-9])(?:\s?(?:uhr|h)\b)?
            | (?<!\bam\s)(?<!\bzum\s)(?<!\bden\s)[0-9]{{1,2}}\.[0-9]{{2}}(?![0-9.])
              (?:\s?(?:uhr|h)\b)?
            | [0-9]{{1,2}}\s?uhr(?:\s[0-9]{{2}})?\b
            | [0-9]{{1,2}}\s?h\b)
"""
# A dot makes the ordinal; the last one of a sentence has been cut off.
_ORDINAL = r"""[0-9]{1,2}\.(?!\s?[0-9])
    | [0-9]{1,2}\.(?=(?:0?[1-9]|1[0-2])(?:\.|$))
    | (?:(?<=\bam\s)|(?<=\bden\s)|(?<=\bzum\s)|(?<=[0-9]\.\sund\s))[0-9]{1,2}$"""
_PARTED = re.compile(rf"(halb|dreiviertel|viertel nach|viertel vor) ({_HOUR}).*")
_MINUTES = {"halb": -30, "dreiviertel": -15, "viertel nach": 15, "viertel vor": -15}
_DAYS = {
    "MO": "montag", "TU": "dienstag", "WE": "mittwoch", "TH": "donnerstag",
    "FR": "freitag", "SA": "samstag", "SU": "sonntag",
}  # fmt: skip
_SHORT_DAYS = {
    "MO": "mo", "TU": "di", "WE": "mi", "TH": "do", "FR": "fr",
    "SA": "sa sonnabend sonnabends", "SU": "so",
}  # fmt: skip
_MONTHS = (
    "januar jan jänner", "februar feb", "märz mrz", "april apr", "mai", "juni jun",
    "juli jul", "august aug", "september sep sept", "oktober okt", "november nov", "dezember dez",
)  # fmt: skip
_ORDINALS = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst",
    "siebt", "acht", "neunt", "zehnt", "elft", "zwölft",
)  # fmt: skip
_ENDINGS = ("e", "en", "er", "es", "em")
_PARTS_OF_DAY = {
    "morgen": Daypart.MORNING,
    "vormittag": Daypart.MORNING,
    "nachmittag": Daypart.AFTERNOON,
    "abend": Daypart.EVENING,
    "nacht": Daypart.NIGHT,
}
_ANCHORS = {
    "opening": "öffnung,ladenöffnung,geschäftsöffnung,eröffnung,öffnen,der öffnung,"
    "der ladenöffnung,dem öffnen,betriebsbeginn",
    "closing": "schließung,ladenschluss,geschäftsschluss,schließen,der schließung,dem schließen,"
    "betriebsschluss,küchenschluss",
    "the start of work": "arbeitsbeginn,dienstbeginn,beginn der arbeit",
    "the end of the day": "feierabend,dienstschluss,arbeitsende,tagesende,ende des tages,"
    "büroschluss",
    "the start of the shift": "schichtbeginn,der schicht,jeder schicht,beginn der schicht",
    "the end of the shift": "schichtende,ende der schicht",
    "the start of the day": "tagesbeginn",
    "lunch": "dem mittagessen",
}
_WERKTAG = "“Werktag” is read as Monday to Friday."
_AT_LEAST = "“Mindestens” names the longest wait; it is read as exactly that often."
# "ae" for "ä", and "a" as by those who have no such key; what is folded has no "ß".
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BARE = str.maketrans("äöü", "aou")


def read_clock(text: str) -> time:
    """Read "9 Uhr 30", "8.15 Uhr" or "halb acht". Raises PhraseError."""
    found = _PARTED.fullmatch(text)
    if not found:
        return of_twelve(text)
    return beside(found[2], _NUMBERS, _MINUTES[found[1]])


def _days() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for day, name in _DAYS.items():
        token = Token(Kind.WEEKDAYS, (day,))
        names = [name, f"{name}s", f"{name}e", f"{name}en", *_SHORT_DAYS[day].split()]
        found |= meaning(names, token)
        for words, part in _PARTS_OF_DAY.items():
            found |= meaning(
                [f"{name}{words}", f"{name}{words}s"], token, Token(Kind.DAYPART, part)
            )
    return found  # fmt: skip


def _parts_of_day() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for word, part in _PARTS_OF_DAY.items():
        found[word] = (Token(Kind.DAYPART, part),)
        found[f"{word}s"] = (Token(Kind.DAYPART, part), Token(Kind.EACH_DAY))
    return found


def _endings(stem: str, *tokens: Token) -> dict[str, Meaning]:
    return meaning((f"{stem}{ending}" for ending in _ENDINGS), *tokens)


def _ordinals() -> dict[str, Meaning]:
    found = _endings("letzt", Token(Kind.ORDINAL, LAST_DAY))
    found |= _endings("vorletzt", Token(Kind.ORDINAL, -2))
    for number, stem in enumerate(_ORDINALS, start=1):
        found |= _endings(stem, Token(Kind.ORDINAL, number))
    return found


def _times() -> dict[str, Meaning]:
    words = ("einmal", "zweimal", "dreimal", "viermal", "fünfmal", "sechsmal")
    return {
        word: (Token(Kind.NUMBER, times), Token(Kind.TIMES))
        for times, word in enumerate(words, start=1)
        if times > 1
    }


_WORDS: dict[str, Meaning] = {
    **_days(),
    **numbered(Kind.MONTH, _MONTHS),
    **numbered(Kind.NUMBER, _NUMBERS),
    **{word: (Token(Kind.NUMBER, number),) for number, word in _LATER_NUMBERS.items()},
    **_ordinals(),
    **meaning("ende", *LAST_DAY_OF),
    **meaning("monatsende,monatsletzten,ultimo", *LAST_DAY_OF, unit(Unit.MONTH)),
    **meaning("monatsersten", Token(Kind.ORDINAL, 1), unit(Unit.DAY), unit(Unit.MONTH)),
    **meaning("quartalsende", *LAST_DAY_OF, unit(Unit.QUARTER)),
    **meaning("jahresende", *LAST_DAY_OF, unit(Unit.YEAR)),
    **meaning("anfang,mitte", Token(Kind.FILLER)),
    **meaning("monatsanfang,monatsmitte", Token(Kind.FILLER), *every(Unit.MONTH)),
    **meaning("jeden,jede,jedes,jeder,jedem,alle,aller,allen,je,pro", EVERY),
    **_times(),
    **meaning("mal,x,x /", Token(Kind.TIMES)),
    **meaning("wochentag,wochentage,wochentagen,wochentags", BUSINESS),
    **meaning("arbeitstag,arbeitstage,arbeitstagen,arbeitstags", BUSINESS),
    **meaning("werktag,werktage,werktagen,werktags", BUSINESS, Token(Kind.NOTE, _WERKTAG)),
    **meaning("werktäglich", BUSINESS, Token(Kind.NOTE, _WERKTAG)),
    **meaning("arbeitstäglich", BUSINESS),
    **meaning("wochenende,wochenenden,wochenends", Token(Kind.WEEKDAYS, WEEKEND)),
    **meaning("tag,tage,tagen,tages", unit(Unit.DAY)),
    **meaning("woche,wochen", unit(Unit.WEEK)),
    **meaning("monat,monate,monaten,monats", unit(Unit.MONTH)),
    **meaning("folgemonats,folgemonat", *every(Unit.MONTH)),
    **meaning("quartal,quartale,quartals,vierteljahr,vierteljahres", unit(Unit.QUARTER)),
    **meaning("halbjahr,halbjahres,halbe jahr,halben jahres", unit(Unit.HALF_YEAR)),
    **meaning("jahr,jahre,jahren,jahres", unit(Unit.YEAR)),
    **meaning("täglich,tgl,tägliche,täglicher,tägliches", *every(Unit.DAY)),
    **meaning("wöchentlich,wöchentliche,wöchentlicher,wöchentliches", *every(Unit.WEEK)),
    **meaning("monatlich,monatliche,monatlicher,monatliches", *every(Unit.MONTH)),
    **meaning("vierteljährlich,vierteljährliche,vierteljährlicher,quartalsweise",
              *every(Unit.QUARTER)),
    **meaning("halbjährlich,halbjährliche,halbjährlicher", *every(Unit.HALF_YEAR)),
    **meaning("jährlich,jährliche,jährlicher,jährliches", *every(Unit.YEAR)),
    **meaning("14 tägig,14 tägige,14 täglich,vierzehntägig,vierzehntäglich,zweiwöchentlich,"
              "zweiwöchig,2 wöchentlich,2 wöchig", *every(Unit.WEEK, 2)),
    **meaning("zweimonatlich,2 monatlich", *every(Unit.MONTH, 2)),
    **meaning("zweijährlich", *every(Unit.YEAR, 2)),
    **meaning("halbmonatlich", Token(Kind.NUMBER, 2), Token(Kind.TIMES), *every(Unit.MONTH)),
    **meaning("mindestens", Token(Kind.NOTE, _AT_LEAST)),
    **_parts_of_day(),
    **meaning("früh,in der früh,frühmorgens", Token(Kind.DAYPART, Daypart.MORNING)),
    **meaning("mittag,mittags,12 uhr mittags", Token(Kind.CLOCK, time(12))),
    **meaning("mitternacht", Token(Kind.CLOCK, time(0), "midnight")),
    **meaning("um,ab,gegen,@", Token(Kind.AT)),
    **meaning("utc,gmt", Token(Kind.ZONE, "UTC")),
    **meaning("zwischen", Token(Kind.AT, "between")),
    **meaning("vor,bis spätestens,bis um,spätestens,spätestens um,spätestens bis,bis zum,bis zur",
              BEFORE),
    **anchored(("bei", "zum", "zur", "nach", "mit", "am", "zu"), _ANCHORS),
    **anchored(("vor", "bis", "bis zum", "bis zur", "spätestens bei", "spätestens zum"),
               _ANCHORS, BEFORE),
    **meaning("und,sowie,&,+", Token(Kind.AND)),
    **meaning([",", "/"], Token(Kind.AND)),
    **meaning([":"], Token(Kind.FILLER)),
    **meaning("-", Token(Kind.TO)),
    **meaning("bis", Token(Kind.TO, "by")),
    **meaning("des,eines", Token(Kind.OF)),
    **meaning("am,an,den,der,die,das,dem,im,in,zum,zur,vom,von,jeweils,immer,einmal,(,),fällig,"
              "uhr,während", Token(Kind.FILLER)),
    **refused("stunde,stunden,stündlich,minute,minuten", Refusal.TOO_OFTEN),
    **refused("heute,übermorgen,nächsten,nächste,nächster", Refusal.ONCE_ONLY),
    **meaning("feiertag,feiertage,feiertagen,feiertags", Token(Kind.HOLIDAYS)),
    **meaning("außer,ausgenommen,aber nicht,nicht,bis auf,nur nicht", Token(Kind.EXCEPT)),
}  # fmt: skip
GERMAN = language(
    name="German",
    words=plain(_WORDS, _SPELLED_OUT, _BARE),
    clocks=Clocks(_CLOCK, read_clock, frozenset({"halb", "viertel", "dreiviertel", "nach"})),
    ordinal=_ORDINAL,
    never_first={"und", "des", "eines", "-", "&", "der", "die", "das", "den", "dem", "einmal",
                 "vom", "von", "uhr", "nicht", "mal", "x", ":"},
    before_every={"am", "an", "im", "in", "um", "vor", "zum", "zur", "bis"},
)  # fmt: skip
