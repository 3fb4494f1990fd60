"""Containers written by PyAV into a file of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from voicecoach.adapters.codecs._encoding import REMEDY, Encoding, configure
from voicecoach.adapters.codecs._sink import Sink
from voicecoach.errors import DeviceError

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer

_BITEXACT = 0x0400  # of a container; ffmpeg's flag by number, for PyAV has renamed it


@contextmanager
def muxer(file: Sink, kind: str) -> Iterator[OutputContainer]:
    """Yield a container of format ``kind`` that is written to ``file``; raises DeviceError.

    Whatever the disk refuses is told by `_sink.sink`.
    """
    try:
        import av
    except ImportError as exc:
        raise DeviceError(f"The package av cannot be loaded ({exc}); {REMEDY}.") from exc
    try:
        container = av.open(file, "w", format=kind)
        container.flags |= _BITEXACT  # no name of an encoder, no number by chance
        try:
            yield container
        finally:
            container.close()
    except (OSError, av.FFmpegError) as exc:
        if not file.refusal:
            raise DeviceError(f"av cannot write {kind} here ({exc}); {REMEDY}.") from exc


def stream_of(container: OutputContainer, encoding: Encoding) -> AudioStream:
    """Return a new stream of ``container`` for what ``encoding`` makes."""
    from av.audio.stream import AudioStream

    stream = container.add_stream(encoding.codec, encoding.rate, options=dict(encoding.options))
    if not isinstance(stream, AudioStream):
        raise DeviceError(f"av takes {encoding.codec} for no sound; {REMEDY}.")
    configure(stream.codec_context, encoding)
    return stream


def add_cover(container: OutputContainer, png: bytes) -> Callable[[], None]:
    """Add a stream for the picture ``png``, none if it is empty; return how to write it.

    It is to be written when all streams are there and the tags are set.
    """
    if not png:
        return lambda: None
    import av
    from av.stream import Disposition

    with av.open(BytesIO(png), "r", format="png_pipe") as source:
        stream = container.add_stream_from_template(source.streams.video[0])
        packet = next(source.demux(video=0))
    stream.disposition = Disposition.attached_pic.value  # type: ignore[assignment] # for PyAV 14
    stream.metadata["comment"] = "Cover (front)"  # makes it the front cover in FLAC
    packet.stream = stream

    def show() -> None:
        container.mux(packet)

    return show
