"""voicecoach listen, over recordings; and the options that all that listens shares."""

import json
import wave

import pytest

from listening_sounds import person, say, stream
from program import run
from spoken import write_wav
from voicecoach.adapters.listeners.keeping import Keeper
from voicecoach.adapters.listeners.listener import Verdict
from voicecoach.adapters.recognizers import moonshine
from voicecoach.cli.keeping import keeping
from voicecoach.cli.tellings import as_line, of_verdict
from voicecoach.core.commands import Command
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis
from voicecoach.sound.segmenter import RATE, Segment

pytestmark = pytest.mark.skipif(
    not moonshine.ENGINE.status().ready, reason="elsewhere: moonshine has no wheel for it"
)


@pytest.fixture(scope="module")
def recording(tmp_path_factory):
    path = tmp_path_factory.mktemp("listen") / "in.wav"
    stop = person("stop-cd85758f.wav")
    write_wav(path, stream(1.5, say("Next."), 1.5, stop, 6.0).astype("<i2"), RATE)
    return path


def listen(monkeypatch, tmp_path, recording, *more):
    return run(monkeypatch, tmp_path, "listen", "--microphone", f"file:{recording}", *more)


def test_each_piece_of_speech_is_a_plain_line(monkeypatch, tmp_path, recording, capsys):
    assert listen(monkeypatch, tmp_path, recording) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == 'Listening with moonshine. Say a command, for instance "next".'
    assert [line.split()[3].rstrip(",") for line in lines[1:3]] == ["next", "stop"]
    assert lines[1].startswith("At 1.5 s: next, 0.")
    assert "dBFS" in lines[1]
    assert lines[3].startswith("At 5.0 s: the room, -6")


def test_it_speaks_json(monkeypatch, tmp_path, recording, capsys):
    assert listen(monkeypatch, tmp_path, recording, "--json") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [row["command"] for row in told if row["event"] == "heard"] == ["next", "stop"]
    assert all(row["at_ms"] > 0 for row in told)


def test_seconds_end_it(monkeypatch, tmp_path, recording, capsys):
    assert listen(monkeypatch, tmp_path, recording, "--json", "--seconds", "3") == 0
    told = capsys.readouterr().out.splitlines()

    assert [json.loads(line)["command"] for line in told] == ["next"]


def test_with_a_wake_word_only_a_safety_word_goes_without(monkeypatch, tmp_path, recording, capsys):
    assert listen(monkeypatch, tmp_path, recording, "--json", "--listening", "wake") == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [row["command"] for row in told if row["event"] == "heard"] == [None, "stop"]


def test_audio_is_kept_only_where_it_is_asked_for(monkeypatch, tmp_path, recording, capsys):
    folder = tmp_path / "kept"
    assert listen(monkeypatch, tmp_path, recording, "--keep-audio", str(folder)) == 0

    assert f"is kept as a sound file in {folder}." in capsys.readouterr().out
    names = sorted(path.name for path in folder.iterdir())
    assert [name.partition("-")[2] for name in names] == ["next.wav", "stop.wav"]
    with wave.open(str(folder / names[0])) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (RATE, 2, 1)
        assert 0.3 < file.getnframes() / RATE < 1.5


def verdict(command=None, words="", **more):
    segment = Segment(0, RATE, 0, RATE, bytes(2 * RATE))
    return Verdict(1, Hypothesis(command, words, -1.5, **more), segment, frozenset(Command))


def test_a_name_of_a_file_holds_no_sign_that_a_disk_refuses(tmp_path):
    path = Keeper(tmp_path).keep(verdict(words='what? "a/b" \\ c:'))

    assert path.name == "000000.000-none-what-a-b-c.wav"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(DeviceError, match="choose another folder"):
        Keeper(tmp_path / "file" / "deeper")


def test_a_disk_that_refuses_later_is_told_once_and_harms_nothing(tmp_path, capsys):
    folder = tmp_path / "kept"
    keep = keeping(folder)
    folder.rmdir()
    keep(verdict(Command.STOP))
    keep(verdict(Command.STOP))

    assert capsys.readouterr().err.count("cannot be kept") == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"threshold": -1.0}, "Refused: the score is too low."),
        ({"refusal": "sounds more like step"}, "Refused: sounds more like step."),
        ({}, "Refused: it sounds like nothing that can be said."),
        ({"runner_up": "step", "runner_up_score": -2.0}, 'Next: "step", -2.0.'),
        ({"command": Command.STOP, "threshold": -6.0}, "Score -1.5, -6.0 needed."),
    ],
)
def test_a_line_says_why(more, words):
    assert words in as_line(of_verdict(verdict(words="stop", **more)))
