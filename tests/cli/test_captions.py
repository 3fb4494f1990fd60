"""Captions: each thing that is said or happens as a line, or only what is not said."""

import pytest

from program import child, rows, run, short_level
from spoken import read_wav, record_commands
from voicecoach.cli.captions import QuietCaptions, captions
from voicecoach.core.commands import Command
from voicecoach.core.events import Announce, Failed, Heard, Note, Say, Source
from voicecoach.core.timeline import Cue, CueKind
from voicecoach.core.units import Ms

ZERO = Ms(0)
CUE = Announce(ZERO, Cue(ZERO, Ms(900), "Lie on your back.", CueKind.TALK))
ANSWER = Say(1, ("Skipping to bridge.",))
NEXT = Heard(ZERO, Command.NEXT, Source.KEY)
LOST = Failed(ZERO, "speaker", "The speaker is gone.")


class Shown(list):
    def __init__(self, make):
        super().__init__()
        self.watch = make(self.append, {"next": "next"})

    def show(self, *whats):
        self.clear()
        for what in whats:
            (self.watch if callable(self.watch) else self.watch.watch)(ZERO, what)
        return list(self)


def test_full_captions_show_what_is_said_and_what_happens():
    assert Shown(captions).show(CUE, ANSWER, NEXT, Note(ZERO, "Paused.")) == [
        "Lie on your back.", "Skipping to bridge.", "Key: next", "Paused.",
    ]  # fmt: skip


def test_quiet_captions_show_only_what_is_not_said():
    assert Shown(QuietCaptions).show(CUE, ANSWER, NEXT, Note(ZERO, "Paused.")) == [
        "Key: next", "Paused.",
    ]  # fmt: skip


def test_quiet_captions_are_full_while_the_sound_is_lost():
    shown = Shown(QuietCaptions)

    assert shown.show(CUE, LOST) == ["Lie on your back."], "it may have been cut off"
    assert shown.show(CUE, ANSWER) == ["Lie on your back.", "Skipping to bridge."]
    assert shown.show(Failed(ZERO, "speaker_back", "Sound again."), CUE) == []


def test_a_sentence_that_the_voice_cannot_say_is_shown():
    shown = Shown(QuietCaptions)

    assert shown.show(ANSWER, Failed(ZERO, "voice", "It broke.")) == ["Skipping to bridge."]
    assert shown.show(CUE) == ["Lie on your back."]


def test_without_a_loudspeaker_quiet_captions_are_full():
    shown = Shown(QuietCaptions)
    shown.watch.unheard()

    assert shown.show(CUE) == ["Lie on your back."]


@pytest.fixture
def session(monkeypatch, tmp_path, capsys):
    """A whole session over files, quickly ended, and what is written meanwhile."""
    record_commands(tmp_path / "in.wav", {2.0: "Finish.", 6.0: "Yes."}, 9)

    def call(*arguments):
        status = run(
            monkeypatch, tmp_path, "start", "--level", str(short_level(tmp_path)),
            "--microphone", f"file:{tmp_path / 'in.wav'}", "--data-dir", str(tmp_path / "log"),
            "--speaker", f"file:{tmp_path / 'out.wav'}", *arguments,
        )  # fmt: skip
        assert status == 0
        return capsys.readouterr().out

    return call


def test_the_option_makes_them_quiet(session):
    told = session("--voice", "espeak", "--quiet-captions")

    assert "Heard: finish" in told
    assert "Session: finished" in told
    assert "Welcome to the short level." not in told


def test_without_a_voice_captions_are_full_and_the_counts_tick(monkeypatch, tmp_path, capsys):
    status = run(
        monkeypatch, tmp_path, "start", "--level", str(short_level(tmp_path)), "--no-voice",
        "--quiet-captions", "--microphone", "none", "--speaker", f"file:{tmp_path / 'out.wav'}",
        "--events", str(tmp_path / "events"),
    )  # fmt: skip
    told = capsys.readouterr().out
    sound, rate = read_wav(tmp_path / "out.wav")
    beats = [row["beat_ms"] for row in rows(tmp_path / "events") if row["event"] == "counted"]

    assert status == 0
    assert "Welcome to the short level." in told
    assert len(beats) >= 6
    assert all(sound[at * rate // 1000 :][: rate // 50].any() for at in beats)


@pytest.mark.parametrize("asked", [{}, {"ACCESSIBLE": "1"}])
def test_no_line_is_redrawn_or_coloured(tmp_path, asked):
    program = child(tmp_path, "levels", env={"FORCE_COLOR": "1", "TERM": "xterm-256color"} | asked)
    told, _ = program.communicate(timeout=60)

    assert "\x1b" not in told
    assert "\r" not in told
