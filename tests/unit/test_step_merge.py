"""Two people's changes of the steps of one process, and what goes with a step that is typed."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.plan import StepPlan
from scheduler.step_keys import carried, keyed
from scheduler.step_merge import merged_steps
from scheduler.step_order import moved
from storage.states import ProofKind

A, B, C = (StepPlan(title=name, key=name.lower()) for name in "ABC")
BASE = (A, B, C)


def own(step, **fields):
    return step.model_copy(update=fields)


def test_what_each_of_them_gave_one_step_is_there_after_both():
    mine = (A, own(B, owner_id="U1"), C)
    theirs = (A, own(B, instruction="Look"), own(C, owner_id="U2"))
    assert merged_steps(BASE, mine, theirs) == (
        A,
        own(B, owner_id="U1", instruction="Look"),
        own(C, owner_id="U2"),
    )


def test_what_both_gave_it_is_mine_and_what_i_took_away_is_gone():
    base = (own(A, owner_id="U0"), own(B, owner_id="U0"))
    mine = (own(A, owner_id="U1"), B)
    theirs = (own(A, owner_id="U2"), own(B, owner_id="U0"))
    assert merged_steps(base, mine, theirs) == (own(A, owner_id="U1"), B)


def test_an_order_of_mine_holds_for_what_they_left_and_their_new_steps_come_last():
    new = StepPlan(title="D", key="d")
    assert merged_steps(BASE, (C, B, A), (A, new, C)) == (C, A, new)


def test_a_list_that_only_they_changed_is_theirs_with_what_i_gave_its_steps():
    mine = (own(A, picture="https://x.example/a.png"), B, C)
    theirs = (C, own(A, title="A!"))
    assert merged_steps(BASE, mine, theirs) == (C, own(mine[0], title="A!"))


def test_a_list_that_i_wrote_anew_is_mine_with_what_they_gave_its_steps():
    mine = (own(B, title="B!"), A)
    theirs = (own(A, owner_id="U2"), own(B, instruction="Look"), C)
    assert merged_steps(BASE, mine, theirs) == (
        own(B, title="B!", instruction="Look"),
        own(A, owner_id="U2"),
    )


def test_a_step_that_is_typed_again_keeps_its_own_wherever_it_now_stands():
    before = keyed((), (own(A, owner_id="U1"), own(B, instruction="Look")))
    typed = (StepPlan(title="b"), StepPlan(title="New"), StepPlan(title="A"))
    first, new, last = carried(before, typed)
    assert (first.instruction, new, last.owner_id) == ("Look", typed[1], "U1")
    assert {step.key for step in (first, new, last)} == {""}


def test_one_that_is_renamed_in_its_place_keeps_its_own():
    before = keyed((), (own(A, owner_id="U1"), own(B, instruction="Look")))
    assert carried(before, (StepPlan(title="A"), StepPlan(title="Bee")))[1].instruction == "Look"


def test_what_was_typed_goes_before_what_was_there():
    (step,) = carried((own(A, owner_id="U1"),), (StepPlan(title="A", owner_id="U2"),))
    assert step.owner_id == "U2"


def test_of_two_steps_with_one_title_each_keeps_its_key_when_they_change_places():
    one, other = StepPlan(title="A", key="1"), StepPlan(title="A", key="2", owner_id="U1")
    assert keyed((one, other), (other, one)) == (other, one)


def test_a_step_that_bears_its_key_keeps_it_under_another_title_and_rule():
    photo = StepPlan(title="Z", key="a", proof_kind=ProofKind.PHOTO)
    assert [step.key for step in keyed((A, B), (B, photo))] == ["b", "a"]


orders = st.permutations(BASE)
gifts = st.sampled_from([None, "U1", "U2"])


@st.composite
def changed(draw):
    """The base, moved about and with owners."""
    return tuple(own(step, owner_id=draw(gifts)) for step in draw(orders))


@given(changed(), changed())
def test_whatever_they_do_no_step_is_lost_or_doubled_and_mine_wins(mine, theirs):
    both = merged_steps(BASE, mine, theirs)
    assert sorted(step.key for step in both) == ["a", "b", "c"]
    if [step.key for step in mine] != ["a", "b", "c"]:
        assert [step.key for step in both] == [step.key for step in mine]
    given_by_me, given_by_them = ({s.key: s.owner_id for s in x} for x in (mine, theirs))
    for step in both:
        assert step.owner_id == (given_by_me[step.key] or given_by_them[step.key])


@given(changed())
def test_changes_of_one_alone_are_kept_whole(one):
    assert merged_steps(BASE, one, BASE) == one
    assert merged_steps(BASE, BASE, one) == one


@given(orders, st.sampled_from("abc"), st.integers(-5, 5))
def test_a_step_that_moves_keeps_the_others_in_their_order(steps, key, by):
    after = moved(steps, key, by)
    assert [s for s in after if s.key != key] == [s for s in steps if s.key != key]
    before = [s.key for s in steps].index(key)
    assert [s.key for s in after].index(key) == min(max(before + by, 0), 2)
