"""The Spanish words of a cadence."""

import re
from datetime import time

from scheduler.cadence.rules import BUSINESS_DAYS, LAST_DAY, WEEKEND
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
    lettered,
    meaning,
    numbered,
    plain,
    refused,
    unit,
)

_NUMBERS = (
    "una", "dos", "tres", "cuatro", "cinco", "seis",
    "siete", "ocho", "nueve", "diez", "once", "doce",
)  # fmt: skip
_LATER_NUMBERS = {
    13: "trece", 14: "catorce", 15: "quince", 16: "dieciséis", 17: "diecisiete", 18: "dieciocho",
    19: "diecinueve", 20: "veinte", 21: "veintiuna", 22: "veintidós", 23: "veintitrés",
}  # fmt: skip
_HOUR = rf"(?:[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
_CLOCK = rf"""
    (?P<clock>{_HOUR}\s(?:y\s(?:media|cuarto)|menos\scuarto)\b
            | [0-9]{{1,2}}[:.][0-9]{{2}}(?![0-9])
              (?:\s?(?:[ap]\.?\s?m\b\.?|h\b|hs\b\.?|hrs\b\.?|horas\b))?
            | [0-9]{{1,2}}\s?(?:[ap]\.\s?m\b\.?|[ap]m\b|h\b|hs\b|hrs\b))
"""
_PARTED = re.compile(rf"({_HOUR}) (y media|y cuarto|menos cuarto)")
_MINUTES = {"y media": 30, "y cuarto": 15, "menos cuarto": -15}
_DAYS = {
    "MO": "lunes lun", "TU": "martes mar", "WE": "miércoles mié", "TH": "jueves jue",
    "FR": "viernes vie", "SA": "sábado sábados sáb", "SU": "domingo domingos dom",
}  # fmt: skip
_LETTERS = {"l": "MO", "m": "TU", "x": "WE", "j": "TH", "v": "FR", "s": "SA", "d": "SU"}
_MONTHS = (
    "enero ene", "febrero feb", "marzo", "abril abr", "mayo", "junio jun",
    "julio jul", "agosto ago", "septiembre setiembre sep sept", "octubre oct",
    "noviembre nov", "diciembre dic",
)  # fmt: skip
_ORDINALS = (
    "primer primero primera", "segundo segunda", "tercer tercero tercera", "cuarto cuarta",
    "quinto quinta", "sexto sexta", "séptimo séptima", "octavo octava", "noveno novena",
    "décimo décima",
)  # fmt: skip
_PARTS_OF_DAY = {
    "mañana": Daypart.MORNING,
    "tarde": Daypart.AFTERNOON,
    "noche": Daypart.NIGHT,
}
_ANCHORS = {
    "opening": "abrir,apertura,la apertura,abrir la tienda,abrir el local,abrir las puertas,"
    "abrir el restaurante",
    "closing": "cerrar,cierre,el cierre,cerrar la tienda,cerrar el local",
    "the end of the day": "final del día,fin del día,fin de la jornada,final de la jornada,"
    "terminar el día,finalizar el día,finalizar la jornada",
    "the start of the day": "inicio del día,comienzo del día,inicio de la jornada,"
    "empezar el día,comenzar la jornada",
    "the start of the shift": "inicio del turno,comienzo del turno,empezar el turno,"
    "iniciar el turno,cada turno,comenzar el turno",
    "the end of the shift": "final del turno,fin del turno,terminar el turno",
    "the start of work": "empezar a trabajar,comenzar a trabajar,comenzar el trabajo,"
    "iniciar el trabajo",
}
_AT_LEAST = "“Al menos” names the longest wait; it is read as exactly that often."
_BARE = str.maketrans("áéíóúñ", "aeioun")
_BARE_BUT_N = str.maketrans("áéíóú", "aeiou")


def read_clock(text: str) -> time:
    """Read "7:30 p. m." or "siete y media". Raises PhraseError."""
    found = _PARTED.fullmatch(text)
    if not found:
        return of_twelve(text)
    return beside(found[1], _NUMBERS, _MINUTES[found[2]])


def _days() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for day, names in _DAYS.items():
        found |= meaning(names.split(), Token(Kind.WEEKDAYS, (day,)))
    return found


def _parts_of_day() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for word, part in _PARTS_OF_DAY.items():
        token = Token(Kind.DAYPART, part)
        found |= meaning([word, f"de la {word}", f"por la {word}", f"en la {word}"], token)
        found |= meaning(
            [f"{word}s", f"por las {word}s", f"en las {word}s"], token, Token(Kind.EACH_DAY)
        )
    return found  # fmt: skip


