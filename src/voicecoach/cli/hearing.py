"""The live microphone: opened if there is one, and what happens if there is not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from threading import Timer

from voicecoach.adapters.listeners.listener import Listener, Report, Verdict
from voicecoach.adapters.microphones.device import DeviceMicrophone
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.cli.listening import heard_event, make_ear, make_recognizer
from voicecoach.cli.paths import file_of
from voicecoach.cli.stage import Stage
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed, Noticed
from voicecoach.core.soundcheck import Levels
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.live import Live
from voicecoach.ports import Coach, Microphone
from voicecoach.sound.played import Played

SILENT_AFTER = 4.0
"""Seconds after which a microphone must have delivered something."""
SILENT = (
    "The microphone delivers only silence. Is it switched off, or may this program not use it? "
    "The keys work: press h for help."
)
HALF = (
    "The coach cannot tell its own voice from yours here, so it listens only while it is silent. "
    "Headphones help, or a lower volume."
)
FULL_AGAIN = "The coach can tell its own voice from yours again, and listens all the time."


@dataclass(slots=True)
class Hearing:
    """A listener that may be missing."""

    allow: Callable[[frozenset[Command]], None] = lambda _commands: None
    push: Callable[[], None] = lambda: None
    """Listen for some seconds, where that is asked for by hand."""
    works: bool = False
    levels: Callable[[], Levels] = Levels
    """How loud the room is just now, and the coach in it."""


def open_hearing(
    stack: ExitStack,
    stage: Stage,
    live: Live,
    played: Played,
    saying: Callable[[Ms], frozenset[Command]],
) -> Hearing:
    """Begin to listen, for nothing yet; what is missing becomes an event that is said aloud.

    It begins before the session, so that the room is known when the coach first speaks.

    Args:
        stack: ends it.
        stage: settings and parts.
        live: where events go.
        played: is given all that sounds.
        saying: which commands the coach says itself at a stream time.
    """
    config = stage.config
    if config.listening == "off" or "none" in {config.microphone, config.recognizer}:
        return Hearing()
    echo = LostEcho(live)
    try:
        recognizer = make_recognizer(stack, config, stage.book)
        ear = make_ear(
            config, recorded=file_of(config.microphone) is not None, on_echo=echo.changed
        )
        microphone = open_microphone(config.microphone)
    except DeviceError as error:
        live.put(Failed(live.now(), "microphone", str(error)))
        return Hearing()

    def on_verdict(verdict: Verdict) -> None:
        now = live.now()
        stage.heard(now, verdict)
        event = heard_event(now, verdict)
        if event:
            live.put(event)

    def on_failed(message: str) -> None:
        live.put(Failed(live.now(), "microphone", message))

    def on_speaking(speaking: bool) -> None:  # noqa: FBT001 - the callback's one argument
        live.put(Noticed(live.now(), speaking))

    def coach(samples: int) -> Coach:
        late = live.latency()
        audible = stage.deck.quiet_for() <= late  # the ear itself adds the room
        return Coach(audible, played.take(samples), saying(Ms(live.now() - late)))

    report = Report(on_verdict, on_failed, on_speaking)
    listener = Listener(ear, recognizer, microphone, report, coach)
    try:
        listener.start()
    except DeviceError as error:
        on_failed(str(error))
        return Hearing()
    stack.callback(listener.close)
    _look_for_silence(stack, microphone, live)
    return Hearing(ear.allow, ear.push, works=True, levels=lambda: ear.levels)


def open_microphone(name: str) -> Microphone:
    """Return the microphone of a setting, not started; raises DeviceError if it cannot be."""
    path = file_of(name)
    return FileMicrophone(path) if path else DeviceMicrophone("" if name == "default" else name)


class LostEcho:
    """Tells that listening had to become half duplex: aloud the first time, then in text."""

    def __init__(self, live: Live) -> None:
        """Tell ``live``."""
        self._live = live
        self._said = False

    def changed(self, works: bool) -> None:  # noqa: FBT001 - the ear's callback
        """Take whether the echo can be removed."""
        part = "listening" if works or self._said else "listening_half"
        self._said = True
        self._live.put(Failed(self._live.now(), part, FULL_AGAIN if works else HALF))


def _look_for_silence(stack: ExitStack, microphone: Microphone, live: Live) -> None:
    """Tell, once, if the microphone delivers nothing at all: nothing else would show it."""

    def look() -> None:
        if getattr(microphone, "only_zeros", False):
            live.put(Failed(live.now(), "microphone_silent", SILENT))

    timer = Timer(SILENT_AFTER, look)
    timer.daemon = True
    timer.start()
    stack.callback(timer.cancel)
