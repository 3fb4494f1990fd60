"""Loads all that listens, in a process that has nothing else, and tells what that took.

Imports nothing of the benchmark but its paths: memory is counted.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def tell(name: str) -> None:
    """Print a line of JSON: seconds by the clock and of processor time, megabytes."""
    from voicecoach.content.language import load_language
    from voicecoach.ports import RecognizerSetup
    from voicecoach.registry import recognizer_engine

    book = load_language("en")
    clock, processor = time.perf_counter(), time.process_time()
    from voicecoach.adapters.listeners.ear import Ear, Listening
    from voicecoach.adapters.listeners.presence import load_presence
    from voicecoach.sound.echo import EchoCanceller

    engine, _, variant = name.partition(":")
    recognizer = recognizer_engine(engine).make(
        RecognizerSetup(book.phrases, book.language, "", variant)
    )
    ear = Ear(Listening.AUTO, EchoCanceller(load_presence()))
    ear.feed(bytes(32_000))
    found = {
        "load_clock": time.perf_counter() - clock,
        "load": time.process_time() - processor,
        "memory": _megabytes(),
    }
    recognizer.close()
    print(json.dumps(found))


def _megabytes() -> float:
    """Return the memory of this process now; its peak where the system tells no more."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as file:
            (line,) = (line for line in file if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024
    except (OSError, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
