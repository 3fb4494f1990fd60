"""The exported session, measured on its sound: real voice, real encoder."""

import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from program import rows, run, short_level
from spoken import read_wav

WINDOW = 0.020


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
    folder = tmp_path_factory.mktemp("export")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("wav", "mp3"):
            status = run(
                patch, folder, "export", "--level", "1", "--format", kind,
                "--output", str(folder), "--events", str(folder / f"{kind}.jsonl"),
            )  # fmt: skip
            assert status == 0
    return folder


@pytest.mark.slow
def test_each_counted_number_is_felt_within_ten_milliseconds_of_its_beat(exported):
    sound, rate = read_wav(exported / "low-back-1.wav")
    counted = [row for row in rows(exported / "wav.jsonl") if row["event"] == "counted"]

    errors = [
        attack_ms(sound, rate, row["at_ms"], row["at_ms"] + row["length_ms"]) - row["beat_ms"]
        for row in counted
    ]

    assert len(counted) > 60
    assert max(map(abs, errors)) < 10


@pytest.mark.slow
def test_level_one_as_mp3_lasts_15_to_25_minutes(exported):
    mp3 = exported / "low-back-1.mp3"
    program = imageio_ffmpeg.get_ffmpeg_exe()
    told = subprocess.run(
        [program, "-hide_banner", "-i", str(mp3), "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    hours, minutes, seconds = told.rsplit("time=", 1)[1].split()[0].split(":")
    length = int(hours) * 60 + int(minutes) + float(seconds) / 60

    assert 15 <= length <= 25
    assert "64 kb/s" in told
    assert "Lower back" in told


@pytest.mark.slow
def test_the_recording_never_asks_for_a_spoken_command_or_a_key(exported):
    texts = [str(row["text"]).lower() for row in rows(exported / "wav.jsonl")]

    assert not [text for text in texts if "say " in text or "press r" in text]


def test_the_same_session_gives_the_same_bytes(tmp_path, monkeypatch):
    level = str(short_level(tmp_path))
    made = []
    for name in ("a", "b"):
        folder = tmp_path / name
        run(monkeypatch, tmp_path, "export", "--level", level, "--output", str(folder))
        made.append((folder / "short-1.mp3").read_bytes())

    assert made[0] == made[1]


def test_a_file_that_is_there_is_kept_unless_replacing_is_asked_for(tmp_path, monkeypatch, capsys):
    level = str(short_level(tmp_path))
    (tmp_path / "short-1.wav").write_text("mine")
    arguments = ("export", "--level", level, "--format", "wav", "--output", str(tmp_path))

    assert run(monkeypatch, tmp_path, *arguments) == 2
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "short-1.wav").read_text() == "mine"
    assert run(monkeypatch, tmp_path, *arguments, "--force") == 0
    assert (tmp_path / "short-1.wav").read_bytes().startswith(b"RIFF")


def test_an_unwritable_folder_is_one_sentence_and_leaves_nothing(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("not a folder")
    status = run(
        monkeypatch, tmp_path, "export", "--level", str(short_level(tmp_path)),
        "--output", str(tmp_path / "file"), "--voice", "silent",
    )  # fmt: skip

    assert status == 1
    error = capsys.readouterr().err.strip()
    assert "cannot be written to" in error
    assert "Traceback" not in error
