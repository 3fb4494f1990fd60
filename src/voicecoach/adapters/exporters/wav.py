"""WAV: what every player and every editor reads."""

from __future__ import annotations

from voicecoach.adapters.exporters._pydub import PydubExporter
from voicecoach.ports import ExporterEngine, Status

ENGINE = ExporterEngine(
    name="wav",
    needs="wav",
    summary="Uncompressed, exact to the sample; about 3 MB a minute.",
    status=lambda: Status(ready=True, detail="Needs nothing."),
    make=lambda: PydubExporter("wav"),
)
