"""Clips on disk, by content: what has been said once needs no engine again.

An entry is a plain WAV file, so that a person can listen to it, with one chunk of
ours before the samples: attack and checksum. The name is the SHA-256 of all that
decides the sound. Entries appear whole or not at all (temporary file, then rename).
A damaged entry counts as missing and is replaced. A disk that refuses costs speed,
never the session: clips stay in memory then and `CachedVoice.trouble` says why.
"""

from __future__ import annotations

import hashlib
import json
import struct
import threading
import zlib
from pathlib import Path

import numpy as np

from voicecoach.adapters.support.whole_file import replace_whole
from voicecoach.core.spoken import has_words
from voicecoach.errors import DeviceError, quoted
from voicecoach.ports import Voice
from voicecoach.sound.clip import Clip, empty_clip
from voicecoach.sound.edges import RECIPE

SCHEMA = 1
"""Raise it when the file layout changes."""

SILENT = "silent"
"""The voice that makes no sound on purpose."""

_HEADER = struct.Struct("<4sI4s 4sIHHIIHH 4sIIII 4sI")


class CachedVoice:
    """Wraps any voice; asks it only for what is not on disk."""

    def __init__(self, voice: Voice, folder: Path) -> None:
        self.name = voice.name
        self.fingerprint = voice.fingerprint
        self.rate = voice.rate
        self.trouble = ""
        """Why clips are not kept on disk, one sentence; empty if they are."""
        self._voice = voice
        self._folder = folder
        self._kept: dict[str, Clip] = {}
        self._lock = threading.Lock()

    def render(self, text: str) -> Clip:
        """Return ``text`` as a clip, from disk or from the voice; raises what the voice raises."""
        if not has_words(text):
            return empty_clip(self.rate)
        key = self._key(text)
        clip = self._kept.get(key) or self._read(key)
        if clip is not None:
            return clip
        with self._lock:  # two threads that miss the same text: the second finds it
            clip = self._kept.get(key) or self._read(key)
            if clip is None:
                clip = self._voice.render(text)
                self._check(clip, text)
                self._write(key, clip)
            return clip

    def holds(self, text: str) -> bool:
        """Return whether ``text`` was said before; an entry may still turn out to be damaged."""
        key = self._key(text)
        return key in self._kept or not has_words(text) or self._path(key).exists()

    def close(self) -> None:
        """Close the voice; what was said can still be had."""
        self._voice.close()

    def _check(self, clip: Clip, text: str) -> None:
        """Raise DeviceError if ``clip`` is no sound or holds none: a sentence would be missing."""
        pcm = clip.pcm
        sounds = pcm.dtype == np.int16 and pcm.ndim == 1 and (pcm.any() or self.name == SILENT)
        if not sounds:
            raise DeviceError(
                f"The voice {self.name} gave no speech for {quoted(text)}; choose another voice."
            )

    def _key(self, text: str) -> str:
        facts = json.dumps([SCHEMA, RECIPE, self.fingerprint, self.rate, text])
        return hashlib.sha256(facts.encode()).hexdigest()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.wav"

    def _read(self, key: str) -> Clip | None:
        try:
            blob = self._path(key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as exc:
            self._note(exc)
            return None
        clip = _decoded(blob)
        return clip if clip is not None and clip.rate == self.rate else None

    def _write(self, key: str, clip: Clip) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            replace_whole(self._path(key), _encoded(clip))
        except OSError as exc:
            self._note(exc)
            self._kept[key] = clip

    def _note(self, exc: OSError) -> None:
        reason = exc.strerror or type(exc).__name__
        self.trouble = (
            f"Speech is not kept in {self._folder} ({reason}), so each start takes longer; "
            "free some space there or choose another folder."
        )


def _encoded(clip: Clip) -> bytes:
    samples = clip.pcm.astype("<i2").tobytes()
    return _header(samples, clip.rate, clip.attack) + samples


def _decoded(blob: bytes) -> Clip | None:
    """Return the clip of an entry; None if one bit of it is not as it was written."""
    if len(blob) < _HEADER.size or len(blob) % 2:
        return None
    _, _, _, _, _, _, _, rate, _, _, _, _, _, _, attack, _, _, _ = _HEADER.unpack_from(blob)
    samples = blob[_HEADER.size :]
    if attack > len(samples) // 2 or blob[: _HEADER.size] != _header(samples, rate, attack):
        return None
    return Clip(np.frombuffer(samples, "<i2").astype(np.int16), rate, attack)


def _header(samples: bytes, rate: int, attack: int) -> bytes:
    """Return everything before the samples; a pure function of them, so it also proves them."""
    facts = struct.pack("<II", attack, rate)
    return _HEADER.pack(
        *(b"RIFF", _HEADER.size - 8 + len(samples), b"WAVE"),
        *(b"fmt ", 16, 1, 1, rate & 0xFFFFFFFF, 2 * rate & 0xFFFFFFFF, 2, 16),
        *(b"clip", 12, SCHEMA, attack, zlib.crc32(samples, zlib.crc32(facts))),
        *(b"data", len(samples)),
    )
