"""The words and blocks that all views share."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_rows import BERLIN

from handlers.slack_text import unescape
from handlers.views import words
from handlers.views.blocks import LONGEST_SECTION, paragraphs
from storage.states import ProofKind
from tests.block_kit import HOSTILE, harm_in

SEVEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
EPOCH = int(SEVEN.timestamp())


def test_what_people_typed_cannot_mention_or_link():
    assert words.escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_short_text_is_shown_whole():
    assert words.clip("Fridge & freezer", 100) == "Fridge &amp; freezer"


def test_long_text_ends_in_an_ellipsis_and_never_within_an_entity():
    assert words.clip("a&&&", 8) == "a&amp;…"


def test_right_to_left_text_is_isolated_from_the_words_around_it():
    assert words.clip("שלום", 40) == "\u2068שלום\u2069"


def test_marks_that_turn_the_text_around_are_dropped():
    assert words.clip("\u202eabc\u202c", 40) == "abc"


@given(st.text(max_size=300), st.integers(10, 200))
def test_clipped_text_fits_is_harmless_and_a_beginning_of_what_was_typed(text, limit):
    shown = words.clip(text, limit)
    assert len(shown) <= limit
    assert harm_in(shown) == []
    assert "\n" not in shown
    seen = unescape(shown.strip("\u2068\u2069")).removesuffix("…")
    assert words._readable(text).startswith(seen)


@given(st.text(alphabet="aש ", max_size=90), st.integers(10, 75))
def test_a_label_fits_its_button_whatever_its_direction(text, limit):
    assert len(words.label(text, limit)) <= limit


@given(st.text(alphabet="ab&<>", max_size=50))
def test_text_that_fits_comes_back_whole(text):
    assert unescape(words.clip(text, 300)) == text


def test_a_star_within_bold_would_end_it_so_there_is_none():
    assert words.bold("5* check") == "5* check"
    assert words.bold("check") == "*check*"


def test_a_command_can_be_copied():
    assert words.command("show", "Opening & closing") == "`/baton show Opening &amp; closing`"
    assert words.command("show", "the `x`") == "/baton show the `x`"


def test_people_and_channels_are_tokens():
    assert (words.mention("U1"), words.channel("C1")) == ("<@U1>", "<#C1>")


def test_a_link_cannot_be_broken_out_of():
    shown = words.link("https://a.example/?q=<b>|c&d", "<!channel> | x")
    assert shown == "<https://a.example/?q=&lt;b&gt;%7Cc&amp;d|&lt;!channel&gt; | x>"


@pytest.mark.parametrize("url", ["", "https://a.example/" + "x" * 3000])
def test_an_address_that_no_line_holds_leaves_the_label(url):
    assert words.link(url, "SOP") == "SOP"


def test_a_time_is_drawn_on_the_readers_clock_with_the_process_own_as_fallback():
    assert words.clock(SEVEN, BERLIN) == f"<!date^{EPOCH}^{{time}}|7:00>"
    pretty = f"<!date^{EPOCH}^{{date_short_pretty}} at {{time}}|23 Nov at 7:00>"
    assert words.day_and_clock(SEVEN, BERLIN) == pretty
    assert words.day(SEVEN, BERLIN) == f"<!date^{EPOCH}^{{date_short}}|23 Nov 2026>"


def test_the_fallback_is_in_24_hours():
    assert "|18:05>" in words.clock(SEVEN + timedelta(hours=11, minutes=5), BERLIN)


def test_a_naive_time_is_refused():
    with pytest.raises(AssertionError, match="aware"):
        words.clock(SEVEN.replace(tzinfo=None), BERLIN)


def test_the_day_is_told_only_when_it_is_another_one_in_the_process_zone():
    assert words.when(SEVEN, BERLIN, SEVEN) == f"at {words.clock(SEVEN, BERLIN)}"
    assert words.when(SEVEN, BERLIN, SEVEN + timedelta(days=1)) == words.day_and_clock(
        SEVEN, BERLIN
    )
    # 23:30 UTC on the 22nd is the 23rd in Berlin.
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert words.moment(late, BERLIN, SEVEN) == words.clock(late, BERLIN)
    assert words.moment(late, "UTC", SEVEN) == words.day_and_clock(late, "UTC")


@pytest.mark.parametrize(
    ("length", "spoken"),
    [
        (0, "0 minutes"),
        (5, "5 seconds"),
        (60, "1 minute"),
        (90, "1 minute 30 seconds"),
        (timedelta(minutes=60), "60 minutes"),
        (timedelta(minutes=90), "1 hour 30 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=1, hours=2, minutes=3), "1 day 2 hours"),
    ],
)
def test_lengths_of_time_are_spoken(length, spoken):
    assert words.duration(length) == spoken


@pytest.mark.parametrize(
    ("kind", "count", "rule"),
    [
        (ProofKind.ANY, 1, "a photo or file"),
        (ProofKind.ANY, 2, "2 photos or files"),
        (ProofKind.PHOTO, 1, "a photo"),
        (ProofKind.PHOTO, 2, "2 photos"),
        (ProofKind.FILE, 1, "a file (not a photo)"),
        (ProofKind.FILE, 3, "3 files (not photos)"),
    ],
)
def test_proof_rules_are_spoken(kind, count, rule):
    assert words.proof_rule(kind, count) == rule


def test_what_is_still_missing_is_spoken():
    assert words.proof_rule(ProofKind.PHOTO, 1, more="more ") == "one more photo"
    assert words.proof_rule(ProofKind.PHOTO, 2, more="more ") == "2 more photos"


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=1500), max_size=30))
def test_paragraphs_keep_every_line_in_order_and_within_slacks_limit(lines):
    texts = [block["text"]["text"] for block in paragraphs(lines)]
    assert all(len(text) <= LONGEST_SECTION for text in texts)
    assert "\n".join(texts).split("\n") == (lines or [""])


def test_a_list_that_is_too_long_says_how_much_is_left_out():
    assert words.first_of(["a", "b", "c"], 3) == ["a", "b", "c"]
    assert words.first_of(["a", "b", "c"], 1) == ["a", "… and 2 more"]
    assert words.fitting(["aaaa", "bbbb", "cccc"], 10) == "aaaa\nbbbb\n… and 1 more"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_fits_and_is_harmless_everywhere(text):
    for shown in (words.clip(text, 400), words.command("show", text), words.link("", text)):
        assert len(shown) <= 430
        assert harm_in(shown) == []
