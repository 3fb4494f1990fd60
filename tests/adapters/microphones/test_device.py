import threading
import time
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach.adapters.microphones.device import RATE, DeviceMicrophone, devices
from voicecoach.errors import DeviceError

pytestmark = pytest.mark.sound_server


@pytest.fixture
def microphone(sound_server):
    microphone = DeviceMicrophone()
    yield microphone
    microphone.close()


class Ear:
    """Keeps what it hears; `enough` is set after so many seconds."""

    def __init__(self, seconds=0.5):
        self.blocks = []
        self.threads = set()
        self.enough = threading.Event()
        self._wanted = seconds * RATE / 512

    def __call__(self, block):
        self.blocks.append(block)
        self.threads.add(threading.get_ident())
        if len(self.blocks) >= self._wanted:
            self.enough.set()

    @property
    def pcm(self):
        return np.frombuffer(b"".join(self.blocks), np.int16)


def tone(path, seconds, hz=440.0, rate=48_000):
    pcm = 8000 * np.sin(2 * np.pi * hz * np.arange(int(seconds * rate)) / rate)
    with wave.open(str(path), "wb") as wav:
        wav.setparams((1, 2, rate, 0, "NONE", ""))
        wav.writeframes(pcm.astype(np.int16).tobytes())
    return path


def test_blocks_of_512_samples_come_from_one_thread_at_the_pace_of_the_clock(microphone):
    ear = Ear(1)
    begun = time.monotonic()
    microphone.start(ear)
    assert microphone.name == "default microphone"
    assert ear.enough.wait(5)
    took = time.monotonic() - begun
    assert microphone.alive()
    microphone.close()

    assert {len(block) for block in ear.blocks} == {1024}
    assert {type(block) for block in ear.blocks} == {bytes}
    assert len(ear.threads) == 1
    assert 0.7 <= took <= 1.8
    assert not microphone.alive()


def test_what_is_said_into_it_is_heard(microphone, sound_server, tmp_path):
    ear = Ear()
    microphone.start(ear)
    with sound_server.feed(tone(tmp_path / "tone.wav", 1.0)):
        pass
    time.sleep(0.2)
    microphone.close()

    loud = np.abs(ear.pcm) > 500
    assert loud.sum() > 0.7 * RATE  # a sine of 8000 is above 500 for 96 % of the time
    heard = ear.pcm[np.flatnonzero(loud)[0] :][: RATE // 2].astype(float)
    assert abs(np.argmax(np.abs(np.fft.rfft(heard))) * 2 - 440) <= 4


def test_only_zeros_are_noticed_after_two_seconds(microphone):
    ear = Ear(2.1)
    microphone.start(ear)
    assert not microphone.only_zeros
    assert ear.enough.wait(5)

    assert microphone.only_zeros


def test_a_microphone_that_hears_something_is_not_called_switched_off(
    microphone, sound_server, tmp_path
):
    ear = Ear(2.1)
    microphone.start(ear)
    with sound_server.feed(tone(tmp_path / "tone.wav", 0.3)):
        assert ear.enough.wait(5)

    assert not microphone.only_zeros


def test_it_is_dead_within_two_seconds_when_the_sound_server_dies(microphone, sound_server):
    ear = Ear(0.1)
    microphone.start(ear)
    assert ear.enough.wait(3)
    sound_server.kill()
    killed = time.monotonic()
    while microphone.alive() and time.monotonic() < killed + 3:
        time.sleep(0.02)

    assert time.monotonic() - killed < 2
    assert "The microphone has stopped" in microphone.problem


def test_an_error_in_the_listener_makes_it_dead_and_tells_why(microphone, caplog):
    def broken(block):
        raise ZeroDivisionError("by design")

    microphone.start(broken)
    until = time.monotonic() + 3
    while microphone.alive() and time.monotonic() < until:
        time.sleep(0.01)

    assert "ZeroDivisionError: by design" in microphone.problem
    assert "by design" in caplog.text


def test_closing_it_twice_or_before_the_start_does_nothing(microphone):
    microphone.close()
    microphone.close()
    assert not microphone.alive()


def test_opening_and_closing_it_leaves_no_connection_behind(microphone, sound_server):
    before = sound_server.clients()
    for _ in range(3):
        microphone.start(Ear())
        microphone.close()

    assert sound_server.clients() == before


def test_a_microphone_is_found_by_a_part_of_its_name(sound_server):
    microphone = DeviceMicrophone("virtual_micro")
    ear = Ear(0.1)
    microphone.start(ear)
    assert ear.enough.wait(3)
    microphone.close()


def test_an_unknown_microphone_is_refused_and_those_that_are_there_are_named(sound_server):
    with pytest.raises(DeviceError, match="VC_virtual_microphone"):
        DeviceMicrophone("zzz").start(Ear())

    assert "VC_virtual_microphone" in devices()


@settings(max_examples=50, deadline=None)
@given(sizes=st.lists(st.integers(1, 2000), max_size=20))
def test_blocks_are_512_samples_whatever_the_device_hands_over(sizes):
    ear = Ear()
    microphone = DeviceMicrophone()
    microphone._watch.begin()
    sound = np.arange(sum(sizes), dtype=np.int16)
    place = 0
    for size in sizes:
        microphone._take(ear, bytearray(sound[place : place + size].tobytes()))
        place += size

    assert {len(block) for block in ear.blocks} <= {1024}
    assert ear.pcm.tolist() == sound[: len(sound) // 512 * 512].tolist()
