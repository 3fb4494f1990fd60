"""Speaking a short timeline aloud, with captions: to the sound card, or to a WAV file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from queue import Empty, SimpleQueue

from voicecoach.adapters.speakers.device import DeviceSpeaker
from voicecoach.adapters.speakers.file import FileSpeaker
from voicecoach.cli.paths import file_of
from voicecoach.config import Config
from voicecoach.core.events import Ticked
from voicecoach.core.timeline import Timeline
from voicecoach.core.units import Ms
from voicecoach.errors import DeviceError
from voicecoach.flows.prepare import Library
from voicecoach.flows.render import render
from voicecoach.sound.clip import Pcm
from voicecoach.sound.deck import Deck
from voicecoach.sound.reel import make_reel

PATIENCE = 0.25
"""Seconds without a block of sound after which the speaker is looked at."""

Show = Callable[[str], None]
"""Takes a text when it starts to be heard."""


class Reciter:
    """Speaks timelines one after another by the speaker of the settings.

    Where there is no sound card, or it fails, that is said once and the texts are
    shown without sound. A WAV file is written as fast as the machine allows.
    """

    def __init__(self, config: Config, library: Library) -> None:
        """Prepare; raises DeviceError if a file for the sound cannot be created."""
        self._library = library
        self._rate = library.voice.rate
        self._block_ms = config.block_ms
        self._device = "" if config.speaker == "default" else config.speaker
        path = file_of(config.speaker)
        self._file = FileSpeaker(path, self._rate) if path else None
        self._aloud = config.speaker != "none"

    def recite(self, timeline: Timeline, show: Show) -> None:
        """Speak ``timeline``, and show each text of it once."""
        shown = 0
        if self._file:
            self._file.write(render(timeline, self._library.clip, self._rate))
        elif self._aloud:
            shown = self._play(timeline, show)
        for cue in timeline.cues[shown:]:
            show(cue.text)

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._file:
            self._file.close()

    def _play(self, timeline: Timeline, show: Show) -> int:
        """Play in real time as far as the device lives, and return how many texts were shown."""
        deck = Deck(self._rate)
        deck.load(make_reel(timeline, self._library.clip, self._rate))
        deck.roll(1, Ms(0))
        ticks: SimpleQueue[Ms] = SimpleQueue()

        def pull(count: int) -> Pcm:
            pcm, events = deck.render(count)
            for event in events:
                if isinstance(event, Ticked):
                    ticks.put(event.playhead)
            return pcm

        shown = 0
        playhead = Ms(0)
        try:
            with closing(DeviceSpeaker(self._rate, self._block_ms, self._device)) as speaker:
                speaker.start(pull)
                while playhead < timeline.end:
                    playhead = _next(ticks, speaker, playhead)
                    for cue in timeline.cues[shown : timeline.cue_index(playhead)]:
                        show(cue.text)
                        shown += 1
        except DeviceError as error:
            self._aloud = False
            print(error, file=sys.stderr)
            print("The text goes on without sound.", file=sys.stderr)
        return shown


def _next(ticks: SimpleQueue[Ms], speaker: DeviceSpeaker, before: Ms) -> Ms:
    """Return where the playhead stands after the next block; ``before`` if none has come.

    Raises:
        DeviceError: the device has gone.
    """
    if not speaker.alive():  # a device in a hurry still ticks, but nobody hears it
        raise DeviceError(speaker.problem or f"The {speaker.name} has stopped.")
    try:
        return ticks.get(timeout=PATIENCE)
    except Empty:
        return before
