"""Choosing a recognizer, making the ear, and speech as rows and events."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from math import isfinite

from voicecoach.adapters.listeners.ear import Ear, Listening
from voicecoach.adapters.listeners.listener import Verdict, plausible
from voicecoach.adapters.listeners.presence import load_presence
from voicecoach.cli.eventlog import Row
from voicecoach.config import Config
from voicecoach.core.catalogue import Catalogue
from voicecoach.core.commands import Command
from voicecoach.core.events import Event, Heard, Source, Unclear
from voicecoach.core.units import Ms
from voicecoach.core.waking import with_wake_word
from voicecoach.errors import DeviceError
from voicecoach.ports import Hypothesis, Recognizer, RecognizerEngine, RecognizerSetup
from voicecoach.registry import RECOGNIZERS, names, recognizer_engine, status_of
from voicecoach.sound.echo import EchoCanceller

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
            return engine
        problems.append(f"{name}: {status.detail} {status.remedy}")
    raise DeviceError("No recognizer works here. " + " ".join(problems))


def make_recognizer(stack: ExitStack, config: Config, book: Catalogue) -> Recognizer:
    """Return the recognizer of the settings; ``stack`` frees it. An online one is warned of.

    Raises:
        ConfigError: there is none of that name.
        DeviceError: it does not work here.
    """
    name, _, variant = config.recognizer.partition(":")
    engine = pick_recognizer(name)
    wake_word = book.wake_word if config.listening == Listening.WAKE else ""
    said = {one: texts for one, texts in book.phrases.items() if _can_be_meant(one, config)}
    phrases = with_wake_word(said, wake_word) if wake_word else said
    recognizer = engine.make(RecognizerSetup(phrases, book.language, wake_word, variant))
    stack.callback(recognizer.close)
    if recognizer.online:
        print(f"Privacy: {engine.summary}", file=sys.stderr)
    return recognizer


def _can_be_meant(command: Command, config: Config) -> bool:
    """Return whether ``command`` has a use: every phrase more may be taken for another one."""
    return command is not Command.MUSIC or bool(config.music)


def make_ear(
    config: Config,
    *,
    recorded: bool = False,
    on_echo: Callable[[bool], None] = lambda _: None,
) -> Ear:
    """Return the ear of the settings.

    Args:
        config: names the mode of listening.
        recorded: whether the microphone is a file. No echo of this session can be in it, so
            it is listened to all the time, save where half is asked for.
        on_echo: called with False when the echo cannot be removed any more, with True when
            it can again.

    Raises:
        DeviceError: the speech detector is missing.
    """
    listening = Listening(config.listening)
    if recorded or listening is Listening.HALF:
        return Ear(listening)
    return Ear(listening, EchoCanceller(load_presence()), on_echo=on_echo)


def heard_row(at: Ms, hypothesis: Hypothesis) -> Row:
    """Return what the log of events keeps of a piece of speech, command or not."""
    return {
        "at_ms": at,
        "event": "heard",
        "words": hypothesis.words,
        "score": rounded(hypothesis.score),
        "command": hypothesis.command,
    }


def rounded(score: float) -> float | None:
    """Return a score as JSON can hold it."""
    return round(score, 3) if isfinite(score) else None


def heard_event(at: Ms, verdict: Verdict) -> Event | None:
    """Return a piece of speech as an event; None if it was not meant for the coach."""
    said = verdict.hypothesis
    if said.command is not None:
        return Heard(at, said.command, Source.VOICE, said.words, said.score)
    return Unclear(at) if plausible(verdict) else None
