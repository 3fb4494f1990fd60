"""The music of a folder, to be played under a live session; looked at before it begins."""

from __future__ import annotations

from pathlib import Path
from time import sleep

from voicecoach.adapters.music._ahead import MusicAhead
from voicecoach.adapters.music._decoding import is_music
from voicecoach.adapters.music._endless import Report, endless
from voicecoach.adapters.music._in_step import MusicInStep
from voicecoach.adapters.music._listing import left_out, listed, no_music

REST = 0.005
"""Seconds for which the thread that decodes rests, again and again: one that worked on for 200 ms
could keep the thread of the sound waiting, which has 50 ms for each block."""


class Tunes:
    """Files that can be played, in order of their names."""

    def __init__(self, folder: Path) -> None:
        """Look until the first file that can be read; those after it are met when their turn comes.

        Raises:
            ConfigError: the folder cannot be read, or nothing in it can be played.
            DeviceError: no music can be read at all.
        """
        named = listed(folder)
        first = next((at for at, path in enumerate(named) if is_music(path)), None)
        if first is None:
            raise no_music(folder)
        self.paths = tuple(named[first:])
        self.skipped = tuple(left_out(path) for path in named[:first])
        """A sentence for each file that was found to be none."""

    def ahead(self, rate: int, report: Report) -> MusicAhead:
        """Begin to decode in a thread; ``report`` is called from it."""
        music = endless(self.paths, rate, report, lambda: sleep(REST))
        return MusicAhead(music, rate, lambda message: report("music", message))

    def in_step(self, rate: int, report: Report) -> MusicInStep:
        """Return music that is read as it is asked for."""
        return MusicInStep(endless(self.paths, rate, report))
