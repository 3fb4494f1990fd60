"""The live microphone: opened if there is one, and what happens if there is not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Timer

from voicecoach.adapters.listeners.listener import Listener
from voicecoach.adapters.microphones.device import DeviceMicrophone
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.cli.listening import heard_event, heard_row, make_ear
from voicecoach.cli.paths import file_of
from voicecoach.cli.stage import Stage
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed
from voicecoach.errors import DeviceError
from voicecoach.flows.live import Live
from voicecoach.ports import Hypothesis, Microphone

SILENT_AFTER = 4.0
"""Seconds after which a microphone must have delivered something."""
SILENT = (
    "The microphone delivers only silence. Is it switched off, or may this program not use it? "
    "The keys work: press h for help."
)


@dataclass(slots=True)
class Hearing:
    """A listener that may be missing."""

    allow: Callable[[frozenset[Command]], None] = lambda _commands: None
    works: bool = False


def open_hearing(stack: ExitStack, stage: Stage, live: Live) -> Hearing:
    """Begin to listen, for nothing yet; what is missing becomes an event that is said aloud.

    It begins before the session, so that the room is known when the coach first speaks;
    ``stack`` ends it.
    """
    config = stage.config
    if config.microphone == "none" or config.recognizer == "none":
        return Hearing()
    try:
        path = file_of(config.microphone)
        ear = make_ear(stack, config, stage.book, recorded=path is not None)
        microphone: Microphone = (
            FileMicrophone(path)
            if path
            else DeviceMicrophone("" if config.microphone == "default" else config.microphone)
        )
    except DeviceError as error:
        live.put(Failed(live.now(), "microphone", str(error)))
        return Hearing()

    def on_heard(hypothesis: Hypothesis) -> None:
        now = live.now()
        stage.tell([heard_row(now, hypothesis)])
        event = heard_event(now, hypothesis)
        if event:
            live.put(event)

    def on_failed(message: str) -> None:
        live.put(Failed(live.now(), "microphone", message))

    def audible() -> bool:
        return stage.deck.quiet_for() <= live.latency()  # the ear itself adds the room

    listener = Listener(ear, microphone, on_heard, on_failed, audible)
    try:
        listener.start()
    except DeviceError as error:
        on_failed(str(error))
        return Hearing()
    stack.callback(listener.close)
    _look_for_silence(stack, microphone, live)
    return Hearing(ear.allow, works=True)


def _look_for_silence(stack: ExitStack, microphone: Microphone, live: Live) -> None:
    """Tell, once, if the microphone delivers nothing at all: nothing else would show it."""

    def look() -> None:
        if getattr(microphone, "only_zeros", False):
            live.put(Failed(live.now(), "microphone_silent", SILENT))

    timer = Timer(SILENT_AFTER, look)
    timer.daemon = True
    timer.start()
    stack.callback(timer.cancel)
