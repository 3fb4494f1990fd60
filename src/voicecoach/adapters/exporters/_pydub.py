"""Writing through pydub: a temporary file beside the final name, then a rename."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

from voicecoach.errors import DeviceError
from voicecoach.sound.clip import Pcm


class PydubExporter:
    """Writes one format by ``AudioSegment.export``; the whole recording goes in once.

    Never a session appended piece by piece: pydub copies all of it each time.
    """

    def __init__(
        self,
        kind: str,
        converter: str | None = None,
        options: Sequence[str] = (),
        bitrate: str = "",
    ) -> None:
        """Prepare a format.

        Args:
            kind: ffmpeg's name of the format, also the suffix.
            converter: path of the ffmpeg program; None where none is needed.
            options: further arguments for ffmpeg.
            bitrate: constant bit rate, for instance ``64k``.
        """
        self.suffix = f".{kind}"
        self._kind = kind
        self._converter = converter
        self._options = list(options)
        self._bitrate = bitrate

    def write(self, pcm: Pcm, rate: int, tags: Mapping[str, str], path: Path) -> None:
        """Write ``pcm`` to ``path``, which is whole or not there at all."""
        part = _part_beside(path)
        try:
            self._export(pcm, rate, tags, part)
            part.replace(path)
        except OSError as exc:
            raise DeviceError(
                f"{path} could not be written ({exc.strerror or exc}); "
                "check that there is room and that the folder may be written to."
            ) from exc
        finally:
            part.unlink(missing_ok=True)

    def _export(self, pcm: Pcm, rate: int, tags: Mapping[str, str], part: Path) -> None:
        with warnings.catch_warnings():  # it looks for ffmpeg on the PATH; ours is handed to it
            warnings.simplefilter("ignore")
            from pydub import AudioSegment
            from pydub.exceptions import CouldntEncodeError

        if self._converter:
            AudioSegment.converter = self._converter
        sound = AudioSegment(pcm.tobytes(), sample_width=2, frame_rate=rate, channels=1)
        try:
            sound.export(
                str(part),
                format=self._kind,
                bitrate=self._bitrate or None,
                tags=dict(tags) if self._converter else None,
                parameters=self._options or None,
            ).close()
        except CouldntEncodeError as exc:
            last = str(exc).strip().splitlines()[-1][:200]
            raise DeviceError(
                f"ffmpeg could not write {part.name} ({last}); "
                "check that there is room, or export with --format wav."
            ) from exc


def _part_beside(path: Path) -> Path:
    """Return the name of an empty temporary file in the folder of ``path``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".voicecoach-", suffix=".part", dir=path.parent)
    except OSError as exc:
        raise DeviceError(
            f"The folder {path.parent} cannot be written to ({exc.strerror or exc}); "
            "choose another one with --output."
        ) from exc
    os.close(handle)
    part = Path(name)
    part.chmod(0o644)  # mkstemp keeps others out; a recording is made to be shared
    return part
