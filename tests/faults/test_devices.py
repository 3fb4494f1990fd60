"""The real program on virtual devices that go, fall silent and come back, in one session."""

import os
import signal
import subprocess
import time

import numpy as np
import pytest

from levels import BOOK
from live_room import Mouth, Rows
from program import child, short_level
from sound_server import MISSING, REASON, SoundServer
from voicecoach.adapters.journals.jsonl import read_sessions
from voicecoach.adapters.microphones.device import DeviceMicrophone
from voicecoach.adapters.microphones.device import nowhere as no_microphone
from voicecoach.adapters.speakers.device import DeviceSpeaker
from voicecoach.adapters.speakers.device import nowhere as no_speaker
from voicecoach.flows.tending import SILENT

pytestmark = [pytest.mark.sound_server, pytest.mark.slow]

SPEAKER = (
    "module-null-sink", "norewinds=1", "rate=48000", "sink_name=vc_speaker",
    "sink_properties=device.description=VC_virtual_speaker",
)  # fmt: skip
LIMIT = 25


class Trial:
    """One session, and what was done to it."""

    def __init__(self, folder):
        self.server, self.folder, self.told, self.status = SoundServer(), folder, "", None
        self.server.start()
        self.mouth = Mouth(self.server, folder, 120)
        self.rows = Rows(folder / "events.jsonl")
        follows = {name: value for name, value in self.server.env.items() if name != "PULSE_SINK"}
        self.program = child(
            folder, "start", "--level", str(short_level(folder)), "--voice", "espeak",
            "--listening", "full", "--events", str(folder / "events.jsonl"),
            "--data-dir", str(folder / "log"), stdin=subprocess.DEVNULL,
            env=follows,
        )  # fmt: skip
        assert self.rows.until(lambda: self.rows.named("said"), 60)

    def parts(self):
        return [row["part"] for _, row in self.rows.named("failed")]

    def until(self, *parts):
        """Wait until these parts were told of, in this order, since the last call."""
        known = len(self.parts())
        told = self.rows.until(lambda: set(parts) <= set(self.parts()[known:]), LIMIT)
        assert told, f"{parts} not told, only {self.parts()[known:]}"

    def rolls(self, takes):
        """Wait until the tape has been set rolling so often."""
        return self.rows.until(lambda: len(self.rows.named("rolled")) >= takes, LIMIT)

    def kill_the_server(self):
        self.mouth.close()
        self.server.kill()
        self.until("speaker", "microphone")
        self.rolled_meanwhile = len(self.rows.named("rolled"))
        self.server.start()
        self.mouth = Mouth(self.server, self.folder, 120)
        self.until("speaker_back", "microphone_back") if len(self.parts()) == 2 else None
        assert self.rolls(2)

    def switch_the_microphone_off(self):
        self.server.pactl("set-source-mute", "vc_mic", "1")
        self.until("microphone_muted")
        self.server.pactl("set-source-mute", "vc_mic", "0")
        self.until("microphone_back")

    def give_the_microphone_to_another_program(self):
        self.server.pactl("suspend-source", "vc_mic", "1")
        self.until("microphone")
        self.server.pactl("suspend-source", "vc_mic", "0")
        self.until("microphone_back")

    def change_the_default_loudspeaker(self):
        number = self.server.pactl("load-module", *SPEAKER[:3], "sink_name=second")
        before = sinks_by_stream(self.server)
        rows = len(self.rows.rows)
        self.server.pactl("set-default-sink", "second")
        assert until(lambda: moved(before, sinks_by_stream(self.server)))
        self.rows.until(lambda: "said" in events(self.rows.rows[rows:]), LIMIT)
        self.after_the_change = events(self.rows.rows[rows:])
        self.server.pactl("set-default-sink", "vc_speaker")
        self.server.pactl("unload-module", number.strip())

    def unplug_the_last_loudspeaker(self):
        self.server.pactl("load-module", "module-always-sink")
        for line in self.server.pactl("list", "short", "modules").splitlines():
            if "null-sink" in line:
                self.server.pactl("unload-module", line.split()[0])
        self.until("speaker")
        self.server.pactl("load-module", *SPEAKER)
        self.until("speaker_back")

    def put_it_to_sleep(self):
        self.program.send_signal(signal.SIGSTOP)
        time.sleep(6)
        self.program.send_signal(signal.SIGCONT)
        self.until("slept")
        self.rows.until(lambda: "resume" in self.rows.allowed, LIMIT)
        self.asleep = self.rows.rows[-1][1]

    def end_it(self):
        self.program.terminate()
        self.told, _ = self.program.communicate(timeout=30)
        self.status = self.program.returncode

    def close(self):
        if self.program.poll() is None:
            os.kill(self.program.pid, signal.SIGCONT)
            self.program.kill()
            self.program.communicate()
        self.mouth.close()
        self.rows.close()
        self.server.remove()


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    if MISSING:
        pytest.skip(REASON)
    held = Trial(tmp_path_factory.mktemp("faults"))
    try:
        held.kill_the_server()
        held.change_the_default_loudspeaker()
        held.give_the_microphone_to_another_program()
        held.switch_the_microphone_off()
        held.unplug_the_last_loudspeaker()
        held.put_it_to_sleep()
        held.end_it()
        yield held
    finally:
        held.close()


def since(trial, part):
    """Return the rows after the first telling of ``part``."""
    rows = [row for _, row in trial.rows.rows]
    first = next(
        n for n, row in enumerate(rows) if row["event"] == "failed" and row["part"] == part
    )
    return rows[first:]


