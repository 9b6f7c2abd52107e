"""Names as written and the people who may be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.people import Person, match

MEMBERS = (
    Person("U1", "Maria López", "maria", "maria.lopez@example.com"),
    Person("U2", "James O'Neil", "jimbo", "james@example.com"),
    Person("U3", "Robert Smith", "rob", "rsmith@example.com"),
    Person("U4", "Anna Müller", "", "anna@example.com"),
    Person("U5", "Anna Schmidt", "anna.s", "anna.schmidt@example.com"),
    Person("U6", "Tim Cook", "", ""),
    Person("U7", "Chef", "Chef", ""),
)
ONE = [
    ("maria.lopez@example.com", "U1", 1.0, "the e-mail address"),
    ("Maria <MARIA.LOPEZ@example.com>", "U1", 1.0, "the e-mail address"),
    ("Maria López", "U1", 0.95, "the full name"),
    ("maria lopez", "U1", 0.95, "the full name"),
    ("López, Maria", "U1", 0.95, "the full name"),
    ("Tim Cook", "U6", 0.95, "the full name"),
    ("@jimbo", "U2", 0.9, "the display name"),
    ("rsmith", "U3", 0.85, "the name before the @ of the e-mail address"),
    ("Bob Smith", "U3", 0.85, "the short form of the first name"),
    ("Maria L.", "U1", 0.8, "the first name and an initial"),
    ("R. Smith", "U3", 0.75, "an initial and the last name"),
    ("James", "U2", 0.7, "the first name"),
    ("Jim", "U2", 0.6, "a short form of the first name"),
    ("Mr. Smith", "U3", 0.6, "the last name"),
    ("Herr Muller", "U4", 0.6, "the last name"),
    ("Maria (sales)", "U1", 0.9, "the display name"),
]


@pytest.mark.parametrize(("written", "who", "confidence", "why"), ONE)
def test_a_name_is_matched_by_the_surest_rule(written, who, confidence, why):
    (only,) = match(written, MEMBERS)
    assert (only.id, only.confidence, only.why) == (who, confidence, why)


def test_a_name_that_fits_two_people_gives_both_half_as_likely():
    found = match("Anna", MEMBERS)
    assert [(one.id, one.confidence) for one in found] == [("U4", 0.35), ("U5", 0.35)]
    assert "2 people" in found[0].why


def test_of_several_names_each_is_matched_and_none_is_sure():
    found = match("Maria López and James", MEMBERS)
    assert [one.id for one in found] == ["U1", "U2"]
    assert all(one.confidence < 0.7 for one in found)


@pytest.mark.parametrize(
    "role", ["Chef", "Shift manager", "Cook", "the bar team", "Küche", "Encargado", "Cooks"]
)
def test_a_role_is_nobody(role):
    assert match(role, MEMBERS) == ()


@pytest.mark.parametrize("unknown", ["", "  ", "Zoë", "12345", "Maria Smith-Jones", "@"])
def test_who_is_not_known_is_nobody(unknown):
    assert match(unknown, MEMBERS) == ()


@given(st.text(), st.lists(st.builds(Person, st.uuids().map(str), st.text(), st.text(), st.text())))
def test_any_name_is_matched_with_a_share_of_certainty(name, members):
    found = match(name, members)
    assert all(0 <= one.confidence <= 1 for one in found)
    assert len({one.id for one in found}) == len(found)
