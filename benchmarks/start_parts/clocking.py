"""How long commands take by the clock, from their start to their end, in turns."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from program import environment, short_level

ROOT = Path(__file__).parents[2]
PEERS = "import pyttsx3, speech_recognition, pydub"
"""What a voice coach of the libraries that people know would load."""


def commands(folder: Path) -> dict[str, list[str]]:
    """Return what is measured, by name; ``folder`` takes a level file of a user's own."""
    coach = [sys.executable, "-m", "voicecoach"]
    level = str(short_level(folder))
    return {
        "pass": [sys.executable, "-c", "pass"],
        "peers": [sys.executable, "-c", PEERS],
        "help": [*coach, "--help"],
        "script": [sys.executable, str(ROOT / "scripts" / "coach.py"), "--help"],
        "history": [*coach, "history"],
        "check": [*coach, "check", level],
    }


def in_turns(
    folder: Path, named: Mapping[str, Sequence[str]], times: int
) -> dict[str, list[float]]:
    """Return the milliseconds that each command took, ``times`` each; one more is not counted.

    One after the other, again and again, so that what else the machine does falls on all alike.
    """
    took: dict[str, list[float]] = {name: [] for name in named}
    env = environment(folder)
    for turn in range(times + 1):
        for name, command in named.items():
            began = time.perf_counter()
            subprocess.run(command, env=env, capture_output=True, check=True)
            if turn:  # the first one finds neither files in memory nor compiled modules
                took[name].append((time.perf_counter() - began) * 1000)
    return took
