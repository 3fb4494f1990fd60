"""The arithmetic of benchmarks/sections/beat.py, and the baseline that says and sleeps."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from beat_parts.attacks import Sound, attack, sounds
from beat_parts.errors import Beats, match, offset_of, tail
from beat_parts.recording import lost
from beat_parts.saying import words

from listening_sounds import voice

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "baselines" / "say_and_sleep.py"
RATE = 48_000
STAND_IN = """\
#!{python}
import os, sys, time
with open({log!r}, "a") as log:
    log.write(f"{{time.monotonic()}} {{os.path.getsize(sys.argv[1])}} {{sys.argv[2:]}}\\n")
time.sleep({plays})
"""


def felt(sound):
    return sound.attack


def at(*seconds):
    return [Sound(each - 0.05, each) for each in seconds]


def beats(due, felt):
    return Beats(tuple(due), tuple(felt), tuple(at(*felt)))


def recording(sound, starts, length):
    whole = np.zeros(length, np.int16)
    for start in starts:
        whole[start : start + len(sound)] += sound
    return whole


@pytest.fixture(scope="module")
def word():
    """A number as the voice of the baseline says it."""
    return voice("espeak").render("Three.").pcm


@given(st.lists(st.integers(25_000, 60_000), min_size=1, max_size=5))
def test_a_click_is_found_at_its_sample(gaps):
    click = np.full(240, 20_000, np.int16)
    starts = np.cumsum(gaps)
    found = sounds(recording(click, starts, int(starts[-1]) + 10_000), RATE)

    # Half as loud is a quarter of the power, so a quarter of the click lies in the window.
    assert [each.attack * RATE for each in found] == pytest.approx(starts + 60 - 480, abs=1)


def test_a_word_is_found_to_the_sample_wherever_it_stands(word):
    starts = np.array([5_001, 60_013, 130_507])
    found = sounds(recording(word, starts, 200_000), RATE)
    places = np.array([each.attack * RATE for each in found])

    assert np.diff(places) == pytest.approx(np.diff(starts), abs=1)


def test_the_attack_is_where_the_program_finds_it_too():
    clip = voice("espeak").render("Three.")
    (found,) = sounds(np.pad(clip.pcm, 9_000), clip.rate)

    assert found.attack - 9_000 / clip.rate == pytest.approx(clip.attack_ms / 1000, abs=0.002)


def test_what_is_parted_by_a_short_silence_is_one_sound():
    tone = np.full(4_800, 3_000, np.int16)
    short, long = np.zeros(4_000, np.int16), np.zeros(7_000, np.int16)

    assert len(sounds(np.concatenate([long, tone, short, tone, long]), RATE)) == 1
    assert len(sounds(np.concatenate([long, tone, long, tone, long]), RATE)) == 2
    assert sounds(np.zeros(RATE, np.int16), RATE) == []


def test_an_attack_is_doubtful_where_a_word_stays_half_as_loud_as_its_vowel():
    def steps(first):
        quiet, soft, vowel = np.zeros(9_000), np.full(4_800, first), np.full(9_600, 10_000)
        return np.concatenate([quiet, soft, vowel, quiet]).astype(np.int16)

    (doubtful,), (clear,) = sounds(steps(5_050), RATE), sounds(steps(2_000), RATE)
    assert doubtful.doubt == pytest.approx(0.1, abs=0.02)
    assert clear.doubt < 0.005


def test_the_first_window_of_a_ratio_is_found():
    steps = np.repeat([0.0, 0.3, 1.0], 4_800)

    assert attack(steps, RATE, 0.25) < attack(steps, RATE, 0.5)


def test_a_constant_delay_is_no_error_and_no_drift():
    due = [3.0 * number for number in range(1, 17)]
    late = beats(due, [each + 0.25 for each in due])

    assert max(late.errors()) == pytest.approx(0)
    assert max(late.intervals()) == pytest.approx(0)
    assert late.drift(1800) == pytest.approx(0, abs=1e-9)


@given(st.floats(-0.01, 0.01), st.sets(st.integers(0, 15), max_size=3))
def test_drift_is_the_slope_whatever_a_few_counts_do(slope, outliers):
    due = [3.0 * number for number in range(16)]
    moved = [each * (1 + slope) + (0.4 if n in outliers else 0) for n, each in enumerate(due)]

    assert beats(due, moved).drift(1800) == pytest.approx(1800 * slope, abs=1e-6)


def test_an_interval_over_a_rest_is_not_told():
    found = beats([3, 6, 60, 63], [3, 6.5, 60.5, 63.5])

    assert found.intervals() == pytest.approx([0.5, 0.0])


def test_ninety_nine_of_a_hundred_lie_below_the_tail():
    assert tail([*[1.0] * 99, 100.0]) == pytest.approx(1.99)
    assert tail([5.0]) == 5.0


@given(st.floats(0, 10), st.integers(0, 4))
def test_the_place_of_a_recording_is_found_though_cues_are_missing(offset, missing):
    planned = [0.75, 2.0, 5.2, 6.7, 7.6, 9.9, 13.7, 16.6, 19.2, 20.6, 22.1]
    heard = [Sound(each + offset, each + offset + 0.05) for each in planned[missing:]]

    assert offset_of(planned, heard) == pytest.approx(offset, abs=0.001)


def test_a_count_is_matched_with_the_nearest_sound_and_the_search_follows_gaps():
    due = [3.0, 6.0, 9.0, 12.0]
    heard = at(3.2, 4.7, 6.8, 8.3, 10.4, 11.9, 13.4)
    found = match(due, heard, 0.2, felt)

    assert found.felt == (3.2, 6.8, 10.4, 13.4)
    assert found.late == pytest.approx([0.2, 0.8, 1.4, 1.4])


def test_a_count_that_is_not_heard_is_left_out():
    found = match([3.0, 6.0, 9.0], at(3.0, 9.0), 0.0, felt)

    assert found.due == (3.0, 9.0)
    assert match([3.0], at(9.0), 0.0, felt).due == ()


def test_time_that_passed_and_was_not_recorded_is_lost_and_a_late_chunk_is_not():
    whole = [(at, 100.0 + at) for at in np.arange(0.0, 30.0, 0.1)]
    late = [(at, moment + (0.4 if 10 < at < 12 else 0.0)) for at, moment in whole]
    gap = [(at, moment + (0.25 if at > 15 else 0.0)) for at, moment in late]

    assert lost(whole) == pytest.approx(0)
    assert lost(late) == pytest.approx(0)
    assert lost(gap) == pytest.approx(0.25)
    assert lost([]) == 0.0


def test_a_number_with_a_pause_in_it_is_one_count():
    assert words([Sound(1.0, 1.1), Sound(1.5, 1.6), Sound(4.0, 4.1)]) == [
        Sound(1.0, 1.1), Sound(4.0, 4.1),
    ]  # fmt: skip


@pytest.mark.parametrize(("how", "least"), [("sleep", 0.7), ("schedule", 0.0)])
def test_the_baseline_says_each_number_and_sleeps(tmp_path, how, least):
    """Only lower bounds: on a busy machine everything may take longer."""
    log, player = tmp_path / "log", tmp_path / "aplay"
    player.write_text(STAND_IN.format(python=sys.executable, log=str(log), plays=0.2), "utf-8")
    player.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, str(PROGRAM), "3", "0.5", "--how", how],
        check=True, env=os.environ | {"PATH": path}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    rows = [line.split(" ", 2) for line in log.read_text(encoding="utf-8").splitlines()]
    moments = [float(row[0]) for row in rows]

    assert len(rows) == 4, "Ready, and three numbers"
    assert all(row[2] == "['-q']" for row in rows)
    # The very first file of pyttsx3 is empty now and then.
    assert min(int(row[1]) for row in rows[1:]) > 10_000
    assert min(np.diff(moments[1:])) >= least
    if how == "schedule":
        assert moments[3] - moments[1] >= 0.8
