"""The exported session, measured on its sound: real voice, real encoder."""

import av
import numpy as np
import pytest

from program import rows, run

WINDOW = 0.020


def decoded(path):
    """Return the samples of a file of sound, mono, and their rate."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        frames = [frame.to_ndarray().astype(float)[0] for frame in container.decode(audio=0)]
    return np.concatenate(frames), rate


def attack_ms(sound, rate, start_ms, end_ms):
    """Return where the word between the two times is felt: half of its loudest 20 ms window."""
    first = round((start_ms - 15) * rate / 1000)
    power = sound[first : round((end_ms + 10) * rate / 1000)].astype(float) ** 2
    width = round(WINDOW * rate)
    total = np.cumsum(np.r_[0, power])
    loudness = np.sqrt((total[width:] - total[:-width]) / width)
    begin = int(np.argmax(loudness >= loudness.max() / 2))
    return (first + begin + width / 2) / rate * 1000


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Level 1 in the default voice, as WAV and MP3, with its events."""
    folder = tmp_path_factory.mktemp("export")
    with pytest.MonkeyPatch.context() as patch:
        status = run(
            patch, folder, "export", "--level", "1", "--format", "wav,mp3",
            "--output", str(folder), "--events", str(folder / "events.jsonl"),
        )  # fmt: skip
        assert status == 0
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wav", "mp3"])
def test_each_counted_number_is_felt_within_ten_milliseconds_of_its_beat(exported, kind):
    sound, rate = decoded(exported / "low-back-1" / f"low-back-1.{kind}")
    counted = [row for row in rows(exported / "events.jsonl") if row["event"] == "counted"]

    errors = [
        attack_ms(sound, rate, row["at_ms"], row["at_ms"] + row["length_ms"]) - row["beat_ms"]
        for row in counted
    ]

    assert len(counted) > 60
    assert max(map(abs, errors)) < 10


@pytest.mark.slow
def test_level_one_as_mp3_lasts_15_to_26_minutes(exported):
    """A session lasts 25 at most; a recording adds headers and more time to settle (C33)."""
    with av.open(str(exported / "low-back-1" / "low-back-1.mp3")) as container:
        length = container.duration / av.time_base / 60
        assert container.bit_rate == pytest.approx(64_000, rel=0.01)
        assert container.metadata["title"] == "Lower back, level one"

    assert 15 <= length <= 26


@pytest.mark.slow
def test_the_recording_never_asks_for_a_spoken_command_or_a_key(exported):
    texts = [str(row["text"]).lower() for row in rows(exported / "events.jsonl")]

    assert not [text for text in texts if "say " in text or "press r" in text]
