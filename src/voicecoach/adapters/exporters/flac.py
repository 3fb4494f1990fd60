"""FLAC: exact to the sample, at half the size of WAV."""

from __future__ import annotations

from voicecoach.adapters.exporters._single import single_engine

ENGINE = single_engine(
    "flac", "One file, exact to the sample, for archives and editors; about 1.5 MB a minute."
)
