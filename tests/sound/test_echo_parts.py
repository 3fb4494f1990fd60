"""The stages of the echo canceller, each alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from echoes import RATE, hiss, later, speech, through, way
from voicecoach.sound.agreement import CHUNK, Agreement
from voicecoach.sound.delay import LONGEST, WINDOW, DelayFinder
from voicecoach.sound.echo_state import PATIENCE, SEARCH, SECOND, EchoJudge, EchoState
from voicecoach.sound.following import Following
from voicecoach.sound.linear_echo import HOP, LinearEcho
from voicecoach.sound.reference import LENGTH, Reference

LINE = speech((WINDOW + LONGEST) / RATE + 0.01)[: WINDOW + LONGEST]


@settings(deadline=None, max_examples=10)
@given(st.integers(0, LONGEST), st.integers(0, 5))
def test_any_delay_is_found_to_a_millisecond(delay, room):
    sound = later(through(LINE, way(room)), delay / 16) + hiss(len(LINE))
    found = DelayFinder().find(sound[-WINDOW:], LINE)

    assert abs(found.delay - delay) <= 16
    assert found.clarity > 10


def test_no_delay_is_claimed_for_another_voice():
    finder = DelayFinder()
    clear = [
        finder.find(speech(1.1, seed, pitch=210)[:WINDOW], LINE).clarity for seed in range(1, 6)
    ]
    assert max(clear) < 9


def test_nothing_is_found_in_silence():
    assert DelayFinder().find(np.zeros(WINDOW, np.float32), LINE).clarity == 0


def test_a_reference_is_read_between_its_samples():
    reference = Reference()
    reference.push(np.sin(0.5 * np.arange(LENGTH)).astype(np.float32))
    for delay in (0.0, 30.0, 30.25, 400.5):
        wanted = np.sin(0.5 * (np.arange(LENGTH - 512, LENGTH) - delay))
        assert np.allclose(reference.at(delay, delay, 512), wanted, atol=3e-3)


def test_a_reader_drifts():
    reference = Reference()
    reference.delay, reference.drift = 100.0, 100e-6
    for _ in range(1000):
        reference.push(np.zeros(512, np.float32))
        reference.read(512)

    assert reference.delay == pytest.approx(100 + 51.2)


def test_agreement_tells_gain_and_lateness_in_spite_of_a_user():
    agreement, echo = Agreement(), speech(1)
    user = speech(1, seed=3, pitch=210, level=0.02)
    heard = 1.4 * np.roll(echo, 1) + user
    for at in range(0, len(echo) - CHUNK, CHUNK):
        agreement.push(heard[at : at + CHUNK], echo[at : at + CHUNK])
    verdict = agreement.verdict()

    # A sample late turns high frequencies against each other: so time comes before gain.
    assert verdict.late == pytest.approx(1.0, abs=0.1)
    agreement.corrected(late=verdict.late)
    verdict = agreement.verdict()
    assert verdict.gain == pytest.approx(1.4, abs=0.1)
    assert verdict.likeness > 0.8


def test_another_voice_does_not_agree():
    agreement, one, other = Agreement(), speech(1), speech(1, seed=4, pitch=190)
    for at in range(0, len(one) - CHUNK, CHUNK):
        agreement.push(one[at : at + CHUNK], other[at : at + CHUNK])

    assert abs(agreement.verdict().likeness) < 0.3


def test_a_filter_keeps_what_it_knows_through_silence():
    filter_, sound = LinearEcho(), speech(3)
    echo = through(sound, way())

    def run(play, hear):
        rest = 0.0
        for at in range(0, len(play) - HOP + 1, HOP):
            out = hear[at : at + HOP] - filter_.predict(play[at : at + HOP])
            filter_.learn(out)
            rest += float(out @ out)
        return rest

    run(sound, echo)
    known = filter_.way
    run(np.zeros(20 * HOP, np.float32), np.zeros(20 * HOP, np.float32))
    settled = filter_.way
    run(np.zeros(100 * HOP, np.float32), speech(2)[: 100 * HOP])

    assert np.array_equal(filter_.way, settled)
    assert np.abs(known).max() > 0.1


def test_a_volume_is_scaled_and_a_known_way_recalled():
    filter_ = LinearEcho()
    sound = speech(2)
    echo = through(sound, way())
    for at in range(0, len(sound) - HOP + 1, HOP):
        filter_.learn(echo[at : at + HOP] - filter_.predict(sound[at : at + HOP]))
    known = filter_.way
    filter_.scale(2.0)
    assert np.allclose(filter_.way, 2 * known)

    filter_.forget()
    assert not filter_.way.any()
    filter_.recall(known)
    assert np.array_equal(filter_.way, known)


def levels(echo, seconds=6, seed=0):
    chance = np.random.default_rng(seed)
    following = Following()
    played = np.where(np.arange(seconds * 31) // 6 % 2, -25.0, -60.0)
    for at, level in enumerate(played):
        room = -55 + chance.normal(0, 3)
        heard = max(room, played[at - 4] - 10) if echo else room
        following.push(heard, level, sounds=level > -50)
    return following.echo()


def test_a_microphone_that_follows_the_coach_hears_it():
    assert levels(echo=True) is True


@given(st.integers(0, 200))
def test_a_microphone_that_does_not_follow_hears_nothing(seed):
    assert levels(echo=False, seed=seed) is not True


def test_nothing_is_concluded_from_a_second():
    assert levels(echo=True, seconds=1) is None


def test_the_judge_goes_from_searching_to_tracking_to_lost():
    judge = EchoJudge()
    assert judge.state is EchoState.NONE
    judge.sounded()
    assert judge.state is EchoState.SEARCHING
    for _ in range(SECOND):
        judge.removed(20.0)
    assert judge.state is EchoState.TRACKING
    for _ in range(PATIENCE):
        judge.removed(2.0)
    assert judge.state is EchoState.LOST
    for _ in range(SECOND):
        judge.removed(20.0)
    assert judge.state is EchoState.TRACKING


def test_a_search_that_takes_too_long_is_lost():
    judge = EchoJudge()
    for _ in range(SEARCH):
        judge.sounded()
    assert judge.state is EchoState.LOST


def test_a_user_who_speaks_now_and_then_is_no_loss():
    judge = EchoJudge()
    judge.sounded()
    for _ in range(SECOND):
        judge.removed(20.0)
    for at in range(10 * SECOND):
        judge.removed(1.0 if at % 40 < 20 else 20.0)
    assert judge.state is EchoState.TRACKING
