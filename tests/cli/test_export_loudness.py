"""How loud a session is gets measured once, and again if what was noted cannot be trusted."""

import math

import pytest

from voicecoach.cli.export_loudness import loudness
from voicecoach.sound.metering import Metering


class Meter:
    def __init__(self, level=-16.54, peak=-1.46):
        self.asked, self._found = 0, Metering(level, peak)

    def __call__(self):
        self.asked += 1
        return self._found


def test_the_same_sound_is_measured_once(tmp_path):
    meter, folder = Meter(), tmp_path / "encoded"

    assert [loudness(folder, "ab", meter) for _ in range(3)] == [(-16.5, -1.5)] * 3
    assert meter.asked == 1
    loudness(folder, "cd", meter)
    assert meter.asked == 2


def test_silence_has_a_number_too(tmp_path):
    meter = Meter(-math.inf, -math.inf)

    assert [loudness(tmp_path, "ab", meter) for _ in range(2)] == [(-200.0, -200.0)] * 2
    assert meter.asked == 1


@pytest.mark.parametrize(
    "note",
    [b"", b"-16.5", b"-16.5 -1.5", b"nan nan\n", b"-999.9 0.0\n", b"99.0 0.0\n", b"\xff" * 12,
     b"-16.5 -1.5\n" * 100],
)  # fmt: skip
def test_a_damaged_note_is_measured_again_and_replaced(tmp_path, note):
    meter, path = Meter(), tmp_path / "ab.loudness"
    path.write_bytes(note)

    assert loudness(tmp_path, "ab", meter) == (-16.5, -1.5)
    assert path.read_bytes() == b"-16.5 -1.5\n"


def test_where_nothing_can_be_kept_it_is_measured_each_time(tmp_path):
    (tmp_path / "file").write_text("no folder")
    meter = Meter()

    assert loudness(tmp_path / "file" / "encoded", "ab", meter) == (-16.5, -1.5)
    assert loudness(tmp_path / "file" / "encoded", "ab", meter) == (-16.5, -1.5)
    assert meter.asked == 2
