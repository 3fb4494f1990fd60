"""A recording as frames of an encoder: each distinct run encoded once, silence from one frame.

Encoding 25 minutes frame by frame takes ten times as long as this. It needs encoders whose
frames stand alone when silence lies between (`Encoding.grid`): MP3 without its reservoir of
bits, AAC, and Opus in its mode for music.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np

from voicecoach.adapters.codecs._blocks import blocks, samples
from voicecoach.adapters.codecs._encoding import Encoding, frames
from voicecoach.adapters.codecs._phrases import Phrases
from voicecoach.adapters.codecs._shelf import Frames, Shelf
from voicecoach.ports import Take
from voicecoach.sound.clip import Pcm
from voicecoach.sound.room import room_tone, wrapped
from voicecoach.sound.runs import Run, plan

RECIPE = 1
"""Raise it when runs come out differently for the same phrases."""
_LOOP = 64
"""Frames after which room tone comes round, about 1.5 s."""
_BLOCK = 64
"""Frames of sound that are in memory at a time where nothing can be spliced."""


class Splicer:
    """Turns takes into frames and keeps what it has encoded."""

    def __init__(self, encoding: Encoding, folder: Path) -> None:
        """Prepare; encoded runs are kept in ``folder``."""
        self._encoding = encoding
        self._folder = folder
        self._shelves: dict[str, Shelf] = {}

    @property
    def trouble(self) -> str:
        """Why runs are not kept on disk, one sentence; empty if they are."""
        return next((each.trouble for each in self._shelves.values() if each.trouble), "")

    def frames(self, take: Take, delay: int) -> list[bytes]:
        """Return the frames of ``take``; raises DeviceError.

        Args:
            take: with music, nothing comes twice, and all of it is encoded.
            delay: samples that the frames must hold beyond its length: those that the encoder
                puts before the sound.
        """
        grid = self._encoding.grid
        total = -(-(samples(take, self._encoding.rate) + delay) // grid.frame)
        if take.music:
            return self._straight(take, total)
        return self._spliced(take, total)

    def _straight(self, take: Take, total: int) -> list[bytes]:
        size = self._encoding.grid.frame
        sound = blocks(take, self._encoding.rate, _BLOCK * size)
        padded = (np.pad(block, (0, -len(block) % size)) for block in sound)
        return list(islice(frames(self._encoding, padded), total))

    def _spliced(self, take: Take, total: int) -> list[bytes]:
        shelf, tone = self._shelf(take), take.profile.room_tone
        phrases = Phrases(take, self._encoding.rate)
        between = self._between(tone, shelf)
        made = [between[index % len(between)] for index in range(total)]
        runs = plan(phrases.starts, phrases.lengths, phrases.exact, self._encoding.grid)
        keys = [_key(run, phrases, tone) for run in runs]
        self._encode(zip(runs, keys, strict=True), phrases, tone, shelf)
        for run, key in zip(runs, keys, strict=True):
            first, last = max(0, run.frame), min(total, run.end)
            made[first:last] = shelf.get(key)[first - run.frame : last - run.frame]
        shelf.save()
        return made

    def _shelf(self, take: Take) -> Shelf:
        if take.voice not in self._shelves:
            kind = f"{RECIPE} {self._encoding.key()} {take.voice}"
            self._shelves[take.voice] = Shelf(self._folder, kind)
        shelf = self._shelves[take.voice]
        shelf.load()
        return shelf

    def _between(self, tone: float | None, shelf: Shelf) -> Frames:
        """Return the frames that sound where nobody speaks, to be played round and round."""
        key = hashlib.sha256(f"between {tone}".encode()).digest()
        if key not in shelf:
            size, loop = self._encoding.grid.frame, 1 if tone is None else _LOOP
            noise = room_tone(tone, loop * size, self._encoding.rate)
            # Twice round before it counts: by then the encoder has forgotten how it began.
            encoded = frames(self._encoding, [np.tile(noise, 2 + 2 * _LOOP // loop)])
            start = _LOOP if loop == 1 else loop
            shelf.put(key, tuple(islice(encoded, start, start + loop)))
        return shelf.get(key)

    def _encode(
        self,
        wanted: Iterable[tuple[Run, bytes]],
        phrases: Phrases,
        tone: float | None,
        shelf: Shelf,
    ) -> None:
        """Bring every run to ``shelf``, on all cores: encoders let others run meanwhile."""
        workers = os.cpu_count() or 1
        waiting: deque[tuple[bytes, Future[Frames]]] = deque()
        begun: set[bytes] = set()
        with ThreadPoolExecutor(workers) as pool:
            for run, key in wanted:
                if key not in shelf and key not in begun:
                    begun.add(key)
                    sound = self._sound(run, phrases, tone)
                    waiting.append((key, pool.submit(self._encoded, sound, run.frames)))
                for index in range(run.first, run.first + len(run.offsets)):
                    phrases.done(index)
                if len(waiting) > 2 * workers:  # no more sound in memory than is worked on
                    _take_first(waiting, shelf)
            while waiting:
                _take_first(waiting, shelf)

    def _sound(self, run: Run, phrases: Phrases, tone: float | None) -> Pcm:
        """Return all that the encoder is given: before, the run, and a frame after it."""
        size, before = self._encoding.grid.frame, self._encoding.warmup
        noise = room_tone(tone, _LOOP * size, self._encoding.rate)
        sound = wrapped(noise, 0, (before + run.frames + 1) * size)
        for index, offset in enumerate(run.offsets, run.first):
            pcm = phrases.pcm(index)
            start = before * size + offset
            sound[start : start + len(pcm)] += pcm
        return sound

    def _encoded(self, sound: Pcm, count: int) -> Frames:
        before = self._encoding.warmup
        return tuple(islice(frames(self._encoding, [sound]), before, before + count))


def _key(run: Run, phrases: Phrases, tone: float | None) -> bytes:
    """Return a hash of all that decides the frames of ``run``, but for voice and encoding."""
    key = hashlib.sha256(repr((tone, run.frames, run.offsets)).encode())
    for index in range(run.first, run.first + len(run.offsets)):
        key.update(phrases.digest(index))
    return key.digest()


def _take_first(waiting: deque[tuple[bytes, Future[Frames]]], shelf: Shelf) -> None:
    key, encoded = waiting.popleft()
    shelf.put(key, encoded.result())
