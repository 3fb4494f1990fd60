import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.played import CUSHION_MS, LONGEST_MS, RATE, SLACK_MS, Played


def tone(count, rate, hertz=440.0):
    return np.round(8000 * np.sin(2 * np.pi * hertz * np.arange(count) / rate)).astype(np.int16)


def samples(line, count):
    return np.frombuffer(line.take(count), np.int16)


@given(st.lists(st.integers(1, 900), max_size=30), st.lists(st.integers(1, 900), max_size=30))
def test_what_is_taken_is_what_was_pushed_in_order(pushes, takes):
    line = Played(RATE, cushion_ms=0)
    source = np.arange(1, sum(pushes) + 1, dtype=np.int16)
    at, got = 0, []
    for push, take in zip(pushes, takes, strict=False):
        line.push(source[at : at + push])
        at += push
        part = samples(line, take)
        assert len(part) == take
        got.append(part)
    sound = np.concatenate(got) if got else source[:0]
    sound = sound[sound != 0]

    assert np.array_equal(sound, source[: len(sound)])


def test_nothing_is_given_before_there_is_a_cushion():
    line = Played(RATE)
    block = tone(800, RATE) | 1
    line.push(block)
    assert not samples(line, 512).any()

    line.push(block[:400])
    assert 50 < CUSHION_MS <= 75
    assert np.array_equal(samples(line, 512), block[:512])


def test_what_was_played_before_the_microphone_began_is_left_out():
    line = Played(RATE)
    sound = np.arange(1, 8001, dtype=np.int16)
    for at in range(0, 8000, 800):
        line.push(sound[at : at + 800])

    kept = (CUSHION_MS + 20) * RATE // 1000
    assert np.array_equal(samples(line, 512), sound[-kept:][:512])


def test_a_line_that_ran_dry_waits_for_a_cushion_again():
    line = Played(RATE)
    line.push(np.ones(1600, np.int16))
    assert samples(line, 2000).sum() == 1600

    line.push(np.ones(600, np.int16))
    assert not samples(line, 512).any()
    line.push(np.ones(600, np.int16))
    assert samples(line, 512).all()


def test_each_time_it_runs_dry_a_thicker_cushion_is_waited_for_up_to_a_limit():
    line, waited = Played(RATE), []
    for _ in range(8):
        line.push(np.ones(16, np.int16))
        while not samples(line, 1).any():
            line.push(np.ones(16, np.int16))
        waited.append((line._length + 1) // 16)
        line.take(RATE)
    assert waited[:3] == [CUSHION_MS, CUSHION_MS + 10, CUSHION_MS + 20]
    assert waited[-1] == 100


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000])
def test_the_rate_of_the_deck_becomes_that_of_the_microphone(rate):
    line = Played(rate)
    source, got, block = tone(2 * rate, rate), [], rate // 20
    for at in range(0, len(source), block):
        line.push(source[at : at + block])
        got.append(samples(line, 800))
    got = np.concatenate(got)[4000:28_000].astype(float)
    turns = np.exp(2j * np.pi * 440 * np.arange(len(got)) / RATE)

    assert abs(got @ turns) * 2 / len(got) == pytest.approx(8000, rel=0.03)
    assert np.std(got) == pytest.approx(8000 / 2**0.5, rel=0.03)


@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100, 48_000])
def test_hardly_anything_of_what_was_pushed_is_held_back(rate):
    line, block = Played(rate), rate // 20
    for number in range(1, 20):
        line.push(np.ones(block, np.int16))
        assert number * block / rate - line._length / RATE < 0.002


def test_what_the_microphone_cannot_hear_does_not_come_back_as_another_tone():
    line = Played(24_000, cushion_ms=0)
    line.push(tone(24_000, 24_000, hertz=10_000))

    assert np.abs(samples(line, 15_000)[200:]).max() < 8000 * 0.02


def test_the_delay_stays_the_same_while_both_clocks_run_alike():
    line = Played(RATE)
    at, delays = 0, set()
    for tick in range(1, 8000):  # milliseconds
        if tick % 50 == 0:
            line.push(np.arange(at, at + 800) % 30_000 + 1)
            at += 800
        if tick % 32 == 0 and tick > 200:
            delays.add((tick * 16 - int(samples(line, 512)[-1])) % 30_000)
    assert len(delays) == 1


def test_a_loudspeaker_that_is_too_fast_is_caught_up_with():
    line = Played(RATE)
    waiting = []
    for tick in range(1, 60_000):
        if tick % 49 == 0:  # two percent too fast
            line.push(np.ones(800, np.int16))
        if tick % 32 == 0:
            line.take(512)
            waiting.append(line._length)
    assert max(waiting[-2000:]) < (100 + 3 * SLACK_MS + 80) * 16


def test_a_line_that_nobody_takes_from_stays_short():
    line = Played(RATE)
    for _ in range(100):
        line.push(np.ones(800, np.int16))
    assert line._length == LONGEST_MS * 16


def test_two_threads_lose_nothing():
    line = Played(RATE, cushion_ms=0)
    source = np.arange(1, 30_001, dtype=np.int16)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        pusher = threading.Thread(
            target=lambda: [line.push(source[at : at + 100]) for at in range(0, 30_000, 100)]
        )
        pusher.start()
        got = []
        while pusher.is_alive() or line._length:
            part = samples(line, 64)
            got.append(part[part != 0])
        pusher.join()
    finally:
        sys.setswitchinterval(switch)

    assert np.array_equal(np.concatenate(got), source[: sum(map(len, got))])
    assert sum(map(len, got)) >= 30_000 - 64
