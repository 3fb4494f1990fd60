"""Section cost: processor time of listening, memory, and the time until all is loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from lab.mixing import to_pcm
from lab.scenes import SCENES
from listening_parts.bench import MAIN, SET_GRAMMAR, Bench, seeds
from listening_parts.crew import Kit, make_kit
from listening_parts.figures import Goal, Row, amount, at_most
from listening_parts.hearing import BLOCK, RATE, Floats
from listening_parts.loudspeaker import Loudspeaker
from listening_parts.reciting import example_of
from listening_parts.speaking import open_voice
from voicecoach.adapters.listeners.ear import Ear, Listening
from voicecoach.adapters.listeners.in_step import InStep
from voicecoach.adapters.listeners.presence import load_presence
from voicecoach.content.levels import find_levels, shipped_folder
from voicecoach.core.job import Options
from voicecoach.flows.prepare import Library, draft_texts
from voicecoach.ports import Coach, Recognizer
from voicecoach.sound.echo import EchoCanceller

SECONDS = 30
"""Of each stream."""
EVERY = 3.0
"""Seconds from one command to the next."""
LOUD = 1.0
SETTLING = 5.0
"""Seconds of a stream that are heard before the clock is started."""

Stream = tuple[Floats, Floats | None]
"""What the microphone hears, and what is played; None where no echo is cancelled."""


def cost(bench: Bench) -> list[Row]:
    """Return what listening costs, a recognizer at a time; in this process alone."""
    figures: dict[str, dict[str, float]] = {}
    for name in bench.recognizers:
        figures[name] = _listening(bench, name) | _loading(name)
    bench.say(f"cost: {SECONDS} s a stream, a command each {EVERY:.0f} s where somebody speaks")
    bench.say(f"cost: {os.cpu_count()} cores, load {_load()}; shares are of one core")
    measures: list[tuple[str, str, Callable[[float], str], Goal | None]] = [
        ("quiet", "CPU, quiet room, no echo cancelling", _percent, None),
        ("speech", "CPU, a command each 3 s, no echo cancelling", _percent, None),
        ("quiet_echo", "CPU listening, quiet room, coach silent", _percent, at_most(8, " percent")),
        ("speech_echo", "CPU, coach silent, a command each 3 s", _percent, None),
        ("coach_echo", "CPU, coach talks, nobody speaks", _percent, at_most(8, " percent")),
        ("both_echo", "CPU, coach talks, a command each 3 s", _percent, None),
        ("decide", "one decision, processor time", lambda v: f"{1000 * v:.0f} ms", None),
        ("memory", "memory with recognizer and detector", lambda v: f"{v:.0f} MB",
         at_most(250, " MB")),
        ("load", "load, processor time", lambda v: f"{v:.2f} s", at_most(2, " s")),
        ("load_clock", "load, by the clock of this machine", lambda v: f"{v:.2f} s", None),
    ]  # fmt: skip
    return [
        Row("cost", told, {n: amount(f[key], text(f[key])) for n, f in figures.items()}, goal)
        for key, told, text, goal in measures
    ]


def _percent(value: float) -> str:
    return f"{value:.2f} percent"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"


def streams(bench: Bench, kit: Kit) -> dict[str, Stream]:
    """Return what is listened to, by the name of the figure."""
    quiet = kit.studio.noise("room", SECONDS * RATE, np.random.default_rng(bench.seed))
    quiet = quiet * np.float32(10 ** (-62 / 20) / np.sqrt(np.mean(quiet**2)))
    user = _user(bench, kit)
    played, echo = _coach(bench)
    nothing: Floats = np.zeros(SECONDS * RATE, np.float32)
    return {
        "quiet": (quiet, None),
        "speech": (quiet + user, None),
        "quiet_echo": (quiet, nothing),
        "speech_echo": (quiet + user, nothing),
        "coach_echo": (quiet + echo, played),
        "both_echo": (quiet + echo + user, played),
    }


def _listening(bench: Bench, name: str) -> dict[str, float]:
    kit = make_kit([name], bench.seed)
    recognizer = kit.recognizers[name]
    found = {
        key: share_of_core(kit, recognizer, *stream) for key, stream in streams(bench, kit).items()
    }
    found["decide"] = _decision(recognizer, _user(bench, kit))
    recognizer.close()
    return found


def _user(bench: Bench, kit: Kit) -> Floats:
    """Return commands from 2 m away, one each `EVERY` seconds."""
    out: Floats = np.zeros(SECONDS * RATE, np.float32)
    clips = bench.clips(MAIN, 1)
    for number, at in enumerate(np.arange(LOUD, SECONDS - EVERY, EVERY)):
        clip = clips[number % len(clips)]
        chance = np.random.default_rng(seeds(bench.seed, clip.name))
        staged = kit.studio.stage(clip.load(), SCENES["far"], chance, (0.0, 0.2))
        start = int(at * RATE)
        part = staged[: len(out) - start]
        out[start : start + len(part)] += part
    return out


def _coach(bench: Bench) -> tuple[Floats, Floats]:
    """Return what is played and what is heard of it; silence where no voice works."""
    played: Floats = np.zeros(SECONDS * RATE, np.float32)
    if not bench.voices:
        return played, played
    name = "hibari" if "hibari" in bench.voices else bench.voices[0]
    library = Library(open_voice(name))
    level = find_levels([shipped_folder()]).levels[0]
    texts = [t for t in draft_texts(level, bench.book, Options()) if len(t) > 20][:12]
    sound = example_of(library, texts)
    played = np.resize(sound, SECONDS * RATE).astype(np.float32)
    room = Loudspeaker(RATE, bench.seed, -28.0, sound)
    pcm = to_pcm(played)
    blocks = [room.read(pcm[at : at + BLOCK]) for at in range(0, len(pcm), BLOCK)]
    heard = np.frombuffer(b"".join(blocks), np.int16).astype(np.float32) / np.float32(32768)
    return played, heard


def share_of_core(kit: Kit, recognizer: Recognizer, heard: Floats, played: Floats | None) -> float:
    """Return percent of one core while ``heard`` is listened to; settling is not counted."""
    kit.detector.reset()
    canceller = None if played is None else EchoCanceller(load_presence())
    ear = Ear(Listening.FULL if played is None else Listening.AUTO, canceller,
              detector=kit.detector)  # fmt: skip
    ear.allow(SET_GRAMMAR)
    step = InStep(ear, recognizer)
    pcm = to_pcm(heard)
    sound = to_pcm(played) if played is not None else None
    began = time.process_time()
    counted = 0
    for at in range(0, len(pcm) - BLOCK + 1, BLOCK):
        if at < SETTLING * RATE:
            began = time.process_time()
        else:
            counted += BLOCK
        part = sound[at : at + BLOCK] if sound is not None else None
        coach = Coach(
            part is not None and bool(part.any()), b"" if part is None else part.tobytes()
        )
        step.feed(pcm[at : at + BLOCK].tobytes(), coach)
    return 100 * (time.process_time() - began) / (counted / RATE)


def _decision(recognizer: Recognizer, user: Floats) -> float:
    """Return the median seconds of processor time of one decision on a piece of a second."""
    from speech_recognition import AudioData

    times = []
    for at in np.arange(LOUD, SECONDS - EVERY, EVERY):
        pcm = to_pcm(user[int(at * RATE) : int((at + 0.9) * RATE)])
        began = time.process_time()
        recognizer.decide(AudioData(pcm.tobytes(), RATE, 2), SET_GRAMMAR)
        times.append(time.process_time() - began)
    return float(np.median(times))


def _loading(name: str) -> dict[str, float]:
    """Return memory (MB) and seconds of a fresh process that loads all that listens."""
    code = f"import listening_parts.fresh as fresh; fresh.tell({name!r})"
    path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": path},
    )
    if done.returncode:
        print(f"cost, {name}: a fresh process failed: {done.stderr.splitlines()[-1]}")
        return dict.fromkeys(("load_clock", "load", "memory"), float("nan"))
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
