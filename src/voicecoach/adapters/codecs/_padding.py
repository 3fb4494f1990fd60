"""Frames of MP3 brought to a bit rate that is constant to the byte.

At 44.1 kHz most frames must have one byte more than the rest. An encoder keeps count of it;
frames put together from different runs do not. A player that reckons with the bit rate would
seek to the wrong place. After ISO/IEC 11172-3, 2.4.1.
"""

from __future__ import annotations

from collections.abc import Sequence

_PADDED = 0x02
"""In the third byte of a frame: it is one byte longer."""
_HEADER, _SIDE_INFO = 4, 17
"""Bytes before the sound in a mono frame."""
_LENGTHS = (18, 77)
"""Where in the side information the bits of sound of each half are counted, in 12 bits."""
_EIGHTH = 1152 // 8
"""Bytes of a frame for each bit a sample."""


def evened(frames: Sequence[bytes], bitrate: int, rate: int) -> list[bytes]:
    """Return ``frames`` with a byte more or less where that keeps the bit rate.

    Args:
        frames: mono, each with all of its own sound.
        bitrate: bits a second.
        rate: samples a second.
    """
    made: list[bytes] = []
    held = 0
    for number, frame in enumerate(frames, 1):
        room = bitrate * _EIGHTH * number // rate - held - len(frame)
        made.append(_longer(frame) if room > 0 else _shorter(frame) if room < 0 else frame)
        held += len(made[-1])
    return made


def _longer(frame: bytes) -> bytes:
    if frame[2] & _PADDED:
        return frame
    return frame[:2] + bytes((frame[2] | _PADDED,)) + frame[3:] + b"\0"


def _shorter(frame: bytes) -> bytes:
    """Return ``frame`` without its last byte, if it has one more than others and no need of it."""
    if not frame[2] & _PADDED or _HEADER + _SIDE_INFO + _sound(frame) >= len(frame):
        return frame
    return frame[:2] + bytes((frame[2] & ~_PADDED,)) + frame[3:-1]


def _sound(frame: bytes) -> int:
    """Return the bytes of sound in ``frame``."""
    info = int.from_bytes(frame[_HEADER : _HEADER + _SIDE_INFO], "big")
    bits = sum(info >> (8 * _SIDE_INFO - at - 12) & 0xFFF for at in _LENGTHS)
    return -(-bits // 8)
