"""The first frame of an MP3: it plays as silence and says how long the file is.

With it a player knows length, bit rate and the encoder's delay without reading the file.
After "MP3 Info Tag revision 1" of Gabriel Bouvigne (the LAME tag).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from struct import pack

_ALL = 15
"""What it says: frames, bytes, table and quality."""
_SIDE_INFO = 17
"""Bytes of a mono frame between its header and its data."""
_HEADER = 4
_TABLE = 100
_CBR = 1
_ENCODER = b"LAME3.100"
"""Who has made the frames; ffmpeg and others believe the delay of encoders that they know."""
_FRAME = 1152


def info_frame(frames: Sequence[bytes], samples: int, delay: int, bitrate: int) -> bytes:
    """Return the frame.

    Args:
        frames: all frames of the file after this one; the first gives its header.
        samples: how many samples the listener is to hear.
        delay: samples that the encoder puts before the sound.
        bitrate: bits a second.
    """
    size = len(frames[0])
    sizes = [size, *map(len, frames)]
    padding = min(4095, max(0, len(frames) * _FRAME - delay - samples))
    start = b"".join(
        (
            frames[0][:_HEADER] + bytes(_SIDE_INFO),
            b"Info" + pack(">III", _ALL, len(frames), sum(sizes)),
            _table(sizes) + bytes(4),  # quality: nothing to say
            _ENCODER + bytes((_CBR, 0)),  # lowpass not said
            bytes(8) + bytes((0, min(255, bitrate // 1000))),  # no replay gain
            ((delay << 12) | padding).to_bytes(3, "big"),
            bytes(4) + pack(">IH", sum(sizes), 0),  # no checksum of the sound
        )
    )
    return (start + pack(">H", _crc16(start))).ljust(size, b"\0")


def _table(sizes: list[int]) -> bytes:
    """Return, for each hundredth of the time, where it lies in 256ths of the bytes."""
    ends = [0, *accumulate(sizes)]
    places = (ends[hundredth * len(sizes) // _TABLE] for hundredth in range(_TABLE))
    return bytes(min(255, place * 256 // ends[-1]) for place in places)


def _crc16(data: bytes) -> int:
    """Return the CRC-16 of ``data`` with the polynomial 0x8005, lowest bit first."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc
