import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.echo_watch import DEAF_DBFS, EchoWatch


def run(seconds, room, coach, *, user=None, watch=None, seed=1):
    """Ten seconds of coach, ten of silence and so on; levels in dBFS, of which 3 dB is chance."""
    watch = watch or EchoWatch()
    chance = np.random.default_rng(seed)
    for at in range(seconds * 1000 // 32):
        speaking = (at // 60) % 2 == 0
        syllable = at % 5 < 3
        level = coach if speaking and syllable and coach is not None else room
        if user is not None and at % 90 < 20:  # the user says something every 3 s
            level = max(level, user)
        watch.push(level + chance.normal(0, 3), coach=speaking)
    return watch


def test_a_loudspeaker_in_the_room_is_noticed():
    assert run(12, room=-60, coach=-35).echo is True


def test_headphones_are_noticed():
    assert run(12, room=-60, coach=None).echo is False


def test_nothing_is_claimed_before_the_coach_has_sounded_for_two_seconds():
    assert run(2, room=-60, coach=None).echo is None


def test_a_microphone_that_begins_late_is_not_taken_for_an_echo():
    watch = EchoWatch()
    for _ in range(40):
        watch.push(DEAF_DBFS - 30, coach=False)  # the device delivers zeros at first
    for _ in range(6):
        watch.push(-60, coach=False)
    for _ in range(100):
        watch.push(-60, coach=True)

    assert watch.echo is False


def test_a_recording_with_digital_silence_has_no_echo():
    assert run(12, room=DEAF_DBFS - 30, coach=None).echo is False


def test_what_the_user_says_is_not_taken_for_an_echo():
    assert run(20, room=-60, coach=None, user=-30).echo is False


def test_an_echo_that_begins_later_is_noticed():
    watch = run(12, room=-60, coach=None)

    assert run(15, room=-60, coach=-35, watch=watch).echo is True


@given(st.floats(-80, -30), st.floats(8, 40), st.integers(0, 99))
def test_an_echo_well_above_any_room_is_never_overlooked(room, rise, seed):
    assert run(14, room, room + rise + 3, seed=seed).echo is True
