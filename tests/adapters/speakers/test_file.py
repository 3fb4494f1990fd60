import signal
import subprocess
import sys
import threading
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.contracts.speaker import RATE, SpeakerContract
from voicecoach.adapters.speakers.file import FileSpeaker
from voicecoach.errors import DeviceError


@pytest.fixture
def speaker(tmp_path):
    speaker = FileSpeaker(tmp_path / "out.wav", RATE)
    yield speaker
    speaker.close()


class TestContract(SpeakerContract):
    pass


def read(path):
    with wave.open(str(path)) as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, RATE)
        return np.frombuffer(wav.readframes(wav.getnframes()), np.int16)


@given(blocks=st.lists(st.lists(st.integers(-32768, 32767), max_size=50), max_size=10))
def test_the_file_is_whole_after_each_block(tmp_path_factory, blocks):
    path = tmp_path_factory.mktemp("file") / "out.wav"
    speaker = FileSpeaker(path, RATE)
    assert read(path).tolist() == []
    so_far = []
    for block in blocks:
        speaker.write(np.array(block, np.int16))
        so_far += block
        assert read(path).tolist() == so_far
    speaker.close()

    assert read(path).tolist() == so_far


def test_what_is_pulled_in_real_time_is_in_the_file(speaker, tmp_path):
    pulled, enough = [], threading.Event()

    def render(samples):
        pulled.append(np.full(samples, len(pulled), np.int16))
        if len(pulled) == 4:
            enough.set()
        return pulled[-1]

    speaker.start(render)
    assert enough.wait(3)
    speaker.close()

    assert read(tmp_path / "out.wav").tolist() == np.concatenate(pulled).tolist()


def test_a_file_of_a_killed_process_opens_and_holds_what_was_written(tmp_path):
    path = tmp_path / "out.wav"
    program = f"""
import numpy as np
from pathlib import Path
from voicecoach.adapters.speakers.file import FileSpeaker
speaker = FileSpeaker(Path({str(path)!r}), {RATE})
while True:
    speaker.write(np.ones(1200, np.int16))
    print("block", flush=True)
"""
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    for _ in range(20):
        assert child.stdout.readline() == b"block\n"
    child.send_signal(signal.SIGKILL)
    told = 20 + child.stdout.read().count(b"block\n")
    child.wait()
    child.stdout.close()

    assert len(read(path)) >= told * 1200


def test_a_file_that_cannot_be_created_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(DeviceError, match="cannot be created"):
        FileSpeaker(tmp_path / "no such folder" / "out.wav", RATE)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_is_full_from_the_start_is_refused_and_leaves_nothing(tmp_path):
    path = tmp_path / "out.wav"
    path.symlink_to("/dev/full")
    with pytest.raises(DeviceError, match="No space left"):
        FileSpeaker(path, RATE)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_disk_that_fills_up_is_told_and_the_file_still_opens(speaker, tmp_path):
    import resource

    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (6000, was[1]))
    try:
        speaker.write(np.ones(2000, np.int16))
        with pytest.raises(DeviceError, match="free some space"):
            speaker.write(np.ones(2000, np.int16))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)

    assert not speaker.alive()
    assert "cannot be written any further" in speaker.problem
    assert read(tmp_path / "out.wav").tolist() == [1] * 2000


def test_writing_after_the_end_is_refused(speaker):
    speaker.close()
    with pytest.raises(DeviceError, match="closed"):
        speaker.write(np.zeros(10, np.int16))
