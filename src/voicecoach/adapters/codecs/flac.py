"""FLAC: nothing is lost, at half the size of WAV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from voicecoach.adapters.codecs._blocks import blocks
from voicecoach.adapters.codecs._comments import comments
from voicecoach.adapters.codecs._encoding import Encoding, status
from voicecoach.adapters.codecs._muxing import add_cover, muxer, stream_of
from voicecoach.adapters.codecs._sink import sink
from voicecoach.adapters.codecs._tags import chapters, tags
from voicecoach.ports import CodecEngine, Take
from voicecoach.sound.runs import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av import AudioFrame

FRAME = 4608


class Flac:
    """Writes FLAC, mono 16 bit, at the rate of the voice: the words are those of the voice."""

    suffix = ".flac"
    trouble = ""
    """Nothing is kept, so nothing can go wrong with it."""

    def __init__(self, folder: Path) -> None:
        """Need no ``folder``: encoding is as fast as reading would be."""

    def write(self, take: Take, path: Path) -> None:
        """Write ``take`` to ``path``; raises DeviceError."""
        encoding = Encoding("flac", take.rate, 0, "s16", Grid(FRAME))
        with sink(path) as file, muxer(file, "flac") as container:
            stream = stream_of(container, encoding)
            show = add_cover(container, take.cover)
            container.metadata.update(comments(tags(take), chapters(take)))
            show()
            for frame in _frames(take):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))


def _frames(take: Take) -> Iterator[AudioFrame]:
    from av import AudioFrame

    at = 0
    for block in blocks(take, take.rate, FRAME):
        frame = AudioFrame.from_ndarray(block[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts = take.rate, at
        at += frame.samples
        yield frame


ENGINE = CodecEngine(
    name="flac",
    summary="Nothing is lost; about 1 MB a minute.",
    status=lambda: status("FLAC is encoded"),
    make=Flac,
)
