"""Choosing a recognizer and making the ear."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from voicecoach.adapters.ear import Ear, Heard
from voicecoach.cli.stage import Row
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.ports import RecognizerEngine, RecognizerSetup
from voicecoach.registry import RECOGNIZERS, names, recognizer_engine, status_of

PREFERRED = ("moonshine", "sphinx")
"""What ``auto`` tries, the best first (see docs/listening.md for the figures)."""


def pick_recognizer(wanted: str) -> RecognizerEngine:
    """Return the recognizer of that name; ``auto`` takes the best offline one that works.

    Raises:
        ConfigError: there is none of that name.
        DeviceError: it does not work here; the message names the remedy.
    """
    candidates = PREFERRED if wanted == "auto" else (wanted,)
    problems = []
    for name in candidates:
        if name not in names(RECOGNIZERS):
            recognizer_engine(name)  # raises, with a did-you-mean
        engine, status = status_of(recognizer_engine, name)
        if engine and status.ready:
            if engine.online:
                print(f"Privacy: {engine.summary}", file=sys.stderr)
            return engine
        problems.append(f"{name}: {status.detail} {status.remedy}")
    raise DeviceError("No recognizer works here. " + " ".join(problems))


def make_ear(config: Config, book: Catalogue) -> Ear:
    """Return the ear of the settings; raises as `pick_recognizer`."""
    engine = pick_recognizer(config.recognizer)
    recognizer = engine.make(RecognizerSetup(book.phrases, book.language))
    return Ear(recognizer, duplex=config.duplex)


def rows(at: Ms, found: Iterable[Heard]) -> list[Row]:
    """Return what the log of events keeps of segments of speech, commands or not."""
    return [
        {
            "at_ms": at,
            "event": "heard",
            "words": each.words,
            "score": round(each.score, 3),
            "command": each.command,
        }
        for each in found
    ]
