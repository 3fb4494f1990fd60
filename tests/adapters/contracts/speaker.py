"""What every speaker must do. Subclass it and give `make`; `fast` speakers need no real time."""

import threading
import time

import numpy as np
import pytest

from voicecoach.errors import DeviceError

RATE = 24_000
WAIT = 3.0


class Tone:
    """Renders and keeps count; sets `enough` after `wanted` samples."""

    def __init__(self, wanted=RATE // 4):
        self.asked = []
        self.threads = set()
        self.enough = threading.Event()
        self._wanted = wanted

    def __call__(self, samples):
        self.asked.append(samples)
        self.threads.add(threading.get_ident())
        if sum(self.asked) >= self._wanted:
            self.enough.set()
        return np.full(samples, 1000, np.int16)


class SpeakerContract:
    """Needs a fixture `speaker`: one that plays at `RATE` and is not started."""

    def test_it_pulls_sound_from_one_thread_of_its_own_until_it_is_closed(self, speaker):
        tone = Tone()
        speaker.start(tone)

        assert tone.enough.wait(WAIT)
        assert speaker.alive()
        assert speaker.problem == ""
        speaker.close()
        asked = len(tone.asked)
        time.sleep(0.12)
        assert len(tone.asked) == asked
        assert len(tone.threads) == 1
        assert threading.get_ident() not in tone.threads
        assert not speaker.alive()

    def test_it_pulls_at_the_pace_of_the_clock(self, speaker):
        tone = Tone(RATE)
        begun = time.monotonic()
        speaker.start(tone)
        assert tone.enough.wait(WAIT)
        took = time.monotonic() - begun
        speaker.close()

        # a device may take up to its buffer at once; a busy machine may be late
        assert 0.7 <= took <= 1.6

    def test_closing_it_twice_or_before_the_start_does_nothing(self, speaker):
        speaker.close()
        speaker.close()
        assert not speaker.alive()

    def test_an_error_while_rendering_makes_it_dead_and_tells_why(self, speaker, caplog):
        called = threading.Event()

        def broken(samples):
            called.set()
            raise ZeroDivisionError("by design")

        speaker.start(broken)
        assert called.wait(WAIT)
        until = time.monotonic() + WAIT
        while speaker.alive() and time.monotonic() < until:
            time.sleep(0.01)

        assert not speaker.alive()
        assert "ZeroDivisionError: by design" in speaker.problem
        assert "by design" in caplog.text
        speaker.close()

    def test_starting_it_twice_is_refused_and_disturbs_nothing(self, speaker):
        tone = Tone()
        speaker.start(tone)
        with pytest.raises(DeviceError):
            speaker.start(Tone())

        assert tone.enough.wait(WAIT)
        assert speaker.alive()
        speaker.close()

    def test_its_latency_is_a_number_of_milliseconds_that_a_person_would_not_wait_for(
        self, speaker
    ):
        assert 0 <= speaker.latency() <= 500
