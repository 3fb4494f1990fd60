"""Other hands in a live session: media keys and headset buttons, where a desktop passes them on."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from voicecoach.adapters.hands.media_keys import MediaKeys
from voicecoach.cli.eventlog import together
from voicecoach.config import Config
from voicecoach.core.commands import Command
from voicecoach.core.events import Allow, Announce, Effect, Event, Heard, Load, Source
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.live import Live

if TYPE_CHECKING:
    from voicecoach.flows.director import Watch


def open_hands(stack: ExitStack, config: Config, live: Live, watch: Watch) -> Watch:
    """Take commands from media keys, if there are any here; ``stack`` ends it.

    Where there are none the session does without and says nothing: `voicecoach devices`
    tells why. Returns ``watch``, which then also tells the desktop what goes on.
    """
    if config.media_keys == "off":
        return watch

    def on_command(command: Command) -> None:
        live.put(Heard(live.now(), command, Source.KEY, "media key"))

    keys = MediaKeys()
    try:
        keys.start(on_command)
    except DeviceError:
        return watch
    stack.callback(keys.close)
    return together(watch, Shown(keys).watch)


class Shown:
    """Keeps a media player informed of what the session does."""

    def __init__(self, keys: MediaKeys) -> None:
        """Show nothing yet."""
        self._keys = keys
        self._timeline = Timeline((), (), ())

    def watch(self, _at: Ms, what: Event | Effect) -> None:
        """Show what can be asked for, and the part of the level that sounds."""
        match what:
            case Load(timeline):
                self._timeline = timeline
            case Allow(commands):
                self._keys.allow(commands)
            case Announce(_, cue) if self._timeline.segments:
                block = self._timeline.segment_at(cue.start).block
                self._keys.show(self._timeline.title, self._timeline.blocks[block], block)
            case _:
                pass