def test_each_fault_is_told_once_in_its_order(trial):
    parts = trial.parts()

    assert sorted(parts[:2]) == ["microphone", "speaker"]
    assert sorted(parts[2:4]) == ["microphone_back", "speaker_back"]
    assert parts[4:6] == ["microphone", "microphone_back"]
    assert parts[6:8] == ["microphone_muted", "microphone_back"]
    rest = [part for part in parts[8:] if not part.startswith("microphone")]
    assert rest == ["speaker", "speaker_back", "slept"]


def test_without_a_server_nothing_rolls_and_then_the_cut_sentence_comes_again(trial):
    assert trial.rolled_meanwhile == 1
    rows = [row for _, row in trial.rows.rows]
    second = [n for n, row in enumerate(rows) if row["event"] == "rolled"][1]
    before = [row for row in rows[:second] if row["event"] == "said"]
    after = [row for row in rows[second:] if row["event"] == "said"]

    assert after[0]["text"] in [row["text"] for row in before[-2:]]


@pytest.mark.parametrize(
    "sentence",
    [
        BOOK.say("speaker_lost"),
        BOOK.say("speaker_back"),
        BOOK.say("microphone_lost"),
        BOOK.say("microphone_muted"),
        BOOK.say("microphone_back"),
        BOOK.say("slept"),
        BOOK.say("closed"),
        SILENT,
        "No loudspeaker is left, so the sound goes nowhere; plug one in.",
    ],
)
def test_each_fault_has_its_sentence_in_the_captions(trial, sentence):
    assert sentence in trial.told
    assert "Traceback" not in trial.told


def test_another_default_loudspeaker_takes_the_session_over_and_nothing_is_lost(trial):
    assert "said" in trial.after_the_change
    assert not {"failed", "held"} & set(trial.after_the_change)


def test_after_sleep_the_tape_is_held(trial):
    after = since(trial, "slept")

    assert "rolled" not in [row["event"] for row in after]


def test_it_ends_as_a_program_that_was_terminated_and_the_log_is_whole(trial):
    records, problems = read_sessions(trial.folder / "log")

    assert trial.status == 143
    assert problems == ()
    assert [record.outcome for record in records] == ["interrupted"]


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (44_100, 2), (192_000, 2)])
def test_devices_of_any_rate_mono_or_stereo_play_and_hear(trial, monkeypatch, rate, channels):
    """Runs last on the same server: the program has ended."""
    for name, value in trial.server.env.items():
        monkeypatch.setenv(name, value)
    name = f"any-{rate}-{channels}"
    trial.server.pactl(
        "load-module", "module-null-sink", f"rate={rate}", f"channels={channels}",
        f"sink_name={name}", f"sink_properties=device.description={name}",
    )  # fmt: skip

    assert heard_again(name, 24_000) > 0.8


def heard_again(name, rate):
    """Play a tone and hear the sink's monitor; return the share of its energy at that pitch."""
    at, blocks = [0], []

    def tone(count):
        time_ = (at[0] + np.arange(count)) / rate
        at[0] += count
        return (np.sin(2 * np.pi * 500 * time_) * 8000).astype(np.int16)

    speaker, microphone = DeviceSpeaker(rate, device=name), DeviceMicrophone(f"monitor of {name}")
    speaker.start(tone)
    microphone.start(blocks.append)
    deadline = time.monotonic() + 10
    while len(blocks) < 45 and time.monotonic() < deadline:
        time.sleep(0.02)
    microphone.close()
    speaker.close()
    pcm = np.frombuffer(b"".join(blocks[-16:]), np.int16).astype(float)
    power = np.abs(np.fft.rfft(pcm * np.hanning(len(pcm)))) ** 2
    middle = round(500 * len(pcm) / 16_000)
    return power[middle - 4 : middle + 5].sum() / power.sum()


def test_a_real_device_is_not_taken_for_one_that_was_made_up(trial, monkeypatch):
    for name, value in trial.server.env.items():
        monkeypatch.setenv(name, value)

    assert no_speaker() == ""
    assert "microphone" in no_microphone() or no_microphone() == ""


def test_the_sound_follows_the_default_device(trial, monkeypatch):
    for name, value in trial.server.env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PULSE_SINK")  # whoever names a device stays there
    server, pulled = trial.server, []
    server.pactl("load-module", *SPEAKER[:3], "sink_name=second")
    server.pactl("set-default-sink", "vc_speaker")
    others = sinks_by_stream(server)
    speaker = DeviceSpeaker(24_000)
    speaker.start(lambda count: (pulled.append(count), np.zeros(count, np.int16))[1])
    until(lambda: pulled)
    ((stream, before),) = sinks_by_stream(server).items() - others.items()

    server.pactl("set-default-sink", "second")
    moved = until(lambda: sinks_by_stream(server)[stream] != before)
    known = len(pulled)
    goes_on = until(lambda: len(pulled) > known + 3)
    speaker.close()

    assert moved
    assert goes_on


def moved(before, after):
    return [stream for stream in before if after.get(stream, before[stream]) != before[stream]]


def events(rows):
    return [row["event"] for _, row in rows]


def sinks_by_stream(server):
    lines = server.pactl("list", "short", "sink-inputs").splitlines()
    return {line.split()[0]: line.split()[1] for line in lines}


def until(true):
    """Wait for five seconds at most; return whether it is so."""
    end = time.monotonic() + 5
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
