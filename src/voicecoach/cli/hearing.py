"""The live microphone: opened if there is one, and what happens if there is not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

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


@dataclass(slots=True)
class Hearing:
    """A listener that may be missing."""

    allow: Callable[[frozenset[Command]], None] = lambda _commands: None
    start: Callable[[], None] = lambda: None
    close: Callable[[], None] = lambda: None
    works: bool = False


def open_hearing(stack: ExitStack, stage: Stage, live: Live) -> Hearing:
    """Open microphone and recognizer; what is missing becomes an event that is said aloud."""
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

    def start() -> None:
        try:
            listener.start()
        except DeviceError as error:
            on_failed(str(error))

    return Hearing(ear.allow, start, listener.close, works=True)
