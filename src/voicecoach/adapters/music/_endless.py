"""Piece after piece, round and round, as long as there is any sound in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from voicecoach.adapters.music._decoding import blocks
from voicecoach.adapters.music._listing import left_out
from voicecoach.core.units import Ms
from voicecoach.sound.clip import Pcm
from voicecoach.sound.levelling import levelled

Report = Callable[[str, str], None]
"""Takes the part that has failed, ``music_file`` or ``music``, and a sentence on it."""


EACH = Ms(250)
"""Music that is decoded between two rests: some 2 ms of work."""


def endless(
    paths: Iterable[Path], rate: int, report: Report, rest: Callable[[], None] = lambda: None
) -> Iterator[Pcm]:
    """Yield the music of ``paths`` in their order, from the start again after the last.

    Each `EACH` of it ``rest`` is called, so that a thread that decodes can make way for others.

    A file without any sound is told once and tried again in the next round: it may have been
    on a disk that is back. It ends when a whole round was silent.
    """
    paths = tuple(paths)
    silent: set[Path] = set()
    sounded = True
    while sounded:
        sounded = False
        for path in paths:
            heard = False
            for stretch in levelled(_rested(blocks(path, rate), rate, rest), rate):
                heard = heard or bool(stretch.any())
                yield stretch
            if heard:
                silent.discard(path)
            elif path not in silent:
                silent.add(path)
                report("music_file", left_out(path))
            sounded = sounded or heard
    names = ", ".join(path.name for path in paths)
    report("music", f"The music has ended: no sound is left in {shortened(names)}.")


def _rested(music: Iterable[Pcm], rate: int, rest: Callable[[], None]) -> Iterator[Pcm]:
    since = 0
    for block in music:
        yield block
        since += len(block)
        if since * 1000 >= EACH * rate:
            since = 0
            rest()


def shortened(names: str, most: int = 200) -> str:
    """Return a list of names that can be printed in a sentence."""
    return names if len(names) <= most else f"{names[:most]} and others"
