"""Steps are known again when their process is changed."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan import StepPlan
from scheduler.step_keys import keyed
from storage.states import ProofKind

titles = st.text("abc", min_size=1, max_size=2)
plans = st.builds(StepPlan, title=titles, proof_kind=st.sampled_from([ProofKind.ANY, "photo"]))
lists = st.lists(plans, max_size=5).map(tuple)


def steps(*names):
    return tuple(StepPlan(title=name) for name in names)


def known(before, after):
    """Where each step of `after` stood in `before`; None for a new one."""
    old = [step.model_copy(update={"key": str(at)}) for at, step in enumerate(before)]
    return [int(one.key) if len(one.key) == 1 else None for one in keyed(old, after)]


def test_a_title_is_known_wherever_it_stands_and_however_it_is_written():
    assert known(steps("A b", "C"), steps("c", "new", "a  B")) == [1, None, 0]


def test_another_title_in_the_same_place_is_the_step_renamed():
    assert known(steps("A", "B", "C"), steps("A", "X", "C")) == [0, 1, 2]


def test_another_title_with_another_proof_is_another_step():
    photo = StepPlan(title="X", proof_kind=ProofKind.PHOTO)
    assert known(steps("A", "B"), (photo, *steps("B"))) == [None, 1]


def test_a_step_that_was_put_in_takes_nobodys_place():
    assert known(steps("A", "B"), steps("X", "A", "B")) == [None, 0, 1]
    assert known(steps("A", "B"), steps("B", "X")) == [1, None]


def test_two_steps_with_one_title_stay_two():
    assert known(steps("A", "A"), steps("A", "A")) == [0, 1]
    assert known(steps("A", "A"), steps("A", "A", "A")) == [0, 1, None]


@given(lists, lists)
def test_no_key_is_given_twice_and_nothing_but_the_key_changes(before, after):
    old = keyed((), before)
    new = keyed(old, after)
    assert len({step.key for step in new}) == len(new)
    assert all(len(step.key) == 32 for step in new)
    assert tuple(step.model_copy(update={"key": ""}) for step in new) == after


@given(lists)
def test_steps_that_are_left_as_they_are_keep_their_keys(before):
    old = keyed((), before)
    assert keyed(old, before) == old
