"""Two people's changes of one version: mine on top of theirs, nothing overwritten unseen."""

from datetime import datetime

import pytest
from test_preview import STEPS, plan_of

from scheduler.plan import StepPlan
from scheduler.step_keys import keyed
from scheduler.versions import FIELDS, merged, settled

BASE = plan_of(steps=keyed((), STEPS), notes=())
FORTNIGHTLY = plan_of("every other Tuesday at 18:30", steps=BASE.steps, notes=())
CHANGES = {
    "name": "Morning checks",
    "owner_id": "U0ZOE",
    "owner_seconds": 60,
    "digest_channel_id": "C0BAR",
    "opening": "all_at_once",
}


def changed(plan=BASE, **fields):
    return plan.model_copy(update=fields)


def test_what_only_one_of_them_changed_is_as_they_changed_it():
    mine, theirs = changed(name="Morning checks"), changed(owner_id="U0ZOE", manager_seconds=60)
    assert merged(BASE, mine, theirs) == changed(theirs, name="Morning checks")


@pytest.mark.parametrize("field", sorted(CHANGES))
def test_what_i_left_alone_is_theirs(field):
    theirs = changed(**{field: CHANGES[field]})
    assert merged(BASE, BASE, theirs) == theirs


def test_what_both_changed_is_mine():
    assert merged(BASE, changed(name="Mine"), changed(name="Theirs")).name == "Mine"


def test_a_cadence_is_taken_whole():
    theirs = changed(rule=FORTNIGHTLY.rule, start=FORTNIGHTLY.start)
    mine = changed(start=datetime(2026, 11, 23, 8, 0))
    both = merged(BASE, mine, theirs)
    assert (both.rule, both.start.time()) == (BASE.rule, mine.start.time())


def test_my_steps_keep_the_keys_that_theirs_have():
    theirs = changed(steps=keyed(BASE.steps, (*STEPS, StepPlan(title="Wipe the bar"))))
    typed = (StepPlan(title="Count the float"), StepPlan(title="Wipe the bar"))
    both = merged(BASE, changed(steps=typed), theirs)
    assert [s.key for s in both.steps] == [theirs.steps[2].key, theirs.steps[3].key]


def test_steps_that_i_left_alone_are_theirs_though_the_form_knows_no_keys():
    theirs = changed(steps=keyed(BASE.steps, STEPS[:1]))
    assert merged(BASE, changed(steps=STEPS), theirs) == theirs


def test_a_rule_that_stays_counts_on_from_where_it_began():
    typed = changed(FORTNIGHTLY, start=datetime(2027, 3, 2, 9, 0))
    assert settled(typed, FORTNIGHTLY).start == datetime.combine(
        FORTNIGHTLY.start.date(), typed.start.time()
    )
    assert settled(typed, BASE).start == typed.start


def test_a_plan_that_is_kept_has_no_notes():
    assert settled(changed(notes=("a",)), BASE) == BASE
    assert "notes" not in FIELDS
