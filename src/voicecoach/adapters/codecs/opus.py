"""Opus in Ogg, constant bit rate: the smallest files, for newer players."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from voicecoach.adapters.codecs._blocks import samples
from voicecoach.adapters.codecs._comments import comments, picture_comment
from voicecoach.adapters.codecs._encoding import Encoding, status
from voicecoach.adapters.codecs._muxing import muxer, stream_of
from voicecoach.adapters.codecs._sink import Sink, sink
from voicecoach.adapters.codecs._splicing import Splicer
from voicecoach.adapters.codecs._tags import chapters, tags
from voicecoach.ports import CodecEngine, Take
from voicecoach.sound.runs import Grid

RATE = 48_000
FRAME = 960
DELAY = 120
"""Samples that the encoder puts before the sound, in its mode without look-ahead."""
# That mode is the part of Opus for music alone. The part for speech carries more from frame to
# frame, and a run that starts anew between silent frames would be heard to start.
ENCODING = Encoding(
    "libopus", RATE, 48_000, "s16", Grid(FRAME, lead=1, tail=2),
    options={"application": "lowdelay", "vbr": "off", "frame_duration": "20"},
)  # fmt: skip


class Opus:
    """Writes Ogg Opus."""

    suffix = ".opus"

    def __init__(self, folder: Path) -> None:
        """Keep encoded phrases in ``folder``."""
        self._splicer = Splicer(ENCODING, folder)

    @property
    def trouble(self) -> str:
        """Why encoded phrases are not kept on disk, one sentence; empty if they are."""
        return self._splicer.trouble

    def write(self, take: Take, path: Path) -> None:
        """Write ``take`` to ``path``; raises DeviceError."""
        frames = self._splicer.frames(take, DELAY)
        said = comments(tags(take), chapters(take))
        if take.cover:
            said |= picture_comment(take.cover)
        with sink(path) as file:
            _mux(frames, samples(take, RATE), said, file)


def _mux(frames: Sequence[bytes], length: int, said: dict[str, str], file: Sink) -> None:
    from av import Packet

    with muxer(file, "opus") as container:
        stream = stream_of(container, ENCODING)
        container.metadata.update(said)
        for index, frame in enumerate(frames):
            packet = Packet(frame)
            packet.pts = packet.dts = index * FRAME - DELAY
            packet.duration = min(FRAME, length - packet.pts)
            packet.time_base = Fraction(1, RATE)
            packet.stream = stream
            container.mux(packet)


ENGINE = CodecEngine(
    name="opus",
    summary="For newer telephones and computers; about 0.4 MB a minute.",
    status=lambda: status("Opus is encoded"),
    make=Opus,
)
