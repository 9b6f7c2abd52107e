"""German cadences, each with the rule, the time and the deadline that it means."""

from datetime import time

import pytest

from scheduler import phrases

MEANT = {
    "jeden Montag um 9 Uhr": ("FREQ=WEEKLY;BYDAY=MO", "9:00", None),
    "werktags um 7": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "7:00", None),
    "täglich bis 12 Uhr": ("FREQ=DAILY", None, "12:00"),
    "alle zwei Wochen dienstags": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", None, None),
    "am ersten Montag im Monat": ("FREQ=MONTHLY;BYDAY=1MO", None, None),
    "monatlich am letzten Werktag": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", None, None),
    "vierteljährlich": ("FREQ=MONTHLY;BYMONTH=1,4,7,10", None, None),
    "jeden Morgen vor Öffnung": ("FREQ=DAILY", None, None),
    "täglich außer sonntags": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", None, None),
    "14-tägig": ("FREQ=WEEKLY;INTERVAL=2", None, None),
    "morgens": ("FREQ=DAILY", None, None),
    "morgens um 8": ("FREQ=DAILY", "8:00", None),
    "jeden Tag um halb acht": ("FREQ=DAILY", "7:30", None),
    "Montag bis Freitag um 8:30 Uhr": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:30", None),
    "Mo-Fr 8:00": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "8:00", None),
    "jeden zweiten Dienstag um 18 Uhr": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "18:00", None),
    "am 1. und 15. jedes Monats": ("FREQ=MONTHLY;BYMONTHDAY=1,15", None, None),
    "am 15. jeden Monat": ("FREQ=MONTHLY;BYMONTHDAY=15", None, None),
    "jeden Monat am 15": ("FREQ=MONTHLY;BYMONTHDAY=15", None, None),
    "jährlich am 3. März": ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", None, None),
    "zweimal pro Woche": ("FREQ=WEEKLY", None, None),
    "dreimal im Monat": ("FREQ=MONTHLY", None, None),
    "einmal die Woche montags": ("FREQ=WEEKLY;BYDAY=MO", None, None),
    "jeden Freitagabend um 7": ("FREQ=WEEKLY;BYDAY=FR", "19:00", None),
    "täglich um 7 Uhr 30": ("FREQ=DAILY", "7:30", None),
    "werktags vor 9 Uhr": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None, "9:00"),
    "jeden Tag zwischen 9 und 11 Uhr": ("FREQ=DAILY", "9:00", "11:00"),
    "alle 14 Tage montags": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None, None),
    "Ende des Monats": ("FREQ=MONTHLY;BYMONTHDAY=-1", None, None),
    "monatlich": ("FREQ=MONTHLY", None, None),
    "alle 3 Monate am 1.": ("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", None, None),
    "am letzten Tag des Quartals um 16 Uhr": (
        "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        "16:00",
        None,
    ),
    "taeglich um 9": ("FREQ=DAILY", "9:00", None),
    "täglich außer sonntags um 9": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", "9:00", None),
    "jeden 2. Mittwoch im Monat um 18 Uhr": ("FREQ=MONTHLY;BYDAY=2WE", "18:00", None),
    "jährlich zum 1. April": ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", None, None),
    "jährlich zum 01.07.": ("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", None, None),
    "jeden Tag Viertel nach sieben": ("FREQ=DAILY", "7:15", None),
    "vor Ladenöffnung, Mo–Sa": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", None, None),
    "montags und donnerstags um 04:17 Uhr": ("FREQ=WEEKLY;BYDAY=MO,TH", "4:17", None),
    "werktags um sechzehn Uhr": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "16:00", None),
    "jeden Dienstag und Freitag spätestens um 16:30": ("FREQ=WEEKLY;BYDAY=TU,FR", None, "16:30"),
    "am vorletzten Arbeitstag des Monats": (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        None,
        None,
    ),
    "am 30. Juni und 30. Dezember": ("FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=30", None, None),
    "Mo/Mi/Fr 8 Uhr": ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "8:00", None),
    "alle 2 Jahre am 3. März": ("FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=3", None, None),
    "halbjährlich am 1.": ("FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=1", None, None),
    "wöchentlich, freitags": ("FREQ=WEEKLY;BYDAY=FR", None, None),
}


def clock(text):
    return text and time(*map(int, text.split(":")))


@pytest.mark.parametrize("phrase", MEANT)
def test_a_german_phrase_means_exactly_this(phrase):
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
