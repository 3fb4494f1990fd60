"""The plain way to count aloud, to compare with: pyttsx3 says a number, then the program sleeps.

    python benchmarks/baselines/say_and_sleep.py COUNTS SECONDS [--how sleep|schedule]

Says "Ready", then the numbers from 1 to COUNTS, each in the way of pyttsx3's own documentation:
`say`, then `runAndWait`. With ``sleep`` it then sleeps for SECONDS, as most scripts do. With
``schedule`` it says each number at a moment fixed at the start: the best that can be done so.

In its favour: the engine is started and has spoken before the first count; it does nothing else,
and listens to nobody. Against it: on Linux pyttsx3 renders each number when it is due, writes a
file and starts `aplay` for it. Other systems have other drivers, which were not measured.
Without espeak-ng in the system it takes the library of the package espeakng-loader.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import time
from typing import Any


def start() -> Any:  # noqa: ANN401 - pyttsx3 has no types
    """Return an engine that has spoken; its first `runAndWait` returns at once, as if done."""
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path())
    import pyttsx3

    engine = pyttsx3.init()
    speak(engine, "Ready")
    time.sleep(2)
    return engine


def speak(engine: Any, text: str) -> None:  # noqa: ANN401
    engine.say(text)
    engine.runAndWait()


def sleep(engine: Any, counts: int, seconds: float) -> None:  # noqa: ANN401
    for number in range(1, counts + 1):
        speak(engine, str(number))
        time.sleep(seconds)


def schedule(engine: Any, counts: int, seconds: float) -> None:  # noqa: ANN401
    began = time.monotonic()
    for number in range(1, counts + 1):
        speak(engine, str(number))
        time.sleep(max(0.0, began + number * seconds - time.monotonic()))


def main() -> None:
    made = argparse.ArgumentParser()
    made.add_argument("counts", type=int)
    made.add_argument("seconds", type=float)
    made.add_argument("--how", choices=("sleep", "schedule"), default="sleep")
    args = made.parse_args()
    {"sleep": sleep, "schedule": schedule}[args.how](start(), args.counts, args.seconds)


if __name__ == "__main__":
    main()
