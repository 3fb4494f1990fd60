"""The arithmetic of benchmarks/listening.py: intervals, ends of words, words and decisions."""

import math
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from listening_parts.figures import Row, amount, hourly, least, plain, share, table, under
from listening_parts.statistics import percentile, poisson, wilson
from listening_parts.words import RATE, Span, owner, sounding


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (57, 60, 0.863, 0.983),
        (0, 20, 0.0, 0.161),
        (20, 20, 0.839, 1.0),
        (50, 100, 0.404, 0.596),
    ],
)
def test_the_interval_of_a_share_is_that_of_the_books(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=0.001)


def test_nothing_tried_tells_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval(tried):
    hits, of = tried
    low, high = wilson(hits, of)

    assert 0 <= low <= hits / of <= high <= 1


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (13, 6.922, 22.230)],
)
def test_the_interval_of_a_count_is_that_of_the_books(count, low, high):
    assert poisson(count) == pytest.approx((low, high), abs=0.001)


def test_percentiles_lie_on_a_straight_line_between_two_values():
    assert percentile([3, 1, 2], 50) == 2
    assert percentile([0, 10], 95) == pytest.approx(9.5)
    assert math.isnan(percentile([], 50))


@given(st.floats(0.001, 1.0), st.integers(3, 40), st.integers(0, 40), st.integers(0, 40))
def test_a_word_ends_where_it_sounds_last_however_loud_it_is(level, length, before, after):
    frame = RATE // 50
    word = np.full(length * frame, level, np.float32)
    soft = np.full(after * frame, level * 0.01, np.float32)  # 40 dB below
    clip = np.concatenate([np.zeros(before * frame, np.float32), word, soft])

    assert sounding(clip) == Span(before * frame / RATE, (before + length) * frame / RATE)


def test_a_soft_end_of_a_word_belongs_to_it():
    word = np.concatenate([np.full(3200, 0.5), np.full(1600, 0.5 * 10 ** (-25 / 20))])

    assert sounding(word.astype(np.float32)).end == pytest.approx(0.3)


def test_a_clip_shorter_than_a_frame_sounds_from_start_to_end():
    assert sounding(np.ones(100, np.float32)) == Span(0.0, 100 / RATE)


WORDS = [Span(6.0, 6.5), Span(9.5, 10.0)]


@pytest.mark.parametrize(
    ("piece", "word"),
    [
        (Span(6.1, 6.6), 0),
        (Span(9.4, 10.1), 1),
        (Span(6.6, 6.7), 0),  # its echo
        (Span(7.0, 9.0), None),
        (Span(6.4, 9.9), 1),  # more of the second
        (Span(11.0, 12.0), None),
    ],
)
def test_a_piece_of_speech_is_about_the_word_it_overlaps_most(piece, word):
    assert owner(piece, WORDS) == word


def test_without_words_a_piece_is_about_none():
    assert owner(Span(1, 2), []) is None


def test_false_commands_are_told_by_the_hour():
    found = hourly(1, 1800)

    assert found.value == 2
    assert (found.low, found.high) == pytest.approx((0.05, 11.14), abs=0.01)


def test_the_table_has_a_column_a_recognizer_and_says_whether_a_goal_is_met():
    rows = [
        Row("recall", "recall near", {"a": share(99, 100), "b": share(1, 2)}, least(0.98)),
        Row("false", "false", {"all": amount(1.0, "1.0")}, under(0.5)),
    ]
    header, recall, false = table(rows, ["a", "b"]).splitlines()

    assert header.split() == ["measure", "a", "b", "goal"]
    assert recall.endswith("0.98, met")
    assert "0.990 (0.95 to 1.00) 99 of 100" in recall
    assert false.endswith("under 0.5, not met")


def test_what_was_not_tried_is_no_figure_and_meets_no_goal():
    row = Row("recall", "nothing", {"a": share(0, 0)}, least(0.9))

    assert table([row], ["a"]).splitlines()[1].endswith("none tried  0.90")
    assert plain(row)["figures"]["a"]["value"] is None
    assert plain(row)["figures"]["a"]["met"] is None


def test_people_and_voices_take_turns_where_not_all_clips_are_heard():
    pytest.importorskip("scipy", reason="elsewhere: scipy is for benchmarks only")
    from listening_parts.recordings import Recording, choose

    def clip(number, group):
        return Recording(f"{number}", "stop", f"{group} {number}", group, "held", 0.5)

    clips = [clip(n, "people") for n in range(50)] + [clip(n, "old voices") for n in range(3)]
    groups = [each.group for each in choose(clips, 8, seed=1)]

    assert (groups.count("people"), groups.count("old voices")) == (5, 3)
    assert choose(clips, 8, seed=1) == choose(clips, 8, seed=1)
    assert len(choose(clips, 0, seed=1)) == 53
