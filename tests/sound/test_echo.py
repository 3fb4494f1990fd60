import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from echoes import CHUNK, RATE, cancel, drifted, hiss, later, pcm, removed, speech, through, way
from voicecoach.sound.echo import SILENT, EchoCanceller, EchoState

COACH = speech(10)
HISS = hiss(len(COACH))
ZEROS = bytes(2 * CHUNK)


def heard(sound=COACH, milliseconds=40.0, ppm=0.0, room=1, gain=0.3):
    return later(drifted(through(sound, way(room, gain=gain)), ppm), milliseconds)


def left(run, beside=HISS):
    return run.sound - beside[: len(run.sound)]


@pytest.mark.parametrize("milliseconds", [0, 40, 250, 580])
def test_the_echo_is_found_at_any_delay_and_removed(milliseconds):
    echo = heard(milliseconds=milliseconds)
    run = cancel(echo + HISS, COACH)

    assert removed(echo, left(run), 5) > 25
    assert run.states[-1] is EchoState.TRACKING
    assert run.first() < 3


@pytest.mark.parametrize("ppm", [-100, 50])
def test_two_clocks_that_run_apart_are_followed(ppm):
    echo = heard(milliseconds=120, ppm=ppm)
    run = cancel(echo + HISS, COACH)

    assert removed(echo, left(run), 7) > 20


@pytest.mark.parametrize("step", [2.0, 0.5])
def test_another_volume_is_followed_within_a_second(step):
    echo = heard()
    echo[6 * RATE :] *= step
    run = cancel(echo + HISS, COACH)

    assert removed(echo, left(run), 7, 9.9) > 18


@pytest.mark.parametrize("milliseconds", [20, 110])
def test_a_jump_of_the_delay_is_followed_within_two_seconds(milliseconds):
    since = heard(milliseconds=milliseconds)[5 * RATE :]
    echo = np.concatenate([heard(milliseconds=60)[: 5 * RATE], since])
    run = cancel(echo + HISS, COACH)

    assert removed(echo, left(run), 7.5) > 18


