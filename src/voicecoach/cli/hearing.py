"""The live microphone: opened if there is one, and what happens if there is not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from voicecoach.adapters.listeners.ear import Ear
from voicecoach.adapters.microphones.device import DeviceMicrophone, nowhere
from voicecoach.adapters.microphones.file import FileMicrophone
from voicecoach.cli.listening import make_ear
from voicecoach.cli.live_listener import LiveListener
from voicecoach.cli.paths import file_of
from voicecoach.cli.recognizing import Recognizers
from voicecoach.cli.stage import Stage
from voicecoach.core.commands import Command
from voicecoach.core.events import Failed
from voicecoach.core.soundcheck import Levels
from voicecoach.core.units import Ms
from voicecoach.flows.live import Live
from voicecoach.flows.tending import Tender
from voicecoach.ports import Coach, Microphone
from voicecoach.sound.played import Played

HALF = (
    "The coach cannot tell its own voice from yours here, so it listens only while it is silent. "
    "Headphones help, or a lower volume."
)
FULL_AGAIN = "The coach can tell its own voice from yours again, and listens all the time."


class Hearing:
    """The commands that are listened for, and the listener, which may be missing for a while."""

    def __init__(self, tender: Tender | None = None) -> None:
        """Listen through ``tender``; None for not at all."""
        self._tender = tender
        self._allowed: frozenset[Command] = frozenset()
        self._ear: Ear | None = None

    @property
    def works(self) -> bool:
        """Whether anything is heard just now."""
        return self._tender is not None and self._tender.works

    def allow(self, commands: frozenset[Command]) -> None:
        """Listen for these commands from now on."""
        self._allowed = commands
        if self._ear:
            self._ear.allow(commands)

    def push(self) -> None:
        """Listen for some seconds, where that is asked for by hand."""
        if self._ear:
            self._ear.push()

    def levels(self) -> Levels:
        """Return how loud the room is just now, and the coach in it."""
        return self._ear.levels if self._ear else Levels()

    def listen_with(self, ear: Ear) -> None:
        """Hear with ``ear`` from now on."""
        self._ear = ear
        ear.allow(self._allowed)


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
    recognizers = Recognizers(config, stage.book)
    stack.callback(recognizers.close)
    echo = LostEcho(live)
    recorded = file_of(config.microphone) is not None

    def coach(samples: int) -> Coach:
        late = live.latency()
        audible = stage.deck.quiet_for() <= late  # the ear itself adds the room
        return Coach(audible, played.take(samples), saying(Ms(live.now() - late)))

    def make(new: bool) -> LiveListener:  # noqa: FBT001 - the callback's one argument
        recognizer = recognizers.renewed() if new else recognizers.current()
        ear = make_ear(config, recorded=recorded, on_echo=echo.changed)
        microphone = open_microphone(config.microphone)
        hearing.listen_with(ear)
        return LiveListener(
            ear, recognizer, microphone, coach, stage=stage, live=live, tender=tender
        )

    def tell(part: str, message: str) -> None:
        live.put(Failed(live.now(), part, message))

    elsewhere = nowhere if config.microphone == "default" else lambda: ""
    tender = Tender(make, tell, again=not recorded, nowhere=elsewhere)
    hearing = Hearing(tender)
    tender.start()
    stack.callback(tender.close)
    return hearing


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
