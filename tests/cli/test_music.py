"""voicecoach start --music: looked at first, under every word, and told at its end."""

from contextlib import ExitStack
from dataclasses import replace

import numpy as np
import pytest

from levels import BOOK
from program import rows, run, short_level
from spoken import read_wav
from tunes import tune
from voicecoach.adapters.music import _endless
from voicecoach.cli import listening
from voicecoach.config import Config
from voicecoach.core.commands import Command
from voicecoach.ports import RecognizerEngine, Status
from voicecoach.sound.bed import DUCK


def start(monkeypatch, folder, name, *more):
    """Play a session over files and return its exit status."""
    return run(
        monkeypatch, folder, "start", "--level", str(short_level(folder)), "--voice", "espeak",
        "--data-dir", str(folder / f"{name}-log"), "--microphone", "none",
        "--speaker", f"file:{folder / name}.wav", "--events", str(folder / f"{name}.jsonl"), *more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def sessions(tmp_path_factory):
    """Return a folder with a session without music, then the same with music."""
    folder = tmp_path_factory.mktemp("music")
    (folder / "tunes").mkdir()
    tune(folder / "tunes" / "a.wav", seconds=8)
    tune(folder / "tunes" / "b.mp3", seconds=4)
    with pytest.MonkeyPatch.context() as patch:
        assert start(patch, folder, "plain") == 0
        assert start(patch, folder, "music", "--music", str(folder / "tunes")) == 0
    return folder


def test_with_music_everything_happens_as_without_it(sessions):
    assert rows(sessions / "music.jsonl") == rows(sessions / "plain.jsonl")


def test_music_is_under_the_words_and_comes_up_between_them(sessions):
    plain, rate = read_wav(sessions / "plain.wav")
    heard, _ = read_wav(sessions / "music.wav")
    music = np.abs(heard.astype(int) - plain)
    spans = [
        slice(row["at_ms"] * rate // 1000, (row["at_ms"] + row["length_ms"]) * rate // 1000)
        for row in rows(sessions / "music.jsonl")
        if row["event"] in {"said", "counted"}
    ]

    assert max(music[span].max() for span in spans) <= music.max() * 10 ** (-DUCK / 20) * 1.05
    assert music.max() > 1000


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (None, "cannot be read"),
        ({}, "There is no music in"),
        ({"a.mp3": b"no music"}, "There is no music in"),
        ({"a.txt": b"no music"}, "There is no music in"),
    ],
)
def test_a_folder_without_music_is_told_before_anything_sounds(
    files, sentence, monkeypatch, tmp_path, capsys
):
    folder = tmp_path / "tunes"
    if files is not None:
        folder.mkdir()
    for name, blob in (files or {}).items():
        (folder / name).write_bytes(blob)

    assert start(monkeypatch, tmp_path, "x", "--music", str(folder)) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "x.wav").exists()


def test_files_that_are_no_music_are_printed_and_the_end_of_all_music_is_said(
    monkeypatch, tmp_path, capsys
):
    folder = tmp_path / "tunes"
    folder.mkdir()
    (folder / "0.mp3").write_bytes(b"no music")
    tune(folder / "a.wav", seconds=5)
    (folder / "b.ogg").write_bytes(b"no music")
    read = _endless.blocks

    def once(path, rate):
        yield from read(path, rate)
        path.unlink(missing_ok=True)

    monkeypatch.setattr(_endless, "blocks", once)
    assert start(monkeypatch, tmp_path, "x", "--music", str(folder)) == 0

    printed = capsys.readouterr()
    assert f"{folder / '0.mp3'} cannot be read as music and is left out" in printed.err
    assert f"{folder / 'b.ogg'} cannot be read as music and is left out" in printed.out
    assert "The music has ended: no sound is left in a.wav, b.ogg." in printed.out
    told = rows(tmp_path / "x.jsonl")
    said = [text for row in told if row["event"] == "answer" for text in row["texts"]]
    assert said.count(BOOK.say("music_ended")) == 1
    assert [row["outcome"] for row in told if row["event"] == "ended"] == ["completed"]


def test_its_words_are_listened_for_only_where_there_is_music(monkeypatch):
    setups = []

    class Deaf:
        online = False

        def close(self):
            pass

    def make(setup):
        setups.append(setup)
        return Deaf()

    engine = RecognizerEngine("deaf", "", online=False, status=lambda: Status(True, ""), make=make)
    monkeypatch.setattr(listening, "pick_recognizer", lambda _name: engine)
    with ExitStack() as stack:
        for config in (Config(), replace(Config(), music="tunes")):
            listening.make_recognizer(stack, config, BOOK)

    assert set(Command) - set(setups[0].phrases) == {Command.MUSIC}
    assert setups[1].phrases == BOOK.phrases
