"""Encoders by their settings: samples in, frames as bytes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.errors import DeviceError
from voicecoach.ports import Status
from voicecoach.sound.clip import Pcm
from voicecoach.sound.runs import Grid

if TYPE_CHECKING:
    from av.audio.codeccontext import AudioCodecContext

_GLOBAL_HEADER = 1 << 22  # ffmpeg's flags by number: PyAV has renamed them
_BITEXACT = 1 << 23
REMEDY = "pip install av, or export with --format wav"


@dataclass(frozen=True, slots=True)
class Encoding:
    """All that decides what an encoder makes of samples, mono."""

    codec: str
    """Name of the encoder in ffmpeg."""
    rate: int
    """Samples a second."""
    bitrate: int
    """Bits a second, constant; 0 where nothing is lost."""
    kind: str
    """How ffmpeg calls the form of the samples: ``s16``, ``s16p``, ``fltp``."""
    grid: Grid
    gain: float = 1.0
    """By which samples are multiplied first, where the encoder makes them quieter; for a form
    of samples that is not bound to 16 bits."""
    warmup: int = 2
    """Frames that an encoder is given before those that count."""
    options: dict[str, str] = field(default_factory=dict)

    def key(self) -> str:
        """Return all of it, and which library, as text."""
        return repr((self, version("av")))


def status(what: str) -> Status:
    """Return whether the library is there; ``what`` says what is encoded."""
    if find_spec("av") is None:
        return Status(ready=False, detail="The package av is missing.", remedy=f"{REMEDY}.")
    try:
        return Status(ready=True, detail=f"{what} by av {version('av')}.")
    except PackageNotFoundError:
        return Status(ready=False, detail="The package av is damaged.", remedy=f"{REMEDY}.")


def opened(encoding: Encoding) -> AudioCodecContext:
    """Return a fresh encoder; raises DeviceError if the library has none."""
    try:
        import av
        from av.audio.codeccontext import AudioCodecContext
    except ImportError as exc:
        raise DeviceError(f"The package av cannot be loaded ({exc}); {REMEDY}.") from exc
    try:
        context = av.CodecContext.create(encoding.codec, "w")
        if not isinstance(context, AudioCodecContext):
            raise DeviceError(f"av takes {encoding.codec} for no sound; {REMEDY}.")
        context.options = dict(encoding.options)
        configure(context, encoding)
        context.open()
    except (av.FFmpegError, ValueError) as exc:  # FFmpegError: no such encoder, or an option
        raise DeviceError(f"av cannot encode {encoding.codec} here ({exc}); {REMEDY}.") from exc
    return context


def configure(context: AudioCodecContext, encoding: Encoding) -> None:
    """Set all but the options, which are taken when an encoder is made."""
    context.sample_rate = encoding.rate
    context.layout = "mono"
    context.format = encoding.kind
    if encoding.bitrate:
        context.bit_rate = encoding.bitrate
    context.time_base = Fraction(1, encoding.rate)
    context.flags |= _GLOBAL_HEADER | _BITEXACT
    context.thread_count = 1


def frames(encoding: Encoding, blocks: Iterable[Pcm]) -> Iterator[bytes]:
    """Yield an encoded frame for each of the grid in ``blocks``, and what the encoder holds back.

    Args:
        encoding: settings; the encoder is a fresh one.
        blocks: samples; all but the last are whole frames.

    Raises:
        DeviceError: the encoder fails.
    """
    from av import AudioFrame, FFmpegError

    context, size, at = opened(encoding), encoding.grid.frame, 0
    scale = np.float32(encoding.gain / 32768)
    try:
        for block in blocks:
            samples = block * scale if encoding.kind.startswith("flt") else block
            for start in range(0, len(block), size):
                frame = AudioFrame.from_ndarray(
                    samples[None, start : start + size], format=encoding.kind, layout="mono"
                )
                frame.sample_rate, frame.pts = encoding.rate, at
                at += frame.samples
                yield from map(bytes, context.encode(frame))
        yield from map(bytes, context.encode(None))
    except FFmpegError as exc:
        raise DeviceError(f"av cannot encode {encoding.codec} here ({exc}); {REMEDY}.") from exc