_WORDS: dict[str, Meaning] = {
    **_days(),
    **lettered(_LETTERS),
    **meaning("l a v", Token(Kind.WEEKDAYS, BUSINESS_DAYS)),
    **numbered(Kind.MONTH, _MONTHS),
    **numbered(Kind.NUMBER, _NUMBERS),
    **{word: (Token(Kind.NUMBER, number),) for number, word in _LATER_NUMBERS.items()},
    **numbered(Kind.ORDINAL, _ORDINALS),
    **meaning("último,última,últimos", Token(Kind.ORDINAL, LAST_DAY)),
    **meaning("penúltimo,penúltima", Token(Kind.ORDINAL, -2)),
    **meaning("fin de mes,final de mes,finales de mes,fines de mes,fin del mes,final del mes,"
              "fin de cada mes,final de cada mes", *LAST_DAY_OF, unit(Unit.MONTH)),
    **meaning("fin de trimestre,final del trimestre", *LAST_DAY_OF, unit(Unit.QUARTER)),
    **meaning("fin de año,final del año", *LAST_DAY_OF, unit(Unit.YEAR)),
    **meaning("principio de,principios de,inicio de,inicios de,comienzo de,mediados de,"
              "a mediados de,a principios de", Token(Kind.FILLER)),
    **meaning("cada,todos los,todas las,todo,por", EVERY),
    **meaning("al día,por día", *every(Unit.DAY)),
    **meaning("a la semana,por semana", *every(Unit.WEEK)),
    **meaning("al mes,por mes", *every(Unit.MONTH)),
    **meaning("al trimestre", *every(Unit.QUARTER)),
    **meaning("al año,por año", *every(Unit.YEAR)),
    **meaning("veces", Token(Kind.TIMES)),
    **meaning("sí y otro no,sí y uno no,sí y no", Token(Kind.ALTERNATELY)),
    **meaning("utc,gmt", Token(Kind.ZONE, "UTC")),
    **meaning("día hábil,días hábiles,día laborable,días laborables,día laboral,días laborales",
              BUSINESS),
    **meaning("entre semana,día de semana,días de semana", BUSINESS),
    **meaning("fin de semana,fines de semana", Token(Kind.WEEKDAYS, WEEKEND)),
    **meaning("día,días", unit(Unit.DAY)),
    **meaning("semana,semanas", unit(Unit.WEEK)),
    **meaning("mes,meses", unit(Unit.MONTH)),
    **meaning("mes siguiente", *every(Unit.MONTH)),
    **meaning("trimestre,trimestres", unit(Unit.QUARTER)),
    **meaning("semestre,semestres", unit(Unit.HALF_YEAR)),
    **meaning("año,años", unit(Unit.YEAR)),
    **meaning("diario,diaria,diarios,diarias,diariamente,a diario", *every(Unit.DAY)),
    **meaning("semanal,semanales,semanalmente", *every(Unit.WEEK)),
    **meaning("mensual,mensuales,mensualmente", *every(Unit.MONTH)),
    **meaning("bimestral,bimestrales,bimestralmente", *every(Unit.MONTH, 2)),
    **meaning("trimestral,trimestrales,trimestralmente", *every(Unit.QUARTER)),
    **meaning("cuatrimestral,cuatrimestralmente", *every(Unit.MONTH, 4)),
    **meaning("semestral,semestrales,semestralmente", *every(Unit.HALF_YEAR)),
    **meaning("anual,anuales,anualmente", *every(Unit.YEAR)),
    **meaning("bienal", *every(Unit.YEAR, 2)),
    **meaning("quincenal,quincenales,quincenalmente", Token(Kind.TWICE_OR_HALF, Unit.WEEK)),
    **meaning("bianual", Token(Kind.TWICE_OR_HALF, Unit.YEAR)),
    **meaning("bimensual", Token(Kind.NUMBER, 2), Token(Kind.TIMES), *every(Unit.MONTH)),
    **meaning("al menos,por lo menos,como mínimo,mínimo", Token(Kind.NOTE, _AT_LEAST)),
    **_parts_of_day(),
    **meaning("mediodía,medio día,al mediodía,a mediodía,del mediodía",
              Token(Kind.CLOCK, time(12))),
    **meaning("medianoche,a medianoche,a la medianoche",
              Token(Kind.CLOCK, time(0), "midnight")),
    **meaning("a las,a la,sobre las,desde las,a partir de las,@", Token(Kind.AT)),
    **meaning("entre las,entre la", Token(Kind.AT, "between")),
    **meaning("antes de las,antes de la,antes del,antes de,hasta las,hasta la,a más tardar,"
              "a más tardar a las,para las", BEFORE),
    **anchored(("al", "a la", "después de", "tras"), _ANCHORS),
    **anchored(("antes de", "antes del", "antes de la", "a más tardar al"), _ANCHORS, BEFORE),
    **meaning("y,e,&,+", Token(Kind.AND)),
    **meaning([",", "/"], Token(Kind.AND)),
    **meaning([":"], Token(Kind.FILLER)),
    **meaning("-,a,al,hasta", Token(Kind.TO)),
    **meaning("del", Token(Kind.OF)),
    **meaning("de,el,la,los,las,un,en,una vez,(,),durante", Token(Kind.FILLER)),
    **refused("hora,horas,minuto,minutos", Refusal.TOO_OFTEN),
    **refused("hoy,próximo,próxima", Refusal.ONCE_ONLY),
    **meaning("festivo,festivos,feriado,feriados,días festivos,días feriados",
              Token(Kind.HOLIDAYS)),
    **meaning("excepto,salvo,menos,pero no,no,a excepción de,excepto los,menos los,salvo los",
              Token(Kind.EXCEPT)),
}  # fmt: skip
SPANISH = language(
    name="Spanish",
    words=plain(_WORDS, _BARE, _BARE_BUT_N),
    clocks=Clocks(_CLOCK, read_clock, frozenset({"media", "cuarto"})),
    ordinal=r"[0-9]{1,2}(?:o|a|er|ro|do|to)\b",
    never_first={"y", "e", "del", "de", "el", "la", "los", "las", "en", "a", "al", "por", "no",
                 "menos", "-", "&", ":", "veces"},
    before_every={"a la", "hasta", "antes"},
)  # fmt: skip
