"""The baseline counts on a virtual device: `baselines/say_and_sleep.py`, both of its ways."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from beat_parts.attacks import Sound, sounds
from beat_parts.errors import Beats, Place
from beat_parts.recording import OTHER, Recorder
from sound_server import SoundServer

PROGRAM = Path(__file__).parents[1] / "baselines" / "say_and_sleep.py"
SINKS = {"schedule": "vc_speaker", "sleep": OTHER}
"""Way of the baseline -> where it plays: both run at the same time, which takes half as long."""
ONE_WORD = 0.7
"""Seconds from the start of a number within which any sound is still of it."""
STAND_IN = '#!/bin/sh\nexec paplay "$1"\n'
"""In place of aplay where there is none: pyttsx3 calls it with a file and "-q"."""


def counted(
    folder: Path, server: SoundServer, counts: dict[str, int], seconds: float
) -> tuple[dict[str, list[Sound]], float]:
    """Let both ways count at the same time.

    Returns the numbers that were heard of each, and the seconds that the device itself lost.

    Raises:
        RuntimeError: one of them did not say all of its ``counts``, a number for each way.
    """
    env = server.env | {"PATH": player(folder)}
    with ExitStack() as stack:
        tapes = {
            how: stack.enter_context(Recorder(server, f"{sink}.monitor"))
            for how, sink in SINKS.items()
        }
        running = [
            _start(env | {"PULSE_SINK": sink}, how, counts[how], seconds)
            for how, sink in SINKS.items()
        ]
        for program in running:
            stack.callback(program.kill)
        for program in running:
            program.wait(60 + max(counts.values()) * (seconds + 2))
    found = {how: words(sounds(tape.pcm, tape.rate)) for how, tape in tapes.items()}
    for how, wanted in counts.items():
        # "Ready" comes before; now and then the very first file of pyttsx3 is empty.
        if len(found[how]) - wanted not in {0, 1}:
            heard = f"{len(found[how]) - 1} of {wanted} counts were heard"
            raise RuntimeError(f"Of say_and_sleep --how {how}, {heard}.")
    lost = max(tape.lost for tape in tapes.values())
    return {how: found[how][-wanted:] for how, wanted in counts.items()}, lost


def player(folder: Path) -> str:
    """Return a search path on which there is an aplay."""
    path = os.environ["PATH"]
    if shutil.which("aplay"):
        return path
    own = folder / "bin"
    own.mkdir(exist_ok=True)
    (own / "aplay").write_text(STAND_IN, encoding="utf-8")
    (own / "aplay").chmod(0o755)
    return f"{own}{os.pathsep}{path}"


def words(heard: list[Sound]) -> list[Sound]:
    """Return the first sound of each word: some numbers have a pause within."""
    kept: list[Sound] = []
    for each in heard:
        if not kept or each.onset - kept[-1].onset > ONE_WORD:
            kept.append(each)
    return kept


def beats(heard: list[Sound], seconds: float, place: Place) -> Beats:
    """Return the counts in order; the first one is due when it was felt."""
    due = tuple(number * seconds for number in range(len(heard)))
    return Beats(due, tuple(place(each) - place(heard[0]) for each in heard), tuple(heard))


def told_player() -> str:
    """Return what played the baseline's files, as a sentence."""
    found = "aplay" if shutil.which("aplay") else "a stand-in for aplay, which is not installed"
    return f"It played through {found}."


def _start(env: dict[str, str], how: str, counts: int, seconds: float) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), str(counts), str(seconds), "--how", how],
        env=os.environ | env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
