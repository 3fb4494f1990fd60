"""The music in a folder: all files in order of their names, again and again as long as needed."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from voicecoach.adapters.music._decoding import decoded, is_music
from voicecoach.adapters.music._listing import left_out, listed, no_music
from voicecoach.adapters.support.segments import faded, samples_of, segment
from voicecoach.core.units import Ms
from voicecoach.errors import ConfigError
from voicecoach.sound.bed import FADE_IN, FADE_OUT, LEVEL, PEAK
from voicecoach.sound.clip import Pcm
from voicecoach.sound.loudness import loudness

RECIPE = 1
"""Raise it when the bed comes out differently for the same files."""
_PIECE = 30
"""Seconds that are measured at a time."""


class FolderMusic:
    """Music under the words, from the files of a folder."""

    def __init__(self, folder: Path) -> None:
        """Look at every file.

        Raises:
            ConfigError: there is no music in ``folder``.
            DeviceError: no music can be read at all.
        """
        named = listed(folder)
        self._paths = [path for path in named if is_music(path)]
        self.skipped = tuple(left_out(path) for path in named if path not in self._paths)
        """A sentence for each file that is left out."""
        if not self._paths:
            raise no_music(folder)
        self.fingerprint = _fingerprint(self._paths)

    def bed(self, length: int, rate: int) -> Pcm:
        """Return ``length`` samples at `sound.bed.LEVEL`, faded in and out.

        Raises:
            ConfigError: all of the music is silence.
            DeviceError: a package is missing.
        """
        whole, filled = np.zeros(length, np.int16), 0
        for piece in self._pieces(rate):
            some = piece[: length - filled]
            whole[filled : filled + len(some)] = some
            filled += len(some)
            if filled == length:
                break
        if not filled:
            names = ", ".join(path.name for path in self._paths)
            raise ConfigError(f"There is nothing but silence in {names}; choose other music.")
        for at in range(filled, length, filled):
            whole[at : at + filled] = whole[: min(filled, length - at)]
        end = max(0, length - FADE_OUT * rate // 1000)
        whole[end:] = faded(whole[end:], rate, Ms(0), FADE_OUT)
        return whole

    def _pieces(self, rate: int) -> Iterator[Pcm]:
        """Yield each piece at its level, faded in and out."""
        for path in self._paths:
            pcm = decoded(path, rate)
            level = _loudness(pcm, rate)
            if level == -math.inf:
                continue
            peak = 20 * math.log10(int(np.abs(pcm.astype(np.int32)).max()) / 32768)
            # A piece with high peaks is a little too quiet then, which is the right way to err.
            gain = min(LEVEL - level, PEAK - peak)
            levelled = segment(pcm, rate).apply_gain(gain)
            yield faded(samples_of(levelled), rate, FADE_IN, FADE_OUT)


def _loudness(pcm: Pcm, rate: int) -> float:
    """Return the loudness of ``pcm`` in LUFS, a stretch at a time: an hour must fit, too."""
    size = _PIECE * rate
    levels = [loudness(pcm[at : at + size], rate) for at in range(0, len(pcm), size)]
    heard = [10 ** (level / 10) for level in levels if level > -math.inf]
    return 10 * math.log10(sum(heard) / len(heard)) if heard else -math.inf


def _fingerprint(paths: list[Path]) -> str:
    seen = hashlib.sha256(repr((RECIPE, LEVEL, PEAK)).encode())
    for path in paths:
        with path.open("rb") as file:
            seen.update(hashlib.file_digest(file, "sha256").digest())
    return f"music {seen.hexdigest()[:24]}"
