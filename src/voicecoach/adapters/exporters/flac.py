"""FLAC: exact to the sample, at a third of the size of WAV."""

from __future__ import annotations

from voicecoach.adapters.exporters._single import single_engine

ENGINE = single_engine(
    "flac", "One file, exact to the sample, for archives and editors; about 0.8 MB a minute."
)
