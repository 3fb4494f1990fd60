"""MP3 with constant bit rate, so that players seek to the right place."""

from __future__ import annotations

from importlib.util import find_spec

from voicecoach.adapters.exporters._pydub import PydubExporter
from voicecoach.errors import DeviceError
from voicecoach.ports import ExporterEngine, Status

BITRATE = "64k"
"""Mono speech: as clear as more, half the size."""
OPTIONS = ("-bitexact", "-map_metadata", "0", "-id3v2_version", "3")
"""No date and no encoder version inside: the same session gives the same bytes."""


def _status() -> Status:
    if find_spec("imageio_ffmpeg") is None:
        return Status(
            ready=False,
            detail="The ffmpeg program is missing.",
            remedy="pip install imageio-ffmpeg",
        )
    return Status(ready=True, detail="Encoded by the ffmpeg program of imageio-ffmpeg.")


def _make() -> PydubExporter:
    try:
        import imageio_ffmpeg

        converter = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError) as exc:
        raise DeviceError(
            "MP3 needs the ffmpeg program; pip install imageio-ffmpeg, or export --format wav."
        ) from exc
    return PydubExporter("mp3", converter, OPTIONS, BITRATE)


ENGINE = ExporterEngine(
    name="mp3",
    needs="mp3",
    summary="Plays everywhere; about half a megabyte a minute.",
    status=_status,
    make=_make,
)
