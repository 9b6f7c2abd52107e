"""Spanish cadences, each with the rule, the time and the deadline that it means."""

from datetime import time

import pytest

from scheduler import phrases

MEANT = {
    "cada lunes a las 9": ("FREQ=WEEKLY;BYDAY=MO", "9:00", None),
    "todos los días a las 7:00": ("FREQ=DAILY", "7:00", None),
    "de lunes a viernes": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None, None),
    "de lunes a viernes a las 8": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:00", None),
    "semanal": ("FREQ=WEEKLY", None, None),
    "mensual": ("FREQ=MONTHLY", None, None),
    "trimestral": ("FREQ=MONTHLY;BYMONTH=1,4,7,10", None, None),
    "el primer lunes de cada mes": ("FREQ=MONTHLY;BYDAY=1MO", None, None),
    "cada dos semanas": ("FREQ=WEEKLY;INTERVAL=2", None, None),
    "cada dos semanas los martes": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None, None),
    "todos los días antes de las 9": ("FREQ=DAILY", None, "9:00"),
    "a mediodía": (None, "12:00", None),
    "todos los días a mediodía": ("FREQ=DAILY", "12:00", None),
    "todos los días excepto domingos": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", None, None),
    "último día hábil del mes": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", None, None),
    "el día 5 de cada mes": ("FREQ=MONTHLY;BYMONTHDAY=5", None, None),
    "el 15 de cada mes": ("FREQ=MONTHLY;BYMONTHDAY=15", None, None),
    "el 1 y el 15 de cada mes": ("FREQ=MONTHLY;BYMONTHDAY=1,15", None, None),
    "cada 3 meses": ("FREQ=MONTHLY;BYMONTH=1,4,7,10", None, None),
    "quincenal": ("FREQ=WEEKLY;INTERVAL=2", None, None),
    "L-V a las 8": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:00", None),
    "todos los viernes a las 5 de la tarde": ("FREQ=WEEKLY;BYDAY=FR", "17:00", None),
    "cada mañana a las 8": ("FREQ=DAILY", "8:00", None),
    "por las mañanas": ("FREQ=DAILY", None, None),
    "antes de abrir": (None, None, None),
    "cada día antes de abrir": ("FREQ=DAILY", None, None),
    "lunes, miércoles y viernes a las 18:30": ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "18:30", None),
    "dos veces por semana": ("FREQ=WEEKLY", None, None),
    "una vez al mes": ("FREQ=MONTHLY", None, None),
    "anual": ("FREQ=YEARLY", None, None),
    "el 3 de marzo de cada año": ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", None, None),
    "fin de mes": ("FREQ=MONTHLY;BYMONTHDAY=-1", None, None),
    "cada noche a las diez": ("FREQ=DAILY", "22:00", None),
    "todos los días a las siete y media": ("FREQ=DAILY", "7:30", None),
    "los martes y jueves a las 19:00": ("FREQ=WEEKLY;BYDAY=TU,TH", "19:00", None),
    "viernes sí y otro no, a las 16:00": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "16:00", None),
    "cada dos viernes": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", None, None),
    "el último viernes de cada mes": ("FREQ=MONTHLY;BYDAY=-1FR", None, None),
    "todos los dias menos los domingos a las 8": (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
        "8:00",
        None,
    ),
    "cada 15 días": ("FREQ=DAILY;INTERVAL=15", None, None),
    "bimestral": ("FREQ=MONTHLY;BYMONTH=1,3,5,7,9,11", None, None),
    "semestral": ("FREQ=MONTHLY;BYMONTH=1,7", None, None),
    "lunes a sábado a las 7 de la mañana": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "7:00", None),
    "todas las noches a las 10": ("FREQ=DAILY", "22:00", None),
    "el 15 de enero y el 15 de julio": ("FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=15", None, None),
    "a más tardar a las 17:00 todos los días": ("FREQ=DAILY", None, "17:00"),
    "entre semana a las 8:30": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:30", None),
    "los fines de semana a las 10": ("FREQ=WEEKLY;BYDAY=SA,SU", "10:00", None),
    "cada trimestre el último día hábil": (
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        None,
        None,
    ),
}


def clock(text):
    return text and time(*map(int, text.split(":")))


@pytest.mark.parametrize("phrase", MEANT)
def test_a_spanish_phrase_means_exactly_this(phrase):
    rule, at, deadline = MEANT[phrase]

    read = phrases.understand(phrase)

    assert (read.rule, read.time, read.deadline) == (rule, clock(at), clock(deadline))


@pytest.mark.parametrize("phrase", MEANT)
def test_what_it_says_whole_is_said_back_in_english_and_means_the_same(phrase):
    try:
        reading = phrases.parse(phrase)
    except phrases.NotUnderstood:
        left = phrases.understand(phrase)
        assert left.question or left.zone
        return

    again = phrases.parse(phrases.describe(reading.rule, time(7, 5)))

    assert (again.rule, again.time) == (reading.rule, time(7, 5))
