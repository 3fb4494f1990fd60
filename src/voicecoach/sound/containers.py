"""Reads the WAV and AIFF files that speech engines write.

Our own reader because macOS writes AIFF whatever the name asked for, because the
standard library lost its AIFF module in Python 3.13, and because a file may still
be growing when we look: `is_whole` tells by the length in its own header.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from voicecoach.sound.clip import Pcm

_PLAIN = 1  # whole numbers; 3 are floats, the rest is compressed
_EXTENSIBLE = 0xFFFE  # what the samples are stands further on
_SUBFORMAT = 24  # bytes from the start of the layout
_AIFF_LITTLE = (b"sowt",)
_AIFF_BIG = (b"NONE", b"twos")


@dataclass(frozen=True, slots=True)
class _Layout:
    channels: int
    bits: int
    rate: int
    little: bool
    eight_is_unsigned: bool


def read_sound(blob: bytes) -> tuple[Pcm, int]:
    """Return the samples of a WAV or AIFF file, mono 16 bit, and the rate.

    Several channels are averaged; 8, 24 and 32 bit are brought to 16.

    Args:
        blob: the whole file.

    Raises:
        ValueError: not a WAV or AIFF file, compressed, or shorter than its header says.
    """
    kind, order = _kind(blob)
    chunks = _chunks(blob, order)
    try:
        if kind == b"WAVE":
            layout, data = _wav_layout(chunks[b"fmt "]), chunks[b"data"]
        else:
            layout = _aiff_layout(chunks[b"COMM"], compressed=kind == b"AIFC")
            (offset,) = struct.unpack(">I", chunks[b"SSND"][:4])
            data = chunks[b"SSND"][8 + offset :]
    except KeyError as exc:
        raise ValueError(f"sound file without its {exc.args[0]!r} part") from exc
    except struct.error as exc:
        raise ValueError("sound file with a cut header") from exc
    return _samples(data, layout), layout.rate


def is_whole(blob: bytes) -> bool:
    """Return whether ``blob`` holds as many bytes as its own header announces (and any)."""
    try:
        _, order = _kind(blob)
    except ValueError:
        return False
    length = int(struct.unpack_from(order + "I", blob, 4)[0])
    return 36 < length <= len(blob) - 8


def _kind(blob: bytes) -> tuple[bytes, str]:
    """Return the form (WAVE, AIFF, AIFC) and the byte order of its lengths."""
    head, form = blob[:4], blob[8:12]
    if head == b"RIFF" and form == b"WAVE":
        return form, "<"
    if head == b"FORM" and form in {b"AIFF", b"AIFC"}:
        return form, ">"
    raise ValueError("neither a WAV nor an AIFF file")


def _chunks(blob: bytes, order: str) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(blob):
        name = blob[at : at + 4]
        (length,) = struct.unpack_from(order + "I", blob, at + 4)
        if at + 8 + length > len(blob):
            raise ValueError("sound file shorter than its header says")
        found.setdefault(name, blob[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    return found


def _wav_layout(fmt: bytes) -> _Layout:
    code, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", fmt)
    if code == _EXTENSIBLE:
        (code,) = struct.unpack_from("<H", fmt, _SUBFORMAT)
    if code != _PLAIN:
        raise ValueError(f"WAV file with compression {code}; only plain samples are read")
    return _Layout(channels, bits, rate, little=True, eight_is_unsigned=True)


def _aiff_layout(comm: bytes, *, compressed: bool) -> _Layout:
    channels, _, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", comm)
    code = comm[18:22] if compressed else b"NONE"
    if code not in _AIFF_LITTLE + _AIFF_BIG:
        raise ValueError(f"AIFF file with compression {code!r}; only plain samples are read")
    # The rate is an 80-bit float: 15 bits of exponent, 64 of mantissa with its leading one.
    shift = 16383 + 63 - (exponent & 0x7FFF)
    if not 0 <= shift < 64:
        raise ValueError("AIFF file with an impossible rate")
    return _Layout(channels, bits, mantissa >> shift, code in _AIFF_LITTLE, eight_is_unsigned=False)


def _samples(data: bytes, layout: _Layout) -> Pcm:
    width = layout.bits // 8
    if layout.bits not in {8, 16, 24, 32} or layout.channels < 1 or layout.rate < 1:
        raise ValueError(f"sound file with {layout.channels} channels of {layout.bits} bits")
    frames = len(data) // (width * layout.channels)
    raw = np.frombuffer(data, np.uint8, frames * width * layout.channels)
    raw = raw.reshape(-1, width)
    if not layout.little:
        raw = raw[:, ::-1]
    if width == 1:
        wide = (
            (raw[:, 0] ^ (0x80 if layout.eight_is_unsigned else 0)).view(np.int8).astype(np.int16)
        )
        wide = wide * np.int16(256)
    else:  # the upper two bytes are the 16-bit sample
        wide = np.ascontiguousarray(raw[:, -2:]).view("<i2")[:, 0].astype(np.int16)
    if layout.channels == 1:
        return wide
    mean = wide.reshape(frames, layout.channels).astype(np.float64).mean(axis=1)
    mono: Pcm = np.rint(mean).astype(np.int16)
    return mono