def test_a_new_room_is_learnt_and_meanwhile_the_search_is_admitted():
    echo = np.concatenate([heard(room=1)[: 5 * RATE], heard(room=2)[5 * RATE :]])
    run = cancel(echo + HISS, COACH)

    assert removed(echo, left(run), 7.5) > 10
    assert EchoState.SEARCHING in run.states[5 * RATE // CHUNK : 7 * RATE // CHUNK]
    assert run.states[-1] is EchoState.TRACKING


def test_headphones_are_noticed_and_the_microphone_passes_bit_by_bit():
    run = cancel(HISS, COACH)

    assert run.states[-1] is EchoState.NONE
    assert run.first(EchoState.LOST) is None
    assert b"".join(run.clean) == pcm(HISS)[: len(run.sound)].tobytes()


def test_an_echo_after_headphones_is_found():
    echo = heard()
    echo[: 5 * RATE] = 0
    run = cancel(echo + HISS, COACH)

    assert run.states[5 * RATE // CHUNK - 1] is EchoState.NONE
    assert run.states[-1] is EchoState.TRACKING


def test_headphones_put_on_in_mid_session_are_noticed():
    coach = np.tile(COACH, 2)
    echo = heard(coach)
    echo[4 * RATE :] = 0
    run = cancel(echo + hiss(len(echo)), coach)

    assert run.states[4 * RATE // CHUNK] is EchoState.TRACKING
    assert run.states[-1] is EchoState.NONE
    assert run.echoes[-1] == SILENT


def test_an_echo_that_cannot_be_predicted_is_lost():
    # Its level is the coach's, its wave is not: as over a radio link that garbles.
    coach = np.tile(COACH, 2)[: 14 * RATE]
    echo = heard(coach) * np.sign(np.random.default_rng(3).normal(size=len(coach)))
    run = cancel(echo + hiss(len(echo)), coach)

    assert EchoState.TRACKING not in run.states
    assert run.states[-1] is EchoState.LOST


def test_what_is_lost_can_be_found_again():
    echo = heard(np.tile(COACH, 2))
    sound = np.tile(COACH, 2)
    echo[: 9 * RATE] = heard(speech(9, seed=8))[: 9 * RATE] * np.abs(np.sin(np.arange(9 * RATE)))
    canceller = EchoCanceller()
    run = cancel(echo + hiss(len(echo)), sound, canceller)

    assert run.states[-1] is EchoState.TRACKING


def test_the_words_of_a_user_pass_whole_while_the_coach_speaks():
    echo, user = heard(), np.zeros_like(COACH)
    words = speech(4, seed=5, level=0.03, pitch=200)
    user[6 * RATE : 10 * RATE] = words
    run = cancel(echo + user + HISS, COACH)
    kept = run.sound[6 * RATE :]
    words = words[: len(kept)]

    assert abs(20 * np.log10((kept @ words) / (words @ words))) < 0.3
    wrong = kept - words - HISS[6 * RATE :][: len(kept)]
    assert 10 * np.log10((words @ words) / (wrong @ wrong)) > 15
    assert run.states[-1] is EchoState.TRACKING


def test_a_minute_of_double_talk_teaches_nothing_wrong():
    coach = np.tile(speech(20), 3)
    user = np.tile(speech(20, seed=5, level=0.05, pitch=210), 3)
    echo = heard(coach)
    user[: 5 * RATE] = 0
    noise = hiss(len(coach))
    run = cancel(echo + user + noise, coach)
    wrong = run.sound - (user + noise)[: len(run.sound)]

    early, late = removed(echo, wrong, 8, 20), removed(echo, wrong, 45)
    assert late > 12
    assert late > early - 2
    assert EchoState.LOST not in run.states


def test_nothing_is_learnt_while_nothing_is_played():
    canceller = EchoCanceller()
    echo = heard()
    cancel(echo + HISS, COACH, canceller)
    cancel(speech(20, seed=9), np.zeros(20 * RATE, np.float32), canceller)
    run = cancel(echo + HISS, COACH, canceller)

    assert removed(echo, left(run), 0.3, 2) > 20
    assert set(run.states) == {EchoState.TRACKING}


def test_a_microphone_that_clips_does_not_spoil_what_is_known():
    echo = heard(gain=0.6)
    shout = speech(10, seed=6, level=0.9, pitch=240)
    shout[: 4 * RATE] = 0
    shout[7 * RATE :] = 0
    run = cancel(echo + shout + HISS, COACH)

    assert removed(echo, left(run), 8) > 18


def test_sound_is_continuous_from_chunk_to_chunk():
    echo = heard()
    run = cancel(echo + HISS, COACH)
    steps = np.abs(np.diff(left(run)[5 * RATE :]))
    edges = steps[CHUNK - 1 - 5 * RATE % CHUNK :: CHUNK]

    assert edges.mean() < 3 * steps.mean()


def test_after_a_reset_it_is_as_new():
    canceller = EchoCanceller()
    cancel(heard() + HISS, COACH, canceller)
    canceller.reset()
    short = slice(0, 3 * RATE)

    again = cancel((heard() + HISS)[short], COACH[short], canceller)
    assert again == cancel((heard() + HISS)[short], COACH[short])


def test_chunks_of_another_length_are_refused():
    with pytest.raises(ValueError, match="512 samples"):
        EchoCanceller().cancel(ZEROS[:-2], ZEROS)


def test_silence_gives_silence():
    canceller = EchoCanceller()
    for _ in range(100):
        result = canceller.cancel(ZEROS, ZEROS)
        assert result.clean == result.presence == ZEROS
        assert (result.echo_dbfs, result.clean_dbfs) == (SILENT, SILENT)
        assert result.state is EchoState.NONE


KINDS = ("silence", "full", "square", "noise", "click", "speech")


def garbage(kind, seed, count=40):
    chance = np.random.default_rng(seed)
    size = count * CHUNK
    return {
        "silence": lambda: np.zeros(size, np.int16),
        "full": lambda: np.full(size, -32768, np.int16),
        "square": lambda: np.where(np.arange(size) % 64 < 32, 32767, -32768).astype(np.int16),
        "noise": lambda: chance.integers(-32768, 32768, size).astype(np.int16),
        "click": lambda: (np.arange(size) % 5000 == 0).astype(np.int16) * np.int16(32767),
        "speech": lambda: pcm(speech(count * CHUNK / RATE + 0.1, seed))[:size],
    }[kind]()


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)), min_size=1, max_size=3))
def test_any_sound_on_either_side_gives_whole_chunks_and_numbers(parts):
    canceller = EchoCanceller()
    for number, (one, other) in enumerate(parts):
        microphone, played = garbage(one, number), garbage(other, number + 50)
        for at in range(0, len(microphone), CHUNK):
            here = slice(at, at + CHUNK)
            result = canceller.cancel(microphone[here].tobytes(), played[here].tobytes())
            assert len(result.clean) == len(result.presence) == 2 * CHUNK
            assert SILENT <= result.echo_dbfs < 20
            assert SILENT <= result.clean_dbfs < 1


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1000), st.floats(0.001, 1.5))
def test_a_user_passes_unchanged_when_nothing_is_played(seed, level):
    voice = pcm(speech(0.4, seed, level))
    run = cancel(voice / 32768, np.zeros(len(voice)))

    assert b"".join(run.clean) == voice[: len(run.sound)].tobytes()
