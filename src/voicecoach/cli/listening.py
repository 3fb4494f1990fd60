"""Choosing a recognizer and making the ear."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from math import isfinite

from voicecoach.adapters.listeners.ear import Duplex, Ear
from voicecoach.cli.stage import Row
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.events import Heard, Source
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis, RecognizerEngine, RecognizerSetup
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


def make_ear(stack: ExitStack, config: Config, book: Catalogue, *, recorded: bool = False) -> Ear:
    """Return the ear of the settings; ``stack`` frees its recognizer.

    Args:
        stack: closed at the end of the session.
        config: names recognizer and duplex.
        book: the phrases.
        recorded: whether the microphone is a file. No echo of this session can be in it, so
            ``auto`` means to listen all the time.

    Raises:
        ConfigError: there is no recognizer of that name.
        DeviceError: it does not work here.
    """
    engine = pick_recognizer(config.recognizer)
    recognizer = engine.make(RecognizerSetup(book.phrases, book.language))
    stack.callback(recognizer.close)
    duplex = Duplex(config.duplex)
    if recorded and duplex is Duplex.AUTO:
        duplex = Duplex.FULL
    return Ear(recognizer, duplex)


def heard_row(at: Ms, hypothesis: Hypothesis) -> Row:
    """Return what the log of events keeps of a piece of speech, command or not."""
    return {
        "at_ms": at,
        "event": "heard",
        "words": hypothesis.words,
        "score": round(hypothesis.score, 3) if isfinite(hypothesis.score) else None,
        "command": hypothesis.command,
    }


def heard_event(at: Ms, hypothesis: Hypothesis) -> Heard | None:
    """Return a piece of speech as an event; None if it is no command."""
    if hypothesis.command is None:
        return None
    return Heard(at, hypothesis.command, Source.VOICE, hypothesis.words, hypothesis.score)
